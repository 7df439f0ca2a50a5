"""Image files that are streamed: the same weights as from memory, bit for bit, whatever happens to the disk."""

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.benchmarks import streaming
from workbench.data import pipeline
from workbench.data.image_files import ImageFilesSource
from workbench.data.recipe import Step
from workbench.data.stream import records, store
from workbench.spec.files import from_toml
from workbench.training import memory_budget
from workbench.training.batches import load_run_data
from workbench.training.control import Control
from workbench.training.events import EpochDone, Noticed, RunFailed, RunFinished, RunStarted, StepDone
from workbench.training.loop import resume, train
from workbench.training.lr_finder import find_rate
from workbench.training.rate_curve import RateFound
from workbench.training.runs import read_weights

CPU = torch.device("cpu")

EXPERIMENT = """
format = 1
seed = 4
[data]
source = {{ type = "ImageFolder", root = '{root}', test_fraction = 0.2{settings} }}
batch_size = 8
memory = "{memory}"
{data}
{steps}
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Dropout"
[[model.layers]]
type = "Linear"
out_features = {outputs}
{tail}
[training]
epochs = 2
device = "cpu"
{training}
"""
SHAPED = '[[model.layers]]\ntype = "Unflatten"\nunflattened_size = [3, 7, 6]\n'

RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [7, 6]\n'
NORMALIZE = '[[data.transforms]]\ntype = "Normalize"\nmean = [0.5]\nstd = [0.2]\n'
FLIP = '[[data.transforms]]\ntype = "RandomHorizontalFlip"\n'
TURN = '[[data.transforms]]\ntype = "RandomRotation"\ndegrees = 20\nwhen = "always"\n'
PIECE = '[[data.transforms]]\ntype = "RandomResizedCrop"\nsize = 6\nwhen = "always"\n'
MIXED = '[[data.transforms]]\ntype = "MixUp"\n'
PLATEAU = 'scheduler = { type = "ReduceLROnPlateau", patience = 0 }\n'
PIXELS = 'loss = { type = "MSELoss" }\n'

CASES = {
    "made smaller first": ("mixed", RESIZE + FLIP + NORMALIZE, 'source.mode = "L"\ndrop_last = true\nbalanced = true',
                           f"accumulate = 3\n{PLATEAU}", 2),
    "a piece of each, always": ("mixed", PIECE + FLIP, "num_workers = 0", PLATEAU, 2),
    "one size, no steps": ("alike", "", "shuffle = false", "", 2),
    "one size, mixed": ("alike", TURN + MIXED, "", "", 2),
    "itself": ("alike", RESIZE + TURN, 'target = "input"', PIXELS, 126),
}  # fmt: skip


def saved(root: Path, alike: bool) -> Path:
    rng = np.random.default_rng(1)
    for number in range(48):
        folder = root / ("cats" if number % 3 else "dogs")
        folder.mkdir(parents=True, exist_ok=True)
        height, width = (9, 8) if alike else rng.integers(8, 20, 2)
        image = Image.fromarray(rng.integers(0, 256, (height, width, 3), np.uint8))
        image.save(folder / f"图 {number:02}.{'png' if number % 2 else 'jpg'}")
    return root


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    place = tmp_path_factory.mktemp("sets")
    return {name: saved(place / name, name == "alike") for name in ("mixed", "alike")}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def photos(sets, tmp_path):
    """A copy, to be damaged."""
    return Path(shutil.copytree(sets["mixed"], tmp_path / "photos"))


def experiment(root, memory, steps=RESIZE + FLIP, data="", training="", outputs=2, settings=""):
    if data.startswith("source."):
        first, _, data = data.partition("\n")
        settings = f", {first.removeprefix('source.')}{settings}"
    return from_toml(
        EXPERIMENT.format(root=root, memory=memory, steps=steps, data=data, training=training, outputs=outputs,
                          settings=settings, tail=SHAPED if "input" in data else "")
    )  # fmt: skip


def finished(events):
    events = list(events)
    assert isinstance(events[-1], RunFinished), events[-1]
    return events


def weights(events):
    return read_weights(Path(events[-1].run_dir) / "last.pth")


