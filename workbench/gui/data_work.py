"""What the panel Data asks for, and what it is told: samples, counts of the classes, the numbers of Normalize, reports."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.gui.analysis import Analysis
from workbench.gui.counting import Counting
from workbench.gui.measuring import Measuring
from workbench.gui.panels.data import DataPanel
from workbench.gui.tools import Tools


class DataWork(QObject):
    """``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, panel: DataPanel, analysis: Analysis, tools: Tools) -> None:
        super().__init__(panel)
        document, slow, data_dir = analysis.document, analysis.slow, analysis.data_dir
        self.counting = Counting(document, slow, data_dir)
        self.measuring = Measuring(document, slow, data_dir)
        self._connect_analysis(panel, analysis)
        self._connect_tools(panel, tools)
        panel.measure_wanted.connect(self.measuring.measure)
        self.measuring.busy.connect(panel.measure.setDisabled)
        self.measuring.said.connect(self.said)
        self.counting.counted.connect(panel.show_class_counts)
        panel.classes.balance_wanted.connect(self.counting.balance)
        panel.classes.weights_wanted.connect(self.counting.weigh)

    def _connect_analysis(self, panel: DataPanel, analysis: Analysis) -> None:
        analysis.checked.connect(self.counting.look)
        analysis.previewed.connect(panel.show_preview)
        analysis.preview_failed.connect(panel.show_preview_problems)
        panel.draw_again.connect(analysis.draw_again)

    def _connect_tools(self, panel: DataPanel, tools: Tools) -> None:
        panel.classes.class_wanted.connect(lambda number: tools.look_through().show_classes((number,)))
        panel.browse_wanted.connect(tools.look_through)
        panel.columns_wanted.connect(tools.show_columns)
        panel.report_wanted.connect(tools.check_files)
        panel.corrections_wanted.connect(tools.show_corrections)
