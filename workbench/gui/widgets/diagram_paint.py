"""Paints the picture of a network: in the colours of the theme for the window, on white for a file or the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QPolygonF

from workbench.export.diagram import BOLD, SIZES, Arrow, Box, Diagram, Joint, Label, Measure, Rect, arrow_head, rounded
from workbench.export.diagram_svg import PAPER, Ink, shortened
from workbench.gui.theme import Tokens
from workbench.gui.widgets.part_delegate import group_colour
from workbench.spec.containers import Path
from workbench.spec.parts import parts

LONGEST_SIDE = 30_000  # Qt's painter ends at 32,767
LEAST_LETTER = 1.5  # pixels; smaller ones are not painted
SCREEN = 96  # pixels of an inch: in a document the picture is as large as on the screen
MOST_PIXELS = 100_000_000
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def ink_of(tokens: Tokens) -> Ink:
    """The theme's colours for a picture."""
    grey = (tokens.input, tokens.border_strong)
    groups = {cls.group: group_colour(cls.group, tokens) for cls in parts("layer")}
    quiet = tokens.color("disabled")
    edge = _mixed(tokens.color("border_strong"), tokens.color("card"), 0.6)
    return Ink(
        ground=tokens.card,
        text=tokens.text,
        muted=tokens.muted,
        faint=tokens.disabled,
        line=tokens.muted,
        box=grey,
        problem=(tokens.error_soft, tokens.error),
        frames=((tokens.input, edge), (tokens.card, edge)),
        groups={
            name: (_mixed(colour, tokens.color("card"), 0.15), colour.name())
            for name, colour in groups.items()
            if colour != quiet and name != "Container"
        },
    )


def image(diagram: Diagram, scale: float = 2.0) -> QImage:
    """The picture on white, ``scale`` pixels to one of the screen, or fewer if it were too large otherwise."""
    width, height = diagram.width, diagram.height
    scale = min(scale, LONGEST_SIDE / max(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
    made = QImage(QSize(max(1, round(width * scale)), max(1, round(height * scale))), QImage.Format.Format_ARGB32)
    made.fill(QColor(PAPER.ground))
    painter = QPainter(made)
    painter.scale(scale, scale)
    DiagramPainter(painter, PAPER).paint(diagram, QRectF(0, 0, width, height))
    painter.end()
    for write in (made.setDotsPerMeterX, made.setDotsPerMeterY):
        write(round(scale * SCREEN / 0.0254))
    return made


def measure() -> Measure:
    """Measures texts in the program's font as it is now."""
    metrics = {(size, bold): QFontMetricsF(_font(size, bold)) for size in set(SIZES.values()) for bold in (False, True)}
    return lambda text, size, bold: metrics[round(size), bold].horizontalAdvance(text)


class DiagramPainter:
    """Paints in the coordinates of the picture; ``exposed`` is the part of it that is seen."""

    def __init__(self, painter: QPainter, ink: Ink, accent: QColor | None = None) -> None:
        self.painter, self.ink, self.accent = painter, ink, accent or QColor(ink.text)
        self.fonts = {style: _font(size, style in BOLD) for style, size in SIZES.items()}
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def paint(self, diagram: Diagram, exposed: QRectF, chosen: Path = ()) -> None:
        """Everything that is seen; what is chosen has an edge of the accent's colour."""
        seen = exposed.adjusted(-8, -8, 8, 8)
        for frame in diagram.frames:
            if seen.intersects(_rect(frame.rect)):
                self._block(frame.rect, 9, self.ink.of_frame(frame), frame.kind == "times")
        self._lines(diagram, seen)
        for box in diagram.boxes:
            if seen.intersects(_rect(box.rect)):
                self._box(box)
        for joint in diagram.joints:
            self._joint(joint)
        rect = diagram.rect_of(chosen) if chosen else None
        if rect:
            self._choice(rect, any(frame.path == chosen for frame in diagram.frames))
        readable = LEAST_LETTER / max(self.painter.worldTransform().m11(), 1e-6)
        for label in diagram.labels:
            if SIZES[label.style] < readable:
                continue
            if seen.top() <= label.y + 4 and label.y - SIZES[label.style] <= seen.bottom():
                self._label(label)

    def _lines(self, diagram: Diagram, seen: QRectF) -> None:
        for arrow in diagram.arrows:
            if seen.intersects(_around(arrow)):
                self._arrow(arrow)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.ink.line))
        for x, y in diagram.dots:
            self.painter.drawEllipse(QPointF(x, y), 2.4, 2.4)

    def _box(self, box: Box) -> None:
        colours, rect = self.ink.of_box(box), box.rect
        if box.kind == "stack":
            self._block(Rect(rect.x + 4, rect.y + 4, rect.width, rect.height), 5, colours)
        radius = 5.0 if box.kind in ("layer", "stack") else rect.height / 2
        self._block(rect, radius, colours, box.mark == "after" or box.kind == "pass")

    def _joint(self, joint: Joint) -> None:
        edge = {"problem": self.ink.problem[1], "after": self.ink.faint}.get(joint.mark, self.ink.line)
        radius = joint.rect.height / 2 if joint.round else 5
        self._block(joint.rect, radius, (self.ink.ground, edge), width=1.2)

    def _choice(self, rect: Rect, frame: bool) -> None:
        self.painter.setPen(QPen(self.accent, 2.2))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = 9 if frame else 5
        self.painter.drawRoundedRect(_rect(rect).adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1, radius + 1)

    def _block(
        self, rect: Rect, radius: float, colours: tuple[str, str], dashed: bool = False, width: float = 1.0
    ) -> None:
        self.painter.setPen(_pen(colours[1], width, dashed))
        self.painter.setBrush(QColor(colours[0]))
        self.painter.drawRoundedRect(_rect(rect), radius, radius)

    def _arrow(self, arrow: Arrow) -> None:
        colour, points = self.ink.of_line(arrow), arrow.points
        if arrow.head:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor(colour))
            self.painter.drawPolygon(QPolygonF([QPointF(*point) for point in arrow_head(points)]))
            points = shortened(points)
        way = QPainterPath()
        for letter, places in rounded(points):
            ends = [QPointF(*place) for place in places]
            if letter == "Q":
                way.quadTo(*ends)
            else:
                (way.moveTo if letter == "M" else way.lineTo)(*ends)
        self.painter.setPen(_pen(colour, 1.2, arrow.mark == "after"))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(way)

    def _label(self, label: Label) -> None:
        font = self.fonts[label.style]
        width = QFontMetricsF(font).horizontalAdvance(label.text)
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.ink.of_text(label)))
        self.painter.drawText(QPointF(label.x - _ANCHORS[label.anchor] * width, label.y), label.text)


def _font(size: int, bold: bool) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # as wide at every zoom
    return font


def _pen(colour: str, width: float, dashed: bool = False) -> QPen:
    pen = QPen(QColor(colour), width)
    if dashed:
        pen.setDashPattern([4, 3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _rect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def _around(arrow: Arrow) -> QRectF:
    xs, ys = zip(*arrow.points, strict=True)
    return QRectF(QPointF(min(xs) - 4, min(ys)), QPointF(max(xs) + 4, max(ys)))


def _mixed(colour: QColor, ground: QColor, share: float) -> str:
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(share * a + (1 - share) * b) for a, b in pairs)).name()
