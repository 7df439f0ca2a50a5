"""The same on a GPU: every test goes through here on the CPU, and on CUDA where there is one."""

import json
import runpy
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.training.test_resume import RICH
from workbench import cli
from workbench.evaluation.assess import assess_run
from workbench.export.run_export import export_script
from workbench.spec.files import from_toml
from workbench.training import batches
from workbench.training.control import Control, Order
from workbench.training.events import (
    EpochDone,
    Measured,
    Noticed,
    RunFailed,
    RunFinished,
    RunStarted,
    Steered,
    StepDone,
)
from workbench.training.learner import Learner
from workbench.training.loop import resume, train
from workbench.training.lr_finder import find_rate
from workbench.training.rate_curve import RatePoint
from workbench.training.runs import read_weights
from workbench.training.start import start

GPU = (pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"))

PLAIN = """
format = 1
seed = 3
[data]
source = { type = "Strokes", train_count = 120, test_count = 30 }
batch_size = 25
transforms = [
    { type = "RandomHorizontalFlip" },
    { type = "RandomRotation", degrees = 10, interpolation = "bilinear" },
    { type = "Normalize", mean = [0.1307], std = [0.3081] },
]
[[model.layers]]
type = "Conv2d"
out_channels = 4
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
precision = "float32"
memory_format = "contiguous_format"
optimizer = { type = "SGD", lr = 0.02, momentum = 0.5 }
"""
NEAR = {"rtol": 1e-2, "atol": 2e-3}
"""Convolutions of a GPU round to ten bits by default (TF32)."""


@pytest.fixture(params=["cpu", pytest.param("cuda", marks=GPU)])
def device(request):
    return request.param


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


def on(device, text=PLAIN, **training):
    experiment = from_toml(text)
    return experiment.replace(training=experiment.training.replace(device=device, **training))


def ran(events):
    told = list(events)
    assert isinstance(told[-1], RunFinished), told[-1]
    return told


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def weights(folder):
    return read_weights(folder / "last.pth")


def assert_near(one, other, **how):
    torch.testing.assert_close(dict(one), dict(other), **how)


class Orders(Control):
    """Gives orders after certain steps, and stops after one."""

    def __init__(self, orders=(), stop=None):
        super().__init__()
        self.orders, self.stop_at = dict(orders), stop

    def take_orders(self, step=-1):
        for order in self.orders.pop(step, []):
            self.steer(order)
        if step == self.stop_at:
            self.stop()
        return super().take_orders(step)


def test_a_run_is_that_of_the_cpu(device, tmp_path):
    here = ran(train(on("cpu"), out=tmp_path / "here"))
    there = ran(train(on(device), out=tmp_path / "there"))
    assert_near(weights(tmp_path / "there"), weights(tmp_path / "here"), **NEAR)
    assert [event.step for event in of(there, StepDone)] == list(range(1, 11))
    for kind, names in ((StepDone, ("loss",)), (EpochDone, ("train_loss", "validation_loss"))):
        for one, other in zip(of(here, kind), of(there, kind), strict=True):
            assert [getattr(one, name) for name in names] == pytest.approx(
                [getattr(other, name) for name in names], rel=0.02
            )
    assert of(there, RunStarted)[0].device.startswith(device)


@pytest.mark.parametrize(
    ("precision", "memory_format"),
    [("bfloat16", "contiguous_format"), ("float16", "contiguous_format"), ("float32", "channels_last")],
)
def test_every_way_of_computing_learns(device, precision, memory_format, tmp_path):
    events = ran(train(on(device, precision=precision, memory_format=memory_format), out=tmp_path))
    started, first, last = of(events, RunStarted)[0], *of(events, EpochDone)
    assert (started.precision, started.memory_format) == (precision, memory_format)
    assert last.train_loss < first.train_loss


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_compiled(tmp_path):
    """By the compiler of PyTorch, with CUDA graphs; what can be seen on a CPU is in test_tuning.py."""
    plain = ran(train(on("cuda"), out=tmp_path / "plain"))
    compiled = ran(train(on("cuda", compile=True), out=tmp_path / "compiled"))
    assert not of(compiled, Noticed) and len(of(compiled, StepDone)) == len(of(plain, StepDone))
    assert_near(weights(tmp_path / "compiled"), weights(tmp_path / "plain"), **NEAR)


def test_a_stopped_run_goes_on_to_the_same_bits(device, tmp_path):
    """With dropout, augmentation, a schedule, a mean of the weights."""
    ran(train(on(device, RICH), out=tmp_path / "whole"))
    first = ran(train(on(device, RICH), Orders(stop=7), out=tmp_path / "parts"))
    assert (first[-1].reason, first[-1].steps) == ("stopped", 7)
    assert [event.step for event in of(first, StepDone)] == list(range(1, 8))
    again = ran(resume(tmp_path / "parts"))
    assert [event.step for event in of(again, StepDone)] == list(range(8, 16))
    assert_near(weights(tmp_path / "parts"), weights(tmp_path / "whole"), rtol=0, atol=0)


@pytest.mark.parametrize("back", [False, True])
def test_a_run_goes_on_elsewhere(device, back, tmp_path):
    first, second = ("cpu", device) if back else (device, "cpu")
    ran(train(on("cpu"), out=tmp_path / "whole"))
    ran(train(on(first), Orders(stop=4), out=tmp_path / "parts"))
    again = ran(resume(tmp_path / "parts", device=second))
    assert of(again, RunStarted)[0].device.startswith(second) and again[-1].steps == 10
    assert bool(of(again, Noticed)) == (first != second)
    assert_near(weights(tmp_path / "parts"), weights(tmp_path / "whole"), **NEAR)


def test_diagnostics_change_no_bit(device, tmp_path):
    looked = ran(train(on(device, RICH, diagnostics="auto"), out=tmp_path / "looked"))
    ran(train(on(device, RICH, diagnostics="off"), out=tmp_path / "off"))
    assert of(looked, Measured)[0].histograms
    assert_near(weights(tmp_path / "looked"), weights(tmp_path / "off"), rtol=0, atol=0)


def test_what_is_judged_there_is_judged_alike(device, tmp_path, capsys):
    ran(train(on(device), out=tmp_path / "run"))
    here, there = (assess_run(tmp_path / "run", "test", device=place)[0] for place in ("cpu", device))
    np.testing.assert_allclose(there.loss, here.loss, **NEAR)
    assert there.mean_loss == pytest.approx(here.mean_loss, rel=0.02)
    Image.fromarray(np.arange(784, dtype=np.uint8).reshape(28, 28)).save(tmp_path / "digit.png")
    answers = []
    for place in ("cpu", device):
        capsys.readouterr()
        assert (
            cli.main(["predict", str(tmp_path / "run"), str(tmp_path / "digit.png"), "--device", place, "--json"]) == 0
        )
        answers.append(json.loads(capsys.readouterr().out)["probabilities"])
    assert answers[1] == pytest.approx(answers[0], abs=0.01)


def test_a_rate_is_searched(device, tmp_path):
    here, there = (
        [event.loss for event in find_rate(on(place), steps=20) if isinstance(event, RatePoint)]
        for place in ("cpu", device)
    )
    assert there[:10] == pytest.approx(here[:10], rel=0.02)


def test_the_script_trains_alike(device, tmp_path, monkeypatch, capsys):
    ran(train(on(device), out=tmp_path / "run"))
    export_script(tmp_path / "run", tmp_path / "train.py", "last", None)
    monkeypatch.setattr(sys, "argv", ["train.py"])
    runpy.run_path(str(tmp_path / "train.py"), run_name="__main__")
    theirs = torch.load(tmp_path / "model.pth", weights_only=True, map_location="cpu")
    assert_near(theirs, weights(tmp_path / "run"), **(NEAR if device == "cuda" else {"rtol": 0, "atol": 0}))


@contextmanager
def little_memory(device, monkeypatch):
    """Of a GPU, far less than the model wants; here the error that PyTorch would raise."""
    if device == "cpu":
        with monkeypatch.context() as patch:
            error = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
            patch.setattr(Learner, "_take_step", lambda _learner: (_ for _ in ()).throw(error))
            yield
        return
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.empty_cache()
    torch.cuda.set_per_process_memory_fraction(min(1.0, 150e6 / total))
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)


