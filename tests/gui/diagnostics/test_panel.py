"""The map of the layers: what is shown is what was seen, live and from a folder, and nothing is drawn while it is hidden."""

from pathlib import Path

import numpy as np
import pytest

from workbench.evaluation.layer_history import figure_rows, histogram_rows, in_columns
from workbench.evaluation.record import Record
from workbench.gui.diagnostics.figures import FIGURES, figure
from workbench.gui.diagnostics.layer_map import StepMap
from workbench.spec.edits import SetValue
from workbench.training.events import Measured, RunResumed, RunStarted, Steered, StepDone
from workbench.training.loop import train

LAYERS = ("model.layers[0]", "model.layers[1]", "model.layers[2]", "model.layers[3]")
STARTED = RunStarted("run", "cpu", "float32", ("a", "b"), 10, 0, 0, 1, 5, 1)


def look(step: int, histograms: bool = False) -> Measured:
    figures = {each.name: (None, 0.001 * step, None, 1.0) for each in FIGURES} | {"dead": (None, None, 0.25, None)}
    spread = {"activations": (None, (0.0, float(step), (3, 1)), None, None)} if histograms else {}
    return Measured(step, 1, LAYERS, figures, spread)


@pytest.fixture
def panel(window):
    window.docks.go_to("diagnostics")
    return window.run_panels.by_name["diagnostics"].panel()


def test_columns_are_steps_in_proportion():
    looks = [look(1), look(2), look(50), look(100)]
    rows = figure_rows(looks, "mean")
    assert rows.names == (LAYERS[1], LAYERS[3]) and rows.steps.tolist() == [1, 2, 50, 100]
    steps, values = in_columns(rows.steps, rows.values, 10)
    assert steps.tolist() == list(range(10, 101, 10))
    assert values[0] == pytest.approx([0.0015] * 4 + [0.05] * 5 + [0.1]) and values[1].tolist() == [1] * 10
    assert np.isnan(in_columns(rows.steps[2:], rows.values[:, 2:], 10)[1][:, :4]).all()
    assert figure_rows([], "mean").names == figure_rows(looks, "no such figure").names == ()


def test_histograms_come_to_one_range():
    rows = histogram_rows([look(2, histograms=True), look(3), look(4, histograms=True)], "activations", LAYERS[1], 4)
    assert rows.steps.tolist() == [2, 4] and rows.names == ("3.5", "2.5", "1.5", "0.5")
    assert rows.values.T.tolist() == [[0, 0, 0.25, 0.75], [0.125, 0.125, 0.375, 0.375]]
    assert not histogram_rows([look(1)], "activations", LAYERS[1]).names


def test_it_follows_the_run(panel, window, qtbot, tiny):
    assert panel.currentWidget() is panel.empty
    record = window.run_panels.record
    record.begin(tiny)
    record.follow([STARTED, look(1)])
    qtbot.waitUntil(lambda: panel.currentWidget() is panel.page)
    assert panel.layer.currentData() == LAYERS[1]
    assert [row[0] for row in panel.map.table()] == ["step", "1 Linear 16", "3 Linear 10"]
    record.follow([look(2), Steered(1, 1, "lr", 0.5), look(10, histograms=True)])
    qtbot.waitUntil(lambda: len(panel.curve.points("figure")[0]) == 3)
    assert panel.curve.points("figure")[1].tolist() == [0.001, 0.002, 0.01]
    assert [row for _, _, row in panel.curve._marks] == [None]  # its words stand on the side that has room
    assert "0.5" in panel.map.words(0, panel.map.column_of(1)) and "step 10" in panel.map.words(0, 9)
    panel.map.row_chosen.emit(1)
    assert panel.layer.currentData() == LAYERS[3] and panel.curve.points("figure")[1].tolist() == [1, 1, 1]
    panel.figure.setCurrentIndex(panel.figure.findData("dead"))
    panel._on_choice_activated()
    assert panel.layer.currentData() == LAYERS[2] and panel.map.end_text(1.0) == "100.0 %"  # the one that has it
    window.docks.by_name["diagnostics"].hide()
    record.follow([look(11)])
    panel.refresh()
    assert panel._shown[1] == 10
    window.docks.go_to("diagnostics")
    assert panel._shown[1] == 11


