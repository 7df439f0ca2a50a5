"""Templates and own blocks from the command line."""

import json

import pytest

from workbench.cli import main
from workbench.plugins.blocks import blocks_dir
from workbench.spec.containers import walk
from workbench.spec.files import read


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def test_templates_are_listed_and_written(tmp_path, capsys):
    assert main(["new", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"template": "lenet-5", "kind": "image", "title": "LeNet-5"} in rows
    assert main(["new", "lenet-5", "--to", "net.toml"]) == 0
    assert read(tmp_path / "net.toml").name == "LeNet-5"
    assert main(["new", "lenet-5", "--to", "net.toml"]) == 2
    assert main(["new", "lenet-5", "--to", "net.toml", "--force"]) == 0
    capsys.readouterr()
    assert main(["new", "table-linear"]) == 0
    (tmp_path / "printed.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert read(tmp_path / "printed.toml").model.layers[0].type == "Linear"
    assert main(["new", "nothing"]) == 2
    assert "“workbench new” lists" in capsys.readouterr().err


def test_a_block_goes_from_one_file_into_another(tmp_path, capsys):
    main(["new", "vgg-like", "--to", "a.toml"])
    main(["new", "softmax-regression", "--to", "b.toml"])
    assert main(["blocks", "save", "my block", "a.toml", "--at", "model.layers[0]"]) == 0
    assert main(["blocks", "save", "my block", "a.toml", "--at", "model.layers[0]"]) == 2
    assert main(["blocks", "insert", "my block", "b.toml", "--at", "model.layers[1]"]) == 0
    assert main(["blocks", "insert", "my block", "b.toml", "--at", "model.layers[1].layers[2]"]) == 0
    assert main(["blocks", "insert", "my block", "b.toml"]) == 0
    block = read(tmp_path / "a.toml").model.layers[0]
    layers = dict(walk(read(tmp_path / "b.toml").model.layers))
    assert layers[(1, 2)] == layers[(3,)] == block
    assert layers[(0,)].type == "Flatten" and layers[(2,)].type == "Linear"
    capsys.readouterr()
    assert main(["blocks", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["blocks"]
    assert row["name"] == "my block" and row["usable"]
    assert main(["blocks"]) == 0 and "Conv2d, BatchNorm2d, ReLU" in capsys.readouterr().out


@pytest.mark.parametrize(
    "at", ["model.layers[9]", "training.epochs", "model.layers", "model.layers[0].layers[0]", "[", "x y"]
)
def test_an_address_that_is_no_layer(at, capsys):
    main(["new", "softmax-regression", "--to", "b.toml"])
    main(["blocks", "save", "relu", "b.toml"])
    capsys.readouterr()
    for action in ("save", "insert"):
        assert main(["blocks", action, "relu", "b.toml", "--at", at, "--force"]) == 2
        assert "is no layer of this model" in capsys.readouterr().err


def test_what_is_not_there_is_said(capsys):
    main(["new", "softmax-regression", "--to", "b.toml"])
    assert main(["blocks", "insert", "nothing", "b.toml"]) == 2
    assert main(["blocks", "insert"]) == 2
    blocks_dir().mkdir(parents=True)
    (blocks_dir() / "bad.toml").write_text("x", encoding="utf-8")
    assert main(["blocks", "insert", "bad", "b.toml"]) == 2
    said = capsys.readouterr().err
    assert all(words in said for words in ("There is no block", "have to be named", "TOML"))
