"""Little pictures of samples, made when they are first painted; those of files in a lane, the visible ones first."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from workbench.data.browse import Shelf
from workbench.gui.lane import Lane
from workbench.gui.widgets.curve_view import curves_image
from workbench.gui.widgets.pixel_view import as_qimage, channels_last

MOST_BYTES = 64_000_000
BATCH_SECONDS = 0.04  # of decoding before what is decoded is shown

Decoded = list[tuple[int, NDArray[Any] | None]]


class Thumbnails(QObject):
    """Of one part of a data set at a time. ``came`` carries the indices of pictures that were waited for."""

    came = Signal(list)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._shelf: Shelf | None = None
        self._series = False
        self._side = 64
        self._ratio = 1.0
        self._made: OrderedDict[int, QImage | None] = OrderedDict()
        self._bytes = 0
        self._wanted: list[int] = []
        self._busy = False

    def set_shelf(self, shelf: Shelf | None, series: bool = False) -> None:
        """Another part; what was asked for of the earlier one does not come any more."""
        self._shelf, self._series = shelf, series
        self._lane.cancel("thumbnails")
        self._busy = False
        self._wanted = []
        self.forget()

    def set_size(self, side: int, ratio: float) -> None:
        """The longer edge in device-independent pixels, and how many of the screen's pixels each of them has."""
        if (side, ratio) != (self._side, self._ratio):
            self._side, self._ratio = side, ratio
            self.forget()

    def forget(self) -> None:
        """Make them anew: another size, other colours."""
        self._made.clear()
        self._bytes = 0

    def picture(self, index: int) -> QImage | None:
        """The picture, or None while it is being read; a null image where it cannot be read."""
        if index in self._made:
            self._made.move_to_end(index)
            made = self._made[index]
            return QImage() if made is None else made
        assert self._shelf is not None
        if self.waits:
            return None
        return self._keep(index, self._shelf.thumbnail(index, self._side))

    def want(self, indices: Sequence[int]) -> None:
        """The visible samples: those of them that have no picture yet are read, the first first."""
        self._wanted = list(indices)
        self._go_on()

    @property
    def waits(self) -> bool:
        """Whether pictures have to be asked for before they can be had."""
        shelf = self._shelf
        return shelf is not None and (bool(shelf.files) or not isinstance(shelf.images, (np.ndarray, list, tuple)))

    def _go_on(self) -> None:
        missing = [index for index in self._wanted if index not in self._made]
        if self._busy or not missing or self._shelf is None or not self.waits:
            return
        shelf, side = self._shelf, round(self._side * self._ratio)

        def work() -> Decoded:
            decoded: Decoded = []
            end = time.monotonic() + BATCH_SECONDS
            for index in missing:
                decoded.append((index, shelf.thumbnail(index, side)))
                if time.monotonic() > end:
                    break
            return decoded

        self._busy = True
        self._lane.submit("thumbnails", work, self._on_decoded)

    def _on_decoded(self, decoded: Decoded) -> None:
        self._busy = False
        for index, array in decoded:
            self._keep(index, array)
        self.came.emit([index for index, _ in decoded])
        self._go_on()

    def _keep(self, index: int, array: NDArray[Any] | None) -> QImage:
        made = QImage() if array is None else self._drawn(array)
        self._made[index] = made if array is not None else None
        self._bytes += made.sizeInBytes()
        while self._bytes > MOST_BYTES and len(self._made) > 1:
            _, oldest = self._made.popitem(last=False)
            self._bytes -= oldest.sizeInBytes() if oldest else 0
        return made

    def _drawn(self, array: NDArray[Any]) -> QImage:
        side = round(self._side * self._ratio)
        if self._series:
            return curves_image(array, side)
        image = _as_rgb(array)
        if max(image.width(), image.height()) <= side:
            return image  # it is enlarged while it is painted: that is as quick, and takes less memory
        return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _as_rgb(array: NDArray[Any]) -> QImage:
    """In the format that is painted fastest."""
    if array.dtype == np.uint8 and array.ndim == 3 and len(array) == 1 and array.flags.c_contiguous:
        _, height, width = array.shape
        image = QImage(array.data, width, height, width, QImage.Format.Format_Grayscale8)
        return image.convertToFormat(QImage.Format.Format_RGB32)
    return as_qimage(channels_last(array)).convertToFormat(QImage.Format.Format_RGB32)
