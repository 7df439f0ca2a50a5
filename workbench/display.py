"""Whether a window can open here. Asked before Qt, which would end the whole process where nothing answers."""

from __future__ import annotations

import ctypes
import os
import sys


def display_problem() -> str:
    """Why no window can open, as half a sentence; empty where one can, or where only Qt can tell."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    name = os.environ.get("DISPLAY")
    if not name:
        return "There is no display here"
    return "" if _x_answers() else f"Nothing answers at the display {name}"


def _x_answers() -> bool:
    """Asks the X server itself: a DISPLAY left over in an old terminal, or without permission, is no display."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will name the library that is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
