"""The blocks of which the picture of a network is laid out.

A block has an axis, on which its line comes in above and goes out beneath. Its measures are known when it is made; then
it is placed once, with the axis at an x and its upper edge at a y. So the time is that of the number of layers.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.export.diagram import (
    BOLD,
    SIZES,
    Arrow,
    Box,
    Frame,
    Joint,
    Label,
    Mark,
    Measure,
    Point,
    Rect,
    Style,
    cut,
)
from workbench.spec.containers import Path

GAP = 28.0  # between a box and the next: an arrow and the shape beside it
BESIDE = 7.0  # between an arrow and the text at its side
PAD = 12.0  # of a box to the left and right of its text, and of a frame around what is inside
NAME = 26.0  # a frame's head, if it has a name
BETWEEN = 22.0  # from branch to branch
BUS = 9.0  # from a frame's head to the line that goes to the branches
AROUND = 20.0  # from what is inside to the line that leads around it
CIRCLE, BAR = 19.0, 22.0  # heights of joints
WIDEST = 210.0  # of a text in a box


class Canvas:
    """What has been placed so far."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.frames: list[Frame] = []
        self.arrows: list[Arrow] = []
        self.dots: list[Point] = []
        self.boxes: list[Box] = []
        self.joints: list[Joint] = []
        self.labels: list[Label] = []
        self.depth = 0

    def write(self, x: float, y: float, text: str, style: Style, mark: Mark = "plain", anchor: str = "middle") -> None:
        """A text whose letters have their middle at the height y."""
        if text:
            self.labels.append(Label(x, y + 0.36 * SIZES[style], text, style, anchor, mark))  # type: ignore[arg-type]


