"""Collects every text of the program that can be translated, and merges them into ``resources/translations``.

    .venv/bin/python packaging/update_translations.py [--check] [LANGUAGE …]

Translations that are there stay, also when a text moves to another class; new texts are added as unfinished; what the
program no longer says is dropped.
``--check`` writes nothing; it ends with 1 if there is something to write or to translate.

Texts are found in the syntax trees of the program, by what takes them: ``self.tr``, ``QCoreApplication.translate``,
``NOOP``, the functions of :data:`TAKERS`, and every function that passes one of its parameters on to such a one.
The texts of the catalogue come from its registry.
"""

from __future__ import annotations

import argparse
import ast
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from workbench import catalog
from workbench.catalog.examples import examples
from workbench.catalog.templates import templates
from workbench.evaluation.doctor import rules
from workbench.spec.experiment import Data, Experiment, Training
from workbench.spec.fields import Parameter, parameter
from workbench.spec.own import GROUP
from workbench.spec.own_source import NO_WORDS
from workbench.spec.parts import KINDS, Value, parts
from workbench.spec.unknown import CLASSES

assert catalog  # imported for the registry

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"
TRANSLATIONS = ROOT / "resources" / "translations"

Key = tuple[str, str]
"""Context and source text."""

# Texts in the program


@dataclass
class Taker:
    """A function that takes texts: its parameters in order, and the context of those that are texts."""

    parameters: tuple[str, ...]
    contexts: dict[str, str]


Takers = dict[tuple[str, str], Taker]
"""By module and name. The empty module: whatever is called so, wherever it stands."""

TAKERS: Mapping[str, Taker] = {
    "Text": Taker(("template", "values"), {"template": "problem"}),
    "Preparing": Taker(("what", "done", "total"), {"what": "preparing"}),
    "TableError": Taker(("what", "remedy"), {"what": "problem", "remedy": "problem"}),
    "progress": Taker(("what", "done", "total"), {"what": "preparing"}),
}

PUT_TOGETHER = ("progress",)
"""May be given a text with a file's name at its end: ``workbench.gui.texts.doing`` takes it apart again."""


@dataclass(frozen=True)
class Call:
    """A call and where it stands: the name and tree of the module, the class, the functions from outside in."""

    node: ast.Call
    module: str
    tree: ast.Module
    owner: str
    functions: tuple[ast.FunctionDef, ...]

    def name(self) -> str:
        """The last word of what is called."""
        called = self.node.func
        return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def texts_of_program(package: Path = PACKAGE) -> set[Key]:
    """What the modules of the package say. Raises ``SyntaxError`` for a text that no translation could reach."""
    calls = [call for path in sorted(package.rglob("*.py")) for call in calls_of(path.read_text("utf-8"), str(path))]
    takers: Takers = {("", name): taker for name, taker in TAKERS.items()}
    while [call for call in calls if _learned(call, takers)]:  # all of them each time: few rounds
        pass
    found = {(context, text) for call in calls for node, context in _taken(call, takers) for text in texts(node, call)}
    return {(context, text) for context, text in found if text}


def calls_of(source: str, module: str) -> Iterator[Call]:
    """All calls of a module."""
    tree = ast.parse(source, module)

    def walk(node: ast.AST, owner: str, functions: tuple[ast.FunctionDef, ...]) -> Iterator[Call]:
        if isinstance(node, ast.Call):
            yield Call(node, module, tree, owner, functions)
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.FunctionDef):
            functions = (*functions, node)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, owner, functions)

    return walk(tree, "", ())


def _taken(call: Call, takers: Takers) -> Iterator[tuple[ast.expr, str]]:
    """The arguments that are texts, with their contexts."""
    name, arguments = call.name(), call.node.args
    if name == "tr" and call.owner:
        yield arguments[0], call.owner
    elif name in ("translate", "NOOP") and len(arguments) > 1:
        if isinstance(arguments[0], ast.Constant) and isinstance(arguments[0].value, str):
            yield arguments[1], arguments[0].value
    else:
        taker = takers.get((_home(name, call), name)) or takers.get((call.module, name)) or takers.get(("", name))
        if taker:
            named = dict(zip(taker.parameters, arguments, strict=False))
            named |= {each.arg: each.value for each in call.node.keywords if each.arg}
            yield from ((named[each], context) for each, context in list(taker.contexts.items()) if each in named)


def _home(name: str, call: Call) -> str:
    """The file of the function that the module knows by this name; its own file where it imports none of that name."""
    return _imported(call.tree).get(name, call.module)


@cache
def _imported(tree: ast.Module) -> dict[str, str]:
    """The files of what a module imports by name, the first where there are several."""
    return {
        alias.name: str(PACKAGE.parent.joinpath(*node.module.split("."))) + ".py"
        for node in reversed(tree.body)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in reversed(node.names)
    }


def _learned(call: Call, takers: Takers) -> bool:
    """Whether the call shows that the function around it takes a text too."""
    learned = False
    for node, context in _taken(call, takers):
        for function in reversed(call.functions):
            names = tuple(each.arg for each in (*function.args.posonlyargs, *function.args.args) if each.arg != "self")
            if isinstance(node, ast.Name) and node.id in names:
                own = function in call.tree.body or function.name.startswith("_")
                key = (call.module if own else "", function.name)
                taker = takers.setdefault(key, Taker(names, {}))
                learned = learned or node.id not in taker.contexts
                taker.contexts.setdefault(node.id, context)
                break
    return learned


