"""What happened when the program ended unexpectedly, and what can be had again: one calm question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.after_crash import Choice, Offer
from workbench.gui.icons import icon
from workbench.gui.texts import sentence
from workbench.gui.widgets.push_button import push_button

WIDTH, ICON, INDENT = 560, 32, 26  # device-independent pixels


class CrashDialog(QDialog):
    """One card for each process. ``why_no_run`` says why no run can be resumed at the moment; empty: one can.

    Escape decides nothing. :meth:`choices` are what is ticked: one document and one run at most.
    """

    report_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, offers: Sequence[Offer], why_no_run: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle(self.tr("After a crash"))
        self.cards = [CrashCard(offer, why_no_run, number, self) for number, offer in enumerate(offers)]
        self.take = push_button("crash_restore", self.tr("&Restore"), self.tr("Do what is ticked above"), self)
        self.take.setProperty("primary", "true")
        self.take.setDefault(True)
        self.later = push_button(
            "crash_later", self.tr("&Keep for later"), self.tr("Decide nothing now; ask at the next start"), self
        )
        self.take.clicked.connect(self.accept)
        self.later.clicked.connect(self.reject)
        for card in self.cards:
            self._connect(card)
        self._tick_first()
        self._lay_out()
        self._update()
        self._focus_first()

    def choices(self) -> list[Choice]:
        """What is ticked."""
        return [Choice(card.offer, card.edits.isChecked(), card.run.isChecked()) for card in self.cards]

    def _connect(self, card: CrashCard) -> None:
        card.report.clicked.connect(lambda: self.report_wanted.emit(card.offer.left.report))
        card.discard.clicked.connect(lambda: self._on_discard_clicked(card))
        card.edits.toggled.connect(lambda on: self._on_toggled(card, "edits", on))
        card.run.toggled.connect(lambda on: self._on_toggled(card, "run", on))

    def _tick_first(self) -> None:
        for name in ("edits", "run"):
            boxes = [getattr(card, name) for card in self.cards]
            box = next((box for box in boxes if not box.isHidden() and box.isEnabled()), None)
            if box is not None:
                box.setChecked(True)

    def _on_toggled(self, card: CrashCard, name: str, on: bool) -> None:
        if on:  # a window has one document, and trains one run
            for other in self.cards:
                if other is not card:
                    getattr(other, name).setChecked(False)
        self._update()

    def _on_discard_clicked(self, card: CrashCard) -> None:
        if card.offer.edits is not None and not self._may_throw_away(card.offer):
            return
        self.cards.remove(card)
        self.discard_wanted.emit(card.offer)
        card.hide()
        card.deleteLater()
        if not self.cards:
            self.reject()
            return
        self._update()
        self._focus_first()

    def _may_throw_away(self, offer: Offer) -> bool:
        box = QMessageBox(self)
        box.setObjectName("throw_away_box")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Throw the unsaved edits of “{0}” away?").format(offer.edits.experiment.name))
        box.setInformativeText(self.tr("They cannot be had again. The report and the run folder stay."))
        throw = box.addButton(self.tr("&Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is throw

    def _update(self) -> None:
        nothing = all(card.offer.empty for card in self.cards)
        self.take.setVisible(not nothing)
        self.take.setEnabled(any(choice.edits or choice.run for choice in self.choices()))
        self.later.setText(self.tr("&Close") if nothing else self.tr("&Keep for later"))
        self.later.setAccessibleName(self.later.text().replace("&", ""))
        tip = self.tr("Close this window") if nothing else self.tr("Decide nothing now; ask at the next start")
        self.later.setToolTip(tip)
        (self.later if nothing else self.take).setDefault(True)

    def _focus_first(self) -> None:
        (self.take if self.take.isVisibleTo(self) else self.later).setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(24)
        for card in self.cards:
            column.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 16)
        whole.setSpacing(18)
        if len(self.cards) > 1:
            column.setContentsMargins(0, 0, 6, 0)
            column.addStretch(1)
            inside = QWidget(self)
            inside.setLayout(column)
            area = QScrollArea(self)
            area.setObjectName("crash_cards")
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(inside)
            head = _label(self.tr("The program ended unexpectedly {0} times.").format(len(self.cards)), "title", self)
            whole.addWidget(head)
            whole.addWidget(area, 1)
            self.resize(WIDTH + 60, min(560, 120 + 190 * len(self.cards)))
        else:
            whole.addLayout(column)
            self.setMinimumWidth(WIDTH)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.take)
        whole.addLayout(buttons)
        if len(self.cards) == 1:
            self.ensurePolished()  # the letters have their sizes: no more height than they need
            self.resize(WIDTH, whole.totalHeightForWidth(WIDTH))


class CrashCard(QFrame):
    """What happened to one process, what is there of it, and what can be done."""

    def __init__(self, offer: Offer, why_no_run: str, number: int, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.offer = offer
        self.setObjectName(f"crash_card_{number}")
        self.words = _label(self._happened(), "title", self)
        self.why = _label(self._why(), "muted", self)
        self.edits = self._box(f"crash_edits_{number}")
        self.run = self._box(f"crash_run_{number}")
        self.about_edits, self.about_run = _label("", "muted", self), _label("", "muted", self)
        self._fill_edits()
        self._fill_run(why_no_run)
        self.report = self._button(
            f"crash_report_{number}", self.tr("&Look at the report"), self.tr("What was written down of the crash")
        )
        self.discard = self._button(
            f"crash_discard_{number}", self.tr("&Discard"), self.tr("Do not offer this again; the report stays")
        )
        self._lay_out()

    def _happened(self) -> str:
        offer, when = self.offer, moment(self.offer.left.ended)
        run = offer.run
        if run is None or not run.epochs:
            if offer.left.terminal:
                return self.tr("A training in the terminal ended unexpectedly at {0}.").format(when)
            return self.tr("The program ended unexpectedly at {0}.").format(when)
        if offer.left.terminal:
            words = self.tr("A training in the terminal ended unexpectedly at {0}: “{1}”, epoch {2} of {3}.")
        else:
            words = self.tr("The program ended unexpectedly at {0}, while training “{1}”, epoch {2} of {3}.")
        return words.format(when, run.name, run.epoch, run.epochs)

    def _why(self) -> str:
        left = self.offer.left
        if left.reason:
            return self.tr("The system calls it: {0}.").format(left.reason)
        if left.about.get("asked"):
            return self.tr("The system asked it to end, as when one logs out.")
        if left.power_cut:
            return self.tr("The computer was switched off or started anew meanwhile.")
        return self.tr("It could not say why. It was ended from outside, or the memory was full.")

    def _fill_edits(self) -> None:
        edits = self.offer.edits
        self.edits.setHidden(edits is None)
        self.about_edits.setHidden(edits is None)
        if edits is None:
            return
        self.edits.setText(
            self.tr("Restore the unsaved &edits of “{0}”").format(edits.experiment.name.replace("&", "&&"))
        )
        self.edits.setToolTip(self.tr("Open the experiment as it was edited; its file stays as it is until you save"))
        when = moment(edits.written_at)
        if edits.path:
            self.about_edits.setText(self.tr("From {0}. They belong to {1}.").format(when, edits.path))
        else:
            self.about_edits.setText(self.tr("From {0}. They were never saved to a file.").format(when))

    def _fill_run(self, why_no_run: str) -> None:
        run = self.offer.run
        self.run.setHidden(run is None)
        self.about_run.setHidden(run is None)
        if run is None:
            return
        if run.step:
            self.run.setText(self.tr("&Go on with the run, after step {0}").format(f"{run.step:,}"))
        else:
            self.run.setText(self.tr("Be&gin the run again from its first step"))
        self.run.setToolTip(self.tr("Train on from the last checkpoint"))
        why_not = sentence(run.why_not) if run.why_not else why_no_run
        self.run.setEnabled(not why_not)
        self.about_run.setText(why_not or str(run.path))

    def _box(self, name: str) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(name)
        return box

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setProperty("dense", "true")
        return button

    def _lay_out(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(icon("warning", "warning").pixmap(ICON, ICON))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.why)
        for box, about in ((self.edits, self.about_edits), (self.run, self.about_run)):
            if not box.isHidden():
                column.addSpacing(8)
                column.addWidget(box)
                below = QHBoxLayout()
                below.addSpacing(INDENT)
                below.addWidget(about, 1)
                column.addLayout(below)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self.report)
        row.addWidget(self.discard)
        row.addStretch(1)
        column.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(column, 1)


def moment(seconds: float) -> str:
    """The time of day, with the date where that is not today."""
    when = QDateTime.fromSecsSinceEpoch(round(seconds))
    short = QLocale.FormatType.ShortFormat
    return QLocale().toString(when.time() if when.date() == QDate.currentDate() else when, short)


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
