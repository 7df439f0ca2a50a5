"""Why a layer does not fit what comes before it, in plain words, and the edit that mends it.

PyTorch's own error is the last resort: it is quoted where no rule here knows the case.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from workbench.spec.edits import Edit, Insert, Move, Remove, SetValue
from workbench.spec.own import is_own
from workbench.spec.parts import Layer, Shape, find
from workbench.spec.problems import Fix, Problem, Text, either, problem
from workbench.spec.shapes import show
from workbench.training.places import Place

NOUNS = {
    1: "a row of numbers",
    2: "a series (two axes)",
    3: "an image (channels × height × width)",
    4: "a volume (channels × depth × height × width)",
}


def too_few_axes(place: Place, shape: Shape) -> Problem | None:
    """The problem of a layer that wants another number of axes (an image, a row) than it gets."""
    layer = place.layer
    if not layer.ranks or len(shape) in layer.ranks:
        return None
    return problem(
        place.address,
        "{layer} needs {wanted}, but gets {given} ({shape}).",
        "{hint}.",
        fix=(fix := _axes_fix(place, shape)),
        layer=layer.type,
        wanted=either([Text(NOUNS[rank]) for rank in layer.ranks]),
        given=Text(NOUNS.get(len(shape), "something else")),
        shape=show(shape),
        hint=fix.label if fix else Text("Move it to where the shape fits, or remove it"),
    )


def _axes_fix(place: Place, shape: Shape) -> Fix | None:
    layer, address, index = place.layer, place.address, place.index
    twin = layer.for_rank.get(len(shape))
    if twin:
        return _fix("Replace it by {twin}", SetValue(address, _same_values(layer, twin)), twin=twin)
    flat = _last_flatten(place)
    if flat is not None and 3 in layer.ranks:
        return _fix("Move it before Flatten", Move(place.list_address, (index,), flat))
    if layer.group == "Sequence" and len(shape) == 3:
        return _fix("Read the image row by row", Insert(place.list_address, index, (_flat_rows(),)))
    return _fix("Remove {layer}", Remove(place.list_address, (index,)), layer=layer.type)


def _flat_rows() -> Layer:
    cls = find("layer", "Flatten")
    assert cls is not None
    built = cls.model_validate({"start_dim": 1, "end_dim": 2})
    assert isinstance(built, Layer)
    return built


def _same_values(layer: Layer, twin: str) -> Layer:
    cls = find("layer", twin)
    assert cls is not None
    names = {p.name for p in cls.parameters()} & {p.name for p in layer.parameters()}
    built = cls.model_validate({name: getattr(layer, name) for name in names})
    assert isinstance(built, Layer)
    return built


def _last_flatten(place: Place) -> int | None:
    before = [i for i, layer in enumerate(place.siblings[: place.index]) if layer.type == "Flatten" and layer.enabled]
    return before[-1] if before else None


def misfit(place: Place, shape: Shape, error: str) -> Problem:
    """The problem of a layer on which PyTorch raised ``error`` for an input of this shape."""
    layer = place.layer
    for rule in () if is_own(layer) else RULES:  # what its words mean, only the user knows
        found = rule(layer, place.address, shape)
        if found:
            return found
    return problem(
        place.address, "{layer} does not fit an input of {shape}.", "PyTorch says: {error}",
        layer=layer.type, shape=show(shape), error=error.strip().splitlines()[0] if error.strip() else "nothing",
    )  # fmt: skip


def sizes(value: Any, count: int) -> tuple[int, ...]:
    """One number for each direction."""
    return (value,) * count if isinstance(value, int) else tuple(int(each) for each in value)


def _fix(label: str, *edits: Edit, **values: Any) -> Fix:
    return Fix(Text(label, values), edits)


def _divides(layer: Layer, address: str, shape: Shape) -> Problem | None:
    """Heads, groups of a GroupNorm, and the like have to divide a size of the input."""
    for name, size in (("num_heads", shape[-1]), ("nhead", shape[-1]), ("num_groups", shape[0])):
        value = getattr(layer, name, None)
        if value is not None and size % value:
            best = max(n for n in range(1, value + 1) if size % n == 0)
            return problem(
                f"{address}.{name}", "{name} = {value} does not divide {size}.", "Choose a number that does.",
                fix=_fix("Set {name} to {best}", SetValue(f"{address}.{name}", best), name=name, best=best),
                name=name, value=value, size=size,
            )  # fmt: skip
    return None


def _unflattened(layer: Layer, address: str, shape: Shape) -> Problem | None:
    if layer.type != "Unflatten" or not 1 <= layer.dim <= len(shape):  # type: ignore[attr-defined]
        return None
    sizes, size = layer.unflattened_size, shape[layer.dim - 1]  # type: ignore[attr-defined]
    if prod(sizes) == size:
        return None
    return problem(
        f"{address}.unflattened_size", "{sizes} make {count} numbers, but the axis has {size}.", "Let their product be {size}.",
        fix=_fix("Set it to {good}", SetValue(f"{address}.unflattened_size", (1, size)), good=show((1, size))),
        sizes=show(sizes), count=prod(sizes), size=size,
    )  # fmt: skip


def _permuted(layer: Layer, address: str, shape: Shape) -> Problem | None:
    if layer.type != "Permute" or sorted(layer.dims) == list(range(1, len(shape) + 1)):  # type: ignore[attr-defined]
        return None
    good = tuple(range(len(shape), 0, -1))
    return problem(
        f"{address}.dims", "An input of {shape} has the axes 1 to {last}; dims must name each of them once.", "Name them all.",
        fix=_fix("Set it to {good}", SetValue(f"{address}.dims", good), good=", ".join(map(str, good))),
        shape=show(shape), last=len(shape),
    )  # fmt: skip


def _groups(layer: Layer, address: str, shape: Shape) -> Problem | None:
    groups = getattr(layer, "groups", 1)
    out = getattr(layer, "out_channels", groups)
    if shape[0] % groups == 0 and out % groups == 0:
        return None
    return problem(
        f"{address}.groups", "groups = {groups} divides {inputs} input channels and {outputs} output channels not evenly.",
        "Choose a number that divides both.", fix=_fix("Set groups to 1", SetValue(f"{address}.groups", 1)),
        groups=groups, inputs=shape[0], outputs=out,
    )  # fmt: skip


def _same_with_stride(layer: Layer, address: str, _shape: Shape) -> Problem | None:
    if getattr(layer, "padding", 0) != "same" or set(sizes(getattr(layer, "stride", 1), 1)) == {1}:
        return None
    return problem(
        f"{address}.padding", "padding = “same” works with stride 1 only.", "Set the stride to 1, or give the padding as a number.",
        fix=_fix("Set stride to 1", SetValue(f"{address}.stride", 1)),
    )  # fmt: skip


def _padding_over_half(layer: Layer, address: str, shape: Shape) -> Problem | None:
    if "Pool" not in layer.type or not hasattr(layer, "kernel_size"):
        return None
    count = len(shape) - 1
    kernel, padding = sizes(layer.kernel_size, count), sizes(layer.padding, count)  # type: ignore[attr-defined]
    if all(pad <= size // 2 for pad, size in zip(padding, kernel, strict=True)):
        return None
    half = min(size // 2 for size in kernel)
    return problem(
        f"{address}.padding", "The padding is more than half of the window.", "Set it to {half} or less.",
        fix=_fix("Set padding to {half}", SetValue(f"{address}.padding", half), half=half), half=half,
    )  # fmt: skip


def _window_too_large(layer: Layer, address: str, shape: Shape) -> Problem | None:
    if not hasattr(layer, "kernel_size") or "Transpose" in layer.type or len(shape) < 2:
        return None
    count = len(shape) - 1
    kernel, dilation = sizes(layer.kernel_size, count), sizes(getattr(layer, "dilation", 1), count)
    padding = (0,) * count if isinstance(layer.padding, str) else sizes(layer.padding, count)  # type: ignore[attr-defined]
    room = tuple(size + 2 * pad for size, pad in zip(shape[1:], padding, strict=True))
    reach = tuple(d * (k - 1) + 1 for d, k in zip(dilation, kernel, strict=True))
    if all(r <= most for r, most in zip(reach, room, strict=True)):
        return None
    smaller = tuple(max(1, min(k, (r - 1) // d + 1)) for k, r, d in zip(kernel, room, dilation, strict=True))
    value = smaller[0] if len(set(smaller)) == 1 else smaller
    what = "The window covers {reach}, but the image is only {room} here."
    if count == 1:
        what = "The window covers {reach} steps, but the series has only {room} here."
    return problem(
        f"{address}.kernel_size", what, "Use a smaller window, or shrink less before it.",
        fix=_fix("Set kernel_size to {value}", SetValue(f"{address}.kernel_size", value), value=show(smaller)),
        reach=show(reach), room=show(room),
    )  # fmt: skip


def _reflect_too_far(layer: Layer, address: str, shape: Shape) -> Problem | None:
    mode, padding = getattr(layer, "padding_mode", "zeros"), getattr(layer, "padding", 0)
    if mode not in ("reflect", "circular") or isinstance(padding, str) or len(shape) < 2:
        return None
    if all(pad < size for pad, size in zip(sizes(padding, len(shape) - 1), shape[1:], strict=True)):
        return None
    return problem(
        f"{address}.padding", "padding_mode = “{mode}” needs a padding smaller than the image ({shape}).", "Use a smaller padding.",
        fix=_fix("Set padding_mode to zeros", SetValue(f"{address}.padding_mode", "zeros")), mode=mode, shape=show(shape),
    )  # fmt: skip


def _axis_not_there(layer: Layer, address: str, shape: Shape) -> Problem | None:
    axes = len(shape) + 1
    for name, good in (("dim", 1), ("start_dim", 1), ("end_dim", -1)):
        value = getattr(layer, name, None)
        if value is not None and not -axes <= value < axes:
            return problem(
                f"{address}.{name}", "There is no axis {value} here: a batch of {shape} has the axes 0 to {last}.", "Choose one of them.",
                fix=_fix("Set {name} to {good}", SetValue(f"{address}.{name}", good), name=name, good=good),
                value=value, shape=show(shape), last=axes - 1,
            )  # fmt: skip
    return None


def _axes_reversed(layer: Layer, address: str, shape: Shape) -> Problem | None:
    start, end = getattr(layer, "start_dim", None), getattr(layer, "end_dim", None)
    if start is None or end is None or start <= (end if end >= 0 else end + len(shape) + 1):
        return None
    return problem(
        f"{address}.start_dim", "start_dim = {start} comes after end_dim = {end}.", "Let start_dim be the smaller one.",
        fix=_fix("Lay out all axes", SetValue(f"{address}.start_dim", 1), SetValue(f"{address}.end_dim", -1)),
        start=start, end=end,
    )  # fmt: skip


RULES: tuple[Callable[[Layer, str, Shape], Problem | None], ...] = (
    _divides, _unflattened, _permuted, _groups, _same_with_stride, _padding_over_half, _window_too_large, _reflect_too_far,
    _axis_not_there, _axes_reversed,
)  # fmt: skip


def wants_flatten(place: Place) -> Fix:
    """Put a Flatten before the layer."""
    cls = find("layer", "Flatten")
    assert cls is not None
    return _fix("Insert Flatten", Insert(place.list_address, place.index, (cls(),)))
