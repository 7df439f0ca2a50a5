"""Tables and series: trained by the program and by the script, to the same weights."""

import json

import numpy as np
import pytest

from tests.export.test_script import assert_same_weights
from workbench.spec.edits import apply
from workbench.spec.files import from_toml
from workbench.training.check import check

MLP = """
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 32
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Linear"
out_features = {outputs}
"""


def experiment(source: str, outputs: int, training: str, steps: tuple[str, ...] = ()):
    transforms = "".join(f"[[data.transforms]]\n{step}\n" for step in steps)
    return from_toml(
        f'format = 1\nseed = 2\n[data]\nsource = {{ {source} }}\nbatch_size = 16\n{transforms}\n'
        f'{MLP.format(outputs=outputs)}\n[training]\ndevice = "cpu"\n{training}\n'
    )  # fmt: skip


STANDARD = ('type = "Standardize"',)
ADAM = 'optimizer = { type = "Adam", lr = 0.01 }'

CASES = {
    "iris": ('type = "Iris"', 3, f"epochs = 20\n{ADAM}", STANDARD, ("accuracy", 0.9)),
    "wine": ('type = "Wine"', 3, f"epochs = 10\n{ADAM}", STANDARD, ("accuracy", 0.9)),
    "digits": ('type = "Digits"', 10, f"epochs = 5\n{ADAM}", (), ("accuracy", 0.85)),
    "breast cancer, one output": (
        'type = "BreastCancer"', 1, f'epochs = 5\nloss = {{ type = "BCEWithLogitsLoss" }}\n{ADAM}',
        ('type = "FillMissing"', 'type = "MinMaxScale"'), ("accuracy", 0.9)),
    "diabetes": (
        'type = "Diabetes"', 1, f'epochs = 40\nloss = {{ type = "SmoothL1Loss" }}\n{ADAM}', STANDARD, ("mae", 60)),
    "waves": ('type = "Waves", train_count = 400, test_count = 80', 4, f"epochs = 10\n{ADAM}", (), ("accuracy", 0.3)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_tables_and_series(case, tmp_path, monkeypatch):
    source, outputs, training, steps, (metric, bound) = case
    assert_same_weights(experiment(source, outputs, training, steps), tmp_path, monkeypatch, tmp_path)
    test = json.loads((tmp_path / "run" / "summary.json").read_text())["test"]
    assert test[metric] <= bound if metric == "mae" else test[metric] >= bound
    learned = tmp_path / "run" / "inputs.json"
    assert learned.exists() == bool(steps)
    if steps:
        state = json.loads(learned.read_text())
        assert set(state) == {f"data.transforms[{i}]" for i in range(len(steps))}
        assert all(len(numbers) > 3 for step in state.values() for numbers in step.values())


@pytest.mark.parametrize("loss", ["BCEWithLogitsLoss", "PoissonNLLLoss"])
def test_the_error_of_a_loss_of_other_numbers_is_that_of_the_data(loss, tmp_path, monkeypatch, capsys):
    rows = [f"{x},{int(x > 3)},{int(x > 5)}" for x in range(40)]
    (tmp_path / "data.csv").write_text("\n".join(["x,some,many", *rows]), encoding="utf-8")
    source = f'type = "CSV", path = "{(tmp_path / "data.csv").as_posix()}", targets = "some, many", task = "numbers"'
    value = experiment(source, 2, f'epochs = 2\nloss = {{ type = "{loss}" }}')
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    test = json.loads((tmp_path / "run" / "summary.json").read_text())["test"]
    assert f"mean absolute error {test['mae']:.4g}" in capsys.readouterr().out


@pytest.mark.parametrize("source", ['type = "Wine"', 'type = "Waves", train_count = 60, test_count = 20'])
def test_tables_and_series_can_be_mixed(source, tmp_path, monkeypatch):
    value = experiment(source, 3 if "Wine" in source else 4, "epochs = 2", ('type = "MixUp"',))
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)


SEQUENCES = {
    "lstm": 'type = "Permute"\n{next}type = "LSTM"\nhidden_size = 8\nbidirectional = true\nnum_layers = 2\ndropout = 0.2\n',
    "gru, mean": 'type = "Permute"\n{next}type = "GRU"\nhidden_size = 8\noutput = "mean"\n',
    "rnn, all": 'type = "Permute"\n{next}type = "RNN"\nhidden_size = 3\noutput = "all"\n{next}type = "Flatten"\n',
    "convolutions": 'type = "Conv1d"\nout_channels = 8\n{next}type = "BatchNorm1d"\n{next}type = "ReLU"\n'
                    '{next}type = "AdaptiveAvgPool1d"\n{next}type = "Flatten"\n',
    "transformer": 'type = "Permute"\n{next}type = "Linear"\nout_features = 8\n{next}type = "PositionalEncoding"\n'
                   '{next}type = "TransformerEncoderLayer"\nnhead = 2\ndim_feedforward = 16\n{next}type = "MeanSteps"\n',
    "self-attention": 'type = "Permute"\n{next}type = "Linear"\nout_features = 8\n{next}type = "MultiheadAttention"\n'
                      'num_heads = 2\n{next}type = "MeanSteps"\n',
}  # fmt: skip


@pytest.mark.parametrize("layers", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_sequences(layers, tmp_path, monkeypatch):
    head = "[[model.layers]]\n"
    text = (
        'format = 1\n[data]\nsource = { type = "Waves", train_count = 60, test_count = 20, length = 16 }\nbatch_size = 16\n'
        + head + layers.format(next=head) + head + 'type = "Linear"\nout_features = 4\n[training]\ndevice = "cpu"\nepochs = 2\n'
    )  # fmt: skip
    script = assert_same_weights(from_toml(text), tmp_path, monkeypatch, tmp_path)
    assert "workbench.modules" not in script


@pytest.mark.parametrize("second_file", [False, True])
def test_a_csv_file(tmp_path, monkeypatch, second_file):
    rng = np.random.default_rng(0)
    for name, count in (("train", 80), ("test", 20)):
        rows = [
            f"{x:.3f};{'' if i % 9 == 3 else i % 5};{'红' if i % 3 else 'blue'};{'yes' if x > 0 else 'no'}"
            for i, x in enumerate(rng.normal(size=count))
        ]
        text = "\n".join(["x;n;colour;y", *rows]).replace(".", ",")
        (tmp_path / f"{name}.csv").write_text(text, encoding="gb18030")
    test = ', test_path = "test.csv"' if second_file else ""
    source = f'type = "CSV", path = "train.csv", categories = "n", missing = "keep"{test}'
    value = experiment(source, 2, f"epochs = 3\n{ADAM}", ('type = "FillMissing"', 'type = "Standardize"'))
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)


def test_a_first_row_that_is_no_header(tmp_path, monkeypatch):
    rows = [f"{'red' if n % 2 else 'blue'},{n},{'yes' if n % 3 else 'no'}" for n in range(40)]
    (tmp_path / "t.csv").write_text("\n".join(rows), encoding="utf-8")
    value = experiment('type = "CSV", path = "t.csv", header = "no"', 2, f"epochs = 1\n{ADAM}")
    script = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "header='no'" in script or 'header="no"' in script


def test_gaps_are_said_and_filled(tmp_path):
    (tmp_path / "t.csv").write_text("a,y\n" + "1.5,x\n,y\n2.5,x\n3.5,y\n" * 9, encoding="utf-8")
    value = experiment('type = "CSV", path = "t.csv", missing = "keep"', 2, "epochs = 1")
    (found,) = check(value, tmp_path).problems
    assert "FillMissing" in str(found.fix.label) and "a" in found.line()
    assert not check(apply(value, found.fix.edits), tmp_path).problems


def test_a_step_for_other_data_is_refused_with_a_fix():
    value = experiment('type = "Iris"', 3, "epochs = 1", ('type = "RandomRotation"',))
    (found,) = check(value, None).problems
    assert found.address == "data.transforms[0]" and "tables" in found.line() and found.fix


def test_numbers_need_a_loss_for_numbers():
    (found,) = check(experiment('type = "Diabetes"', 1, "epochs = 1"), None).problems
    assert found.address == "training.loss" and found.fix


def test_numbers_need_as_many_outputs():
    value = experiment('type = "Diabetes"', 3, 'epochs = 1\nloss = { type = "L1Loss" }')
    (found,) = check(value, None).problems
    assert "1 outputs" in found.line() or "1 numbers" in found.line()
    assert found.fix


@pytest.mark.parametrize("second", ["", ', test_path = "~/more.csv"'])
def test_a_table_in_the_home_folder(second, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    rows = "".join(f"{i % 5},{i % 3},{'ab'[i % 2]}\n" for i in range(40))
    (tmp_path / "home").mkdir()
    for name in ("own.csv", "more.csv"):
        (tmp_path / "home" / name).write_text("x,y,kind\n" + rows)
    source = f'type = "CSV", path = "~/own.csv"{second}'
    assert_same_weights(experiment(source, 2, "epochs = 1"), tmp_path, monkeypatch, tmp_path)
