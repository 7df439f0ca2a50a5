"""The doctor: what is wrong with a run, why, and what to try."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.context import Context
from workbench.gui.doctor.card import DiagnosisCard, Standing
from workbench.gui.doctor.watch import Watch
from workbench.gui.session import State
from workbench.gui.texts import doing, said
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.push_button import push_button
from workbench.spec.address import get
from workbench.spec.edits import SetValue, apply
from workbench.training.control import Order, What

if TYPE_CHECKING:
    from workbench.evaluation.doctor import Diagnosis, Evidence
    from workbench.spec.problems import Fix

PLACES = ("model", "data.transforms")
"""Lists: an edit of a place in one of them fits only as long as the list is that of the run."""

ORDERS: dict[str, What] = {"training.optimizer.lr": "lr", "training.epochs": "epochs"}
"""Edits that a run can be given while it goes on."""


def order_of(fix: Fix) -> Order | None:
    """The fix as an order to the run; None where a run cannot be given it."""
    edit = fix.edits[0] if len(fix.edits) == 1 else None
    return Order(ORDERS[edit.address], edit.value) if isinstance(edit, SetValue) and edit.address in ORDERS else None


class DoctorPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.watch = context, watch
        self.empty = EmptyState(self.tr("Train first, or open a run: then the doctor says what it sees."), self)
        self.empty.add_button(
            "doctor_open_run", self.tr("Open run…"), self.tr("Look at a run that was trained before"), context.open_run
        )
        self.empty.add_button(
            "doctor_list",
            self.tr("What it looks for"),
            self.tr("The illnesses that the doctor knows, each with a page of help"),
            lambda: context.show_panel("help", ""),
        )
        self.cards: dict[str, DiagnosisCard] = {}
        self.summary = QLabel(self)
        self.summary.setObjectName("doctor_summary")
        self.summary.setProperty("role", "muted")
        self.labels = push_button(
            "doctor_labels",
            self.tr("Check labels"),
            self.tr("Look for samples whose label the trained model contradicts with confidence"),
            self,
        )
        self.labels.setProperty("dense", True)
        self.labels.clicked.connect(self._on_labels_pressed)
        self.labels_said = QLabel(self)
        self.labels_said.setObjectName("doctor_labels_said")
        self.labels_said.setProperty("role", "muted")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.addWidget(self.empty)
        self.area = self._scroll()
        self.addWidget(self.area)
        self._train_after_stop = False
        self.watch.examined.connect(self._show)
        self.watch.labels_checked.connect(self._on_labels_checked)
        self.watch.labels_progressed.connect(
            lambda what, done, total: self.labels_said.setText(f"{doing(what)} {done:,} / {total:,}")
        )
        context.at_hand.changed.connect(self._update_labels)
        context.document.changed.connect(lambda *_: self._update_buttons())
        context.find_rate.changed.connect(self._update_buttons)
        context.session.state_changed.connect(lambda _state: self._on_state_changed())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self.watch.found)
        self.watch.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.set_seen(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for card in self.cards.values():
                card.recolour()

    # What is shown

    def _show(self, found: tuple[Diagnosis, ...]) -> None:
        if not self.isVisible():
            return
        self.setCurrentIndex(1 if found else 0)
        for rule in [rule for rule in self.cards if rule not in {each.rule for each in found}]:
            card = self.cards.pop(rule)
            if card.isAncestorOf(self.focusWidget() or self):
                self.area.setFocus()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, each in enumerate(found):
            card = self.cards.get(each.rule) or self._new_card(each)
            card.show_diagnosis(each)
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
        self.summary.setText(self._in_short(found))
        self._update_buttons()

    def _in_short(self, found: tuple[Diagnosis, ...]) -> str:
        counts = {kind: sum(each.severity == kind for each in found) for kind in ("problem", "warning", "info")}
        words = []
        if counts["problem"]:
            words.append(self.tr("problems: {0}").format(counts["problem"]))
        if counts["warning"]:
            words.append(self.tr("warnings: {0}").format(counts["warning"]))
        hints = counts["info"] - any(each.rule == "healthy" for each in found)
        if hints:
            words.append(self.tr("hints: {0}").format(hints))
        record = self._context.record.now
        if record is not None and record.epochs:
            words.append(self.tr("after epoch {0}").format(record.epochs[-1].epoch))
        return " · ".join(words)

    def _new_card(self, diagnosis: Diagnosis) -> DiagnosisCard:
        card = DiagnosisCard(diagnosis, self)
        card.show_wanted.connect(self._on_show_wanted)
        card.fix_wanted.connect(self._on_fix_wanted)
        card.train_wanted.connect(self._on_train_wanted)
        card.branch_wanted.connect(self._on_branch_wanted)
        card.live_wanted.connect(self._on_live_wanted)
        card.rate_wanted.connect(self._context.find_rate.trigger)
        card.help_wanted.connect(lambda rule: self._context.show_panel("help", rule))
        card.fold.toggled.connect(
            lambda _on: QTimer.singleShot(0, card, lambda: self.area.ensureWidgetVisible(card, 0, 0))
        )
        self.cards[diagnosis.rule] = card
        return card

    def _update_buttons(self) -> None:
        if self.isVisible():
            search = self._context.find_rate
            why_not = "" if search.isEnabled() else search.statusTip()
            no_branch = self._why_no_branch()
            for card in self.cards.values():
                card.set_findable(why_not)
                if card.diagnosis is not None:
                    card.set_standings([self._standing(fix, no_branch) for fix in card.diagnosis.fixes])

    def _why_no_branch(self) -> str:
        branching = self._context.branching
        return (
            "" if branching is not None and branching.possible else self.tr("This run has no checkpoint to go on from.")
        )

    def _standing(self, fix: Fix, no_branch: str = "") -> Standing:
        now, record = self._context.document.experiment, self._context.record.now
        lists = {each for edit in fix.edits for each in PLACES if edit.address.startswith(each)}
        same = record is not None and all(get(record.experiment, each) == get(now, each) for each in lists)
        try:
            after = apply(now, fix.edits) if same else None
        except ValueError:
            after = None
        live = order_of(fix) is not None and self._context.session.state in (State.RUNNING, State.PAUSED)
        if after is None:
            words = self.tr("The experiment has been changed since this run, so that this does not fit it any more.")
            return Standing(why_not=words)
        return Standing(done=after == now, live=live, no_branch=no_branch)

    # What is pressed

    def _on_show_wanted(self, evidence: Evidence) -> None:
        tools = self._context.tools
        windows: dict[str, Callable[[], object]] = {"data:samples": tools.look_through, "data:files": tools.check_files}
        if evidence.panel in windows:
            windows[evidence.panel]()
            return
        name, _, part = evidence.panel.partition(":")
        self._context.show_panel(name, part, evidence.layer, evidence.steps)

    def _on_fix_wanted(self, fix: Fix) -> None:
        self._context.document.end_gesture()
        self._context.document.edit(fix.edits, said(fix.label))

    def _on_live_wanted(self, fix: Fix) -> None:
        order = order_of(fix)
        if order is not None:
            self._context.session.steer(order)

    def _on_train_wanted(self, fix: Fix) -> None:
        if self._context.session.state.active and not self._may_stop(said(fix.label)):
            return
        self._on_fix_wanted(fix)
        if self._context.session.state.active:
            self._train_after_stop = True
            self._context.session.stop()
        else:
            self._context.train()

    def _on_branch_wanted(self, fix: Fix) -> None:
        if self._context.branching is not None:
            self._context.branching.branch_with(fix.edits, said(fix.label))

    def _on_state_changed(self) -> None:
        self._update_buttons()
        self._update_labels()
        if self._train_after_stop and not self._context.session.state.active:
            self._train_after_stop = False
            QTimer.singleShot(0, self, self._context.train)  # the session is still at the end of the last run

    def _on_labels_pressed(self) -> None:
        if self.watch.checking_labels:
            self.watch.cancel_labels()
            self.labels_said.clear()
        else:
            self.watch.check_labels()
        self._update_labels()

    def _on_labels_checked(self, words: str) -> None:
        self.labels_said.setText(words)
        self._update_labels()

    def _update_labels(self) -> None:
        """Weights have to be in the folder, and a run needs the processor for itself."""
        active = self._context.session.state.active
        self.labels.setEnabled(self._context.at_hand.run_dir is not None and not active)
        self.labels.setText(self.tr("Cancel") if self.watch.checking_labels else self.tr("Check labels"))

    def _may_stop(self, change: str) -> bool:
        box = QMessageBox(self)
        box.setObjectName("doctor_stop_box")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("A training is running. Stop it, and train anew with this change?"))
        box.setInformativeText(self.tr("{0}. What was learned so far is kept in its run folder.").format(change))
        stop = box.addButton(self.tr("Stop and train anew"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is stop

    def _scroll(self) -> QScrollArea:
        body = QWidget(self)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(12, 4, 12, 12)
        whole.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.labels_said)
        head.addWidget(self.labels)
        whole.addLayout(head)
        whole.addLayout(self._column)
        whole.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("doctor_scroll")
        scroll.setAccessibleName(self.tr("What the doctor sees"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        return scroll
