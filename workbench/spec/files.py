"""``experiment.toml``: reading it from a stranger without risk, and writing it so that people can read it.

Reading raises :class:`ExperimentError` with every problem and its address; it never runs code. Writing
goes to a temporary name in the same folder, is flushed to disk and renamed, so that a crash leaves the
old file or the new one.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbench.spec import toml
from workbench.spec.address import join
from workbench.spec.experiment import FORMAT, Experiment
from workbench.spec.fields import plain_value
from workbench.spec.parts import Part, Value
from workbench.spec.problems import ExperimentError, Problem, problem

MAX_BYTES = 10_000_000

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


def from_toml(text: str) -> Experiment:
    """The experiment of a file's text. Raises :class:`ExperimentError`."""
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused("", "This is not a TOML file: {reason}.", "Mend that line.", reason=str(error)) from None
    return from_plain(plain)


def from_plain(plain: Mapping[str, Any]) -> Experiment:
    """The experiment of the file's tables. Raises :class:`ExperimentError` with all problems."""
    plain = _migrated(dict(plain))
    try:
        return Experiment.model_validate(plain)
    except ValidationError as error:
        raise ExperimentError(problems_of(error)) from None


def read(path: Path) -> Experiment:
    """Read an experiment file. Raises :class:`ExperimentError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused("", "{path} is larger than 10 MB.", "An experiment file is a short text.", path=path)
        return from_toml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _refused(
            "", "{path} cannot be read: {reason}.", "Check the name and the rights.", path=path, reason=error.strerror
        ) from None
    except UnicodeDecodeError:
        raise _refused("", "{path} is not a text in UTF-8.", "Open an experiment file (.toml).", path=path) from None


def write(experiment: Experiment, path: Path) -> None:
    """Write the experiment file as a whole or not at all. Raises ``OSError``."""
    write_whole(path, to_toml(experiment).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file by the content: temporary name, flush, fsync, rename, fsync of the folder. Raises ``OSError``."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            Path(temporary).chmod(_mode(path))  # mkstemp's files are for the owner alone
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
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
            found=found, known=FORMAT,
        )  # fmt: skip
    for number in range(found, FORMAT):
        if number not in MIGRATIONS:
            raise _refused("format", "There has never been a format {number}.", "Write “format = 1”.", number=number)
        plain = MIGRATIONS[number](plain)
    return plain


def _refused(address: str, what: str, remedy: str = "", **values: Any) -> ExperimentError:
    return ExperimentError([problem(address, what, remedy, **values)])


def problems_of(error: ValidationError, prefix: str = "") -> list[Problem]:
    """Pydantic's findings as sentences, each with its address."""
    return [_sentence(item, prefix) for item in error.errors(include_url=False)]


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
    "string_pattern_mismatch": "has a form that is not known: {given}.",
    "string_too_long": "is longer than {max_length} characters.",
    "literal_error": "must be {expected} (it is {given}).",
    "tuple_type": "must be a list.",
    "too_long": "has {actual_length} entries; {max_length} are allowed.",
    "model_type": "must be a table.",
    "dict_type": "must be a table.",
}


def _sentence(item: ErrorDetails, prefix: str) -> Problem:
    steps = [prefix] if prefix else []
    address = join([*steps, *(step for step in item["loc"] if not _is_pydantics(step))])
    values = cast(dict[str, Any], item.get("ctx") or {}) | {"given": _given(item["input"])}
    template = _SENTENCES.get(item["type"])
    if template is None:
        return problem(address, "{words}.", words=item["msg"].rstrip("."))
    remedy = "Remove it, or mend its spelling." if item["type"] == "extra_forbidden" else ""
    return problem(address, template, remedy, **values)


def _is_pydantics(step: int | str) -> bool:
    """Pydantic adds the branch of a union (``int``, ``function-plain[...]``) to the path; a user never wrote it."""
    return (isinstance(step, str) and not step.isidentifier()) or step in ("int", "float", "str", "bool", "none")


def _given(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
