"""Watch it learn: one input of each class, what you draw and what you pinned, judged again along the run; and a way back."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from workbench.gui.context import Context
from workbench.gui.lane import Problems
from workbench.gui.session import State
from workbench.gui.task import Task
from workbench.gui.texts import sentence, three_digits
from workbench.gui.watch.history import WeightHistory
from workbench.gui.watch.layout import WatchLayout
from workbench.gui.watch.strips import Strip
from workbench.gui.watch.watcher import Watcher

if TYPE_CHECKING:
    from workbench.evaluation.one_of_each import Watched
    from workbench.evaluation.subject import Subject
    from workbench.gui.panels.try_it import TryPanel

DRAWING = "drawing"
DRAWN_MS = 250  # after the last stroke, what is drawn is judged by all moments
PAINT_MS = 40
ASK_SECONDS = 0.25
MOST_IN_MENU = 20
MOST_PINS = 10


class WatchPanel(WatchLayout):
    """Judges only while it is seen; the copies of the weights are kept by ``history`` in any case."""

    def __init__(
        self, context: Context, history: WeightHistory, try_it: TryPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._history, self._try_it = context, history, try_it
        self._fixed: tuple[Watched, ...] = ()
        self._pins: dict[str, Watched] = {}
        self._classes: tuple[str, ...] = ()
        self._subject: Subject | None = None
        self._chosen = DRAWING
        self._step: int | None = None  # None: now, and with the run
        self._number = 0
        self._count = itertools.count(1)
        self._images: dict[str, QImage | None] = {}
        self.watcher = Watcher(history, context.data_dir, self)
        self._task = Task(context.long, "watch inputs", self)
        self._soon, self._drawn = self._timer(PAINT_MS, self._show), self._timer(DRAWN_MS, self._take_drawing)
        self._connect()

    # The inputs

    def _on_another_run(self) -> None:
        self._step = None
        self._fixed = ()
        if self.isVisible():
            self._begin()

    def _on_subject_found(self) -> None:
        """What was pinned stays where the run at hand takes and gives the same."""
        if self._subject not in (None, self.watcher.subject):
            self._pins.clear()
        self._subject = self.watcher.subject
        for name, watched in self._pins.items():
            self.watcher.set_sample(name, watched.values)
        self._take_drawing()

    def _begin(self) -> None:
        """What there is to see of the run at hand."""
        hand = self._context.at_hand
        ready = hand.ready and hand.experiment is not None
        self.setCurrentWidget(self.body if ready else self.empty)
        if not ready:
            return
        if not self._context.session.state.active:
            self._look_for_checkpoints()
        if not self._fixed:
            self._read_inputs()
        self._take_drawing()
        self._show()

    def _look_for_checkpoints(self) -> None:
        from workbench.training.checkpoints import listed

        run_dir = self._history.run_dir
        try:
            found = listed(run_dir) if run_dir is not None else []
        except OSError:
            return
        self._history.moments.add_files((item.step, item.path) for item in found)

    def _read_inputs(self) -> None:
        experiment, data_dir, number = self._context.at_hand.experiment, self._context.data_dir, self._number
        assert experiment is not None

        def work(tell: Any) -> Any:
            from workbench.evaluation.one_of_each import one_of_each

            return experiment, one_of_each(experiment, data_dir, tell, number)

        self._task.start(work)

    def _on_inputs(self, found: Any) -> None:
        experiment, inputs = found
        self._say("" if inputs else self.tr("The data are not here: what you try is watched all the same."))
        if experiment is not self._context.at_hand.experiment:
            return
        for place in range(len(self._fixed)):
            self.watcher.set_sample(f"class {place}", None)
        self._fixed = inputs
        for place, watched in enumerate(inputs):
            self.watcher.set_sample(f"class {place}", watched.values)
            self._images[f"class {place}"] = _picture(watched.values)
        self._show()

    def _on_not_read(self, problems: Problems) -> None:
        self._say(" ".join(map(sentence, problems)))

    def _on_asked(self, _subject: object, sample: Any) -> None:
        if sample is not None or self._try_it.isVisible():
            self._drawn.start()

    def _take_drawing(self) -> None:
        """What is tried in the panel Draw, as one of the inputs, where it is what the run at hand takes."""
        if not self.isVisible():
            return
        subject = self.watcher.subject
        fits = subject is not None and subject == self._try_it.subject
        sample = self._try_it.page.sample() if fits else None
        self._images[DRAWING] = None if sample is None else _picture(sample)
        self._classes = subject.answers if subject is not None and subject.task == "classes" else ()
        self.bars.set_classes(self._classes)
        self.watcher.set_sample(DRAWING, sample)
        self.pin.setEnabled(sample is not None and len(self._pins) < MOST_PINS)
        self._show()

    def _on_pin(self) -> None:
        """Ask for the class of what is drawn, and keep it among the inputs."""
        if not self._classes:
            self.pin_drawing(-1)
            return
        if len(self._classes) > MOST_IN_MENU:
            name, chosen = QInputDialog.getItem(self, self.tr("Pin"), self.tr("What is it?"), self._classes, 0, False)
            if chosen:
                self.pin_drawing(self._classes.index(name))
            return
        menu = QMenu(self)
        for target, name in enumerate(self._classes):
            menu.addAction(name).triggered.connect(lambda _checked=False, target=target: self.pin_drawing(target))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.pin.mapToGlobal(self.pin.rect().bottomLeft()))

    def pin_drawing(self, target: int) -> None:
        """What is drawn now stays among the inputs, as one of that class."""
        from workbench.evaluation.one_of_each import Watched

        sample = self._try_it.page.sample()
        if sample is None:
            return
        name = f"pin {next(self._count)}"
        self._pins[name] = Watched(sample, target)
        self._images[name] = _picture(sample)
        self.watcher.set_sample(name, sample)
        self._chosen = name
        self._show()

    def _on_removed(self, name: str) -> None:
        self._pins.pop(name, None)
        self.watcher.set_sample(name, None)
        self._chosen = DRAWING
        self._show()

    # The run

    def _on_events(self) -> None:
        if self.isVisible() and self._context.session.state is State.RUNNING:
            self._context.session.want_weights(ASK_SECONDS)

    # The way back

    def show_step(self, step: int | None) -> None:
        """What the model said at the kept moment that is nearest to this step; None: now."""
        steps = [moment.step for moment in self._history.moments]
        if step is not None and steps:
            nearest = _nearest(steps, step)
            step = None if nearest == steps[-1] else nearest
        self._step = step
        self._show()

    def _on_slid(self, place: int) -> None:
        steps = [moment.step for moment in self._history.moments]
        if steps:
            self._step = None if place >= len(steps) - 1 else steps[place]
            self._soon.start()

    def _on_chosen(self, name: str) -> None:
        self._chosen = name
        self._show()

    def _on_spread(self, _place: int) -> None:
        self._history.moments.spread = self.spread.currentData()
        self._show()

    def _on_others(self) -> None:
        self._number += 1
        self._read_inputs()

    # What is shown

    def _show(self) -> None:
        if not self.isVisible() or self.currentWidget() is not self.body:
            return
        steps = [moment.step for moment in self._history.moments]
        if self._step is not None and self._step not in steps:  # it was thinned out
            self._step = _nearest(steps[:-1], self._step)
        last = steps[-1] if steps else 1
        at = last if self._step is None else self._step
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(len(steps) - 1, 0))
        self.slider.setValue(steps.index(at) if at in steps else 0)
        self.slider.blockSignals(False)
        self.slider.setEnabled(len(steps) > 1)
        self.now.setEnabled(self._step is not None)
        words = self.tr("step {0} of {1}") if self._step is not None else self.tr("step {0}, now")
        self.at.setText(words.format(f"{at:,}", f"{last:,}"))
        strips = [strip for name, watched in self._inputs() if (strip := self._strip(name, watched)) is not None]
        self.strips.show_strips(strips, self._chosen, self._step, last, self._history.moments.spread)
        shares = self.watcher.at(self._chosen, self._step)
        fits = shares is not None and len(shares) == len(self._classes)
        self.bars.set_probabilities([float(share) for share in shares] if fits and shares is not None else None)
        self._row.setStretch(1, int(self.watcher.task == "classes"))
        for widget in (self.bars, self.whose):  # of a number, the strip says it all
            widget.setVisible(self.watcher.task == "classes")
        chosen = next((strip.caption for strip in strips if strip.name == self._chosen), "")
        self.whose.set_text(chosen)

    def _say(self, words: str) -> None:
        self.words.set_text(words)
        self.words.setVisible(bool(words))

    def _inputs(self) -> list[tuple[str, Watched | None]]:
        fixed = [(f"class {place}", watched) for place, watched in enumerate(self._fixed)]
        return [(DRAWING, None), *self._pins.items(), *fixed]

    def _strip(self, name: str, watched: Watched | None) -> Strip | None:
        """None where an input has another number of classes than the model."""
        image, curve = self._images.get(name), self.watcher.curve(name)
        drawn = self._try_it.page is self._try_it.draw
        if watched is None and image is None and not curve:
            tips = (self.tr("Put something into the panel Try it: it is watched, too."),
                    self.tr("Draw something in the panel Draw: it is watched, too."))  # fmt: skip
            tip = tips[drawn]
            if self._subject not in (None, self._try_it.subject):
                tip = self.tr("The run at hand is of other data than the experiment: what is drawn does not fit it.")
            return Strip(name, self.tr("your drawing") if drawn else self.tr("what you try"), tip, None)
        if self.watcher.task != "classes":
            return self._number_strip(name, watched, self._step)
        shares = self.watcher.at(name, self._step)
        target = watched.target if watched is not None else int(curve[-1][1].argmax()) if curve else -1
        label = self._classes[target] if 0 <= target < len(self._classes) else ""
        caption = label
        if watched is None:
            caption = (self.tr("your drawing: {0}") if drawn else self.tr("what you try: {0}")).format(label)
        if watched is not None and watched.index < 0:
            caption = self.tr("{0} (pinned)").format(label)
        points = tuple((step, float(row[target])) for step, row in curve if 0 <= target < len(row))
        share = float(shares[target]) if shares is not None and 0 <= target < len(shares) else None
        said = int(shares.argmax()) if shares is not None else target
        wrong = f"→ {self._classes[said]}" if said != target and 0 <= said < len(self._classes) else ""
        tip = self.tr("{0}: the probability of “{1}”, step by step").format(caption, label)
        if watched is not None and watched.index >= 0:
            part = self.tr("validation part") if watched.part == "validation" else self.tr("test part")
            tip = self.tr("{0}; #{1} of the {2}").format(tip, watched.index, part)
        return Strip(name, caption, tip, image, points, share, wrong, name in self._pins)

    def _number_strip(self, name: str, watched: Watched | None, at: int | None) -> Strip:
        from workbench.gui.watch.number_strip import number_strip

        copies = self.watcher.task == "input"
        true = watched.numbers[0] if watched is not None and watched.numbers and not copies else None
        head = self.tr("what you try")
        if watched is not None and watched.index < 0:
            head = self.tr("pinned")
        elif watched is not None:
            head = (
                self.tr("#{0}").format(watched.index)
                if true is None
                else self.tr("true {0}").format(three_digits(true))
            )
        return number_strip(
            name,
            head,
            self._images.get(name),
            self.watcher.curve(name),
            at,
            true,
            copies=copies,
            removable=name in self._pins,
        )

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._on_slid)
        self.now.clicked.connect(lambda: self.show_step(None))
        self.pin.clicked.connect(self._on_pin)
        self.others.clicked.connect(self._on_others)
        self.spread.currentIndexChanged.connect(self._on_spread)
        self.strips.chosen.connect(self._on_chosen)
        self.strips.stepped.connect(self.show_step)
        self.strips.removed.connect(self._on_removed)
        self.area.viewport().installEventFilter(self)
        self.empty.add_button(
            "watch_open_run",
            self.tr("Open run…"),
            self.tr("Look at a run that was trained before"),
            self._context.open_run,
        )
        self.watcher.changed.connect(self._soon.start)
        self.watcher.subject_found.connect(self._on_subject_found)
        self.watcher.refused.connect(self._on_not_read)
        self._task.done.connect(self._on_inputs)
        self._task.failed.connect(self._on_not_read)
        self._history.changed.connect(self._soon.start)
        self._history.cleared.connect(self._on_another_run)
        self._context.record.changed.connect(self._on_events)
        self._try_it.asked.connect(self._on_asked)

    def _timer(self, interval: int, ended: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(ended)
        return timer

    # Coming and going

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.strips.set_room(self.area.viewport().height())
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watcher.set_seen(True)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watcher.set_seen(False)

    def shut_down(self) -> None:
        """End what goes on in threads."""
        self._task.cancel()
        self.watcher.close()


def _nearest(steps: list[int], step: int) -> int | None:
    return min(steps, key=lambda each: abs(each - step), default=None)


def _picture(sample: Any) -> QImage | None:
    """A thumbnail; None for what is no picture."""
    from workbench.gui.predictor import Outside
    from workbench.gui.widgets.pixel_view import as_qimage, channels_last

    values: Any = sample.picture if isinstance(sample, Outside) else sample
    if isinstance(values, str) or getattr(values, "ndim", 0) < 2 or (values.ndim == 3 and len(values) not in (1, 3)):
        return None
    return as_qimage(channels_last(values))
