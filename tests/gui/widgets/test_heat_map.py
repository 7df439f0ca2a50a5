"""A matrix in colours: what a click means, what is said, what is taken away."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from workbench.gui.theme import DARK, LIGHT
from workbench.gui.widgets.cell_window import CellWindow, strongest
from workbench.gui.widgets.colour_maps import diverging, ink_on, ramp, sequential
from workbench.gui.widgets.heat_map import HeatMap


@pytest.fixture
def heat_map(qtbot):
    made = HeatMap()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_matrix([[5, 0, 1], [2, float("nan"), 3]], ("cat", "dog"), ("a", "b", "c"), unit="samples")
    made.show()
    return made


def middle(heat_map, row, column) -> QPoint:
    return heat_map.cell_rect(row, column).center().toPoint()


def test_a_click_names_the_cell_the_row_or_the_column(heat_map, qtbot):
    with qtbot.waitSignal(heat_map.cell_chosen) as cell:
        qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, 1, 2))
    assert cell.args == [1, 2]
    with qtbot.waitSignal(heat_map.row_chosen) as row:
        qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=QPoint(3, middle(heat_map, 1, 0).y()))
    assert row.args == [1]
    with qtbot.waitSignal(heat_map.column_chosen) as column:
        below = QPoint(middle(heat_map, 0, 1).x(), round(heat_map.box().bottom()) + 8)
        qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=below)
    assert column.args == [1]


def test_the_keys_go_from_cell_to_cell_and_stay_inside(heat_map, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(heat_map, key)
    assert heat_map.current() == (1, 1)
    with qtbot.waitSignal(heat_map.cell_chosen) as cell:
        qtbot.keyClick(heat_map, Qt.Key.Key_Return)
    assert cell.args == [1, 1]


def test_a_cell_says_its_names_and_its_number(heat_map):
    assert heat_map.words(1, 2).split("\n") == ["dog", "c", "3 samples"]
    assert heat_map.words(1, 1).split("\n")[-1] == "nothing"


def test_the_table_has_names_and_numbers(heat_map, tmp_path):
    heat_map.menu.save_csv(tmp_path / "matrix.csv")
    rows = list(csv.reader((tmp_path / "matrix.csv").read_text(encoding="utf-8").splitlines()))
    assert rows == [["", "a", "b", "c"], ["cat", "5", "0", "1"], ["dog", "2", "", "3"]]


def test_names_must_fit_the_values(heat_map):
    with pytest.raises(ValueError, match="2 rows"):
        heat_map.set_matrix([[1.0]], ("a", "b"), ("c",))


def test_one_mistake_among_a_thousand_classes_is_seen_and_found(heat_map, qtbot):
    values = np.zeros((1000, 1000))
    values[700, 21] = 1
    names = [f"class {number}" for number in range(1000)]
    heat_map.set_matrix(values, names, names, low=0.0)
    shown = heat_map.grab().toImage()
    box = heat_map.box()
    at = heat_map.cell_rect(700, 21).center().toPoint()
    colours = {
        shown.pixelColor(x, y).name() for x in range(at.x() - 1, at.x() + 2) for y in (at.y() - 1, at.y(), at.y() + 1)
    }
    assert colours - {shown.pixelColor(round(box.center().x()), round(box.center().y())).name()}
    corner = QPoint(round(heat_map.cell_rect(0, 20).left()), round(heat_map.cell_rect(699, 0).top()))
    with qtbot.waitSignal(heat_map.cell_chosen) as cell:
        qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=corner)
    assert cell.args == [700, 21]


def test_looking_closer_keeps_the_place_and_a_drag_is_no_click(heat_map, qtbot):
    names = [str(number) for number in range(50)]
    heat_map.set_matrix(np.eye(50), names, names)
    before = heat_map.cell_rect(40, 30).center()
    heat_map.zoom(0.2, (40, 30))
    moved = heat_map.cell_rect(40, 30).center() - before
    assert heat_map.cell_rect(40, 30).width() > 20 and moved.manhattanLength() < 2 * heat_map.cell_rect(0, 0).width()
    chosen = []
    heat_map.cell_chosen.connect(lambda *cell: chosen.append(cell))
    start = middle(heat_map, 40, 30)
    qtbot.mousePress(heat_map, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(heat_map, start + QPoint(60, 0))
    qtbot.mouseRelease(heat_map, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert not chosen and heat_map.cell_rect(40, 30).center().x() > start.x() + 20
    heat_map.choose(0, 49)
    assert heat_map.box().contains(heat_map.cell_rect(0, 49).center())
    qtbot.keyClick(heat_map, Qt.Key.Key_A)
    assert heat_map.cell_rect(40, 30).center() == before


def test_names_are_cut_only_where_they_stay_different(heat_map):
    for names, apart in ((("zero1", "one22", "two33"), True), (("class_1", "class_2", "class_3"), False)):
        heat_map.set_matrix(np.eye(3), names, names)
        assert heat_map._told_apart(heat_map.fontMetrics().horizontalAdvance("class…")) == apart


def test_a_window_stays_inside_and_what_shares_a_place_is_its_strongest():
    window = CellWindow()
    window.set_size(100, 7)
    for _ in range(20):
        window.zoom(0.5, 99, 0)
    assert (window.rows, window.columns) == (range(96, 100), range(4))
    window.set_size(100, 7)
    assert not window.whole  # newer figures of the same classes
    for _ in range(20):
        window.zoom(2, 99, 0)
    assert window.whole
    values = np.array([[0.0, -3.0, 1.0, np.nan], [2.0, 0.0, np.nan, np.nan]])
    found = strongest(values, 1, 2)
    assert found[0, 0] == -3 and found[0, 1] == 1
    assert np.isnan(strongest(np.full((3, 3), np.nan), 1, 1)).all()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_lightness_alone_carries_the_order(tokens):
    """So that nobody has to tell colours apart; what is written on them can be read."""
    for colours in (ramp(np.linspace(0, 1, 64), tokens), sequential(np.linspace(0, 1, 64))):
        luminance = colours.astype(float) @ [0.2126, 0.7152, 0.0722]
        steps = np.diff(luminance)
        assert (steps > -0.7).all() or (steps < 0.7).all()
        assert all(_contrast(colour, ink_on(tuple(map(int, colour)))) > 4.4 for colour in colours)
    below, zero, above = diverging(np.array([-1.0, 0.0, 1.0]), tokens).astype(int)
    assert tuple(zero) == tokens.color("card").getRgb()[:3]
    assert below[2] > below[0]
    assert above[0] > above[2]


def _contrast(colour, ink) -> float:
    first, second = sorted((_luminance(colour), _luminance(ink.getRgb()[:3])), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour) -> float:
    linear = [c / 12.92 if (c := v / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for v in colour]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))