def assert_same(one, other):
    assert one[-1].test == other[-1].test
    epochs = [[event.validation_loss for event in events if isinstance(event, EpochDone)] for events in (one, other)]
    assert epochs[0][-len(epochs[1]) :] == epochs[1]
    first, second = weights(one), weights(other)
    assert first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


def said(events):
    return [event.problem.line() for event in events if isinstance(event, Noticed)]


@pytest.fixture
def decoded(monkeypatch):
    """The files that are decoded, as it happens."""
    found, read = [], ImageFilesSource._read_one
    monkeypatch.setattr(ImageFilesSource, "_read_one", lambda self, path: found.append(path) or read(self, path))
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_same_weights_and_nothing_decoded_twice(sets, tmp_path, decoded, case):
    name, steps, data, training, outputs = case
    runs = [experiment(sets[name], memory, steps, data, training, outputs) for memory in ("memory", "stream")]
    in_memory = finished(train(runs[0], out=tmp_path / "memory"))
    assert_same(in_memory, finished(train(runs[1], out=tmp_path / "first")))
    again = []
    for event in train(runs[1], out=tmp_path / "second"):
        if isinstance(event, RunStarted):
            decoded.clear()  # some have shown what the steps make of them
        again.append(event)
    assert_same(in_memory, again)
    assert not decoded


@pytest.mark.parametrize("stop", [3, 5])
def test_it_goes_on_in_the_middle_of_an_epoch(sets, tmp_path, stop):
    rich = experiment(sets["mixed"], "stream", training="accumulate = 2\n")
    whole = finished(train(rich.replace(data=rich.data.replace(memory="memory")), out=tmp_path / "whole"))
    control, steps = Control(), 0
    for event in train(rich, control, out=tmp_path / "halves"):
        steps += isinstance(event, StepDone)
        if steps == stop:
            control.stop()
    shutil.rmtree(tmp_path / "cache")
    if stop == 5:  # it may go on in another way
        plan = tmp_path / "halves" / "experiment.toml"
        plan.write_text(
            plan.read_text(encoding="utf-8").replace('memory = "stream"', 'memory = "memory"'), encoding="utf-8"
        )
    assert_same(whole, finished(resume(tmp_path / "halves")))


@pytest.mark.parametrize("memory", ["memory", "stream"])
def test_equal_files_have_one_fingerprint(photos, sets, tmp_path, memory):
    def of(root, memory):
        return load_run_data(experiment(root, memory), tmp_path, CPU, lambda *_: None).fingerprint

    there = of(sets["mixed"], "memory")
    assert of(photos, memory) == there
    path = photos / "dogs" / "图 00.jpg"
    path.write_bytes(path.read_bytes()[:-2] + b"xx")
    assert of(photos, memory) != there


def damage(photos):
    """One that has no header, one that ends too early, one that is empty."""
    paths = sorted(photos.rglob("*.png"))[3:15:5]
    for path, content in zip(paths, (b"no image", paths[1].read_bytes()[:-60], b""), strict=True):
        path.write_bytes(content)
    return paths


def test_damaged_files_are_left_out_as_they_are_in_memory(photos, tmp_path):
    paths = damage(photos)
    runs = [
        finished(train(experiment(photos, memory, settings=', damaged = "skip"'), out=tmp_path / f"run{number}"))
        for number, memory in enumerate(("memory", "stream", "stream"))
    ]
    for events in runs:
        assert_same(runs[0], events)
        assert [str(path) in line for path, line in zip(sorted(paths), said(events), strict=True)] == [True] * 3
    shutil.rmtree(photos / "dogs")
    (photos / "dogs").mkdir()
    (photos / "dogs" / "1.png").write_bytes(b"")


@pytest.mark.parametrize("number", range(3))
def test_a_damaged_file_stops_the_run_and_is_named(photos, tmp_path, number):
    good = {path: path.read_bytes() for path in photos.rglob("*.png")}
    paths = damage(photos)
    for path in set(paths) - {paths[number]}:
        path.write_bytes(good[path])
    *_, last = train(experiment(photos, "stream"), out=tmp_path / "run")
    assert isinstance(last, RunFailed)
    (found,) = last.problems
    assert str(paths[number]) in found.line() and found.severity == "error" and not last.details


