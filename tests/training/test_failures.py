"""What goes wrong while a run goes on: said where, in words, with a remedy; what was saved stays, the next run works."""

import gc
import weakref
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from workbench.data.bundled import BundledSource
from workbench.data.pipeline import Pipeline
from workbench.spec.edits import apply
from workbench.spec.files import from_toml
from workbench.training import learner
from workbench.training.diagnosis import Moment, before, kind_among
from workbench.training.events import Noticed, RunFailed, RunFinished, StepDone
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights


def at(experiment, **training):
    return experiment.replace(training=experiment.training.replace(**training))


def in_step(monkeypatch, kind, number, work):
    """In the given call of that layer in training mode, its output goes through ``work``."""
    plain, calls = kind.forward, []

    def forward(self, x):
        if x.device.type == "meta" or not self.training:
            return plain(self, x)
        calls.append(x)
        return work(plain(self, x)) if len(calls) == number else plain(self, x)

    monkeypatch.setattr(kind, "forward", forward)


def failure(events):
    *before, last = events
    assert isinstance(last, RunFailed) and not last.wrong_input, last
    (problem,) = last.problems
    return problem, before


def test_a_loss_that_is_no_number_names_the_layer_and_touches_nothing(tiny, tmp_path, monkeypatch):
    in_step(monkeypatch, nn.ReLU, 7, lambda y: y * torch.tensor(float("inf")))
    in_step(monkeypatch, nn.ReLU, 8, lambda y: y * torch.tensor(float("inf")))  # looked at once more
    problem, before = failure(train(tiny, out=tmp_path / "run"))
    assert problem.address == "model.layers[2]" and "step 7 (epoch 2, batch 2)" in str(problem.what)
    assert "model.layers[2] (ReLU) made nan" in str(problem.what)
    assert sum(isinstance(event, StepDone) for event in before) == 6
    assert apply(tiny, problem.fix.edits).training.optimizer.lr == 0.0001
    assert all(item.isfinite().all() for item in read_weights(tmp_path / "run" / "last.pth").values())
    monkeypatch.undo()
    assert isinstance(list(resume(tmp_path / "run"))[-1], RunFinished)


@pytest.mark.parametrize(("clip", "said"), [(None, 3), (1.0, 3)])
def test_a_gradient_that_is_no_number_names_its_own_step(tiny, tmp_path, monkeypatch, clip, said):
    in_step(monkeypatch, nn.ReLU, said, lambda y: (y - y.detach()).abs().sqrt() + y)  # 0 forwards; nan backwards
    problem, _ = failure(train(at(tiny, clip_grad_norm=clip), out=tmp_path / "run"))
    assert problem.address == "model.layers[1]" and f"gradient became nan in step {said} (epoch 1" in str(problem.what)


def test_a_last_step_of_an_epoch_that_breaks_the_weights_saves_none(tiny, tmp_path, monkeypatch):
    in_step(monkeypatch, nn.ReLU, 5, lambda y: (y - y.detach()).abs().sqrt() + y)
    problem, _ = failure(train(tiny, out=tmp_path / "run"))
    assert "step 5 (epoch 1, batch 5)" in str(problem.what) and not list((tmp_path / "run").rglob("*.p*t*h"))


def test_a_step_that_is_far_too_long_is_told_with_another_rate(tiny, tmp_path):
    fast = at(tiny, optimizer=tiny.training.optimizer.replace(lr=1e30))
    problem, _ = failure(train(fast, out=tmp_path / "run"))
    assert (
        problem.address == "model.layers[4]"
        and "step 2" in str(problem.what)
        and "numbers up to 8" in str(problem.what)
    )
    assert apply(fast, problem.fix.edits).training.optimizer.lr == 0.001


def test_a_run_that_only_grows_is_told_once(tiny, tmp_path):
    fast = at(tiny, optimizer=tiny.training.optimizer.replace(lr=1e10))
    (told,) = [event.problem for event in train(fast, out=tmp_path / "run") if isinstance(event, Noticed)]
    assert told.address == "training.optimizer.lr" and "instead of falling" in str(told.what)
    assert apply(fast, told.fix.edits).training.optimizer.lr == 0.001


def test_an_input_that_is_no_number_names_the_sample(tiny, tmp_path, monkeypatch):
    plain = Pipeline.prepare_training

    def prepared(self, images):
        found = plain(self, images)
        found[16, 0, 3, 3] = float("nan")
        return found

    monkeypatch.setattr(Pipeline, "prepare_training", prepared)
    problem, _ = failure(train(tiny, out=tmp_path / "run"))
    assert problem.address == "data.transforms[0]" and "Sample 17 of the training part holds nan" in str(problem.what)


