"""The exported script: it runs by itself, reads well, and gives the weights that the program gave, bit for bit."""

import gzip
import runpy
import struct
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image

from tests.faults.processes import at_once, run_module, run_script
from workbench.catalog.layers.activation import LogSoftmax, Sigmoid
from workbench.catalog.layers.convolution import Conv2d
from workbench.export.script import script
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_toml
from workbench.spec.parts import parts
from workbench.training.check import check
from workbench.training.events import RunFinished
from workbench.training.loop import train

LAYERS = """
[[model.layers]]
type = "Conv2d"
out_channels = 4
[[model.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Dropout2d"
[[model.layers]]
type = "MaxPool2d"
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = {classes}
"""

STROKES = 'source = { type = "Strokes", train_count = 100, test_count = 20 }\nbatch_size = 16\n'
NORMALIZE = '[[data.transforms]]\ntype = "Normalize"\nmean = [0.13]\nstd = [0.31]\n'
RANDOM = """
[[data.transforms]]
type = "RandomAffine"
degrees = 10.0
translate = [0.1, 0.1]
[[data.transforms]]
type = "RandomCrop"
size = 28
padding = 2
[[data.transforms]]
type = "ColorJitter"
brightness = 0.2
[[data.transforms]]
type = "RandomHorizontalFlip"
when = "always"
"""

CORRECTIONS = """
[[data.corrections]]
index = 3
label = "7"
given = "1"
[[data.corrections]]
index = 4
label = "7"
given = "3"
[[data.corrections]]
index = 40
[[data.corrections]]
part = "test"
index = 0
"""

CASES = {
    "plain": (STROKES + NORMALIZE, "epochs = 2"),
    "corrected": (STROKES + CORRECTIONS + NORMALIZE, "epochs = 2"),
    "everything random, one cycle": (
        STROKES + RANDOM + NORMALIZE, 'epochs = 2\nscheduler = { type = "OneCycleLR", max_lr = 0.01 }'),
    "mse, sgd, plateau, no validation": (
        "validation_fraction = 0.0\nshuffle = false\ndrop_last = true\n" + STROKES,
        'epochs = 2\nloss = { type = "MSELoss" }\noptimizer = { type = "SGD", lr = 0.05, momentum = 0.9 }\n'
        'scheduler = { type = "ReduceLROnPlateau", patience = 0 }'),
    "so few samples that none are left for validation": (
        "validation_fraction = 0.04\n" + STROKES + NORMALIZE,
        'epochs = 4\nearly_stopping = 1\noptimizer = { type = "SGD", lr = 0.5 }\n'
        'scheduler = { type = "ReduceLROnPlateau", patience = 0 }'),
    "bfloat16, class weights, cosine": (
        STROKES + NORMALIZE,
        'epochs = 2\nprecision = "bfloat16"\nscheduler = { type = "CosineAnnealingLR" }\n'
        'loss = { type = "CrossEntropyLoss", weight = [1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0] }'),
}  # fmt: skip


def experiment(data: str, training: str, classes: int = 10):
    head, _, transforms = data.partition("[[")
    steps = f"[[{transforms}" if transforms else ""
    text = f'format = 1\nname = "a \\"quoted\\" name"\nseed = 5\n[data]\n{head}\n{steps}\n{LAYERS.format(classes=classes)}\n'
    return from_toml(text + f'[training]\ndevice = "cpu"\n{training}\n')


