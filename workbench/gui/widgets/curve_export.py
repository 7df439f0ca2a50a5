"""Curves as a picture (PNG, SVG) and as a table (CSV), written under a temporary name and then renamed.

A table of a million rows takes seconds: it is written piece by piece between other events, so that the window lives on.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.curve_data import Series
from workbench.spec import files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.gui.widgets.curve_data import Floats
else:
    from workbench.gui.late import np

_ROWS_AT_A_TIME = 4000


class CsvExport(QObject):
    """Writes a table in the background of the event loop. Exactly one of `finished` and `failed` follows `start()`."""

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, path: Path, pieces: Iterator[str], parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._part = temporary_name(path)
        self._pieces = pieces
        self._file: io.TextIOWrapper | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._write_next)
        self.destroyed.connect(_remover(self._part))

    def start(self) -> None:
        """Opens the file and writes the first piece."""
        try:
            self._file = self._part.open("w", encoding="utf-8", newline="")
        except OSError as error:
            self._fail(error)
            return
        self._timer.start()
        self._write_next()

    def _write_next(self) -> None:
        assert self._file is not None
        try:
            piece = next(self._pieces, None)
            if piece is not None:
                self._file.write(piece)
                return
            self._timer.stop()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._path)
        except OSError as error:
            self._fail(error)
        else:
            self.finished.emit(str(self._path))

    def _fail(self, error: OSError) -> None:
        self._timer.stop()
        if self._file is not None:
            with suppress(OSError):  # it tries once more to write what it could not
                self._file.close()
        _remover(self._part)()
        self.failed.emit(said(self._path, error))


def csv_pieces(x_name: str, names: Sequence[str], series: Sequence[Series]) -> Iterator[str]:
    """A table with one row per x and one column per curve, a place left empty where a curve has no point."""
    xs = _all_xs(series)
    places = [np.searchsorted(xs, each.xs.values) for each in series]
    columns = [_column(len(xs), at, each.raw.data.values) for at, each in zip(places, series, strict=True)]
    yield _rows([[x_name, *names]])
    for start in range(0, len(xs), _ROWS_AT_A_TIME):
        part = slice(start, start + _ROWS_AT_A_TIME)
        cells = [[f"{x:.12g}" for x in xs[part].tolist()], *(_cells(column, part) for column in columns)]
        yield _rows(zip(*cells, strict=True))


def write_png(figure: QWidget, path: Path, scale: float = 2.0) -> None:
    """Writes what the widget shows, `scale` pixels to a device-independent one. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture(figure, scale))
    _write(path, bytes(data.data()))


def write_svg(figure: QWidget, path: Path, title: str) -> None:
    """Writes what the widget shows, as lines and letters. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(figure.size())
    generator.setViewBox(QRectF(0, 0, figure.width(), figure.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    _paint(figure, painter)
    painter.end()
    _write(path, bytes(data.data()))


def picture(figure: QWidget, scale: float = 2.0) -> QImage:
    """What the widget shows, on the ground of a card."""
    image = QImage(QSize(round(figure.width() * scale), round(figure.height() * scale)), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    _paint(figure, painter)
    painter.end()
    return image


def temporary_name(path: Path) -> Path:
    """A name beside the file that no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def said(path: Path, error: OSError) -> str:
    """An error of the file system, in words."""
    return f"{path}: {error.strerror or error}"


def _paint(figure: QWidget, painter: QPainter) -> None:
    painter.fillRect(QRectF(0, 0, figure.width(), figure.height()), current_tokens().color("card"))
    figure.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)


def _write(path: Path, content: bytes) -> None:
    files.write_whole(path, content)


def _all_xs(series: Sequence[Series]) -> Floats:
    arrays = [each.xs.values for each in series if len(each)]
    return np.unique(np.concatenate(arrays)) if arrays else np.empty(0)


def _column(length: int, places: NDArray[Any], values: Floats) -> tuple[Floats, NDArray[Any]]:
    column, there = np.zeros(length), np.zeros(length, dtype=bool)
    column[places] = values
    there[places] = True
    return column, there


def _cells(column: tuple[Floats, NDArray[Any]], part: slice) -> list[str]:
    values, there = column[0][part].tolist(), column[1][part].tolist()
    return [f"{value:.9g}" if known else "" for value, known in zip(values, there, strict=True)]


def _rows(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _remover(path: Path) -> Callable[..., None]:
    def remove(*_: object) -> None:
        with suppress(OSError):
            path.unlink(missing_ok=True)

    return remove
