"""Training through the program against what a user would type or install, and against the bare step.

Two processes take turns, and only one computes at a time: in the first malloc is as it comes, in the second freed memory is
kept, which cannot be undone and would help everybody. The short form needs no processes: it measures nothing.
"""

from __future__ import annotations

import multiprocessing
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection

import torch

from tests.benchmarks.limits import Timed, bare, has_bfloat16, recorded
from tests.benchmarks.models import CASES, Case
from tests.benchmarks.peers import PEERS
from tests.benchmarks.program import Program
from workbench.training.device import keep_freed_memory

ROUNDS = 5

Maker = Callable[[Case], Timed]

AS_IT_COMES: dict[str, Maker] = {**PEERS, "bare step": lambda case: bare(case, best=False)}

KEPT: dict[str, Maker] = {
    "best limit": lambda case: bare(case, best=True),
    "best limit, bfloat16": lambda case: bare(case, best=True, bfloat16=True),
    "recorded limit": recorded,
    "recorded limit, bfloat16": partial(recorded, bfloat16=True),
    "program": lambda case: Program(case, "float32"),
    "program, auto": lambda case: Program(case, "auto"),
}

RECORDED = ("recorded limit", "recorded limit, bfloat16")
"""On a GPU alone."""

WITHOUT_BFLOAT16 = {
    "best limit, bfloat16": "this processor has no bfloat16",
    "recorded limit, bfloat16": "this processor has no bfloat16",
    "program, auto": "is float32 here: this processor has no bfloat16",
}

PROGRAMS = ("program", "program, auto")

Rates = dict[tuple[str, str], list[float]]
"""Samples per second of every round, by (case, contestant)."""

Reasons = dict[tuple[str, str], str]
"""Why there are none."""


def cases(short: bool, gpu: bool = False) -> dict[str, Case]:
    """All of them, or one with few samples."""
    if short:
        return {"augmented": CASES["augmented"].short()}
    return {key: case.on_gpu() for key, case in CASES.items()} if gpu else CASES


class Here:
    """Contestants in this process, made when they are asked for the first time."""

    def __init__(self, short: bool, gpu: bool = False) -> None:
        self.cases = cases(short, gpu)
        self.ready: dict[tuple[str, str], Timed | str] = {}

    def rate(self, case: str, name: str) -> float | str:
        """Of one round; or why there is none."""
        if (case, name) not in self.ready:
            self.ready[case, name] = self._made((AS_IT_COMES | KEPT)[name], self.cases[case])
        run = self.ready[case, name]
        return run if isinstance(run, str) else run()

    def _made(self, maker: Maker, case: Case) -> Timed | str:
        """Ready and warm."""
        try:
            run = maker(case)
            run()
        except ImportError:
            return "not installed"
        except NotImplementedError as error:
            return str(error)
        return run

    def close(self) -> None:
        """End what runs."""
        for run in self.ready.values():
            if isinstance(run, Program):
                run.close()


class There:
    """The same in a process of their own; ``keep``: freed memory is kept there."""

    def __init__(self, short: bool, keep: bool, gpu: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(short, keep, gpu, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def rate(self, case: str, name: str) -> float | str:
        """Of one round; or why there is none."""
        self.pipe.send((case, name))
        return self.pipe.recv()

    def close(self) -> None:
        """End it."""
        self.pipe.send(None)
        self.process.join()


def work(short: bool, keep: bool, gpu: bool, pipe: Connection) -> None:
    """What such a process does."""
    if keep:
        keep_freed_memory()
    here = Here(short, gpu)
    while asked := pipe.recv():
        pipe.send(here.rate(*asked))
    here.close()


def on_gpu(short: bool) -> Iterator[tuple[str, str]]:
    """The same on the first GPU; the short form has no work for one."""
    if torch.cuda.is_available() and not short:
        yield from measure(short, gpu=True)
    else:
        yield "training on a GPU", "not measured: there is none, or the form is the short one"


def measure(short: bool, gpu: bool = False) -> Iterator[tuple[str, str]]:
    """Medians, and medians of the ratios of each round with the least and the largest; each group as it is done."""
    workers = (Here(short), Here(short)) if short else (There(short, False, gpu), There(short, True, gpu))
    rates: Rates = {}
    for together in groups(cases(short, gpu)):
        reasons = go_round(together, workers, 1 if short else ROUNDS, rates)
        for key, case in together.items():
            yield from rows(key, case, rates, reasons)
    for worker in workers:
        worker.close()


def groups(every: dict[str, Case]) -> list[dict[str, Case]]:
    """Cases that are compared with one another are measured in turn."""
    found: list[dict[str, Case]] = []
    for key, case in every.items():
        compared = {other for _, other in case.wishes}
        together = next((group for group in found if compared & set(group)), None)
        if together is None:
            found.append({key: case})
        else:
            together[key] = case
    return found


def go_round(
    together: dict[str, Case], workers: tuple[Here | There, Here | There], rounds: int, rates: Rates
) -> Reasons:
    """The rounds of a group. Every second one goes backwards, so that nobody always comes after the same one."""
    reasons: Reasons = {}
    absent = {
        key: {
            *(() if has_bfloat16(case.device) else WITHOUT_BFLOAT16),
            *(() if case.device == "cuda" else RECORDED),
        }
        for key, case in together.items()
    }
    turns = [
        (key, name, worker)
        for key in together
        for worker, names in zip(workers, (AS_IT_COMES, KEPT), strict=True)
        for name in names
        if name not in absent[key]
    ]
    for number in range(rounds):
        for key, name, worker in turns if number % 2 == 0 else reversed(turns):
            found = worker.rate(key, name)
            if isinstance(found, str):
                reasons[key, name] = found
            else:
                rates.setdefault((key, name), []).append(found)
    return reasons


def rows(key: str, case: Case, rates: Rates, reasons: Reasons) -> Iterator[tuple[str, str]]:
    """Of one case, beside those that were measured before it."""
    for name in (*AS_IT_COMES, *KEPT):
        found = rates.get((key, name))
        if found is None and name in RECORDED and case.device == "cpu":
            continue
        if found is None:
            yield f"{case.name}: {name}", reasons.get((key, name)) or WITHOUT_BFLOAT16[name]
            continue
        yield f"{case.name}: {name}", f"{statistics.median(found):,.0f} samples/s"
        for ours in PROGRAMS:
            if name not in PROGRAMS and (key, ours) in rates:
                yield f"{case.name}: {ours} ÷ {name}{wanted(case, ours, name)}", ratio(rates[key, ours], found)
    for ours, other in case.wishes:
        if other in CASES and (other, ours) in rates and (key, ours) in rates:
            what = f"{case.name}: {ours} ÷ {CASES[other].name}{wanted(case, ours, other)}"
            yield what, ratio(rates[key, ours], rates[other, ours])


def wanted(case: Case, ours: str, other: str) -> str:
    """What is wished of a ratio, in words."""
    wish = case.wishes.get((ours, other))
    return f" (wanted: {wish:g} or more)" if wish else ""


def ratio(ours: list[float], others: list[float]) -> str:
    """The median over the rounds, with the least and the largest."""
    pairs = [mine / other for mine, other in zip(ours, others, strict=True)]
    return f"{statistics.median(pairs):.2f} ({min(pairs):.2f} – {max(pairs):.2f})"
