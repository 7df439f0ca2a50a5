"""How the exported script corrects single samples: the twin of ``data/corrections.py``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import get_args

from workbench.data.corrections import changes_in
from workbench.export.file_lines import file_modules
from workbench.spec.experiment import Data, SourcePart

PER_LINE = 10


def corrected_parts(data: Data) -> tuple[SourcePart, ...]:
    """The parts in which something is corrected."""
    found = {item.part for item in data.corrections}
    return tuple(part for part in get_args(SourcePart) if part in found)


def correction_constants(data: Data, classes: Sequence[str]) -> list[str]:
    """For each part, what is corrected in it: by the place of a sample its class number, or None where it is left out."""
    lines = []
    for part in corrected_parts(data):
        rows = [f"{place}: {label}" for place, label in changes_in(data.corrections, part, classes).items()]
        name = f"{part.upper()}_CORRECTIONS"
        if len(rows) <= PER_LINE:
            lines.append(f"{name} = {{{', '.join(rows)}}}  # None: left out")
            continue
        chunks = (", ".join(rows[at : at + PER_LINE]) for at in range(0, len(rows), PER_LINE))
        lines += [f"{name} = {{  # None: left out", *(f"    {chunk}," for chunk in chunks), "}"]
    return lines


def correction_lines(data: Data) -> list[str]:
    """In ``main``, after the data were loaded; files are corrected before they are read."""
    if file_modules(data.source):
        return []
    return [line for part in corrected_parts(data) for line in _of_part(part)]


def _of_part(part: SourcePart) -> Collection[str]:
    return (
        f"    {part}_targets, kept = mended({part}_targets, {part.upper()}_CORRECTIONS)",
        f"    {part}_images, {part}_targets = take({part}_images, kept), {part}_targets[kept]",
    )
