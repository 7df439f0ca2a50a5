"""Texts classified with the weights and the vocabulary of a run."""

import json

import numpy as np
import pytest

from workbench.cli import main
from workbench.data.sentences import generate_sentences
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
