"""Layers that hold layers."""

from collections.abc import Sequence as Row
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from workbench.spec.containers import Container
from workbench.spec.declare import layer
from workbench.spec.parts import Shape

MODULES = "workbench.modules.blocks"


@layer("Container")
class Sequential(Container):
    """Layers one after the other, taken together under a name: a block that is folded, moved and copied as one."""

    formula = "y = fₙ(… f₂(f₁(x)))"
    use = "To give layers that belong together a name, or to make a branch of several layers."


@layer("Container", implementation=f"{MODULES}.Residual")
class Residual(Container):
    """Adds the input to what the layers inside make of it: x + f(x). Deep networks learn because of it.

    What comes out inside must have the shape of what went in.
    """

    formula = "y = x + f(x)"
    use = "From about ten layers on: gradients reach the first layers."
    reference = "https://arxiv.org/abs/1512.03385"

    def merged(self, input_shape: Shape, outputs: Row[Shape]) -> Shape | None:
        return input_shape if outputs and outputs[-1] == input_shape else None


@layer("Container", implementation=f"{MODULES}.Parallel")
class Parallel(Container):
    """Branches: every layer inside gets the same input, and what they give is put together.

    A branch of several layers is a Sequential; an empty Sequential passes the input on as it is.
    """

    formula = "concat: y = [f₁(x), f₂(x), …]\nadd: y = f₁(x) + f₂(x) + …\nmultiply: y = f₁(x) · f₂(x) · …"
    use = "For windows of several sizes side by side (Inception), and for gates."
    reference = "https://arxiv.org/abs/1409.4842"

    flow: ClassVar[Literal["sequence", "branches"]] = "branches"

    combine: Annotated[
        Literal["concat", "add", "multiply"],
        Field(
            description="Put side by side along dim (concat), or add or multiply number by number; a size of 1 "
            "is multiplied with all."
        ),
    ] = "concat"
    dim: Annotated[
        int, Field(ge=1, le=8, description="The axis along which concat puts them: 1 are the channels or features.")
    ] = 1

    def merged(self, input_shape: Shape, outputs: Row[Shape]) -> Shape | None:  # noqa: ARG002
        if not outputs or len({len(shape) for shape in outputs}) > 1:
            return None
        if self.combine == "concat":
            return _side_by_side(outputs, self.dim - 1)
        if self.combine == "add":
            return outputs[0] if len(set(outputs)) == 1 else None
        sizes = [set(axis) - {1} or {1} for axis in zip(*outputs, strict=True)]
        return tuple(size.pop() for size in sizes) if all(len(size) == 1 for size in sizes) else None


def _side_by_side(shapes: Row[Shape], axis: int) -> Shape | None:
    first = shapes[0]
    if axis >= len(first) or len({(*shape[:axis], *shape[axis + 1 :]) for shape in shapes}) > 1:
        return None
    return (*first[:axis], sum(shape[axis] for shape in shapes), *first[axis + 1 :])
