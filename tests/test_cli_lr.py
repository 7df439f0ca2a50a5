"""``workbench lr`` as a script sees it."""

import json

import pytest

from workbench import cli

TEXT = """
format = 1
name = "Tiny"
[data]
source = { type = "Strokes", train_count = 200, test_count = 50 }
batch_size = 20
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 1
device = "cpu"
"""


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_suggestion_in_words_and_as_numbers(file, tmp_path, capsys):
    assert cli.main(["lr", str(file)]) == 0
    words = capsys.readouterr().out
    assert cli.main(["lr", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert words.split()[:2] == ["suggested", str(found["suggested"])]
    assert "a tenth of" in words and "falls fastest" in words
    assert 1e-4 < found["suggested"] <= found["upper"] < found["diverged"]
    assert set(found["points"][0]) == {"rate", "loss", "smoothed"}
    assert not (tmp_path / "runs").exists()


def test_options(file, capsys):
    assert (
        cli.main(["lr", str(file), "--min", "1e-3", "--max", "0.1", "--steps", "30", "--device", "cpu", "--json"]) == 0
    )
    found = json.loads(capsys.readouterr().out)
    rates = [point["rate"] for point in found["points"]]
    assert len(rates) == 30 and rates[0] == pytest.approx(1e-3) and rates[-1] == pytest.approx(0.1)


def test_nothing_to_suggest_is_a_failure_in_words(file, capsys):
    assert cli.main(["lr", str(file), "--min", "1e-12", "--max", "1e-9"]) == 1
    said = capsys.readouterr()
    assert "never falls" in said.err and not said.out


def test_wrong_input(file, capsys, tmp_path):
    assert cli.main(["lr", str(file), "--min", "1", "--max", "0.1"]) == 2
    assert "cannot go from 1 to 0.1" in capsys.readouterr().err
    file.write_text(TEXT + 'optimizer = { type = "LBFGS" }\n')
    assert cli.main(["lr", str(file)]) == 2
    assert "LBFGS" in capsys.readouterr().err
    assert cli.main(["lr", str(tmp_path / "none.toml")]) == 2
