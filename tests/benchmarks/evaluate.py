"""Evaluation and prediction against a bare loop that only runs the network."""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from workbench.data import strokes
from workbench.data.browse import Collection, Shelf
from workbench.data.pipeline import Pipeline
from workbench.evaluation.assess import assess
from workbench.evaluation.trained import Trained
from workbench.spec.files import from_toml
from workbench.training.build import build_model
from workbench.training.check import check
from workbench.training.device import keep_freed_memory
from workbench.training.evaluate import evaluate

DIGITS = Path(__file__).parents[2] / "resources" / "examples" / "strokes-digit-network.toml"
BATCH = 1000


def ways(count: int) -> dict[str, Callable[[], object]]:
    """The bare loop over prepared pictures, the evaluation of a run, and the judging of pictures as they are, one by one or a part."""
    experiment = from_toml(DIGITS.read_text(encoding="utf-8"))
    checked = check(experiment, None)
    assert checked.trace is not None and checked.goal is not None and checked.facts is not None
    model = build_model(checked.trace.calls).eval()
    trained = Trained(experiment, model.state_dict(), checked=checked)
    images, targets = strokes.generate(0, np.arange(count))
    prepared = Pipeline(experiment.data.transforms, 0).evaluation(torch.from_numpy(images[:, None]))
    wanted, criterion, success = torch.from_numpy(targets), nn.CrossEntropyLoss(), checked.goal.success()

    part = Collection(checked.facts, {"test": Shelf(targets, np.arange(count), images[:, None])})

    def bare() -> None:
        model.eval()
        with torch.inference_mode():
            for start in range(0, count, BATCH):
                model(prepared[start : start + BATCH])

    return {
        "bare": bare,
        "evaluate": lambda: evaluate(model, prepared, wanted, criterion, success),
        "assess": lambda: assess(trained, part, "test"),
        "judge": lambda: trained.judge_all(list(images)),
    }


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Medians of interleaved rounds."""
    count, rounds = (200, 1) if short else (10_000, 5)
    keep_freed_memory()
    each = ways(count)
    seconds: dict[str, list[float]] = {name: [] for name in each}
    for number in range(rounds + 1):
        for name, way in each.items():
            started = time.perf_counter()
            way()
            if number:  # the first round warms up
                seconds[name].append(time.perf_counter() - started)
    words = {
        "evaluate": "evaluated", "assess": "assessed, steps and every probability included",
        "judge": "predicted, steps and answers included",
    }  # fmt: skip
    for name, done in words.items():
        ratio = statistics.median(a / b for a, b in zip(seconds[name], seconds["bare"], strict=True))
        yield f"{count:,} digits {done} ÷ bare loop (wanted: 1.3 at most)", f"{ratio:.2f}"
