"""After a crash: what the processes that ended unexpectedly left is offered once, at the start, and in the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.crash_reports import LeftBehind, anything_left, left_behind
from workbench.gui.document import Document
from workbench.gui.file_commands import FileCommands
from workbench.gui.recovery import Recovery, UnsavedEdits, read_edits
from workbench.training.unfinished import Unfinished, look

if TYPE_CHECKING:
    from workbench.gui.crash_dialog import CrashDialog
    from workbench.gui.reports_dialog import ReportsDialog


@dataclass(frozen=True)
class Offer:
    """What one process left, and what of it can be had again."""

    left: LeftBehind
    edits: UnsavedEdits | None
    run: Unfinished | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to decide."""
        return self.edits is None and (self.run is None or self.run.why_not is not None)


@dataclass(frozen=True)
class Choice:
    """What the user wants of an offer."""

    offer: Offer
    edits: bool = False
    run: bool = False


class AfterCrash(QObject):
    """Finds the offers, shows them, and does what was chosen. Whatever is not decided stays for the next start.

    ``why_no_run`` says why no run can be taken up at the moment; ``resume_wanted`` carries the folder of one.
    """

    resume_wanted = Signal(object)

    def __init__(
        self,
        window: QWidget,
        document: Document,
        recovery: Recovery,
        commands: FileCommands,
        why_no_run: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._recovery = window, document, recovery
        self._files, self._why_no_run = commands, why_no_run
        self._open: list[Offer] = []
        self.dialog: CrashDialog | None = None
        self.reports: ReportsDialog | None = None

    def offer(self) -> CrashDialog | None:
        """Show what was left, if anything was."""
        if self.dialog is not None:
            return self.dialog
        self._open = [self._looked_at(left) for left in left_behind()]
        if not self._open:
            return None
        from workbench.gui.crash_dialog import CrashDialog  # late: hardly ever needed

        dialog = CrashDialog(self._open, self._why_no_run(), self._window)
        dialog.report_wanted.connect(lambda path: self._show(path, dialog))
        dialog.discard_wanted.connect(self._discard)
        dialog.finished.connect(lambda code: self._on_finished(dialog, dialog.choices() if code else []))
        self.dialog = dialog
        dialog.open()
        return dialog

    def show_reports(self) -> None:
        """Action: the reports, and the way back to what was kept for later."""
        self._show(None, self._window)

    def close(self) -> None:
        """The window goes: what is undecided stays."""
        for offer in self._open:
            offer.left.keep()
        self._open.clear()

    def _looked_at(self, left: LeftBehind) -> Offer:
        left.write_report()
        edits = read_edits(left.edits) if left.edits else None
        if left.edits and edits is None:
            left.put_edits_aside()
        return Offer(left, edits, look(left.run) if left.run else None)

    def _show(self, path: Path | None, parent: QWidget) -> None:
        from workbench.gui.reports_dialog import ReportsDialog

        dialog = ReportsDialog(parent)
        if path is not None:
            dialog.select(path)
        dialog.restore.setVisible(parent is self._window)
        dialog.restore.setEnabled(parent is self._window and anything_left())
        dialog.restore_wanted.connect(self.offer)
        self.reports = dialog
        dialog.finished.connect(lambda _code: setattr(self, "reports", None))
        dialog.open()

    def _discard(self, offer: Offer) -> None:
        self._open.remove(offer)
        offer.left.forget()

    def _on_finished(self, dialog: CrashDialog, choices: list[Choice]) -> None:
        self.dialog = None
        offers, self._open = self._open, []
        wanted = {id(choice.offer): choice for choice in choices}
        if any(choice.edits for choice in choices) and not self._files.may_leave():
            wanted = {}
        for offer in offers:
            self._settle(offer, wanted.get(id(offer), Choice(offer)))
        dialog.deleteLater()

    def _settle(self, offer: Offer, choice: Choice) -> None:
        left = offer.left
        if choice.edits and offer.edits:
            self._document.recover(offer.edits.experiment, offer.edits.path)
            self._recovery.write_now()  # they are in this window's folder before they leave the other one
        if choice.run and offer.run:
            self.resume_wanted.emit(offer.run.path)
            left.forget_run()
        taken = choice.edits or choice.run
        if offer.empty or (taken and (choice.edits or offer.edits is None)):
            left.forget()
        else:
            left.keep()