def test_a_full_memory_is_said_and_the_next_run_goes(device, tmp_path, monkeypatch):
    wide = PLAIN.replace("out_channels = 4", f"out_channels = {4 if device == 'cpu' else 512}")
    with little_memory(device, monkeypatch):
        failed = list(train(on(device, wide.replace("batch_size = 25", "batch_size = 100")), out=tmp_path / "full"))[-1]
    assert isinstance(failed, RunFailed)
    assert "memory is full" in failed.problems[0].line()
    ran(train(on(device), out=tmp_path / "next"))


@pytest.mark.parametrize("label", [12, -1])
def test_a_label_out_of_range_is_said_before_the_gpu_sees_it(device, label, tmp_path, monkeypatch):
    """On a GPU it would end all that the process does there."""

    def spoilt(found, _corrections):
        wrong = found.train.targets.copy()
        wrong[5] = label
        return replace(found, train=replace(found.train, targets=wrong))

    monkeypatch.setattr(batches, "correct", spoilt)
    failed = list(train(on(device), out=tmp_path / "run"))[-1]
    assert (
        isinstance(failed, RunFailed)
        and f"There is a label {label}, but the classes are 0 to 9" in failed.problems[0].line()
    )


def test_a_run_is_steered(device, tmp_path):
    orders = {
        2: [Order("lr", 0.01)],
        3: [Order("augmentation", False)],
        4: [Order("frozen", True, "model.layers[0]")],
        6: [Order("epochs", 3)],
    }
    told = ran(train(on(device), Orders(orders), out=tmp_path))
    done = [(2, "lr"), (3, "augmentation"), (4, "frozen"), (6, "epochs")]
    assert [(event.step, event.what) for event in of(told, Steered)] == done
    steps = of(told, StepDone)
    assert [event.step for event in steps] == list(range(1, 16)) and [event.lr for event in steps[:3]] == [
        0.02,
        0.02,
        0.01,
    ]


