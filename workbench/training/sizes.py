"""How large the output of a convolution or a pooling is, worked out with the layer's own numbers, side by side.

The rules are those of ``torch.nn.Conv2d``, ``ConvTranspose2d`` and ``MaxPool2d``; no torch is needed to follow them.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.spec.parts import Layer, Shape

AXES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
_SLIDING = tuple(f"torch.nn.{name}" for name in ("Conv", "MaxPool", "AvgPool", "LPPool"))


@dataclass(frozen=True)
class Extent:
    """The size of the output along some axes, which have the same numbers, and the sum that leads to it (none for "same")."""

    axes: tuple[str, ...]
    size: int
    sum: str

    def line(self) -> str:
        """``⌊(28 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 14``."""
        return f"{self.sum} = {self.size}" if self.sum else f"{self.size} (padding = same)"


def extents(layer: Layer, input_shape: Shape) -> tuple[Extent, ...]:
    """The sizes of the output for an input (channels, then 1 to 3 axes); () for layers of another kind or input."""
    axes = AXES.get(len(input_shape) - 1, ())
    if not axes or not layer.target.startswith(_SLIDING) or len(input_shape) not in layer.ranks:
        return ()
    found: dict[Extent, tuple[str, ...]] = {}
    for number, (axis, size) in enumerate(zip(axes, input_shape[1:], strict=True)):
        along = _Axis(layer, number, size)
        made = along.transposed() if "Transpose" in layer.type else along.forward()
        found[made] = (*found.get(made, ()), axis)
    return tuple(Extent(names, made.size, made.sum) for made, names in found.items())


class _Axis:
    """The numbers of a layer along one axis: n, k, s, p, d as in PyTorch's formulas."""

    def __init__(self, layer: Layer, number: int, size: int) -> None:
        def value(name: str, default: int) -> int:
            given = getattr(layer, name, default)
            each = given[number] if isinstance(given, tuple) else given
            return default if each is None or isinstance(each, str) else int(each)

        self.n, self.k = size, value("kernel_size", 1)
        self.s = value("stride", 1 if layer.type.startswith("Conv") else self.k)
        self.p, self.d, self.extra = value("padding", 0), value("dilation", 1), value("output_padding", 0)
        self.same = getattr(layer, "padding", 0) == "same"
        self.ceil = bool(getattr(layer, "ceil_mode", False))

    def forward(self) -> Extent:
        """A window that slides over the input."""
        if self.same:
            return Extent((), self.n, "")
        room = self.n + 2 * self.p - self.d * (self.k - 1) - 1
        words = f"({self.n} + 2·{self.p} − {self.d}·({self.k} − 1) − 1) / {self.s}"
        if not self.ceil:
            return Extent((), room // self.s + 1, f"⌊{words}⌋ + 1")
        size = -(-room // self.s) + 1
        if (size - 1) * self.s >= self.n + self.p:  # the last window would begin beyond the input
            return Extent((), size - 1, f"⌈{words}⌉ + 1 − 1")
        return Extent((), size, f"⌈{words}⌉ + 1")

    def transposed(self) -> Extent:
        """A window that every number of the input paints."""
        size = (self.n - 1) * self.s - 2 * self.p + self.d * (self.k - 1) + self.extra + 1
        return Extent((), size, f"({self.n} − 1)·{self.s} − 2·{self.p} + {self.d}·({self.k} − 1) + {self.extra} + 1")
