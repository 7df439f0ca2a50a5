"""Two processes do the same to the same files at the same moment: nothing is corrupt, and who cannot go on says why."""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import torch

from tests.faults.processes import warm
from tests.faults.runs import differs, every_epoch_saves, experiment, folders_below, last_event, what_is_wrong
from tests.faults.table import Row, counted
from workbench.catalog.datasets import Strokes
from workbench.crash import EDITS, WINDOW, Journal
from workbench.crash_reports import left_behind
from workbench.data.sources import _read_cache, source
from workbench.spec import files
from workbench.spec.problems import ExperimentError
from workbench.training.events import CheckpointSaved, Event, RunFailed, RunFinished
from workbench.training.loop import resume, train
from workbench.training.runs import new_run_dir, read_run, read_weights

SMALL = {"epochs": 2, "every_steps": 2, "train_count": 40, "width": 8}
DIGITS = Strokes(train_count=30, test_count=10)
WAIT_SECONDS = 300


def _outcome(events: Iterator[Event]) -> str:
    """“finished”, or the sentence."""
    last = last_event(events)
    if isinstance(last, RunFailed):
        return " ".join(item.line() for item in last.problems)
    return "finished" if isinstance(last, RunFinished) else repr(last)


def new_folders(folder: Path, _who: int) -> list[str]:
    """Choose folders of new runs."""
    return [str(new_run_dir(folder / "runs", "same name")) for _ in range(5)]


def one_out(folder: Path, _who: int) -> str:
    """Train into one folder."""
    return _outcome(train(experiment(**SMALL), out=folder / "run"))


def one_resumed(folder: Path, _who: int) -> str:
    """Go on with one run."""
    return _outcome(resume(folder / "run"))


def one_file(folder: Path, who: int) -> str:
    """Write one experiment file, and read it."""
    for number in range(10):
        files.write(experiment(epochs=1 + who), folder / "experiment.toml")
        epochs = files.read(folder / "experiment.toml").training.epochs
        if epochs not in (1, 2):
            return f"{epochs} epochs were read in round {number}"
    return ""


def removed_while_read(folder: Path, who: int) -> str:
    """One goes on with a run and reads it, the other removes its folder."""
    run = folder / "run"
    if who:
        time.sleep(random.Random(str(folder)).uniform(0, 0.3))
        shutil.rmtree(run, ignore_errors=True)
        return "removed"
    said = _outcome(resume(run))
    try:
        read_run(run)
        read_weights(run / "last.pth")
    except ExperimentError:
        return said
    return said


def cache(folder: Path, _who: int) -> tuple[int, int]:
    """Read the built-in digits where nobody has drawn them yet."""
    with folders_below(folder):
        loaded = source(DIGITS, folder).load(lambda *_: None)
    return int(loaded.train.images.sum()), int(loaded.test.images.sum())


def recovery(folder: Path, _who: int) -> list[str]:
    """Look for what a killed window left; who finds it has it alone."""
    with folders_below(folder):
        found = left_behind()
    _held.extend(found)
    return [str(item.edits) for item in found]


_held: list[Any] = []


def _left(folder: Path) -> None:
    """What a window that was killed leaves."""
    with folders_below(folder):
        journal = Journal(WINDOW)
        journal.begin()
        (journal.folder / EDITS).write_text('{"file": null, "experiment": "format = 1"}')
    os._exit(0)


def _judge_folders(_folder: Path, _whole: Path, both: list[Any]) -> str:
    chosen = both[0] + both[1]
    return (
        "" if len(set(chosen)) == 10 and all(Path(each).is_dir() for each in chosen) else f"folders are shared: {both}"
    )


def _judge_run(folder: Path, whole: Path, both: list[Any]) -> str:
    refused = [
        said for said in both if said != "finished" and "nother process" not in said and "is finished" not in said
    ]
    if refused or "finished" not in both:
        return f"they said {both}"
    return what_is_wrong(folder / "run")[1] or differs(folder / "run", whole)


