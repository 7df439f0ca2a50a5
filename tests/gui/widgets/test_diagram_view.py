"""The picture of a network on the screen: what is clicked is what is painted there; zoom and drag keep their place."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest

from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Parallel, Residual
from workbench.catalog.layers.linear import Linear
from workbench.export.diagram import Arrow, Diagram
from workbench.export.diagram_layout import Wishes, diagram
from workbench.export.diagram_svg import PAPER
from workbench.gui.theme import DARK, LIGHT
from workbench.gui.widgets import diagram_paint
from workbench.gui.widgets.diagram_paint import DiagramPainter, image, ink_of, measure
from workbench.gui.widgets.diagram_view import READABLE, SMALLEST, DiagramView

LAYERS = (
    Linear(out_features=8),
    Residual(layers=(Linear(out_features=8), ReLU())),
    Parallel(layers=(ReLU(), Linear(out_features=3))),
)


@pytest.fixture
def drawn(qapp) -> Diagram:
    return diagram(LAYERS, wishes=Wishes(heading=False, measure=measure()))


@pytest.fixture
def view(qtbot, drawn: Diagram) -> DiagramView:
    made = DiagramView()
    qtbot.addWidget(made)
    made.resize(300, 240)
    made.set_diagram(drawn)
    made.show()
    qtbot.waitExposed(made)
    return made


def point(view: DiagramView, path) -> QPoint:
    """A point of the widget in the upper left corner of a layer."""
    rect = view.diagram().rect_of(path)
    return view.to_widget(QPointF(rect.x + 4, rect.y + 4)).toPoint()


def wheel(view: DiagramView, at: QPoint, notches: float, keys=Qt.KeyboardModifier.ControlModifier) -> None:
    where = QPointF(at)
    view.wheelEvent(
        QWheelEvent(where, view.mapToGlobal(where), QPoint(), QPoint(0, round(120 * notches)), Qt.MouseButton.NoButton,
                    keys, Qt.ScrollPhase.NoScrollPhase, False)
    )  # fmt: skip


def test_a_click_says_which_layer_lies_there(view: DiagramView, qtbot) -> None:
    for path in ((0,), (1,), (1, 0), (1, 1)):
        view.choose(path)
        with qtbot.waitSignal(view.chosen) as said:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, path))
        assert said.args == [path]


def test_a_click_beside_says_nothing(view: DiagramView, qtbot) -> None:
    with qtbot.assertNotEmitted(view.chosen):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_a_drag_moves_the_picture_and_chooses_nothing(view: DiagramView, qtbot) -> None:
    start = point(view, (0,))
    before = view.verticalScrollBar().value()
    with qtbot.assertNotEmitted(view.chosen):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), start - QPoint(0, 60))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(0, 60))
    assert view.verticalScrollBar().value() == before + 60


def test_a_double_click_and_enter_ask_to_fold(view: DiagramView, qtbot) -> None:
    with qtbot.waitSignal(view.fold_wanted) as said:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, (1,)))
    assert said.args == [(1,)]
    view.choose((2,))
    with qtbot.waitSignal(view.fold_wanted) as said:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert said.args == [(2,)]


def test_the_wheel_zooms_about_the_mouse_and_without_a_key_scrolls(view: DiagramView) -> None:
    view.set_zoom(2.0)
    view.verticalScrollBar().setValue(100)
    at = QPoint(150, 90)
    before = view.to_picture(QPointF(at))
    wheel(view, at, 0.4)
    assert 2.0 < view.zoom() < 2.4
    moved = view.to_picture(QPointF(at)) - before
    assert abs(moved.x()) < 1 and abs(moved.y()) < 1
    zoom, value = view.zoom(), view.verticalScrollBar().value()
    wheel(view, at, -1, Qt.KeyboardModifier.NoModifier)
    assert view.zoom() == zoom and view.verticalScrollBar().value() > value


def test_the_zoom_has_ends(view: DiagramView) -> None:
    for notches, far in ((40, True), (-80, False)):
        wheel(view, QPoint(50, 50), notches)
        assert (view.zoom() > 1) == far and 0 < view.zoom() < 100


def test_it_fits_and_follows_the_size_of_the_widget(view: DiagramView, drawn: Diagram) -> None:
    view.fit_whole()
    assert drawn.height * view.zoom() <= 240 and drawn.width * view.zoom() <= 300
    view.resize(900, 900)
    assert view.zoom() == 1.0
    view.fit_width()
    view.resize(120, 120)
    assert view.zoom() == READABLE
    QTest.keyClick(view, Qt.Key.Key_1)
    view.resize(200, 200)
    assert view.zoom() == 1.0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() > 1.0
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() < READABLE


def test_the_line_of_the_network_begins_in_the_middle(view: DiagramView, drawn: Diagram) -> None:
    view.resize(150, 200)
    view.fit_width()
    room = view.viewport().width()
    assert drawn.width * view.zoom() > room
    assert view.to_widget(QPointF(drawn.axis, 0)).x() == pytest.approx(room / 2, abs=1)


def test_the_chosen_layer_comes_into_sight_and_is_marked(view: DiagramView) -> None:
    view.choose((0,))
    view.set_zoom(1.5)
    unmarked = view.grab().toImage()
    view.choose((2, 1))
    rect = view.diagram().rect_of((2, 1))
    corners = (view.to_widget(QPointF(rect.x, rect.y)), view.to_widget(QPointF(rect.right, rect.bottom)))
    assert all(view.viewport().rect().contains(corner.toPoint()) for corner in corners)
    edge = view.to_widget(QPointF(rect.x - 1.5, rect.y + rect.height / 2)).toPoint()
    assert near(view.grab().toImage().pixelColor(edge), QColor(LIGHT.accent_fill))
    assert unmarked != view.grab().toImage()


def near(a: QColor, b: QColor) -> bool:
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) < 40


def test_the_keys_go_from_layer_to_layer(view: DiagramView, qtbot) -> None:
    paths = []
    view.chosen.connect(lambda path: (paths.append(path), view.choose(path)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    assert paths == [(0,), (1,), (1, 0), (1,)]


def test_another_picture_keeps_zoom_and_place(view: DiagramView) -> None:
    view.set_zoom(1.7)
    view.verticalScrollBar().setValue(80)
    view.set_diagram(diagram((*LAYERS, ReLU()), wishes=Wishes(heading=False, measure=measure())))
    assert view.zoom() == 1.7 and view.verticalScrollBar().value() == 80


def test_a_sentence_stands_in_place_of_an_empty_picture(view: DiagramView, qtbot) -> None:
    full = view.grab().toImage()
    view.set_empty_text("Nothing yet")
    assert view.grab().toImage() != full
    with qtbot.assertNotEmitted(view.chosen):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, (0,)))


# ---- painting


def painted(drawn: Diagram, ink) -> QImage:
    made = QImage(round(drawn.width), round(drawn.height), QImage.Format.Format_RGB32)
    made.fill(QColor(ink.ground))
    painter = QPainter(made)
    DiagramPainter(painter, ink).paint(drawn, QRectF(0, 0, drawn.width, drawn.height))
    painter.end()
    return made


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_box_has_the_colour_of_its_group(qapp, drawn: Diagram, tokens) -> None:
    ink = ink_of(tokens)
    rect = drawn.rect_of((0,))
    found = painted(drawn, ink).pixelColor(int(rect.x + 5), int(rect.y + 5))
    assert found == QColor(ink.groups["Linear"][0]) != QColor(ink.ground)


def test_what_is_not_seen_is_not_painted(qapp, drawn: Diagram) -> None:
    made = QImage(round(drawn.width), round(drawn.height), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    DiagramPainter(painter, PAPER).paint(drawn, QRectF(0, 0, drawn.width, 60))
    painter.end()
    low = [
        made.pixelColor(x, y) for x in range(0, made.width(), 3) for y in range(made.height() - 40, made.height(), 3)
    ]
    assert set(map(QColor.name, low)) == {"#ffffff"}


def test_the_image_is_white_and_has_two_pixels_for_one(qapp, drawn: Diagram) -> None:
    made = image(drawn)
    assert (made.width(), made.height()) == (round(2 * drawn.width), round(2 * drawn.height))
    assert made.pixelColor(0, 0) == QColor("#FFFFFF")
    assert made.dotsPerMeterX() == pytest.approx(2 * 96 / 0.0254, abs=1)


def test_a_picture_too_long_for_the_painter_becomes_smaller(qapp, monkeypatch) -> None:
    monkeypatch.setattr(diagram_paint, "LONGEST_SIDE", 500)
    made = image(Diagram(10, 5_000, arrows=(Arrow(((5, 0), (5, 5_000))),)))
    assert made.height() == 500 and made.width() == 1


def test_what_is_too_large_to_fit_is_shown_around_its_middle(view: DiagramView) -> None:
    view.set_diagram(diagram((Parallel(layers=(ReLU(),) * 80),), wishes=Wishes(heading=False, measure=measure())))
    view.set_zoom(1.0)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.fit_whole()
    assert view.zoom() == SMALLEST
    middle = view.to_widget(QPointF(view.diagram().axis, 0)).x()
    assert middle == pytest.approx(view.viewport().width() / 2, abs=2)
