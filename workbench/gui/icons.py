"""Line icons, drawn from `resources/icons/*.svg` in the colour that the theme has at the moment of painting.

An icon holds a name, not pixels: it follows a change of theme and is crisp at every size and pixel ratio without
anybody giving it to its button again. Pictures without `currentColor` (the program's own icon) keep their colours.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from workbench.gui.theme import Tokens, current_tokens
from workbench.resources import resource


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `name` (a file's name without `.svg`), in a colour of the theme (a field's name of `Tokens`).

    Switched on it takes the accent colour, disabled the colour of disabled text.
    Raises FileNotFoundError for an unknown icon, AttributeError for an unknown colour.
    """
    _source(name)
    current_tokens().color(colour)
    return QIcon(_LineIcon(name, colour))


def app_icon() -> QIcon:
    """The program's icon, for windows and task bars."""
    return icon("workbench")


def tinted(name: str, colour: str) -> bytes:
    """The SVG source of an icon, with `currentColor` replaced by `colour` ("#rrggbb")."""
    return _source(name).replace(b"currentColor", colour.encode("ascii"))


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


class _LineIcon(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """`size` is in pixels of the device. (That of `scaledPixmap` is not in every version of Qt: it stays Qt's.)"""
        colour = self._tint(current_tokens(), mode, state).name()
        key = f"workbench-icon/{self._name}/{colour}/{size.width()}x{size.height()}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = render(tinted(self._name, colour), size)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def _tint(self, tokens: Tokens, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return tokens.color("disabled")
        if state == QIcon.State.On and self._colour == "text":
            return tokens.color("accent")
        return tokens.color(self._colour)


def render(svg: bytes, size: QSize) -> QPixmap:
    """A transparent pixmap of `size` pixels with the picture as large as fits, in the middle."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    if side <= 0:
        return pixmap
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    QSvgRenderer(QByteArray(svg)).render(painter, box)
    painter.end()
    return pixmap
