"""The Python packages in `.venv`: room on the disk, pip, and what to say when pip fails.

An interrupted set-up goes on instead of starting over, because pip keeps each finished download in its own cache (where
the index allows that) and takes no package for missing that lies complete in `.venv`.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path
from typing import NoReturn

from .environment import LOCK, STAMP, is_current, make_environment, only_one, read_stamp, site_packages, write_stamp
from .machine import Machine, SetupError, quoted, say

LOG = "workbench-pip.log"
SCRATCH = "tmp"

# GB to download, and GB on disk afterwards, with torch 2.15. For Linux, PyTorch brings its CUDA libraries along.
SIZES = {"linux": (3.0, 6.1), "win32": (0.6, 2.0), "darwin": (0.5, 1.5)}

# Signs in pip's record of why it failed.
DISK_FULL = ("No space left on device", "Errno 28", "WinError 112", "Disk quota exceeded")
NETWORK = (
    *("ConnectionError", "NewConnectionError", "NameResolutionError", "ProxyError", "SSLError", "ProtocolError"),
    *("Connection broken", "Connection reset", "ConnectTimeout", "ReadTimeout", "IncompleteRead"),
    *("incomplete-download", "DO NOT MATCH THE HASHES"),
)
WRONG_PYTHON = ("requires a different Python",)
NO_BUILD = ("No matching distribution found", "ResolutionImpossible")


def set_up(machine: Machine, extras: set[str]) -> None:
    """Brings `.venv` to what `pyproject.toml` asks for; does nothing when it is there; may be interrupted anywhere."""
    if is_current(machine, extras):
        return
    machine.venv.mkdir(exist_ok=True)
    with only_one(machine.venv / LOCK):
        if is_current(machine, extras):  # the one that we waited for has done it
            return
        extras = extras | set(read_stamp(machine).get("extras", []))
        shutil.rmtree(machine.venv / SCRATCH, ignore_errors=True)  # what a killed set-up left
        packages = site_packages(machine, make_environment(machine))
        if any(packages.glob("torch-*.dist-info")):
            say(f"Bringing the packages in {machine.venv} up to date.")
        else:
            announce(machine)
            check_room(machine)
        (machine.venv / STAMP).unlink(missing_ok=True)  # from here on, what is in .venv may be neither old nor new
        pip_install(machine, extras)
        check_torch(machine)
        write_stamp(machine, extras)
        say("The set-up is complete.")


def announce(machine: Machine) -> None:
    download, installed = SIZES.get(machine.system, SIZES["linux"])
    cuda = " with its CUDA libraries" if machine.system == "linux" else ""
    say(
        f"Installing the packages into {machine.venv}, most of it PyTorch{cuda}: about {download} GB to download, "
        f"{installed} GB on disk. This is done once, in some minutes; after an interruption the same command goes on."
    )


def check_room(machine: Machine) -> None:
    """Raises SetupError when the disk is too small for the downloads and the installed files at the same time."""
    download, installed = SIZES.get(machine.system, SIZES["linux"])
    there = sum(path.lstat().st_size for path in machine.venv.rglob("*") if path.is_file()) / 1e9
    needed, free = download + installed - there, shutil.disk_usage(machine.venv).free / 1e9
    if free >= needed:
        return
    raise SetupError(
        f"About {needed:.1f} GB are needed for the set-up, but {free:.1f} GB are free on the disk of {machine.venv}. "
        "Make room, or put the folder on a larger disk. Or use PyTorch's CPU build, which is much smaller: choose CPU "
        f"on PyTorch's page 'Get started', run its line with {quoted([machine.python])} -m pip in place of pip3, then "
        "run this again."
    )


def pip_install(machine: Machine, extras: set[str]) -> None:
    """Installs the project in place, with these extras; a download that breaks off is tried once more."""
    log, scratch = machine.venv / LOG, machine.venv / SCRATCH
    target = f".[{','.join(sorted(extras))}]" if extras else "."
    pip = [machine.python, "-m", "pip", "install", "--disable-pip-version-check", "--log", str(log), "-e", target]
    for attempt in (1, 2):
        with contextlib.suppress(FileNotFoundError):
            log.unlink()
        scratch.mkdir(exist_ok=True)
        try:
            # Not in /tmp, which often lies in memory and is too small for PyTorch.
            status = machine.run(pip, cwd=machine.root, PIP_USER="0", TMPDIR=str(scratch))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        if status == 0:
            log.unlink(missing_ok=True)
            return
        if attempt == 2 or pip_failure(log) != NETWORK:
            raise_pip_failure(machine, pip_failure(log))
        say("The download broke off: trying once more.")


def pip_failure(log: Path) -> tuple[str, ...]:
    """Which of the groups of signs above pip's record shows; () for none of them."""
    text = log.read_text("utf-8", errors="replace") if log.exists() else ""
    groups = (DISK_FULL, NETWORK, WRONG_PYTHON, NO_BUILD)
    return next((signs for signs in groups if any(sign in text for sign in signs)), ())


def raise_pip_failure(machine: Machine, signs: tuple[str, ...]) -> NoReturn:
    again = "then run the same command again; it goes on from here."
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sentences = {
        DISK_FULL: f"The disk is full. Make room, {again}",
        NETWORK: "The download broke off twice. Look at the network (a proxy is named by HTTPS_PROXY, a mirror by "
        f"PIP_INDEX_URL), {again}",
        WRONG_PYTHON: f"{machine.venv} belongs to a Python that is too old. Delete that folder and run this again.",
        NO_BUILD: "pip found no fitting package; its own words are above. PyTorch is made for 64-bit systems, and for "
        f"a new Python only some months after its release: if {python} is very new, use an older one from 3.11 on.",
    }
    unknown = f"pip could not install the packages; its own words are above. If all else fails, delete {machine.venv}."
    raise SetupError(f"{sentences.get(signs, unknown)} The whole record is in {machine.venv / LOG}.")


def check_torch(machine: Machine) -> None:
    """Raises SetupError when torch and torchvision do not load together."""
    say("Checking that PyTorch loads.")
    probe = "try:\n import torchvision\n print('loads')\nexcept Exception as error:\n print(error)"
    answer = machine.ask([machine.python, "-I", "-c", probe]).strip()
    if answer.endswith("loads"):
        return
    renew = quoted([machine.python, "-m", "pip", "install", "--force-reinstall", "torch", "torchvision"])
    raise SetupError(
        f"PyTorch is installed but does not load ({answer or 'the process died'}). Mostly torch and torchvision are "
        f"then builds that do not belong together. Install both anew, in one go, and run this again:\n    {renew}"
    )
