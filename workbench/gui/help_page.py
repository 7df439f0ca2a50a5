"""A page of help as HTML. About a part or a section: what it does, formula, when to use it, parameters, where to read on; about an
illness that the doctor knows, or all of them: :mod:`workbench.gui.doctor.rule_page`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.gui.forms.words import allowed_words, default_words
from workbench.gui.texts import declared
from workbench.gui.theme import Tokens
from workbench.spec.fields import Parameter
from workbench.spec.help import described_at, link_of
from workbench.spec.parts import Part

if TYPE_CHECKING:
    from workbench.evaluation.doctor.rules import Rule


@dataclass(frozen=True)
class Topic:
    """What a page is about: a part's class, a section of fields, or rules of the doctor; ``chosen`` is the parameter that was asked
    for. Of several rules, the page is a list.

    ``sums`` are lines that show the formula of sizes with the numbers of the very layer that is chosen.
    """

    title: str
    parameters: tuple[Parameter, ...]
    part: type[Part] | None = None
    chosen: str = ""
    sums: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


def topic_of_part(cls: type[Part], chosen: str = "", sums: tuple[str, ...] = ()) -> Topic:
    """The topic of a part."""
    return Topic(cls.__name__, cls.parameters(), cls, chosen, sums)


def topic_of(part: Part, chosen: str = "", sums: tuple[str, ...] = ()) -> Topic:
    """The same for a part with its values; an unknown one has the name that its file gives."""
    return replace(topic_of_part(type(part), chosen, sums), title=part.type)


def topic_of_rule(name: str) -> Topic:
    """That of a rule by its id; of all of them where none has it."""
    from workbench.evaluation.doctor import rules  # late: NumPy

    known = rules()
    if name in known:
        return Topic(declared(known[name].title), (), rules=(known[name],))
    return Topic(_tr("What the doctor looks for"), (), rules=tuple(known.values()))


def page(topic: Topic, tokens: Tokens, wide: bool) -> str:
    """The HTML of a topic; ``wide``: text and parameters side by side."""
    if topic.rules:
        from workbench.gui.doctor.rule_page import page_of_rule, page_of_rules

        return page_of_rule(topic.rules[0], tokens) if len(topic.rules) == 1 else page_of_rules(topic.rules, tokens)
    words, table = _words(topic, tokens), _table(topic, tokens)
    if not wide:
        return f"{words}{table}"
    return (
        f'<table width="100%"><tr><td width="42%" valign="top">{words}</td><td width="3%"></td>'
        f'<td valign="top">{table}</td></tr></table>'
    )


def _words(topic: Topic, tokens: Tokens) -> str:
    cls = topic.part
    lines = [f"<h3>{escape(topic.title)}{_group(cls, tokens)}</h3>"]
    if cls is None:
        return lines[0]
    lines.append(f"<p>{escape(declared(cls.about()))}</p>")
    if cls.formula:
        lines.append(_formula(cls.formula, tokens))
    if topic.sums:
        lines.append(f"<p>{_tr('Here:')}<br>{'<br>'.join(map(escape, topic.sums))}</p>")
    if cls.use:
        lines.append(f"<p><b>{_tr('When to use it:')}</b> {escape(declared(cls.use))}</p>")
    if link := link_of(cls):
        words = _tr("Read on: {0}").format(escape(described_at(cls)))
        lines.append(f'<p><a style="color:{tokens.accent}" href="{escape(link)}">{words}</a></p>')
    return "".join(lines)


def _group(cls: type[Part] | None, tokens: Tokens) -> str:
    if cls is None or not cls.group:
        return ""
    return f' <span style="color:{tokens.muted}; font-weight:normal">· {escape(declared(cls.group))}</span>'


def _formula(formula: str, tokens: Tokens) -> str:
    rows = "<br>".join(escape(line).replace("  ", "&nbsp; ") for line in formula.splitlines())
    return f'<table width="100%" cellpadding="6" bgcolor="{tokens.card}"><tr><td>{rows}</td></tr></table>'


def _table(topic: Topic, tokens: Tokens) -> str:
    if not topic.parameters:
        return f'<p style="color:{tokens.muted}">{_tr("No parameters.")}</p>'
    heads = (_tr("Parameter"), _tr("Allowed"), _tr("Default"), _tr("What it does"))
    head = "".join(f'<td style="color:{tokens.muted}">{escape(words)}</td>' for words in heads)
    rows = "".join(_row(parameter, parameter.name == topic.chosen, tokens) for parameter in topic.parameters)
    return f'<table cellpadding="3" cellspacing="0" width="100%"><tr>{head}</tr>{rows}</table>'


def _row(parameter: Parameter, chosen: bool, tokens: Tokens) -> str:
    cells = (allowed(parameter), default_words(parameter), declared(parameter.description))
    colour = f' bgcolor="{tokens.accent_soft}"' if chosen else ""
    name = f'<a name="{escape(parameter.name)}"></a><b>{escape(parameter.name)}</b>'
    return f"<tr{colour}><td>{name}</td>{''.join(f'<td>{escape(words)}</td>' for words in cells)}</tr>"


def allowed(parameter: Parameter) -> str:
    """The type and the range in words."""
    if parameter.numbers:
        return allowed_words(parameter)
    if parameter.form == "choice":
        return ", ".join(map(str, parameter.choices))
    kinds = {
        "flag": _tr("yes or no"),
        "whole": _tr("a whole number"),
        "number": _tr("a number"),
        "text": _tr("a text"),
        "folder": _tr("a folder"),
        "file": _tr("a file"),
        "expression": _tr("a formula"),
    }
    return ", ".join(filter(None, (kinds[parameter.form], allowed_words(parameter))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
