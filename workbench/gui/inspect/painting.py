"""Maps of numbers as pictures: which colours, from where to where, and how large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import diverging, sequential

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    from workbench.gui.late import np


@dataclass(frozen=True)
class Scale:
    """Which numbers have the ends of the colours. ``signed``: zero has the middle, and both ends are equally far from it."""

    low: float
    high: float
    signed: bool

    def text(self) -> str:
        """The two ends, for people."""
        return f"{number(self.low)} … {number(self.high)}"


def scale_of(values: Array, signed: bool | None = None) -> Scale:
    """The scale that shows all of these numbers; ``signed`` None: where some are below zero."""
    finite = values[np.isfinite(values)] if values.size else values
    if not finite.size:
        return Scale(0.0, 1.0, bool(signed))
    low, high = float(finite.min()), float(finite.max())
    if signed is None:
        signed = low < 0
    if signed:
        end = max(abs(low), abs(high)) or 1.0
        return Scale(-end, end, True)
    return Scale(low, high if high > low else low + 1.0, False)


def coloured(values: Array, scale: Scale) -> Array:
    """Numbers (H, W) as colours (H, W, 3) uint8; what is no number is grey."""
    clean = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=scale.high, neginf=scale.low)
    if scale.signed:
        rgb = diverging(np.clip(clean / scale.high, -1.0, 1.0))
    else:
        rgb = sequential(np.clip((clean - scale.low) / (scale.high - scale.low), 0.0, 1.0))
    rgb[~np.isfinite(values)] = 128
    return rgb


def image_of(values: Array, scale: Scale) -> QImage:
    """The same as a picture with its own memory."""
    return rgb_image(coloured(values, scale))


def over_image(values: Array, scale: Scale) -> QImage:
    """What lies over a picture: the same colours, the more opaque the farther a number is from nothing."""
    height, width = values.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., :3] = coloured(values, scale)
    strength = np.abs(values) / scale.high if scale.signed else (values - scale.low) / (scale.high - scale.low)
    pixels[..., 3] = (np.sqrt(np.nan_to_num(strength).clip(0, 1)) * 255).round().astype(np.uint8)
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def light_image(field: Array) -> QImage:
    """The accent's colour, the more opaque the more a pixel counts."""
    colour = current_tokens().color("accent_fill")
    height, width = field.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = colour.red(), colour.green(), colour.blue()
    pixels[..., 3] = (np.clip(field, 0, 1) * 255).round().astype(np.uint8)
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def rgb_image(rgb: Array) -> QImage:
    """A picture with its own memory from (H, W, 3) uint8."""
    pixels = np.ascontiguousarray(rgb)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888).copy()


def smaller(values: Array, side: int) -> Array:
    """Means of blocks, where a map is more than twice as large as it is shown: (H, W) → (h, w)."""
    step = max(values.shape) // max(side, 1)
    if step < 2:
        return values
    height, width = (max(length // step, 1) * step for length in values.shape)
    if height > values.shape[0] or width > values.shape[1]:
        return values[::step, ::step]
    blocks = values[:height, :width].reshape(height // step, step, width // step, step)
    means: Array = blocks.mean(axis=(1, 3), dtype=np.float32)
    return means


def drawn_size(rows: int, columns: int, room_width: float, room_height: float) -> tuple[float, float]:
    """Width and height of a map in that room: its shape kept, and small ones with a pixel and a half, two, … to a number."""
    factor = min(room_width / columns, room_height / rows)
    if 1 < factor < 4:
        factor = int(2 * factor) / 2
    return max(columns * factor, 1.0), max(rows * factor, 1.0)


def box_of(rows: int, columns: int, room: QRectF) -> QRectF:
    """The same at the top of a room, in its middle."""
    width, height = drawn_size(rows, columns, room.width(), room.height())
    return QRectF(round(room.left() + (room.width() - width) / 2), room.top(), width, height)


def grey(picture: Array) -> Array:
    """A picture (H, W, 3) uint8 without its colours, 0.299 R + 0.587 G + 0.114 B (ITU-R 601): others can lie over it."""
    light = np.tensordot(picture, np.array([0.299, 0.587, 0.114]), axes=1)
    return np.repeat(light.round().astype(np.uint8)[..., None], 3, axis=2)


def as_picture(values: Array) -> Array | None:
    """A sample (H, W), (C, H, W) with C = 1 or 3 as (H, W, 3) uint8, floats stretched from their least to their greatest;
    None where it is no picture."""
    if values.ndim == 2:
        values = values[None]
    if values.ndim != 3 or values.shape[0] not in (1, 3) or not values.size:
        return None
    if values.dtype != np.uint8:
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        values = (np.nan_to_num(values - low) / ((high - low) or 1.0) * 255).round().clip(0, 255).astype(np.uint8)
    pixels: Array = np.ascontiguousarray(np.repeat(values, 3 // values.shape[0], axis=0).transpose(1, 2, 0))
    return pixels


def number(value: float) -> str:
    """A number of a map, short."""
    return f"{value:.3g}".replace("e-0", "e-").replace("e+0", "e+")


def fixed(value: float, end: float, brief: bool = False) -> str:
    """A number in a table whose greatest is ``end``: about five letters, and as many places as all others in it. ``brief``: about
    four, with two digits that count and no zero before the point."""
    places = 2 if end >= 0.1 else 3 if end >= 0.01 else 4
    size = abs(value)
    if end < 0.001:
        said = f"{value:.0e}".replace("e-0", "e-") if value else "0"
    elif places > 2 and not brief:
        said = f"{value:.{places}f}".replace("0.", ".", 1)
    elif places > 2:
        said = f"{value:.{places - 1}f}".replace("0.", ".", 1) if value else "0"
    elif brief:
        said = f"{value:.2f}".replace("0.", ".", 1) if size < 0.995 else f"{value:.{1 if size < 9.95 else 0}f}"
        said = said if value else "0"
    else:
        said = f"{value:.{2 if size < 9.995 else 1 if size < 99.95 else 0}f}"
    return said.replace("-", "−")
