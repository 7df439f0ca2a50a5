"""How it is worked out what matters: the method, which answer, and what the method lets one choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QSlider, QSpinBox, QWidget

from workbench.gui.inspect.matters_words import short
from workbench.gui.inspect.view import muted

if TYPE_CHECKING:
    from workbench.evaluation.inspect.saliency import Method, Options
    from workbench.gui.inspect.probe import Look

PREDICTED = -1
NUMBER = "number"
AMOUNTS = {"smoothgrad": 25, "integrated_gradients": 50}
"""How many samples or steps at first."""
NARROW = 60
"""Pixels that a control has at least, where two stand side by side."""
WITH_BASELINE = ("occlusion", "integrated_gradients")


class MattersControls(QWidget):
    """``changed``: something else is asked for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = dict(AMOUNTS)
        self._look: Look | None = None
        self._make_choices()
        self._make_covering()
        self._lay_out()
        self._show_rows()

    # What is asked for

    def method(self) -> Method:
        """The chosen one."""
        chosen: Method = self.methods.currentData()
        return chosen

    def target_number(self) -> int | None:
        """Which answer; None: the predicted one."""
        chosen = self.target.currentData()
        return None if chosen in (None, PREDICTED) else int(chosen)

    def options(self) -> Options:
        """How the method is to go about it."""
        from workbench.evaluation.inspect.saliency import Options

        method, covers = self.method(), self.method() == "occlusion"
        chosen = self.covers.currentData()
        return Options(
            layer=self.layers.currentData() or "" if method == "grad_cam" else "",
            baseline=0.0 if method not in WITH_BASELINE else self.number.value() if chosen == NUMBER else chosen,
            samples=self._amounts["smoothgrad"] if method == "smoothgrad" else Options.samples,
            steps=self._amounts["integrated_gradients"] if method == "integrated_gradients" else Options.steps,
            window=(self.patch.value(),) if covers and self.patch.value() else (),
            stride=(self.stride.value(),) if covers and self.stride.value() else (),
        )

    def question(self) -> tuple[Any, ...]:
        """All of it, to be compared."""
        return self.method(), self.target_number(), self.options()

    def set_look(self, look: Look) -> None:
        """What can be chosen for another sample or model."""
        self._look = look
        _fill(self.target, [(self.tr("predicted"), PREDICTED), *((name, at) for at, name in enumerate(look.names))])
        _fill(self.layers, [(self.tr("the last with maps"), ""), *((short(each), each) for each in look.maps)])
        words = {
            "mean": self.tr("its mean"), "black": self.tr("black"), "grey": self.tr("grey"), "white": self.tr("white"),
        }  # fmt: skip
        zero, other = (self.tr("zero"), 0.0), (self.tr("number"), NUMBER)
        _fill(self.covers, [zero, *((words[each], each) for each in look.baselines), other])
        maps = bool(look.maps)
        for row in range(self.methods.count()):
            item = self.methods.model().item(row)  # type: ignore[attr-defined]
            item.setEnabled(maps or self.methods.itemData(row) != "grad_cam")
        if not maps and self.method() == "grad_cam":
            self.methods.setCurrentIndex(0)
        self._show_rows()
        self._fit()

    def _fit(self) -> None:
        """No patch is larger than the input, and no stride larger than the patch."""
        look = self._look
        if look is None:
            return
        sizes = look.values.shape[-max(look.values.ndim - 1, 1) :]
        usual = max(1, round(min(sizes) / 7)) if look.values.ndim > 1 else 1
        for spin, most in ((self.patch, min(sizes)), (self.stride, self.patch.value() or usual)):
            spin.blockSignals(True)
            spin.setMaximum(most)
            spin.blockSignals(False)

    # Reactions

    def _on_method(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _on_amount(self, amount: int) -> None:
        self._amounts[self.method()] = amount
        self.changed.emit()

    def _on_patch(self) -> None:
        self._fit()
        self.changed.emit()

    def _on_covers(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        method, look = self.method(), self._look
        self.form.setRowVisible(self.layers, method == "grad_cam")
        self.form.setRowVisible(self.amount, method in AMOUNTS)
        self.form.setRowVisible(self.patch_row, method == "occlusion")
        self.form.setRowVisible(self.covers_row, method in WITH_BASELINE and (look is None or look.kind != "text"))
        self.form.setRowVisible(self.opacity, look is None or look.kind in ("image", "series"))
        self.number.setVisible(self.covers.currentData() == NUMBER)
        covers = method == "occlusion"
        self.covers_name.setText(self.tr("Cover with") if covers else self.tr("Begin at"))
        tip = (
            self.tr("What stands where the input is covered: a number as the network gets it, or a grey of the picture")
            if covers
            else self.tr("The empty input from which the way begins: a number as the network gets it, or a grey")
        )
        for widget in (self.covers, self.number):
            widget.setToolTip(tip)
        if method not in AMOUNTS:
            return
        steps = method == "integrated_gradients"
        self.amount_name.setText(self.tr("Steps") if steps else self.tr("Samples"))
        self.amount.blockSignals(True)
        self.amount.setValue(self._amounts[method])
        self.amount.setToolTip(
            self.tr("In how many steps the way is gone") if steps else self.tr("How many noisy copies are averaged")
        )
        self.amount.blockSignals(False)

    # Controls

    def _make_choices(self) -> None:
        names = {
            "saliency": self.tr("Input gradient"), "input_x_gradient": self.tr("Input × gradient"), "smoothgrad": "SmoothGrad",
            "integrated_gradients": self.tr("Integrated gradients"), "grad_cam": "Grad-CAM", "occlusion": self.tr("Occlusion"),
        }  # fmt: skip
        self.methods = self._combo("inspect_method", self.tr("Method"), self.tr("How it is found out what matters"))
        for name, text in names.items():
            self.methods.addItem(text, name)
        self.target = self._combo("inspect_target", self.tr("Answer"), self.tr("Which answer is to be explained"))
        self.layers = self._combo("inspect_cam_layer", self.tr("Layer"), self.tr("The layer whose maps are looked at"))
        self.amount = self._spin("inspect_amount", self.tr("Samples or steps"), 2, 500)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setObjectName("inspect_opacity")
        self.opacity.setAccessibleName(self.tr("Opacity of the colours"))
        self.opacity.setToolTip(self.tr("How much the colours cover the picture"))
        self.opacity.setRange(0, 100)
        self.opacity.setValue(85)
        self.methods.currentIndexChanged.connect(lambda _index: self._on_method())
        self.target.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.layers.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.amount.valueChanged.connect(self._on_amount)

    def _make_covering(self) -> None:
        self.patch = self._spin("inspect_patch", self.tr("Size of the patch"), 0, 64)
        self.patch.setToolTip(self.tr("How many pixels, steps or columns wide the patch is that covers a place"))
        self.stride = self._spin("inspect_stride", self.tr("Stride of the patch"), 0, 64)
        self.stride.setToolTip(self.tr("How far the patch goes on each time; “fits”: half its size"))
        for spin in (self.patch, self.stride):
            spin.setSpecialValueText(self.tr("fits"))
            spin.valueChanged.connect(lambda _value: self._on_patch())
        self.covers = self._combo("inspect_baseline", self.tr("What stands for nothing"), "")
        self.covers.addItem(self.tr("zero"), 0.0)
        self.covers.setMinimumContentsLength(6)
        self.covers.currentIndexChanged.connect(lambda _index: self._on_covers())
        self.number = QDoubleSpinBox(self)
        self.number.setObjectName("inspect_baseline_number")
        self.number.setAccessibleName(self.tr("The number that stands for nothing"))
        self.number.setRange(-1e6, 1e6)
        self.number.setDecimals(2)
        self.number.setMaximumWidth(78)
        self.number.setSingleStep(0.1)
        self.number.setKeyboardTracking(False)
        self.number.lineEdit().setTextMargins(5, 0, 0, 0)
        self.number.valueChanged.connect(lambda _value: self.changed.emit())

    def _combo(self, name: str, title: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setAccessibleName(title)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        return combo

    def _spin(self, name: str, title: str, least: int, most: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setAccessibleName(title)
        spin.setRange(least, most)
        spin.setKeyboardTracking(False)
        spin.lineEdit().setTextMargins(5, 0, 0, 0)
        return spin

    def _lay_out(self) -> None:
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(4)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.amount_name, self.covers_name = muted("", self), muted("", self)
        self.patch_row = _beside(self, self.patch, muted(self.tr("every"), self), self.stride)
        self.covers_row = _beside(self, self.covers, self.number)
        self.form.addRow(muted(self.tr("Method"), self), self.methods)
        self.form.addRow(muted(self.tr("Answer"), self), self.target)
        self.form.addRow(muted(self.tr("Layer"), self), self.layers)
        self.form.addRow(self.amount_name, self.amount)
        self.form.addRow(muted(self.tr("Patch"), self), self.patch_row)
        self.form.addRow(self.covers_name, self.covers_row)
        self.form.addRow(muted(self.tr("Opacity"), self), self.opacity)


def _beside(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Side by side; the controls share the room."""
    whole = QWidget(parent)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        widget.setMinimumWidth(widget.minimumSizeHint().width() if widget.property("role") == "muted" else NARROW)
        row.addWidget(widget, 0 if widget.property("role") == "muted" else 1)
    return whole


def _fill(combo: QComboBox, items: list[tuple[str, Any]]) -> None:
    """Other choices; what is chosen stays, if it is still there."""
    if [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())] == items:
        return
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, value in items:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    combo.blockSignals(False)
