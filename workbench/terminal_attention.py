"""Where the heads of a model's attention look, in the terminal and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.evaluation.inspect.attention import Attention, attention, with_attention
from workbench.evaluation.inspect.places import names_of_steps
from workbench.evaluation.trained import Judgement, Trained
from workbench.spec.problems import ExperimentError, problem
from workbench.terminal_explain_files import as_csv

MOST, STRONGEST = 20, 3
"""So many steps of each head stand in the terminal, with so many that they attend to most; ``--json`` and ``--to`` have all."""


def attentions(trained: Trained, judgement: Judgement, layer: str | None) -> tuple[Attention, ...]:
    """Those of one layer, or of all. Raises :class:`ExperimentError` where there is none."""
    addresses = (layer,) if layer else with_attention(trained)
    if not addresses:
        what = "The model has no layer that attends."
        raise ExperimentError([problem("", what, "MultiheadAttention and TransformerEncoderLayer do.")])
    return tuple(attention(trained, judgement.seen, address) for address in addresses)


def attention_words(found: tuple[Attention, ...], places: tuple[str, ...]) -> Iterator[str]:
    """For each head and step, where it looks most."""
    for each in found:
        yield f"attention of {each.address} ({each.type}):"
        names = names_of_steps(places, each.steps, each.extra)
        wide = max(map(len, names[: each.weights.shape[1]]))
        for number, head in enumerate(each.weights):
            yield f"  head {number}"
            for name, row in zip(names[:MOST], head[:MOST], strict=False):
                strongest = (-row).argsort(kind="stable")[:STRONGEST]
                yield f"    {name.ljust(wide)}  " + ", ".join(f"{names[at]} {float(row[at]):.1%}" for at in strongest)
            if head.shape[0] > MOST:
                yield f"    … {head.shape[0] - MOST:,} more; --to writes all of it."


def attention_row(each: Attention, places: tuple[str, ...]) -> dict[str, Any]:
    """For ``--json``."""
    names = names_of_steps(places, each.steps, each.extra)
    return {
        "address": each.address, "type": each.type, "from": names[: each.weights.shape[1]], "to": names,
        "weights": each.weights.tolist(),
    }  # fmt: skip


def attention_table(found: tuple[Attention, ...], places: tuple[str, ...]) -> bytes:
    """A row for each pair of steps of each head."""
    rows: list[tuple[Any, ...]] = [("layer", "head", "from", "token", "to", "attended", "weight")]
    for each in found:
        names = names_of_steps(places, each.steps, each.extra)
        for head, weights in enumerate(each.weights):
            for start, row in enumerate(weights):
                rows += [
                    (each.address, head, start, names[start], end, names[end], value) for end, value in enumerate(row)
                ]
    return as_csv(rows)
