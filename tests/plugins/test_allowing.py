"""Own code is shown, allowed by its hash, and never run before; no experiment can cause it."""

import hashlib
import json
import sys

import pytest

from workbench import cli, plugins
from workbench.data.locations import config_dir
from workbench.spec.files import from_toml
from workbench.spec.own import waiting
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError
from workbench.spec.unknown import Unknown, unknown_problems
from workbench.training.check import check

FILE = """format = 1
[data]
source = { type = "Strokes", train_count = 100, test_count = 20 }
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Swishy"
beta = 2.0
[[model.layers]]
type = "Linear"
"""


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_is_looked_at_but_not_run(write, marked):
    text, mark = marked
    write(text, allowed=False)
    (item,) = plugins.listed()
    assert (item.state, [each.name for each in item.declared]) == ("new", ["Swishy"])
    experiment = from_toml(FILE)
    assert isinstance(experiment.model.layers[1], Unknown)
    assert not check(experiment, None).trace.layers[1:]
    assert find("layer", "Swishy") is None
    assert [each.name for each in waiting("layer")] == ["Swishy"]
    (found,) = unknown_problems(experiment)
    assert (
        found.line()
        == 'model.layers[1]: "Swishy" is in your file mine.py, which is not allowed yet. Read the file and allow it.'
    )
    with pytest.raises(ImportError):
        __import__("workbench_plugins.mine")
    assert not mark.exists()


def test_allowed_it_is_known_but_runs_only_when_it_is_built(write, marked):
    text, mark = marked
    write(text)
    experiment = from_toml(FILE)
    assert experiment.model.layers[1] == find("layer", "Swishy")(beta=2.0)
    assert not mark.exists()
    checked = check(experiment, None)
    assert mark.read_text() == "it ran"
    assert not checked.errors


def test_one_byte_more_and_it_must_be_allowed_again(write, marked):
    text, mark = marked
    path = write(text)
    path.write_text(text + "\n")
    plugins.refresh()
    (item,) = plugins.listed()
    assert item.state == "changed"
    assert find("layer", "Swishy") is None
    assert check(from_toml(FILE), None).errors
    assert not mark.exists()


def test_what_runs_is_what_was_allowed_though_the_disk_has_changed_since(write, swishy):
    path = write(swishy)
    path.write_text("raise SystemExit('other code')\n")
    assert not check(from_toml(FILE), None).errors


def test_revoked_it_is_not_run_any_more(write, swishy):
    path = write(swishy)
    assert not check(from_toml(FILE), None).errors
    plugins.revoke(path)
    assert "workbench_plugins.mine" not in sys.modules
    assert find("layer", "Swishy") is None
    assert plugins.listed()[0].state == "new"


def test_only_the_bytes_that_were_shown_are_allowed(write, swishy):
    path = write(swishy, allowed=False)
    shown = digest(path)
    path.write_text(swishy.replace("sigmoid", "tanh"))
    with pytest.raises(ExperimentError) as error:
        plugins.allow(path, shown)
    assert "has changed" in str(error.value)
    assert plugins.listed()[0].state == "new"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"%s": 1}', '{"%s": {}}x'])
def test_a_damaged_list_allows_nothing(write, swishy, content):
    path = write(swishy)
    (config_dir() / "allowed-code.json").write_text(content.replace("%s", digest(path)))
    plugins.refresh()
    assert find("layer", "Swishy") is None


def test_the_list_is_of_hashes(write, swishy):
    path = write(swishy)
    entries = json.loads((config_dir() / "allowed-code.json").read_text())
    assert list(entries) == [digest(path)] and entries[digest(path)]["file"] == "mine.py"


def test_a_cookie_does_not_change_what_runs(write):
    """Read as UTF-7, the comment would be code; what is shown is what runs."""
    write("# -*- coding: utf-7 -*-\n#+AAo-raise SystemExit\n" + 'class A:\n    """A."""\nTRANSFORMS = [A]\n')
    assert find("transform", "A")().call().build() is not None


def test_hidden_letters_are_written_out():
    assert plugins.shown("a\u202eb\x1b[2K\u200bc\td\r\n") == "a\\u202eb\\x1b[2K\\u200bc\td\\x0d\n"
    assert plugins.shown("σ(x) é 中") == "σ(x) é 中"


def test_files_that_are_no_text_or_no_name_are_told(folder, write):
    (folder / "bytes.py").write_bytes(b"\xff\xfe")
    (folder / "a-b.py").write_text("")
    (folder / "large.py").write_text("#" * 1_000_001)
    (folder / ".hidden.py").write_text("")
    words = {item.path.name: item.problems[0].line() for item in plugins.refresh()}
    assert set(words) == {"bytes.py", "a-b.py", "large.py"}
    assert "UTF-8" in words["bytes.py"] and "word of Python" in words["a-b.py"] and "1 MB" in words["large.py"]


def test_the_command_line_shows_asks_and_allows(write, swishy, capsys, monkeypatch):
    path = write(swishy, allowed=False)
    answers = iter(["n", "y"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert cli.main(["plugins", "allow", "mine.py"]) == 2
    assert swishy in capsys.readouterr().out
    assert plugins.listed()[0].state == "new"
    assert cli.main(["plugins", "allow", "mine"]) == 0
    assert plugins.listed()[0].state == "allowed"
    capsys.readouterr()
    assert cli.main(["plugins", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["files"]
    assert (row["state"], row["sha256"], row["parts"]) == (
        "allowed",
        digest(path),
        [{"kind": "layer", "type": "Swishy"}],
    )
    assert cli.main(["plugins", "revoke", str(path)]) == 0
    assert plugins.listed()[0].state == "new"


def test_the_command_line_takes_the_hash_of_what_was_read_and_no_other(write, swishy, capsys):
    path = write(swishy, allowed=False)
    assert cli.main(["plugins", "allow", "mine.py", "--yes-i-have-read-it", "0" * 64]) == 2
    assert "not what was shown" in capsys.readouterr().err
    assert cli.main(["plugins", "allow", "mine.py", "--yes-i-have-read-it", digest(path)]) == 0


@pytest.mark.parametrize("name", ["none.py", "/etc/passwd", "../mine.py"])
def test_only_files_of_the_folder_can_be_allowed(write, swishy, capsys, name):
    write(swishy, allowed=False)
    assert cli.main(["plugins", "allow", name, "--yes-i-have-read-it", "0"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_template_is_right_as_it_stands(folder):
    path = plugins.new_file()
    plugins.allow(path, digest(path))
    assert not plugins.listed()[0].problems
    for kind, name in (("layer", "Swishy"), ("layer", "Scaled"), ("loss", "FocalLoss"), ("transform", "Gamma")):
        cls = find(kind, name)
        assert cls.group == "Own code"
        assert all(p.description != "A parameter of your own code." for p in cls.parameters())
    assert plugins.new_file().name == "my_parts_2.py"
