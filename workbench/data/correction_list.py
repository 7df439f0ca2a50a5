"""Corrections as a table that people share: a CSV file with the columns part, index, label and given."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from workbench.spec.experiment import MAX_CORRECTIONS, Correction, corrected
from workbench.spec.files import problems_of
from workbench.spec.problems import ExperimentError, problem

COLUMNS = ("part", "index", "label", "given")
MOST_TOLD = 20


def to_csv(corrections: Iterable[Correction]) -> bytes:
    """UTF-8 with a mark, which spreadsheets need; an empty label: the sample is left out; an empty given: it is not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((each.part, each.index, each.label or "", each.given or "") for each in corrections)
    return text.getvalue().encode("utf-8-sig")


def from_csv(content: bytes) -> tuple[Correction, ...]:
    """Read such a table: with commas, semicolons or tabs, its columns in any order, others beside them.

    Of two lines for one sample the later counts. Raises :class:`ExperimentError` with what is wrong in which line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExperimentError([
            problem("", "The list of corrections is not UTF-8 text.", "Save it as CSV in UTF-8.")
        ]) from None  # fmt: skip
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        lacking = [name for name in ("index", "label") if name not in names]
        if lacking:
            raise ExperimentError([
                problem("", "The list of corrections has no column “{name}”.",
                        "Its first line has to be: part,index,label,given", name=lacking[0])
            ])  # fmt: skip
        rows.fieldnames = names
        found, wrong = [], []
        for row in rows:
            made = _read(row)
            if isinstance(made, Correction):
                found.append(made)
            else:
                wrong.append(problem(
                    "", "Line {line} of the list is no correction: {reason}.",
                    "A line is like: train,17,cat,dog – or without a label for a sample that is left out.", line=rows.line_num, reason=made,
                ))  # fmt: skip
    except csv.Error as error:
        raise ExperimentError([
            problem("", "Line {line} of the list cannot be read: {reason}.", "Save it as CSV.", line=rows.line_num, reason=error)
        ]) from None  # fmt: skip
    if wrong:
        raise ExperimentError(wrong[:MOST_TOLD])
    if len(found) > MAX_CORRECTIONS:
        raise ExperimentError([
            problem("", "The list has {count} corrections; an experiment holds {most}.", "Make the list shorter.",
                    count=len(found), most=MAX_CORRECTIONS)
        ])  # fmt: skip
    return corrected((), *found)


def _read(row: Mapping[str | None, Any]) -> Correction | str:
    """One line, or what is wrong with it."""
    part: Any = (row.get("part") or "train").strip()
    index = (row["index"] or "").strip().lstrip("#")
    if not index.isdecimal():
        return f"“{index}”"
    try:
        return Correction(part=part, index=int(index), label=row["label"] or None, given=row.get("given") or None)
    except ValidationError as error:
        return "; ".join(each.line() for each in problems_of(error))
