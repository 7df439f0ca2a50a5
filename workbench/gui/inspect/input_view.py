"""What the network gets, whatever it is: a picture, curves as a map of channels by steps, columns, tokens; and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.gui.inspect.bar_view import BarView
from workbench.gui.inspect.map_view import MapView
from workbench.gui.inspect.marks import Mark
from workbench.gui.inspect.matters_words import flip_words
from workbench.gui.inspect.painting import Scale, grey, number, scale_of
from workbench.gui.inspect.series_view import SeriesView
from workbench.gui.inspect.token_view import TokenView
from workbench.gui.inspect.view import is_padding

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.inspect.occlusion import Flip
    from workbench.evaluation.inspect.receptive_field import ReceptiveField
    from workbench.evaluation.inspect.saliency import Attribution
    from workbench.gui.inspect.probe import Look
else:
    from workbench.gui.late import np


class InputView(QStackedWidget):
    """``pointed`` carries words about the place under the mouse."""

    pointed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` begins the names of its parts."""
        super().__init__(parent)
        self.picture, self.bars, self.tokens = MapView(self, choosable=False), BarView(self), TokenView(self)
        self.series = SeriesView(self)
        self.series.setObjectName(f"{name}_series")
        self.picture.setObjectName(f"{name}_picture")
        self.bars.setObjectName(f"{name}_bars")
        self.tokens.setObjectName(f"{name}_tokens")
        for view, words in (
            (self.picture, self.tr("What the network gets")),
            (self.bars, self.tr("The columns that the network gets")),
            (self.tokens, self.tr("The tokens that the network gets")),
            (self.series, self.tr("The series that the network gets")),
        ):
            view.setAccessibleName(words)
            view.setToolTip(words)
            self.addWidget(view)
        self.picture.pointed.connect(self.pointed)
        self.bars.pointed.connect(self.pointed)
        self.series.pointed.connect(self.pointed)
        self._look: Look | None = None

    def set_look(self, look: Look | None) -> None:
        """Another sample; what lay over the last one goes."""
        self._look = look
        self.picture.set_over(None)
        self.picture.set_boxes()
        self.picture.set_marks(())
        if look is None:
            self.picture.set_picture(None)
            self.setCurrentWidget(self.picture)
        elif look.kind == "text":
            self.tokens.set_tokens(self._words(look))
            self.setCurrentWidget(self.tokens)
        elif look.picture is not None:
            self.picture.set_picture(look.picture, look.values)
            self.setCurrentWidget(self.picture)
        elif look.kind == "series" and look.values.ndim == 2:
            self.series.set_series(look.values)
            self.setCurrentWidget(self.series)
        elif look.values.ndim == 2:
            self.picture.set_map(look.values, scale_of(look.values), stretched=True)
            self.setCurrentWidget(self.picture)
        else:
            self.bars.set_values(look.values, look.places, rows=bool(look.places))
            self.setCurrentWidget(self.bars)

    def set_field(self, field: ReceptiveField | None) -> None:
        """Which inputs a number can see, and which it heeds."""
        look = self._look
        if look is None:
            return
        self.set_look(look)
        if field is None or field.box is None:
            return
        heeded = field.effective
        if look.kind == "text":
            seen = heeded if heeded is not None else field.mask.astype(np.float32)
            scale = Scale(0, float(seen.max()) or 1.0, False)
            self.tokens.set_tokens(self._words(look), seen.reshape(-1)[_there(look)], scale)
        elif look.values.ndim == 1:
            self.bars.set_marked(field.mask.reshape(-1))
        elif self.currentWidget() is self.series:
            total = None if heeded is None else heeded.sum(0) / (float(heeded.sum(0).max()) or 1.0)
            self.series.set_field(field.box[-1], total)
        else:
            (top, bottom), (left, right) = field.box[-2:]
            self.picture.set_boxes((top, left, bottom, right))
            if heeded is not None:
                total = heeded.reshape(-1, *heeded.shape[-2:]).sum(0) if look.picture is not None else heeded
                self.picture.set_effective(total / (float(total.max()) or 1.0))

    def set_heat(self, heat: Attribution | None) -> None:
        """How much each place matters."""
        look = self._look
        if look is None:
            return
        self.set_look(look)
        if heat is None:
            return
        places = heat.places
        scale = scale_of(places, heat.signed)
        if look.kind == "text":
            there = _there(look)
            said = _by_place(heat.flips, lambda flip: f"→ {flip.name}")
            self.tokens.set_tokens(
                self._words(look), places.reshape(-1)[there], scale, [said.get(at, "") for at in there]
            )
        elif look.values.ndim == 1:
            names = look.places or [str(index) for index in range(len(places))]
            said = _by_place(heat.flips, lambda flip: f"→ {flip.name}")
            texts = [f"{number(float(value))} {said.get(at, '')}".rstrip() for at, value in enumerate(places)]
            self.bars.set_values(places, names, texts, rows=True)
        elif self.currentWidget() is self.series:
            self.series.set_heat(places.reshape(-1), scale)
            self.series.set_marks(_marks(heat.flips, len(look.values)))
        else:
            if look.picture is not None:
                self.picture.set_picture(grey(look.picture), look.values)
            self.picture.set_over(places, scale)
            self.picture.set_marks(_marks(heat.flips, self.picture.shape()[0]))

    def figure(self) -> QWidget:
        """What is shown."""
        return self.currentWidget() or self

    def set_opacity(self, opacity: float) -> None:
        """Of the heat, 0 … 1."""
        self.picture.set_opacity(opacity)
        self.series.set_opacity(opacity)

    def _words(self, look: Look) -> list[str]:
        names = look.places or [str(int(each)) for each in look.values.reshape(-1)]
        return [names[at] for at in _there(look)]


def _there(look: Look) -> list[int]:
    """The places of a text that are no padding."""
    return [at for at, name in enumerate(look.places or look.values.reshape(-1)) if not is_padding(str(name))]


def _by_place(flips: tuple[Flip, ...], said: Callable[[Flip], str]) -> dict[int, str]:
    """What is said of each place that changes the answer when it is covered, by the surest of the windows over it."""
    found: dict[int, str] = {}
    for flip in flips:
        for place in range(*flip.box[0]):
            found.setdefault(place, said(flip))
    return found


def _marks(flips: tuple[Flip, ...], rows: int) -> list[Mark]:
    """One for each window; one that covers steps covers all rows."""
    found = []
    for flip in flips:
        (top, bottom), (left, right) = flip.box[-2:] if len(flip.box) > 1 else ((0, rows), flip.box[0])
        found.append(Mark((top, left, bottom, right), flip_words(flip)))
    return found
