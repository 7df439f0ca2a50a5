"""Help: the page of what is chosen. It follows the focus while it is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from workbench.gui.help_page import Topic, page
from workbench.gui.theme import current_tokens

WIDE = 620  # pixels from which text and table stand side by side


class HelpPanel(QWidget):
    """A topic at a time, in one column or two as the width allows. ``rule_wanted`` carries the id of a rule of the doctor."""

    rule_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic: Topic | None = None
        self._said = ""
        self.view = QTextBrowser(self)
        self.view.setObjectName("help_view")
        self.view.setAccessibleName(self.tr("Help"))
        self.view.setToolTip(self.tr("What is known of the chosen layer, step or field"))
        self.view.setOpenLinks(False)
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.view.anchorClicked.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.view)
        self.recolour()

    def topic(self) -> Topic | None:
        """What the page is about."""
        return self._topic

    def show_topic(self, topic: Topic | None) -> None:
        """Turn to that page; the same one stays where the reader is."""
        if topic is None or topic == self._topic:
            return
        turned = self._topic is None or topic.title != self._topic.title
        self._topic = topic
        self.recolour()
        if topic.chosen:
            self.view.scrollToAnchor(topic.chosen)
        elif turned:
            self.view.verticalScrollBar().setValue(0)

    def recolour(self) -> None:
        """The page again, in the colours and the width of the moment."""
        wide = self.view.viewport().width() >= WIDE
        nothing = self.tr(
            "Choose a layer, a step, a loss or a field; its help is shown here. F1 brings it to the front."
        )
        words = page(self._topic, current_tokens(), wide) if self._topic else f"<p>{nothing}</p>"
        if words != self._said:
            place = self.view.verticalScrollBar().value()
            self._said = words
            self.view.setHtml(words)
            self.view.verticalScrollBar().setValue(place)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == "doctor":
            self.rule_wanted.emit(url.path())
        elif url.scheme() == "https":
            QDesktopServices.openUrl(url)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.recolour()