def _judge_file(folder: Path, _whole: Path, both: list[Any]) -> str:
    left = [path.name for path in folder.iterdir() if path.name != "experiment.toml"]
    return " ".join(both).strip() or (f"{left} were left over" if left else "")


def _judge_removed(_folder: Path, _whole: Path, both: list[Any]) -> str:
    said = both[0]
    return "" if said == "finished" or (said.endswith(".") and "Training failed" not in said) else f"it said {said}"


def _judge_cache(folder: Path, _whole: Path, both: list[Any]) -> str:
    with folders_below(folder / "alone"):
        loaded = source(DIGITS, folder).load(lambda *_: None)
    right = int(loaded.train.images.sum()), int(loaded.test.images.sum())
    kept = list((folder / "cache").iterdir())
    whole = len(kept) == 2 and all(_read_cache(path, 30) or _read_cache(path, 10) for path in kept)
    return "" if both == [right, right] and whole else f"{both} instead of {right}; in the cache: {kept}"


def _judge_recovery(_folder: Path, _whole: Path, both: list[Any]) -> str:
    return "" if len(both[0] + both[1]) == 1 else f"offered in {both}"


RACES: dict[str, tuple[Callable[[Path, int], Any], Callable[[Path, Path, list[Any]], str]]] = {
    "new folders": (new_folders, _judge_folders),
    "one --out": (one_out, _judge_run),
    "one run resumed": (one_resumed, _judge_run),
    "one experiment file": (one_file, _judge_file),
    "removed while read": (removed_while_read, _judge_removed),
    "the digits' cache": (cache, _judge_cache),
    "recovered edits": (recovery, _judge_recovery),
}


def runs_along(who: int, folders: list[tuple[str, Path]], barrier: Any, pipe: Connection) -> None:
    """What each of the two processes does: all races one after another, each begun together."""
    torch.set_num_threads(1)
    with every_epoch_saves():
        for name, folder in folders:
            barrier.wait(WAIT_SECONDS)
            try:
                pipe.send(RACES[name][0](folder, who))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                pipe.send(f"{error!r} came out")


def _prepared(folder: Path, name: str, half: Path) -> None:
    folder.mkdir(parents=True)
    if name in ("one run resumed", "removed while read"):
        shutil.copytree(half, folder / "run")
    if name == "one experiment file":
        files.write(experiment(epochs=1), folder / "experiment.toml")
    if name == "recovered edits":
        process = warm().Process(target=_left, args=(folder,))
        process.start()
        process.join()


def raced(folder: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    """Each of these races, and what is wrong with what came of it."""
    whole, half = folder / "whole", folder / "half"
    with folders_below(folder), every_epoch_saves():
        last_event(train(experiment(**SMALL), out=whole))
        events = train(experiment(**SMALL), out=half)
        next(event for event in events if isinstance(event, CheckpointSaved))
        events.close()
        folders = [(name, folder / f"race-{number}") for number, name in enumerate(names)]
        for name, each in folders:
            _prepared(each, name, half)
        barrier, ends, racers = warm().Barrier(2), [], []
        for who in range(2):
            mine, theirs = warm().Pipe()
            racers.append(warm().Process(target=runs_along, args=(who, folders, barrier, theirs), daemon=True))
            racers[-1].start()
            theirs.close()
            ends.append(mine)
        try:
            for name, each in folders:
                both = [end.recv() if end.poll(WAIT_SECONDS) else "nothing came" for end in ends]
                odd = [said for said in both if isinstance(said, str) and ("came out" in said or "nothing" in said)]
                yield name, f"{name}: {odd[0]}" if odd else RACES[name][1](each, whole, both)
        finally:
            for racer in racers:
                racer.kill()
                racer.join()


def measure(folder: Path, count: int | None, _seed: int) -> Iterator[Row]:
    """The row of the table: every kind of race equally often."""
    names = [*RACES] * -(-(count or 1) // len(RACES))
    found = list(raced(folder, names))
    wrong = [f"{name}: {what}" for name, what in found if what]
    yield counted(
        "two processes at once: nothing corrupt, own folder or a sentence", len(found), wrong, f"{len(RACES)} kinds"
    )
