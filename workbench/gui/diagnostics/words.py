"""What the Diagnostics panel calls things."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from workbench.gui.widgets.plot_number import number
from workbench.spec.address import get
from workbench.spec.containers import path_of
from workbench.spec.experiment import Experiment
from workbench.training.events import Steered


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


def steered_words(experiment: Experiment, event: Steered) -> str:
    """What somebody changed, in a few words."""
    translate = QCoreApplication.translate
    layer = layer_words(experiment, event.address) if event.address else ""
    value = number(event.value) if isinstance(event.value, int | float) and not isinstance(event.value, bool) else ""
    if event.what == "lr":
        return translate("diagnostics", "learning rate {value}").format(value=value)
    if event.what == "epochs":
        return translate("diagnostics", "{value} epochs").format(value=value)
    if event.what == "augmentation":
        return (
            translate("diagnostics", "augmentation on") if event.value else translate("diagnostics", "augmentation off")
        )
    if event.what == "frozen":
        text = (
            translate("diagnostics", "{layer} frozen")
            if event.value
            else translate("diagnostics", "{layer} learns again")
        )
        return text.format(layer=layer)
    return translate("diagnostics", "checkpoint") if event.what == "checkpoint" else event.what
