"""What matters: how much each input counts for an answer, as heat over the picture, bars of columns, colours of tokens."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.inspect.colour_bar import ColourBar
from workbench.gui.inspect.input_view import InputView
from workbench.gui.inspect.painting import number, scale_of
from workbench.gui.inspect.prober import SHARE, Prober
from workbench.gui.inspect.view import Selection, View, captioned, muted
from workbench.gui.texts import sentence
from workbench.gui.widgets.push_button import push_button
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation
    from workbench.evaluation.inspect.saliency import Attribution, Method
    from workbench.gui.inspect.probe import Look

PREDICTED = -1
PATIENCE_MS = 300
"""What is there sooner shows no progress."""
QUICK_S = 0.3
"""What took longer is not worked out again by itself while a run goes on."""


class MattersView(View):
    """Asks the prober itself; a newer question ends an older one."""

    explained = Signal()

    def __init__(self, selection: Selection, prober: Prober, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self._prober = prober
        self.found: Attribution | None = None
        self._asked: tuple[Any, ...] = ()
        self._asked_at = 0.0
        self._weights_step = -1
        self._amounts = {"smoothgrad": 25, "integrated_gradients": 50, "occlusion": 0}
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self.input = InputView("inspect_heat", self)
        self._make()
        self._lay_out()
        prober.explained.connect(self._on_explained)
        prober.not_explained.connect(self._on_not_explained)
        prober.explaining.connect(self._on_progress)
        self._show_method()

    def method(self) -> Method:
        """The chosen one."""
        chosen: Method = self.methods.currentData()
        return chosen

    def show_look(self, look: Look, layer: Activation | None) -> None:
        another = self.look is None or look.wanted.sample is not self.look.wanted.sample
        super().show_look(look, layer)
        self._fill(self.target, [(self.tr("predicted"), PREDICTED), *((n, i) for i, n in enumerate(look.names))])
        self._fill(self.layers, [(self.tr("the last with maps"), ""), *((_short(each), each) for each in look.maps)])
        maps = bool(look.maps)
        for row, name in enumerate(self._names):
            item = self.methods.model().item(row)  # type: ignore[attr-defined]
            item.setEnabled(maps or name != "grad_cam")
        if not maps and self.method() == "grad_cam":
            self.methods.setCurrentIndex(0)
        self.form.setRowVisible(self.opacity, look.kind in ("image", "series"))
        if not look.explains:
            self._say_why_not(self.tr("An autoencoder has no answer that could be explained."))
            return
        if another or self.found is None:
            self.input.set_look(look)
        self._ask_again(by_itself=not another)

    def leave(self) -> None:
        """Nobody looks any more."""
        self._prober.cancel()
        self._asked = ()
        self._show_busy(False)

    def figure(self) -> QWidget:
        return self.input.figure()

    def table(self) -> list[list[object]]:
        found = self.found
        if found is None:
            return []
        import numpy

        axes = ["row", "column"][-found.places.ndim :] if found.places.ndim > 1 else ["input"]
        return [[*axes, found.method], *([*at, f"{float(value):.9g}"] for at, value in numpy.ndenumerate(found.places))]

    # Asking

    def _question(self) -> tuple[Any, ...]:
        look = self.look
        sample = None if look is None else id(look.wanted.sample)
        return sample, self.method(), self.target.currentData(), self.layers.currentData(), self._amount()

    def _amount(self) -> int:
        return self._amounts.get(self.method(), 0)

    def _ask_again(self, by_itself: bool = False) -> None:
        """Where anything is other than when it was asked for last; ``by_itself``: nobody clicked."""
        look = self.look
        if look is None or not look.explains or not self.isVisible():
            return
        question = self._question()
        newer = look.step != self._weights_step
        if question == self._asked and not newer:
            return
        if question == self._asked and by_itself:
            spent = self._prober.explain_spent
            pause = self._prober.pause_s()
            if self._prober.busy_explaining or (pause and spent > QUICK_S):
                self.again.setVisible(not self._prober.busy_explaining)
                return
            if pause and time.monotonic() - self._asked_at < max(pause, spent / SHARE):
                return
        self._ask()

    def _ask(self) -> None:
        from workbench.evaluation.inspect.saliency import Options

        look = self.look
        if look is None:
            return
        self._asked, self._asked_at, self._weights_step = self._question(), time.monotonic(), look.step
        method, amount, chosen = self.method(), self._amount(), self.target.currentData()
        options = Options(
            layer=self.layers.currentData() or "" if method == "grad_cam" else "",
            samples=amount if method == "smoothgrad" else Options.samples,
            steps=amount if method == "integrated_gradients" else Options.steps,
            window=self._window(look, amount) if method == "occlusion" else (),
        )
        self.again.hide()
        self._show_busy(True)
        self._prober.explain(method, None if chosen in (None, PREDICTED) else int(chosen), options)

    def _window(self, look: Look, size: int) -> tuple[int, ...]:
        if not size:
            return ()
        return (size, size) if look.values.ndim == 3 else (size,)

    def _on_explained(self, found: Attribution, sample: object, step: int) -> None:
        look = self.look
        self._show_busy(False)
        if look is None or look.wanted.sample is not sample:
            return
        self.found = found
        self.input.set_look(look)
        self.input.set_heat(found)
        self._set_opacity(self.opacity.value())
        self.colours.set_scale(scale_of(found.places, found.signed))
        words = self.tr("score of {0}: {1}").format(found.name, number(found.score))
        self.caption.set_text(words + (self.tr(" · step {0}").format(f"{step:,}") if step else ""))
        self._say_how_to_read()
        self.explained.emit()

    def _on_not_explained(self, problems: tuple[Problem, ...]) -> None:
        self._show_busy(False)
        self._say_why_not(" ".join(map(sentence, problems)))

    def _say_why_not(self, words: str) -> None:
        self.found = None
        if self.look is not None:
            self.input.set_look(self.look)
        self.colours.set_scale(None)
        self.caption.set_text("")
        self.reading.setText(words)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.busy.hide()

    def _show_progress(self) -> None:
        self.busy.show()

    def _on_cancel(self) -> None:
        self._prober.cancel()
        self._show_busy(False)
        self.again.show()

    # Words

    def _say_how_to_read(self) -> None:
        found = self.found
        method = self.method()
        words = self._readings()[method]
        if method == "grad_cam" and found is not None and found.layer:
            words = words.format(_short(found.layer))
        elif method == "grad_cam":
            words = words.format("…")
        if method == "integrated_gradients" and found is not None and found.rest is not None:
            words += " " + self.tr("Unexplained rest: {0}.").format(number(found.rest))
        if found is not None and not found.places.any():
            words = self.tr("Nothing: every place has a zero here. Take another layer or another method.")
        self.reading.setText(words)

    def _readings(self) -> dict[str, str]:
        return {
            "saliency": self.tr(
                "Bright where a tiny change of the input would change the score most. It shows what the model is sensitive to, "
                "not whether it speaks for or against; expect noise."
            ),
            "input_x_gradient": self.tr(
                "Orange: this input, as strong as it is, pushes the score up; blue: down. An input of zero never counts."
            ),
            "smoothgrad": self.tr(
                "The input gradient, averaged over noisy copies of the sample: read it like the gradient, with less noise."
            ),
            "integrated_gradients": self.tr(
                "How the score grows on the way from an empty input to this one, shared out among the inputs: orange adds to it, "
                "blue takes away. Together they are the difference of the two scores."
            ),
            "grad_cam": self.tr(
                "Bright where the maps of layer {0} speak for the answer. Coarse: one patch for each number of a map."
            ),
            "occlusion": self.tr(
                "Orange: covering this place lowers the score, so it speaks for the answer; blue: covering it raises the score."
            ),
        }

    def _show_method(self) -> None:
        method = self.method()
        words = {
            "smoothgrad": self.tr("Samples"),
            "integrated_gradients": self.tr("Steps"),
            "occlusion": self.tr("Patch"),
        }
        tips = {
            "smoothgrad": self.tr("How many noisy copies are averaged"),
            "integrated_gradients": self.tr("In how many steps the way is gone"),
            "occlusion": self.tr("How many pixels, steps or columns wide the patch is that covers a place"),
        }
        self.form.setRowVisible(self.layers, method == "grad_cam")
        self.form.setRowVisible(self.amount, method in words)
        if method in words:
            self.amount_name.setText(words[method])
            self.amount.blockSignals(True)
            self.amount.setSpecialValueText(self.tr("fits") if method == "occlusion" else "")
            self.amount.setRange(0 if method == "occlusion" else 2, 64 if method == "occlusion" else 500)
            self.amount.setValue(self._amounts[method])
            self.amount.setToolTip(tips[method])
            self.amount.blockSignals(False)
        self._say_how_to_read()

    # Controls

    def _on_method(self) -> None:
        self.found = None
        self._show_method()
        self._ask_again()

    def _on_amount(self, amount: int) -> None:
        self._amounts[self.method()] = amount
        self._ask_again()

    def _set_opacity(self, percent: int) -> None:
        self.input.set_opacity(percent / 100)

    def _fill(self, combo: QComboBox, items: list[tuple[str, Any]]) -> None:
        if [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())] == items:
            return
        chosen = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for text, value in items:
            combo.addItem(text, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.blockSignals(False)

    def _make(self) -> None:
        names = {
            "saliency": self.tr("Input gradient"), "input_x_gradient": self.tr("Input × gradient"), "smoothgrad": "SmoothGrad",
            "integrated_gradients": self.tr("Integrated gradients"), "grad_cam": "Grad-CAM", "occlusion": self.tr("Occlusion"),
        }  # fmt: skip
        self._names = tuple(names)
        self.methods = self._combo("inspect_method", self.tr("Method"), self.tr("How it is found out what matters"))
        for name, text in names.items():
            self.methods.addItem(text, name)
        self.target = self._combo("inspect_target", self.tr("Answer"), self.tr("Which answer is to be explained"))
        self.layers = self._combo("inspect_cam_layer", self.tr("Layer"), self.tr("The layer whose maps are looked at"))
        self.amount = QSpinBox(self)
        self.amount.setObjectName("inspect_amount")
        self.amount.setAccessibleName(self.tr("Samples, steps or size of the patch"))
        self.amount.setKeyboardTracking(False)
        self.amount.lineEdit().setTextMargins(5, 0, 0, 0)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setObjectName("inspect_opacity")
        self.opacity.setAccessibleName(self.tr("Opacity of the colours"))
        self.opacity.setToolTip(self.tr("How much the colours cover the picture"))
        self.opacity.setRange(0, 100)
        self.opacity.setValue(85)
        self.methods.currentIndexChanged.connect(lambda _index: self._on_method())
        self.target.currentIndexChanged.connect(lambda _index: self._ask_again())
        self.layers.currentIndexChanged.connect(lambda _index: self._ask_again())
        self.amount.valueChanged.connect(self._on_amount)
        self.opacity.valueChanged.connect(self._set_opacity)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("inspect_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.cancel = push_button("inspect_cancel", self.tr("Cancel"), self.tr("Stop working it out"), self)
        self.cancel.clicked.connect(self._on_cancel)
        self.again = push_button(
            "inspect_again", self.tr("Again"), self.tr("Work it out again, with the newest weights"), self
        )
        self.again.clicked.connect(self._ask)
        for button in (self.cancel, self.again):
            button.setProperty("dense", True)
        self.again.hide()
        self.reading = QLabel("", self)
        self.reading.setObjectName("inspect_reading")
        self.reading.setAccessibleName(self.tr("How to read it"))
        self.reading.setProperty("role", "muted")
        self.reading.setWordWrap(True)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _combo(self, name: str, title: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setAccessibleName(title)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        return combo

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(4)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.amount_name = muted("", self)
        self.form.addRow(muted(self.tr("Method"), self), self.methods)
        self.form.addRow(muted(self.tr("Answer"), self), self.target)
        self.form.addRow(muted(self.tr("Layer"), self), self.layers)
        self.form.addRow(self.amount_name, self.amount)
        self.form.addRow(muted(self.tr("Opacity"), self), self.opacity)
        self.busy = _Busy(self.progress, self.cancel, self)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        column.addLayout(self.form)
        column.addWidget(self.busy)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reading, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(246)
        area.setMaximumWidth(380)
        area.setWidget(side)
        self.colours = ColourBar(self)
        part, self.caption = captioned(self.input, "inspect_heat_caption", self, self.colours)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(part, 3)
        row.addWidget(area, 2)


class _Busy(QWidget):
    """The progress and the button that ends it; takes no room while there is nothing to wait for."""

    def __init__(self, progress: QProgressBar, cancel: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(progress, 1)
        row.addWidget(cancel)
        self.hide()


def _short(address: str) -> str:
    """Its place, as the list of layers has it: "2.0", "layer1.0.conv1"."""
    from workbench.spec.containers import path_of

    whole, _, part = address.partition(":")
    return part or ".".join(map(str, path_of(whole)))
