"""``workbench evaluate`` as a script sees it."""

import csv
import json
import shutil

import numpy as np
import pytest
from PIL import Image

from workbench import cli
from workbench.evaluation.looks import NAME, looks

TEXT = """
format = 1
[data]
source = {source}
{data}
{steps}
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = {outputs}
[training]
epochs = 1
device = "cpu"
{training}
"""
STROKES = '{ type = "Strokes", train_count = 200, test_count = 50 }'
RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [4, 4]\n'


@pytest.fixture(scope="module", autouse=True)
def own_folders(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CACHE", "RUNS", "DATA"):
            patch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path_factory.mktemp(name.lower())))
        yield


def trained(folder, source=STROKES, outputs=10, data="", steps="", training=""):
    """A run folder."""
    file = folder.with_suffix(".toml")
    file.write_text(
        TEXT.format(source=source, outputs=outputs, data=data, steps=steps, training=training), encoding="utf-8"
    )
    assert cli.main(["train", str(file), "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return trained(tmp_path_factory.mktemp("made") / "digits")


@pytest.fixture
def run(made, tmp_path):
    return shutil.copytree(made, tmp_path / "run")


def evaluated(capsys, *arguments):
    capsys.readouterr()
    assert cli.main(["evaluate", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *arguments, code=2):
    capsys.readouterr()
    assert cli.main(["evaluate", *map(str, arguments)]) == code
    caught = capsys.readouterr()
    assert not caught.out and "Traceback" not in caught.err
    return caught.err


def test_the_validation_part_in_words_and_as_one_object(run, capsys):
    found = evaluated(capsys, run)
    assert (found["part"], found["samples"], found["weights"]) == ("validation", 20, "last")
    assert cli.main(["evaluate", str(run), "--worst", "3"]) == 0
    words = capsys.readouterr().out
    assert f"accuracy {found['accuracy']:.2%}" in words and "most confused" in words and "calibration" in words
    rows = [line for line in words.split("greatest losses:")[1].splitlines() if line.strip()][1:]
    assert [int(line.split()[0]) for line in rows] == [each["row"] for each in found["worst"][:3]]
    assert len(found["worst"]) == 10 and np.sum(found["confusion"]["counts"]) == 20
    assert not (run / NAME).exists() and "looked at" not in words


def test_the_test_part_is_what_the_run_said_and_each_look_is_counted(run, capsys):
    found = evaluated(capsys, run, "--part", "test")
    said = json.loads((run / "summary.json").read_text(encoding="utf-8"))["test"]
    assert {"loss": found["loss"], "accuracy": found["accuracy"]} == said
    assert found["test_looks"]["count"] == 1
    assert cli.main(["evaluate", str(run), "--part", "test"]) == 0
    assert "The test part was looked at 2 times" in capsys.readouterr().out
    assert evaluated(capsys, run)["test_looks"]["count"] == 2 == looks(run).count


def test_a_count_that_is_damaged_or_cannot_be_written_is_said(run, capsys):
    (run / NAME).write_text("nonsense", encoding="utf-8")
    assert cli.main(["evaluate", str(run), "--part", "test"]) == 0
    caught = capsys.readouterr()
    assert "warning: looks.json is damaged" in caught.err and "not known" in caught.out
    (run / NAME).unlink()
    (run / NAME).mkdir()
    assert cli.main(["evaluate", str(run), "--part", "test"]) == 0
    assert "this look at the test part is not counted" in capsys.readouterr().err


def test_without_validation_the_test_part_is_not_taken_silently(tmp_path, capsys):
    folder = trained(tmp_path / "run", data="validation_fraction = 0")
    words = refused(capsys, folder)
    assert "no validation part" in words and "--part test" in words and not (folder / NAME).exists()
    assert evaluated(capsys, folder, "--part", "train")["samples"] == 200


def test_against_another_run(run, tmp_path, capsys):
    other = trained(tmp_path / "other", training='optimizer = { type = "Adam", lr = 0.01 }')
    found = evaluated(capsys, run, "--against", other, "--part", "test")
    counts = found["against"]["counts"]
    assert sum(counts.values()) == 50 and found["against"]["run"] == str(other)
    right = round(50 * found["accuracy"]), round(50 * found["against"]["accuracy"])
    assert right == (counts["both_right"] + counts["fixed"], counts["both_right"] + counts["broken"])
    assert len(found["against"]["rows"]["fixed"]) == counts["fixed"] and 0 <= found["against"]["p_value"] <= 1
    assert looks(run).count == looks(other).count == 1
    best = evaluated(capsys, run, "--against", run, "--against-weights", "best", "--part", "test")
    assert best["against"]["weights"] == "best" and best["weights"] == "last" and looks(run).count == 2
    third = trained(tmp_path / "third", data="validation_fraction = 0.3")
    assert "not judged by the same samples" in refused(capsys, run, "--against", third)


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_files_of_photos_with_their_names(tmp_path, capsys):
    rng = np.random.default_rng(0)
    for number in range(20):
        folder = tmp_path / "photos" / ("cats" if number % 2 else "dogs, “hot”")
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (8, 8 + number % 3, 3), np.uint8)).save(folder / f"{number:02}.png")
    source = f"{{ type = 'ImageFolder', root = '{tmp_path / 'photos'}', test_fraction = 0.3 }}"
    run, to = trained(tmp_path / "run", source, 2, steps=RESIZE), tmp_path / "figures"
    found = evaluated(capsys, run, "--part", "test", "--to", to, "--sort", "confidence")
    assert sorted(found["files"]) == sorted(map(str, to.iterdir())) and len(found["files"]) == 4
    rows = table(to / "samples.csv")
    assert len(rows) == found["samples"] == 6
    for row in rows:
        true = "cats" if int(row["file"].removesuffix(".png")[-2:]) % 2 else "dogs, “hot”"
        shares = {name: float(row[f"p({name})"]) for name in ("cats", "dogs, “hot”")}
        assert row["true"] == true and row["predicted"] == max(shares, key=shares.get)
        assert float(row["confidence"]) == max(shares.values()) and float(row["loss"]) > 0
    wrong = [row for row in rows if row["true"] != row["predicted"]]
    assert [each["file"] for each in found["worst"]] == [
        row["file"] for row in sorted(wrong, key=lambda row: -float(row["confidence"]))
    ]
    (cats, _) = table(to / "classes.csv")
    assert cats["class"] == "cats" and int(cats["support"]) == 3
    assert [row["true \\ predicted"] for row in table(to / "confusion.csv")] == ["cats", "dogs, “hot”"]
    kept = json.loads((to / "evaluation.json").read_text(encoding="utf-8"))
    assert kept == {name: found[name] for name in kept}
    assert "is there already" in refused(capsys, run, "--to", to) and looks(run).count == 1
    assert evaluated(capsys, run, "--to", to, "--force")["part"] == "validation"


def test_numbers_and_autoencoders(tmp_path, capsys):
    rng = np.random.default_rng(0)
    np.savez(
        tmp_path / "a.npz", x=rng.normal(size=(60, 4)).astype(np.float32), y=rng.normal(size=(60, 2)).astype(np.float32)
    )
    source, loss = f"{{ type = 'NPZ', path = '{tmp_path / 'a.npz'}' }}", 'loss = { type = "MSELoss" }'
    run = trained(tmp_path / "numbers", source, 2, training=loss)
    found = evaluated(capsys, run, "--against", run, "--to", tmp_path / "figures")
    assert len(found["outputs"]) == 2 and found["mean"]["mae"] > 0 and found["against"]["p_value"] is None
    assert found["mean"]["mae"] == pytest.approx(np.mean([each["mae"] for each in found["outputs"]]))
    errors = [float(row["mae"]) for row in table(tmp_path / "figures" / "samples.csv")]
    assert np.mean(errors) == pytest.approx(found["mean"]["mae"], rel=1e-5)
    assert len(table(tmp_path / "figures" / "outputs.csv")) == 2
    copy = trained(tmp_path / "copy", source, 4, data='target = "input"', training=loss)
    assert cli.main(["evaluate", str(copy), "--worst", "2"]) == 0
    words = capsys.readouterr().out
    assert "mean absolute error" in words and "greatest losses" in words and "three quarters" in words


def test_what_is_wrong_is_a_line_each(run, tmp_path, capsys):
    assert "is not a run" in refused(capsys, tmp_path / "gone")
    assert "best.pth" in refused(
        capsys, shutil.copytree(run, tmp_path / "less", ignore=lambda *_: ["best.pth"]), "--weights", "best"
    )
    assert "not a number of samples" in refused(capsys, run, "--worst", "-1")
    assert "is not a folder" in refused(capsys, run, "--to", run / "experiment.toml")
    text = TEXT.format(source='{ type = "MNIST" }', outputs=10, data="", steps="", training="")
    (run / "experiment.toml").write_text(text, encoding="utf-8")
    assert "are not here" in refused(capsys, run)
