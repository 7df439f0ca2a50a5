"""Why a run's model says what it says of a sample, in the terminal: its layers in figures, and what the answer hangs on."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.data.browse import PARTS
from workbench.data.samples import caption
from workbench.evaluation.inspect.activations import Activation, Activations, activations
from workbench.evaluation.inspect.attention import Attention
from workbench.evaluation.inspect.places import names_of_places
from workbench.evaluation.inspect.saliency import Attribution, Options, attribution
from workbench.evaluation.parts import parts_of
from workbench.evaluation.trained import Judgement, Trained
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.spec.shapes import show
from workbench.terminal import finite
from workbench.terminal_attention import attention_row, attention_table, attention_words, attentions
from workbench.terminal_explain_files import keep, named_places, target_files, write
from workbench.terminal_predict import Asked, asked_of, asked_texts, complain_of, line, plain, refuse_other_kinds
from workbench.terminal_report import tell, told

DONE, WRONG_INPUT = 0, 2
MOST = 10
"""So many tokens or columns, and changes of mind, stand in the terminal; ``--json`` and ``--to`` have all."""

COLUMNS = ("layer", "type", "output", "min", "max", "mean", "std", "zeros", "not finite")


def explain(options: argparse.Namespace) -> int:
    """Explain all that can be read; what cannot is named, and the code is then 2."""
    if not (options.files or options.text or options.sample):
        raise ExperimentError([problem("", "There is nothing to explain.",
                                       "Name files, texts with --text, or samples of the data with --sample test:0.")])  # fmt: skip
    options.method = _method(options)
    trained = Trained.from_run(options.run_dir, options.weights, options.data_dir)
    refuse_other_kinds(trained.facts.kind, options)
    target = _target(trained, options.target)
    samples, code = _samples(trained, options)
    paths: list[Path | None] = [None] * len(samples)
    if options.to is not None and samples:
        paths = [*target_files(trained, options, [each.where for each in samples])]
    for each, path in zip(samples, paths, strict=True):
        _explain(trained, each, target, options, path)
    return code


BELONGS = {
    "layer": ("grad_cam", "attention"), "window": ("occlusion",), "stride": ("occlusion",),
    "baseline": ("occlusion", "integrated_gradients"),
}  # fmt: skip
"""Which methods have an option; without ``--method`` it is the first."""


def _method(options: argparse.Namespace) -> str:
    """The one that is named, or that the other options belong to. Raises :class:`ExperimentError` where they do not agree."""
    method: str | None = options.method
    for name, methods in BELONGS.items():
        if getattr(options, name) is None:
            continue
        if method is None:
            method = methods[0]
        if method not in methods:
            what = "--{name} is an option of {methods}; {method} has none."
            raise ExperimentError([problem("", what, "Leave one of the two out.", name=name, methods=", ".join(methods),
                                           method=method)])  # fmt: skip
    if method == "attention" and options.target is not None:
        what = "--target names an answer; attention is the same for all of them."
        raise ExperimentError([problem("", what, "Leave it out.")])
    return method or ""


def _samples(trained: Trained, options: argparse.Namespace) -> tuple[list[Asked], int]:
    """What is to be explained, in the order of the command line."""
    found: list[Asked] = []
    code = DONE
    for path in options.files:
        try:
            found += asked_of(path, trained)
        except ExperimentError as error:
            complain_of(path, error)
            code = WRONG_INPUT
    found += asked_texts(options.text)
    return found + (list(_of_parts(trained, options)) if options.sample else []), code


def _of_parts(trained: Trained, options: argparse.Namespace) -> Iterator[Asked]:
    """Samples of the run's own data."""
    asked = [_part_and_number(word) for word in options.sample]
    try:
        found = parts_of(trained.experiment, options.data_dir, tell)
    finally:
        told()
    for word, (part, number) in zip(options.sample, asked, strict=True):
        if not found.parts:
            what = "The data of the run are not there."
            raise ExperimentError([problem("data.source", what, "Say where they are with --data-dir.")])
        shelf = found.parts[part]
        if not 0 <= number < len(shelf):
            what = "There is no sample {word}: the part has {count} samples, counted from 0."
            raise ExperimentError([problem("", what, "Name another.", word=word, count=len(shelf))])
        text = trained.facts.kind == "text"
        sample: Any = str(shelf.images[shelf.rows[number]]) if text else shelf.sample(number)
        if isinstance(sample, Problem):
            raise ExperimentError([sample])
        true = caption(shelf.targets[number], trained.facts) if trained.subject.task != "input" else ""
        yield Asked(sample, word, {"sample": word} | ({"true": true} if true else {}))


def _part_and_number(word: str) -> tuple[Any, int]:
    part, _, number = word.partition(":")
    if part not in PARTS or not number.isdecimal():
        what = "{word} names no sample."
        raise ExperimentError([problem("", what, "Write the part and a number from 0, such as test:12.", word=word)])
    return part, int(number)


