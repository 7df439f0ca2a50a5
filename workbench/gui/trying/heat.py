"""What counts in a picture, as a layer of colour that lies over it, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from workbench.gui.theme import DARK
from workbench.gui.widgets.colour_maps import diverging

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.covering import Occlusion
else:
    from workbench.gui.late import np

STRONGEST = 190  # of 255: what lies below stays to be seen
LEAST = 0.02  # a share that is less changed than this has no colour
FLIPS_SAID = 2


def heat_image(occlusion: Occlusion) -> QImage:
    """(H, W) with transparency: orange where a cover lowers the answer's share, blue where it raises it."""
    heat = occlusion.heat
    strength = np.abs(heat) / max(float(np.abs(heat).max(initial=0)), LEAST)
    colours = diverging(np.sign(heat), DARK)  # the pictures are dark in either theme
    pixels = np.concatenate([colours, (strength * STRONGEST).astype(np.uint8)[..., np.newaxis]], axis=-1)
    pixels = np.ascontiguousarray(pixels)
    height, width = heat.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def heat_words(occlusion: Occlusion, classes: Sequence[str]) -> str:
    """What would change the answer."""
    top = classes[occlusion.top]
    flips = occlusion.flips()[:FLIPS_SAID]
    if flips:
        said = [_tr("Covering {part} makes it “{name}” ({share})."), _tr("Covering {part}: “{name}” ({share}).")]
        return " ".join(
            words.format(part=_parts()[part], name=classes[number], share=_percent(share))
            for words, (part, number, share) in zip(said, flips, strict=False)
        )
    part, left = occlusion.weightiest()
    return _tr("It stays “{name}” whichever part is covered; {part} counts most ({before} → {after}).").format(
        name=top, part=_parts()[part], before=_percent(float(occlusion.shares[occlusion.top])), after=_percent(left)
    )


def _parts() -> tuple[str, ...]:
    return (
        _tr("the upper left"), _tr("the top"), _tr("the upper right"),
        _tr("the left side"), _tr("the middle"), _tr("the right side"),
        _tr("the lower left"), _tr("the bottom"), _tr("the lower right"),
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _tr(text: str) -> str:
    return QCoreApplication.translate("heat", text)