@pytest.mark.parametrize("how", ["gone", "other"])
def test_files_that_change_while_a_run_reads_them(photos, tmp_path, monkeypatch, how):
    """The run ends with the path in words; what it has saved is whole, and goes on when the files are back."""
    plan = experiment(photos, "stream", training="checkpoint = { every_steps = 1 }\n")
    expected = finished(train(plan, out=tmp_path / "expected"))
    monkeypatch.setenv(store.VARIABLE, "0")
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "other cache"))
    moved, last = tmp_path / "moved", None
    for event in train(plan, out=tmp_path / "run"):
        if isinstance(event, StepDone) and event.step == 2:
            shutil.copytree(photos, moved)
            for path in photos.rglob("*.*g"):
                path.unlink() if how == "gone" else path.write_bytes(path.read_bytes() + b" ")
        last = event
    assert isinstance(last, RunFailed) and not last.details
    assert str(photos) in last.problems[0].line()
    assert ("has changed" in last.problems[0].line()) == (how == "other")
    shutil.rmtree(photos)
    shutil.copytree(moved, photos)
    assert_same(expected, finished(resume(tmp_path / "run")))


def test_it_streams_by_itself_where_the_memory_is_too_small(sets, tmp_path, monkeypatch):
    enough = finished(train(experiment(sets["mixed"], "auto"), out=tmp_path / "enough"))
    assert not said(enough) and not (tmp_path / "cache").exists()
    memory = type("Memory", (), {"available": 9_000, "total": 10**10})
    monkeypatch.setattr(memory_budget.psutil, "virtual_memory", lambda: memory)
    small = finished(train(experiment(sets["mixed"], "auto"), out=tmp_path / "small"))
    assert_same(enough, small)
    (line,) = [line for line in said(small) if line.startswith("data.memory: ")]
    assert "The images need" in line and (tmp_path / "cache" / "images").exists()
    *_, last = train(experiment(sets["mixed"], "memory"), out=tmp_path / "refused")
    assert isinstance(last, RunFailed) and "data.memory" in last.problems[0].line()


@pytest.mark.parametrize("trouble", ["full", "read-only", "no folder", "small", "no room at all"])
def test_a_disk_that_keeps_nothing_costs_time_only(sets, tmp_path, monkeypatch, trouble):
    in_memory = finished(train(experiment(sets["mixed"], "memory"), out=tmp_path / "memory"))

    def refuse(*_):
        raise OSError(28, "No space left on device")

    if trouble == "full":
        monkeypatch.setattr(records, "write_at", refuse)
    elif trouble == "read-only":
        monkeypatch.setattr(records, "opened", refuse)
    elif trouble == "no folder":
        (tmp_path / "file").write_bytes(b"")
        monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "file"))
    else:
        monkeypatch.setattr(store, "RESERVE", 0)
        monkeypatch.setenv(store.VARIABLE, "0.00002" if trouble == "small" else "0")
    streamed = finished(train(experiment(sets["mixed"], "stream"), out=tmp_path / "streamed"))
    assert_same(in_memory, streamed)
    assert len(said(streamed)) == 1


def test_no_thread_is_left(sets, tmp_path):
    def reading():
        return [thread for thread in threading.enumerate() if thread.name.startswith("reading")]

    data = load_run_data(experiment(sets["mixed"], "stream"), tmp_path, CPU, lambda *_: None)
    steps = data.steps(1)
    next(steps)
    assert reading()
    steps.close()
    assert not reading()
    data.validation.inputs[0:4]
    assert not reading()


def test_the_search_for_a_rate_streams_too(sets):
    *_, last = find_rate(experiment(sets["mixed"], "stream"), steps=20)
    assert isinstance(last, RateFound)


@pytest.mark.parametrize("others", [True, False])
def test_steps_that_look_at_several_images_are_said(sets, tmp_path, monkeypatch, others):
    def made(transform, address):
        return Step(lambda images: images - images.mean() if others else images - 0.5)

    monkeypatch.setattr(pipeline, "_built", made)
    found = load_run_data(experiment(sets["alike"], "stream"), tmp_path, CPU, lambda *_: None)
    assert ["others are beside it" in item.line() for item in found.new_notes()] == [True] * others


def test_the_benchmark_runs():
    lines = list(streaming.measure(short=True))
    assert len(lines) == 6 and all(what and figure for what, figure in lines)
