"""One diagnosis: what is seen, how sure that is, why, and the buttons that show it or change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.evaluation.doctor import Diagnosis, Evidence, rules
from workbench.evaluation.doctor.diagnosis import how_sure
from workbench.gui.doctor.flow import FlowLayout
from workbench.gui.doctor.sure_bar import SureBar
from workbench.gui.help_guide import RULE
from workbench.gui.icons import icon
from workbench.gui.texts import declared, said
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.card_frame import CardFrame
from workbench.gui.widgets.push_button import push_button
from workbench.spec.problems import Fix

SIGN = QSize(12, 12)
STRIPE = 4
COLOURS = {"problem": "error", "warning": "warning", "info": "accent"}
ICONS = {"problem": "error", "warning": "warning", "info": "info"}


@dataclass(frozen=True)
class Standing:
    """How a fix stands to the experiment that is edited now: ``done`` already, or ``why_not`` it cannot be made (empty: it can).

    ``live``: the run that goes on can be given it, too. ``no_branch``: why the run cannot be gone on with it, beyond ``why_not``.
    """

    done: bool = False
    why_not: str = ""
    live: bool = False
    no_branch: str = ""


@dataclass(frozen=True)
class _Row:
    """The buttons of a fix."""

    change: QPushButton
    train: QPushButton
    branch: QPushButton
    live: QPushButton


class DiagnosisCard(CardFrame):
    """``show_wanted`` carries an :class:`Evidence`; ``fix_wanted`` a :class:`Fix`, ``train_wanted`` one to train anew with,
    ``branch_wanted`` one to go on with from the newest checkpoint, ``live_wanted`` one for the run that goes on; ``help_wanted``
    the id of a rule.
    """

    show_wanted = Signal(object)
    fix_wanted = Signal(object)
    train_wanted = Signal(object)
    branch_wanted = Signal(object)
    live_wanted = Signal(object)
    rate_wanted = Signal()
    help_wanted = Signal(str)

    def __init__(self, diagnosis: Diagnosis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"diagnosis_{diagnosis.rule}")
        self.setProperty(RULE, diagnosis.rule)
        self.diagnosis: Diagnosis | None = None
        self.rule = rules()[diagnosis.rule]
        self._sign = QLabel(self)
        title = QLabel(declared(self.rule.title), self)
        title.setProperty("role", "title")
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        self._bar = SureBar(self)
        self.seen, self.advice, self.why = (self._text(name) for name in ("seen", "advice", "why"))
        self.why.setProperty("role", "muted")
        self.why.hide()
        self.fold = QPushButton(self.tr("Why"), self)
        self.fold.setObjectName("diagnosis_why_button")
        self.fold.setProperty("dense", True)
        self.fold.setCheckable(True)
        self.fold.setAutoDefault(False)
        self.fold.setToolTip(self.tr("How this is judged, and what it is"))
        self.fold.setAccessibleName(self.tr("Why: {0}").format(title.text()))
        self.fold.toggled.connect(self.why.setVisible)
        tip = self.tr("What this is, how it shows, why it comes, and where to read on")
        self.more = push_button("diagnosis_help", self.tr("Learn more"), tip, self)
        self.more.setProperty("dense", True)
        self.more.setIcon(icon("help"))
        self.more.setIconSize(SIGN)
        self.more.setAccessibleName(self.tr("Learn more: {0}").format(title.text()))
        self.more.clicked.connect(lambda _checked: self.help_wanted.emit(self.rule.id))
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row)
        self._rows: list[_Row] = []
        self._find: QPushButton | None = None
        self._lay_out(title)
        self.show_diagnosis(diagnosis)

    def show_diagnosis(self, diagnosis: Diagnosis) -> None:
        """The same rule with the figures of now; what is unfolded stays so."""
        before, self.diagnosis = self.diagnosis, diagnosis
        if diagnosis == before:
            return
        self.recolour()
        self._words.setText(said(how_sure(diagnosis.sure)))
        tip = self.tr("How sure the doctor is: {0} of 100").format(f"{100 * diagnosis.sure:.0f}")
        self._bar.setToolTip(tip)
        self._words.setToolTip(tip)
        self.seen.setText(said(diagnosis.seen))
        self.advice.setText(self.tr("Try: {0}").format(said(diagnosis.advice)))
        self.why.setText(self._explained(diagnosis))
        self.setAccessibleName(f"{declared(self.rule.title)}: {self.seen.text()}")
        if before is None or _buttons_of(before) != _buttons_of(diagnosis):
            self._fill_row(diagnosis)
        for number, row in enumerate(self._rows):
            self._name_row(row, said(diagnosis.fixes[number].label))
        self.update()

    def recolour(self) -> None:
        """The sign and the bar in the colours of the moment."""
        if self.diagnosis is not None:
            name = "check" if self.diagnosis.rule == "healthy" else ICONS[self.diagnosis.severity]
            self._sign.setPixmap(icon(name, self._colour()).pixmap(16, 16))
            self._bar.set_sure(self.diagnosis.sure, self._colour())
            self.update()

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """How each fix stands to the experiment that is edited."""
        fixes = self.diagnosis.fixes if self.diagnosis is not None else ()
        for row, fix, stands in zip(self._rows, fixes, standings, strict=True):
            words = said(fix.label)
            row.live.setVisible(stands.live)
            row.change.setEnabled(not (stands.done or stands.why_not))
            row.change.setText(f"✓ {words}" if stands.done else words)
            row.train.setEnabled(not stands.why_not)
            row.branch.setEnabled(not (stands.why_not or stands.no_branch))
            tip = (
                self.tr("The experiment is so already")
                if stands.done
                else self.tr("Change the experiment; undo takes it back")
            )
            row.change.setToolTip(stands.why_not or tip)
            row.train.setToolTip(stands.why_not or self.tr("Make this change, and train anew with it"))
            tip = self.tr("Make this change, and go on with it from the newest checkpoint of this run, as a new run")
            row.branch.setToolTip(stands.why_not or stands.no_branch or tip)

    def set_findable(self, why_not: str) -> None:
        """Whether a learning rate can be searched now; the reason is empty if so."""
        if self._find is not None:
            self._find.setEnabled(not why_not)
            self._find.setToolTip(
                why_not or self.tr("Try growing learning rates for some steps, and see which is good")
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.diagnosis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_tokens().color(self._colour()))
        painter.drawRoundedRect(QRectF(4, 9, STRIPE, self.height() - 18), STRIPE / 2, STRIPE / 2)

    def _colour(self) -> str:
        assert self.diagnosis is not None
        return "success" if self.diagnosis.rule == "healthy" else COLOURS[self.diagnosis.severity]

    def _explained(self, diagnosis: Diagnosis) -> str:
        return "\n".join([said(diagnosis.why), declared(self.rule.about)])

    def _text(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(f"diagnosis_{name}")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setMinimumHeight(1)  # else that of a much narrower label
        return label

    def _fill_row(self, diagnosis: Diagnosis) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._find = [], None
        for number in range(len(diagnosis.fixes)):
            self._add_fix(number)
        if diagnosis.find_rate:
            tip = self.tr("Try growing learning rates for some steps, and see which is good")
            button = self._button("diagnosis_find_rate", self.tr("Find a learning rate…"), tip, self.rate_wanted.emit)
            button.setIcon(icon("search"))
            self._flow.addWidget(button)
            self._find = button
        for number, each in enumerate(_one_of_each_panel(diagnosis.evidence)):
            words = self.tr("Show {0}").format(panel_title(each.panel))
            self._flow.addWidget(self._button("diagnosis_show", words, _where(each), partial(self._on_show, number)))
        self._row.updateGeometry()

    def _add_fix(self, number: int) -> None:
        tip = self.tr("Give it to the run that goes on, from its next step on")
        change = self._button("diagnosis_fix", "", "", lambda: self.fix_wanted.emit(self._fix(number)))
        words = self.tr("Train anew with it") if number == 0 else ""
        train = self._button("diagnosis_train", words, "", lambda: self.train_wanted.emit(self._fix(number)))
        train.setIcon(icon("train"))
        words = self.tr("Branch with it") if number == 0 else ""
        branch = self._button("diagnosis_branch", words, "", lambda: self.branch_wanted.emit(self._fix(number)))
        branch.setIcon(icon("branch"))
        live = self._button(
            "diagnosis_live", self.tr("In this run"), tip, lambda: self.live_wanted.emit(self._fix(number))
        )
        live.hide()
        together = QWidget(self._row)
        line = QHBoxLayout(together)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for button in (change, train, branch, live):
            line.addWidget(button)
        self._rows.append(_Row(change, train, branch, live))
        self._flow.addWidget(together)

    def _name_row(self, row: _Row, words: str) -> None:
        row.change.setText(words)
        row.change.setAccessibleName(words)
        row.train.setAccessibleName(self.tr("{0}, and train anew").format(words))
        row.branch.setAccessibleName(self.tr("{0}, and branch off this run").format(words))
        row.live.setAccessibleName(self.tr("{0}, in the run that goes on").format(words))

    def _fix(self, number: int) -> Fix:
        """That of now: figures change while the button stays."""
        assert self.diagnosis is not None
        return self.diagnosis.fixes[number]

    def _on_show(self, number: int) -> None:
        if self.diagnosis is not None:
            self.show_wanted.emit(_one_of_each_panel(self.diagnosis.evidence)[number])

    def _button(self, name: str, text: str, tip: str, pressed: Callable[[], object]) -> QPushButton:
        button = push_button(name, text, tip, self._row)
        button.setProperty("dense", True)
        button.setIconSize(SIGN)
        button.clicked.connect(lambda _checked: pressed())
        return button

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._sign)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.fold)
        head.addWidget(self.more)
        head.addWidget(self._words)
        head.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 12, 10)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.seen)
        column.addWidget(self.advice)
        column.addWidget(self._row)
        column.addWidget(self.why)


def panel_title(name: str) -> str:
    """What a panel is called in the middle of a sentence."""
    titles = {
        "curves": QCoreApplication.translate("doctor", "curves"),
        "diagnostics": QCoreApplication.translate("doctor", "diagnostics"),
        "evaluate": QCoreApplication.translate("doctor", "evaluation"),
        "data": QCoreApplication.translate("doctor", "data"),
        "data:samples": QCoreApplication.translate("doctor", "samples"),
        "data:files": QCoreApplication.translate("doctor", "check of the files"),
    }
    return titles.get(name) or titles[name.partition(":")[0]]


def _buttons_of(diagnosis: Diagnosis) -> object:
    """What decides which buttons there are: they stay, under the mouse and with the focus, while figures change."""
    panels = tuple(each.panel for each in _one_of_each_panel(diagnosis.evidence))
    return len(diagnosis.fixes), panels, diagnosis.find_rate


def _one_of_each_panel(evidence: Sequence[Evidence]) -> list[Evidence]:
    by_panel = {each.panel.partition(":")[0]: each for each in reversed(evidence)}
    return [each for each in evidence if by_panel[each.panel.partition(":")[0]] is each]


def _where(evidence: Evidence) -> str:
    """What to look for there."""
    details = {
        "gradient_norm": QCoreApplication.translate("doctor", "gradient norms"),
        "update_ratio": QCoreApplication.translate("doctor", "update ratios"),
        "dead": QCoreApplication.translate("doctor", "dead units"),
        "activations": QCoreApplication.translate("doctor", "answers of the layer"),
        "confusion": QCoreApplication.translate("doctor", "confusion matrix"),
        "samples": QCoreApplication.translate("doctor", "single samples"),
    }
    detail = details.get(evidence.panel.partition(":")[2], "")
    steps = f"{evidence.steps[0]:,} – {evidence.steps[1]:,}" if evidence.steps else ""
    named = QCoreApplication.translate("doctor", "steps {0}").format(steps) if steps else ""
    found = ", ".join(filter(None, (detail, evidence.layer, named)))
    return found or QCoreApplication.translate("doctor", "Look at it there")
