"""What a Python file of the user's declares, read from its syntax tree: nothing of it is run.

    LAYERS = [Swishy]        # and LOSSES, TRANSFORMS: the classes that become parts

A class says by its annotated ``__init__`` what can be set, by its docstring what it does, and by lines
``name: what it does.`` in the docstring what each parameter does; ``formula: …`` and ``use: …`` go to the help.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from workbench.spec.fields import Numbers
from workbench.spec.own import BASES, INFERRED, Declared, OwnParameter
from workbench.spec.problems import Problem, problem

LISTS = {"LAYERS": "layer", "LOSSES": "loss", "TRANSFORMS": "transform"}

NO_WORDS = "A parameter of your own code."
"""What is said of a parameter that the docstring does not mention."""

_LINE = re.compile(r"\s*(\w+)\s*:\s*(.+)")
_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9_]{0,79}")
_TYPES: dict[str, Any] = {
    "bool": bool,
    "int": int,
    "float": float,
    "str": str,
    "tuple[int, ...]": Annotated[tuple[int, ...], Numbers(int, scalar=False)],
    "tuple[float, ...]": Annotated[tuple[float, ...], Numbers(float, scalar=False)],
}
_TARGETS = ("index", "values")
_WANTS = ("logits", "log_softmax", "probabilities", "any")


class _RefusedError(Exception):
    def __init__(self, found: Problem) -> None:
        super().__init__(found.line())
        self.problem = found


def declared_in(source: str, file: str) -> tuple[tuple[Declared, ...], tuple[Problem, ...]]:
    """The parts that a file declares, and what is wrong with its declarations, each with its line."""
    try:
        return _declared_in(ast.parse(source, file), file)
    except SyntaxError as error:
        what = "{file}, line {line}: Python does not understand it: {reason}."
        return (), (problem("", what, "Mend that line.", file=file, line=error.lineno or 1, reason=error.msg),)
    except (ValueError, RecursionError, MemoryError):
        return (), (problem("", "{file} is not a Python file that can be read.", "Mend it, or remove it.", file=file),)


def _declared_in(tree: ast.Module, file: str) -> tuple[tuple[Declared, ...], tuple[Problem, ...]]:
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    found: list[Declared] = []
    wrong: list[Problem] = []
    for kind, name in _listed(tree):
        try:
            found.append(_declared(kind, _class(classes, name, file), file))
        except _RefusedError as refusal:
            wrong.append(refusal.problem)
    if not found and not wrong:
        words = "{file} declares no part."
        wrong.append(problem("", words, "Write LAYERS = [YourClass] at its end (or LOSSES, TRANSFORMS).", file=file))
    return tuple(found), tuple(wrong)


def _listed(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.List, ast.Tuple)):
            names = [target.id for target in node.targets if isinstance(target, ast.Name) and target.id in LISTS]
            yield from ((LISTS[name], item) for name in names for item in node.value.elts)


def _class(classes: dict[str, ast.ClassDef], item: ast.expr, file: str) -> ast.ClassDef:
    if not isinstance(item, ast.Name) or item.id not in classes:
        raise _refused(file, item, "{name} is no class of this file.", "Name a class.", name=ast.unparse(item)[:60])
    if not _CLASS_NAME.fullmatch(item.id):
        raise _refused(file, classes[item.id], "The class {name} cannot be a part.", "Let its name begin with a capital letter.",
                       name=item.id)  # fmt: skip
    return classes[item.id]


def _declared(kind: str, node: ast.ClassDef, file: str) -> Declared:
    about, lines = _docstring(node)
    if not about:
        raise _refused(file, node, "{name} has no docstring.", "Say in a sentence what it does.", name=node.name)
    init = next((item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"), None)
    parameters, inferred = _parameters(kind, init, lines, file) if init else ((), ())
    return Declared(
        kind, node.name, file, about, parameters, inferred, lines.get("formula", ""), lines.get("use", ""),
        _settings(kind, node, file),
    )  # fmt: skip


def _docstring(node: ast.ClassDef) -> tuple[str, dict[str, str]]:
    """The sentences before the first line ``name: …``, and these lines by name."""
    lines: dict[str, str] = {}
    about: list[str] = []
    for line in (ast.get_docstring(node) or "").splitlines():
        match = _LINE.fullmatch(line)
        if match and (lines or not about or about[-1] == ""):
            lines[match[1]] = match[2].strip()
        elif not lines:
            about.append(line.strip())
    words = " ".join(" ".join(about).split())
    return words if not words or words.endswith((".", "!", "?")) else f"{words}.", lines


def _parameters(
    kind: str, init: ast.FunctionDef, words: dict[str, str], file: str
) -> tuple[tuple[OwnParameter, ...], tuple[str, ...]]:
    given = init.args
    if given.vararg or given.kwarg or given.posonlyargs:
        raise _refused(
            file, init, "__init__ takes arguments without names.", "Name each of them, with type and default."
        )
    arguments = given.args[1:]
    defaults: list[ast.expr | None] = [*([None] * (len(arguments) - len(given.defaults))), *given.defaults]
    rows = [*zip(arguments, defaults[-len(arguments) :] if arguments else [], strict=True)]
    rows += zip(given.kwonlyargs, given.kw_defaults, strict=True)
    parameters: list[OwnParameter] = []
    inferred: list[str] = []
    for argument, default in rows:
        if default is None and kind == "layer" and argument.arg in INFERRED:
            inferred.append(argument.arg)
        else:
            parameters.append(_parameter(kind, argument, default, words, file))
    return tuple(parameters), tuple(inferred)


def _parameter(
    kind: str, argument: ast.arg, default: ast.expr | None, words: dict[str, str], file: str
) -> OwnParameter:
    name = argument.arg
    if (
        hasattr(BASES[kind], name)
        or name in BASES[kind].model_fields
        or name == "type"
        or name.startswith(("_", "model_"))
    ):
        raise _refused(file, argument, "{name} cannot be the name of a parameter.", "Choose another.", name=name)
    if default is None:
        remedy = "Give it one; only in_channels and in_features of a layer follow from its input."
        raise _refused(file, argument, "{name} has no default.", remedy, name=name)
    known = _type(argument.annotation)
    if known is None:
        raise _refused(
            file, argument, "{name} needs a type that a form can show.",
            "Annotate it with one of bool, int, float, str, Literal[\"a\", \"b\"], tuple[int, ...], tuple[float, ...].", name=name,
        )  # fmt: skip
    value = _value(default)
    if isinstance(value, int) and not isinstance(value, bool) and known is float:
        value = float(value)
    if not _fits(value, known, argument.annotation):
        what = "The default of {name} is not of its type, or not written out."
        raise _refused(file, default, what, "Write a plain value, such as 1.0.", name=name)
    said = words.get(name, NO_WORDS)
    return OwnParameter(name, known, value, said if said.endswith((".", "!", "?")) else f"{said}.")


def _type(annotation: ast.expr | None) -> Any:
    words = ast.unparse(annotation) if annotation is not None else ""
    choices = _choices(annotation)
    return Literal[choices] if choices else _TYPES.get(words)


def _choices(annotation: ast.expr | None) -> tuple[Any, ...]:
    """The words of a ``Literal[…]``."""
    if not isinstance(annotation, ast.Subscript) or not ast.unparse(annotation.value).endswith("Literal"):
        return ()
    items = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
    values = tuple(item.value for item in items if isinstance(item, ast.Constant))
    return values if len(values) == len(items) and all(type(value) in (str, int) for value in values) else ()


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _fits(value: Any, known: Any, annotation: ast.expr | None) -> bool:
    if isinstance(known, type):
        return type(value) is known
    choices = _choices(annotation)
    if choices:
        return value in choices
    item = int if annotation is not None and "int" in ast.unparse(annotation) else float
    return isinstance(value, tuple) and bool(value) and all(type(each) is item for each in value)


def _settings(kind: str, node: ast.ClassDef, file: str) -> dict[str, Any]:
    """``targets`` and ``wants`` of a loss, where the class sets them."""
    allowed = {"targets": _TARGETS, "wants": _WANTS} if kind == "loss" else {}
    found: dict[str, Any] = {}
    for item in node.body:
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name) and item.targets[0].id in allowed:
            name = item.targets[0].id
            value = _value(item.value)
            if value not in allowed[name]:
                raise _refused(file, item, "{name} must be one of {words}.", "Write one of them.",
                               name=name, words=", ".join(allowed[name]))  # fmt: skip
            found[name] = value
    return found


def _refused(file: str, node: ast.AST, what: str, remedy: str, **values: Any) -> _RefusedError:
    said = problem("", what, remedy, **values)
    line = getattr(node, "lineno", 1)
    return _RefusedError(problem("", "{file}, line {line}: {said}", remedy, file=file, line=line, said=said.what))