def _target(trained: Trained, word: str | None) -> int | None:
    """The output of that name, or of that number."""
    if word is None:
        return None
    names = trained.classes if trained.subject.task == "classes" else trained.names
    if word in names:
        return names.index(word)
    if word.isdecimal() and int(word) < len(names):
        return int(word)
    what = "The model has no output “{word}”; it has {names}."
    raise ExperimentError([problem("", what, "Name one of them.", word=word, names=", ".join(names[:30]))])


def _explain(trained: Trained, asked: Asked, target: int | None, options: argparse.Namespace, to: Path | None) -> None:
    judgement = trained.judge(asked.sample)
    said = plain(trained, judgement, asked.target)
    layers = activations(trained, judgement.seen, largest=0)
    found, heads = None, tuple[Attention, ...]()
    if options.method == "attention":
        heads = attentions(trained, judgement, options.layer)
    elif trained.subject.task != "input" or options.method or target is not None:
        try:
            found = attribution(trained, judgement.seen, options.method or "saliency", target, _options(options), tell)
        finally:
            told()
    names = names_of_places(trained, judgement)
    if to is not None:
        if heads:
            to = keep(attention_table(heads, names), to)
        else:
            to = write(trained, judgement, found, to) if found is not None else None
    if options.json:
        row = asked.row | said | _row(trained, judgement, layers, found)
        row |= {"attention": [attention_row(each, names) for each in heads]} if heads else {}
        print(json.dumps(finite(row | ({"to": str(to)} if to else {})), ensure_ascii=False), flush=True)  # noqa: T201
        return
    true = asked.row.get("true")
    print(line(asked, said) + (f"; true: {true}" if true else ""))  # noqa: T201
    lines = (*_table(layers), *(_words(trained, judgement, found) if found else ()), *attention_words(heads, names))
    for words in (*lines, *([str(to)] if to else [])):
        print(words)  # noqa: T201
    sys.stdout.flush()


def _options(options: argparse.Namespace) -> Options:
    return Options(
        layer=options.layer or "",
        baseline=options.baseline if options.baseline is not None else Options.baseline,
        window=options.window or (),
        stride=options.stride or (),
    )


def _row(trained: Trained, judgement: Judgement, layers: Activations, found: Attribution | None) -> dict[str, Any]:
    """For ``--json``."""
    row: dict[str, Any] = {"layers": [_figures(each) for each in layers.layers]}
    if found is None:
        return row
    row |= {"method": found.method, "target": found.name, "score": found.score}
    row |= {"layer": found.layer} if found.layer else {}
    row |= {"unexplained": found.rest} if found.rest is not None else {}
    if found.method == "occlusion":
        row["flips"] = [{"box": flip.box, "prediction": flip.name, "probability": flip.share} for flip in found.flips]
    named = named_places(trained, judgement, found)
    return row | ({"values": [{"name": name, "value": value} for name, value in named]} if named else {})


def _figures(each: Activation) -> dict[str, Any]:
    known = each.statistics
    return {
        "address": each.row.address, "type": each.row.type, "shape": each.shape, "min": known.low, "max": known.high,
        "mean": known.mean, "std": known.std, "zeros": known.zeros, "not_finite": known.not_finite,
    }  # fmt: skip


def _table(layers: Activations) -> Iterator[str]:
    """A line for each layer, those inside of others further in."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for each in (layers.input, *layers.layers):
        known = each.statistics
        numbers = (f"{number:.4g}" for number in (known.low, known.high, known.mean, known.std))
        name = "  " * each.row.depth + each.row.address
        rows.append((name, each.row.type, show(each.shape), *numbers, f"{known.zeros:.1%}", f"{known.not_finite:,}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            word.ljust(wide) if i < 3 else word.rjust(wide)
            for i, (word, wide) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _words(trained: Trained, judgement: Judgement, found: Attribution) -> Iterator[str]:
    """What the answer hangs on, as far as words can say it."""
    where = f", at {found.layer}" if found.layer else ""
    yield f"{found.method} of “{found.name}” ({found.score:.4g}){where}:"
    named = named_places(trained, judgement, found)
    if named:
        ordered = sorted(named, key=lambda pair: -abs(pair[1]))[:MOST]
        wide = max(len(name) for name, _ in ordered)
        yield from (f"  {name.ljust(wide)}  {value:.4g}" for name, value in ordered)
    elif not found.places.any():
        yield "  nothing: it is 0 everywhere"
    else:
        strongest = divmod(int(abs(found.places).argmax()), found.places.shape[-1])
        row = f"row {strongest[0]}, " if found.places.ndim > 1 else ""
        yield f"  the most at {row}{'column' if row else 'step'} {strongest[1]}; --to writes all of it."
    for flip in found.flips[:MOST]:
        box = ", ".join(f"{start} to {end - 1}" for start, end in flip.box)
        yield f"  without {box} it says {flip.name} ({flip.share:.1%})"
