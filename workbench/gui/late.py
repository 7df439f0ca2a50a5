"""NumPy, imported when something first asks for it: the window is on the screen before.

A module takes ``np`` from here, and from NumPy itself for the checker of types.
"""

from __future__ import annotations

import importlib
from typing import Any


class Late:
    """Stands for a module; the first name that is asked for imports it, and each is looked up once."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self._name), name)
        setattr(self, name, value)
        return value


np = Late("numpy")
