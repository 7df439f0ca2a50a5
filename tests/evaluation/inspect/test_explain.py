"""The command that explains: figures of the layers, and files with what the answer hangs on."""

import csv
import json

import numpy as np
import pytest
import torch
from PIL import Image

from workbench import cli
from workbench.evaluation.inspect.activations import activations
from workbench.evaluation.inspect.baseline import WORDS
from workbench.evaluation.inspect.drawing import coloured, over_picture
from workbench.evaluation.inspect.saliency import METHODS, Options, attribution
from workbench.evaluation.parts import parts_of
from workbench.evaluation.trained import Trained
from workbench.training.events import RunFinished
from workbench.training.loop import train


@pytest.fixture
def workbench(capsys):
    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def ran(made, tmp_path):
    """A run folder of such a model, after an epoch."""

    def run(kind, layers, **training):
        trained, _ = made(kind, layers, **training)
        events = list(train(trained.experiment, out=tmp_path / "run", data_dir=tmp_path))
        assert isinstance(events[-1], RunFinished), events[-1]
        return tmp_path / "run"

    return run


PICTURES = [{"type": "Conv2d", "out_channels": 3, "kernel_size": 3}, {"type": "ReLU"}, {"type": "Flatten"},
            {"type": "Linear", "out_features": 10}]  # fmt: skip


def test_a_picture_and_a_sample_of_the_data(workbench, ran, tmp_path):
    run = ran("image", PICTURES)
    picture = tmp_path / "one.png"
    Image.fromarray((np.eye(28) * 255).astype(np.uint8)).save(picture)
    out = tmp_path / "why"
    code, said, err = workbench("explain", run, picture, "--sample", "test:3", "--method", "occlusion", "--to", out)
    assert (code, err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["one.png-occlusion.png", "test-3-occlusion.png"]
    with Image.open(out / "test-3-occlusion.png") as found:
        assert (found.mode, found.size) == ("RGB", (228, 228))
    assert said.startswith(f"{picture}: ") and "\ntest:3: " in said and "; true: " in said
    rows = [line.split() for line in said.splitlines() if line.startswith("model.layers[0]")]
    assert [row[1:7] for row in rows] == [["Conv2d", "3", "×", "10", "×", "10"]] * 2
    code, _, err = workbench("explain", run, "--sample", "test:3", "--method", "occlusion", "--to", out)
    assert code == 2 and "test-3-occlusion.png is there already" in err
    assert workbench("explain", run, "--sample", "test:3", "--method", "occlusion", "--to", out, "--force")[0] == 0
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.png").write_bytes(picture.read_bytes())
    assert workbench("explain", run, picture, tmp_path / "b" / "one.png", "--to", tmp_path / "two")[0] == 0
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == [
        "one.png-2-saliency.png",
        "one.png-saliency.png",
    ]


def test_json_has_what_the_functions_give(workbench, ran, tmp_path):
    run = ran("table", [{"type": "Linear", "out_features": 1}], loss={"type": "MSELoss"})
    code, said, _ = workbench("explain", run, "--sample", "validation:2", "--method", "integrated_gradients", "--json")
    row = json.loads(said)
    trained = Trained.from_run(run)
    assert code == 0 and (row["sample"], row["method"], row["target"]) == (
        "validation:2",
        "integrated_gradients",
        "progression",
    )
    assert [each["name"] for each in row["values"]] == list(trained.facts.columns)
    weights = trained.model[0].weight.detach()[0]
    with torch.no_grad():
        assert sum(each["value"] for each in row["values"]) == pytest.approx(
            row["score"] - trained.model(torch.zeros(1, len(weights))).item(), rel=1e-3
        )
    assert row["layers"][0]["address"] == "model.layers[0]" and row["layers"][0]["shape"] == [1]


def test_a_text_becomes_a_table_of_its_tokens(workbench, ran, tmp_path):
    layers = [{"type": "Embedding", "embedding_dim": 6}, {"type": "MeanSteps"}, {"type": "Linear", "out_features": 3}]
    run, to = ran("text", layers), tmp_path / "why.csv"
    code, said, _ = workbench(
        "explain", run, "--text", "Not good xyzzy", "--method", "occlusion", "--to", to, "--target", "bad"
    )
    assert code == 0 and said.rstrip().endswith(str(to))
    with to.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["token", "known", "occlusion"]
    assert [row[:2] for row in rows[1:]] == [["not", "1"], ["good", "1"], ["xyzzy", "0"]]
    trained = Trained.from_run(run)
    seen = trained.judge("Not good xyzzy").seen
    wanted = attribution(trained, seen, "occlusion", trained.classes.index("bad")).places[:3]
    assert np.allclose([float(row[2]) for row in rows[1:]], wanted, rtol=1e-5)
    assert "sentence" not in said and f"{activations(trained, seen).layers[0].statistics.high:.4g}" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "There is nothing to explain"),
        (["--sample", "test"], "test names no sample"),
        (["--sample", "test:20"], "There is no sample test:20: the part has 20 samples"),
        (["--text", "good"], "The run was trained on images"),
        (["--sample", "test:0", "--target", "cat"], "The model has no output “cat”"),
        (["--sample", "test:0", "--layer", "model.layers[7]"], "no layer model.layers[7]"),
        (["--sample", "test:0", "--layer", "model.layers[1]", "--method", "saliency"], "saliency has none"),
        (
            ["--sample", "test:0", "--window", "3", "--method", "grad_cam"],
            "--window is an option of occlusion; grad_cam",
        ),
        (["--sample", "test:0", "--window", "3x2x1"], "'3x2x1' is no size"),
        (["--sample", "test:0", "--baseline", "pink"], "neither a number nor one of mean, black, grey, white"),
        (["--sample", "test:0", "--method", "attention"], "The model has no layer that attends"),
        (["--sample", "test:0", "--method", "attention", "--target", "1"], "attention is the same for all"),
        (["--sample", "test:0", "--to", "x.csv"], "each of which makes a .png file"),
        (["--sample", "test:0", "--sample", "test:1", "--to", "x.png"], "there are 2 samples"),
    ],
)
def test_what_is_wrong_is_said(workbench, ran, monkeypatch, tmp_path, arguments, words):
    monkeypatch.chdir(tmp_path)
    code, _, err = workbench("explain", ran("image", PICTURES), *arguments)
    assert code == 2 and words in err


