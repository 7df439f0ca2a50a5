"""The benchmarks of the window and of long runs work, at a tiny size; what they count must be right at every size."""

import weakref
from pathlib import Path

import pytest
import torch

from tests.benchmarks import curves, editing, evaluate, memory
from workbench.spec.files import from_toml
from workbench.training.check import check
from workbench.training.evaluate import evaluate as run_evaluation


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path: Path) -> None:
    for name in ("CACHE", "RUNS", "STATE"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


def test_every_spike_of_a_curve_is_painted(qapp) -> None:
    found = curves.inner(8_000, 4)
    assert found["wanted"] > 20
    assert found["seen"] == found["wanted"]


def test_memory_is_looked_at_three_times(tmp_path: Path) -> None:
    assert len(memory.steps(str(tmp_path), 100)["seen"]) == 3


def test_evaluation_keeps_no_outputs() -> None:
    made: list[weakref.ref] = []
    alive: list[int] = []

    def criterion(outputs: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        made.append(weakref.ref(outputs))
        alive.append(sum(each() is not None for each in made))
        return outputs.sum() - wanted.sum()

    run_evaluation(torch.nn.Linear(2, 1), torch.rand(10_000, 2), torch.rand(10_000), criterion, criterion)
    assert len(made) >= 20
    assert max(alive) <= 4  # each batch is asked twice, and the one before may still have its name


def test_digits_are_judged_in_every_way() -> None:
    ratios = [float(figure) for _, figure in evaluate.measure(True)]
    assert len(ratios) == 3
    assert all(ratio > 0 for ratio in ratios)


def test_a_deep_model_fits() -> None:
    checked = check(from_toml(editing.deep(20)), None)
    assert not checked.errors
    assert checked.trace is not None and len(checked.trace.layers) == 20
