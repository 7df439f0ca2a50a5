"""Arrays are shown pixel by pixel, whatever their order of axes and kind of numbers."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from workbench.gui.widgets.pixel_view import ImageStrip, PixelView


@pytest.fixture
def view(qtbot) -> PixelView:
    made = PixelView(80)
    qtbot.addWidget(made)
    made.resize(80, 80)
    return made


def shown(view: PixelView, row: int, column: int, cells: int) -> QColor:
    """The colour on the screen in the middle of a pixel of a picture of `cells` rows."""
    image = view.grab().toImage()
    side = image.width() / cells
    return image.pixelColor(int((column + 0.5) * side), int((row + 0.5) * side))


def test_pixels_are_crisp_squares(view: PixelView) -> None:
    board = np.indices((4, 4)).sum(0) % 2
    view.set_image(board.astype(np.uint8) * 255)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).value() for x in range(80) for y in range(80)}
    assert colours == {0, 255}
    assert image.pixelColor(19, 19).value() == 0
    assert image.pixelColor(20, 19).value() == 255


@pytest.mark.parametrize(
    "array",
    [
        np.full((4, 4), 51, np.uint8),
        np.full((4, 4), 0.2, np.float32),
        np.full((1, 4, 4), 0.2),
        np.full((3, 4, 4), 51, np.uint8),
        np.full((4, 4, 3), 0.2, np.float32),
        np.full((4, 4, 1), 51, np.uint8),
        np.full((4, 4, 3), 51, np.uint8)[:, ::-1],
    ],
    ids=lambda array: f"{array.shape}-{array.dtype}",
)
def test_the_same_grey_from_every_kind_of_array(view: PixelView, array) -> None:
    view.set_image(array)
    assert shown(view, 1, 1, 4) == QColor(51, 51, 51)


def test_colours_keep_their_channels_and_places(view: PixelView) -> None:
    array = np.zeros((3, 2, 2), np.float32)
    array[0, 0, 1] = 1.0  # red at the top right
    array[2, 1, 0] = 1.0  # blue at the bottom left
    view.set_image(array)
    assert shown(view, 0, 1, 2) == QColor(255, 0, 0)
    assert shown(view, 1, 0, 2) == QColor(0, 0, 255)


def test_values_beyond_the_range_are_clipped_and_nan_is_black(view: PixelView) -> None:
    view.set_image(np.array([[-1.0, 2.0], [np.nan, np.inf]]))
    assert [shown(view, *at, 2).value() for at in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0, 255, 0, 255]


def test_a_range_of_ones_own_shows_normalised_pictures(view: PixelView) -> None:
    view.set_image(np.array([[-2.0, 0.0], [2.0, 1.0]]), low=-2.0, high=2.0)
    assert [shown(view, *at, 2).value() for at in ((0, 0), (0, 1), (1, 0))] == [0, 128, 255]


@pytest.mark.parametrize("shape", [(4,), (2, 5, 5), (0, 4), (1, 1, 4, 4), (4, 4, 7)])
def test_what_is_no_picture_is_refused(view: PixelView, shape) -> None:
    with pytest.raises(ValueError, match="no picture"):
        view.set_image(np.zeros(shape))


def test_the_mouse_reads_the_value_below_it(view: PixelView, monkeypatch) -> None:
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: said.append(text))
    values = np.arange(16, dtype=np.float32).reshape(4, 4) / 16
    view.set_image(values)
    at = QPointF(50, 30)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    view.mouseMoveEvent(event)
    assert said == ["row 1, column 2: 0.375"]
    view.set_image(np.full((3, 4, 4), 7, np.uint8))
    assert view.pixel_text(0, 0).endswith("7, 7, 7")
    assert view.pixel_at(QPoint(200, 10)) is None


def test_the_array_may_change_afterwards(view: PixelView) -> None:
    values = np.zeros((2, 2), np.uint8)
    view.set_image(values)
    values[:] = 255
    assert shown(view, 0, 0, 2).value() == 0
    assert view.pixel_text(0, 0).endswith(" 0")


def test_nothing_can_be_shown(view: PixelView) -> None:
    view.set_image(np.zeros((2, 2)))
    view.set_image(None)
    assert view.image() is None
    assert view.pixel_at(QPoint(1, 1)) is None
    view.grab()


def test_a_caption_gets_its_room_and_a_click_is_told(qtbot) -> None:
    plain, captioned, long = PixelView(50), PixelView(50, "rotated"), PixelView(50, "a long one", caption_lines=2)
    for view in (plain, captioned, long):
        qtbot.addWidget(view)
    assert plain.sizeHint().height() < captioned.sizeHint().height() < long.sizeHint().height()
    with qtbot.waitSignal(captioned.clicked):
        QTest.mouseClick(captioned, Qt.MouseButton.LeftButton)


def strip_of(qtbot, count: int, wrap: bool, width: int) -> ImageStrip:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    strip = ImageStrip(50, wrap=wrap)
    layout.addWidget(strip)
    layout.addStretch(1)
    strip.set_images([(f"step {index}", np.full((4, 4), index / 10)) for index in range(count)])
    window.resize(width, 400)
    window.show()
    strip.window_kept = window  # type: ignore[attr-defined]
    return strip


def test_a_strip_breaks_into_rows(qtbot) -> None:
    strip = strip_of(qtbot, 5, wrap=True, width=170)  # three per row
    assert [view.x() for view in strip.views()] == [0, 56, 112, 0, 56]
    assert strip.views()[3].y() > strip.views()[0].geometry().bottom()
    assert strip.height() >= strip.views()[4].geometry().bottom()
    assert all(view.isVisible() for view in strip.views())


def test_a_strip_of_one_row_counts_what_it_leaves_out(qtbot) -> None:
    strip = strip_of(qtbot, 5, wrap=False, width=170)
    assert [view.isVisible() for view in strip.views()] == [True, True, False, False, False]
    assert strip.left_out() == 3
    assert strip.height() < 80
    strip.window().resize(400, 400)
    assert strip.left_out() == 0


def test_a_strip_reuses_its_views_and_tells_which_was_clicked(qtbot) -> None:
    strip = strip_of(qtbot, 3, wrap=True, width=400)
    first = strip.views()[0]
    strip.set_images([("new", np.ones((2, 2))), ("other", np.zeros((2, 2)))])
    assert strip.views()[0] is first
    assert [view.caption() for view in strip.views()] == ["new", "other"]
    assert strip.views()[1].accessibleName() == "other"
    with qtbot.waitSignal(strip.clicked) as told:
        QTest.mouseClick(strip.views()[1], Qt.MouseButton.LeftButton)
    assert told.args == [1]
