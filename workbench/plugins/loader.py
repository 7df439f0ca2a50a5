"""Imports the user's own files, from the very text that was allowed: the disk is not asked again."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from workbench.spec.own import PACKAGE
from workbench.spec.own_errors import MARK

_sources: dict[str, tuple[str, str]] = {}  # module → file, text


def serve(sources: Mapping[str, tuple[str, str]]) -> None:
    """These modules (file name and text of each), and no others, can be imported from now on."""
    for name in [name for name in sys.modules if name.startswith(f"{PACKAGE}.")]:
        if _sources.get(name) != sources.get(name):
            del sys.modules[name]
    _sources.clear()
    _sources.update(sources)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def source_of(module: str) -> str:
    """The text of an allowed module. Raises ``KeyError``."""
    return _sources[module][1]


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname == PACKAGE:
            return importlib.util.spec_from_loader(fullname, self, is_package=True)
        return importlib.util.spec_from_loader(fullname, self) if fullname in _sources else None

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == PACKAGE:
            return
        file, text = _sources[module.__name__]
        name = f"{MARK}{file}"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        try:
            exec(compile(text, name, "exec", dont_inherit=True), module.__dict__)
        except SystemExit as error:  # which would end the workbench
            words = f"it ends the program (SystemExit {error.code})"
            raise ImportError(words).with_traceback(error.__traceback__) from None
