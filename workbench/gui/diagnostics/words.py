"""What the Diagnostics panel calls things."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from workbench.spec.address import get
from workbench.spec.containers import path_of
from workbench.spec.experiment import Experiment


def layer_words(experiment: Experiment, address: str) -> str:
    """The place of a layer in the list, counted from 0 as in its address, and what it is: ``2 Linear 128``."""
    try:
        layer = get(experiment, address)
        words = f"{layer.type} {layer.summary().partition(',')[0]}".strip()
    except (LookupError, AttributeError, ValueError, TypeError):
        return address
    return f"{'.'.join(map(str, path_of(address)))} {words}"


def shared(value: float) -> str:
    """A share in percent."""
    return f"{QLocale().toString(100 * value, 'f', 1)} %"
