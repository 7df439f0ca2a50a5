"""The window: one more reader of an experiment, and one more consumer of a run's events.

Only this package imports PySide6 and pyqtgraph, and only the command line imports this package, late.
"""

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402

assert PySide6
# PySide6 puts its own function in the place of Python's, for its `__feature__` names, which nothing here uses. That function
# reads the source of every module that is imported from then on: a twentieth of the time until the window is open.
builtins.__import__ = _import