STEPS = """
    { type = "RandomAffine", degrees = 10, translate = [0.1, 0.1] },
    { type = "RandomPerspective" },
    { type = "RandomCrop", size = [28, 28], padding = 2 },
    { type = "RandomResizedCrop", size = [28, 28] },
    { type = "ColorJitter", brightness = 0.2, contrast = 0.2 },
    { type = "GaussianBlur", kernel_size = [3, 3] },
    { type = "ElasticTransform" },
    { type = "RandAugment" },
    { type = "RandomErasing", value = "random" },
"""


def test_batches_are_made_without_waiting_for_the_device(device):
    """All augmentation is asked for at once; PyTorch says where the CPU would wait."""
    asked = on(device, PLAIN.replace('{ type = "RandomHorizontalFlip" },', STEPS))
    data = batches.load_run_data(asked, Path(), torch.device(device), lambda *_: None)
    first = [batch.inputs.cpu() for batch in data.batches(1)]
    if device == "cuda":
        torch.cuda.set_sync_debug_mode("error")
    try:
        again = [batch.inputs for batch in data.batches(1)]
    finally:
        if device == "cuda":
            torch.cuda.set_sync_debug_mode("default")
    assert len(again) == 5 and all(torch.equal(one.cpu(), other) for one, other in zip(again, first, strict=True))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_a_process_of_its_own(tmp_path):
    told = ran(start(on("cuda"), Control(), out=tmp_path / "run", isolated=True))
    assert of(told, RunStarted)[0].device.startswith("cuda")
