"""What was changed in a run, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from workbench.training.events import Steered


def steered_words(event: Steered) -> str:
    """A few words, for a curve, the status bar and the log."""
    translate = QCoreApplication.translate
    match event.what:
        case "lr":
            return translate("steering", "lr {0}").format(f"{event.value:.4g}")
        case "augmentation":
            on = translate("steering", "augmentation on")
            return on if event.value else translate("steering", "augmentation off")
        case "frozen":
            template = translate("steering", "{0} frozen") if event.value else translate("steering", "{0} learns again")
            return template.format(short_address(event.address))
        case "epochs":
            return translate("steering", "{0} epochs").format(event.value)
        case "checkpoint":
            return translate("steering", "checkpoint")
        case "branched":
            return translate("steering", "branched off")
    return event.what


def short_address(address: str) -> str:
    """``layers[2]``: what stands in a model anyway is left out."""
    return address.removeprefix("model.")


def marks(told: Iterable[Steered]) -> Iterator[tuple[int, str]]:
    """For each step at which something was changed, what; of one kind and layer, the last."""
    for step, events in groupby(told, key=lambda event: event.step):
        last = {(event.what, event.address): event for event in events}
        yield step, ", ".join(map(steered_words, last.values()))
