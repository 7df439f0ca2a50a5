"""What a run's model says of files and texts, in the terminal: a line for each sample."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pillow

from workbench.evaluation import file_rows
from workbench.evaluation.file_answers import (
    IMAGES,
    PIECE_BYTES,
    PIECE_FILES,
    answered,
    as_csv,
    files_in,
    row_of,
)
from workbench.evaluation.file_rows import Tally, rows_in
from workbench.evaluation.picture import picture
from workbench.evaluation.tables import Target
from workbench.evaluation.trained import MANY, Judgement, Sample, Trained
from workbench.spec import files
from workbench.spec.problems import ExperimentError, Problem, RunError, Text, problem

DONE, WRONG_INPUT = 0, 2
BEST = 3
"""So many classes stand in a line; ``--json`` has all."""

REMEDIES = {
    "image": Text("Name image files."),
    "table": Text("Name CSV files with the columns of the run, or .npy files."),
    "series": Text("Name .npy or .npz files."),
    "text": Text("Give each text with --text, or name files: .txt with a text on each line, or .csv."),
}
IN_FOLDERS = file_rows.ENDINGS | {"image": IMAGES}
SHORT = 60
"""So many letters of a text stand before its answer."""
KINDS = {"image": Text("images"), "table": Text("tables"), "series": Text("series"), "text": Text("texts")}


@dataclass(frozen=True)
class Asked:
    """A sample with its place: ``where`` for people, ``row`` for programs; ``target``, what stands in the file."""

    sample: Sample
    where: str
    row: dict[str, Any]
    target: Target = None


def predict(options: argparse.Namespace) -> int:
    """All that can be read; what cannot is named, and the code is then 2."""
    if bool(options.files) == bool(options.text):
        raise ExperimentError([problem("", "There is nothing to judge, or files and texts at once.",
                                       "Name files, or give each text with --text.")])  # fmt: skip
    trained = Trained.from_run(options.run_dir, options.weights, options.data_dir)
    if options.device:
        trained.move_to(options.device)
    kind = trained.facts.kind
    refuse_other_kinds(kind, options)
    options.files, vain = files_in(options.files, IN_FOLDERS[kind])
    for item in vain:
        _complain(f"warning: {item.line()}" if item.severity == "warning" else item.line())
    if vain and not options.files:
        return WRONG_INPUT
    if options.to is not None or (trained.subject.task == "input" and kind == "image"):
        return _copy_pictures(trained, options)
    rows: list[dict[str, Any]] | None = None if options.csv is None else []
    if options.text:
        _say_all(trained, asked_texts(options.text), options.json, rows, Tally())
        code = DONE
    else:
        code = _say_files(trained, options.files, options.json, rows)
    if rows is not None:
        try:
            files.write_whole(options.csv, as_csv(rows))
        except OSError as error:
            reason = error.strerror or str(error)
            raise RunError(
                problem("", "{path} cannot be written: {reason}.", path=options.csv, reason=reason)
            ) from None
        _complain(str(options.csv))
    return WRONG_INPUT if any(item.severity == "error" for item in vain) else code


def refuse_other_kinds(kind: str, options: argparse.Namespace) -> None:
    """Texts for a model of something else, or something else for a model of texts."""
    strange = [path for path in options.files if not path.is_dir() and path.suffix.lower() not in IN_FOLDERS["text"]]
    if (options.text and kind != "text") or (strange and kind == "text"):
        raise ExperimentError([
            Problem("", Text("The run was trained on {kind}.", {"kind": KINDS[kind]}), REMEDIES[kind])
        ])  # fmt: skip


def asked_texts(texts: Sequence[str]) -> list[Asked]:
    """Those of the command line."""
    return [Asked(text, _shortened(text), {"text": text}) for text in texts]


def _say_files(trained: Trained, paths: Sequence[Path], as_json: bool, rows: list[dict[str, Any]] | None) -> int:
    """A line for each sample of the files, in their order, as soon as it is known; the rows of a table of them are added to ``rows``."""
    if trained.facts.kind == "image":
        return _say_pictures(trained, paths, as_json, rows)
    code = DONE
    for path in paths:
        tally = Tally()
        asked = asked_of(path, trained)
        try:
            while piece := list(islice(asked, MANY)):
                _say_all(trained, piece, as_json, rows, tally)
        except ExperimentError as error:
            complain_of(path, error)
            code = WRONG_INPUT
            if rows is not None:
                rows.append({"file": str(path), "problem": error.problems[0].line()})
        if tally.known and not as_json:
            print(_summary(trained, tally), flush=True)  # noqa: T201
    return code


def _say_pictures(trained: Trained, paths: Sequence[Path], as_json: bool, rows: list[dict[str, Any]] | None) -> int:
    """The same for images; small ones are judged together."""
    code = DONE
    waiting: list[Asked] = []
    for path in paths:
        try:
            asked = list(asked_of(path, trained))
        except ExperimentError as error:
            code = max(code, _say_together(trained, waiting, as_json, rows), WRONG_INPUT)
            waiting = []
            complain_of(path, error)
            if rows is not None:
                rows.append({"image": str(path), "problem": error.problems[0].line()})
            continue
        waiting += asked
        sizes = sum(each.sample.nbytes for each in waiting if not isinstance(each.sample, str))
        if len(waiting) >= PIECE_FILES or sizes > PIECE_BYTES:
            code = max(code, _say_together(trained, waiting, as_json, rows))
            waiting = []
    return max(code, _say_together(trained, waiting, as_json, rows))


def _say_together(
    trained: Trained, asked: Sequence[Asked], as_json: bool, rows: list[dict[str, Any]] | None
) -> int:  # fmt: skip
    """All at once; where one does not fit, one after the other."""
    try:
        _say_all(trained, asked, as_json, rows, Tally())
    except ExperimentError as error:
        if len(asked) > 1:
            return max([_say_together(trained, [each], as_json, rows) for each in asked])
        complain_of(Path(asked[0].row["image"]), error)
        if rows is not None:
            rows.append(asked[0].row | {"problem": error.problems[0].line()})
        return WRONG_INPUT
    return DONE


def asked_of(path: Path, trained: Trained) -> Iterator[Asked]:
    """The samples of a file."""
    if trained.facts.kind == "image":
        yield Asked(picture(path, trained.experiment, trained.facts), str(path), {"image": str(path)})
        return
    found = rows_in(path, trained)
    for note in found.notes:
        _complain(f"warning: {note.line()}")
    word, between = ("line", ", line ") if found.in_lines else ("sample", ", ")
    for number, place in enumerate(found.places):
        sample = found.samples[number]
        row = {"file": str(path), word: place} | ({"text": sample} if isinstance(sample, str) else {})
        yield Asked(sample, f"{path}{between}{place}", row, found.target(number))


def _say_all(
    trained: Trained, asked: Sequence[Asked], as_json: bool, rows: list[dict[str, Any]] | None, tally: Tally
) -> None:
    """A line each; for a table, where each sample is from, and the answer in columns."""
    judged = trained.judge_all([each.sample for each in asked])
    for each, judgement in zip(asked, judged, strict=True):
        tally.count(judgement, each.target)
        row = each.row | plain(trained, judgement, each.target)
        print(json.dumps(row, ensure_ascii=False) if as_json else line(each, row))  # noqa: T201
    if rows is not None:
        rows += [each.row | _columns(trained, found) for each, found in zip(asked, judged, strict=True)]


def _columns(trained: Trained, judgement: Judgement) -> dict[str, Any]:
    best, numbers = answered(judgement)
    if not best and not numbers and judgement.copy is not None and judgement.original is not None:
        return {"mae": float(np.abs(judgement.copy - judgement.original).mean())}
    named = list(zip(trained.names, numbers, strict=False))
    return row_of([(trained.classes[place], share) for place, share in best], named)


def plain(trained: Trained, judgement: Judgement, target: Target) -> dict[str, Any]:
    """For ``--json``."""
    if judgement.shares is not None:
        shares = {name: round(float(p), 6) for name, p in zip(trained.classes, judgement.shares, strict=True)}
        row: dict[str, Any] = {"prediction": max(shares, key=shares.__getitem__), "probabilities": shares}
        return row | ({} if target is None else {"target": trained.classes[target]})  # type: ignore[index]
    if judgement.numbers is not None:
        row = {"prediction": _named(trained.names, judgement.numbers)}
        return row | ({} if target is None else {"target": _named(trained.names, np.atleast_1d(target))})
    assert judgement.copy is not None and judgement.original is not None
    error = float(np.abs(judgement.copy - judgement.original).mean())
    named = judgement.copy.ndim == 1 and len(judgement.copy) == len(trained.names)
    copy = _named(trained.names, judgement.copy) if named else judgement.copy.astype(float).round(6).tolist()
    return {"prediction": copy, "mae": error}


def _named(names: Sequence[str], numbers: Any) -> dict[str, float]:
    return {name: float(f"{float(number):.7g}") for name, number in zip(names, numbers, strict=True)}


def line(asked: Asked, row: dict[str, Any]) -> str:
    if "probabilities" in row:
        shares = row["probabilities"]
        best = sorted(shares, key=shares.__getitem__, reverse=True)[:BEST]
        words = ", ".join(f"{name} ({shares[name]:.1%})" for name in best)
        return f"{asked.where}: {words}" + (f"; true: {row['target']}" if "target" in row else "")
    if "mae" in row:
        return f"{asked.where}: mean absolute error {row['mae']:.6g}"
    words = ", ".join(f"{name} {number:.6g}" for name, number in row["prediction"].items())
    true = ", ".join(f"{number:.6g}" for number in row.get("target", {}).values())
    return f"{asked.where}: {words}" + (f"; true: {true}" if true else "")


def _summary(trained: Trained, tally: Tally) -> str:
    """How good the answers are, over the samples whose target is known."""
    if trained.subject.task == "classes":
        return f"{tally.right} of {tally.known} right ({tally.right / tally.known:.1%})"
    return f"mean absolute error {tally.errors / tally.known:.6g} (known: {tally.known})"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def _copy_pictures(trained: Trained, options: argparse.Namespace) -> int:
    """What an autoencoder makes of pictures, as image files."""
    if trained.subject.task != "input" or trained.facts.kind != "image":
        raise ExperimentError([
            problem("", "--to takes the pictures of an autoencoder; this model gives none.", "Leave --to out.")
        ])  # fmt: skip
    if options.to is None:
        raise ExperimentError([
            problem("", "This model is an autoencoder: what it gives is a picture.", "Say where to write it: --to PATH.png.")
        ])  # fmt: skip
    many = options.to.is_dir()
    if len(options.files) > 1 and not many:
        raise ExperimentError([
            problem("", "{path} is one file, but there are {count} pictures.", "Name a folder that is there.",
                    path=options.to, count=len(options.files))
        ])  # fmt: skip
    code = DONE
    for path in options.files:
        target = options.to / f"{path.stem}.png" if many else options.to
        try:
            _refuse_target(target, options.force)
            judgement = trained.judge(picture(path, trained.experiment, trained.facts))
        except ExperimentError as error:
            complain_of(path, error)
            code = WRONG_INPUT
            continue
        assert judgement.copy is not None and judgement.original is not None
        _write_picture(judgement.copy, target)
        error_of_it = float(np.abs(judgement.copy - judgement.original).mean())
        row = {"image": str(path), "to": str(target), "mae": error_of_it}
        words = f"{path}: mean absolute error {error_of_it:.6g}; {target}"
        print(json.dumps(row, ensure_ascii=False) if options.json else words, flush=True)  # noqa: T201
    return code


def _refuse_target(path: Path, force: bool) -> None:
    if path.suffix.lower() != ".png":
        raise ExperimentError([problem("", "{path} does not end in .png.", "Name a .png file.", path=path)])
    if path.exists() and not force:
        raise ExperimentError([problem("", "{path} is there already.", "Name another, or add --force.", path=path)])
    if not path.parent.is_dir():
        raise ExperimentError([
            problem("", "{path} cannot be the file: its folder is not there, or it is one.", "Name a file.", path=path)
        ])  # fmt: skip


def _write_picture(values: Any, path: Path) -> None:
    pixels = (values.clip(0, 1) * 255).round().astype(np.uint8)
    image = Pillow.fromarray(pixels[0] if len(pixels) == 1 else pixels.transpose(1, 2, 0).copy())
    content = io.BytesIO()
    image.save(content, "PNG")
    try:
        files.write_whole(path, content.getvalue())
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None


def complain_of(path: Path, error: ExperimentError) -> None:
    lines = [item.line() for item in error.problems]
    _complain(*(line if str(path) in line else f"{path}: {line}" for line in lines))


def _complain(*lines: str) -> None:
    for words in lines:
        print(words, file=sys.stderr)  # noqa: T201