class Block:
    """``left`` and ``right`` of the axis, ``height``; ``inlet``: how far beneath the upper edge the incoming line ends.

    ``head``: it ends there with an arrow's head. ``text``: what stands at the line that goes out.
    """

    left = right = height = 0.0
    inlet = 0.0
    outlet = 0.0
    head = True
    mark: Mark = "plain"
    text = ""

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Put it, and what is inside it, on the canvas."""
        raise NotImplementedError


class Leaf(Block):
    """A box with a title and, beneath it, a detail."""

    def __init__(
        self, measure: Measure, title: str, detail: str, box: Box, text: str = "", widest: float = WIDEST
    ) -> None:
        self.title, self.detail = cut(title, widest, "title", measure), cut(detail, widest, "detail", measure)
        self.box, self.mark, self.text = box, box.mark, text
        words: list[tuple[str, Style]] = [(self.title, "title"), (self.detail, "detail")]
        self.height = 40.0 if detail else 27.0
        self.set_width(max(_width(measure, *each) for each in words) + 2 * PAD)
        self.outlet = self.height

    def set_width(self, width: float) -> None:
        """Boxes of a column have one width."""
        self.left = self.right = width / 2

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        rect = Rect(x - self.left, y, self.left + self.right, self.height)
        box = self.box
        canvas.boxes.append(Box(rect, box.path, box.group, box.kind, box.mark))
        style: Style = "title" if box.kind in ("layer", "stack") else "word"
        if not self.detail:
            canvas.write(x, y + self.height / 2, self.title, style, self.mark)
            return
        canvas.write(x, y + 14, self.title, style, self.mark)
        canvas.write(x, y + 28.5, self.detail, "detail", self.mark)


class Column(Block):
    """One block beneath the other."""

    def __init__(self, measure: Measure, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        boxes = [block for block in blocks if isinstance(block, Leaf) and block.box.kind in ("layer", "stack")]
        width = max((2 * block.left for block in boxes), default=0.0)
        for box in boxes:
            box.set_width(width)
        texts = max((_width(measure, block.text, "shape") for block in blocks[:-1]), default=0.0)
        self.left = max(block.left for block in blocks)
        self.right = max(*(block.right for block in blocks), texts + BESIDE)
        self.height = sum(block.height for block in blocks) + GAP * (len(blocks) - 1)
        self.inlet, self.head = blocks[0].inlet, blocks[0].head
        self.outlet = self.height - blocks[-1].height + blocks[-1].outlet
        self.text, self.mark = blocks[-1].text, blocks[0].mark

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        for block, after in zip(self.blocks, (*self.blocks[1:], None), strict=True):
            block.place(canvas, x, y)
            start, y = y + block.outlet, y + block.height + GAP
            if after is not None:
                mark: Mark = "after" if "after" in (block.mark, after.mark) else "plain"
                canvas.arrows.append(Arrow(((x, start), (x, y + after.inlet)), after.head, mark))
                canvas.write(x + BESIDE, y - GAP / 2 - 1.5, block.text, "shape", anchor="start")


class Framed(Block):
    """A frame with a name around a block, and beside it how many times it is passed."""

    def __init__(self, measure: Measure, inner: Block, frame: Frame, name: str, times: int = 1, text: str = "") -> None:
        self.inner, self.frame, self.mark, self.text = inner, frame, frame.mark, text
        self.name = cut(name, WIDEST, "name", measure)
        self.times = f"{times} ×" if times > 1 else ""
        self.top = (NAME if name else 0.0) + PAD / 2 + (0 if name else 6.0)
        name_width = _width(measure, self.name, "name")
        self.inside = max(inner.left + PAD, name_width + PAD + BESIDE if name else 0.0)
        self.left = self.inside + (_width(measure, self.times, "times") + BESIDE if self.times else 0.0)
        self.right = inner.right + PAD
        self.height = self.top + inner.height + PAD
        self.inlet, self.head = self.top + inner.inlet, inner.head
        self.outlet = self.top + inner.outlet

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        rect = Rect(x - self.inside, y, self.inside + self.right, self.height)
        frame = self.frame
        canvas.frames.append(Frame(rect, frame.path, canvas.depth, frame.kind, frame.mark))
        canvas.write(rect.x + 10, y + 14, self.name, "name", self.mark, "start")
        canvas.write(rect.x - BESIDE, y + self.height / 2, self.times, "times", self.mark, "end")
        canvas.depth += 1
        self.inner.place(canvas, x, y + self.top)
        canvas.depth -= 1


class Skip(Block):
    """A block, a line that leads around it, and the sum beneath."""

    head = True

    def __init__(self, measure: Measure, inner: Block, path: Path, mark: Mark) -> None:
        self.inner, self.path, self.mark = inner, path, mark
        self.left, self.right = max(inner.left, CIRCLE / 2), max(inner.right, _beside(measure, inner)) + AROUND
        self.inlet, self.head = BUS + GAP - 10 + inner.inlet, inner.head
        self.height = BUS + GAP - 10 + inner.height + GAP - 2 + CIRCLE
        self.outlet = self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        top, end, side = y + self.inlet - self.inner.inlet, y + self.height - CIRCLE, x + self.right
        self.inner.place(canvas, x, top)
        middle = end + CIRCLE / 2
        canvas.dots.append((x, y + BUS))
        mark: Mark = "after" if self.mark == "after" else "plain"
        canvas.arrows.append(Arrow(((x, top + self.inner.outlet), (x, end)), True, mark))
        canvas.write(x + BESIDE, end - GAP / 2 - 1.5, self.inner.text, "shape", anchor="start")
        around = ((x, y + BUS), (side, y + BUS), (side, middle), (x + CIRCLE / 2, middle))
        canvas.arrows.append(Arrow(around, True, mark))
        canvas.joints.append(Joint(Rect(x - CIRCLE / 2, end, CIRCLE, CIRCLE), self.path, True, self.mark))
        canvas.write(x, middle, "+", "sign", self.mark)


class Branches(Block):
    """Blocks side by side that all get the same, and what puts together what they give: a sign in a circle, or a bar."""

    head = False

    def __init__(self, measure: Measure, blocks: Sequence[Block], sign: str, path: Path, mark: Mark) -> None:
        self.blocks, self.sign, self.path, self.mark = blocks, sign, path, mark
        self.round = len(sign) == 1
        self.axes = _axes(measure, blocks)
        self.deepest = max(block.height for block in blocks)
        half = CIRCLE / 2 if self.round else _width(measure, sign, "word") / 2 + PAD
        reach = (0.0, 0.0) if self.round else (self.axes[0] - PAD, self.axes[-1] + PAD)
        self.bar = (min(reach[0], -half), max(reach[1], half))
        first, last = blocks[0], blocks[-1]
        rights = (axis + max(b.right, _beside(measure, b)) for axis, b in zip(self.axes, blocks, strict=True))
        self.left = max(first.left - self.axes[0], -self.bar[0])
        self.right = max(*rights, last.right + self.axes[-1], self.bar[1])
        self.top = BUS + GAP - 6
        self.joint = CIRCLE if self.round else BAR
        self.height = self.top + self.deepest + GAP + self.joint
        self.inlet, self.outlet = BUS, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.dots.append((x, y + BUS))
        end = y + self.height - self.joint
        for block, axis in zip(self.blocks, self.axes, strict=True):
            top = y + self.top + (self.deepest - block.height) / 2
            way = ((x, y + BUS), (x + axis, y + BUS), (x + axis, top + block.inlet))
            mark: Mark = "after" if block.mark == "after" else "plain"
            canvas.arrows.append(Arrow(way if axis else (way[0], way[2]), block.head, mark))
            block.place(canvas, x + axis, top)
            canvas.arrows.append(Arrow(self._out(x, x + axis, top + block.outlet, end), True, mark))
            canvas.write(x + axis + BESIDE, end - GAP / 2 - 1.5, block.text, "shape", anchor="start")
        left, right = self.bar
        canvas.joints.append(Joint(Rect(x + left, end, right - left, self.joint), self.path, self.round, self.mark))
        style: Style = "sign" if self.round else "word"
        canvas.write(x + (left + right) / 2, end + self.joint / 2, self.sign, style, self.mark)

    def _out(self, x: float, axis: float, start: float, end: float) -> tuple[Point, ...]:
        """From a branch into the joint: from above, or from the side into a circle that stands elsewhere."""
        if not self.round or axis == x:
            return (axis, start), (axis, end)
        middle = end + self.joint / 2
        return (axis, start), (axis, middle), (x + (CIRCLE / 2 if axis > x else -CIRCLE / 2), middle)


def _axes(measure: Measure, blocks: Sequence[Block]) -> list[float]:
    """Where the axes of the branches are, seen from that of the whole: the middle branch's, or amid the middle two."""
    axes, x = [], 0.0
    for block in blocks:
        axes.append(x + block.left)
        x += block.left + max(block.right, _beside(measure, block)) + BETWEEN
    half = len(axes) // 2
    middle = axes[half] if len(axes) % 2 else (axes[half - 1] + axes[half]) / 2
    return [axis - middle for axis in axes]


def _beside(measure: Measure, block: Block) -> float:
    return _width(measure, block.text, "shape") + BESIDE if block.text else 0.0


def _width(measure: Measure, text: str, style: Style) -> float:
    return measure(text, SIZES[style], style in BOLD) if text else 0.0
