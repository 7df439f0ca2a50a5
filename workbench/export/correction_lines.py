"""How the exported script corrects single samples: the twin of ``data/corrections.py``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from workbench.data.correction_numbers import changes_in, given_in, nameable
from workbench.export.file_lines import file_modules
from workbench.spec.experiment import Data, SourcePart

PER_LINE = 10


def corrected_parts(data: Data) -> tuple[SourcePart, ...]:
    """The parts in which something is corrected."""
    found = {item.part for item in data.corrections}
    return tuple(part for part in get_args(SourcePart) if part in found)


def correction_constants(data: Data, classes: Sequence[str]) -> list[str]:
    """For each part, what is corrected in it: by the place of a sample its class number, or None where it is left out; and what it was."""
    lines = []
    usable = nameable(data.corrections, classes)
    for part in corrected_parts(data):
        lines += _constant(f"{part.upper()}_CORRECTIONS", changes_in(usable, part, classes), "None: left out")
        lines += _constant(
            f"{part.upper()}_GIVEN", given_in(usable, part, classes), "what it was; else it is not corrected"
        )
    return lines


def _constant(name: str, values: Mapping[int, object], note: str) -> list[str]:
    rows = [f"{place}: {value}" for place, value in values.items()]
    if len(rows) <= PER_LINE:
        return [f"{name} = {{{', '.join(rows)}}}  # {note}"]
    chunks = (", ".join(rows[at : at + PER_LINE]) for at in range(0, len(rows), PER_LINE))
    return [f"{name} = {{  # {note}", *(f"    {chunk}," for chunk in chunks), "}"]


def correction_lines(data: Data) -> list[str]:
    """In ``main``, after the data were loaded; files are corrected before they are read."""
    if file_modules(data.source):
        return []
    return [line for part in corrected_parts(data) for line in _of_part(part)]


def _of_part(part: SourcePart) -> Collection[str]:
    name = part.upper()
    return (
        f"    changes = still_fitting({part}_targets, {name}_CORRECTIONS, {name}_GIVEN)",
        f"    {part}_targets, kept = mended({part}_targets, changes)",
        f"    {part}_images, {part}_targets = take({part}_images, kept), {part}_targets[kept]",
    )


FUNCTION = '''def still_fitting(targets: np.ndarray, changes: dict, given: dict) -> dict:
    """The corrections, without those of samples that are others now; says how many those are."""
    found = fitting(targets, changes, given)
    if len(found) < len(changes):
        print(f"{len(changes) - len(found)} of {len(changes)} corrections are not applied: the data have changed.")
    return found'''
