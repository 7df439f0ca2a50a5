"""The window: one more reader of an experiment, and one more consumer of a run's events.

Only this package imports PySide6 and pyqtgraph, and only the command line imports this package, late.
"""
