"""The widgets of the panel that looks into a model: tiles, one large map, bars, and a number worked out by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from workbench.evaluation.inspect.by_hand import ByHand
from workbench.gui.inspect.bar_view import BarView
from workbench.gui.inspect.hand_view import HandView
from workbench.gui.inspect.map_view import MapView
from workbench.gui.inspect.marks import Mark
from workbench.gui.inspect.painting import coloured, fixed, scale_of, smaller
from workbench.gui.inspect.tile_grid import TileGrid
from workbench.gui.inspect.token_view import TokenView
from workbench.gui.widgets.colour_maps import diverging, sequential


def test_zero_has_the_middle_of_the_colours_where_numbers_have_signs():
    values = np.array([[-1.0, 0.0, 4.0, np.nan]], np.float32)
    scale = scale_of(values)
    assert scale.signed and (scale.low, scale.high) == (-4.0, 4.0)
    found = coloured(values, scale)
    wanted = diverging(np.array([-0.25, 0.0, 1.0]))
    assert (found[0, :3] == wanted).all() and (found[0, 3] == 128).all()
    unsigned = scale_of(values[:, 1:3])
    assert not unsigned.signed and (coloured(values[:, 1:3], unsigned)[0] == sequential(np.array([0.0, 1.0]))).all()


def test_a_map_that_is_all_alike_and_one_without_numbers_have_a_scale():
    assert scale_of(np.full((2, 2), 3.0)).high > 3.0
    assert (coloured(np.full((2, 2), np.nan), scale_of(np.full((2, 2), np.nan))) == 128).all()


def test_large_maps_are_shown_by_means_of_blocks():
    values = np.arange(64, dtype=np.float32).reshape(8, 8)
    assert smaller(values, 4).tolist() == values.reshape(4, 2, 4, 2).mean(axis=(1, 3)).tolist()
    assert smaller(values, 5) is values


@pytest.mark.parametrize(
    ("value", "end", "said"),
    [(-0.0234, 0.09, "−.023"), (2.8215, 3, "2.82"), (-12.34, 20, "−12.3"), (0.0, 0.05, ".000"), (3e-5, 1e-4, "3e−5")],
)
def test_numbers_of_a_table_are_short(value, end, said):
    assert fixed(value, end) == said


def test_tiles_are_chosen_by_mouse_and_keys_and_say_the_number_under_the_mouse(qtbot):
    grid = TileGrid()
    qtbot.addWidget(grid)
    grid.resize(200, 200)
    grid.show()
    grid.set_maps(np.arange(6 * 4 * 5, dtype=np.float32).reshape(6, 4, 5))
    chosen, opened = [], []
    grid.chosen.connect(chosen.append)
    grid.opened.connect(opened.append)
    box = grid._picture(2)
    at = QPoint(round(box.left() + box.width() * 0.9), round(box.top() + box.height() * 0.6))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [2] and grid.pixel_at(at) == (2, 2, 4)
    assert "54" in grid.words(2, (2, 4))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_End)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen == [2, 3, 5] and opened == [5]
    assert grid.scale(0).high == 19.0
    grid.set_common(True)
    assert grid.scale(0).high == 119.0


def test_all_tiles_are_in_sight_where_there_is_room(qtbot):
    grid = TileGrid()
    qtbot.addWidget(grid)
    grid.resize(300, 170)
    grid.show()
    grid.set_maps(np.zeros((32, 26, 26), np.float32))
    assert grid.verticalScrollBar().maximum() == 0
    grid.set_side(100)
    assert grid.verticalScrollBar().maximum() > 0


def test_the_arrow_keys_go_over_the_pixels_of_a_map_and_stop_at_its_edge(qtbot):
    view = MapView()
    qtbot.addWidget(view)
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    view.set_map(values, scale_of(values))
    chosen = []
    view.chosen.connect(lambda row, column: chosen.append((row, column)))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    assert chosen == [(1, 2), (1, 3), (1, 3), (0, 3), (0, 3)]
    view.set_map(values[:, :2], scale_of(values))
    assert view.pixel() is None


def test_bars_that_do_not_fit_are_scrolled_to(qtbot):
    bars = BarView()
    qtbot.addWidget(bars)
    bars.resize(120, 80)
    bars.show()
    bars.set_values(np.linspace(-1, 1, 500))
    QTest.keyClick(bars, Qt.Key.Key_End)
    assert bars.current() == 499 and bars.horizontalScrollBar().value() == bars.horizontalScrollBar().maximum() > 0


def by_hand(window, kernel, bias, result, kind="Conv2d", operation="sum") -> ByHand:
    products = None if kernel is None else window * kernel
    return ByHand(
        "model.layers[0]", kind, (0, 0, 0), operation, window, np.ones(window.shape, bool), (0,) * window.ndim,
        (1,) * window.ndim, result, result, kernel, products, bias, divisor=window.size,
    )  # fmt: skip


def test_a_convolution_is_worked_out_channel_by_channel(qtbot):
    view = HandView()
    qtbot.addWidget(view)
    window = np.arange(18, dtype=np.float32).reshape(2, 3, 3)
    kernel = np.full((2, 3, 3), 0.5, np.float32)
    view.set_hand(by_hand(window, kernel, 1.0, 77.5))
    assert [block.total for block in view.blocks.blocks()] == [18.0, 58.5]
    assert "18 + 58.5 = 76.5" in view.result.text() and "77.5" in view.result.text()
    assert view.table()[0] == ["axis 0", "axis 1", "axis 2", "input", "weight", "product"] and len(view.table()) == 19


def test_of_a_linear_layer_the_largest_products_come_first_unless_the_order_is_wanted(qtbot):
    view = HandView()
    qtbot.addWidget(view)
    window, kernel = np.arange(20, dtype=np.float32), np.ones(20, np.float32)
    view.set_hand(by_hand(window, kernel, None, 190.0, "Linear"))
    assert view.blocks.blocks()[0].heads[:2] == ("19", "18")
    view.set_by_size(False)
    assert view.blocks.blocks()[0].heads[:2] == ("0", "1")
    assert sum(block.total for block in view.blocks.blocks()) == 190.0


def test_pooling_says_the_greatest_or_the_mean_and_what_cannot_be_worked_out_says_why(qtbot):
    view = HandView()
    qtbot.addWidget(view)
    window = np.array([[1, 2], [3, 6]], np.float32)
    view.set_hand(by_hand(window, None, None, 6.0, "MaxPool2d", "maximum"))
    assert "greatest" in view.result.text() and view.blocks.blocks()[0].kernel is None
    view.set_hand(by_hand(window, None, None, 3.0, "AvgPool2d", "mean"))
    assert "12 / 4" in view.result.text()
    view.set_hand(None, "Choose another.")
    assert not view.blocks.blocks() and view.result.isHidden()


def test_a_kernel_of_5_by_5_and_its_sum_are_seen_at_once_in_a_low_panel(qtbot):
    view = HandView()
    qtbot.addWidget(view)
    view.resize(430, 170)
    view.show()
    window = np.linspace(-0.42, 2.82, 25, dtype=np.float32).reshape(1, 5, 5)
    view.set_hand(by_hand(window, window * -0.1, 0.01, 1.0))
    blocks = view.blocks
    assert blocks.verticalScrollBar().maximum() == blocks.horizontalScrollBar().maximum() == 0
    assert (
        view.result.geometry().bottom() <= view.height() and blocks.geometry().bottom() < view.result.geometry().top()
    )
    small = blocks._cell()
    view.resize(900, 500)
    assert blocks._cell() > small  # where there is room, the numbers are large


def test_blocks_stand_side_by_side_where_all_are_seen_then_and_scroll_one_below_the_other_else(qtbot):
    view = HandView()
    qtbot.addWidget(view)
    view.resize(760, 190)
    view.show()
    window = np.ones((3, 3, 3), np.float32)
    view.set_hand(by_hand(window, window, 0.0, 27.0))
    assert view.blocks.verticalScrollBar().maximum() == 0 and view.blocks._across > 1
    window = np.ones((64, 3, 3), np.float32)
    view.set_hand(by_hand(window, window, 0.0, 576.0))
    assert view.blocks.verticalScrollBar().maximum() > 0 == view.blocks.horizontalScrollBar().maximum()


def test_the_part_around_a_dot_that_is_nearest_says_its_words(qtbot):
    view = MapView()
    qtbot.addWidget(view)
    view.set_picture(np.zeros((8, 8, 3), np.uint8))
    view.set_marks([Mark((0, 0, 4, 4), "first"), Mark((2, 2, 6, 6), "second")])
    assert [view.words(*at).partition("\n")[2] for at in ((0, 0), (2, 2), (3, 3), (7, 7))] == [
        "first", "first", "second", "",
    ]  # fmt: skip


def test_notes_of_tokens_stand_behind_them(qtbot):
    view = TokenView()
    qtbot.addWidget(view)
    values = np.array([0.5, -0.25], np.float32)
    view.set_tokens(["not", "good"], values, scale_of(values), ["", "→ bad"])
    assert view.toPlainText().replace("\xa0", " ").split() == ["not", "good", "→", "bad"]
