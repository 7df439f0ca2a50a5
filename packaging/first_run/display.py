"""Whether a window can be opened here."""

from __future__ import annotations

from pathlib import Path

from .machine import Machine


def display_problem(machine: Machine) -> str:
    """Why no window can be opened here; "" when one can."""
    platform = machine.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal"):
        return f"QT_QPA_PLATFORM is {platform}"
    if machine.system != "linux":
        return "this is a remote session" if machine.environ.get("SSH_CONNECTION") else ""
    if platform and not platform.startswith(("xcb", "wayland")):
        return ""  # asked for by name, as on a screen without a desktop: Qt will know
    return desktop_problem(machine)


def desktop_problem(machine: Machine) -> str:
    wayland, x11 = machine.environ.get("WAYLAND_DISPLAY"), machine.environ.get("DISPLAY")
    if wayland and Path(machine.environ.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return ""
    if x11:
        return "" if machine.x_answers() else f"nothing answers at DISPLAY {x11}"
    return f"nothing answers at WAYLAND_DISPLAY {wayland}" if wayland else "neither DISPLAY nor WAYLAND_DISPLAY is set"
