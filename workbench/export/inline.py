"""Carrying our own modules into a script: their source, without their imports of each other, names kept apart."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from types import ModuleType

OWN = "workbench."


@dataclass
class Carried:
    """The text of some modules as parts of one: ``imports`` (outside only), ``body``, and the names taken."""

    imports: set[str] = field(default_factory=set)
    body: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # name in the script → module that it comes from
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)

    def add_module(self, module: ModuleType) -> None:
        """The whole module, but for its docstring and imports, after the modules of ours that it imports."""
        if module.__name__ in self.added:
            return
        self.added.add(module.__name__)
        source = inspect.getsource(module)
        nodes = [node for node in ast.parse(source).body if not _is_docstring(node)]
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
                self.add_module(importlib.import_module(node.module or ""))
        self._add(module, source, nodes)

    def add_source(self, name: str, source: str, leave_out: Collection[str] = ()) -> None:
        """The text of a module that need not be on the disk, without the assignments to the names left out."""
        nodes = [node for node in ast.parse(source).body if not _is_docstring(node)]
        nodes = [node for node in nodes if not (isinstance(node, ast.Assign) and set(_defined(node)) & set(leave_out))]
        self.added.add(name)
        self._add_text(name, source, nodes)

    def add_names(self, module: ModuleType, names: Iterable[str]) -> None:
        """Only these functions, classes and constants of a module."""
        source = inspect.getsource(module)
        wanted = set(names)
        imports = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
        chosen = [node for node in ast.parse(source).body if wanted & set(_defined(node))]
        used = {n.id for node in chosen for n in ast.walk(node) if isinstance(n, ast.Name)}
        needed = [node for node in imports if used & {(a.asname or a.name).split(".")[0] for a in node.names}]
        self._add(module, source, [*needed, *chosen])

    def _add(self, module: ModuleType, source: str, nodes: list[ast.stmt]) -> None:
        self._add_text(module.__name__, source, nodes)

    def _add_text(self, name: str, source: str, nodes: list[ast.stmt]) -> None:
        changes: dict[str, str] = {}
        texts = []
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._import(node, changes)
                continue
            for defined in _defined(node):
                changes |= self._place(name, defined)
            texts.append(_text(source, node))
        text = "\n".join(texts)
        for old, new in changes.items():
            text = re.sub(rf"(?<![.\w]){re.escape(old)}(?!\w)", new, text)
        self.body.append(text.strip("\n"))

    def _import(self, node: ast.Import | ast.ImportFrom, changes: dict[str, str]) -> None:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
            for alias in node.names:
                own = self.renamed.get((node.module or "", alias.name), alias.name)
                if own != (alias.asname or alias.name):
                    changes[alias.asname or alias.name] = own
        elif not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            self.imports |= set(_import_lines(node))

    def _place(self, module: str, name: str) -> dict[str, str]:
        """Another name where an earlier module has taken this one."""
        if self.names.setdefault(name, module) == module:
            return {}
        prefix = module.rpartition(".")[2] if not module.endswith("strokes") else "strokes"
        other = f"{prefix.upper()}_{name}" if name.isupper() else f"_{prefix}_{name.lstrip('_')}"
        self.names[other] = module
        self.renamed[module, name] = other
        return {name: other}


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def _text(source: str, node: ast.stmt) -> str:
    """The lines of a statement with its decorators, and the blank lines that set a definition apart."""
    lines = source.splitlines()
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    text = "\n".join(lines[first - 1 : node.end_lineno])
    return f"\n\n{text}\n" if isinstance(node, ast.FunctionDef | ast.ClassDef) else text


def _import_lines(node: ast.Import | ast.ImportFrom) -> list[str]:
    def words(alias: ast.alias) -> str:
        return alias.name + (f" as {alias.asname}" if alias.asname else "")

    if isinstance(node, ast.Import):
        return [f"import {words(alias)}" for alias in node.names]
    return [f"from {node.module} import {words(alias)}" for alias in node.names]


def import_block(lines: Collection[str]) -> str:
    """Import lines sorted as people do: standard library, then the rest; names of one module together."""
    plain = sorted({line for line in lines if line.startswith("import ")})
    grouped: dict[str, set[str]] = {}
    for line in lines:
        if line.startswith("from "):
            module, _, name = line.removeprefix("from ").partition(" import ")
            grouped.setdefault(module, set()).add(name)
    froms = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(grouped.items())]
    outside = ("torch", "torchvision", "numpy", "PIL")
    first = [line for line in (*plain, *froms) if line.split()[1].split(".")[0] not in outside]
    second = [line for line in (*plain, *froms) if line not in first]
    return "\n".join([*first, "", *second]).strip()
