"""The system's libraries that Qt needs on Linux: which are missing, and how they get here.

They are looked for by loading them, which is quick and right on every distribution; only installing them is apt's.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

from .environment import has_ensurepip, python_version
from .machine import Machine, SetupError, say

Packages = tuple[str, ...]  # the names that one package has had in Debian and Ubuntu, the newest first

GLIB: Packages = ("libglib2.0-0t64", "libglib2.0-0")
# What Qt loads with or without a window.
QT_LIBRARIES: dict[str, Packages] = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11.so.6": ("libx11-6",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libglib-2.0.so.0": GLIB,
    "libgthread-2.0.so.0": GLIB,
}
# What it loads besides to show a window through X11.
WINDOW_LIBRARIES: dict[str, Packages] = {
    **QT_LIBRARIES,
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
}


def missing_libraries(machine: Machine, libraries: Iterable[str]) -> list[str]:
    """Those of the libraries that Linux cannot load; elsewhere Qt brings all of its own."""
    return [soname for soname in libraries if not machine.loads(soname)] if machine.system == "linux" else []


def shortened(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")


def prepare_system(machine: Machine, libraries: Mapping[str, Packages]) -> None:
    """Installs what is missing of these libraries, and what Python lacks to make `.venv`, as far as it is allowed to.

    Raises SetupError when `.venv` cannot be made afterwards. Libraries still missing then are the caller's to judge.
    """
    missing = missing_libraries(machine, libraries)
    packages = [libraries[soname] for soname in missing]
    reasons = [f"Qt's system libraries are missing ({shortened(missing)})."] if missing else []
    lacks_venv = not has_ensurepip() and not python_version(machine)
    if lacks_venv:
        packages.append((f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",))
        reasons.append("Python's part that makes environments (ensurepip) is missing.")
    if packages and may_install(machine):
        apt_install(machine, packages, " ".join(reasons))
        importlib.invalidate_caches()
    elif packages and not lacks_venv:
        say(f"{reasons[0]} {library_advice(machine, packages)}")
    if lacks_venv and not has_ensurepip():
        raise SetupError(f"{' '.join(reasons)} {library_advice(machine, packages)}\nThen run this again.")


def library_advice(machine: Machine, packages: Sequence[Packages]) -> str:
    """What a person can do about missing packages: the one line, or their names where there is no apt."""
    if has_apt(machine):
        return f"This line installs what is missing:\n    {apt_line(machine, packages)}"
    names = ", ".join(dict.fromkeys(names[-1] for names in packages))
    return f"Install them with this system's package manager; Debian calls the packages {names}."


def has_apt(machine: Machine) -> bool:
    return machine.system == "linux" and bool(machine.ask(["apt-get", "--version"]))


def apt_known(machine: Machine, packages: Iterable[Packages]) -> set[str]:
    """Those of the names under which apt could install something; on a fresh machine it has yet to read its list."""
    policy = machine.ask(["apt-cache", "policy", *dict.fromkeys(name for names in packages for name in names)])
    return set(re.findall(r"^(\S+):\n +Installed: .*\n +Candidate: (?!\(none\))", policy, re.MULTILINE))


def apt_names(known: set[str], packages: Iterable[Packages]) -> list[str]:
    """One name for each package: the first that apt knows, else the oldest."""
    return [next((name for name in names if name in known), names[-1]) for names in dict.fromkeys(packages)]


def apt_permission(machine: Machine) -> list[str] | None:
    """What to write before a command to run it as the administrator; None when nobody lets us without a password."""
    if machine.ask(["id", "-u"]).strip() == "0":
        return []
    return ["sudo", "-n"] if machine.ask(["sudo", "-n", "id", "-u"]).strip() == "0" else None


def may_install(machine: Machine) -> bool:
    return has_apt(machine) and apt_permission(machine) is not None


def apt_line(machine: Machine, packages: Sequence[Packages]) -> str:
    known = apt_known(machine, packages)
    apt = "apt-get" if apt_permission(machine) == [] else "sudo apt-get"
    update = "" if known_all(known, packages) else f"{apt} update && "
    return f"{update}{apt} install -y --no-install-recommends {' '.join(apt_names(known, packages))}"


def known_all(known: set[str], packages: Iterable[Packages]) -> bool:
    return all(known.intersection(names) for names in packages)


def apt_command(machine: Machine) -> list[str]:
    # A fresh machine is often busy with its own updates: wait for apt's lock.
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    return [*(apt_permission(machine) or []), *apt]


def apt_install(machine: Machine, packages: Sequence[Packages], reason: str) -> None:
    """Installs these packages; when that fails, prints the one line that does it by hand."""
    apt = apt_command(machine)
    if not known_all(apt_known(machine, packages), packages):
        say("Reading apt's list of packages.")
        machine.run([*apt, "update"])
    names = apt_names(apt_known(machine, packages), packages)
    say(f"{reason} Installing through apt, at most 80 MB to download and 300 MB on disk: {' '.join(names)}")
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    # The list may be older than what the mirrors still hold.
    if machine.run(install) != 0 and (machine.run([*apt, "update"]) != 0 or machine.run(install) != 0):
        say(f"apt could not install them; its own words are above. {library_advice(machine, packages)}")
