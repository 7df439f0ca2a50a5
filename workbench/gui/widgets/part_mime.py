"""Parts on the clipboard and in a drag: exact between workbenches, the lines of an ``experiment.toml`` for all others.

What comes in is from a stranger: it goes through the same closed registry as a file, and is refused with a sentence.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from PySide6.QtCore import QCoreApplication, QMimeData

from workbench.gui.texts import sentence
from workbench.spec import toml
from workbench.spec.files import MAX_BYTES, problem_of, problems_of
from workbench.spec.parts import Part, read_part

MIME_TYPE = "application/x-workbench-parts"
MAX_PARTS = 10_000

PLACES: Mapping[str, tuple[str, str]] = {"layer": ("model", "layers"), "transform": ("data", "transforms")}
"""Where the parts of a kind stand in the file: section, list."""


class RefusedPartsError(ValueError):
    """What was dropped or pasted is not a list of parts of the kind wanted; the message is for the user."""


def mime_of(kind: str, parts: Sequence[Part]) -> QMimeData:
    """The parts for a drag or the clipboard."""
    mime = QMimeData()
    plain = [part.plain() for part in parts]
    mime.setData(MIME_TYPE, json.dumps({"kind": kind, "parts": plain}, ensure_ascii=False).encode())
    section, name = PLACES[kind]
    mime.setText(toml.dumps({section: {name: plain}}))
    return mime


def looks_like_parts(mime: QMimeData | None) -> bool:
    """Whether it is worth a try, for the shape of the cursor and for greying out Paste; quick, and no promise."""
    return mime is not None and (mime.hasFormat(MIME_TYPE) or (mime.hasText() and "[[" in mime.text()[:MAX_BYTES]))


def parts_of(kind: str, mime: QMimeData | None) -> tuple[Part, ...]:
    """The parts in a drag or on the clipboard. Raises :class:`RefusedPartsError`."""
    if mime is None:
        raise RefusedPartsError(_foreign(kind))
    plain = _own(kind, mime) if mime.hasFormat(MIME_TYPE) else _from_text(kind, mime)
    if len(plain) > MAX_PARTS:
        raise RefusedPartsError(_many(len(plain)))
    return tuple(_read(kind, index, item) for index, item in enumerate(plain))


def _own(kind: str, mime: QMimeData) -> list[Any]:
    try:
        found = json.loads(_sized(bytes(mime.data(MIME_TYPE).data())))
        given, parts = found["kind"], found["parts"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise RefusedPartsError(_foreign(kind)) from None
    if given != kind:
        raise RefusedPartsError(_other_kind(kind, given))
    return _listed(kind, parts)


def _from_text(kind: str, mime: QMimeData) -> list[Any]:
    try:
        document = tomllib.loads(_sized(mime.text().encode(errors="replace")).decode())
    except (ValueError, RecursionError):  # TOMLDecodeError is a ValueError
        raise RefusedPartsError(_foreign(kind)) from None
    found = _inside(document, PLACES[kind])
    if found is None:
        other = next((k for k, place in PLACES.items() if k != kind and _inside(document, place)), None)
        raise RefusedPartsError(_other_kind(kind, other))
    return _listed(kind, found)


def _inside(document: dict[str, Any], place: tuple[str, str]) -> Any:
    section, name = place
    inner = document.get(section)
    return inner.get(name) if isinstance(inner, dict) else None


def _sized(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise ValueError("too large")
    return content


def _listed(kind: str, found: Any) -> list[Any]:
    if not isinstance(found, list) or not found:
        raise RefusedPartsError(_foreign(kind))
    return found


def _read(kind: str, index: int, plain: Any) -> Part:
    try:
        return read_part(kind, plain)
    except ValidationError as error:
        words = " ".join(f"{problem.address} {sentence(problem)}" for problem in problems_of(error))
        raise RefusedPartsError(_wrong(index, f"{plain['type']}: {words}")) from None
    except PydanticCustomError as error:
        raise RefusedPartsError(_wrong(index, sentence(problem_of(error)))) from None


def _wrong(index: int, words: str) -> str:
    template = QCoreApplication.translate("parts", "Nothing was inserted: entry {number} does not fit. {words}")
    return template.format(number=index + 1, words=words)


def _many(count: int) -> str:
    template = QCoreApplication.translate("parts", "Nothing was inserted: {count} entries are too many.")
    return template.format(count=count)


def _foreign(kind: str) -> str:
    if kind == "layer":
        return QCoreApplication.translate("parts", "This holds no layers. Layers are copied from a model's list.")
    return QCoreApplication.translate("parts", "This holds no transforms. Transforms are copied from a list of them.")


def _other_kind(kind: str, given: object) -> str:
    if kind == "layer" and given == "transform":
        return QCoreApplication.translate("parts", "These are transforms. They belong in the list of the data panel.")
    if kind == "transform" and given == "layer":
        return QCoreApplication.translate("parts", "These are layers. They belong in the model.")
    return _foreign(kind)
