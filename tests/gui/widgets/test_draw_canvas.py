"""Drawing with mouse, keyboard, clipboard and files gives the picture that one sees, and can be taken back."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QPainter, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPushButton

from workbench.gui.widgets import ink_image
from workbench.gui.widgets.draw_canvas import DEFAULT_PEN_SIZE, SIDE, DrawCanvas

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot) -> DrawCanvas:
    made = DrawCanvas()
    qtbot.addWidget(made)
    made.resize(284, 284)  # the square inside is as large as the image: 280
    made.show()
    return made


def stroke(canvas: DrawCanvas, *points: tuple[int, int], button=LEFT) -> None:
    """Draws through points of the image."""
    square = canvas._square()
    at = [(square.topLeft() + QPointF(x, y) * square.width() / SIDE).toPoint() for x, y in points]
    QTest.mousePress(canvas, button, NONE, at[0])
    for point in at[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, button, NONE, at[-1])


def test_it_is_empty_at_first(canvas: DrawCanvas) -> None:
    assert canvas.is_empty()
    assert not canvas.can_undo()
    image = canvas.image()
    assert (image.shape, image.dtype, image.max()) == ((SIDE, SIDE), np.uint8, 0)


def test_a_stroke_is_white_and_as_broad_as_the_pen(canvas: DrawCanvas) -> None:
    stroke(canvas, (60, 140), (220, 140))
    image = canvas.image()
    assert image[140, 100] == image[140, 218] == 255
    column = image[:, 140].astype(float) / 255
    assert column.sum() == pytest.approx(DEFAULT_PEN_SIZE, abs=0.6)
    assert image[140, 60 - DEFAULT_PEN_SIZE // 2 + 2] > 0  # a round end
    assert image[140 - DEFAULT_PEN_SIZE // 2 + 1, 60 - DEFAULT_PEN_SIZE // 2 + 1] == 0
    assert set(np.unique(image)) - {0, 255}  # antialiased


def test_a_click_is_a_dot(canvas: DrawCanvas) -> None:
    stroke(canvas, (100, 100))
    area = (canvas.image().astype(float) / 255).sum()
    assert area == pytest.approx(np.pi * (DEFAULT_PEN_SIZE / 2) ** 2, rel=0.03)


def test_corners_are_smooth_and_end_where_the_mouse_was(canvas: DrawCanvas) -> None:
    canvas.set_pen_size(8)
    stroke(canvas, (40, 240), (140, 40), (240, 240))
    image = canvas.image()
    assert image[40, 140] == 0  # the corner is cut by the curve
    assert image[70:150, 140].max() == 255
    assert image[239, 239] == 255
    assert image[239, 41] == 255


def test_the_image_follows_every_move_within_a_stroke(canvas: DrawCanvas, qtbot) -> None:
    QTest.mousePress(canvas, LEFT, NONE, QPoint(50, 50))
    with qtbot.waitSignal(canvas.stroke_changed):
        QTest.mouseMove(canvas, QPoint(200, 50))
    assert canvas.image()[48, 195] == 255
    with qtbot.waitSignal(canvas.stroke_changed):
        QTest.mouseMove(canvas, QPoint(200, 200))
    assert canvas.image()[195, 198] == 255
    QTest.mouseRelease(canvas, LEFT, NONE, QPoint(200, 200))


@pytest.mark.parametrize("size", [(284, 284), (124, 124), (600, 300)])
def test_the_image_does_not_depend_on_the_size_of_the_widget(qtbot, size) -> None:
    canvas = DrawCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    stroke(canvas, (70, 70), (210, 210))
    image = canvas.image()
    assert image.shape == (SIDE, SIDE)
    assert image[140, 140] == 255
    assert image[70, 210] == 0


def test_undo_and_redo_strokes_and_clear(canvas: DrawCanvas) -> None:
    stroke(canvas, (50, 50), (100, 50))
    one = canvas.image()
    stroke(canvas, (50, 200), (100, 200))
    two = canvas.image()
    canvas.clear()
    assert canvas.is_empty()
    for expected in (two, one):
        canvas.undo_stroke()
        assert np.array_equal(canvas.image(), expected)
    canvas.undo_stroke()
    assert canvas.is_empty()
    assert not canvas.can_undo()
    canvas.redo_stroke()
    canvas.redo_stroke()
    assert np.array_equal(canvas.image(), two)
    stroke(canvas, (10, 10))
    canvas.undo_stroke()
    stroke(canvas, (10, 10))
    assert not canvas.can_redo()


def test_the_right_button_and_the_eraser_erase(canvas: DrawCanvas, qtbot) -> None:
    stroke(canvas, (50, 140), (230, 140))
    stroke(canvas, (140, 140), button=RIGHT)
    assert canvas.image()[140, 140] == 0
    assert canvas.image()[140, 100] == 255
    with qtbot.waitSignal(canvas.eraser_changed):
        canvas.set_eraser(True)
    stroke(canvas, (100, 140))
    assert canvas.image()[140, 100] == 0


def test_erasing_nothing_is_nothing_to_undo(canvas: DrawCanvas) -> None:
    stroke(canvas, (140, 140), button=RIGHT)
    canvas.clear()
    assert not canvas.can_undo()


def test_the_pen_has_limits(canvas: DrawCanvas, qtbot) -> None:
    with qtbot.waitSignal(canvas.pen_size_changed) as told:
        canvas.set_pen_size(1000)
    assert told.args == [canvas.pen_size()] == [64]
    canvas.setFocus()
    QTest.keyClicks(canvas, "[[")
    assert canvas.pen_size() == 60


def test_a_tablet_draws_by_pressure_and_erases_with_its_other_end(canvas: DrawCanvas) -> None:
    def tablet(kind: QEvent.Type, x: int, pressure: float, pointer=QPointingDevice.PointerType.Pen) -> None:
        device = QPointingDevice(
            "pen", 1, QPointingDevice.DeviceType.Stylus, pointer, QPointingDevice.Capability.Pressure, 1, 1
        )
        at, buttons = QPointF(x, 140), LEFT
        event = QTabletEvent(kind, device, at, at, pressure, 0, 0, 0, 0, 0, NONE, LEFT, buttons)
        canvas.tabletEvent(event)
        assert event.isAccepted()

    for pointer, expected in ((QPointingDevice.PointerType.Pen, 255), (QPointingDevice.PointerType.Eraser, 0)):
        tablet(QEvent.Type.TabletPress, 60, 0.1, pointer)
        for x, pressure in ((100, 0.1), (140, 0.5), (200, 1.0), (240, 1.0)):
            tablet(QEvent.Type.TabletMove, x, pressure, pointer)
        if expected:
            light, firm = (canvas.image()[:, x].astype(float).sum() for x in (80, 210))
            assert 0 < light < 0.7 * firm
        tablet(QEvent.Type.TabletRelease, 240, 0.0, pointer)
        assert canvas.image()[138, 150] == expected


def test_keys_draw_undo_and_clear(canvas: DrawCanvas) -> None:
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    for _ in range(10):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    image = canvas.image()
    assert image[140, 140] == image[140, 199] == 255
    assert image[140, 120] == 0
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.is_empty()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(canvas.image(), image)


def test_undo_within_it_is_not_the_undo_of_the_window(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas, beside = DrawCanvas(), QPushButton("beside")
    window.setCentralWidget(canvas)
    window.statusBar().addWidget(beside)
    undone = []
    action = window.menuBar().addAction("Undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: undone.append(True))
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    stroke(canvas, (50, 50), (100, 50))
    canvas.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.is_empty()
    assert not undone
    beside.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone


def test_an_array_becomes_the_drawing(canvas: DrawCanvas, qtbot) -> None:
    small = np.zeros((28, 28), np.uint8)
    small[10:18, 10:18] = 200
    with qtbot.waitSignal(canvas.stroke_changed):
        canvas.set_image(small)
    assert canvas.image()[140, 140] == 200
    assert canvas.image()[20, 20] == 0
    canvas.undo_stroke()
    assert canvas.is_empty()
    exact = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE), dtype=np.uint8)
    canvas.set_image(exact)
    assert np.array_equal(canvas.image(), exact)
    with pytest.raises(ValueError, match="uint8"):
        canvas.set_image(np.zeros((28, 28)))  # type: ignore[arg-type]


def digit(ground: str, ink: str, size: tuple[int, int] = (400, 200)) -> QImage:
    image = QImage(*size, QImage.Format.Format_ARGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.fillRect(size[0] // 2 - 10, 20, 20, size[1] - 40, QColor(ink))
    painter.end()
    return image


@pytest.mark.parametrize(
    ("ground", "ink"),
    [("white", "black"), ("black", "white"), ("#ddd", "#224"), ("transparent", "black"), ("transparent", "white")],
)  # fmt: skip
def test_pasted_ink_is_light_whatever_the_picture(canvas: DrawCanvas, ground: str, ink: str) -> None:
    QGuiApplication.clipboard().setImage(digit(ground, ink))
    assert canvas.paste()
    image = canvas.image()
    assert image[140, 140] > 180  # the ink in the middle
    assert image[140, 60] < 60  # the ground
    assert image[10, 140] == 0  # above the wide picture


def test_a_dropped_file_is_read_and_not_moved(canvas: DrawCanvas, tmp_path: Path) -> None:
    path = tmp_path / "my 数字.png"
    assert digit("white", "black").save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(9, 9), both, data, LEFT, NONE)
    canvas.dropEvent(event)
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert canvas.image()[140, 140] == 255
    assert canvas.can_undo()


def refusal(canvas: DrawCanvas, path: Path, qtbot) -> str:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(canvas.refused) as told:
        canvas.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert canvas.is_empty()
    return told.args[0]


def test_what_is_no_picture_is_refused_in_words(canvas: DrawCanvas, tmp_path: Path, qtbot) -> None:
    (tmp_path / "notes.png").write_text("not a picture")
    (tmp_path / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for name in ("notes.png", "drawing.svg", "missing.png"):
        assert name in refusal(canvas, tmp_path / name, qtbot)
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(canvas.refused):
        assert not canvas.paste()


def test_a_huge_picture_is_refused_before_it_is_decoded(canvas: DrawCanvas, tmp_path: Path, qtbot) -> None:
    side = 9000  # 81 million pixels in 55 bytes of header and no data: decoding would fail, with another sentence
    header = b"P5\n%d %d\n255\n" % (side, side)
    (tmp_path / "bomb.pgm").write_bytes(header)
    said = refusal(canvas, tmp_path / "bomb.pgm", qtbot)
    assert "9000 × 9000" in said
    assert side * side > ink_image.MAX_PIXELS


def test_copy_and_paste_bring_the_drawing_back(canvas: DrawCanvas) -> None:
    stroke(canvas, (80, 80), (200, 200))
    drawn = canvas.image()
    canvas.copy()
    canvas.clear()
    canvas.paste()
    assert np.array_equal(canvas.image(), drawn)


def test_it_says_what_it_is(canvas: DrawCanvas) -> None:
    empty = canvas.accessibleDescription()
    stroke(canvas, (80, 80))
    assert empty and canvas.accessibleDescription() != empty


def test_the_empty_canvas_invites(canvas: DrawCanvas) -> None:
    empty = canvas.grab().toImage()
    canvas.set_image(np.zeros((SIDE, SIDE), np.uint8))
    assert any(empty.pixelColor(x, 142).lightness() > 100 for x in range(60, 220))
