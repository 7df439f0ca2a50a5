"""What a process writes down of itself while it runs, so that a crash says what happened and loses nothing.

Each window, and each training in the terminal, has a folder of its own in ``open`` of the state folder, and holds a lock
in it. A clean end removes the folder. One whose lock nobody holds was left behind (:mod:`workbench.crash_reports`).
"""

from __future__ import annotations

import faulthandler
import importlib.metadata
import json
import logging
import os
import platform
import secrets
import shutil
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workbench import __version__
from workbench.data.exclusive import lock
from workbench.data.locations import state_dir

ABOUT, LOG, FAULT, EDITS, LOCK = "about.json", "log.txt", "fault.txt", "edits.json", ".lock"
LARGEST_LOG = 250_000  # bytes; of two such files the older one goes
WINDOW, TERMINAL = "window", "terminal"

log = logging.getLogger(__name__)


def open_folder() -> Path:
    """Where the folders of the processes are."""
    return state_dir() / "open"


class Journal:
    """The folder of this process. Nothing is written before :meth:`begin`; a disk that refuses stops nobody."""

    def __init__(self, kind: str) -> None:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        self.folder = open_folder() / f"{stamp}-{os.getpid()}-{secrets.token_hex(2)}"
        self._about: dict[str, Any] = {
            "kind": kind,
            "started": time.time(),
            "workbench": __version__,
            "pid": os.getpid(),
        }
        self._held = ExitStack()
        self._watching = ExitStack()
        self.begun = False

    def __enter__(self) -> Self:
        self.begin()
        self.watch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def begin(self) -> bool:
        """Make the folder and take its lock; False where that cannot be. Once is enough, more do no harm."""
        if self.begun:
            return True
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._held.enter_context(lock(self.folder / LOCK)):
                return False
        except OSError as error:
            log.warning("Nothing of this session can be written down in %s: %s", self.folder, error)
            return False
        self.begun = True
        self._write()
        return True

    def note(self, **facts: Any) -> None:
        """What is open (``name``, ``document``), which run goes on (``run``); None takes a fact back."""
        changed = {name: str(value) if isinstance(value, Path) else value for name, value in facts.items()}
        if any(self._about.get(name) != value for name, value in changed.items()):
            self._about.update(changed)
            self._write()

    def describe(self) -> None:
        """What takes a few milliseconds to find out: the versions and the system."""
        if self.begun:
            self.note(
                python=platform.python_version(),
                platform=platform.platform(),
                **_versions("torch", "PySide6-Essentials"),
            )

    def watch(self) -> None:
        """From here on the log, Python's warnings and the stacks of a crash are written down, until :meth:`end`."""
        if not self.begun:
            return
        with suppress(OSError):
            self._watch_faults()
            self._watch_log()

    def end(self) -> None:
        """The process ends as it should, and nothing unsaved is left: take the folder away."""
        self._watching.close()
        if not self.begun:
            return
        self.begun = False
        take_away(self.folder, self._held)

    def _write(self) -> None:
        if not self.begun:
            return
        temporary = self.folder / f".{ABOUT}.tmp"
        try:  # not flushed to the disk: it has to outlive the process, not the machine
            temporary.write_text(json.dumps(self._about, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self.folder / ABOUT)
        except OSError as error:
            log.warning("%s cannot be written: %s", self.folder / ABOUT, error)

    def _watch_faults(self) -> None:
        if faulthandler.is_enabled():  # somebody wants the stacks elsewhere
            return
        file = self._watching.enter_context((self.folder / FAULT).open("w", encoding="utf-8"))
        faulthandler.enable(file, all_threads=True)
        self._watching.callback(faulthandler.disable)

    def _watch_log(self) -> None:
        handler = RotatingFileHandler(
            self.folder / LOG, maxBytes=LARGEST_LOG, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
        handler.handleError = lambda record: None  # type: ignore[method-assign]  # noqa: ARG005 - a full disk
        root, own = logging.getLogger(), logging.getLogger("workbench")
        handlers: list[logging.Handler] = [handler]
        if self._about["kind"] == TERMINAL and not root.handlers and logging.lastResort:
            handlers.append(logging.lastResort)  # without handlers warnings go to the terminal: they still do
        before = own.level
        own.setLevel(logging.DEBUG)
        for each in handlers:
            root.addHandler(each)
            self._watching.callback(root.removeHandler, each)
        self._watching.callback(handler.close)
        self._watching.callback(own.setLevel, before)
        self._watch_warnings()

    def _watch_warnings(self) -> None:
        shown: Callable[..., None] = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], filename: str, lineno: int, *rest: Any) -> None:
            logging.getLogger("workbench.warnings").debug("%s:%s: %s: %s", filename, lineno, category.__name__, message)
            shown(message, category, filename, lineno, *rest)

        warnings.showwarning = show  # type: ignore[assignment]

        def restore() -> None:
            if warnings.showwarning is show:
                warnings.showwarning = shown

        self._watching.callback(restore)


def take_away(folder: Path, held: ExitStack) -> None:
    """Remove the folder of a process while its lock is held, which is given up."""
    with suppress(OSError):
        (folder / ABOUT).unlink(missing_ok=True)  # first: what lacks it belongs to nobody
    for path in _inside(folder):
        if path.name != LOCK:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    with suppress(OSError):
        held.close()
    with suppress(OSError):
        (folder / LOCK).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _versions(*names: str) -> dict[str, str]:
    found = {}
    for name in names:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[name.removesuffix("-Essentials")] = importlib.metadata.version(name)
    return found
