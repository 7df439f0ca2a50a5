"""Parts on the clipboard and under the mouse: JSON for ourselves, TOML for people and other programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from workbench.spec import toml
from workbench.spec.parts import Part, read_part

MIME = "application/x-workbench-parts"
TABLES = {"layer": ("model", "layers"), "transform": ("data", "transforms")}
MOST_BYTES = 5_000_000


def to_mime(parts: Sequence[Part], origin: int = 0, indices: Sequence[int] = ()) -> QMimeData:
    """The parts for the clipboard or a drag. ``origin`` and ``indices`` say which rows of which list they are."""
    kind = parts[0].kind
    plain = [part.plain() for part in parts]
    data = QMimeData()
    content = {"kind": kind, "parts": plain, "origin": origin, "indices": list(indices)}
    data.setData(MIME, json.dumps(content).encode())
    section, table = TABLES[kind]
    data.setText(toml.dumps({section: {table: plain}}))
    return data


def origin_of(data: QMimeData) -> tuple[int, tuple[int, ...]]:
    """From which list and which of its rows the data come; (0, ()) when from a palette or elsewhere."""
    content = _content(data)
    if not content:
        return 0, ()
    return int(content.get("origin", 0)), tuple(int(i) for i in content.get("indices", ()))


def has_parts(data: QMimeData | None, kind: str) -> bool:
    """Whether there may be parts of that kind in it; quick, for the moment of dragging."""
    if data is None:
        return False
    return (_content(data) or {}).get("kind") == kind if data.hasFormat(MIME) else data.hasText()


def from_mime(data: QMimeData | None, kind: str) -> tuple[Part, ...]:
    """The parts of that kind. Raises ``ValueError`` with a sentence for anything else."""
    if data is None:
        raise ValueError("There is nothing to insert.")
    content = _content(data)
    plain = content["parts"] if content and content.get("kind") == kind else _tables(data.text(), kind)
    if not plain:
        raise ValueError(f"What was copied holds no {kind}s.")
    try:
        return tuple(read_part(kind, row) for row in plain)
    except ValidationError as error:
        raise ValueError(f"What was copied does not fit: {error.errors()[0]['msg']}.") from None
    except PydanticCustomError as error:
        raise ValueError(f"What was copied does not fit: {error.message()}.") from None


def _content(data: QMimeData) -> dict[str, Any] | None:
    if not data.hasFormat(MIME):
        return None
    try:
        content = json.loads(bytes(data.data(MIME).data()))
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and isinstance(content.get("parts"), list) else None


def _tables(text: str, kind: str) -> list[Any]:
    section, table = TABLES[kind]
    try:
        rows = tomllib.loads(text if len(text) < MOST_BYTES else "").get(section, {}).get(table, [])
    except (tomllib.TOMLDecodeError, AttributeError, RecursionError):
        return []
    return rows if isinstance(rows, list) else []
