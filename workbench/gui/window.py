"""The main window: panels in docks, actions, and the threads behind them.

It holds no state of its own: the document has the experiment, the session the run, the settings the rest.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSizePolicy,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench import __version__
from workbench.catalog.examples import example_paths
from workbench.catalog.transforms import Normalize
from workbench.gui import actions as table
from workbench.gui.analysis import Analysis
from workbench.gui.document import Document
from workbench.gui.exports import export_script, export_weights
from workbench.gui.file_commands import FileCommands
from workbench.gui.icons import app_icon, icon
from workbench.gui.lane import Lane
from workbench.gui.panels.code import CodePanel
from workbench.gui.panels.curves import CurvesPanel
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.draw import DrawPanel
from workbench.gui.panels.edits import ListEdits
from workbench.gui.panels.log import LogPanel
from workbench.gui.panels.model import ModelPanel
from workbench.gui.panels.training import TrainingPanel
from workbench.gui.predictor import Predictor
from workbench.gui.search import Hit, SearchDialog
from workbench.gui.session import Session, State
from workbench.gui.settings import Settings
from workbench.gui.status import RunStatus
from workbench.gui.texts import sentence
from workbench.gui.theme import Theme
from workbench.gui.translation import languages
from workbench.gui.widgets.card import CardDock, CardTitle
from workbench.gui.widgets.card_frame import CardFrame
from workbench.gui.widgets.part_list import PartList
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Part, parts
from workbench.training.events import Event, Noticed, RunFailed, RunFinished, RunStarted, WeightsReady


class MainWindow(QMainWindow):
    """``data_dir`` is where data sets are looked for; None: as the environment says."""

    def __init__(self, experiment: Experiment, settings: Settings, theme: Theme, data_dir: Path | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setContentsMargins(8, 0, 8, 0)
        self.settings, self.theme, self.data_dir = settings, theme, data_dir
        self.document = Document(experiment, self)
        self.quick, self.slow = Lane("quick", self), Lane("slow", self)
        self.session = Session(self)
        self.analysis = Analysis(self.document, self.quick, self.slow, data_dir)
        self.predictor = Predictor(self.quick, data_dir, self)
        self.files = FileCommands(self, self.document, settings)
        self.run_dir: Path | None = None
        self._shown = self._down = self._devices_known = False
        self._make_panels()
        self.actions_by_id = table.make_actions(self)
        self._make_menus()
        self._make_toolbar()
        self._make_docks()
        self._connect()
        self._show_title()
        self._update_actions()
        self._default_layout = self.saveState()
        self._restore_layout()

    def begin(self) -> None:
        """After the window is on the screen: bring in PyTorch, look at the experiment."""
        self.model.list.setFocus()
        self.analysis.begin()

    # Building

    def _make_panels(self) -> None:
        self.data = DataPanel(self.document)
        self.model = ModelPanel(self.document)
        self.training = TrainingPanel(self.document)
        self.curves = CurvesPanel()
        self.code = CodePanel()
        self.log = LogPanel()
        self.draw = DrawPanel()
        self.status = RunStatus(self)
        self.setStatusBar(self.status)

    def _make_docks(self) -> None:
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        centre = CardFrame(self)
        centre.setObjectName("model_card")
        self.model_title = CardTitle(self.tr("Model"), parent=centre)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.model_title)
        column.addWidget(self.model, 1)
        self.setCentralWidget(centre)
        area = Qt.DockWidgetArea
        self.docks: dict[str, CardDock] = {}
        for name, title, panel, side in (
            ("data", self.tr("Data"), self.data, area.LeftDockWidgetArea),
            ("training", self.tr("Training"), self.training, area.RightDockWidgetArea),
            ("curves", self.tr("Curves"), self.curves, area.BottomDockWidgetArea),
            ("code", self.tr("Code"), self.code, area.BottomDockWidgetArea),
            ("log", self.tr("Log"), self.log, area.BottomDockWidgetArea),
            ("draw", self.tr("Draw"), self.draw, area.BottomDockWidgetArea),
        ):
            dock = CardDock(title, self)
            dock.setObjectName(f"dock_{name}")
            dock.setWidget(panel)
            self.addDockWidget(side, dock)
            self.docks[name] = dock
            self.view_menu.insertAction(self.actions_by_id["reset_layout"], dock.toggleViewAction())
        self.splitDockWidget(self.docks["curves"], self.docks["draw"], Qt.Orientation.Horizontal)
        self.tabifyDockWidget(self.docks["curves"], self.docks["code"])
        self.tabifyDockWidget(self.docks["code"], self.docks["log"])
        self.docks["curves"].raise_()
        self._size_docks()

    def _size_docks(self) -> None:
        docks, across, down = self.docks, Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.resizeDocks([docks["data"], docks["training"]], [330, 300], across)
        self.resizeDocks([docks["curves"], docks["draw"]], [760, 480], across)
        self.resizeDocks([docks["curves"]], [280], down)

    def _make_menus(self) -> None:
        self.menus: dict[str, QMenu] = {}
        for name, text in table.MENUS.items():
            menu = self.menuBar().addMenu(table.translated(text))
            menu.setObjectName(f"menu_{name}")
            table.fill_menu(menu, name, self.actions_by_id)
            self.menus[name] = menu
        self.view_menu = self.menus["view"]
        self.recent_menu = QMenu(self.tr("Open &recent"), self)
        self.recent_menu.setObjectName("menu_recent")
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self.example_menu = QMenu(self.tr("&Examples"), self)
        self.example_menu.setObjectName("menu_examples")
        for path in example_paths():
            action = self.example_menu.addAction(_title(path))
            action.setObjectName(f"example_{path.stem}")
            action.triggered.connect(lambda _checked=False, path=path: self.files.open_example(path))
        self.menus["file"].insertMenu(self.actions_by_id["save"], self.recent_menu)
        self.menus["file"].insertMenu(self.actions_by_id["save"], self.example_menu)
        themes = {"system": self.tr("As the &system"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        self._add_choice(self.tr("&Theme"), "theme", themes, self.theme.scheme, self._on_theme_chosen)
        spoken = {"system": self.tr("As the &system")} | languages()
        self._add_choice(
            self.tr("&Language"),
            "language",
            spoken,
            self.settings.text("language", "system"),
            self._on_language_chosen,
        )
        self.view_menu.addSeparator()

    def _add_choice(self, title: str, name: str, choices: dict[str, str], current: str, chosen) -> None:
        menu = QMenu(title, self)
        menu.setObjectName(f"menu_{name}")
        group = QActionGroup(self)
        for key, text in choices.items():
            action = menu.addAction(text)
            action.setObjectName(f"{name}_{key}")
            action.setCheckable(True)
            action.setChecked(key == current)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, key=key: chosen(key))
        self.view_menu.addMenu(menu)

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.tr("Tools"), self)
        bar.setObjectName("toolbar")
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setMovable(False)
        bar.setIconSize(QSize(16, 16))
        for name in table.TOOLBAR:
            if name is None:
                bar.addSeparator()
                continue
            bar.addAction(self.actions_by_id[name])
            button = bar.widgetForAction(self.actions_by_id[name])
            assert isinstance(button, QToolButton)
            button.setObjectName(f"button_{name}")
            button.setAccessibleName(self.actions_by_id[name].text().replace("&", ""))
            if name in ("undo", "redo"):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            if name == "train":
                button.setProperty("primary", True)
        bar.addSeparator()
        bar.addWidget(QLabel(self.tr("Device") + " ", bar))
        self.device = QComboBox(bar)
        self.device.setObjectName("device_combo")
        self.device.setAccessibleName(self.tr("Device"))
        self.device.setToolTip(self.tr("Where to compute; auto takes the first GPU, else the processor"))
        self.device.addItems(["auto", "cpu"])
        self.device.activated.connect(self._on_device_activated)
        bar.addWidget(self.device)
        spring = QWidget(bar)
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spring)
        bar.addAction(self.actions_by_id["search"])
        self.addToolBar(bar)

    def _connect(self) -> None:
        self.document.file_changed.connect(self._show_title)
        self.document.changed.connect(self._on_document_changed)
        self.document.refused.connect(self._say)
        self.document.undo_stack.indexChanged.connect(lambda _index: self._update_actions())
        self.analysis.checked.connect(self._on_checked)
        self.analysis.previewed.connect(self.data.show_preview)
        self.analysis.preview_failed.connect(self.data.show_preview_problems)
        self.analysis.coded.connect(self.code.show_code)
        self.code.export_wanted.connect(self.export_script)
        self.session.events.connect(self._on_session_events)
        self.session.state_changed.connect(self._on_session_state_changed)
        self.predictor.predicted.connect(self.draw.show_result)
        self.predictor.failed.connect(lambda problems: self._say(" ".join(map(sentence, problems))))
        self.draw.drawn.connect(self._on_drawn)
        self.draw.status.connect(self._say)
        self.training.fix_wanted.connect(self.model.edits.fix)
        self.training.go_to.connect(self._go_to)
        self.data.measure_wanted.connect(self._measure)
        self.data.draw_again.connect(self.analysis.draw_again)
        self.files.said.connect(self._say)
        self.theme.changed.connect(lambda _tokens: self.code.recolour())
        self.model.summarized.connect(self.model_title.set_summary)
        self.data.summarized.connect(self.docks["data"].card_title.set_summary)
        self.training.summarized.connect(self.docks["training"].card_title.set_summary)
        for view in (self.model.list, self.data.list):
            view.selectionModel().selectionChanged.connect(lambda *_: self._update_actions())
            view.refused.connect(self._say)
        _app().focusChanged.connect(self._on_focus_changed)
        self._active_list: PartList = self.model.list

    # Slots of the table of actions

    def new(self) -> None:
        """Action."""
        self.files.new()

    def open(self) -> None:
        """Action."""
        self.files.open()

    def save(self) -> None:
        """Action."""
        self.files.save()

    def save_as(self) -> None:
        """Action."""
        self.files.save_as()

    def undo(self) -> None:
        """Action."""
        self.document.undo_stack.undo()

    def redo(self) -> None:
        """Action."""
        self.document.undo_stack.redo()

    def cut(self) -> None:
        """Action."""
        self._active_list.cut()

    def copy(self) -> None:
        """Action."""
        self._active_list.copy()

    def paste(self) -> None:
        """Action."""
        self._active_list.paste()

    def duplicate(self) -> None:
        """Action."""
        self._active_list.duplicate()

    def delete(self) -> None:
        """Action."""
        self._active_list.delete()

    def move_up(self) -> None:
        """Action."""
        self._active_list.move_up()

    def move_down(self) -> None:
        """Action."""
        self._active_list.move_down()

    def toggle(self) -> None:
        """Action."""
        self._active_list.toggle_enabled()

    def add_layer(self) -> None:
        """Action."""
        self.model.palette_view.focus_search()

    def fix_first(self) -> None:
        """Action."""
        for item in self._problems():
            if item.fix:
                self.model.edits.fix(item)
                return

    def train(self) -> None:
        """Action: train, or go on after a pause."""
        if self.session.state is State.PAUSED:
            self.session.resume()
        elif not self.session.state.active:
            self.session.start(self.document.experiment, self.data_dir)

    def pause(self) -> None:
        """Action: pause, or go on."""
        if self.session.state is State.PAUSED:
            self.session.resume()
        else:
            self.session.pause()

    def stop(self) -> None:
        """Action."""
        self.session.stop()

    def export_pth(self) -> None:
        """Action."""
        weights, experiment = self.predictor.weights, self.predictor.experiment
        if weights is not None and experiment is not None:
            export_weights(self.files, experiment, weights)

    def export_script(self) -> None:
        """Action."""
        export_script(self.files, self.code.view.toPlainText())

    def open_run_dir(self) -> None:
        """Action."""
        if self.run_dir:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run_dir)))

    def reset_layout(self) -> None:
        """Action."""
        self.restoreState(self._default_layout)
        for dock in self.docks.values():
            dock.show()
        self.docks["curves"].raise_()
        self._size_docks()

    def search(self) -> None:
        """Action."""
        SearchDialog(self._hits(), self).exec()

    def shortcuts(self) -> None:
        """Action."""
        rows = [
            f"<tr><td>{a.text().replace('&', '')}&nbsp;&nbsp;&nbsp;</td><td><b>"
            f"{a.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}</b></td></tr>"
            for a in self.actions_by_id.values() if not a.shortcut().isEmpty()
        ]  # fmt: skip
        QMessageBox.information(self, self.tr("Keyboard shortcuts"), f"<table>{''.join(rows)}</table>")

    def about(self) -> None:
        """Action."""
        QMessageBox.about(
            self, self.tr("About the workbench"),
            self.tr("<b>The workbench {0}</b><br>Build, train, understand and export PyTorch models.<br>MIT licence.").format(__version__),
        )  # fmt: skip

    # Reactions

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.name != after.name:
            self._show_title()
        self.device.setCurrentText(after.training.device)

    def _on_checked(self, checked) -> None:
        self.model.show_checked(checked)
        self.data.show_checked(checked)
        self.training.show_problems(checked.problems)
        if checked.facts:
            self.draw.set_classes(checked.facts.classes)
            self.draw.set_digits(checked.facts.shape == (1, 28, 28))
        if not self._devices_known:
            self._devices_known = True
            self.quick.submit("devices", _devices, self._show_devices)
        self._update_actions()

    def _show_devices(self, names: list[str]) -> None:
        self.device.clear()
        self.device.addItems(["auto", *names])
        self.device.setCurrentText(self.document.experiment.training.device)

    def _on_device_activated(self, _index: int) -> None:
        self.document.edit([SetValue("training.device", self.device.currentText())], self.tr("choose device"))

    def _on_session_events(self, events: list[Event]) -> None:
        self.status.follow(events)
        self.curves.add(events)
        for event in events:
            self._on_session_event(event)
        if not self.draw.canvas.is_empty():
            self.session.want_weights(0.5)  # the bars follow the learning

    def _on_session_event(self, event: Event) -> None:
        if isinstance(event, WeightsReady) and self.session.experiment is not None:
            self.predictor.set_weights(self.session.experiment, event.weights, event.step)
            self.docks["draw"].card_title.set_summary(self.tr("weights of step {0}").format(f"{event.step:,}"))
            self._update_actions()
        elif isinstance(event, RunStarted):
            self.run_dir = Path(event.run_dir)
            self.log.add(self.tr("Run started on {0}: {1}").format(event.device, event.run_dir))
            self.analysis.look_again()
        elif isinstance(event, Noticed):
            self.log.add(event.problem.line())
        elif isinstance(event, RunFinished):
            self.log.add(f"{self.status.words.text()}  {event.run_dir}")
        elif isinstance(event, RunFailed):
            self._show_failure(event)

    def _show_failure(self, event: RunFailed) -> None:
        self.log.add(
            "\n".join(item.line() for item in event.problems) + (f"\n{event.details}" if event.details else "")
        )
        words = " ".join(sentence(item) for item in event.problems)
        self.status.words.setText(self.tr("Failed: {0}").format(words))
        self.status.words.setToolTip(words)
        QTimer.singleShot(0, lambda: self.files.warn(self.tr("The run has ended with a problem."), words))

    def _on_session_state_changed(self, state: State) -> None:
        self.status.show_state(state)
        self._update_actions()
        if state is State.RUNNING:
            self.session.want_weights(0)

    def _on_drawn(self, picture) -> None:
        self.predictor.set_picture(picture)
        if picture is not None:
            self.session.want_weights()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        while now is not None:
            if now in (self.model.list, self.data.list):
                self._active_list = now
                self._update_actions()
                return
            now = now.parentWidget()

    def _on_theme_chosen(self, scheme: str) -> None:
        self.theme.set_scheme(scheme)  # type: ignore[arg-type]
        self.settings.set_text("theme", scheme)

    def _on_language_chosen(self, language: str) -> None:
        self.settings.set_text("language", language)
        QMessageBox.information(self, self.tr("Language"), self.tr("The language changes with the next start."))

    def _measure(self) -> None:
        experiment = self.document.experiment
        self.data.measure.setEnabled(False)

        def work():
            from workbench.data.preview import measure

            return measure(experiment, self.data_dir)

        def failed(problems) -> None:
            self.data.measure.setEnabled(True)
            self._say(" ".join(map(sentence, problems)))

        self.slow.submit("measure", work, self._on_measured, failed)

    def _on_measured(self, result: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
        self.data.measure.setEnabled(True)
        mean, std = result
        steps = self.document.experiment.data.transforms
        place = next((i for i, step in enumerate(steps) if step.type == "Normalize" and step.enabled), None)
        if place is None:
            self.data.edits.insert(len(steps), (Normalize(mean=mean, std=std),))
        else:
            edit = SetValue(f"data.transforms[{place}]", steps[place].replace(mean=mean, std=std))
            self.document.edit([edit], self.tr("measure mean, std"))
        self._say(self.tr("Measured: mean {0}, std {1}").format(", ".join(map(str, mean)), ", ".join(map(str, std))))

    def _go_to(self, address: str) -> None:
        for view, prefix in ((self.model.list, "model.layers["), (self.data.list, "data.transforms[")):
            if address.startswith(prefix):
                view.select(int(address.removeprefix(prefix).partition("]")[0]))
                return
        dock = self.docks["data" if address.startswith("data.") and "batch_size" not in address else "training"]
        dock.show()
        dock.raise_()

    def _problems(self):
        return self.analysis.last.problems if self.analysis.last else ()

    def _update_actions(self) -> None:
        state, checked = self.session.state, self.analysis.last
        trained = self.predictor.ready
        conditions = {
            "always": True,
            "can_undo": self.document.undo_stack.canUndo(),
            "can_redo": self.document.undo_stack.canRedo(),
            "chosen": bool(self._active_list.selected_indices()),
            "fixable": any(item.fix for item in self._problems()),
            "can_train": state is State.PAUSED or (not state.active and (checked is None or not checked.errors)),
            "running": state in (State.PREPARING, State.RUNNING, State.PAUSED),
            "trained": trained,
            "fits": bool(self.code.view.toPlainText()),
        }
        for row in table.ROWS:
            self.actions_by_id[row.id].setEnabled(conditions[row.when])
        paused = state is State.PAUSED
        self.actions_by_id["pause"].setText(self.tr("Go on") if paused else table.translated("&Pause"))
        self.actions_by_id["pause"].setIcon(icon("train" if paused else "pause"))

    def _say(self, text: str) -> None:
        self.status.showMessage(text, 8_000)
        self.log.add(text)

    def _show_title(self) -> None:
        name = self.document.path.name if self.document.path else self.document.experiment.name
        self.setWindowTitle(f"{name}[*] – " + self.tr("The workbench"))
        self.setWindowModified(self.document.modified)

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self.settings.recent():
            action = self.recent_menu.addAction(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.files.open_recent(path))
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(self.tr("No files yet")).setEnabled(False)

    def _hits(self) -> list[Hit]:
        found = [
            Hit(a.text().replace("&", ""), a.shortcut().toString(), a.icon(), a.trigger)
            for a in self.actions_by_id.values() if a.isEnabled() and a.objectName() != "action_search"
        ]  # fmt: skip
        for kind, edits, image in (("layer", self.model.edits, "layers"), ("transform", self.data.edits, "image")):
            found += [
                Hit(
                    self.tr("Add {0}").format(cls.__name__),
                    cls.group,
                    icon(image),
                    partial(_append_new, edits, cls),
                )
                for cls in parts(kind)
            ]
        return found

    # Coming and going

    def _restore_layout(self) -> None:
        saved = self.settings.layout()
        if saved:
            self.restoreGeometry(saved[0])
            self.restoreState(saved[1])
        else:
            room = self.screen().availableGeometry().size()
            self.resize(min(1440, room.width() - 20), min(900, room.height() - 50))

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            if not self.settings.layout():
                self._size_docks()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().endswith(".toml") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next(url.toLocalFile() for url in event.mimeData().urls() if url.toLocalFile().endswith(".toml"))
        self.files.open_recent(Path(path))

    def may_close(self) -> bool:
        """Ask about unsaved edits, then about a run that is going on."""
        if not self.files.may_leave():
            return False
        if not self.session.state.active:
            return True
        box = QMessageBox(self)
        box.setObjectName("running_box")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("A training is running. Stop it and close?"))
        box.setInformativeText(self.tr("The weights so far are saved in the run folder."))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is stop

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.settings.set_layout(self.saveGeometry(), self.saveState())
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """End every thread."""
        if not self._down:
            self._down = True
            _app().focusChanged.disconnect(self._on_focus_changed)
        self.document.undo_stack.blockSignals(True)  # it tells of its own clearing while it is destroyed
        self.session.close()
        self.quick.close()
        self.slow.close()
        self.log.close_log()


def _append_new(edits: ListEdits, cls: type[Part]) -> None:
    edits.append(cls())


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _devices() -> list[str]:
    from workbench.training.device import devices

    return devices()


def _title(path: Path) -> str:
    return (
        path.stem.replace("-", " ")
        .title()
        .replace("Mnist", "MNIST")
        .replace("Mlp", "MLP")
        .replace("Lenet 5", "LeNet-5")
    )
