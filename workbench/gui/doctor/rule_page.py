"""A page of help about an illness, made from the declaration of its rule; and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from workbench.evaluation.doctor.rules import Rule
from workbench.gui.texts import declared, said
from workbench.gui.theme import Tokens
from workbench.spec.problems import Text

SCHEME = "doctor"
"""Of links to other pages: ``doctor:overfitting``; ``doctor:`` is the list."""


def page_of_rule(rule: Rule, tokens: Tokens) -> str:
    """What it is, why it comes, how one sees it, what to try, where to read on."""
    parts = [
        (_tr("Why it comes:"), escape(declared(rule.cause))),
        (_tr("How it shows:"), escape(declared(rule.shows))),
        (_tr("What to try:"), escape(said(Text(rule.advice)))),
        (_tr("Read on:"), _reference(rule, tokens)),
    ]
    lines = [f"<h3>{escape(declared(rule.title))}{_mark(tokens)}</h3><p>{escape(declared(rule.about))}</p>"]
    lines += [f"<p><b>{head}</b> {words}</p>" for head, words in parts if words]
    lines.append(f"<p>{_link(_tr('What the doctor looks for'), f'{SCHEME}:', tokens)}</p>")
    return "".join(lines)


def page_of_rules(rules: Iterable[Rule], tokens: Tokens) -> str:
    """A line for each, with the way to its page."""
    rows = "".join(
        f'<tr><td style="white-space:nowrap">{_link(declared(each.title), f"{SCHEME}:{each.id}", tokens)}</td>'
        f"<td>{escape(declared(each.about))}</td></tr>"
        for each in rules
    )
    head = _tr("What the doctor looks for")
    return f'<h3>{escape(head)}</h3><table cellpadding="3" cellspacing="0" width="100%">{rows}</table>'


def _reference(rule: Rule, tokens: Tokens) -> str:
    return "".join(_link(words, link, tokens) if link else escape(words) for words, link in rule.read_on())


def _mark(tokens: Tokens) -> str:
    return f' <span style="color:{tokens.muted}; font-weight:normal">· {escape(_tr("doctor"))}</span>'


def _link(words: str, address: str, tokens: Tokens) -> str:
    return f'<a style="color:{tokens.accent}" href="{escape(address)}">{escape(words)}</a>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
