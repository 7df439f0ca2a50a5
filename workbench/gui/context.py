"""What a panel that looks at a run is given: it connects itself, and the window need not know what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.run_record import RunRecord
from workbench.gui.session import Session
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from workbench.gui.branching import Branching
    from workbench.gui.tools import Tools


@dataclass(frozen=True)
class Context:
    """``slow`` is for work below a second or two, ``long`` for reading whole data sets; a panel that computes much has a lane of
    its own.

    ``show_panel`` brings a panel to the front by its name in the docks, and a part of it if one is named, at a layer or between two
    steps; of the help, the part is a rule of the doctor. ``say`` puts a
    sentence into the status bar and the log; ``open_run`` asks for the folder of a run and makes it the one at hand; ``train`` and
    ``find_rate`` are the window's actions; where the latter is off, its status tip says why; ``branching`` goes on from a
    checkpoint with a change.
    """

    document: Document
    session: Session
    at_hand: ModelAtHand
    record: RunRecord
    settings: Settings
    theme: Theme
    tools: Tools
    slow: Lane
    long: Lane
    data_dir: Path | None
    show_panel: Callable[..., None]
    say: Callable[[str], None]
    open_run: Callable[[], None]
    train: Callable[[], None]
    find_rate: QAction
    branching: Branching | None = None
