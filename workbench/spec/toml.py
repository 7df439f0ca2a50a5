"""TOML as a person would write it: parts as inline tables, short lists on one line, lists of parts as [[tables]].

tomli-w writes the values; only the layout is ours.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w


def dumps(document: Mapping[str, Any]) -> str:
    """The text of a document: tables of plain values and lists, nested tables, lists of tables."""
    return "\n".join(_table((), document)).strip() + "\n"


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    sections = {key: value for key, value in table.items() if _is_section(value)}
    for key, value in table.items():
        if key not in sections:
            yield f"{_key(key)} = {_inline(value)}"
    for key, value in sections.items():
        name = (*path, key)
        heading = ".".join(map(_key, name))
        if isinstance(value, Mapping):
            yield from ("", f"[{heading}]") if any(not _is_section(item) for item in value.values()) else ()
            yield from _table(name, value)
        else:
            for item in value:
                yield from ("", f"[[{heading}]]")
                yield from _table(name, item)


def _is_section(value: Any) -> bool:
    """What gets a heading of its own: a table with tables in it, and a list of tables. A part stays on its line."""
    if isinstance(value, Mapping):
        return any(isinstance(item, (Mapping, list)) for item in value.values()) and "type" not in value
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_inline(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
