"""The main window: panels in docks, actions, and the threads behind them.

It holds no state of its own: the document has the experiment, the session the run, the settings the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from workbench.crash import WINDOW, Journal
from workbench.gui import actions as table
from workbench.gui.after_crash import AfterCrash
from workbench.gui.analysis import Analysis
from workbench.gui.context import Context
from workbench.gui.counting import Counting
from workbench.gui.docks import Docks
from workbench.gui.document import Document
from workbench.gui.exports import export_picture, export_script, export_weights
from workbench.gui.file_commands import FileCommands
from workbench.gui.finding import Finding
from workbench.gui.help_guide import HelpGuide
from workbench.gui.icons import app_icon, icon
from workbench.gui.lane import Lane
from workbench.gui.measuring import Measuring
from workbench.gui.menus import Menus
from workbench.gui.panels.code import CodePanel
from workbench.gui.panels.curves import CurvesPanel
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.help import HelpPanel
from workbench.gui.panels.log import LogPanel
from workbench.gui.panels.model import ModelPanel
from workbench.gui.panels.picture import PicturePanel
from workbench.gui.panels.training import TrainingPanel
from workbench.gui.panels.try_it import TryPanel
from workbench.gui.predicting.opened import Predicting
from workbench.gui.predictor import Predictor
from workbench.gui.questions import may_stop_run, show_about, show_shortcuts, wants_fix
from workbench.gui.recipes import Recipes
from workbench.gui.recovery import Recovery
from workbench.gui.resuming import Resuming
from workbench.gui.run_panels import RunPanels
from workbench.gui.run_problems import RunProblems
from workbench.gui.search import SearchDialog, hits_of_actions, hits_of_parts
from workbench.gui.session import Session, State
from workbench.gui.settings import Settings
from workbench.gui.status import RunStatus
from workbench.gui.steer.steering import Steering
from workbench.gui.texts import line, said, sentence
from workbench.gui.theme import Theme
from workbench.gui.toolbar import DeviceCombo, ToolBar
from workbench.gui.tools import Tools
from workbench.gui.trying.keeping import Keeping
from workbench.gui.widgets.card import CardTitle
from workbench.gui.widgets.card_frame import CardFrame
from workbench.gui.widgets.part_list import PartList
from workbench.spec.containers import path_of
from workbench.spec.experiment import Experiment
from workbench.training.events import EpochDone, Event, Noticed, RunFailed, RunFinished, RunStarted, Steered, StepDone

if TYPE_CHECKING:
    from workbench.gui.rate_dialog import RateDialog


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
        self.measuring = Measuring(self.document, self.slow, data_dir)
        self.counting = Counting(self.document, self.slow, data_dir)
        self.predictor = Predictor(data_dir, self)
        self.journal = journal or Journal(WINDOW)
        self.recovery = Recovery(self.document, self.quick, self.journal)
        self.files = FileCommands(self, self.document, settings)
        self.resuming = Resuming(self, self.session, settings, self.files)
        self.resuming.data_dir = data_dir
        self.after_crash = AfterCrash(self, self.document, self.recovery, self.files, self._why_no_run)
        self.after_crash.resume_wanted.connect(self.resuming.resume)
        self.run_dir: Path | None = None
        self.tools = Tools(self, self.document, self.slow, self.long, data_dir)
        self.run_panels = RunPanels(self, self.session)
        self._shown = self._down = False
        self.actions_by_id = table.make_actions(self)
        self._make_panels()
        self.recipes = Recipes(self, self.document, self.model)
        self.steering = Steering(self.session, self.document, self.model, self.curves, self.status.tell, self.log.add)
        self.active_list: PartList = self.model.list
        self.actions_by_id["isolated"].setChecked(self.session.isolated)
        self._make_bars()
        self._connect()
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

    # Building

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
        self.predicting = Predicting(self, self.run_panels, self.try_it, self.data_dir)
        self.keeping = Keeping(self, self.try_it, self.document, self.settings, self.data_dir)
        self.help = HelpPanel()
        self.guide = HelpGuide(self.help, self._sums, self)
        self.guide.watch(self.model.list, self.data.list, self.model.palette_view.tree, self.data.source)
        self.guide.watch(self.training.loss, self.training.optimizer, self.training.scheduler)
        self.status = RunStatus(self)
        self.setStatusBar(self.status)
        centre = CardFrame(self)
        centre.setObjectName("model_card")
        self.model_title = CardTitle(self.tr("Model"), parent=centre)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.model_title)
        column.addWidget(self.model, 1)
        self.setCentralWidget(centre)
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
            self.train, self.actions_by_id["find_rate"],
        )  # fmt: skip

    def _show_panel(self, name: str, part: str = "", layer: str = "", steps: tuple[int, int] | None = None) -> None:
        self.docks.go_to(name)
        if name == "curves":
            self.curves.look_at(steps)
        if name == "help":
            self.guide.show_rule(part)
            self.help.view.setFocus()
        self.run_panels.look_at(name, part, layer)

    def _make_bars(self) -> None:
        self.menus = Menus(self, self.actions_by_id, self.files, self.settings, self.theme)
        templates = self.recipes.menu_of_templates(self.tr("&Templates"))
        self.menus.by_name["model"].insertMenu(self.actions_by_id["move_up"], templates)
        self.menus.add_panels(dock.toggleViewAction() for dock in self.docks.by_name.values())
        self.device = DeviceCombo(self.document)
        self.addToolBar(ToolBar(self.actions_by_id, self.device, self))

    def _connect(self) -> None:
        self.document.file_changed.connect(self._show_title)
        self.document.changed.connect(self._on_document_changed)
        self.document.refused.connect(self._say)
        self.document.undo_stack.indexChanged.connect(lambda _index: self._update_actions())
        self.analysis.checked.connect(self._on_checked)
        self.run_problems.changed.connect(self._show_problems)
        self.analysis.checked.connect(self.recipes.show_checked)
        self.recipes.said.connect(self._say)
        self.analysis.checked.connect(self.counting.look)
        self.counting.counted.connect(self.data.show_class_counts)
        self.data.classes.balance_wanted.connect(self.counting.balance)
        self.data.classes.weights_wanted.connect(self.counting.weigh)
        self.data.classes.class_wanted.connect(lambda number: self.tools.look_through().show_classes((number,)))
        self.analysis.previewed.connect(self.data.show_preview)
        self.analysis.preview_failed.connect(self.data.show_preview_problems)
        self.analysis.coded.connect(self.code.show_code)
        self.analysis.planned.connect(self.training.show_plan)
        self.analysis.estimated.connect(self.training.estimate.show_estimate)
        self.code.export_wanted.connect(self.export_script)
        self._connect_picture()
        self.session.events.connect(self._on_session_events)
        self.run_panels.opened.connect(self._on_run_opened)
        self.run_panels.opened.connect(lambda _run_dir: self.curves.show_record(self.run_panels.record.now))
        self.run_panels.at_hand.changed.connect(self._on_weights)
        self.session.state_changed.connect(self._on_session_state_changed)
        self.docks.enlarged_changed.connect(self.actions_by_id["enlarge"].setChecked)
        self.training.rate_wanted.connect(self.find_rate)
        self.finding.ended.connect(self._update_actions)
        self.try_it.ask_of(self.predictor)
        self.predictor.failed.connect(lambda problems: self._say(" ".join(map(sentence, problems))))
        self.try_it.asked.connect(self._on_asked)
        self.try_it.asked.connect(self.run_panels.at_hand.set_tried)
        self.try_it.status.connect(self._say)
        self.keeping.said.connect(self._say)
        self.try_it.titled.connect(self.docks.by_name["draw"].set_title)
        self.run_panels.doctor.titled.connect(self.docks.by_name["doctor"].set_title)
        self.theme.changed.connect(lambda _tokens: self.try_it.recolour())
        self.training.fix_wanted.connect(self.model.edits.fix)
        self.training.go_to.connect(self._go_to)
        self.data.measure_wanted.connect(self.measuring.measure)
        self.measuring.busy.connect(self.data.measure.setDisabled)
        self.measuring.said.connect(self._say)
        self.data.draw_again.connect(self.analysis.draw_again)
        self.data.browse_wanted.connect(self.tools.look_through)
        self.data.columns_wanted.connect(self.tools.show_columns)
        self.data.report_wanted.connect(self.tools.check_files)
        self.data.corrections_wanted.connect(self.tools.show_corrections)
        self.tools.own_code_changed.connect(self._on_own_code_changed)
        self.files.said.connect(self._say)
        self.status.details_wanted.connect(self.show_log)
        self.theme.changed.connect(lambda _tokens: self.code.recolour())
        self.theme.changed.connect(lambda _tokens: self.help.recolour())
        self.docks.by_name["help"].visibilityChanged.connect(self.guide.set_seen)
        self.model.summarized.connect(self.model_title.set_summary)
        self.data.summarized.connect(self.docks.by_name["data"].card_title.set_summary)
        self.training.summarized.connect(self.docks.by_name["training"].card_title.set_summary)
        for view in (self.model.list, self.data.list):
            view.selectionModel().selectionChanged.connect(lambda *_: self._update_actions())
            view.refused.connect(self._say)
            view.menu_wanted.connect(self.menus.show_for_list)
        _app().focusChanged.connect(self._on_focus_changed)

    def _connect_picture(self) -> None:
        self.picture.chosen.connect(self.model.show_layer)
        self.picture.export_wanted.connect(self.export_picture)
        self.docks.by_name["picture"].visibilityChanged.connect(self.picture.set_watched)
        chosen = self.model.list.selectionModel().selectionChanged
        for signal in (chosen, self.document.changed):  # an edit moves what is chosen without a word
            signal.connect(lambda *_: self.picture.choose(self.model.chosen_path()))
        chosen.connect(lambda *_: self.run_panels.at_hand.choose_layer(self.model.chosen_path()))

    # What the table of actions calls here

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
        elif not (self.session.state.active or self.finding.active):
            self.session.start(self.document.experiment, self.data_dir)

    def pause(self) -> None:
        """Action: pause, or go on."""
        if self.session.state is State.PAUSED:
            self.session.resume()
        else:
            self.session.pause()

    def find_rate(self) -> RateDialog | None:
        """Action: search a learning rate, in a dialog; nothing happens while there is a reason against it."""
        if self._why_no_search():
            return None
        from workbench.gui.rate_dialog import RateDialog  # late: NumPy

        dialog = RateDialog(self.document, self.finding, self.data_dir, self)
        self._update_actions()
        dialog.open()
        return dialog

    def _why_no_search(self) -> str:
        checked = self.analysis.last
        if self.session.state.active:
            return self.tr("Not while a run goes on.")
        if self.finding.active:
            return self.tr("The last search has not ended yet.")
        if checked is not None and checked.errors:
            return self.tr("First mend the problems.")
        if not getattr(type(self.document.experiment.training.optimizer), "ranges", True):
            return self.tr("This optimizer finds the lengths of its steps itself.")
        return ""

    def _why_no_run(self) -> str:
        if self.session.state.active or self.finding.active:
            return self.tr("Not while a run goes on.")
        return ""

    def export_pth(self) -> None:
        """Action."""
        weights, experiment = self.predictor.weights, self.predictor.experiment
        if weights is not None and experiment is not None:
            export_weights(self.files, experiment, weights)

    def export_script(self) -> None:
        """Action."""
        export_script(self.files, self.code.text)

    def export_picture(self, ending: str = "svg") -> None:
        """Action."""
        export_picture(self.files, self.document.experiment.name, ending, self.picture.svg, self.picture.image)

    def show_picture(self) -> None:
        """Action."""
        self.docks.go_to("picture")
        self.picture.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_run_dir(self) -> None:
        """Action."""
        if self.run_dir:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run_dir)))

    def search(self) -> None:
        """Action."""
        actions = (action for name, action in self.actions_by_id.items() if name != "search")
        hits = hits_of_actions(actions)
        hits += hits_of_parts("layer", self.model.edits, "layers")
        hits += hits_of_parts("transform", self.data.edits, "image")
        SearchDialog(hits, self).exec()

    def show_help(self) -> None:
        """Action: the page of what has the focus."""
        self.guide.look_at(_app().focusWidget())
        self.docks.go_to("help")

    def _sums(self, view: PartList) -> tuple[str, ...]:
        return self.model.sums(next(iter(view.selected_indices()), -1)) if view is self.model.list else ()

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
        self._show_problems()
        if checked.facts:
            self.try_it.set_data(self.document.experiment, checked.facts)
        self.device.find_devices(self.quick)
        self.guide.look_again()
        self._update_actions()

    def _show_problems(self) -> None:
        if self.analysis.last is None:
            return
        checked = self.run_problems.among(self.analysis.last)
        self.model.show_checked(checked)
        self.picture.show_checked(checked)
        self.data.show_checked(checked)
        self.training.show_problems(checked.problems)
        self._update_actions()

    def _on_session_events(self, events: list[Event]) -> None:
        self.recovery.follow(events)
        self.status.follow(events)
        self.curves.add(events)
        self.run_problems.follow(events)
        for event in events:
            if not isinstance(event, StepDone):
                self._on_session_event(event)
        if self.try_it.is_asking():
            self.session.want_weights(0.5)  # the answer follows the learning

    def _on_session_event(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self.run_dir = Path(event.run_dir)
            self.log.add(self.tr("Run started on {0}: {1}").format(event.way, event.run_dir))
            self.analysis.look_again()
        elif isinstance(event, EpochDone):
            if self.document.experiment == self.session.experiment:
                self.analysis.estimate_again()
        elif isinstance(event, Steered):
            self._update_actions()
        elif isinstance(event, Noticed):
            self.log.add(line(event.problem))
        elif isinstance(event, RunFinished):
            self.log.add(f"{self.status.words.text()}  {event.run_dir}")
        elif isinstance(event, RunFailed):
            self._show_failure(event)

    def _on_run_opened(self, run_dir: Path) -> None:
        self.run_dir = run_dir
        self.log.add(self.tr("Run opened: {0}").format(run_dir))
        if not any(panel.in_sight for panel in self.run_panels.by_name.values()):
            self.docks.go_to("evaluate")

    def _on_weights(self) -> None:
        now = self.run_panels.at_hand
        if now.run_dir is None or now.experiment is None or now.weights is None:
            return
        self.try_it.set_has_weights()
        self.predictor.set_weights(now.run_dir, now.experiment, now.weights, now.step)
        words = self.tr("weights of step {0}").format(f"{now.step:,}") if now.step else now.run_dir.name
        self.docks.by_name["draw"].card_title.set_summary(words)
        self._update_actions()

    def _show_failure(self, event: RunFailed) -> None:
        self.log.add("\n".join(map(line, event.problems)) + (f"\n{event.details}" if event.details else ""))
        words = " ".join(sentence(item) for item in event.problems)
        self.status.words.setText(self.tr("Failed: {0}").format(words))
        self.status.words.setToolTip(words)
        self._go_to(event.problems[0].address)
        QTimer.singleShot(0, lambda: self._offer_fix(words, event))

    def _offer_fix(self, words: str, event: RunFailed) -> None:
        mended = next((item for item in event.problems if item.fix), None)
        label = said(mended.fix.label) if mended and mended.fix else ""
        if wants_fix(self, words, label) and mended:
            self.model.edits.fix(mended)

    def _on_session_state_changed(self, state: State) -> None:
        self.status.show_state(state)
        if state is State.PREPARING:
            self.run_problems.forget()
        self._update_actions()
        if state is State.RUNNING:
            self.session.want_weights(0)

    def _on_asked(self, subject, sample) -> None:
        self.predictor.set_sample(subject, sample)
        if sample is not None:
            self.session.want_weights()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.guide.look_at(now)
        while now is not None:
            if now in (self.model.list, self.data.list):
                self.active_list = now
                self._update_actions()
                return
            now = now.parentWidget()

    def _go_to(self, address: str) -> None:
        if path := path_of(address):
            self.model.show_layer(path)
            return
        if address.startswith("model"):
            self.model.list.setFocus()
            return
        if address.startswith(prefix := "data.transforms["):
            self.data.list.select(int(address.removeprefix(prefix).partition("]")[0]))
            return
        self.docks.go_to("data" if address.startswith("data.") and "batch_size" not in address else "training")

    def _problems(self):
        return self.run_problems.among(self.analysis.last).problems if self.analysis.last else ()

    def _update_actions(self) -> None:
        state, checked = self.session.state, self.analysis.last
        trained = self.predictor.ready
        why_no_search = self._why_no_search()
        conditions = {
            "always": True,
            "can_undo": self.document.undo_stack.canUndo(),
            "can_redo": self.document.undo_stack.canRedo(),
            "chosen": bool(self.active_list.selected_indices()),
            "layers_chosen": bool(self.model.list.selected_indices()) and self.active_list is self.model.list,
            "container_chosen": self.active_list is self.model.list and self.model.edits.container_chosen(),
            "fixable": any(item.fix for item in self._problems()),
            "can_train": state is State.PAUSED
            or not (state.active or self.finding.active or (checked is not None and checked.errors)),
            "can_find": not why_no_search,
            "idle": not (state.active or self.finding.active),
            "can_resume": not (state.active or self.finding.active) and self.resuming.last is not None,
            "running": state in (State.PREPARING, State.RUNNING, State.PAUSED),
            "trained": trained,
            "can_freeze": self.active_list is self.model.list and self.steering.can_freeze(),
            "can_let_learn": self.active_list is self.model.list and self.steering.can_let_learn(),
            "drawn": bool(self.document.experiment.model.layers),
            "fits": bool(self.code.text),
        }
        for row in table.ROWS:
            self.actions_by_id[row.id].setEnabled(conditions[row.when])
        self.actions_by_id["find_rate"].setStatusTip(why_no_search or table.translated(table.row("find_rate").tip))
        self.training.show_findable(why_no_search)
        train, why = self.actions_by_id["train"], checked.errors if checked and not state.active else ()
        train.setToolTip(sentence(why[0]) if why else table.tip(train))
        paused = state is State.PAUSED
        table.set_text(self.actions_by_id["pause"], self.tr("Go on") if paused else table.translated("&Pause"))
        self.actions_by_id["pause"].setIcon(icon("train" if paused else "pause"))

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
            _app().focusChanged.disconnect(self._on_focus_changed)
        self.session.close()
        self.finding.close()
        for dialog in (self.tools.browser, self.tools.report):
            if dialog is not None:
                dialog.shut_down()
        self.predicting.shut_down()
        self.run_panels.shut_down()
        self.try_it.shut_down()
        self.counting.close()
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
