"""The picture of a network as SVG: plain text, light colours on white, a font that every machine has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from workbench.export.diagram import (
    BOLD,
    SIZES,
    Arrow,
    Box,
    Diagram,
    Frame,
    Joint,
    Label,
    Point,
    Rect,
    arrow_head,
    rounded,
)


@dataclass(frozen=True)
class Ink:
    """The colours of a picture as "#rrggbb"; ``groups``: fill and edge of a box by the group of its layer."""

    ground: str
    text: str
    muted: str
    faint: str
    line: str
    box: tuple[str, str]
    problem: tuple[str, str]
    frames: tuple[tuple[str, str], tuple[str, str]]
    """Fill and edge, of outer frames and of those inside them, by turns."""
    groups: Mapping[str, tuple[str, str]]

    def of_box(self, box: Box) -> tuple[str, str]:
        """Fill and edge."""
        if box.mark == "problem":
            return self.problem
        if box.mark == "after" or box.kind in ("end", "pass"):
            return self.ground, self.faint
        return self.groups.get(box.group, self.box)

    def of_frame(self, frame: Frame) -> tuple[str, str]:
        """Fill and edge."""
        fill, edge = self.frames[frame.depth % 2]
        return fill, self.problem[1] if frame.mark == "problem" else edge

    def of_text(self, label: Label) -> str:
        """The colour of a text."""
        if label.mark == "after":
            return self.faint
        if label.mark == "problem" and label.style in ("title", "name", "sign", "word"):
            return self.problem[1]
        return self.muted if label.style in ("detail", "shape", "note", "word") else self.text

    def of_line(self, arrow: Arrow) -> str:
        """The colour of a line."""
        return self.faint if arrow.mark == "after" else self.line


PAPER = Ink(
    ground="#FFFFFF",
    text="#1C2330",
    muted="#566071",
    faint="#A3ABB8",
    line="#4A5468",
    box=("#F1F3F6", "#8791A2"),
    problem=("#FDECEC", "#C62F2F"),
    frames=(("#F7F9FC", "#B9C2D0"), ("#FFFFFF", "#B9C2D0")),
    groups={
        "Convolution": ("#E3ECFD", "#2F6FEC"),
        "Pooling": ("#F1E3F3", "#7C168D"),
        "Activation": ("#FBEEDC", "#D77709"),
        "Linear": ("#DEF3EB", "#17A671"),
        "Normalization": ("#DFE7E8", "#073C45"),
        "Sequence": ("#FAE3E5", "#CE2537"),
    },
)
_FAMILY = "Helvetica, Arial, sans-serif"


def svg(diagram: Diagram, ink: Ink = PAPER) -> str:
    """The text of an SVG file."""
    return "\n".join(_lines(diagram, ink)) + "\n"


def _lines(diagram: Diagram, ink: Ink) -> Iterator[str]:
    width, height = _number(diagram.width), _number(diagram.height)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{_FAMILY}">'
    )
    if diagram.title:
        yield f"<title>{_text(diagram.title)}</title>"
    yield f'<rect width="{width}" height="{height}" fill="{ink.ground}"/>'
    yield from (_frame(item, ink) for item in diagram.frames)
    yield from (line for item in diagram.arrows for line in _arrow(item, ink))
    yield from (_dot(item, ink) for item in diagram.dots)
    yield from (line for item in diagram.boxes for line in _box(item, ink))
    yield from (_joint(item, ink) for item in diagram.joints)
    yield from (_label(item, ink) for item in diagram.labels)
    yield "</svg>"


def _frame(frame: Frame, ink: Ink) -> str:
    dashes = ' stroke-dasharray="5 4"' if frame.kind == "times" else ""
    return _rect(frame.rect, 9, ink.of_frame(frame), dashes)


def _box(box: Box, ink: Ink) -> Iterator[str]:
    rect, colours = box.rect, ink.of_box(box)
    if box.kind == "stack":  # the sheet beneath
        yield _rect(Rect(rect.x + 4, rect.y + 4, rect.width, rect.height), 5, colours)
    radius = 5.0 if box.kind in ("layer", "stack") else rect.height / 2
    yield _rect(rect, radius, colours, ' stroke-dasharray="4 3"' if box.mark == "after" or box.kind == "pass" else "")


def _joint(joint: Joint, ink: Ink) -> str:
    edge = ink.problem[1] if joint.mark == "problem" else ink.faint if joint.mark == "after" else ink.line
    return _rect(joint.rect, joint.rect.height / 2 if joint.round else 5, (ink.ground, edge), "", 1.2)


def _arrow(arrow: Arrow, ink: Ink) -> Iterator[str]:
    colour, points = ink.of_line(arrow), arrow.points
    if arrow.head:
        tip = arrow_head(points)
        yield f'<path d="M{" L".join(map(_point, tip))} Z" fill="{colour}"/>'
        points = shortened(points)
    way = " ".join(f"{letter}{' '.join(map(_point, places))}" for letter, places in rounded(points))
    dashes = ' stroke-dasharray="4 3"' if arrow.mark == "after" else ""
    yield f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="1.2"{dashes}/>'


def _dot(dot: Point, ink: Ink) -> str:
    return f'<circle cx="{_number(dot[0])}" cy="{_number(dot[1])}" r="2.4" fill="{ink.line}"/>'


def _label(label: Label, ink: Ink) -> str:
    bold = ' font-weight="bold"' if label.style in BOLD else ""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(SIZES[label.style])}"{bold}{anchor} '
        f'fill="{escape(ink.of_text(label))}">{_text(label.text)}</text>'
    )


def _rect(rect: Rect, radius: float, colours: tuple[str, str], more: str = "", width: float = 1.0) -> str:
    x, y, wide, high = map(_number, (rect.x, rect.y, rect.width, rect.height))
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{_number(radius)}" fill="{colours[0]}" '
        f'stroke="{colours[1]}" stroke-width="{_number(width)}"{more}/>'
    )


def shortened(points: Sequence[Point], by: float = 5.0) -> tuple[Point, ...]:
    """The line without its last bit, which its head covers."""
    (x, y), (from_x, from_y) = points[-1], points[-2]
    step = (x > from_x) - (x < from_x), (y > from_y) - (y < from_y)
    return (*points[:-1], (x - by * step[0], y - by * step[1]))


def _point(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _text(text: str) -> str:
    """Escaped, without what XML cannot hold (control characters, halves of surrogate pairs)."""
    whole = "".join(letter if _allowed(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return escape(whole, quote=False)


def _allowed(letter: str) -> bool:
    code = ord(letter)
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