def assert_same_weights(value, tmp_path, monkeypatch, data_dir, capsys=None) -> str:
    checked = check(value, data_dir)
    assert not checked.errors, [item.line() for item in checked.errors]
    text = script(value, checked)
    path = tmp_path / "train.py"
    path.write_text(text, encoding="utf-8")
    events = list(train(value, data_dir=data_dir, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    monkeypatch.setattr(sys, "argv", [str(path), "--data-dir", str(data_dir)])
    runpy.run_path(str(path), run_name="__main__")
    ours = torch.load(tmp_path / "run" / "last.pth", weights_only=True)
    theirs = torch.load(tmp_path / "model.pth", weights_only=True)
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    return text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_same_weights_bit_for_bit(case, tmp_path, monkeypatch):
    text = assert_same_weights(experiment(*case), tmp_path, monkeypatch, tmp_path)
    assert "workbench." not in text.split('"""')[2]
    assert not [line for line in text.splitlines() if "import workbench" in line or "from workbench" in line]


NESTED = """
[[model.layers]]
type = "Sequential"
name = "stem"
[[model.layers.layers]]
type = "Conv2d"
out_channels = 4
[[model.layers.layers]]
type = "ReLU"
enabled = false
[[model.layers]]
type = "Residual"
[[model.layers.layers]]
type = "Conv2d"
out_channels = 4
padding = 1
[[model.layers.layers]]
type = "Sequential"
[[model.layers]]
type = "Parallel"
[[model.layers.layers]]
type = "Sequential"
[[model.layers.layers.layers]]
type = "MaxPool2d"
[[model.layers.layers.layers]]
type = "GELU"
[[model.layers.layers]]
type = "Conv2d"
out_channels = 2
kernel_size = 2
stride = 2
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
"""


def test_coloured_shapes(tmp_path, monkeypatch):
    data = 'source = { type = "Shapes", train_count = 60, test_count = 12, image_size = 16 }\nbatch_size = 16\n'
    assert_same_weights(experiment(data, "epochs = 1", classes=6), tmp_path, monkeypatch, tmp_path)


@pytest.mark.parametrize("init", ["kaiming_normal", "orthogonal"])
def test_layers_within_layers_begin_alike(tmp_path, monkeypatch, init):
    training = f'init = "{init}"\naccumulate = 2\nema_decay = 0.9'
    value = from_toml(f'format = 1\n[data]\n{STROKES}\n{NESTED}\n[training]\ndevice = "cpu"\nepochs = 1\n{training}\n')
    value = apply(
        value, [SetValue("model.layers[2].lr_scale", 0.5), SetValue("model.layers[1].layers[0].frozen", True)]
    )
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    state = torch.load(tmp_path / "model.pth", weights_only=True)
    assert torch.equal(state["1.0.bias"], torch.zeros(4)) and not torch.equal(state["2.1.bias"], torch.zeros(2))


def test_layers_within_layers(tmp_path, monkeypatch):
    value = from_toml(f'format = 1\n[data]\n{STROKES}\n{NESTED}\n[training]\ndevice = "cpu"\nepochs = 1\n')
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "        nn.Sequential(  # stem\n            nn.Conv2d(1, 4, kernel_size=3),\n        ),\n" in text
    assert "class Residual(nn.Sequential):" in text and "class Parallel(nn.ModuleList):" in text


EFFECTS = """
[[data.transforms]]
type = "Pad"
padding = 2
[[data.transforms]]
type = "GaussianBlur"
[[data.transforms]]
type = "RandomInvert"
[[data.transforms]]
type = "RandomGrayscale"
[[data.transforms]]
type = "RandomErasing"
"""

SHAPES = """
[[data.transforms]]
type = "RandomResizedCrop"
size = 20
[[data.transforms]]
type = "Resize"
size = [20, 20]
[[data.transforms]]
type = "RandomPerspective"
[[data.transforms]]
type = "ElasticTransform"
alpha = 20.0
[[data.transforms]]
type = "GaussianNoise"
"""

AUTOMATIC = """
[[data.transforms]]
type = "RandAugment"
[[data.transforms]]
type = "TrivialAugmentWide"
interpolation = "bilinear"
[[data.transforms]]
type = "AutoAugment"
policy = "svhn"
fill = 0.5
"""

LAMBDA = """
[[data.transforms]]
type = "Lambda"
expression = "where(mean(x) > 0.1 and x < 0.5, (x - mean(x)) / (std(x) + 0.1), sqrt(x)) ** 2 + (x > 0.7)"
[[data.transforms]]
type = "RandomHorizontalFlip"
[[data.transforms]]
type = "Lambda"
expression = "minimum(1 - x, 0.8) * sin(pi * x / 2)"
"""

MIXED = """
[[data.transforms]]
type = "RandomCrop"
size = 28
padding = 2
[[data.transforms]]
type = "MixUp"
alpha = 0.4
[[data.transforms]]
type = "CutMix"
"""

EXTRAS = {
    "mixed": (STROKES + NORMALIZE + MIXED, "epochs = 2"),
    "mixed, accumulation, class weights, smoothing": (
        STROKES + MIXED,
        'epochs = 2\naccumulate = 3\nprecision = "bfloat16"\n'
        'loss = { type = "CrossEntropyLoss", weight = [1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], label_smoothing = 0.1 }'),
    "mixed, with a closure": (STROKES + MIXED, 'epochs = 1\noptimizer = { type = "LBFGS", max_iter = 2 }'),
    "expressions": (STROKES + LAMBDA, "epochs = 1"),
    "automatic": (STROKES + AUTOMATIC, "epochs = 1"),
    "blurred, inverted, erased": (STROKES + EFFECTS, "epochs = 1"),
    "cut and scaled, seen from the side, bent, noisy": (STROKES + SHAPES, "epochs = 1"),
    "accumulation, clipping, mean of the weights": (
        STROKES + NORMALIZE + RANDOM,
        'epochs = 2\naccumulate = 3\nclip_grad_norm = 0.5\nclip_grad_value = 0.01\nema_decay = 0.9\n'
        'scheduler = { type = "OneCycleLR", max_lr = 0.01 }'),
    "accumulation without the last batch": (
        "drop_last = true\n" + STROKES,
        'epochs = 2\naccumulate = 2\nscheduler = { type = "OneCycleLR", max_lr = 0.01 }'),
    "balanced, other beginning": ("balanced = true\n" + STROKES, 'epochs = 2\ninit = "kaiming_normal"'),
    "orthogonal beginning": (STROKES, 'epochs = 1\ninit = "orthogonal"'),
    "early stopping": (STROKES, 'epochs = 9\nearly_stopping = 1\noptimizer = { type = "SGD", lr = 4.0 }'),
    "float16, clipped": (STROKES, 'epochs = 1\nprecision = "float16"\nclip_grad_norm = 1.0'),
}  # fmt: skip


@pytest.mark.parametrize("case", EXTRAS.values(), ids=EXTRAS.keys())
def test_what_a_run_adds_is_in_the_script(case, tmp_path, monkeypatch):
    assert_same_weights(experiment(*case), tmp_path, monkeypatch, tmp_path)


@pytest.mark.parametrize("part", [*parts("optimizer"), *parts("scheduler")], ids=lambda part: part.__name__)
def test_every_optimizer_and_schedule(part, tmp_path, monkeypatch):
    value = apply(experiment(STROKES, "epochs = 2"), [SetValue(f"training.{part.kind}", part())])
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path)


ENDINGS = {"log_softmax": (LogSoftmax(),), "probabilities": (Sigmoid(),)}


def with_loss(loss, classes: int = 10):
    value = experiment(STROKES, "epochs = 1", classes)
    layers = (*value.model.layers, *ENDINGS.get(loss.wants, ()))
    return apply(value, [SetValue("training.loss", loss()), SetValue("model.layers", layers)])


@pytest.mark.parametrize("loss", parts("loss"), ids=lambda loss: loss.__name__)
def test_every_loss(loss, tmp_path, monkeypatch):
    assert_same_weights(with_loss(loss), tmp_path, monkeypatch, tmp_path)


@pytest.mark.parametrize(
    "loss", [cls for cls in parts("loss") if cls.targets == "values"], ids=lambda loss: loss.__name__
)
def test_an_autoencoder(loss, tmp_path, monkeypatch):
    same_size = Conv2d(out_channels=1, kernel_size=3, padding=1)
    layers = (same_size, *ENDINGS.get(loss.wants, ()))
    value = apply(with_loss(loss), [SetValue("data.target", "input"), SetValue("model.layers", layers)])
    assert check(value, tmp_path).goal.kind == "input"
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "wanted = batch" in text and "accuracy" not in text


@pytest.mark.parametrize("loss", [cls for cls in parts("loss") if cls.binary], ids=lambda loss: loss.__name__)
def test_two_classes_and_one_output(loss, tmp_path, monkeypatch):
    rng = np.random.default_rng(2)
    for number, name in enumerate(("dark", "light")):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for index in range(16):
            pixels = rng.integers(100 * number, 100 * number + 90, (12, 12), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "photos" / name / f"{index}.png")
    data = 'source = { type = "ImageFolder", root = "photos", mode = "L", test_fraction = 0.25 }\nbatch_size = 4\n'
    value = experiment(data, 'epochs = 8\noptimizer = { type = "Adam", lr = 0.01 }', classes=1)
    layers = (*value.model.layers, *ENDINGS.get(loss.wants, ()))
    value = apply(value, [SetValue("training.loss", loss()), SetValue("model.layers", layers)])
    assert check(value, tmp_path).goal.kind == "binary"
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "as_column(targets)" in text


def test_mnist_through_torchvision(tmp_path, monkeypatch):
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    rng = np.random.default_rng(1)
    for stem, count in (("train", 60), ("t10k", 20)):
        images = rng.integers(0, 256, (count, 28, 28), np.uint8)
        labels = np.arange(count, dtype=np.uint8) % 10
        for name, content in (
            (f"{stem}-images-idx3-ubyte", struct.pack(">4I", 0x803, count, 28, 28) + images.tobytes()),
            (f"{stem}-labels-idx1-ubyte", struct.pack(">2I", 0x801, count) + labels.tobytes()),
        ):
            (raw / name).write_bytes(content)
            (raw / f"{name}.gz").write_bytes(gzip.compress(content))
    value = experiment('source = { type = "MNIST" }\nbatch_size = 16\n' + NORMALIZE, "epochs = 1")
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path / "data")
    assert "datasets.MNIST(data_dir, train=train, download=True)" in text


