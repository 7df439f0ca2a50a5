"""Curves are stored, drawn when visible, read, zoomed, smoothed, hidden, and written to files."""

import csv
import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from workbench.gui.theme import DARK, LIGHT, palette
from workbench.gui.widgets.curve_legend import LegendEntry
from workbench.gui.widgets.curve_menu import slider_of, weight_of
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.gui.widgets.plot_number import log_ticks, number, ticks


@pytest.fixture(autouse=True)
def _english_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def plot(qtbot, qapp):
    before = qapp.palette()
    qapp.setPalette(palette(LIGHT))
    made = CurvePlot("step", "loss")
    made.setObjectName("loss_plot")
    qtbot.addWidget(made)
    made.add_curve("train", "training loss", 0)
    made.add_curve("val", "validation loss", 1, "points")
    made.resize(500, 300)
    made.show()
    yield made
    qapp.setPalette(before)


@pytest.fixture
def drawn(plot: CurvePlot, qtbot) -> CurvePlot:
    """The plot with two curves, laid out."""
    plot.append("train", np.arange(100), np.linspace(2, 1, 100))
    plot.append("val", [0, 50, 99], [2.1, 1.6, 1.1])
    plot.refresh()
    qtbot.waitUntil(lambda: plot._area.plot_box().width() > 300)
    return plot


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) of int."""
    rgb = image.convertToFormat(QImage.Format.Format_RGBX8888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine() // 4, 4)
    return rows[:, : rgb.width(), :3].astype(int)


def near(image: QImage, colour: str) -> int:
    """The number of pixels of about that colour."""
    wanted = QColor(colour)
    return int((np.abs(pixels(image) - [wanted.red(), wanted.green(), wanted.blue()]).sum(-1) < 40).sum())


def in_colour(plot: CurvePlot, colour: str) -> int:
    """The number of pixels of about that colour where the curves are."""
    return near(plot.grab(plot._area.geometry()).toImage(), colour)


def entry(plot: CurvePlot, name: str) -> LegendEntry:
    found = plot.findChild(LegendEntry, f"legend_{name}")
    assert found is not None
    return found


def test_it_is_empty_at_first_and_says_what_to_do(plot: CurvePlot) -> None:
    plot.refresh()
    assert plot.is_empty()
    assert plot._area is None  # pyqtgraph is not loaded for nothing
    assert plot._empty.isVisible()
    plot.set_empty_text("Nothing yet")
    assert plot._empty.text() == "Nothing yet"


def test_points_are_kept_as_given(drawn: CurvePlot) -> None:
    drawn.append("train", 100, 0.5)
    xs, ys = drawn.points("train")
    assert len(xs) == 101
    assert (xs[-1], ys[-1]) == (100, 0.5)
    assert drawn.curve_names() == ["train", "val"]
    drawn.set_points("train", [1, 2], [3, 4])
    assert drawn.points("train")[1].tolist() == [3, 4]


def test_wrong_names_and_shapes_are_refused(plot: CurvePlot) -> None:
    with pytest.raises(KeyError):
        plot.append("test", [0], [0])
    with pytest.raises(ValueError, match="train"):
        plot.add_curve("train", "again")
    with pytest.raises(ValueError, match="go with"):
        plot.append("train", [0, 1], [0])
    with pytest.raises(ValueError, match=r"\[0, 1\)"):
        plot.set_smoothing(1.0)


def test_curves_are_drawn_in_their_colours(drawn: CurvePlot) -> None:
    assert in_colour(drawn, LIGHT.plot[0]) > 200
    assert in_colour(drawn, LIGHT.plot[1]) > 200
    assert in_colour(drawn, LIGHT.plot[2]) == 0


def test_nothing_is_drawn_while_it_is_hidden(plot: CurvePlot) -> None:
    plot.hide()
    plot.append("train", [0, 1], [0, 1])
    plot.refresh()
    assert plot._area is None
    plot.show()
    assert plot._area is not None
    assert not plot._empty.isVisible()


def test_only_what_changed_is_drawn_again(drawn: CurvePlot, monkeypatch) -> None:
    names = []
    monkeypatch.setattr(drawn._drawing, "_draw_curve", lambda area, curve: names.append(curve.name))
    drawn.refresh()
    assert names == []
    QTest.keyClick(drawn, Qt.Key.Key_Plus)
    names.clear()
    drawn.append("val", [100], [1.0])
    drawn.refresh()
    assert names == ["val"]


def test_the_view_follows_until_somebody_moves_it(drawn: CurvePlot) -> None:
    low, high = drawn._area.x_range()
    assert low <= 0 and high >= 99
    drawn.append("train", [1000], [1.0])
    drawn.refresh()
    assert drawn._area.x_range()[1] >= 1000
    QTest.keyClick(drawn, Qt.Key.Key_Plus)
    kept = drawn._area.x_range()
    assert not drawn.follows()
    drawn.append("train", [5000], [1.0])
    drawn.refresh()
    assert drawn._area.x_range() == kept


def test_the_view_follows_points_that_another_size_has_drawn_already(drawn: CurvePlot) -> None:
    drawn.append("train", np.arange(100, 200), np.linspace(1, 0.5, 100))
    drawn._area.range_changed.emit()  # as when the text of an axis grew wider
    drawn.refresh()
    assert drawn._area.x_range()[1] > 199


@pytest.mark.parametrize("way", ["key", "button", "double click", "menu"])
def test_there_are_four_ways_back(drawn: CurvePlot, way: str) -> None:
    fit = drawn.findChild(QToolButton, "curve_fit")
    assert fit.isHidden()
    QTest.keyClick(drawn, Qt.Key.Key_Right)
    assert not drawn.follows()
    assert fit.isVisible()
    if way == "key":
        QTest.keyClick(drawn, Qt.Key.Key_A)
    elif way == "button":
        fit.click()
    elif way == "double click":
        centre = drawn._area.plot_box().center().toPoint()
        QTest.mouseDClick(drawn._area.viewport(), Qt.MouseButton.LeftButton, pos=centre)
        QTest.mouseRelease(drawn._area.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    else:
        drawn.menu.follow.trigger()
    assert drawn.follows()
    assert drawn._area.x_range()[1] >= 99
    assert fit.isHidden()


def test_a_drag_pans(drawn: CurvePlot) -> None:
    view = drawn._area.viewport()
    start = drawn._area.plot_box().center().toPoint()
    before = drawn._area.x_range()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + QPoint(20 * step, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(100, 0))
    assert drawn._area.x_range()[0] < before[0]
    assert not drawn.follows()


def test_clear_takes_points_and_marks_and_keeps_curves(drawn: CurvePlot) -> None:
    drawn.mark(50, "lr 0.1")
    QTest.keyClick(drawn, Qt.Key.Key_Plus)
    drawn.clear()
    assert drawn.is_empty() and drawn.follows()
    assert drawn._empty.isVisible()
    assert drawn.curve_names() == ["train", "val"]
    assert not drawn._area._marks
    drawn.append("train", [0, 1], [5, 6])
    drawn.refresh()
    assert not drawn._empty.isVisible()
    assert drawn._area.x_range()[1] < 2


def test_marks_also_come_before_the_first_points(drawn: CurvePlot) -> None:
    drawn.mark(50, "lr 0.1")
    drawn.mark(60, "lr 0.01")
    assert [mark.value() for mark in drawn._area._marks] == [50, 60]
    assert drawn._area._marks[0].label.toPlainText() == "lr 0.1"


def test_marks_in_rows_have_their_text_on_the_left_one_below_the_other(drawn: CurvePlot) -> None:
    for row, x in enumerate((70, 72)):
        drawn.mark(x, f"at {x}", row)
    drawn.grab()
    boxes = [mark.label.mapRectToScene(mark.label.boundingRect()) for mark in drawn._area._marks]
    lines = [drawn._area.to_widget(x, 0).x() for x in (70, 72)]
    assert all(box.right() <= line + 1 for box, line in zip(boxes, lines, strict=True))
    assert boxes[1].top() >= boxes[0].bottom() - 1


def test_a_logarithmic_lower_axis(qtbot) -> None:
    plot = CurvePlot("rate", "loss", log_x=True)
    qtbot.addWidget(plot)
    plot.add_curve("train", "training loss")
    plot.resize(500, 300)
    plot.show()
    plot.append("train", [1e-6, 1e-3, 1.0], [3.0, 1.0, 2.0])
    plot.mark(1e-3, "here")
    plot.refresh()
    xs, _ = plot._area._lines["train"].getData()
    assert xs == pytest.approx([-6, -3, 0])
    assert plot._area.x_range() == pytest.approx((-6.12, 0.12))
    assert plot._area._marks[0].value() == pytest.approx(-3)
    assert plot._area._bottom.tickStrings([-3.0], 1.0, None) == ["0.001"]
    plot._on_area_hovered(-2.9)
    assert plot._readout._title == "rate 0.001"
    assert plot._readout._lines[0].place.x() == pytest.approx(plot._area.to_widget(-3, 0).x())
    plot._area.set_range((-1000, 1000), (0, 3))  # further than numbers reach
    plot.set_span(1e-8, 10.0)
    assert plot._area.x_range() == pytest.approx((-8.18, 1.18)) or not plot.follows()


def test_the_view_ends_at_the_ceiling_and_reaches_over_the_span(drawn: CurvePlot) -> None:
    drawn.append("train", [100], [1e12])
    drawn.set_ceiling(3.0)
    drawn.set_span(-50, 50)
    low, high = drawn._area._view.viewRange()[1]
    assert low < 1 and high == pytest.approx(3.0, abs=0.15)
    assert drawn._area.x_range() == pytest.approx((-53, 103))
    assert drawn.points("train")[1][-1] == 1e12
    drawn.set_ceiling(math.inf)
    drawn.set_span()
    assert drawn._area._view.viewRange()[1][1] > 1e12 and drawn._area.x_range()[0] == pytest.approx(-2)


def test_a_faint_curve_stands_behind(plot: CurvePlot) -> None:
    plot.add_curve("noise", "noise", 0, faint=True)
    for name in ("train", "noise"):
        plot.append(name, [0, 1], [1, 2])
    plot.refresh()
    strong, faint = (plot._area._lines[name].opts["pen"].color() for name in ("train", "noise"))
    assert strong == LIGHT.plot_color(0) and faint != strong
    assert plot._area._lines["noise"].zValue() < plot._area._lines["train"].zValue()


def test_a_click_on_the_legend_hides_and_shows(drawn: CurvePlot) -> None:
    QTest.mouseClick(entry(drawn, "val"), Qt.MouseButton.LeftButton)
    assert not drawn.is_curve_shown("val")
    assert in_colour(drawn, LIGHT.plot[1]) == 0
    entry(drawn, "val").setFocus()
    QTest.keyClick(entry(drawn, "val"), Qt.Key.Key_Space)
    assert drawn.is_curve_shown("val")
    assert in_colour(drawn, LIGHT.plot[1]) > 200
    drawn.set_curve_shown("train", False)
    assert not entry(drawn, "train").isChecked()


def test_smoothing_draws_a_strong_average_over_a_faint_curve(plot: CurvePlot, qtbot) -> None:
    noise = np.random.default_rng(0).normal(size=3000)
    plot.append("train", np.arange(3000), noise)
    plot.refresh()
    qtbot.waitUntil(lambda: plot._area.plot_box().width() > 300)
    strong = in_colour(plot, LIGHT.plot[0])
    plot.set_smoothing(0.99)
    assert plot.smoothing() == 0.99
    assert 0 < in_colour(plot, LIGHT.plot[0]) < strong / 3
    assert "train/average" in plot._area._lines
    plot.set_smoothing(0.0)
    assert "train/average" not in plot._area._lines


def test_the_read_out_says_x_and_every_value(drawn: CurvePlot) -> None:
    title, lines = drawn.readout(50.2)
    assert title == "step 50"
    assert lines == [("training loss", number(np.linspace(2, 1, 100)[50])), ("validation loss", "1.6")]
    drawn.set_curve_shown("train", False)
    assert [label for label, _ in drawn.readout(50)[1]] == ["validation loss"]


def test_the_mouse_brings_the_read_out_and_takes_it_away(drawn: CurvePlot) -> None:
    QTest.mouseMove(drawn._area.viewport(), drawn._area.plot_box().center().toPoint())
    assert drawn._readout.isVisible()
    drawn.grab()
    before = drawn._readout._title
    drawn.append("train", [400], [1.0])  # the curves move below a mouse that rests
    drawn.refresh()
    assert drawn._readout._title != before
    QTest.mouseMove(drawn._area.viewport(), QPoint(1, 1))
    assert not drawn._readout.isVisible()


def test_logarithmic_scale_leaves_out_what_has_no_logarithm(plot: CurvePlot) -> None:
    plot.append("train", [0, 1, 2, 3, 4], [100.0, 1.0, 0.0, -5.0, 0.01])
    plot.set_log_y(True)
    plot.refresh()
    low, high = plot._area._view.viewRange()[1]
    assert low == pytest.approx(-2.2) and high == pytest.approx(2.2)
    _, ys = plot._area._lines["train"].getData()
    assert np.isnan(ys[2]) and np.isnan(ys[3])
    assert ys[0] == pytest.approx(2.0)
    QTest.keyClick(plot, Qt.Key.Key_L)
    assert not plot.log_y()


@pytest.mark.parametrize("values", [[math.nan, math.nan], [3.0, 3.0], [0.0, 0.0], [1e308, -1e308], [1e-300, 2e-300]])
@pytest.mark.parametrize("log_y", [False, True])
def test_strange_values_do_no_harm(plot: CurvePlot, values: list[float], log_y: bool) -> None:
    plot.set_smoothing(0.5)
    plot.append("train", [0, 1], values)
    plot.set_log_y(log_y)
    plot.refresh()
    plot.grab()
    plot.readout(0.5)
    low, high = plot._area._view.viewRange()[1]
    assert low < high


def test_the_theme_is_followed(drawn: CurvePlot, qapp, qtbot) -> None:
    qapp.setPalette(palette(DARK))
    qtbot.waitUntil(lambda: in_colour(drawn, DARK.plot[0]) > 200)
    assert in_colour(drawn, LIGHT.plot[1]) == 0


# ---- what can be taken from it


def saved(plot: CurvePlot, qtbot, save, path: Path) -> Path:
    with qtbot.waitSignal(plot.saved) as told:
        save(path)
    assert told.args == [str(path)]
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return path


def test_csv_has_a_row_per_x_and_a_column_per_curve(plot: CurvePlot, qtbot, tmp_path: Path) -> None:
    plot.append("train", [0, 1, 2, 3], [0.5, math.nan, 1 / 3, 1e-12])
    plot.append("val", [1, 2.5], [10, 20])
    path = saved(plot, qtbot, plot.menu.save_csv, tmp_path / "curves 数字.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["step", "train", "val"],
        ["0", "0.5", ""],
        ["1", "nan", "10"],
        ["2", "0.333333333", ""],
        ["2.5", "", "20"],
        ["3", "1e-12", ""],
    ]


def test_a_long_csv_is_written_between_other_events(plot: CurvePlot, qtbot, tmp_path: Path) -> None:
    plot.append("train", np.arange(30_000), np.arange(30_000) / 7)
    path = tmp_path / "long.csv"
    turns = []
    with qtbot.waitSignal(plot.saved):
        plot.menu.save_csv(path)
        assert not path.exists()  # never half a file under the name
        plot.append("train", [30_000], [1.0])  # goes on while the file is written
        turns.append(True)
    table = np.genfromtxt(path, delimiter=",", names=True)
    assert np.allclose(table["train"], np.arange(30_000) / 7)


def test_png_and_svg_show_the_plot(drawn: CurvePlot, qtbot, tmp_path: Path) -> None:
    (tmp_path / "png").mkdir()
    (tmp_path / "svg").mkdir()
    image = QImage(str(saved(drawn, qtbot, drawn.menu.save_png, tmp_path / "png" / "loss.png")))
    assert image.width() == 2 * drawn.figure().width()
    assert near(image, LIGHT.card) > 1000 and near(image, LIGHT.plot[0]) > 200
    root = ElementTree.parse(saved(drawn, qtbot, drawn.menu.save_svg, tmp_path / "svg" / "loss.svg")).getroot()
    text = " ".join(root.itertext())
    assert "training loss" in text and "step" in text
    assert not root.findall(".//{*}image")


def test_the_picture_can_be_copied(drawn: CurvePlot) -> None:
    drawn.menu.copy_picture()
    assert near(QGuiApplication.clipboard().image(), LIGHT.plot[0]) > 200


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_file_that_cannot_be_written_is_said(drawn: CurvePlot, qtbot, tmp_path: Path, kind: str) -> None:
    with qtbot.waitSignal(drawn.failed) as told:
        getattr(drawn.menu, f"save_{kind}")(tmp_path / "no such folder" / f"x.{kind}")
    assert "no such folder" in told.args[0]


def test_the_menu_shows_and_changes_the_state(plot: CurvePlot) -> None:
    plot.set_smoothing(0.9)
    plot.menu.aboutToShow.emit()
    assert plot.menu.slider.value() == 20
    assert not plot.menu.log_y.isChecked()
    plot.menu.slider.setValue(40)
    assert plot.smoothing() == pytest.approx(0.99)
    plot.menu.log_y.trigger()
    assert plot.log_y()
    assert all(slider_of(weight_of(value)) == value for value in range(61))


def test_every_control_says_what_it_is(plot: CurvePlot) -> None:
    controls = [*plot.findChildren(QToolButton), *plot.findChildren(LegendEntry), plot.menu.slider]
    controls = [control for control in controls if control.objectName().startswith(("curve_", "legend_"))]
    assert len(controls) == 5
    assert all(control.toolTip() and control.accessibleName() for control in controls)


def test_a_compact_plot_has_neither_legend_nor_buttons(qtbot) -> None:
    plot = CurvePlot(compact=True)
    qtbot.addWidget(plot)
    plot.add_curve("lr", "learning rate")
    plot.resize(200, 80)
    plot.show()
    plot.set_points("lr", [0, 1], [0, 1])
    plot.refresh()
    assert not any(each.isVisible() for each in [*plot.findChildren(QToolButton), *plot.findChildren(LegendEntry)])


# ---- numbers


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (1200, "1,200"), (0.00035, "0.00035"), (2.5, "2.5"), (1 / 3, "0.3333"), (123456.7, "123,457"),
        (1.5e-7, "1.5e-07"), (-0.5, "-0.5"), (math.inf, "inf"),
    ],
)  # fmt: skip
def test_numbers_are_written_for_people(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3, 1800), (0.001, 0.0013), (5, 5), (0, math.inf)])
def test_ticks_are_round_few_and_inside(low: float, high: float) -> None:
    step, values = ticks(low, high, 5)
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)
    if low < high < math.inf:
        assert 2 <= len(values) <= 6
        assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in (1, 2, 5)


@pytest.mark.parametrize(("low", "high"), [(-4, 3), (0.1, 0.2), (-1, 1), (-30, 30)])
def test_logarithmic_ticks_are_round_few_and_inside(low: float, high: float) -> None:
    values = log_ticks(low, high, 6)
    assert 2 <= len(values) <= 12
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)


def test_the_texts_of_marks_that_are_near_stand_below_one_another(drawn: CurvePlot) -> None:
    for x in (10, 12, 14, 98, *range(16, 30, 2)):
        drawn.mark(x, "lr 0.0005")
    drawn.grab()
    labels = [mark.label for mark in drawn._area._marks if mark.label.isVisible()]
    boxes = [label.mapRectToScene(label.boundingRect()) for label in labels]
    assert 4 < len(boxes) < 11, "those without room are left out"
    assert not any(a.adjusted(2, 2, -2, -2).intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert all(drawn._area.plot_box().adjusted(-1, -1, 1, 1).contains(box) for box in boxes)


def test_points_that_came_before_another_size_are_in_view(drawn):
    drawn.append("train", [100, 101], [1.0, 9.0])
    drawn._area.range_changed.emit()  # the plot is given another size before it is refreshed
    drawn.refresh()
    (_, highest_x), (_, highest_y) = drawn._area._view.viewRange()
    assert highest_x >= 101 and highest_y >= 9
