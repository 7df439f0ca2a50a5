"""Whether corrections fit the data: those that were made for other data are left aside with a warning, what else is wrong is said."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.data.correction_numbers import Label, Targets, as_given, given_of, has_label, left_out, numbers_of
from workbench.spec.edits import Remove, SetValue
from workbench.spec.experiment import Correction, SourcePart
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem

ADDRESS = "data.corrections"
MOST_TOLD = 20
"""More of what does not fit is told in one sentence: it was made for other data."""


@dataclass(frozen=True)
class Sifted:
    """``fit`` are to be applied; ``notes`` warn of those that were made for other data, ``wrong`` says what else does not fit."""

    fit: tuple[Correction, ...] = ()
    notes: tuple[Problem, ...] = ()
    wrong: tuple[Problem, ...] = ()


def sifted(
    corrections: Sequence[Correction], classes: Sequence[str], train: Targets | int, test: Targets | int
) -> Sifted:
    """Sort them by whether they fit data with these targets, or with so many samples where their targets are not known.

    A sample that has another label now than when it was corrected, or that is not there any more, shows that the data have changed: its
    correction is left aside. One that does not say what the label was is trusted.
    """
    if not corrections:
        return Sifted()
    targets: dict[SourcePart, Targets | int] = {"train": train, "test": test}
    sizes = {part: each if isinstance(each, int) else len(each) for part, each in targets.items()}
    numbers, stale = numbers_of(classes), []
    for place, item in enumerate(corrections):
        if item.given is not None and not _still(item, given_of(item, numbers), targets[item.part], sizes[item.part]):
            stale.append(place)
    aside = frozenset(stale)
    fit = tuple(item for place, item in enumerate(corrections) if place not in aside)
    notes = (_stale(corrections, stale, fit, classes, targets, sizes),) if stale else ()
    return Sifted(fit, notes, tuple(misfits(corrections, classes, sizes["train"], sizes["test"], aside)))


def applied(
    corrections: Sequence[Correction], classes: Sequence[str], train: Targets | int, test: Targets | int
) -> Sifted:
    """The same. Raises :class:`ExperimentError` with what is wrong."""
    found = sifted(corrections, classes, train, test)
    if found.wrong:
        raise ExperimentError(found.wrong)
    return found


def _still(item: Correction, given: Label | None, targets: Targets | int, size: int) -> bool:
    if given is None or item.index >= size:
        return False
    return isinstance(targets, int) or has_label(targets, item.index, given)


def _stale(
    corrections: Sequence[Correction], stale: Sequence[int], fit: tuple[Correction, ...], classes: Sequence[str],
    targets: Mapping[SourcePart, Targets | int], sizes: Mapping[SourcePart, int],
) -> Problem:  # fmt: skip
    """One warning for all of them, with the first as the example."""
    first = corrections[stale[0]]
    found = targets[first.part]
    values: dict[str, Any] = {"part": first.part, "index": first.index, "was": first.given}
    if first.index >= sizes[first.part]:
        what = "{count} of the {all} corrections are not applied: there is no {part}[{index}] any more."
    elif isinstance(found, int):
        what = "{count} of the {all} corrections are not applied: {part}[{index}] was “{was}”, which these data do not have."
    else:
        what = "{count} of the {all} corrections are not applied: {part}[{index}] was “{was}” when it was corrected, and is “{now}” now."
        values["now"] = as_given(found[first.index], classes)
    return problem(
        f"{ADDRESS}[{stale[0]}]", what,
        "The data seem to have changed (another seed, count or folder): bring them back, or take those corrections back.",
        severity="warning", fix=fix_by("Take back those that do not fit", SetValue(ADDRESS, fit)),
        count=len(stale), all=len(corrections), **values,
    )  # fmt: skip


def misfits(
    corrections: Sequence[Correction], classes: Sequence[str], train: int, test: int, aside: Collection[int] = ()
) -> Iterator[Problem]:
    """What does not fit, each with what mends it; of many, the first ones. Those ``aside`` are not looked at."""
    sizes, seen = {"train": train, "test": test}, set()
    wrong: list[tuple[int, Problem]] = []
    known = frozenset(classes)
    for number, item in enumerate(corrections):
        if number in aside:
            continue
        alike = classes if len(wrong) < MOST_TOLD else ()
        found = _misfit(number, item, alike, known, sizes[item.part], item.place in seen)
        seen.add(item.place)
        if found:
            wrong.append((number, found))
    yield from (found for _, found in wrong[:MOST_TOLD])
    if len(wrong) > MOST_TOLD:
        places = {number for number, _ in wrong}
        rest = tuple(item for number, item in enumerate(corrections) if number not in places)
        yield problem(
            ADDRESS, "{count} of the {all} corrections do not fit these data.",
            "They were made for another data set: take them back, or choose that one again.",
            fix=fix_by("Take back those that do not fit", SetValue(ADDRESS, rest)), count=len(wrong), all=len(corrections),
        )  # fmt: skip
    made = [item for number, item in enumerate(corrections) if number not in aside]
    if train and left_out(made, "train") >= train and not wrong:
        yield problem(
            ADDRESS, "The corrections leave out every training sample.", "Take some of them back.",
            fix=fix_by("Take all corrections back", SetValue(ADDRESS, ())),
        )  # fmt: skip


def _misfit(
    number: int, item: Correction, alike: Sequence[str], known: frozenset[str], count: int, again: bool
) -> Problem | None:
    if item.index < count and not again and (item.label is None or item.label in known):
        return None
    address, back = f"{ADDRESS}[{number}]", fix_by("Take this correction back", Remove(ADDRESS, (number,)))
    values: dict[str, Any] = {"part": item.part, "index": item.index}
    if item.index >= count:
        return problem(
            f"{address}.index", "There is no {part}[{index}]: that part has {count} samples.",
            "Take the correction back; it was made for other data.", fix=back, count=count, **values,
        )  # fmt: skip
    if again:
        return problem(
            f"{address}.index", "{part}[{index}] is corrected twice.", "Keep one of the two.",
            fix=fix_by("Keep the first", Remove(ADDRESS, (number,))), **values,
        )  # fmt: skip
    if not known:
        return problem(
            f"{address}.label", "{part}[{index}] cannot get a label: these data have no classes.",
            "Leave the sample out, or take the correction back.",
            fix=fix_by("Leave the sample out", SetValue(f"{address}.label", None)), **values,
        )  # fmt: skip
    near = difflib.get_close_matches((item.label or "")[:100], alike, n=1)
    if near:
        return problem(
            f"{address}.label", "{part}[{index}] shall be “{label}”, which is no class of these data.", "Did you mean “{near}”?",
            fix=fix_by("Set it to “{near}”", SetValue(f"{address}.label", near[0]), near=near[0]),
            label=item.label, near=near[0], **values,
        )  # fmt: skip
    return problem(
        f"{address}.label", "{part}[{index}] shall be “{label}”, which is no class of these data.",
        "Take the correction back, or name one of the classes.", fix=back, label=item.label, **values,
    )  # fmt: skip