def test_a_folder_of_images_of_different_sizes(tmp_path, monkeypatch):
    rng = np.random.default_rng(2)
    for name in ("cats", "dogs"):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for number in range(12):
            size = (20 + number, 30 - number, 3)
            Image.fromarray(rng.integers(0, 256, size, np.uint8)).save(tmp_path / "photos" / name / f"{number}.png")
    data = (
        'source = { type = "ImageFolder", root = "photos", test_fraction = 0.2 }\nbatch_size = 4\n'
        '[[data.transforms]]\ntype = "RandomHorizontalFlip"\n[[data.transforms]]\ntype = "Resize"\nsize = [16, 16]\n'
    )
    assert_same_weights(experiment(data, "epochs = 1", classes=2), tmp_path, monkeypatch, tmp_path)


def test_it_runs_alone_and_lints_clean(tmp_path):
    value = experiment(*CASES["plain"])
    checked = check(value, tmp_path)
    path = tmp_path / "train.py"
    path.write_text(script(value, checked), encoding="utf-8")
    done = subprocess.run([sys.executable, "-P", str(path)], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "test: loss" in done.stdout and (tmp_path / "model.pth").is_file()
    linted = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F,E9", str(path)],
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout


def test_a_script_for_several_processes_trains_alone_to_the_same_bits_and_by_torchrun_to_the_same_weights(tmp_path):
    """The batch norm, the mixing, the last batch of one sample, the closure: see test_team.py for each of them."""
    head = (
        f'format = 1\nseed = 1\n[data]\n{STROKES.replace("100", "108")}{NORMALIZE}[[data.transforms]]\ntype = "MixUp"\n'
    )
    layers = LAYERS.format(classes=10).replace('[[model.layers]]\ntype = "Dropout2d"\n', "")
    settings = 'epochs = 1\naccumulate = 2\ndevice = "cpu"\nprocesses = 2\noptimizer = { type = "SGD", lr = 0.02 }\n'
    experiment = from_toml(f"{head}{layers}[training]\n{settings}")
    path = tmp_path / "train.py"
    path.write_text(script(experiment, check(experiment, tmp_path)), encoding="utf-8")
    list(train(experiment, out=tmp_path / "run"))
    here = torch.load(tmp_path / "run" / "last.pth")
    launcher = ("torch.distributed.run", "--standalone", "--nproc-per-node", "2", str(path))
    for work, words, most in ((run_script, (path,), 0.0), (run_module, launcher, 1e-5)):
        (said,) = at_once(work, [words], tmp_path, {})
        weights = torch.load(tmp_path / "model.pth")
        assert list(weights) == list(here)
        assert max(float((weights[name].double() - here[name].double()).abs().max()) for name in here) <= most
        assert said.count("weights: ") == 1 and said.count("epoch 1: ") == 1


def test_a_script_for_one_process_has_nothing_of_others(tiny, tmp_path):
    text = script(tiny, check(tiny, tmp_path))
    assert "team" not in text.lower() and "distributed" not in text


@pytest.mark.parametrize(("processes", "compiled"), [(1, True), (2, False)])
def test_what_a_run_computes_with_stands_in_the_script(tiny, tmp_path, processes, compiled):
    chosen = {"memory_format": "channels_last", "threads": 3, "compile": True, "processes": processes}
    value = tiny.replace(training=tiny.training.replace(**chosen))
    text = script(value, check(value, tmp_path))
    assert "torch.set_num_threads(3)" in text and "model.to(memory_format=torch.channels_last)" in text
    assert ("torch.compile(model" in text) == ("outputs = compiled(batch)" in text) == compiled
