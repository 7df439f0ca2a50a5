"""Own code trains, and the exported script gives the same weights, bit for bit; its errors name file and line."""

import hashlib
import runpy
import sys

import pytest
import torch

from workbench import plugins
from workbench.export.script import script
from workbench.spec.files import from_plain, to_plain
from workbench.spec.problems import ExperimentError
from workbench.training.build import build_model
from workbench.training.check import check
from workbench.training.events import RunFailed, RunFinished
from workbench.training.loop import train

BROKEN = '''from torch import nn


class Broken(nn.Module):
    """Breaks."""

    def __init__(self, where: str = "forward"):
        super().__init__()
        if where == "init":
            self.nothing.there

    def forward(self, x):
        if not self.training:
            return x.item_that_is_not()
        return x


class BrokenLoss(nn.Module):
    """Gives a row."""

    def forward(self, outputs, targets):
        return (outputs - 1).sum(1)


class BrokenStep:
    """Breaks."""

    def __call__(self, images):
        return {}["nothing"]


LAYERS, LOSSES, TRANSFORMS = [], [], []
LAYERS = [Broken]
LOSSES = [BrokenLoss]
TRANSFORMS = [BrokenStep]
'''


def experiment(layers=(), loss="CrossEntropyLoss", steps=()):
    return from_plain(
        {
            "format": 1,
            "seed": 4,
            "data": {
                "source": {"type": "Strokes", "train_count": 60, "test_count": 20},
                "batch_size": 16,
                "transforms": list(steps),
            },
            "model": {
                "layers": [{"type": "Flatten"}, {"type": "Linear", "out_features": 12}, *layers, {"type": "Linear"}]
            },
            "training": {"epochs": 1, "device": "cpu", "loss": {"type": loss}},
        }
    )


