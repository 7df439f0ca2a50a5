"""What processes left behind that did not come to a clean end, and the reports on them and on unforeseen errors.

A report is a text in ``reports`` of the state folder. The newest few are kept.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.crash import ABOUT, EDITS, FAULT, LOCK, LOG, TERMINAL, open_folder, take_away
from workbench.data.exclusive import lock
from workbench.data.locations import state_dir

MOST = 20
"""Reports, and folders without unsaved edits, that are kept."""
LARGEST_PART = 100_000
"""Bytes of the stacks, and of the log, in a report."""
LARGEST_REPORT = 4 * LARGEST_PART
CRASH, ERROR = "crash", "error"

log = logging.getLogger(__name__)

_REASON = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.+)", re.MULTILINE)


def reports_folder() -> Path:
    """Where the reports are."""
    return state_dir() / "reports"


def reports() -> list[Path]:
    """The reports, the newest first."""
    with suppress(OSError):
        return sorted(reports_folder().glob("*.txt"), key=_written_at, reverse=True)
    return []


def anything_left() -> bool:
    """Whether :func:`left_behind` would find something."""
    found = left_behind()
    for item in found:
        item.keep()
    return bool(found)


def newest_text() -> str:
    """What the newest report says; empty where there is none."""
    return next((_tail(path, LARGEST_REPORT) for path in reports()), "")


@dataclass(frozen=True)
class LeftBehind:
    """The folder of a process that has crashed, or was killed. Its lock is held until :meth:`keep` or :meth:`forget`."""

    folder: Path
    about: dict[str, Any]
    held: ExitStack

    @property
    def terminal(self) -> bool:
        """Whether it was a training in the terminal, not a window."""
        return self.about.get("kind") == TERMINAL

    @property
    def run(self) -> Path | None:
        """The folder of the run that was going on."""
        return Path(run) if (run := self._text("run")) else None

    @property
    def name(self) -> str:
        """Of the experiment that was open."""
        return self._text("name")

    @property
    def edits(self) -> Path | None:
        """The file with the unsaved edits."""
        path = self.folder / EDITS
        return path if path.is_file() else None

    @cached_property
    def stacks(self) -> str:
        """What the threads were doing; empty where the process had no time to say so."""
        return _tail(self.folder / FAULT)

    @property
    def reason(self) -> str:
        """Like "Segmentation fault"; empty where it is unknown."""
        found = _REASON.search(self.stacks)
        return found[1].strip() if found else ""

    @cached_property
    def ended(self) -> float:
        """Seconds since the epoch: when it crashed, or when it was last heard of."""
        if self.stacks:
            return _written_at(self.folder / FAULT)
        names = [self.folder / name for name in (ABOUT, LOG, EDITS)]
        names += [self.run / "metrics.csv", self.run / "checkpoints"] if self.run else []
        return max(map(_written_at, names))

    @property
    def power_cut(self) -> bool:
        """Whether the computer has been started anew since then."""
        import psutil  # late: asked of what a crash left

        return not self.stacks and psutil.boot_time() > self.ended

    @property
    def report(self) -> Path:
        """The path of its report."""
        return reports_folder() / f"{self.folder.name}-{CRASH}.txt"

    def write_report(self) -> None:
        """Put together what is known, once."""
        if not self.report.exists():
            keep_report(self.report, self._report(), self.ended)

    def keep(self) -> None:
        """Leave it for the next start."""
        with suppress(OSError):
            self.held.close()

    def forget(self) -> None:
        """It is dealt with."""
        take_away(self.folder, self.held)

    def put_edits_aside(self) -> None:
        """They cannot be read, by this version at least: they stay beside the report."""
        with suppress(OSError):
            (self.folder / EDITS).replace(self.report.with_suffix(".json"))

    def forget_run(self) -> None:
        """The run goes on, or shall not: only the edits are still to be offered."""
        self.about["run"] = None
        with suppress(OSError):
            (self.folder / ABOUT).write_text(json.dumps(self.about, ensure_ascii=False), encoding="utf-8")

    def _text(self, name: str) -> str:
        value = self.about.get(name)
        return value if isinstance(value, str) else ""

    def _report(self) -> str:
        what = "A training in the terminal" if self.terminal else "The window"
        facts = {"ended": _clock(self.ended), "reason": self.reason or "unknown: killed, out of memory, or a power cut"}
        facts |= {name: _clock(value) if name == "started" else value for name, value in self.about.items()}
        lines = [f"{what} of the workbench ended unexpectedly.", "", *_table(facts)]
        lines += [
            "",
            "What its threads were doing:",
            "",
            self.stacks or "(not known)",
            "",
            "Its log, the newest last:",
            "",
        ]
        return "\n".join([*lines, _tail(self.folder / f"{LOG}.1") + _tail(self.folder / LOG)])


def left_behind() -> list[LeftBehind]:
    """All that is left, the newest first, each with its lock held."""
    found = []
    for folder in _folders():
        held = ExitStack()
        with suppress(OSError):
            if held.enter_context(lock(folder / LOCK)):
                if (folder / ABOUT).exists():
                    found.append(LeftBehind(folder, _about(folder / ABOUT), held))
                    continue
                _sweep(folder, held)
        with suppress(OSError):
            held.close()
    found.sort(key=lambda item: item.ended, reverse=True)
    idle = [item for item in found if item.edits is None]
    for item in idle[MOST:]:
        item.write_report()
        item.forget()
    return [item for item in found if item not in idle[MOST:]]


def keep_report(path: Path, text: str, at: float) -> Path | None:
    """Write a report on what was at that time, and let the oldest go; None where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        os.utime(path, (at, at))
    except OSError as error:
        log.warning("%s cannot be written: %s", path, error)
        return None
    for outdated in reports()[MOST:]:
        for each in (outdated, outdated.with_suffix(".json")):
            with suppress(OSError):
                each.unlink(missing_ok=True)
    return path


def error_report(details: str) -> Path | None:
    """A report on an error that did not end the program; None where it cannot be written."""
    now = time.time()
    facts = {"when": _clock(now), "workbench": __version__}
    path = reports_folder() / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{ERROR}.txt"
    text = "\n".join(["An error that nobody foresaw.", "", *_table(facts), "", details[-LARGEST_PART:]])
    return keep_report(path, text, now)


def _folders() -> list[Path]:
    """Those that look like the folder of a process."""
    with suppress(OSError):
        return [path for path in open_folder().iterdir() if path.is_dir()]
    return []


def _sweep(folder: Path, held: ExitStack) -> None:
    """A folder that lacks its first file is just being made, or was half taken away: the latter goes after an hour."""
    if _written_at(folder) < time.time() - 3_600:
        take_away(folder, held)


def _about(path: Path) -> dict[str, Any]:
    """Nothing where a power cut has left the file empty, or somebody has put another in its place."""
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(path.read_bytes()[:LARGEST_PART])
        return found if isinstance(found, dict) else {}
    return {}


def _tail(path: Path, largest: int = LARGEST_PART) -> str:
    """The end of a text file."""
    with suppress(OSError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - largest))
        return file.read().decode("utf-8", errors="replace").strip("\0")
    return ""


def _written_at(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _clock(seconds: Any) -> str:
    with suppress(TypeError, ValueError, OverflowError, OSError):
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
    return "?"


def _table(facts: dict[str, Any]) -> list[str]:
    return [f"{name:<12}{value}" for name, value in facts.items() if value is not None]
