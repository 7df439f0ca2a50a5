"""``workbench curves`` as a person, a spreadsheet and a script see it."""

import csv
import io
import json

import pytest

from workbench import cli
from workbench.spec.files import from_toml
from workbench.training.events import RunFinished
from workbench.training.loop import train

TEXT = """
format = 1
[data]
source = { type = "Strokes", train_count = 60, test_count = 10 }
batch_size = 20
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "cache"))
    assert isinstance(list(train(from_toml(TEXT), out=tmp_path / "run"))[-1], RunFinished)
    return str(tmp_path / "run")


def test_curves_of_a_run(run, capsys):
    assert cli.main(["curves", run]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 + 5 and lines[1].split()[:2] == ["1", "3"]
    assert lines[-1].startswith("model.layers[1] Linear") and "gradient_norm" in lines[-3]
    assert cli.main(["curves", run, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["step"] for row in rows] == list("123456") and float(rows[0]["loss"]) > 0
    assert cli.main(["curves", run, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (
        len(found["epochs"]) == 2 and len(found["steps"]) == 6 and found["layers"][0]["figures"]["update_ratio"][1] > 0
    )


def test_a_folder_that_is_no_run(tmp_path, capsys):
    assert cli.main(["curves", str(tmp_path)]) == 2
    assert "is not a run" in capsys.readouterr().err
