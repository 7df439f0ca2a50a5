"""Names of files as a stranger's experiment may have them: each is a sentence at its field."""

import pytest

from workbench.data.locations import resolved
from workbench.spec.files import from_plain
from workbench.spec.problems import ExperimentError
from workbench.training.check import check

FIELDS = {
    "CSV": "path",
    "CSVText": "path",
    "NPZ": "path",
    "ImageFolder": "root",
    "ImageList": "path",
    "ImageTextPairs": "root",
}
NAMES = ["x" * 3000, "x" * 300, "~nobody_of_this_name/x", "/dev/null/x", ".." * 40, "\u202e", " "]


@pytest.mark.parametrize("name", NAMES, ids=[f"{number}" for number in range(len(NAMES))])
@pytest.mark.parametrize(("kind", "field"), FIELDS.items())
def test_a_name_that_cannot_be(kind, field, name, tmp_path):
    layers = [{"type": "Flatten"}, {"type": "Linear", "out_features": 2}]
    plain = {"format": 1, "data": {"source": {"type": kind, field: name}}, "model": {"layers": layers}}
    problems = check(from_plain(plain), tmp_path).errors
    assert problems and problems[0].address == f"data.source.{field}"


@pytest.mark.parametrize("name", NAMES[:-1], ids=[f"{number}" for number in range(len(NAMES) - 1)])
def test_weights_of_a_name_that_cannot_be(name, tmp_path):
    inside = {"type": "Sequential", "layers": [{"type": "ResNet", "weights_file": name}]}
    problems = check(from_plain({"format": 1, "model": {"layers": [inside]}}), tmp_path).errors
    assert "model.layers[0].layers[0].weights_file" in [item.address for item in problems]


def test_a_file_is_looked_for_here_and_then_in_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert resolved("a.csv", tmp_path / "data") == tmp_path / "data" / "a.csv"
    (tmp_path / "a.csv").touch()
    assert resolved("a.csv", tmp_path / "data").resolve() == (tmp_path / "a.csv").resolve()
    assert resolved("~/b.csv", tmp_path / "data") == tmp_path / "home" / "b.csv"


@pytest.mark.parametrize(("kind", "field"), FIELDS.items())
def test_a_name_with_nul_is_refused(kind, field):
    with pytest.raises(ExperimentError, match="holds a letter that no file can hold"):
        from_plain({"format": 1, "data": {"source": {"type": kind, field: "a\0b"}}})
