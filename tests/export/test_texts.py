"""Texts: the script builds the same vocabulary and ends with the same weights."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.test_script import assert_same_weights
from workbench.export.script import script
from workbench.spec.files import from_toml, read
from workbench.training.check import check

HEAD = "[[model.layers]]\n"
SENTENCES = 'type = "Sentences", train_count = 60, test_count = 20'
WORDS = 'type = "Tokenize"\nlevel = "words"\nlength = 12'
LAYERS = {
    "gru": 'type = "GRU"\nhidden_size = 8\n',
    "lstm, both ways": 'type = "LSTM"\nhidden_size = 6\nbidirectional = true\noutput = "mean"\n',
    "transformer": 'type = "PositionalEncoding"\n{next}type = "TransformerEncoderLayer"\nnhead = 2\ndim_feedforward = 16\n'
                   '{next}type = "MeanSteps"\n',
    "convolutions": 'type = "Permute"\n{next}type = "Conv1d"\nout_channels = 8\n{next}type = "AdaptiveMaxPool1d"\n{next}type = "Flatten"\n',
}  # fmt: skip
STEPS = {
    "words": WORDS,
    "characters, padded at the start": 'type = "Tokenize"\nlevel = "characters"\nlength = 40\npadding = "start"\nlowercase = false',
    "few, frequent": 'type = "Tokenize"\nlength = 12\nmax_tokens = 30\nmin_count = 3',
}  # fmt: skip


def experiment(
    layers: str, step: str = WORDS, source: str = SENTENCES, outputs: int = 3, data: str = "", training: str = ""
):
    return from_toml(
        f'format = 1\nseed = 4\n[data]\nsource = {{ {source} }}\nbatch_size = 16\n{data}\n[[data.transforms]]\n{step}\n'
        f'{HEAD}type = "Embedding"\nembedding_dim = 8\npadding_idx = 0\n{HEAD}' + layers.format(next=HEAD)
        + f'{HEAD}type = "Linear"\nout_features = {outputs}\n[training]\ndevice = "cpu"\nepochs = 2\n{training}\n'
    )  # fmt: skip


@pytest.mark.parametrize("layers", LAYERS.values(), ids=LAYERS.keys())
def test_every_way_to_read_a_sequence(layers, tmp_path, monkeypatch):
    text = assert_same_weights(experiment(layers), tmp_path, monkeypatch, tmp_path)
    assert "from workbench" not in text and "What every text goes through" in text


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_every_kind_of_token(step, tmp_path, monkeypatch):
    value = experiment(LAYERS["gru"], step)
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert f"nn.Embedding({check(value, tmp_path).facts.vocabulary}, 8, padding_idx=0)" in text


def test_what_training_adds(tmp_path, monkeypatch):
    value = experiment(
        LAYERS["gru"], data="balanced = true\nvalidation_fraction = 0.0",
        training="accumulate = 2\nema_decay = 0.9\nclip_grad_norm = 1.0",
    )  # fmt: skip
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)


def written(path: Path, count: int, encoding: str = "utf-8") -> None:
    rows = [
        f"{i};很好 dish {i % 7};The “soup” was {'not ' if i % 3 else ''}good, café №{i};{i % 2}.5" for i in range(count)
    ]
    path.write_text("\n".join(["id;title;review;stars", *rows]), encoding=encoding)


@pytest.mark.parametrize("second_file", [False, True])
def test_a_file_with_numbers_to_predict(tmp_path, monkeypatch, second_file):
    written(tmp_path / "train.csv", 50, "gb18030")
    written(tmp_path / "test.csv", 20)
    test = ', test_path = "test.csv"' if second_file else ""
    source = f'type = "CSVText", path = "train.csv", text = "title, review", targets = "stars", task = "numbers"{test}'
    value = experiment(LAYERS["gru"], source=source, outputs=1, training='loss = { type = "MSELoss" }')
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)


@pytest.mark.parametrize("missing", ["keep", "drop"])
def test_a_file_with_classes_and_gaps(tmp_path, monkeypatch, missing):
    rows = [f"{'' if i % 9 == 4 else f'word{i % 5} and more'},{'abc'[i % 3]}" for i in range(60)]
    (tmp_path / "t.csv").write_text("\n".join(["words,label", *rows]), encoding="utf-8")
    source = f'type = "CSVText", path = "t.csv", missing = "{missing}"'
    assert_same_weights(experiment(LAYERS["gru"], source=source), tmp_path, monkeypatch, tmp_path)


def test_the_script_of_the_example_lints_clean_and_needs_nothing_of_ours(tmp_path):
    example = read(Path(__file__).parents[2] / "resources" / "examples" / "sentences-gru.toml")
    small = example.replace(
        data=example.data.replace(source=example.data.source.replace(train_count=60, test_count=20)),
        training=example.training.replace(epochs=1),
    )
    path = tmp_path / "train.py"
    path.write_text(script(small, check(small, tmp_path)), encoding="utf-8")
    linted = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F,E9", str(path)],
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout
    assert "workbench." not in path.read_text(encoding="utf-8").split('"""')[2]