@pytest.fixture
def template():
    path = plugins.new_file()
    plugins.allow(path, hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_the_script_carries_the_file_and_gives_the_same_weights(template, tmp_path, monkeypatch, capsys):
    made = experiment([{"type": "Swishy", "beta": 1.5}, {"type": "Scaled"}], "FocalLoss", [{"type": "Gamma"}])
    checked = check(made, None)
    assert not checked.errors, [item.line() for item in checked.errors]
    text = script(made, checked)
    path = tmp_path / "script" / "train.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert "Swishy(beta=1.5)" in text and "LAYERS" not in text and "workbench_plugins" not in text
    *_, last = train(made, out=tmp_path / "run")
    assert isinstance(last, RunFinished), last
    monkeypatch.setattr(sys, "argv", [str(path)])
    monkeypatch.setattr(sys, "meta_path", [f for f in sys.meta_path if not type(f).__module__.startswith("workbench")])
    runpy.run_path(str(path), run_name="__main__")
    ours, theirs = torch.load(tmp_path / "run" / "last.pth"), torch.load(path.with_name("model.pth"))
    assert ours.keys() == theirs.keys() and all(torch.equal(ours[name], theirs[name]) for name in ours)


def test_helpers_of_the_file_do_not_clash_with_the_script(write, tmp_path, monkeypatch, capsys, swishy):
    text = swishy.replace("class Swishy", "EPOCHS = 77\n\n\ndef main(x):\n    return EPOCHS * x\n\n\nclass Swishy")
    write(text.replace("return x *", "return main(x) *"))
    made = experiment([{"type": "Swishy"}])
    path = tmp_path / "train.py"
    path.write_text(script(made, check(made, None)), encoding="utf-8")
    *_, last = train(made, out=tmp_path / "run")
    assert isinstance(last, RunFinished)
    monkeypatch.setattr(sys, "argv", [str(path)])
    runpy.run_path(str(path), run_name="__main__")
    ours, theirs = torch.load(tmp_path / "run" / "last.pth"), torch.load(tmp_path / "model.pth")
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


def test_a_class_with_a_name_of_the_script_is_told(write, swishy):
    write(swishy.replace("Swishy", "Step"))
    made = experiment([{"type": "Step"}])
    with pytest.raises(ExperimentError) as error:
        script(made, check(made, None))
    assert "Give your class another name" in str(error.value)


@pytest.mark.parametrize(
    ("made", "address", "words"),
    [
        (lambda: experiment([{"type": "Broken", "where": "init"}]), "model.layers[2]", "mine.py, line 10: AttributeError"),
        (lambda: experiment(loss="BrokenLoss"), "training.loss", "gives no single number"),
        (lambda: experiment(steps=[{"type": "BrokenStep"}]), "data.transforms[0]", "mine.py, line 29: KeyError: 'nothing'"),
    ],
)  # fmt: skip
def test_an_error_is_told_before_the_run(write, made, address, words):
    write(BROKEN)
    (found,) = check(made(), None).errors
    assert found.address == address and words in found.line()


def test_an_error_while_running_names_the_line(write, tmp_path):
    write(BROKEN)
    *_, last = train(experiment([{"type": "Broken"}]), out=tmp_path / "run")
    assert isinstance(last, RunFailed)
    assert "mine.py, line 14: AttributeError" in last.problems[0].line()
    assert "Traceback" in last.details


@pytest.mark.parametrize("text", ["import nothing_of_this_name\n", "raise KeyError('x')\n", "1 / 0\n"])
def test_an_error_on_import_names_the_line(write, swishy, text):
    write(text + swishy)
    (found,) = check(experiment([{"type": "Swishy"}]), None).errors
    assert found.address == "model.layers[2]" and "mine.py, line 1: " in found.line()


def test_code_that_looks_at_numbers_is_tried_on_small_inputs(write, swishy):
    write(swishy.replace("return x *", "assert x.sum().item() < 1e9\n        return x *"))
    assert not check(experiment([{"type": "Swishy"}]), None).errors


def test_leaving_the_program_is_an_error_like_others(write, swishy):
    write("raise SystemExit(3)\n" + swishy)
    (found,) = check(experiment([{"type": "Swishy"}]), None).errors
    assert "SystemExit" in found.line()


ALIKE = '''from torch import nn


class ConvBlock(nn.Module):
    """Named and set like a layer of PyTorch, and other in what it means."""

    def __init__(
        self, in_channels, kernel_size: int = 3, num_heads: int = 0, groups: int = 0, dim: str = "x", padding: str = "same"
    ):
        super().__init__()
        self.body, self.whole = nn.Conv2d(in_channels, 4, kernel_size), num_heads == 0

    def forward(self, x):
        return self.body(x) if self.whole else x.sum()


class BatchNormless(nn.Module):
    """Does nothing."""

    def forward(self, x):
        return x


LAYERS = [ConvBlock, BatchNormless]
'''


def test_own_code_named_like_layers_of_pytorch(write):
    write(ALIKE)

    def found(layers, **data):
        plain = {"format": 1, "data": {"source": {"type": "Strokes"}} | data}
        layers = [*layers, {"type": "Flatten"}, {"type": "Linear", "out_features": 10}]
        return check(from_plain(plain | {"model": {"layers": layers}}), None).problems

    block = {"type": "ConvBlock", "kernel_size": 1}
    (problem,) = found([{"type": "Residual", "layers": [block | {"kernel_size": 3}]}])
    assert problem.address == "model.layers[0]" and "must be alike" in problem.line()
    (problem,) = found([{"type": "Sequential", "layers": [block | {"num_heads": 1}]}])
    assert problem.address == "model.layers[0].layers[0]" and "the batch axis is lost" in problem.line()
    assert not found([{"type": "Parallel", "layers": [block]}])
    assert not found([{"type": "Flatten"}, {"type": "BatchNormless"}], batch_size=1)


LEARNS = '''from torch import nn


class Dense(nn.Module):
    """A Linear and a mean; what it calls frozen and lr_scale is its own affair."""

    def __init__(self, in_features):
        super().__init__()
        self.body, self.norm = nn.Linear(in_features, in_features), nn.BatchNorm1d(in_features)
        self.frozen, self.lr_scale = True, 0.0

    def forward(self, x):
        return self.norm(self.body(x))


LAYERS = [Dense]
'''


@pytest.mark.parametrize("marks", [{}, {"frozen": True}, {"lr_scale": 0.25}])
def test_own_layers_are_frozen_and_learn_at_a_rate_of_their_own(write, marks, tmp_path, monkeypatch, capsys):
    write(LEARNS)
    made = experiment([{"type": "Sequential", "layers": [{"type": "Dense"} | marks]}])
    assert from_plain(to_plain(made) | {"format": 1}) == made
    checked = check(made, None)
    assert not checked.problems
    assert checked.trace.layers[2].trainable == (0 if "frozen" in marks else 12 * 12 + 12 + 24)
    path = tmp_path / "train.py"
    path.write_text(script(made, checked), encoding="utf-8")
    *_, last = train(made, out=tmp_path / "run")
    assert isinstance(last, RunFinished), last
    monkeypatch.setattr(sys, "argv", [str(path)])
    runpy.run_path(str(path), run_name="__main__")
    ours, theirs = torch.load(tmp_path / "run" / "last.pth"), torch.load(tmp_path / "model.pth")
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    still = torch.equal(ours["2.0.norm.running_mean"], torch.zeros(12))
    assert still == ("frozen" in marks)
    torch.manual_seed(made.seed)
    begins = build_model(checked.trace.calls).state_dict()
    assert torch.equal(begins["2.0.body.weight"], ours["2.0.body.weight"]) == still


def test_code_that_has_changed_is_asked_anew(write, swishy):
    for text, width in ((swishy, 12), (swishy.replace("return", "x = x[:, :5]\n        return"), 5)):
        write(text)
        traced = check(experiment([{"type": "Swishy"}]), None).trace
        assert traced.layers[2].output_shape == (width,)