def texts(node: ast.expr, call: Call, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The texts that an expression can be: written out, chosen from several, out of a table, or by a name."""
    inner: Iterable[ast.expr | None] = ()
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr() | ast.BinOp() if call.name() not in PUT_TOGETHER:
            words = f"{ast.unparse(node)} is put together; a text that is translated is a template with {{names}}"
            raise SyntaxError(words, (call.module, node.lineno, node.col_offset + 1, None))
        case ast.IfExp(body=body, orelse=orelse):
            inner = (body, orelse)
        case ast.BoolOp(values=values) | ast.Dict(values=values):
            inner = values
        case ast.Subscript(value=table):
            inner = (table,)
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, *rest]):
            inner = (table, *rest)
        case ast.Name(id=name) if name not in seen:
            inner, seen = _assigned(name, call), seen | {name}
    for each in inner:
        if each is not None:
            yield from texts(each, call, seen)


def _assigned(name: str, call: Call) -> list[ast.expr]:
    """What a name is set to, in the innermost function that sets it, else in the module."""
    for nodes in (*map(ast.walk, reversed(call.functions)), call.tree.body):
        found = [
            value
            for node in nodes
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            for each, value in _pairs(target, node.value)
            if isinstance(each, ast.Name) and each.id == name
        ]
        if found:
            return found
    return []


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def texts_of_catalog() -> set[Key]:
    """Help, groups and parameters of every declared part, the parameters of the sections, examples, templates, doctor's rules; own code."""
    found = {
        *examples().values(),
        *(each.title for each in templates()),
        GROUP,
        NO_WORDS,
        *(cls.about() for cls in CLASSES.values()),
        *(text for each in rules().values() for text in (each.title, each.about, each.cause, each.shows)),
    }
    for cls in (cls for kind in KINDS for cls in parts(kind)):
        found |= {cls.about(), cls.group, cls.use, *(each.description for each in cls.parameters())}
    for section in (Experiment, Data, Training):
        found |= {each.description for each in _parameters(section)}
    advice = {("problem", each.advice) for each in rules().values()}  # a diagnosis says it, too
    return {("catalog", text) for text in found if text} | advice


def _parameters(section: type[Value]) -> Iterator[Parameter]:
    for name, field in section.model_fields.items():
        try:
            yield parameter(name, field)
        except TypeError:  # a part or a table: not one field but a form of its own
            continue


# Qt's .ts files

Messages = dict[Key, str]
"""The translations; an empty one is yet to be made."""

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{language}" sourcelanguage="en">\n'


def read(path: Path) -> Messages:
    """The messages of a file; none where there is no file."""
    if not path.exists():
        return {}
    found: Messages = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            finished = target is not None and target.get("type") is None
            words = "".join(target.itertext()) if target is not None and finished else ""
            found[context.findtext("name", ""), message.findtext("source", "")] = words.strip() and words
    return found


def written(language: str, messages: Messages) -> str:
    """The text of a file: sorted, and without line numbers, so that a change to the program is a small one here."""
    lines = [HEAD.format(language=language)]
    for name in sorted({context for context, _ in messages}):
        lines.append(f"<context>\n    <name>{escape(name)}</name>\n")
        lines += [_message(key[1], messages[key]) for key in sorted(messages) if key[0] == name]
        lines.append("</context>\n")
    return "".join([*lines, "</TS>\n"])


def _message(source: str, translation: str) -> str:
    begin, words = "<message>", escape(translation)
    if "%n" in source:
        begin, words = '<message numerus="yes">', f"<numerusform>{words}</numerusform>"
    kind = "" if translation else ' type="unfinished"'
    return (
        f"    {begin}\n        <source>{escape(source)}</source>\n"
        f"        <translation{kind}>{words}</translation>\n    </message>\n"
    )


# The tool


def update(language: str, found: set[Key], write: bool, folder: Path = TRANSLATIONS) -> bool:
    """Merge the texts into one language's file and say what changed; whether the file was complete and up to date."""
    path = folder / f"{language}.ts"
    before = read(path)
    moved = {text: words for (context, text), words in before.items() if (context, text) not in found}
    after = {key: before.get(key, moved.get(key[1], "")) for key in found}
    for mark, keys in (("+", found - before.keys()), ("-", before.keys() - found)):
        for context, text in sorted(keys):
            print(f"{mark} {context}: {text!r}")
    unfinished = sum(not words for words in after.values())
    text = written(language, after)
    changed = not path.exists() or path.read_text("utf-8") != text
    if changed and write:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    state = "as it was" if not changed else "written" if write else "not up to date"
    print(f"{path.name}: {len(after)} texts, {unfinished} unfinished; {state}")
    return not changed and not unfinished


def main(words: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--check", action="store_true", help="write nothing; end with 1 if something is to be done")
    options.add_argument("language", nargs="*", default=["zh_CN"], help="such as zh_CN (the default)")
    given = options.parse_args(words)
    found = texts_of_program() | texts_of_catalog()
    complete = [update(language, found, write=not given.check) for language in given.language]
    return 1 if given.check and not all(complete) else 0


if __name__ == "__main__":
    sys.exit(main())
