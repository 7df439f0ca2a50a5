"""The user's own blocks: saved, read, renamed, removed; odd files and names in sentences."""

import pytest

from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Residual, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.plugins.blocks import blocks, blocks_dir, remove, rename, save
from workbench.spec.files import read
from workbench.spec.problems import ExperimentError, RunError

LAYERS = (Conv2d(out_channels=4, kernel_size=3, padding=1), ReLU())


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config 配置"))


def test_without_a_folder_there_are_none():
    assert blocks() == ()


def test_several_layers_become_a_sequential_of_that_name():
    save("卷积 block", LAYERS)
    (block,) = blocks()
    assert block.name == "卷积 block" and block.layer == Sequential(name="卷积 block", layers=LAYERS)
    assert read(block.path).model.layers == (block.layer,)


def test_one_layer_stays_what_it_is():
    save("a", [ReLU()])
    save("b", [Residual(layers=LAYERS)])
    save("c", [Residual(name="mine", layers=LAYERS)])
    assert [block.layer for block in blocks()] == [
        ReLU(), Residual(name="b", layers=LAYERS), Residual(name="mine", layers=LAYERS),
    ]  # fmt: skip


def test_a_name_that_is_taken_is_not_replaced_unasked():
    save("one", LAYERS)
    with pytest.raises(ExperimentError, match="already"):
        save("One", [ReLU()])  # the same file on systems that know no case
    save("one", [ReLU()], replace=True)
    assert [block.layer for block in blocks()] == [ReLU()]


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 61, "\u202eabc"])
def test_names_that_cannot_be(name):
    with pytest.raises(ExperimentError, match="one line"):
        save(name, LAYERS)


@pytest.mark.parametrize("name", ["../../escape", "/etc/passwd", "con", "...", "a:b*c?"])
def test_every_name_stays_in_the_folder(name):
    block = save(name, LAYERS)
    assert block.path.parent == blocks_dir() and block.path.is_file()
    assert blocks()[0].name == name


def test_rename_and_remove():
    block = rename(save("old", LAYERS), "new")
    assert [each.name for each in blocks()] == ["new"] and block.layer.name == "new"
    save("other", LAYERS)
    with pytest.raises(ExperimentError):
        rename(block, "other")
    assert [each.name for each in blocks()] == ["new", "other"]
    again = rename(block, "NEW")
    assert [each.name for each in blocks()] == ["NEW", "other"]
    remove(again)
    assert [each.name for each in blocks()] == ["other"]


def test_damaged_and_empty_files_are_listed_with_what_is_wrong():
    blocks_dir().mkdir(parents=True)
    (blocks_dir() / "bad.toml").write_bytes(b"\xff\x00")
    (blocks_dir() / "empty.toml").write_text("format = 1", encoding="utf-8")
    assert [block.layer for block in blocks()] == [None, None]
    assert all(block.problem for block in blocks())


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "file"))
    with pytest.raises(RunError, match="cannot be written"):
        save("a", LAYERS)
    assert blocks() == ()
