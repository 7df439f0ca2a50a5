"""The environment `.venv`: is it sound, is it up to date, who may change it.

The stamp is written last, so that a set-up which was interrupted anywhere has none and is taken up again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .machine import Machine, SetupError, say

STAMP = ".workbench-stamp.json"
LOCK = ".workbench-lock"

# Runs a module as `python -m` does, but at Ctrl+C it ends without a traceback.
AS_MODULE = """
try:
    import runpy, sys
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except KeyboardInterrupt:
    raise SystemExit(130) from None
"""


def has_ensurepip() -> bool:
    """Debian and Ubuntu keep `ensurepip` in a package of its own; without it no environment can be made."""
    return importlib.util.find_spec("ensurepip") is not None


def python_version(machine: Machine) -> str:
    """The version, such as "3.11", of `.venv`'s Python; "" when there is none, it does not start, or is not its own."""
    question = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.prefix)"
    version, _, prefix = machine.ask([machine.python, "-I", "-c", question]).strip().partition("\n")
    # Half an environment (no pyvenv.cfg) passes for the system's Python: pip would install into the system.
    return version.strip() if prefix and Path(prefix.strip()).samefile(machine.venv) else ""


def site_packages(machine: Machine, version: str) -> Path:
    return machine.venv / ("Lib" if machine.system == "win32" else f"lib/python{version}") / "site-packages"


def make_environment(machine: Machine) -> str:
    """Makes or mends `.venv` and returns its Python's version; what is sound in it is kept."""
    version = python_version(machine)
    packages = site_packages(machine, version)
    if version and packages.is_dir():
        torn = drop_half_installed(packages)
        if torn:
            say(f"The last set-up was cut off while it installed {', '.join(torn)}; installing that again.")
        has_pip = any(packages.glob("pip-*.dist-info"))
        if has_pip or machine.run([machine.python, "-I", "-c", AS_MODULE, "ensurepip"]) == 0:
            return version
    rebuild_environment(machine)
    version = python_version(machine)
    if not version:
        raise SetupError(f"The new environment in {machine.venv} does not start. Delete that folder and try again.")
    return version


def drop_half_installed(packages: Path) -> list[str]:
    """Forgets packages whose installation was cut off, so that pip installs them again; returns their names.

    pip writes `INSTALLER` after all files of a package; it takes a package without it for installed all the same.
    """
    torn = [info for info in packages.glob("*.dist-info") if not (info / "INSTALLER").exists()]
    for leftover in [*torn, *packages.glob("~*")]:
        shutil.rmtree(leftover, ignore_errors=True)
    return sorted(info.name.partition("-")[0] for info in torn)


def base_python(machine: Machine) -> str:
    """The Python that this runs on, outside of any environment."""
    base = getattr(sys, "_base_executable", sys.executable)
    return str(Path(base).resolve()) if machine.venv in Path(base).parents else base


def rebuild_environment(machine: Machine) -> None:
    base = base_python(machine)  # asked first, because it may be found through a link that is deleted now
    remains = [path for path in machine.venv.iterdir() if path.name != LOCK]
    say(f"{'Making the incomplete environment anew' if remains else 'Making an environment'} in {machine.venv}.")
    for path in remains:  # one by one, because .venv may be a link to a larger disk
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if machine.run([base, "-I", "-c", AS_MODULE, "venv", str(machine.venv)]) != 0:
        raise SetupError(f"`{base} -m venv` failed; its own words are above. Is {machine.root} writable?")


def project_digest(pyproject: Path) -> str:
    """A digest of what an installation depends on; the settings of linters and tests do not count."""
    try:
        table = tomllib.loads(pyproject.read_text("utf-8"))
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise SetupError(f"{pyproject} cannot be read: {error}.") from None
    relevant = [table.get("build-system"), table.get("project"), table.get("tool", {}).get("hatch")]
    return hashlib.sha256(json.dumps(relevant, sort_keys=True, default=str).encode()).hexdigest()


def expected_stamp(machine: Machine) -> dict[str, Any]:
    # The place belongs to it, because an installation in place holds its path.
    return {"project": project_digest(machine.root / "pyproject.toml"), "root": str(machine.root)}


def read_stamp(machine: Machine) -> dict[str, Any]:
    """What the last complete set-up left; {} when there was none."""
    try:
        stamp = json.loads((machine.venv / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and isinstance(stamp.get("extras"), list) else {}


def write_stamp(machine: Machine, extras: set[str]) -> None:
    stamp = {**expected_stamp(machine), "extras": sorted(extras), "python": python_version(machine)}
    new = machine.venv / (STAMP + ".new")
    new.write_text(json.dumps(stamp), "utf-8")
    new.replace(machine.venv / STAMP)


def is_current(machine: Machine, extras: set[str]) -> bool:
    """Whether `.venv` holds what `pyproject.toml` asks for, with at least these extras."""
    stamp = read_stamp(machine)
    return (
        expected_stamp(machine).items() <= stamp.items()
        and extras <= set(stamp["extras"])
        and stamp.get("python") == python_version(machine)
    )


def try_lock(descriptor: int) -> bool:
    """Takes the lock of an open file, unless another process has it.

    The system frees it when its owner ends, however that ends: a file that a killed set-up left behind locks nothing.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the text: Windows forbids reading what is locked
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system that has no locks
    return True


@contextlib.contextmanager
def only_one(path: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Holds the lock file at `path`, whose text is its owner's process number; waits while another process holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not try_lock(descriptor):
            owner = path.read_text("ascii") or "unknown"
            say(f"Another set-up of this folder is running (process {owner}): waiting for it.")
            while not try_lock(descriptor):
                wait(0.5)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(descriptor)
