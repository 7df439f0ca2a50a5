"""``experiment.toml``: reading it from a stranger without risk, and writing it so that people can read it.

Reading raises :class:`ExperimentError` with every problem and its address; it never runs code. Writing
goes to a temporary name in the same folder, is flushed to disk and renamed, so that a crash leaves the
old file or the new one.
"""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from workbench.spec import toml
from workbench.spec.address import join, parse
from workbench.spec.experiment import FORMAT, MAX_LAYERS, Experiment
from workbench.spec.fields import plain_value, shown
from workbench.spec.parts import Part, Value
from workbench.spec.problems import ExperimentError, Problem, either, problem

MAX_BYTES = 10_000_000
MAX_PROBLEMS = 100

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From format n to n + 1: small functions on plain dicts."""


def to_plain(value: Any) -> Any:
    """An experiment, or any part of it, as dicts, lists and plain values; what is at its default is left out."""
    if isinstance(value, Part):
        return value.plain()
    if isinstance(value, Value):
        return {name: to_plain(item) for name, item in value if _worth_writing(value, name, item)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return plain_value(value)


ALWAYS = {"name", "seed", "data", "model", "training", "source", "validation_fraction", "batch_size", "layers",
          "epochs", "device", "loss", "optimizer"}  # fmt: skip


def _worth_writing(owner: Value, name: str, item: Any) -> bool:
    return name in ALWAYS or item != type(owner).model_fields[name].get_default(call_default_factory=True)


def to_toml(experiment: Experiment) -> str:
    """The text of the file."""
    return toml.dumps({"format": FORMAT} | to_plain(experiment))


_LONG_KEY = re.compile(r"""(?:\.[ \t]*+(?:"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[\w-]++)[ \t]*+){50}""")
"""tomllib's time grows with the square of a key's parts: 80 kB of ``a.a.a…`` would take half a minute."""


MAX_PARTS = MAX_LAYERS + 2_000
"""Layers, transforms, and the few parts of a training."""


def _see_how_many(text: str) -> None:
    """Refuse a file of far too many layers before it is read, which would take seconds."""
    if text.count("type") <= MAX_LAYERS:
        return
    if (layers := text.count("[[model.layers")) > MAX_LAYERS:
        raise _refused("model.layers", _SENTENCES["too_long"], actual_length=layers, max_length=MAX_LAYERS)
    if (parts := text.count("type =") + text.count("type=")) > MAX_PARTS:
        raise _refused("", "The file has {count} parts; {most} are allowed.", count=parts, most=MAX_PARTS)


def from_toml(text: str) -> Experiment:
    """The experiment of a file's text. Raises :class:`ExperimentError`."""
    _see_how_many(text)
    if _LONG_KEY.search(text):
        raise _refused("", "This is not an experiment file: it has a key of more than 50 parts.")
    try:
        plain = tomllib.loads(text)
    except RecursionError:
        raise _refused("", "This is not an experiment file: its lists are nested too deeply.") from None
    except tomllib.TOMLDecodeError as error:
        reason = str(error)[:200]
        raise _refused("", "This is not a TOML file: {reason}.", "Mend that line.", reason=reason) from None
    except ValueError:  # Python does not read whole numbers of more than 4,300 digits
        raise _refused("", "This is not an experiment file: a number in it has thousands of digits.") from None
    return from_plain(plain)


def from_plain(plain: Mapping[str, Any]) -> Experiment:
    """The experiment of the file's tables. Raises :class:`ExperimentError` with all problems."""
    plain = _migrated(dict(plain))
    try:
        return Experiment.model_validate(plain)
    except ValidationError as error:
        raise ExperimentError(problems_of(error)) from None
    except RecursionError:
        raise _refused("", "This is not an experiment file: its lists are nested too deeply.") from None


def read(path: Path) -> Experiment:
    """Read an experiment file. Raises :class:`ExperimentError`."""
    try:
        if path.exists() and not path.is_file():  # a device would never end, a pipe never begin
            raise _refused("", "{path} is not a file.", "Open an experiment file (.toml).", path=path)
        if path.stat().st_size > MAX_BYTES:
            raise _refused("", "{path} is larger than 10 MB.", "An experiment file is a short text.", path=path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _refused(
            "", "{path} cannot be read: {reason}.", "Check the name and the rights.", path=path, reason=error.strerror
        ) from None
    except UnicodeDecodeError:
        raise _refused("", "{path} is not a text in UTF-8.", "Open an experiment file (.toml).", path=path) from None
    return from_toml(text)


def write(experiment: Experiment, path: Path) -> None:
    """Write the experiment file as a whole or not at all. Raises ``OSError``."""
    write_whole(path, to_toml(experiment).encode())


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Replace the file by the content: temporary name, flush, fsync, rename, fsync of the folder.

    A link stays a link, a file keeps its rights. Raises ``OSError``; the old file is then as it was.
    """
    path = path.resolve()
    temporary = path.with_name(f".{path.name[:50]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last. The file is whole without it, and some network folders cannot be flushed."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _migrated(plain: dict[str, Any]) -> dict[str, Any]:
    found = plain.pop("format", None)
    if not isinstance(found, int) or isinstance(found, bool):
        raise _refused("format", "The first line of an experiment file is “format = 1”.", "Add it.")
    if found > FORMAT:
        raise _refused(
            "format", "The file has format {found}; this program knows {known}.", "Update the workbench.",
            found=shown(found), known=FORMAT,
        )  # fmt: skip
    for number in range(found, FORMAT):
        if number not in MIGRATIONS:
            raise _refused(
                "format", "There has never been a format {found}.", "Write “format = 1”.", found=shown(found)
            )
        plain = MIGRATIONS[number](plain)
    return plain


def _refused(address: str, what: str, remedy: str = "", **values: Any) -> ExperimentError:
    return ExperimentError([problem(address, what, remedy, **values)])


def problems_of(error: ValidationError, prefix: str = "") -> list[Problem]:
    """Pydantic's findings as sentences, each with its address; ``prefix`` is that of the value that was checked."""
    found = error.errors(include_url=False)
    rows = [_sentence(item, prefix) for item in found[:MAX_PROBLEMS]]
    if len(found) > MAX_PROBLEMS:
        count = len(found) - MAX_PROBLEMS
        rows.append(problem("", "There are {count} problems more.", "Mend these first.", count=count))
    return rows


def problem_of(error: PydanticCustomError) -> Problem:
    """The same for a finding of our own that no ``ValidationError`` holds."""
    values = {"type": error.type, "loc": (), "input": None, "ctx": error.context or {}, "msg": error.message()}
    return _sentence(cast(ErrorDetails, values), "")


_SENTENCES = {
    "missing": "is missing.",
    "extra_forbidden": "is not known here.",
    "greater_than_equal": "must be at least {ge} (it is {given}).",
    "greater_than": "must be more than {gt} (it is {given}).",
    "less_than_equal": "must be at most {le} (it is {given}).",
    "less_than": "must be less than {lt} (it is {given}).",
    "int_type": "must be a whole number (it is {given}).",
    "int_from_float": "must be a whole number (it is {given}).",
    "float_type": "must be a number (it is {given}).",
    "finite_number": "must be a finite number (it is {given}).",
    "bool_type": "must be true or false (it is {given}).",
    "string_type": "must be a text in quotes (it is {given}).",
    "string_unicode": "holds a letter that no file can hold.",
    "string_too_long": "is longer than {max_length} characters.",
    "literal_error": "must be {expected} (it is {given}).",
    "tuple_type": "must be a list (it is {given}).",
    "too_long": "has {actual_length} entries; {max_length} are allowed.",
    "model_type": "must be a table (it is {given}).",
    "dict_type": "must be a table (it is {given}).",
    "part": "must be a table with a type (it is {given}).",
    "unknown_part": "{given} is not {noun} of this program.",
    "kept": "{given} is not known here, and its table is not one that can be kept.",
    "numbers": "needs {wanted} (it is {given}).",
    "device": 'must be "auto", "cpu", "mps", "cuda", or "cuda:1" for the second one (it is {given}).',
    "name": "must be one line of text.",
    "too_deep": "has containers within containers more than {most} deep.",
    "expression": "is no expression over x: {why} (at place {place}).",
}

_REMEDIES = {
    "extra_forbidden": "Remove it, or mend its spelling.",
    "part": "Write {like}.",
    "unknown_part": "“workbench parts {kind}” lists what there is.",
    "expression": "Write one such as clamp(x, 0, 1) ** 0.5.",
}


def _sentence(item: ErrorDetails, prefix: str) -> Problem:
    address = join((*parse(prefix), *item["loc"]))
    context = {name: f"{value:g}" if isinstance(value, float) else value for name, value in item.get("ctx", {}).items()}
    values = {"given": shown(item["input"])} | context
    if "expected" in values:
        words = values["expected"].replace("'", '"')  # as the file writes them
        values["expected"] = either(re.split(", | or ", words))
    kind = item["type"]
    if kind == "float_type" and type(item["input"]) is int:  # pydantic's word for one too large
        kind = "finite_number"
    remedy = "Did you mean {near}?" if values.get("near") else _REMEDIES.get(kind, "")
    if kind not in _SENTENCES:
        return problem(address, "{words}.", words=item["msg"].rstrip("."))
    return problem(address, _SENTENCES[kind], remedy, **values)
