"""Errors that nobody foresaw, in a slot or in a thread: the program goes on, the user reads a sentence, the report has the rest.

Qt's own messages, and what Python cannot raise, go to the log of the process.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from workbench import unforeseen

log = logging.getLogger(__name__)
qt = logging.getLogger("qt")

MOST_REPORTS = 10
"""Of one session, each on another error: one in a paint event comes sixty times a second."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.DEBUG, QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL,
}  # fmt: skip


class Mishaps(QObject):
    """``happened`` carries a sentence and the details, once for each error; from any thread. ``close`` puts the hooks back."""

    happened = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        self._before_qt = qInstallMessageHandler(_on_qt_message)

    def close(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._before_qt)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._before[0](kind, error, trace)
            return
        place = f"{kind.__name__} {_place(trace)}"
        if place in self._seen or len(self._seen) >= MOST_REPORTS:
            return
        self._seen.add(place)
        details = "".join(traceback.format_exception(kind, error, trace))
        path = unforeseen.log(details)
        log.debug("unforeseen, in %s, report in %s\n%s", threading.current_thread().name, path, details)
        words = self.tr("Something unforeseen went wrong: {0}. The program goes on.").format(
            unforeseen.first_line(error)
        )
        self.happened.emit(words, f"{details}\n{path or ''}")

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._on_exception(what.exc_type, what.exc_value, what.exc_traceback)

    def _on_unraisable(self, what: sys.UnraisableHookArgs) -> None:
        details = "".join(traceback.format_exception(what.exc_type, what.exc_value, what.exc_traceback))
        log.debug("%s: %r\n%s", what.err_msg or "ignored", what.object, details)


def _place(trace: TracebackType | None) -> str:
    """The innermost line."""
    last = traceback.extract_tb(trace)[-1:]
    return f"{last[0].filename}:{last[0].lineno}" if last else ""


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _LEVELS.get(kind, logging.WARNING)
    where = f" ({context.category})" if context.category and context.category != "default" else ""
    qt.log(level, "%s%s", message, where)
    if level >= logging.WARNING and sys.stderr is not None:  # pythonw has none
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{message}\n")
