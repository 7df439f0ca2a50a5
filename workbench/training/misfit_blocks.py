"""Why what is inside a Residual or a Parallel does not come together, and the edit that mends it."""

from __future__ import annotations

from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.linear import Linear
from workbench.catalog.layers.normalization import BatchNorm2d
from workbench.spec.containers import Container
from workbench.spec.edits import Remove, SetValue
from workbench.spec.parts import Layer, Shape
from workbench.spec.problems import Fix, Problem, Text, fix_by, problem
from workbench.spec.shapes import show
from workbench.training.misfit import sizes
from workbench.training.places import Place, holds, row_of


def nothing_inside(place: Place) -> Problem | None:
    """A Residual or Parallel without a layer that is switched on."""
    layer = place.layer
    if not isinstance(layer, Residual | Parallel) or any(inner.enabled for inner in layer.layers):
        return None
    return problem(
        place.address, "{layer} has no layers inside.", "Put some in, or remove it.",
        fix=fix_by("Remove {layer}", Remove(place.list_address, (place.index,)), layer=layer.type), layer=layer.type,
    )  # fmt: skip


def unmerged(place: Place, shape: Shape, outputs: tuple[Shape, ...]) -> Problem:
    """The problem of a container whose :meth:`Container.merged` finds no shape for what its layers give."""
    layer = place.layer
    assert isinstance(layer, Container)
    if isinstance(layer, Residual):
        return _unequal_to_input(place, shape, outputs[-1])
    assert isinstance(layer, Parallel)
    given = ", ".join(show(output) for output in outputs)
    if layer.combine != "concat":
        return problem(
            f"{place.address}.combine", "The branches give {shapes}; to {combine} them they must have one shape.",
            "Make them alike, or put them side by side.",
            fix=fix_by("Put them side by side", SetValue(f"{place.address}.combine", "concat")) if _fit(layer, outputs) else None,
            shapes=given, combine=Text(layer.combine),
        )  # fmt: skip
    axes = {len(output) for output in outputs}
    if len(axes) == 1 and layer.dim > (count := axes.pop()):
        return problem(
            f"{place.address}.dim", "There is no axis {value} here: a batch of {shape} has the axes 0 to {last}.",
            "Choose one of them.", fix=fix_by("Set {name} to {good}", SetValue(f"{place.address}.dim", 1), name="dim", good=1),
            value=layer.dim, shape=show(outputs[0]), last=count,
        )  # fmt: skip
    return problem(
        place.address, "The branches give {shapes}; side by side along axis {dim}, all other sizes must be the same.",
        "Give them the same height and width: the same strides, and padding = “same” for convolutions.",
        shapes=given, dim=layer.dim,
    )  # fmt: skip


def _fit(layer: Parallel, outputs: tuple[Shape, ...]) -> bool:
    return layer.replace(combine="concat").merged((), outputs) is not None


def _unequal_to_input(place: Place, shape: Shape, output: Shape) -> Problem:
    fix = _padded(place, shape, output) or _projected(place, shape, output)
    return problem(
        place.address, "The layers inside turn {input} into {output}; a Residual adds the two, so they must be alike.",
        "{hint}.", fix=fix, input=show(shape), output=show(output),
        hint=fix.label if fix else Text("Let what comes out inside have the shape of what goes in"),
    )  # fmt: skip


def _padded(place: Place, shape: Shape, output: Shape) -> Fix | None:
    """Padding for the convolutions that cut the border off, if that is all that makes the image or series smaller."""
    convolutions = [inner for inner in row_of(holds(place), place.path) if inner.layer.group == "Convolution"]
    lost = [0] * (len(shape) - 1)
    edits = []
    for inner in convolutions:
        layer = inner.layer
        if "Transpose" in layer.type or set(sizes(layer.stride, 1)) != {1}:  # type: ignore[attr-defined]
            return None
        if layer.padding == "same":  # type: ignore[attr-defined]
            continue
        each = [sizes(getattr(layer, name), len(lost)) for name in ("kernel_size", "padding", "dilation")]
        lost = [
            sum(row) for row in zip(lost, (d * (k - 1) - 2 * p for k, p, d in zip(*each, strict=True)), strict=True)
        ]
        edits.append(SetValue(f"{inner.address}.padding", "same"))
    cut = [before - after for before, after in zip(shape[1:], output[1:], strict=False)]
    if len(shape) != len(output) or cut != lost or not any(lost):
        return None
    return fix_by("Pad the convolutions inside, so that the size stays", *edits)


def _projected(place: Place, shape: Shape, output: Shape) -> Fix | None:
    """The sum of two branches, of which the shortcut brings the input to the new shape (He et al. 2015, option B)."""
    shortcut = _shortcut(shape, output)
    layer = place.layer
    if not shortcut or not isinstance(layer, Residual):
        return None
    body = Sequential(layers=layer.layers)
    sides = (body, Sequential(name="shortcut", layers=shortcut))
    block = Parallel(name=layer.name, combine="add", layers=sides)
    return fix_by("Bring the input to that shape in a second branch", SetValue(place.address, block))


def _shortcut(shape: Shape, output: Shape) -> tuple[Layer, ...]:
    if len(shape) == len(output) == 3:
        down, across = (-(-size // out) for size, out in zip(shape[1:], output[1:], strict=True))
        reached = ((shape[1] - 1) // down + 1, (shape[2] - 1) // across + 1)
        if reached == output[1:]:
            stride = down if down == across else (down, across)
            return (Conv2d(out_channels=output[0], kernel_size=1, stride=stride, bias=False), BatchNorm2d())
    elif len(shape) == len(output) and shape[:-1] == output[:-1]:
        return (Linear(out_features=output[-1]),)
    return ()
