"""The computer as the set-up sees it: a folder, a few variables, and six functions.

The functions are fields of `Machine`, so that the tests can pretend to be a bare Debian, a Mac, or a machine without a
network.
"""

from __future__ import annotations

import ctypes
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do."""


@dataclass(frozen=True)
class Machine:
    """What the set-up touches of the computer."""

    root: Path  # the repository
    system: str  # as sys.platform: linux, darwin, win32
    environ: Mapping[str, str]
    run: Callable[..., int]  # run(command, cwd=..., VARIABLE=...): its exit status; it writes to this terminal
    ask: Callable[[Sequence[str]], str]  # ask(command): what it writes; "" when it fails or does not exist
    loads: Callable[[str], bool]  # loads(soname): whether that shared library can be loaded
    x_answers: Callable[[], bool]  # whether the X server that DISPLAY names lets us in
    launch: Callable[..., int]  # launch(command, cwd=..., VARIABLE=...): as run, and the last thing that is done

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> str:
        return str(self.venv / ("Scripts/python.exe" if self.system == "win32" else "bin/python"))


def this_machine() -> Machine:
    root = Path(__file__).resolve().parents[2]
    return Machine(root, sys.platform, os.environ, run, ask, loads, x_answers, launch)


def say(text: str) -> None:
    """One sentence of ours, marked, because pip and apt write to the same terminal."""
    print(f"==> {text}", flush=True)


def quoted(command: Iterable[str]) -> str:
    """`command` as one would type it."""
    return subprocess.list2cmdline(list(command)) if os.name == "nt" else shlex.join(command)


def run(command: Sequence[str], cwd: Path | None = None, **variables: str) -> int:
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **variables})
    try:
        return process.wait()
    except KeyboardInterrupt:  # Ctrl+C reaches the child too: let it put its things away
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
        raise


def ask(command: Sequence[str]) -> str:
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}  # answers are read by program
    try:
        answer = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, env=environ)
    except OSError:
        return ""
    return answer.stdout.decode("utf-8", errors="surrogateescape") if answer.returncode == 0 else ""


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def x_answers() -> bool:
    """Asks the X server itself: a DISPLAY left over in an old terminal, or without permission, is no display."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # that library will be named as missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def launch(command: Sequence[str], cwd: Path | None = None, **variables: str) -> int:
    """Becomes that program, so that Ctrl+C and the exit status are its own. Windows cannot: there it is waited for."""
    if os.name != "nt":
        os.chdir(cwd or Path.cwd())
        os.execve(command[0], list(command), {**os.environ, **variables})
    return run(command, cwd, **variables)
