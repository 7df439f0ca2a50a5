"""Texts classified with the weights and the vocabulary of a run."""

import json

import numpy as np
import pytest

from workbench.cli import main
from workbench.data.sentences import generate_sentences
from workbench.evaluation.file_rows import rows_in
from workbench.evaluation.trained import Trained
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError
from workbench.training.events import RunFinished
from workbench.training.loop import train

EXPERIMENT = """
format = 1
[data]
source = { type = "Sentences", train_count = 60, test_count = 30 }
batch_size = 16
[[data.transforms]]
type = "Tokenize"
length = 24
[[model.layers]]
type = "Embedding"
embedding_dim = 8
[[model.layers]]
type = "MeanSteps"
[[model.layers]]
type = "Linear"
out_features = 3
[training]
epochs = 2
device = "cpu"
"""


ONE_WORD = '{"data.transforms[0]": {"tokens": ["<padding>", "<unknown>", "the"]}}'


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "run"
    events = list(train(from_toml(EXPERIMENT), out=out))
    assert isinstance(events[-1], RunFinished), events[-1]
    return out, events[-1]


def test_the_test_part_again_gives_the_accuracy_of_the_run(run):
    folder, finished = run
    classifier = Trained.from_run(folder)
    texts, kinds = generate_sentences(0, 10**9, 30)
    shares = np.stack([classifier.judge(text).shares for text in texts])
    np.testing.assert_allclose(shares.sum(1), 1, rtol=1e-5)
    assert (shares.argmax(1) == kinds).mean() == pytest.approx(finished.test["accuracy"])


def test_unknown_words_and_nothing_at_all(run):
    classifier = Trained.from_run(run[0])
    assert classifier.judge("The xylophone").seen.tolist()[1:3] == [1, 0]
    for text in ("", "xylophone 木琴", "word " * 1000):
        assert classifier.judge(text).shares.shape == (3,)


def test_on_the_command_line(run, capsys):
    assert main(["predict", str(run[0]), "--text", "The soup was good", "--text", "", "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["text"] == "The soup was good" and second["text"] == ""
    assert first["prediction"] == max(first["probabilities"], key=first["probabilities"].get)
    assert main(["predict", str(run[0]), "--text", "The soup was good", "--weights", "best"]) == 0
    assert capsys.readouterr().out.startswith("The soup was good: ")


def test_pictures_and_texts_are_not_mixed_up(run, tmp_path, capsys):
    for arguments in ([], ["x.png", "--text", "x"]):
        assert main(["predict", str(run[0]), *arguments]) == 2
        assert "--text" in capsys.readouterr().err
    assert main(["predict", str(run[0]), "x.png"]) == 2
    assert "was trained on texts. Give each text with --text" in capsys.readouterr().err
    pictures = list(train(from_toml(
        'format = 1\n[data]\nsource = { type = "Digits" }\n[[model.layers]]\ntype = "Flatten"\n[[model.layers]]\ntype = "Linear"\n'
        '[training]\nepochs = 1\ndevice = "cpu"\n'
    ), out=tmp_path / "pictures"))  # fmt: skip
    assert isinstance(pictures[-1], RunFinished)
    with pytest.raises(ExperimentError, match="does not put texts into classes"):
        Trained.from_run(tmp_path / "pictures").judge("x")
    with pytest.raises(ExperimentError, match="does not put pictures into classes"):
        Trained.from_run(run[0]).judge(np.zeros((1, 8, 8), np.uint8))
    Trained.from_run(tmp_path / "pictures").judge(np.zeros((1, 8, 8), np.uint8))
    assert main(["predict", str(tmp_path / "pictures"), "--text", "x"]) == 2
    assert "was trained on images. Name image files" in capsys.readouterr().err


def test_tokens_are_told_with_what_the_vocabulary_lacks(run):
    judgement = Trained.from_run(run[0]).judge("The xylophone " + "was " * 30)
    assert judgement.tokens[:3] == (("the", True), ("xylophone", False), ("was", True))
    assert len(judgement.tokens) == 24 and judgement.cut == 8
    assert judgement.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("content", [None, "[", "[1]", '{"a": 3}', "{}", ONE_WORD])
def test_a_lost_vocabulary_is_said(run, tmp_path, content):
    for name in ("experiment.toml", "data.json", "last.pth"):
        (tmp_path / name).write_bytes((run[0] / name).read_bytes())
    if content:
        (tmp_path / "inputs.json").write_text(content, encoding="utf-8")
    with pytest.raises(ExperimentError, match=r"inputs\.json cannot be used"):
        Trained.from_run(tmp_path)


def test_texts_of_files_line_by_line_or_from_a_column(run, tmp_path, capsys):
    texts = ["The soup was good", "The waiter was bad, not good"]
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{texts[0]}\n\n  {texts[1]}\n", encoding="utf-8")
    (folder / "b.csv").write_text(f'label,words\ngood,{texts[0]}\nbad,"{texts[1]}"\n', encoding="utf-8")
    arguments = ["predict", str(run[0]), str(folder), "--csv", str(tmp_path / "out.csv")]
    assert main([*arguments, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["file"][-5:], row["line"], row["text"], row.get("target")) for row in rows] == [
        ("a.txt", 1, texts[0], None), ("a.txt", 3, texts[1], None), ("b.csv", 2, texts[0], "good"), ("b.csv", 3, texts[1], "bad"),
    ]  # fmt: skip
    classifier = Trained.from_run(run[0])
    for row in rows:
        assert list(row["probabilities"].values()) == pytest.approx(classifier.judge(row["text"]).shares, abs=1e-5)
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0].startswith("file,line,text,prediction,")
    assert main([*arguments, "--force"]) == 0
    right = sum(row["prediction"] == row["target"] for row in rows[2:])
    assert capsys.readouterr().out.splitlines()[-1] == f"{right} of 2 right ({right / 2:.1%})"


def test_a_column_that_holds_other_words_than_the_classes_is_no_label(run, tmp_path):
    (tmp_path / "a.csv").write_text("when,words\nyesterday,The soup was good\n", encoding="utf-8")
    trained = Trained.from_run(run[0])
    assert rows_in(tmp_path / "a.csv", trained).targets == ()
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(ExperimentError, match=r"empty\.txt is empty"):
        rows_in(tmp_path / "empty.txt", trained)
