"""What every layer puts out, and what an answer hangs on, against the bare forward pass of the same sample."""

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import torch

from tests.benchmarks.evaluate import DIGITS
from workbench.data import strokes
from workbench.evaluation.inspect.activations import activations
from workbench.evaluation.inspect.receptive_field import receptive_field
from workbench.evaluation.inspect.saliency import attribution
from workbench.evaluation.trained import Trained
from workbench.spec.files import from_toml
from workbench.training.build import build_model
from workbench.training.check import check
from workbench.training.device import keep_freed_memory

SAID = {
    "activations": "outputs and figures of every layer ÷ bare forward (wanted: 2 at most)",
    "saliency": "gradient of the answer ÷ bare forward",
    "field": "receptive field of a place ÷ bare forward",
}


def ways() -> dict[str, Callable[[], object]]:
    """One digit through the digit network, by one thread as in the window."""
    experiment = from_toml(DIGITS.read_text(encoding="utf-8"))
    checked = check(experiment, None)
    assert checked.trace is not None
    trained = Trained(experiment, build_model(checked.trace.calls).state_dict(), checked=checked)
    images, _ = strokes.generate(0, np.arange(1))
    seen = trained.judge(images[0]).seen
    batch = torch.tensor(seen)[None]

    def bare() -> None:
        with torch.no_grad():
            trained.model(batch)

    return {
        "bare": bare,
        "activations": lambda: activations(trained, seen),
        "saliency": lambda: attribution(trained, seen, "saliency"),
        "field": lambda: receptive_field(trained, seen, "model.layers[4]", (3, 5, 5), effective=False),
    }


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Medians of interleaved rounds, in time of the processor."""
    rounds = 2 if short else 300
    keep_freed_memory()
    each, threads = ways(), torch.get_num_threads()
    torch.set_num_threads(1)
    seconds: dict[str, list[float]] = {name: [] for name in each}
    try:
        for number in range(rounds + 1):
            for name, way in each.items():
                started = time.thread_time()
                way()
                if number:  # the first round warms up
                    seconds[name].append(time.thread_time() - started)
    finally:
        torch.set_num_threads(threads)
    for name, words in SAID.items():
        ratio = statistics.median(seconds[name]) / statistics.median(seconds["bare"])
        yield words, f"{ratio:.2f}"
