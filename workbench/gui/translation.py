"""Translations, read from Qt's .ts files as they stand: no compiled file that could be older than its source."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from workbench.resources import resource

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


def languages() -> dict[str, str]:
    """The languages whose texts are here: English, and those with a .ts file."""
    return {name: text for name, text in LANGUAGES.items() if name == "en" or _file(name)}


def _file(name: str) -> Path | None:
    try:
        return resource("translations", f"{name}.ts")
    except FileNotFoundError:
        return None


Messages = dict[tuple[str, str], str]


class TsTranslator(QTranslator):
    """Looks up (context, source text) in a .ts file.

    ``self.tr`` asks with the class of the object, then with its bases, until it gets something else than the source.
    With a number in place of %n it does so at once: such a text of a base class is found by its source alone.
    """

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._counted = {source: words for (_, source), words in messages.items() if "%n" in source}

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        return self._messages.get((context, source)) or self._counted.get(source)

    def isEmpty(self) -> bool:
        return not self._messages


def read_messages(path: Path) -> Messages:
    """The finished translations of a .ts file by context and source."""
    messages: Messages = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            target = message.find("translation")
            if target is not None and target.get("type") is None:
                words = target.findtext("numerusform") or target.text or ""
                messages[name, message.findtext("source", "")] = words
    return {key: words for key, words in messages.items() if words.strip()}


def install(app: QApplication, language: str) -> None:
    """Show texts in ``language`` (``system``: the user's, if there is a translation), Qt's own included."""
    name = (QLocale.system().name() if language == "system" else language) or "en"
    name = "zh_CN" if name.startswith("zh") else name
    path = _file(name)
    if path is None:
        return
    qt = QTranslator(app)
    if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    app.installTranslator(TsTranslator(read_messages(path), app))
