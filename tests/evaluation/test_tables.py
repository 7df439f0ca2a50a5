"""Tables, series and autoencoders judged with the weights of a run, without the data that it learned from."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from workbench.cli import main
from workbench.data.csv_table import Column
from workbench.evaluation.assess import assess_run
from workbench.evaluation.file_rows import answers_of, rows_in
from workbench.evaluation.row_files import Answered, RowNames, as_csv, as_json, header, lines
from workbench.evaluation.rows import columns_of, decoded_row, encoded_row
from workbench.evaluation.tables import read_table_rows
from workbench.evaluation.trained import Trained
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError
from workbench.training.events import RunFinished
from workbench.training.loop import train
from workbench.training.runs import read_facts

COLOURS = ("blue", "green", "red")
HEAD = """
format = 1
[data]
source = { type = "CSV", path = "PATH"SOURCE }
batch_size = 16
TARGET
STEPS
[[model.layers]]
type = "Linear"
out_features = OUT
[training]
epochs = 4
device = "cpu"
loss = { type = "LOSS" }
optimizer = { type = "Adam", lr = 0.05 }
"""


def flowers(path, rows=60):
    """Width decides about the kind; the colour does not. Width is missing in one row of ten."""
    random = np.random.default_rng(0)
    lines = ["id,width,colour,height,kind"]
    for number in range(rows):
        kind = number % 2
        width = "" if number % 10 == 9 else f"{100 * kind + random.normal():.3f}"
        lines.append(f"{number},{width},{COLOURS[number % 3]},{random.normal():.3f},{'rose' if kind else 'daisy'}")
    path.write_text("\n".join(lines), encoding="utf-8")


def trained_run(folder, source, steps, out, loss, target=""):
    """A run on ``data.csv`` in the folder, which is gone afterwards."""
    text = HEAD
    for name, value in {
        "PATH": (folder / "data.csv").as_posix(), "SOURCE": source, "TARGET": target, "OUT": str(out), "LOSS": loss,
        "STEPS": "\n".join(f'[[data.transforms]]\ntype = "{step}"' for step in steps),
    }.items():  # fmt: skip
        text = text.replace(name, value)
    events = list(train(from_toml(text), out=folder / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    (folder / "data.csv").unlink()
    return folder / "run", events[-1]


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("classes")
    flowers(folder / "data.csv")
    return trained_run(
        folder, ', ignore = "id", missing = "keep"', ["FillMissing", "Standardize"], 2, "CrossEntropyLoss"
    )


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    random = np.random.default_rng(1)
    a, b = random.normal(size=(2, 80))
    rows = [f"{x};{y};{3 * x};{x - y}".replace(".", ",") for x, y in zip(a, b, strict=True)]
    (folder / "data.csv").write_text("\n".join(["a;b;triple;gap", *rows]), encoding="utf-8")
    return trained_run(folder, ', targets = "triple, gap"', ["Standardize"], 2, "MSELoss")


def rows_of(capsys, *arguments, code=0):
    assert main(["predict", *map(str, arguments), "--json"]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_run_folder_knows_the_columns_and_their_words(classes):
    facts = read_facts(classes[0])
    assert facts.file_columns == (Column("width"), Column("colour", COLOURS), Column("height"))
    assert facts.targets == ("kind",) and facts.classes == ("daisy", "rose")


def test_every_row_without_the_data_of_the_run(classes, tmp_path, capsys):
    flowers(tmp_path / "new.csv")
    rows = rows_of(capsys, classes[0], tmp_path / "new.csv")
    assert [row["line"] for row in rows] == list(range(2, 62))
    assert [row["target"] for row in rows[:2]] == ["daisy", "rose"]
    assert all(sum(row["probabilities"].values()) == pytest.approx(1, abs=1e-4) for row in rows)
    known = [row for row in rows if row["line"] % 10 != 1]  # the width is there
    assert len(known) == 54 and all(row["prediction"] == row["target"] for row in known)


def test_columns_count_by_their_names_in_any_order(classes, tmp_path, capsys):
    (tmp_path / "a.csv").write_text("width,colour,height\n100,red,0.5\n0,blue,1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("height;more;colour;width\n0,5;x;red;100\n1;y;blue;0\n", encoding="utf-8")
    first, second = (rows_of(capsys, classes[0], tmp_path / name) for name in ("a.csv", "b.csv"))
    assert [row["prediction"] for row in first] == ["rose", "daisy"]
    assert [row["probabilities"] for row in first] == [row["probabilities"] for row in second]
    assert "target" not in first[0]


def test_the_numbers_are_those_of_the_layers_by_hand(numbers, tmp_path, capsys):
    (tmp_path / "new.csv").write_text("b,a\n0.5,2\n", encoding="utf-8")
    (row,) = rows_of(capsys, numbers[0], tmp_path / "new.csv")
    learned = json.loads((numbers[0] / "inputs.json").read_text(encoding="utf-8"))["data.transforms[0]"]
    state = torch.load(numbers[0] / "last.pth", weights_only=True)
    inputs = (torch.tensor([2.0, 0.5]) - torch.tensor(learned["mean"])) / torch.tensor(learned["std"])
    wanted = state["0.weight"] @ inputs + state["0.bias"]
    assert list(row["prediction"]) == ["triple", "gap"]
    assert list(row["prediction"].values()) == pytest.approx(wanted.tolist(), rel=1e-4)


def test_true_numbers_and_the_mean_error(numbers, tmp_path, capsys):
    (tmp_path / "new.csv").write_text("a,b,triple,gap\n1,1,3,0\n1,2,,\n", encoding="utf-8")
    rows = rows_of(capsys, numbers[0], tmp_path / "new.csv")
    assert rows[0]["target"] == {"triple": 3, "gap": 0} and "target" not in rows[1]
    assert main(["predict", str(numbers[0]), str(tmp_path / "new.csv")]) == 0
    first, second, summary = capsys.readouterr().out.splitlines()
    assert "line 2: triple " in first and first.endswith("; true: 3, 0") and "; true" not in second
    error = (abs(rows[0]["prediction"]["triple"] - 3) + abs(rows[0]["prediction"]["gap"])) / 2
    assert summary == f"mean absolute error {error:.6g} (known: 1)"


def test_rows_of_numbers_without_a_header_count_by_their_order(numbers, tmp_path, capsys):
    (tmp_path / "named.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    (tmp_path / "bare.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    named, bare = (rows_of(capsys, numbers[0], tmp_path / name) for name in ("named.csv", "bare.csv"))
    assert [row["prediction"] for row in named] == [row["prediction"] for row in bare]


WRONG = {
    "a word": ("a,b\n1,2\n3,four\n", "line 3: “four” in the column “b” is no number. Mend the cell."),
    "no column": ("a,c\n1,2\n", "has no column “b”; it has a, c. The run was trained with the columns a, b"),
    "a gap": ("a,b\n1,\n", "line 2: in the column “b” something is missing. Fill it in"),
    "a short row": ("a,b\n1\n", "line 2: 1 cells, but the header has 2"),
    "a wrong target": ("a,b,triple,gap\n1,2,x,3\n", "line 2: “x” in the column “triple” is no number"),
    "nothing": ("", "is empty"),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_file_and_row(numbers, tmp_path, capsys, content, sentence):
    (tmp_path / "new.csv").write_text(content, encoding="utf-8")
    (tmp_path / "good.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["predict", str(numbers[0]), str(tmp_path / "new.csv"), str(tmp_path / "good.csv")]) == 2
    said = capsys.readouterr()
    assert sentence in said.err and "new.csv" in said.err
    assert said.out.startswith(f"{tmp_path / 'good.csv'}, line 2: ")


def test_many_rows_are_said_piece_by_piece_and_counted_as_one(classes, tmp_path, capsys, monkeypatch):
    flowers(tmp_path / "new.csv")
    assert main(["predict", str(classes[0]), str(tmp_path / "new.csv")]) == 0
    whole = capsys.readouterr().out
    monkeypatch.setattr("workbench.terminal_predict.MANY", 7)
    assert main(["predict", str(classes[0]), str(tmp_path / "new.csv")]) == 0
    assert capsys.readouterr().out == whole
    trained = Trained.from_run(classes[0])
    rows = rows_in(tmp_path / "new.csv", trained)
    found = answers_of(trained, rows, lambda *_: None)
    judged = trained.judge_all(list(rows.samples))
    assert found.best[:, 0].tolist() == [int(each.shares.argmax()) for each in judged]
    assert f"{found.tally.right} of {found.tally.known} right" in whole and found.true.tolist() == [0, 1] * 30


def test_a_class_or_a_word_that_the_run_never_saw(classes, tmp_path, capsys):
    (tmp_path / "new.csv").write_text("width,colour,height,kind\n1,pink,2,tulip\n", encoding="utf-8")
    assert main(["predict", str(classes[0]), str(tmp_path / "new.csv")]) == 2
    assert "line 2: the training part has no class “tulip”" in capsys.readouterr().err
    (tmp_path / "new.csv").write_text("width,colour,height,kind\n,pink,2,rose\n", encoding="utf-8")
    assert main(["predict", str(classes[0]), str(tmp_path / "new.csv")]) == 0
    said = capsys.readouterr()
    assert "warning" in said.err and "“pink”" in said.err and "blue, green, red" in said.err
    assert said.out.splitlines()[-1] in ("1 of 1 right (100.0%)", "0 of 1 right (0.0%)")


def test_an_older_run_folder_without_the_columns_is_read(classes, tmp_path, capsys):
    for path in filter(Path.is_file, classes[0].iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kept = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    for name in ("file_columns", "targets", "vocabulary"):
        del kept[name]
    (tmp_path / "data.json").write_text(json.dumps(kept), encoding="utf-8")
    assert columns_of(read_facts(tmp_path)) == columns_of(read_facts(classes[0]))
    (tmp_path / "new.csv").write_text("width,colour,height\n100,red,0.5\n", encoding="utf-8")
    old, new = (rows_of(capsys, run, tmp_path / "new.csv") for run in (tmp_path, classes[0]))
    assert old == new


@pytest.mark.parametrize("content", [None, "{}", '{"data.transforms[0]": {"mean": [1], "std": [1]}}'])
def test_lost_means_are_said(numbers, tmp_path, content):
    for name in ("experiment.toml", "data.json", "last.pth"):
        (tmp_path / name).write_bytes((numbers[0] / name).read_bytes())
    if content:
        (tmp_path / "inputs.json").write_text(content, encoding="utf-8")
    with pytest.raises(ExperimentError, match=r"inputs\.json cannot be used"):
        Trained.from_run(tmp_path)


def test_rows_and_values_back_and_forth(classes):
    columns = columns_of(read_facts(classes[0]))
    row = encoded_row([1.5, "green", None], columns)
    assert row[:4].tolist() == [1.5, 0, 1, 0] and math.isnan(row[4])
    assert decoded_row(row, columns) == [1.5, "green", None]
    assert decoded_row(encoded_row([None, None, 2.0], columns), columns) == [None, None, 2.0]


def test_many_rows_at_once_are_judged_as_one_by_one(classes, tmp_path):
    flowers(tmp_path / "new.csv", 30)
    trained = Trained.from_run(classes[0])
    inputs = read_table_rows(tmp_path / "new.csv", trained).inputs
    together = np.stack([found.shares for found in trained.judge_all(list(inputs))])
    alone = np.stack([trained.judge(row).shares for row in inputs])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_answers_as_a_file_with_the_columns_of_the_table(classes, numbers, tmp_path):
    flowers(tmp_path / "new.csv", 3)
    (tmp_path / "ab.csv").write_text("a,b,triple,gap\n1,2,3,-1\n1,2,,\n", encoding="utf-8")
    made = []
    for run, name in ((classes[0], "new.csv"), (numbers[0], "ab.csv")):
        trained = Trained.from_run(run)
        rows, names = rows_in(tmp_path / name, trained), RowNames.of(trained)
        found = [Answered(rows, answers_of(trained, rows, lambda *_: None))]
        head = header(names, True)
        chosen = [(0, 1), (0, 0)]
        made.append(json.loads(as_json(head, lines(found, names, chosen, True))))
        table = as_csv(head, lines(found, names, chosen, True)).decode("utf-8-sig").splitlines()
        assert table[0].split(",") == head and len(table) == 3
    (second, first), (unknown, known) = made
    assert (first["row"], first["colour"], first["true"], second["true"]) == (2, "blue", "daisy", "rose")
    assert list(second)[:5] == ["file", "row", "width", "colour", "height"] and second["prediction"] == "rose"
    assert known["true triple"] == 3 and known["predicted triple"] > 0 and unknown["true gap"] is None


# ---- an autoencoder of a table gives back the numbers of the data


def test_an_autoencoder_of_a_table_speaks_in_the_units_of_the_data(tmp_path, capsys):
    rows = [f"{number},{5000 + 100 * number},x" for number in range(30)]
    (tmp_path / "data.csv").write_text("\n".join(["small,large,kind", *rows]).replace("29,7900,x", "29,7900,y"))
    run, _ = trained_run(tmp_path, "", ["MinMaxScale"], 2, "MSELoss", 'target = "input"')
    (tmp_path / "new.csv").write_text("small,large\n10,6000\n", encoding="utf-8")
    (row,) = rows_of(capsys, run, tmp_path / "new.csv")
    judgement = Trained.from_run(run).judge(np.array([10, 6000], np.float32))
    assert judgement.original == pytest.approx([10, 6000], rel=1e-5) and judgement.seen.max() < 1
    assert list(row["prediction"].values()) == pytest.approx(judgement.copy.tolist(), rel=1e-5)
    assert row["mae"] == pytest.approx(np.abs(judgement.copy - judgement.original).mean(), rel=1e-5)


# ---- losses that do not compare the numbers of the data


@pytest.mark.parametrize(("loss", "means"), [("BCEWithLogitsLoss", torch.sigmoid), ("PoissonNLLLoss", torch.exp)])
def test_answers_are_numbers_of_the_data_where_the_loss_takes_others(tmp_path, loss, means):
    random = np.random.default_rng(2)
    rows = [f"{x:.4f},{int(x > 0)},{int(x > 1)}" for x in random.normal(size=60)]
    (tmp_path / "data.csv").write_text("\n".join(["x,positive,large", *rows]), encoding="utf-8")
    (tmp_path / "kept.csv").write_bytes((tmp_path / "data.csv").read_bytes())
    run, finished = trained_run(tmp_path, ', targets = "positive, large", task = "numbers"', [], 2, loss)
    trained = Trained.from_run(run)
    found = rows_in(tmp_path / "kept.csv", trained)
    with torch.no_grad():
        wanted = means(trained.model(torch.from_numpy(found.samples)))
    judged = np.stack([each.numbers for each in trained.judge_all(list(found.samples))])
    np.testing.assert_allclose(judged, wanted.numpy(), rtol=1e-5)
    (tmp_path / "data.csv").write_bytes((tmp_path / "kept.csv").read_bytes())
    assessed, _ = assess_run(run, "test")
    assert assessed.score == finished.test["mae"]
    assert assessed.score == pytest.approx(np.abs(assessed.predicted - assessed.targets).mean(), rel=1e-5)


# ---- series


@pytest.fixture(scope="module")
def waves(tmp_path_factory):
    folder = tmp_path_factory.mktemp("waves")
    events = list(train(from_toml(
        'format = 1\n[data]\nsource = { type = "Waves", train_count = 60, test_count = 20, length = 16 }\n'
        '[[model.layers]]\ntype = "Flatten"\n[[model.layers]]\ntype = "Linear"\nout_features = 4\n'
        '[training]\nepochs = 1\ndevice = "cpu"\n'
    ), out=folder / "run"))  # fmt: skip
    assert isinstance(events[-1], RunFinished)
    return folder / "run"


SHAPES = [(16,), (1, 16), (5, 16), (5, 1, 16)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_series_from_an_array(waves, tmp_path, capsys, shape):
    series = np.random.default_rng(0).normal(size=shape)
    np.save(tmp_path / "a.npy", series)
    np.savez(tmp_path / "a.npz", other=np.zeros(3), x=series)
    rows = [rows_of(capsys, waves, tmp_path / name) for name in ("a.npy", "a.npz")]
    assert len(rows[0]) == (5 if shape[0] == 5 else 1)
    assert [row["probabilities"] for row in rows[0]] == [row["probabilities"] for row in rows[1]]
    judged = Trained.from_run(waves).judge(series.reshape(-1, 1, 16)[0].astype(np.float32))
    assert list(rows[0][0]["probabilities"].values()) == pytest.approx(judged.shares.tolist(), abs=1e-5)


def test_arrays_that_do_not_fit_are_said(waves, tmp_path, capsys):
    np.save(tmp_path / "long.npy", np.zeros((2, 1, 17)))
    np.save(tmp_path / "objects.npy", np.array([{}, {}]), allow_pickle=True)
    np.save(tmp_path / "nan.npy", np.full((3, 1, 16), np.nan))
    (tmp_path / "damaged.npy").write_bytes(b"\x93NUMPY nothing")
    (tmp_path / "damaged.npz").write_bytes(b"PK nothing")
    np.savez(tmp_path / "which.npz", a=np.zeros(16), b=np.zeros(16))
    sentences = {
        "long.npy": "of the form 2 × 1 × 17; one sample of the run has the form 1 × 16",
        "objects.npy": "damaged, or no file of plain numbers", "nan.npy": "sample 0 holds a number that is not finite",
        "damaged.npy": "cannot be read", "damaged.npz": "cannot be read", "gone.npy": "there is no such file",
        "which.npz": "their names: a, b. Call it x.", "table.csv": "is no file of series. Save them with numpy.save",
    }  # fmt: skip
    for name, sentence in sentences.items():
        assert main(["predict", str(waves), str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert sentence in said and name in said and said.count("\n") == 1


# ---- autoencoders of pictures


@pytest.fixture(scope="module")
def autoencoder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("autoencoder")
    events = list(train(from_toml(
        'format = 1\n[data]\nsource = { type = "Digits" }\ntarget = "input"\n'
        '[[data.transforms]]\ntype = "Normalize"\nmean = [0.3]\nstd = [0.4]\n'
        '[[model.layers]]\ntype = "Conv2d"\nout_channels = 1\nkernel_size = 1\n'
        '[training]\nepochs = 1\ndevice = "cpu"\nloss = { type = "MSELoss" }\n'
    ), out=folder / "run"))  # fmt: skip
    assert isinstance(events[-1], RunFinished), events[-1]
    return folder / "run"


def test_an_autoencoder_writes_its_pictures(autoencoder, tmp_path, capsys):
    pixels = np.arange(64, dtype=np.uint8).reshape(8, 8) * 4
    for name in ("one.png", "two.png"):
        Image.fromarray(pixels).save(tmp_path / name)
    (row,) = rows_of(capsys, autoencoder, tmp_path / "one.png", "--to", tmp_path / "out.png")
    state = torch.load(autoencoder / "last.pth", weights_only=True)
    weight, bias = float(state["0.weight"].flatten()[0]), float(state["0.bias"][0])
    wanted = (((pixels / 255 - 0.3) / 0.4 * weight + bias) * 0.4 + 0.3).clip(0, 1) * 255
    assert np.abs(np.asarray(Image.open(tmp_path / "out.png")).astype(float) - wanted).max() <= 0.51
    assert row["to"] == str(tmp_path / "out.png") and row["mae"] > 0
    judgement = Trained.from_run(autoencoder).judge(pixels)
    assert judgement.original[0] == pytest.approx(pixels / 255, abs=1e-5)
    (tmp_path / "folder").mkdir()
    files = (tmp_path / "one.png", tmp_path / "two.png")
    assert len(rows_of(capsys, autoencoder, *files, "--to", tmp_path / "folder")) == 2
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["one.png", "two.png"]


def test_where_pictures_cannot_be_written(autoencoder, waves, tmp_path, capsys):
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(tmp_path / "one.png")
    one, there = str(tmp_path / "one.png"), str(tmp_path / "one.png")
    for arguments, sentence in {
        (one,): "Say where to write it: --to PATH.png", (one, "--to", there): "is there already",
        (one, "--to", str(tmp_path / "x.jpg")): "Name a .png file", (one, "--to", str(tmp_path / "no" / "x.png")): "folder is not there",
        (one, one, "--to", str(tmp_path / "x.png")): "Name a folder that is there",
    }.items():  # fmt: skip
        assert main(["predict", str(autoencoder), *arguments]) == 2
        assert sentence in capsys.readouterr().err
    assert main(["predict", str(waves), "x.npy", "--to", str(tmp_path / "x.png")]) == 2
    assert "this model gives none" in capsys.readouterr().err
