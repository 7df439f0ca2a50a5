"""The folder of the user's own code, and which of its files are allowed.

A file is text in UTF-8; what is shown, hashed and run are the same bytes. No file is run before it is allowed, and
none because an experiment names it: opening a file only looks parts up among those that are allowed already.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import workbench.catalog  # noqa: F401 — whose names are taken
from workbench.data.locations import config_dir, plugins_dir
from workbench.plugins import loader
from workbench.spec.files import write_whole
from workbench.spec.own import PACKAGE, Declared, replace_all
from workbench.spec.own_source import declared_in
from workbench.spec.problems import ExperimentError, Problem, problem

MAX_BYTES = 1_000_000

State = Literal["allowed", "new", "changed"]


@dataclass(frozen=True)
class OwnFile:
    """A file of the folder as it was read: its text, the hash of its bytes, what it declares, what is wrong with it."""

    path: Path
    digest: str = ""
    source: str = ""
    state: State = "new"
    declared: tuple[Declared, ...] = ()
    problems: tuple[Problem, ...] = ()

    def plain(self) -> dict[str, Any]:
        """For ``workbench plugins --json``."""
        parts = [{"kind": each.kind, "type": each.name} for each in self.declared]
        wrong = [item.plain() for item in self.problems]
        return {"file": str(self.path), "sha256": self.digest, "state": self.state, "parts": parts, "problems": wrong}


@dataclass
class _Memory:
    refused: dict[tuple[str, str], Problem] = field(default_factory=dict)


_memory = _Memory()


def listed() -> tuple[OwnFile, ...]:
    """Every Python file of the folder, in the order of their names; nothing is run."""
    return tuple(_with_refusals(_read(path)) for path in _paths())


def _paths() -> list[Path]:
    try:
        return sorted(path for path in plugins_dir().glob("*.py") if not path.name.startswith("."))
    except OSError:
        return []


def refresh() -> tuple[OwnFile, ...]:
    """Look at the folder anew: allowed files' parts can be picked from now on, all others no more."""
    found = tuple(_read(path) for path in _paths())
    allowed = [item for item in found if item.state == "allowed"]
    loader.serve({f"{PACKAGE}.{item.path.stem}": (item.path.name, item.source) for item in allowed})
    _memory.refused = {}

    def refused(each: Declared, reason: str) -> None:
        words = problem("", "{file}: {reason}.", "Choose another name.", file=each.file, reason=reason.rstrip("."))
        _memory.refused[each.file, each.name] = words

    replace_all(
        [each for item in allowed for each in item.declared],
        [each for item in found if item.state != "allowed" for each in item.declared],
        refused,
    )
    return tuple(map(_with_refusals, found))


def _with_refusals(item: OwnFile) -> OwnFile:
    more = tuple(words for (file, _), words in _memory.refused.items() if file == item.path.name)
    return replace(item, problems=(*item.problems, *more)) if more and item.state == "allowed" else item


def _read(path: Path) -> OwnFile:
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return OwnFile(
                path, problems=(problem("", "{file} is no file of at most 1 MB.", "Remove it.", file=path.name),)
            )
        content = path.read_bytes()
    except OSError as error:
        what, remedy = "{path} cannot be read: {reason}.", "Check the name and the rights."
        return OwnFile(path, problems=(problem("", what, remedy, path=path, reason=error.strerror),))
    digest = hashlib.sha256(content).hexdigest()
    allowed = _allowed()
    earlier = path.name in {entry.get("file") for entry in allowed.values()}
    state: State = "allowed" if digest in allowed else "changed" if earlier else "new"
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError:
        return OwnFile(
            path, digest, problems=(problem("", "{path} is not a text in UTF-8.", "Save it as UTF-8.", path=path.name),)
        )
    if not path.stem.isidentifier():
        what = "{file}: the name of the file must be a word of Python."
        return OwnFile(
            path, digest, source, problems=(problem("", what, "Rename it, as my_layers.py.", file=path.name),)
        )
    declared, wrong = declared_in(source, path.name)
    return OwnFile(path, digest, source, state, declared, wrong)


def shown(source: str) -> str:
    """The text as it can be judged: letters that a screen would hide, or turn around, are written out."""
    return "".join(letter if letter in "\n\t" or _is_seen(letter) else _written(letter) for letter in source)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn")


def _written(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def find_file(name: str | Path) -> OwnFile:
    """The file of that name (or path) in the folder. Raises :class:`ExperimentError`."""
    path = Path(name)
    folder = plugins_dir()
    if len(path.parts) > 1 and path.resolve().parent != folder.resolve():
        what = "{path} is not in the folder of own code."
        raise ExperimentError([problem("", what, "Put it into {folder}.", path=path, folder=folder)])
    found = next((item for item in listed() if item.path.name in (path.name, f"{path.name}.py")), None)
    if found is None:
        what = "There is no file {name} in {folder}."
        raise ExperimentError(
            [problem("", what, "“workbench plugins” lists the files.", name=path.name, folder=folder)]
        )
    return found


def allow(path: Path, digest: str) -> None:
    """Allow the bytes that were shown. Raises :class:`ExperimentError` if the file has others now."""
    item = _read(path)
    if not item.source or item.digest != digest:
        what = "{file} is not what was shown: it has changed, or the hash is another."
        raise ExperimentError([problem("", what, "Read it again.", file=path.name)])
    entries = {key: entry for key, entry in _allowed().items() if entry.get("file") != path.name}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _write(entries | {digest: {"file": path.name, "allowed": now}})
    refresh()


def revoke(path: Path) -> None:
    """Do not run the file any more, neither as it is nor as it was."""
    digest = _read(path).digest
    _write({key: entry for key, entry in _allowed().items() if key != digest and entry.get("file") != path.name})
    refresh()


def _list_path() -> Path:
    return config_dir() / "allowed-code.json"


def _allowed() -> dict[str, dict[str, str]]:
    """Hash → file and time. A list that cannot be read allows nothing."""
    try:
        found = json.loads(_list_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: entry for key, entry in found.items() if isinstance(entry, dict)}


def _write(entries: dict[str, dict[str, str]]) -> None:
    try:
        _list_path().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_list_path(), json.dumps(entries, indent=1, ensure_ascii=False).encode())
    except OSError as error:
        what = "{path} cannot be written: {reason}."
        raise ExperimentError([problem("", what, "Check the rights and the room on the disk.", path=_list_path(),
                                       reason=error.strerror)]) from None  # fmt: skip
