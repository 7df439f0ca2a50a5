"""The strip over the curves that steers a run while it goes on: learning rate, augmentation, layers, epochs, a checkpoint."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from workbench.gui.doctor.flow import FlowLayout
from workbench.gui.widgets.push_button import push_button
from workbench.training.control import Order

RATE_WIDTH, EPOCHS_WIDTH = 92, 68
LR = "lr"  # as the field of the optimizer is called
MOST_EPOCHS = 1_000_000


class SteerStrip(QWidget):
    """``asked`` carries an :class:`Order`; what was done is told back by ``show_…``, so that the controls say what is.
    ``said``: why there is none.
    """

    asked = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steer_strip")
        self._layers: tuple[tuple[str, str], ...] = ()
        self._frozen: frozenset[str] = frozenset()
        self._rate = 0.0
        self._make_rate()
        self._make_others()
        self._lay_out()

    # ---- what is

    def show_rate(self, rate: float) -> None:
        """The learning rate of now, unless somebody is typing another."""
        self._rate = rate
        if not self.rate.isModified():
            text = f"{rate:.4g}"
            if text != self.rate.text():
                self.rate.setText(text)

    def show_augmentation(self, there: bool, on: bool) -> None:
        """Whether the experiment has any, and whether it is made."""
        self.augmentation.setVisible(there)
        self.augmentation.setChecked(on)

    def show_epochs(self, epochs: int, least: int) -> None:
        """How many there are in all, and how many have begun."""
        self.epochs.blockSignals(True)
        self.epochs.setMinimum(max(least, 1))
        if not self.epochs.hasFocus() or self.epochs.value() < least or not self._typing():
            self.epochs.setValue(epochs)
        self.epochs.blockSignals(False)

    def show_layers(self, layers: tuple[tuple[str, str], ...], frozen: frozenset[str]) -> None:
        """The layers that could learn, as (address, name), and the addresses of those that somebody froze in this run."""
        self._layers, self._frozen = layers, frozen
        self.layers.setVisible(bool(layers))
        words = self.tr("Freeze")
        self.layers.setText(self.tr("Freeze ({0})").format(len(frozen)) if frozen else words)

    # ---- what is wanted

    def ask_rate(self) -> None:
        """That of the field, from the next step on."""
        try:
            rate = float(self.rate.text().strip().replace(",", "."))
        except ValueError:
            rate = math.nan
        self.rate.setModified(False)
        if rate > 0 and math.isfinite(rate):
            self.asked.emit(Order("lr", rate))
        else:
            self.said.emit(self.tr("A learning rate is a number above 0, such as 0.001."))

    def _forget_typed(self) -> None:
        """What was typed is not wanted: the rate of now stands there again."""
        self.rate.setModified(False)
        self.show_rate(self._rate)

    def _multiply(self, by: float) -> None:
        self.rate.setModified(False)
        self.asked.emit(Order("lr", by, relative=True))

    def _fill_layers(self) -> None:
        menu = self.layers.menu()
        menu.clear()
        for address, name in self._layers:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(address in self._frozen)
            action.triggered.connect(lambda on, address=address: self.asked.emit(Order("frozen", on, address)))

    def _typing(self) -> bool:
        return self.epochs.lineEdit().isModified()

    def _on_epochs_changed(self, epochs: int) -> None:
        self.epochs.lineEdit().setModified(False)
        self.asked.emit(Order("epochs", epochs))

    # ---- building

    def _make_rate(self) -> None:
        self.rate_title = QLabel(LR, self)
        self.rate = QLineEdit(self)
        self.rate.setObjectName("steer_rate")
        self.rate.setAccessibleName(self.tr("Learning rate of the run that goes on"))
        self.rate.setToolTip(
            self.tr(
                "The learning rate from the next step on (Enter). A schedule goes on in proportion; a warm-up grows to it."
            )
        )
        self.rate.setFixedWidth(RATE_WIDTH)
        self.rate.returnPressed.connect(self.ask_rate)
        QShortcut(
            QKeySequence.StandardKey.Cancel, self.rate, self._forget_typed, context=Qt.ShortcutContext.WidgetShortcut
        )
        self.rate_title.setBuddy(self.rate)
        self.halve = self._button("steer_halve", "÷2", self.tr("Half the learning rate from the next step on"))
        self.halve.clicked.connect(lambda: self._multiply(0.5))
        self.double = self._button("steer_double", "×2", self.tr("Twice the learning rate from the next step on"))
        self.double.clicked.connect(lambda: self._multiply(2.0))
        tip = self.tr("Train with the learning rate of the field from the next step on")
        self.apply = self._button("steer_apply", self.tr("Apply"), tip)
        self.apply.clicked.connect(self.ask_rate)

    def _make_others(self) -> None:
        self.augmentation = QCheckBox(self.tr("Augmentation"), self)
        self.augmentation.setObjectName("steer_augmentation")
        self.augmentation.setAccessibleName(self.augmentation.text())
        self.augmentation.setToolTip(
            self.tr("Whether the steps for the training alone are made, from the next step on")
        )
        self.augmentation.clicked.connect(lambda on: self.asked.emit(Order("augmentation", bool(on))))
        tip = self.tr("Layers whose weights stay as they are from the next step on, in this run alone")
        self.layers = self._button("steer_layers", self.tr("Freeze"), tip)
        menu = QMenu(self.layers)
        menu.setObjectName("steer_layers_menu")
        menu.aboutToShow.connect(self._fill_layers)
        self.layers.setMenu(menu)
        self.epochs_title = QLabel(self.tr("Epochs"), self)
        self.epochs = QSpinBox(self)
        self.epochs.setObjectName("steer_epochs")
        self.epochs.setAccessibleName(self.tr("Epochs of the run that goes on"))
        self.epochs.setToolTip(self.tr("How many epochs this run has in all; not fewer than have begun"))
        self.epochs.setRange(1, MOST_EPOCHS)
        self.epochs.setKeyboardTracking(False)
        self.epochs.ensurePolished()
        # fixed both ways: each epoch brings another range, which would lay out the whole window
        self.epochs.setFixedSize(EPOCHS_WIDTH, self.epochs.sizeHint().height())
        self.epochs.valueChanged.connect(self._on_epochs_changed)
        self.epochs_title.setBuddy(self.epochs)
        self.more = self._button("steer_one_more", self.tr("+1"), self.tr("One more epoch"))
        self.more.clicked.connect(lambda: self.asked.emit(Order("epochs", 1, relative=True)))
        self.checkpoint = self._button(
            "steer_checkpoint", self.tr("Checkpoint"), self.tr("Write a checkpoint and the weights now")
        )
        self.checkpoint.clicked.connect(lambda: self.asked.emit(Order("checkpoint")))

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setAccessibleName(tip)
        button.setProperty("dense", True)
        return button

    def _lay_out(self) -> None:
        """What belongs together stays together where the line is too short for all."""
        flow = FlowLayout(self)
        for group in (
            (self.rate_title, self.rate, self.halve, self.double, self.apply), (self.augmentation,), (self.layers,),
            (self.epochs_title, self.epochs, self.more), (self.checkpoint,),
        ):  # fmt: skip
            if len(group) == 1:
                flow.addWidget(group[0])
                continue
            together = QWidget(self)
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            for widget in group:
                row.addWidget(widget)
            flow.addWidget(together)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
