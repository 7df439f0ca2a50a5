"""What the places of an input are called: the columns of a row, the tokens of a text."""

from __future__ import annotations

from workbench.data.tokens import PADDING, Tokenize
from workbench.evaluation.trained import Judgement, Trained


def names_of_places(trained: Trained, judgement: Judgement) -> tuple[str, ...]:
    """One name for each place of ``Judgement.seen``, padding included; empty where places have none but their numbers."""
    count = int(judgement.seen.size)
    if trained.facts.kind == "table":
        return trained.facts.columns if len(trained.facts.columns) == count else ()
    if trained.facts.kind != "text" or judgement.seen.ndim != 1 or len(judgement.tokens) > count:
        return ()
    step = next((each for each in trained.pipeline.fitted.values() if isinstance(each, Tokenize)), None)
    tokens = tuple(token for token, _known in judgement.tokens)
    padding = (PADDING,) * (count - len(tokens))
    return padding + tokens if step is not None and step.padding == "start" else tokens + padding


def names_of_steps(places: tuple[str, ...], steps: int, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What the steps of a layer are called: as the places of the input, where there are as many; else by their numbers."""
    return (*(places if len(places) == steps else map(str, range(steps))), *extra)
