"""Processes that have PyTorch from the start: forked from one that has loaded it and never trained."""

import contextlib
import multiprocessing
import os
import runpy
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path

WAIT_SECONDS = 120  # of a machine that hangs; nothing is measured


@cache
def warm() -> BaseContext:
    """Where processes come from; the first takes as long as the import of PyTorch, each later one a moment.

    Without fork (Windows) each takes that long.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.preloaded"])
    return context


def at_once(
    work: Callable[..., None], every: list[tuple[object, ...]], folder: Path, place: Mapping[str, str]
) -> list[str]:
    """Do the work in a process for each of these arguments, all at the same time, with these variables and a working folder.

    What each has printed. Raises ``AssertionError`` where one has failed.
    """
    said = [folder / f"said-{number}.txt" for number in range(len(every))]
    started = [
        warm().Process(target=_told, args=(work, arguments, folder, dict(place), path))
        for arguments, path in zip(every, said, strict=True)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join(WAIT_SECONDS)
        process.kill()
    texts = [path.read_text("utf-8") for path in said]
    assert [process.exitcode for process in started] == [0] * len(every), "\n".join(texts)
    return texts


def run_script(path: Path, *words: str) -> None:
    """What ``python path words`` does, in this process."""
    sys.argv = [str(path), *words]
    runpy.run_path(str(path), run_name="__main__")


def run_module(name: str, *words: str) -> None:
    """What ``python -m name words`` does, in this process."""
    sys.argv = [name, *words]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _told(
    work: Callable[..., None], arguments: tuple[object, ...], folder: Path, place: dict[str, str], said: Path
) -> None:
    os.environ.update(place)
    os.chdir(folder)
    with said.open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        os.dup2(file.fileno(), 1)  # what it starts prints there, too
        try:
            work(*arguments)
        except BaseException:
            traceback.print_exc()
            raise
