"""Parts that a file names and this program does not have: someone's own code, or a newer version's.

They are kept as they stand, so that a file can be opened, edited and saved without loss. They cannot run: ``check``
says where they are, and a run or an export is refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeGuard

from pydantic import Field, ValidationError
from pydantic_core import PydanticCustomError

from workbench.spec.fields import LARGEST_WHOLE, Parameter, shown, shown_key
from workbench.spec.parts import (
    DatasetPart,
    Layer,
    Loss,
    Optimizer,
    Part,
    Scheduler,
    Transform,
    find,
    near_name,
    noun,
    read_part,
)

if TYPE_CHECKING:
    from workbench.spec.experiment import Experiment
    from workbench.spec.problems import Fix, Problem

MAX_TABLE = 1_000_000
"""Letters of a kept table."""
MAX_TABLE_DEPTH = 40

_NAME = re.compile(r"[A-Z][A-Za-z0-9_]{0,79}")
_SHOWN_WHOLE = 5


class Unknown(Part):
    """A part that this program does not have; it is kept as it stands in the file."""

    table: Annotated[str, Field(description="The table of the file as JSON, its keys in order.")] = "{}"

    @property
    def type(self) -> str:
        """The name that the file gives."""
        return str(self._table()["type"])

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """Only what every part of the kind has; of the rest nobody knows what is allowed."""
        return tuple(p for p in super().parameters() if p.name == "enabled")

    def plain(self) -> dict[str, Any]:
        """As the file held it; that it is switched on need not be said."""
        return self._table() | ({} if getattr(self, "enabled", True) else {"enabled": False})

    def summary(self) -> str:
        """What the file sets."""
        rows = [f"{shown_key(name)} {shown(value, 30)}" for name, value in self.values().items()]
        return ", ".join(rows[:_SHOWN_WHOLE] + ["…"] * (len(rows) > _SHOWN_WHOLE))

    def values(self) -> dict[str, Any]:
        """What the file sets."""
        return {name: value for name, value in self._table().items() if name != "type"}

    def _table(self) -> dict[str, Any]:
        table: dict[str, Any] = json.loads(self.table)
        return {"type": table.pop("type")} | table


class UnknownDataset(Unknown, DatasetPart):
    """A data set that this program does not have; it is kept as it stands in the file."""


class UnknownTransform(Unknown, Transform):
    """A transform that this program does not have; it is kept as it stands in the file."""


class UnknownLayer(Unknown, Layer):
    """A layer that this program does not have; it is kept as it stands in the file."""


class UnknownLoss(Unknown, Loss):
    """A loss that this program does not have; it is kept as it stands in the file."""


class UnknownOptimizer(Unknown, Optimizer):
    """An optimizer that this program does not have; it is kept as it stands in the file."""


class UnknownScheduler(Unknown, Scheduler):
    """A schedule that this program does not have; it is kept as it stands in the file."""


CLASSES: Mapping[str, type[Unknown]] = {
    cls.kind: cls
    for cls in (UnknownDataset, UnknownTransform, UnknownLayer, UnknownLoss, UnknownOptimizer, UnknownScheduler)
}


def is_unknown(part: Part) -> TypeGuard[Unknown]:
    """Whether the part is one that this program does not have."""
    return isinstance(part, Unknown)


def kept(kind: str, plain: Mapping[str, Any]) -> Unknown | None:
    """The table of a part that is not known; None where its name could be no part's.

    Raises ``PydanticCustomError`` for a table that no part could have: too large, too deep, with dates or NaN.
    """
    if (
        kind not in CLASSES
        or not _NAME.fullmatch(plain["type"])
        or any(find(other, plain["type"]) for other in CLASSES)
    ):
        return None
    if not _is_plain(plain, MAX_TABLE_DEPTH):
        raise _not_kept(plain["type"])
    switch = {}
    if "enabled" in CLASSES[kind].model_fields and isinstance(plain.get("enabled"), bool):
        plain = dict(plain)
        switch["enabled"] = plain.pop("enabled")
    table = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    if len(table) > MAX_TABLE:
        raise _not_kept(plain["type"])
    return CLASSES[kind].model_validate({"table": table} | switch)


def _not_kept(name: str) -> PydanticCustomError:
    words = "{given} is not known here, and its table is not one that can be kept"
    return PydanticCustomError("kept", words, {"given": shown(name)})


def _is_plain(value: Any, depth: int) -> bool:
    if depth < 0:
        return False
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_text(key) and _is_plain(item, depth - 1) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item, depth - 1) for item in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) <= LARGEST_WHOLE
    return isinstance(value, str) and _is_text(value)


def _is_text(text: str) -> bool:
    """Half a character, as JSON can hold it, cannot be written to a file."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def unknown_problem(address: str, part: Unknown) -> Problem:
    """Where it stands, and what can be done."""
    from workbench.spec.own import waiting
    from workbench.spec.problems import problem  # late: problems know edits, and edits know parts

    near = near_name(part.kind, part.type)
    file = next((each.file for each in waiting(part.kind) if each.name == part.type), "")
    if file:
        what = "{given} is in your file {file}, which is not allowed yet."
        return problem(address, what, "Read the file and allow it.", given=shown(part.type), file=file)
    remedy = "Did you mean {near}?" if near else "Choose another, or allow the file of own code that has it."
    if not near and "enabled" in type(part).model_fields:
        remedy = "Switch it off, remove it, or allow the file of own code that has it."
    return problem(
        address, "{given} is not {noun} of this program.", remedy, fix=_fix(address, part, near),
        given=shown(part.type), noun=noun(part.kind), near=near,
    )  # fmt: skip


def _fix(address: str, part: Unknown, near: str) -> Fix | None:
    """The part that was meant, if it takes the values; else switching it off, where that can be done."""
    from workbench.spec.edits import SetValue
    from workbench.spec.problems import fix_by

    if near:
        try:
            return fix_by(
                "Use {part}", SetValue(address, read_part(part.kind, part.plain() | {"type": near})), part=near
            )
        except (ValidationError, PydanticCustomError):
            pass
    if "enabled" in type(part).model_fields:
        return fix_by("Switch {part} off", SetValue(f"{address}.enabled", False), part=part.type)
    return None


def unknown_problems(experiment: Experiment) -> Iterator[Problem]:
    """Every unknown part that would have to run, in the order of the file."""
    for address, part in _parts(experiment):
        if isinstance(part, Unknown):
            yield unknown_problem(address, part)


def is_whole(experiment: Experiment) -> bool:
    """Whether everything that would have to run is known."""
    return next(unknown_problems(experiment), None) is None


def _parts(experiment: Experiment) -> Iterator[tuple[str, Part]]:
    from workbench.spec.containers import address_of

    yield "data.source", experiment.data.source
    for index, step in enumerate(experiment.data.transforms):
        if step.enabled:
            yield f"data.transforms[{index}]", step
    for path, layer in _used(experiment.model.layers, ()):
        yield address_of(path), layer
    training = experiment.training
    for name in ("loss", "optimizer", "scheduler"):
        if (part := getattr(training, name)) is not None:
            yield f"training.{name}", part


def _used(layers: tuple[Layer, ...], above: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Layer]]:
    from workbench.spec.containers import Container

    for index, layer in enumerate(layers):
        if layer.enabled:
            yield (*above, index), layer
            if isinstance(layer, Container):
                yield from _used(layer.layers, (*above, index))
