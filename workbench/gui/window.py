"""The main window: panels in docks, actions, and the threads behind them.

It holds no state of its own: the document has the experiment, the session the run, the settings the rest. It makes what the
window consists of and connects it; each duty has a class of its own.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from workbench.crash import WINDOW, Journal
from workbench.gui import actions as table
from workbench.gui.after_crash import AfterCrash
from workbench.gui.analysis import Analysis
from workbench.gui.at_work import ListAtWork
from workbench.gui.branching import Branching
from workbench.gui.context import Context
from workbench.gui.data_work import DataWork
from workbench.gui.docks import Docks
from workbench.gui.document import Document
from workbench.gui.enabling import Enabling
from workbench.gui.exports import Exports
from workbench.gui.file_commands import FileCommands
from workbench.gui.finding import Finding
from workbench.gui.help_guide import HelpGuide
from workbench.gui.icons import app_icon
from workbench.gui.lane import Lane
from workbench.gui.mending import Mending
from workbench.gui.menus import Menus
from workbench.gui.panels.code import CodePanel
from workbench.gui.panels.curves import CurvesPanel
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.help import HelpPanel
from workbench.gui.panels.log import LogPanel
from workbench.gui.panels.model import ModelPanel
from workbench.gui.panels.model_card import ModelCard
from workbench.gui.panels.picture import PicturePanel
from workbench.gui.panels.training import TrainingPanel
from workbench.gui.panels.try_it import TryPanel
from workbench.gui.predicting.opened import Predicting
from workbench.gui.predictor import Predictor
from workbench.gui.questions import may_stop_run, show_about, show_shortcuts
from workbench.gui.recipes import Recipes
from workbench.gui.recovery import Recovery
from workbench.gui.resuming import Resuming
from workbench.gui.run_panels import RunPanels
from workbench.gui.run_problems import RunProblems
from workbench.gui.running import Running
from workbench.gui.search import search_everything
from workbench.gui.session import Session, State
from workbench.gui.settings import Settings
from workbench.gui.status import RunStatus
from workbench.gui.steer.steering import Steering
from workbench.gui.telling import Telling
from workbench.gui.theme import Theme
from workbench.gui.toolbar import DeviceCombo, ToolBar
from workbench.gui.tools import Tools
from workbench.gui.trying.asking import Asking
from workbench.gui.trying.keeping import Keeping
from workbench.gui.widgets.part_list import PartList
from workbench.spec.experiment import Experiment


class MainWindow(QMainWindow):
    """``data_dir`` is where data sets are looked for; None: as the environment says. ``journal`` is this process's."""

    def __init__(
        self,
        experiment: Experiment,
        settings: Settings,
        theme: Theme,
        data_dir: Path | None = None,
        journal: Journal | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setContentsMargins(8, 0, 8, 0)
        self.settings, self.theme, self.data_dir = settings, theme, data_dir
        self.document = Document(experiment, self)
        self.quick, self.slow = Lane("quick", self), Lane("slow", self)
        self.long = Lane("long", self)  # reading whole data sets: previews do not wait for it
        self.session = Session(self)
        self.finding = Finding(self)
        self.run_problems = RunProblems(self.document)
        self.analysis = Analysis(self.document, self.quick, self.slow, data_dir)
        self.running = Running(self, self.session, self.finding, self.analysis, data_dir)
        self.predictor = Predictor(data_dir, self)
        self.journal = journal or Journal(WINDOW)
        self.recovery = Recovery(self.document, self.quick, self.journal)
        self.files = FileCommands(self, self.document, settings)
        self.resuming = Resuming(self, self.session, settings, self.files)
        self.resuming.data_dir = data_dir
        self.after_crash = AfterCrash(self, self.document, self.recovery, self.files, self.running.why_no_run)
        self.tools = Tools(self, self.document, self.slow, self.long, data_dir)
        self.run_panels = RunPanels(self, self.session)
        self.branching = Branching(
            self, self.session, self.document, self.run_panels.record, self.running.why_no_branch
        )
        self.branching.data_dir = data_dir
        self._shown = self._down = False
        self.actions_by_id = table.make_actions(self)
        self._make_panels()
        self._make_duties()
        self._make_bars()
        self._connect()
        self._connect_run()
        self._connect_panels()
        self._show_title()
        self._update_actions()
        self.docks.restore(settings)

    def begin(self) -> None:
        """After the window is on the screen: bring in PyTorch, look at the experiment, offer what a crash left."""
        self.model.list.setFocus()
        for fill in (self.menus.fill, self.recipes.fill):
            QTimer.singleShot(0, self, fill)
        self.analysis.begin()
        self.after_crash.offer()
        self.journal.describe()
        self.journal.note(name=self.document.experiment.name, document=self.document.path)

    @property
    def run_dir(self) -> Path | None:
        """The folder of the last run, or of the one that was opened."""
        return self.run_panels.run_dir

    # Making

    def _make_panels(self) -> None:
        self.data = DataPanel(self.document)
        self.model = ModelPanel(self.document)
        self.training = TrainingPanel(self.document)
        self.picture = PicturePanel(self.document)
        self.curves = CurvesPanel()
        self.code = CodePanel()
        self.log = LogPanel()
        self.try_it = TryPanel(self.long, self.data_dir)
        self.draw = self.try_it.draw
        self.help = HelpPanel()
        self.status = RunStatus(self)
        self.setStatusBar(self.status)
        self.setCentralWidget(ModelCard(self.model, self))
        panels = {
            "data": self.data, "training": self.training, "picture": self.picture,
            "curves": self.curves, **self.run_panels.make(self._context(), self.try_it), "code": self.code, "log": self.log,
            "help": self.help, "draw": self.try_it,
        }  # fmt: skip
        self.docks = Docks(self, panels)

    def _context(self) -> Context:
        return Context(
            self.document, self.session, self.run_panels.at_hand, self.run_panels.record, self.settings, self.theme, self.tools,
            self.slow, self.long, self.data_dir, self._show_panel, self._say, self.run_panels.choose,
            self.running.train, self.actions_by_id["find_rate"], self.branching,
        )  # fmt: skip

    def _make_duties(self) -> None:
        self.mending = Mending(
            self.analysis, self.run_problems, self.docks, self.data, self.model, self.picture, self.training
        )
        self.data_work = DataWork(self.data, self.analysis, self.tools)
        self.predicting = Predicting(self, self.run_panels, self.try_it, self.data_dir)
        self.keeping = Keeping(self, self.try_it, self.document, self.settings, self.data_dir)
        self.asking = Asking(self.try_it, self.predictor, self.run_panels.at_hand, self.session)
        self.exports = Exports(self.files, self.document, self.predictor, self.code, self.picture)
        self.guide = HelpGuide(self.help, self._sums, self)
        self.guide.watch(self.model.list, self.data.list, self.model.palette_view.tree, self.data.source)
        self.guide.watch(self.training.loss, self.training.optimizer, self.training.scheduler)
        self.recipes = Recipes(self, self.document, self.model)
        self.steering = Steering(self.session, self.document, self.model, self.curves, self.status.tell, self.log.add)
        self.at_work = ListAtWork(_app(), self.model, self.data.list, self.steering)

    def _make_bars(self) -> None:
        self.actions_by_id["isolated"].setChecked(self.session.isolated)
        conditions = self.running.conditions() | self.at_work.conditions()
        conditions |= {
            "can_undo": self.document.undo_stack.canUndo,
            "can_redo": self.document.undo_stack.canRedo,
            "fixable": self.mending.fixable,
            "can_resume": lambda: self.running.idle() and self.resuming.last is not None,
            "trained": lambda: self.predictor.ready,
            "drawn": lambda: bool(self.document.experiment.model.layers),
            "fits": lambda: bool(self.code.text),
        }
        self.enabling = Enabling(self.actions_by_id, conditions)
        self.menus = Menus(self, self.actions_by_id, self.files, self.settings, self.theme)
        templates = self.recipes.menu_of_templates(self.tr("&Templates"))
        self.menus.by_name["model"].insertMenu(self.actions_by_id["move_up"], templates)
        self.menus.add_panels(dock.toggleViewAction() for dock in self.docks.by_name.values())
        self.device = DeviceCombo(self.document)
        self.addToolBar(ToolBar(self.actions_by_id, self.device, self))

    # Connecting

    def _connect(self) -> None:
        self.document.file_changed.connect(self._show_title)
        self.document.changed.connect(self._on_document_changed)
        self.analysis.checked.connect(self._on_checked)
        self.analysis.checked.connect(self.recipes.show_checked)
        self.analysis.checked.connect(lambda _checked: self.branching.look_again())
        self.analysis.coded.connect(self.code.show_code)
        self.analysis.planned.connect(self.training.show_plan)
        self.analysis.estimated.connect(self.training.estimate.show_estimate)
        self.tools.own_code_changed.connect(self._on_own_code_changed)
        self.after_crash.resume_wanted.connect(self.resuming.resume)
        self.status.details_wanted.connect(self.show_log)
        self.docks.enlarged_changed.connect(self.actions_by_id["enlarge"].setChecked)
        for changed in (
            self.document.undo_stack.indexChanged, self.mending.shown, self.at_work.changed, self.asking.changed,
            self.steering.steered, self.running.search_begun, self.finding.ended,
        ):  # fmt: skip
            changed.connect(self._update_actions)
        for said in (
            self.document.refused, self.recipes.said, self.asking.said, self.keeping.said, self.data_work.said,
            self.branching.said, self.files.said, self.try_it.status, self.model.list.refused, self.data.list.refused,
        ):  # fmt: skip
            said.connect(self._say)

    def _connect_run(self) -> None:
        for follow in (self.recovery.follow, self.status.follow, self.curves.add, self.run_problems.follow):
            self.session.events.connect(follow)
        self.telling = Telling(self, self.session, self.analysis, self.mending, self.status, self.log)
        self.session.state_changed.connect(self._on_session_state_changed)
        self.run_panels.opened.connect(self._on_run_opened)
        self.run_panels.opened.connect(lambda _run_dir: self.curves.show_record(self.run_panels.record.now))
        self.run_panels.record.preceded.connect(self.curves.show_before)

    def _connect_panels(self) -> None:
        docks = self.docks.by_name
        self.data.summarized.connect(docks["data"].card_title.set_summary)
        self.training.summarized.connect(docks["training"].card_title.set_summary)
        self.asking.summarized.connect(docks["draw"].card_title.set_summary)
        self.try_it.titled.connect(docks["draw"].set_title)
        self.run_panels.doctor.titled.connect(docks["doctor"].set_title)
        self.training.rate_wanted.connect(self.running.find_rate)
        self.code.export_wanted.connect(self.exports.script)
        self.at_work.focused.connect(self.guide.look_at)
        docks["help"].visibilityChanged.connect(self.guide.set_seen)
        for panel in (self.try_it, self.code, self.help):
            self.theme.changed.connect(lambda _tokens, panel=panel: panel.recolour())
        for view in (self.model.list, self.data.list):
            view.menu_wanted.connect(self.menus.show_for_list)
        self.picture.chosen.connect(self.model.show_layer)
        self.picture.export_wanted.connect(self.exports.picture)
        docks["picture"].visibilityChanged.connect(self.picture.set_watched)
        chosen = self.model.list.selectionModel().selectionChanged
        for signal in (chosen, self.document.changed):  # an edit moves what is chosen without a word
            signal.connect(lambda *_: self.picture.choose(self.model.chosen_path()))
        chosen.connect(lambda *_: self.run_panels.at_hand.choose_layer(self.model.chosen_path()))

    # What the table of actions calls here

    def train(self) -> None:
        """Train, or go on after a pause."""
        self.running.train()

    def show_picture(self) -> None:
        """Action."""
        self.docks.go_to("picture")
        self.picture.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self) -> None:
        """Action."""
        actions = [action for name, action in self.actions_by_id.items() if name != "search"]
        search_everything(self, actions, self.model.edits, self.data.edits)

    def show_help(self) -> None:
        """Action: the page of what has the focus."""
        self.guide.look_at(_app().focusWidget())
        self.docks.go_to("help")

    def shortcuts(self) -> None:
        """Action."""
        show_shortcuts(self, self.actions_by_id.values())

    def about(self) -> None:
        """Action."""
        show_about(self)

    # Reactions

    def _on_own_code_changed(self) -> None:
        self.model.palette_view.refresh()
        self.data.add.refresh()
        self.training.loss.refresh()
        self.document.read_again()
        self.analysis.look_again()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.name != after.name:
            self._show_title()

    def _on_checked(self, checked) -> None:
        if checked.facts:
            self.try_it.set_data(self.document.experiment, checked.facts)
        self.device.find_devices(self.quick)
        self.guide.look_again()
        self._update_actions()

    def _on_session_state_changed(self, state: State) -> None:
        self.status.show_state(state)
        if state is State.PREPARING:
            self.run_problems.forget()
        self._update_actions()

    def _on_run_opened(self, run_dir: Path) -> None:
        self.log.add(self.tr("Run opened: {0}").format(run_dir))
        if not any(panel.in_sight for panel in self.run_panels.by_name.values()):
            self.docks.go_to("evaluate")

    def _update_actions(self, *_: object) -> None:
        self.enabling.update()
        self.running.describe(self.actions_by_id)
        self.training.show_findable(self.running.why_no_search())

    def _sums(self, view: PartList) -> tuple[str, ...]:
        return self.model.sums(next(iter(view.selected_indices()), -1)) if view is self.model.list else ()

    def _show_panel(self, name: str, part: str = "", layer: str = "", steps: tuple[int, int] | None = None) -> None:
        self.docks.go_to(name)
        if name == "curves":
            self.curves.look_at(steps)
        if name == "help":
            self.guide.show_rule(part)
            self.help.view.setFocus()
        self.run_panels.look_at(name, part, layer)

    def _say(self, text: str) -> None:
        self.status.showMessage(text, 8_000)
        self.log.add(text)

    def show_mishap(self, words: str, details: str) -> None:
        """An error that nobody foresaw: a sentence, and the way to the rest."""
        self.status.show_mishap(words)
        self.log.add(f"{words}\n{details}")

    def show_log(self) -> None:
        """Bring the log to the front."""
        self.docks.go_to("log")
        self.log.view.setFocus()

    def _show_title(self) -> None:
        name = self.document.path.name if self.document.path else self.document.experiment.name
        self.setWindowTitle(f"{name}[*] – " + self.tr("The workbench"))
        self.setWindowModified(self.document.modified)

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            if not self.settings.layout():
                self.docks.set_default_sizes()

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
        return not self.session.state.active or may_stop_run(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.docks.remember(self.settings)
        self.hide()  # at once, although a batch or a file may still have to come to its end
        _app().sync()
        self.shut_down()
        event.accept()

    def leave_at_once(self) -> None:
        """The system asks the program to end, and waits for no answers: what is undecided is offered at the next start."""
        undecided = self.document.modified or self.session.state in (State.RUNNING, State.PAUSED)
        if undecided:
            self.recovery.write_now()
            self.journal.note(asked=True)
        self.shut_down(leave=undecided)
        _app().exit()  # not quit(): that asks every window

    def shut_down(self, leave: bool = False) -> None:
        """End every thread; ``leave`` what this process has written down."""
        if not self._down:
            self._down = True
            self.at_work.close()
        self.session.close()
        self.finding.close()
        for dialog in (self.tools.browser, self.tools.report):
            if dialog is not None:
                dialog.shut_down()
        self.predicting.shut_down()
        self.run_panels.shut_down()
        self.try_it.shut_down()
        self.data_work.counting.close()
        self.predictor.close()
        self.quick.close()
        self.slow.close()
        self.long.close()
        self.after_crash.close()
        self.recovery.close(leave)
        self.log.close_log()
        self.document.close()
        if not leave:
            self.journal.end()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