def test_a_loss_that_is_read_late_names_its_step(tiny, tmp_path, monkeypatch):
    """As on a GPU, where losses are read in groups."""
    monkeypatch.setattr(learner, "math", SimpleNamespace(isfinite=lambda _number: True))
    in_step(monkeypatch, nn.ReLU, 7, lambda y: y * torch.tensor(float("nan")))
    problem, _ = failure(train(tiny, out=tmp_path / "run"))
    assert "nan in step 7 (epoch 2, batch 2)" in str(problem.what) and problem.fix
    assert all(item.isfinite().all() for item in read_weights(tmp_path / "run" / "last.pth").values())
    run = SimpleNamespace(step=7, epoch=2, epoch_step=2, data=SimpleNamespace(steps_per_epoch=5, accumulate=2))
    assert before(run, 3) == Moment(4, 1, 7)


def test_a_target_that_is_no_number_names_the_sample(tmp_path, monkeypatch):
    plain = BundledSource.load

    def load(self, progress):
        loaded = plain(self, progress)
        loaded.train.targets[:] = float("nan")
        return loaded

    monkeypatch.setattr(BundledSource, "load", load)
    text = """
        format = 1
        data = { source = { type = "Diabetes" } }
        model = { layers = [{ type = "Linear", out_features = 1 }] }
        training = { device = "cpu", loss = { type = "MSELoss" } }
    """
    problem, _ = failure(train(from_toml(text), out=tmp_path / "run"))
    assert (
        problem.address == "data.source" and "target of sample" in str(problem.what) and "is nan" in str(problem.what)
    )


def test_a_full_memory_is_told_and_free_for_the_next_run(tiny, tmp_path, monkeypatch):
    kept = []

    def absurd(y):
        kept.append(weakref.ref(y))
        return y.new_empty(1 << 52)

    in_step(monkeypatch, nn.ReLU, 2, absurd)
    gc.collect()
    gc.disable()
    try:
        for event in train(tiny, out=tmp_path / "run"):
            if isinstance(event, RunFailed):
                assert kept and kept[0]() is None  # before the last word is out, and without the collector
                assert not any(
                    type(item) is nn.Linear and item.weight.device.type == "cpu" for item in gc.get_objects()
                )
    finally:
        gc.enable()
    (problem,) = event.problems
    assert problem.address == "model.layers[2]" and "18,014 TB more were wanted" in str(problem.what)
    assert apply(tiny, problem.fix.edits).data.batch_size == 1
    monkeypatch.undo()
    assert isinstance(list(train(tiny, out=tmp_path / "next"))[-1], RunFinished)


@pytest.mark.parametrize(
    ("error", "address", "words"),
    [
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), "model.layers[2]", "model.layers[2] (ReLU) could not"),
        (IndexError("Target 12 is out of bounds."), "data.source", "a label 12, but the classes are 0 to 9"),
        (FileNotFoundError(2, "No such file or directory", "/a/b.png"), "data.source", "/a/b.png cannot be read"),
        (RuntimeError("CUDA error: device-side assert triggered"), "training.device", "Start the workbench again"),
        (KeyError("odd"), "model.layers[2]", "odd"),
    ],
)  # fmt: skip
def test_whatever_is_raised_becomes_a_sentence(tiny, tmp_path, monkeypatch, error, address, words):
    def fail(_y):
        raise error

    in_step(monkeypatch, nn.ReLU, 2, fail)
    problem, _ = failure(train(tiny, out=tmp_path / "run"))
    assert problem.address == address and words in problem.line()
    assert error.__traceback__ is None and "failed: " in (tmp_path / "run" / "log.txt").read_text()


def test_a_judgement_that_is_no_number_is_told_once_and_the_run_goes_on(tiny, tmp_path, monkeypatch):
    plain = nn.ReLU.forward
    monkeypatch.setattr(nn.ReLU, "forward", lambda self, x: plain(self, x) * (1 if self.training else float("nan")))
    events = list(train(tiny, out=tmp_path / "run"))
    (told,) = [event.problem for event in events if isinstance(event, Noticed)]
    assert told.severity == "warning" and "validation part is nan in epoch 1" in str(told.what)
    assert isinstance(events[-1], RunFinished)


def test_weights_are_looked_at_on_apples_gpu_too():
    """Which has no float64."""

    class There(torch.Tensor):
        device = torch.device("mps")

        def detach(self):
            return self

        def sum(self, dtype):
            assert dtype is torch.float32
            return torch.Tensor.sum(self.as_subclass(torch.Tensor))

    def there(*numbers):
        return torch.tensor(numbers).as_subclass(There)

    assert kind_among([there(1.0, 2.0), there(3.0)]) == ""
    assert kind_among([there(1.0), there(3e38, 3e38)]) == ""  # each of them is a number
    assert kind_among([there(1.0), there(1.0, float("nan"))]) == "nan"
