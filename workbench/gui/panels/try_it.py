"""Try it: what fits the data is asked of the model while it learns: a drawing, a row, a text, a series, a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from workbench.gui.lane import Lane
from workbench.gui.panels.draw import DrawPanel
from workbench.gui.texts import sentence
from workbench.gui.trying.page import TryPage
from workbench.gui.trying.picture_page import PicturePage
from workbench.gui.trying.series_page import SeriesPage
from workbench.gui.trying.table_page import TablePage
from workbench.gui.trying.text_page import TextPage
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem

if TYPE_CHECKING:
    from workbench.data.samples import Facts
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.covering import Occlusion
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.gui.predictor import Predictor

DRAWN_AT_ONCE = ("table", "series", "text")


class TryPanel(QStackedWidget):
    """``asked`` carries the subject and the sample, or None; ``titled`` the panel's title; ``keep_wanted`` asks to keep the sample."""

    asked = Signal(object, object)
    titled = Signal(str)
    status = Signal(str)
    keep_wanted = Signal()

    def __init__(self, lane: Lane, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane, self._data_dir = lane, data_dir
        self._at_hand: Any = None  # touched in the lane only
        self._number = -1
        self._experiment: Experiment | None = None
        self._ready = False
        self._has_weights = False
        self._predictor: Predictor | None = None
        self._dock: QDockWidget | None = None
        self._in_sight = False
        self._closing = False
        self.subject: Subject | None = None
        self.draw = DrawPanel(self)
        self._pages: dict[str, TryPage] = {}
        self._add("canvas", self.draw)

    def ask_of(self, predictor: Predictor) -> None:
        """What is tried is judged by this one, while anybody sees it."""
        self._predictor = predictor
        predictor.predicted.connect(self.show_judgement)
        predictor.judged_aside.connect(self._on_judged_aside)
        predictor.explained.connect(self._on_explained)

    @property
    def page(self) -> TryPage:
        """The page that is shown."""
        page = self.currentWidget()
        assert isinstance(page, TryPage)
        return page

    def is_asking(self) -> bool:
        """Whether there is a sample to be judged, and somebody who sees the answer."""
        return self._in_sight and self.subject is not None and self.page.sample() is not None

    def set_data(self, experiment: Experiment, facts: Facts) -> None:
        """The experiment as it is now; other data bring another page."""
        from workbench.evaluation.subject import subject_of

        subject = subject_of(experiment, facts)
        may_miss = any(step.enabled and step.type == "FillMissing" for step in experiment.data.transforms)
        became_ready = facts.ready and not self._ready
        self._experiment, self._ready = experiment, facts.ready
        table = self._pages.get("table")
        changed = subject != self.subject or (isinstance(table, TablePage) and table.may_miss() != may_miss)
        if changed:
            self.subject = subject
            page = self._page_of(subject)
            if isinstance(page, TablePage):
                page.set_may_miss(may_miss)
            self.setCurrentWidget(page)
            page.set_subject(subject)
            self._explain(page.explains())
            self.titled.emit(self.tr("Draw") if page is self.draw else self.tr("Try it"))
            self._say_why_not()
            self._tell()
        if (changed or became_ready) and facts.ready and subject.kind in DRAWN_AT_ONCE:
            self.draw_another()

    def set_has_weights(self) -> None:
        """From now on, something has been trained."""
        if not self._has_weights:
            self._has_weights = True
            self._say_why_not()

    def show_judgement(self, judgement: Judgement | None) -> None:
        """What the model says; None: the weights are those of other data."""
        if judgement is None:
            self.page.show_no_judgement(
                self.tr("The weights are those of other data. Train again, and the answer of the model stands here.")
            )
        elif self.page.sample() is not None:
            self.page.answer.set_waiting("")
            self.page.show_judgement(judgement)

    def draw_another(self) -> None:
        """Another sample of the data set."""
        experiment, data_dir = self._experiment, self._data_dir
        if experiment is None:
            return
        if not self._ready:
            self.status.emit(self.tr("The data are not here yet; training downloads them."))
            return
        self._number += 1
        number = self._number

        def work() -> Drawn | None:
            from workbench.evaluation.at_hand import AtHand

            if self._at_hand is None:
                self._at_hand = AtHand(data_dir, self._go_on)
            drawn: Drawn | None = self._at_hand.draw(experiment, number)
            return drawn

        self._lane.submit("at hand", work, self._delivered_to(self.subject), self._on_not_drawn)

    def shut_down(self) -> None:
        """What is being read is not wanted any more."""
        self._closing = True

    def _go_on(self, *_: object) -> None:
        """Called in the lane while a data set is read."""
        if self._closing:
            raise ExperimentError(())

    def recolour(self) -> None:
        """After another theme."""
        text = self._pages.get("text")
        if isinstance(text, TextPage):
            text.recolour()

    def _delivered_to(self, subject: Subject | None) -> Callable[[Any], None]:
        def show(drawn: Drawn | None) -> None:
            if drawn is not None and subject == self.subject:
                self.page.show_drawn(drawn)

        return show

    def _on_not_drawn(self, problems: tuple[Problem, ...]) -> None:
        self.status.emit(" ".join(map(sentence, problems)))

    def _say_why_not(self) -> None:
        words = "" if self._has_weights else self.tr("Train, and the answer of the model stands here while it learns.")
        self.page.answer.set_waiting(words)

    def _page_of(self, subject: Subject) -> TryPage:
        makers: dict[str, Callable[[QWidget], TryPage]] = {
            "table": TablePage, "series": SeriesPage, "text": TextPage, "picture": PicturePage,
        }  # fmt: skip
        name: str = subject.kind
        if name == "image":
            name = "canvas" if subject.channels == 1 else "picture"
        if name not in self._pages:
            page = makers[name](self)
            self._add(name, page)
        return self._pages[name]

    def _add(self, name: str, page: TryPage) -> None:
        self._pages[name] = page
        self.addWidget(page)
        page.changed.connect(self._tell)
        page.another_wanted.connect(self.draw_another)
        page.refused.connect(self.status)
        page.keep_wanted.connect(self.keep_wanted)
        page.explain_wanted.connect(self._explain)
        page.aside_wanted.connect(self._put_aside)

    def open_picture(self) -> None:
        """Action: a picture's file as the sample."""
        self.page.open_picture()

    def take_file(self, path: Path) -> None:
        """The same with a file that is known, in front."""
        self.page.take_file(path)
        self._come_to_front()

    def take_row(self, values: Any, where: str, target: Any) -> None:
        """A row, a series or a text from a file as the sample, in front; ``where`` says which, ``target`` what is true of it or None."""
        from workbench.evaluation.at_hand import Drawn

        subject = self.subject
        shape = None if subject is None else subject.shape
        if subject is None or isinstance(values, str) != (subject.kind == "text") or (
            not isinstance(values, str) and shape is not None and tuple(values.shape) != tuple(shape)
        ):  # fmt: skip
            self.status.emit(self.tr("The data of this window are others: open the run's experiment to try it."))
            return
        self.page.show_drawn(Drawn("test", -1, values, target, where=where))
        self._come_to_front()

    def _come_to_front(self) -> None:
        dock = self.parentWidget()
        if isinstance(dock, QDockWidget):
            dock.show()
            dock.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        dock = self.parentWidget()
        if isinstance(dock, QDockWidget) and dock is not self._dock:
            self._dock = dock
            dock.visibilityChanged.connect(self._on_in_sight)
        self._on_in_sight(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._on_in_sight(False)

    def _on_in_sight(self, in_sight: bool) -> None:
        """Qt leaves what is behind another tab visible; nothing is judged that nobody sees."""
        self._in_sight = in_sight and self.isVisible()
        if self._in_sight:
            self._tell()
        elif self.subject is not None:
            self.asked.emit(self.subject, None)

    def _explain(self, on: bool) -> None:
        if self._predictor is not None:
            self._predictor.set_explaining(on)

    def _put_aside(self, sample: Any) -> None:
        if self._predictor is not None:
            self._predictor.set_aside(sample)

    def _on_judged_aside(self, judgement: Judgement | None) -> None:
        self.page.show_aside(judgement)

    def _on_explained(self, occlusion: Occlusion | None) -> None:
        self.page.show_occlusion(occlusion)

    def _tell(self) -> None:
        if self.subject is None or not self._in_sight:
            return
        sample = self.page.sample()
        if sample is None:
            self.page.answer.clear()
        self.asked.emit(self.subject, sample)
