"""What can be saved of an assessment: figures, tables, and the plot in front."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.gui.widgets.curve_export import said, write_png, write_svg
from workbench.spec import files

if TYPE_CHECKING:
    from workbench.gui.evaluate.assessor import Assessor
    from workbench.gui.evaluate.seen import Seen
    from workbench.gui.evaluate.views import Views

Maker = Callable[["Seen"], bytes]


class Saving(QObject):
    """Fills the menu of the button "Save"; ``say`` gets a sentence about the end."""

    def __init__(self, views: Views, assessor: Assessor, say: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._views, self._assessor, self._say, self._widget = views, assessor, say, parent
        for plot in (views.confusion.map, views.roc, views.calibration.plot, views.numbers.plot):
            plot.saved.connect(lambda path: say(self.tr("Saved {0}").format(path)))
            plot.failed.connect(say)
        menu = views.head.save.menu()
        menu.aboutToShow.connect(self._update)
        self._actions = {}
        for name, text, ending, maker in (
            ("json", self.tr("All figures (JSON)…"), "json", _figures),
            ("classes", self.tr("Table of the classes (CSV)…"), "csv", _classes),
            ("samples", self.tr("All samples (CSV)…"), "csv", _samples),
            ("confusion", self.tr("Confusion matrix (CSV)…"), "csv", _confusion),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"evaluate_save_{name}")
            action.triggered.connect(
                lambda _on=False, name=name, ending=ending, maker=maker: self._ask_for_table(name, ending, maker)
            )
            self._actions[name] = action
        menu.addSeparator()
        for ending, text in (("png", self.tr("This plot (PNG)…")), ("svg", self.tr("This plot (SVG)…"))):
            action = menu.addAction(text)
            action.setObjectName(f"evaluate_save_{ending}")
            action.triggered.connect(lambda _on=False, ending=ending: self._ask_for_plot(ending))
            self._actions[ending] = action

    def save_table(self, path: Path, maker: Maker) -> None:
        """Make the file in the lane, and write it."""
        seen = self._views.samples.seen()
        if seen is None:
            return

        def work() -> str:
            try:
                files.write_whole(path, maker(seen))
            except OSError as error:
                return said(path, error)
            return ""

        self._assessor.compute("save", work, lambda wrong: self._say(wrong or self.tr("Saved {0}").format(path)))

    def save_plot(self, path: Path) -> None:
        """The plot in front, as it stands there."""
        plot = self._plot()
        if plot is None:
            return
        try:
            if path.suffix.lower() == ".svg":
                write_svg(plot, path, plot.accessibleName())
            else:
                write_png(plot, path)
        except OSError as error:
            self._say(said(path, error))
        else:
            self._say(self.tr("Saved {0}").format(path))

    def _plot(self) -> QWidget | None:
        views = self._views
        found = {
            "confusion": views.confusion.map, "roc": views.roc.plot.figure(), "calibration": views.calibration.plot.figure(),
            "numbers": views.numbers.plot, "samples": views.samples.grid.viewport(), "overview": views.overview,
            "compare": views.compare,
        }  # fmt: skip
        return found.get(views.chosen())

    def _update(self) -> None:
        seen = self._views.samples.seen()
        for name, action in self._actions.items():
            classes = name in ("classes", "confusion")
            action.setVisible(not classes or (seen is not None and seen.assessment.task == "classes"))
            action.setEnabled(seen is not None and (name not in ("png", "svg") or self._plot() is not None))

    def _ask_for_table(self, name: str, ending: str, maker: Maker) -> None:
        path = self._asked(f"{'figures' if name == 'json' else name}.{ending}", ending)
        if path is not None:
            self.save_table(path, maker)

    def _ask_for_plot(self, ending: str) -> None:
        path = self._asked(f"{self._views.chosen()}.{ending}", ending)
        if path is not None:
            self.save_plot(path)

    def _asked(self, name: str, ending: str) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        pattern = self.tr("{kind} files (*.{ending})").format(kind=ending.upper(), ending=ending)
        chosen, _ = QFileDialog.getSaveFileName(self._widget, self.tr("Save"), str(Path(folder) / name), pattern)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{ending}")


def _figures(seen: Seen) -> bytes:
    from workbench.evaluation.saving import figures_json

    return figures_json(seen.assessment, seen.scores)


def _classes(seen: Seen) -> bytes:
    from workbench.evaluation.saving import classes_csv

    return classes_csv(seen.scores)  # type: ignore[arg-type]


def _samples(seen: Seen) -> bytes:
    from workbench.evaluation.saving import samples_csv

    return samples_csv(seen.assessment, seen.shelf)


def _confusion(seen: Seen) -> bytes:
    from workbench.evaluation.confusion import confusion
    from workbench.evaluation.saving import confusion_csv

    return confusion_csv(confusion(seen.assessment))