def test_every_figure_and_histogram_of_a_folder(panel, window, qtbot, tiny, tmp_path):
    told = list(train(tiny, out=tmp_path / "run"))
    looks = [event for event in told if isinstance(event, Measured)]
    with qtbot.waitSignal(window.run_panels.opened):
        window.run_panels.open(tmp_path / "run")
    assert isinstance(window.run_panels.record.now, Record)
    window.docks.go_to("diagnostics")
    qtbot.waitUntil(lambda: panel.currentWidget() is panel.page, timeout=20_000)
    for each in FIGURES:
        panel.figure.setCurrentIndex(panel.figure.findData(each.name))
        panel._on_choice_activated()
        rows = figure_rows(looks, each.name)
        assert rows.names and [row[0] for row in list(panel.map.table())[1:]], each.name
        assert panel.reading.toolTip() == each.advice
        assert not panel.map.grab().isNull()
    panel.layer.setCurrentIndex(panel.layer.findData(LAYERS[1]))
    for kind in ("activations", "gradients", "parameters"):
        panel.beside.setCurrentIndex(panel.beside.findData(kind))
        panel._on_choice_activated()
        assert panel.right.currentWidget() is panel.spread
        shares = [list(map(float, row[1:])) for row in list(panel.spread.table())[1:]]
        assert np.sum(shares, axis=0) == pytest.approx(1, rel=1e-3)
    steps = [event.loss for event in told if isinstance(event, StepDone)]
    qtbot.waitUntil(lambda: len(window.curves.loss.points("train")[0]) == len(steps))
    assert window.curves.loss.points("train")[1].tolist() == pytest.approx(steps, rel=1e-6)
    assert len(window.curves.gradient.points("gradient")[0]) == len(looks)


def test_a_run_that_goes_on_shows_what_came_before(panel, window, tiny, tmp_path):
    record = window.run_panels.record
    record.begin(tiny)
    record.follow([STARTED, RunResumed(5, 1), look(6)])
    earlier = Record(tiny, Path("run"), measured=[look(1), look(5), look(6), look(7)])
    record.precede(earlier, 5)
    assert [each.step for each in record.now.measured] == [1, 5, 6]
    panel.refresh()
    assert panel.curve.points("figure")[0].tolist() == [1, 5, 6]
    record.precede(Record(tiny, tmp_path, measured=[look(1)]), 5)
    assert len(record.now.measured) == 3  # that was another run


def test_what_is_off_can_be_switched_on(panel, window):
    assert panel.switch_on.isHidden()
    window.document.edit([SetValue("training.diagnostics", "off")], "off")
    panel.refresh()
    assert not panel.switch_on.isHidden() and "switched off" in panel.empty.words.text()
    panel.switch_on.click()
    panel.refresh()
    assert window.document.experiment.training.diagnostics == "auto" and panel.switch_on.isHidden()


def test_colours_of_a_figure():
    ratio = figure("update_ratio")
    assert ratio.coloured(np.array([1e-3, 1e-2, 0.0, 1e-9, np.nan]))[:4].tolist() == pytest.approx([0, 1, -3, -3])
    assert ratio.value(1.0) == pytest.approx(0.01)
    assert figure("gradient_norm").coloured(np.array([0.0, 1e-4, 1.0])).tolist() == pytest.approx([-4, -4, 0])


def test_round_steps_are_named_below_the_map(qtbot):
    made = StepMap()
    qtbot.addWidget(made)
    made.resize(500, 200)
    ends = np.round(np.linspace(0, 1688, 241)[1:]).astype(int)
    made.show_steps(np.ones((2, 240)), np.ones((2, 240)), ("a", "b"), ends.tolist())
    assert len(made.step_ticks()) > 3 and all(step % 100 == 0 for step in made.step_ticks())
    made.show_steps(np.full((1, 3), -2.0), np.full((1, 3), 0.01), ("a",), [1, 2, 3])
    assert made.step_ticks() == [0, 1, 2, 3]
    assert made._cell_text(0, 1) == "0.01"  # and not its logarithm, which is for the colours