def test_the_words_of_the_parser_are_those_of_the_program():
    from workbench.commands.runs import BASELINES
    from workbench.commands.runs import METHODS as PARSED

    assert PARSED == METHODS and BASELINES == WORDS


def test_window_stride_and_baseline_belong_to_occlusion(workbench, ran):
    run = ran("image", PICTURES)
    asked = ["--sample", "test:1", "--window", "6x4", "--stride", "3", "--baseline", "white", "--target", "3", "--json"]
    code, said, _ = workbench("explain", run, *asked)
    row = json.loads(said)
    trained = Trained.from_run(run)
    seen = trained.judge(parts_of(trained.experiment, None, lambda *_: None).parts["test"].sample(1)).seen
    wanted = attribution(trained, seen, "occlusion", 3, Options(window=(6, 4), stride=(3, 3), baseline="white"))
    assert code == 0 and row["method"] == "occlusion"
    assert [flip["box"] for flip in row["flips"]] == [[list(each) for each in flip.box] for flip in wanted.flips]


def test_attention_in_words_numbers_and_a_table(workbench, ran, tmp_path):
    layers = [{"type": "Embedding", "embedding_dim": 6}, {"type": "MultiheadAttention", "num_heads": 2},
              {"type": "MeanSteps"}, {"type": "Linear", "out_features": 3}]  # fmt: skip
    run, to = ran("text", layers), tmp_path / "why.csv"
    asked = ["explain", run, "--text", "Not good", "--method", "attention"]
    code, said, _ = workbench(*asked, "--to", to)
    assert code == 0 and "attention of model.layers[1] (MultiheadAttention):" in said and "  head 1" in said
    row = json.loads(workbench(*asked, "--json")[1])["attention"][0]
    assert row["from"][:3] == ["not", "good", "<padding>"] and np.array(row["weights"]).shape == (2, 12, 12)
    with to.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 2 * 12 * 12
    assert [table[145][name] for name in ("head", "from", "token", "to", "attended")] == ["1", "0", "not", "1", "good"]
    assert float(table[145]["weight"]) == pytest.approx(row["weights"][1][0][1], rel=1e-5)


def test_colours_and_what_lies_over_a_picture():
    assert coloured(np.array([0, 0.5, 1, np.nan])).tolist() == [
        [68, 1, 84],
        [33, 145, 140],
        [253, 231, 37],
        [68, 1, 84],
    ]
    blue, white, orange = coloured(np.array([-1, 0, 1]), signed=True).astype(int)
    assert blue[2] > blue[0] and orange[0] > orange[2] and (white == 245).all()
    picture = np.zeros((1, 8, 8))
    picture[0, 0, 0] = 1
    assert np.array_equal(
        over_picture(picture, np.zeros((8, 8)))[::28, ::28], (picture[0, ..., None] * 255).repeat(3, -1)
    )
    places = np.zeros((8, 8))
    places[5, 6] = -2
    found = over_picture(picture, places, signed=True)[::28, ::28].astype(int)
    assert found[5, 6, 2] > found[5, 6, 0] and (np.ptp(found[0, 1]) == 0)


def test_the_saved_experiment_of_the_run_is_not_touched(ran, workbench):
    run = ran("image", PICTURES)
    before = {path.name: path.read_bytes() for path in run.iterdir() if path.is_file()}
    assert workbench("explain", run, "--sample", "test:0", "--weights", "best")[0] == 0
    assert {path.name: path.read_bytes() for path in run.iterdir() if path.is_file()} == before
