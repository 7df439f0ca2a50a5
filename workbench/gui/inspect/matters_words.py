"""What matters, in words: how each method is to be read, and what covering would change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.gui.inspect.painting import number

if TYPE_CHECKING:
    from workbench.evaluation.inspect.occlusion import Flip
    from workbench.evaluation.inspect.saliency import Attribution

CLASSES_SAID = 4


def how_to_read(method: str, found: Attribution | None) -> str:
    """What the colours mean; ``found`` is None as long as it is being worked out."""
    if found is not None and not found.places.any():
        return _tr("Nothing: every place has a zero here. Take another layer or another method.")
    words = _readings()[method]
    if method == "grad_cam":
        words = words.format(short(found.layer) if found is not None and found.layer else "…")
    if found is not None and found.rest is not None:
        words += " " + _tr("Unexplained rest: {0}.").format(number(found.rest))
    if found is not None and found.flips:
        surest = found.flips[0]
        marked = _tr("Marked: covering it changes the answer to {0}; the surest is {1} with {2}.")
        words += " " + marked.format(flips_said(found.flips), surest.name, f"{surest.share:.0%}")
    return words


def legend(found: Attribution, dots: bool) -> str:
    """What the marks mean, in a few words; empty where there are none."""
    if not found.flips:
        return ""
    words = _tr("covered, it says {0}").format(flips_said(found.flips))
    return f"● {words}" if dots else words


def flips_said(flips: tuple[Flip, ...]) -> str:
    """To which answers it changes, and by how many windows."""
    counted = Counter(flip.name for flip in flips).most_common()
    said = ", ".join(f"{name} ({count}×)" for name, count in counted[:CLASSES_SAID])
    return said + (" …" if len(counted) > CLASSES_SAID else "")


def flip_words(flip: Flip) -> str:
    """What is said of one of them, under the mouse."""
    return _tr("covered, it says {0} ({1})").format(flip.name, f"{flip.share:.0%}")


def short(address: str) -> str:
    """Its place, as the list of layers has it: "2.0", "layer1.0.conv1"."""
    from workbench.spec.containers import path_of

    whole, _, part = address.partition(":")
    return part or ".".join(map(str, path_of(whole)))


def _readings() -> dict[str, str]:
    return {
        "saliency": _tr(
            "Bright where a tiny change of the input would change the score most. It shows what the model is sensitive to, "
            "not whether it speaks for or against; expect noise."
        ),
        "input_x_gradient": _tr(
            "Orange: this input, as strong as it is, pushes the score up; blue: down. An input of zero never counts."
        ),
        "smoothgrad": _tr(
            "The input gradient, averaged over noisy copies of the sample: read it like the gradient, with less noise."
        ),
        "integrated_gradients": _tr(
            "How the score grows on the way from an empty input to this one, shared out among the inputs: orange adds to it, "
            "blue takes away. Together they are the difference of the two scores."
        ),
        "grad_cam": _tr(
            "Bright where the maps of layer {0} speak for the answer. Coarse: one patch for each number of a map."
        ),
        "occlusion": _tr(
            "Orange: covering this place lowers the score, so it speaks for the answer; blue: covering it raises the score."
        ),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("matters", text)
