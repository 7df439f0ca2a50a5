"""A picture of a network as a value: boxes, frames, joints, lines and words with their places, drawn by nobody yet.

Lengths are in pixels of an unscaled screen; x grows to the right, y downwards. :mod:`diagram_layout` makes it,
:mod:`diagram_svg` writes it, and the window paints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import east_asian_width

from workbench.spec.containers import Path

Point = tuple[float, float]
Mark = Literal["plain", "problem", "after"]
"""``problem``: here it does not fit; ``after``: nothing is known of it, because one before it does not fit."""
Style = Literal["title", "detail", "shape", "name", "times", "sign", "word", "heading", "note"]
Measure = Callable[[str, float, bool], float]
"""The width of a text: the text, the size of its letters, whether it is bold."""

SIZES: Mapping[Style, int] = {
    "title": 13, "detail": 11, "shape": 11, "name": 11, "times": 14, "sign": 15, "word": 11, "heading": 16, "note": 11,
}  # fmt: skip
BOLD: frozenset[Style] = frozenset({"title", "name", "times", "heading"})
CORNER = 7.0


@dataclass(frozen=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A layer (``layer``), a container that is folded (``stack``), one that only lets pass (``pass``), or an end (``end``)."""

    rect: Rect
    path: Path
    group: str
    kind: Literal["layer", "stack", "pass", "end"] = "layer"
    mark: Mark = "plain"


@dataclass(frozen=True)
class Frame:
    """What stands around the layers of a container, or around layers that follow one another ``times`` times."""

    rect: Rect
    path: Path
    depth: int
    kind: Literal["container", "times"] = "container"
    mark: Mark = "plain"


@dataclass(frozen=True)
class Joint:
    """Where lines come together: a circle with + or ×, or a bar with a word."""

    rect: Rect
    path: Path
    round: bool
    mark: Mark = "plain"


@dataclass(frozen=True)
class Arrow:
    """A line through points, each step level or upright; ``head``: it ends with an arrow's head."""

    points: tuple[Point, ...]
    head: bool = True
    mark: Mark = "plain"


@dataclass(frozen=True)
class Label:
    """A text; (x, y) is where its base line begins, has its middle, or ends."""

    x: float
    y: float
    text: str
    style: Style
    anchor: Literal["start", "middle", "end"] = "middle"
    mark: Mark = "plain"


@dataclass(frozen=True)
class Diagram:
    """Everything, in the order of painting within each list: what lies outside comes first."""

    width: float
    height: float
    title: str = ""
    frames: tuple[Frame, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    dots: tuple[Point, ...] = ()
    boxes: tuple[Box, ...] = ()
    joints: tuple[Joint, ...] = ()
    labels: tuple[Label, ...] = ()
    aliases: Mapping[Path, Path] = field(default_factory=dict)
    """Layers that are not drawn, because they repeat others: the path of the one that stands for each."""

    @property
    def axis(self) -> float:
        """Where the line from the first box to the last stands."""
        return self.boxes[0].rect.x + self.boxes[0].rect.width / 2 if self.boxes else 0.0

    def at(self, x: float, y: float) -> Path | None:
        """The layer at a point, the innermost one; None where there is none."""
        items: list[Box | Joint | Frame] = [*self.boxes, *self.joints, *reversed(self.frames)]
        return next((item.path for item in items if item.path and item.rect.holds(x, y)), None)

    def shown(self, path: Path) -> Path:
        """The path under which a layer is drawn: of the one that it repeats, or of the folded container around it."""
        found: Path = ()
        places = self.places()
        for index in path:
            step = (*found, index)
            step = self.aliases.get(step, step)
            if step not in places:
                break
            found = step
        return found

    def rect_of(self, path: Path) -> Rect | None:
        """Where a layer is drawn."""
        return self.places().get(path)

    def places(self) -> Mapping[Path, Rect]:
        """Where every layer is drawn that is."""
        cached: dict[Path, Rect] | None = self.__dict__.get("_places")
        if cached is None:
            items: list[Box | Frame] = [*self.frames, *self.boxes]
            cached = {item.path: item.rect for item in items if item.path}
            self.__dict__["_places"] = cached
        return cached


def rounded(points: Sequence[Point], radius: float = CORNER) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """A line with round corners: ("M", (p,)), ("L", (p,)), ("Q", (corner, p)), as SVG calls them."""
    yield "M", (points[0],)
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        cut = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        yield "L", (_towards(corner, before, cut),)
        yield "Q", (corner, _towards(corner, after, cut))
    yield "L", (points[-1],)


def arrow_head(points: Sequence[Point], length: float = 7.0, width: float = 6.4) -> tuple[Point, Point, Point]:
    """The triangle at the end of a line, its tip first."""
    (x, y), back = points[-1], _towards(points[-1], points[-2], length)
    across = ((y - back[1]) / length * width / 2, (back[0] - x) / length * width / 2)
    return (x, y), (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, distance: float) -> Point:
    whole = _length(a, b) or 1.0
    return (a[0] + (b[0] - a[0]) * distance / whole, a[1] + (b[1] - a[1]) * distance / whole)


# Widths of letters in hundredths of their size: those of DejaVu Sans, the widest of the usual fonts without serifs.
_WIDTHS = {
    letter: width / 100
    for width, letters in {
        28: "ijlI|'", 33: " .,:;!/()[]\\", 40: "frt\"-", 53: "szJ?_*", 60: "aceghknopquvxybdFL", 64: "0123456789$#ETSYZPKR",
        72: "ABCDVXUHN+=<>~^", 80: "GOQwM&%@", 98: "mW",
    }.items()
    for letter in letters
}  # fmt: skip


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in a common font without serifs; rather too wide than too narrow."""
    return size * (1.1 if bold else 1.0) * sum(_WIDTHS.get(letter) or _wide(letter) for letter in text)


def _wide(letter: str) -> float:
    return 1.0 if east_asian_width(letter) in "WF" else 0.7


def cut(text: str, width: float, style: Style, measure: Measure) -> str:
    """The text, or as much of it as fits before “…”."""
    size, bold = SIZES[style], style in BOLD
    if measure(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
