"""A card's head says what it is, and moves, floats and closes its dock."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QToolButton

from workbench.gui.theme import DARK, LIGHT, palette
from workbench.gui.widgets.card import CardDock, CardTitle, ElidedLabel, is_tabbed

# A floating dock is raised, which the offscreen platform cannot do, and says.
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.setCentralWidget(QLabel("centre"))
    return made


def added(window: QMainWindow, title: str) -> CardDock:
    dock = CardDock(title, window)
    dock.setObjectName(title)
    dock.setWidget(QLabel("body"))
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    return dock


def button(dock: QDockWidget, name: str) -> QToolButton:
    found = dock.findChild(QToolButton, f"card_{name}")
    assert found is not None
    return found


def hover(title: CardTitle) -> None:
    at = QPointF(5, 5)
    title.enterEvent(QEnterEvent(at, at, at))


def test_it_says_title_and_summary(window: QMainWindow) -> None:
    dock = added(window, "Data")
    dock.card_title.set_summary("60,000 · 10 classes")
    assert (dock.card_title.title(), dock.card_title.summary()) == ("Data", "60,000 · 10 classes")
    assert dock.windowTitle() == "Data"


def test_a_long_summary_gives_way_and_is_whole_in_the_tooltip(window: QMainWindow, qtbot) -> None:
    dock = added(window, "Data")
    window.show()
    window.resizeDocks([dock], [300], Qt.Orientation.Horizontal)
    text = "1,199,882 parameters · " * 30
    dock.card_title.set_summary(text)
    label = dock.card_title.findChild(ElidedLabel)
    assert label.whole_text() == text
    qtbot.waitUntil(lambda: label.text().endswith("…"))
    assert label.toolTip() == text
    assert dock.card_title.minimumSizeHint().width() < 200


def test_a_double_click_floats_and_another_brings_it_back(window: QMainWindow) -> None:
    dock = added(window, "Data")
    window.show()
    QTest.mouseDClick(dock.card_title, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert dock.isFloating()
    QTest.mouseDClick(dock.card_title, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert not dock.isFloating()


def test_its_buttons_show_under_the_mouse_and_work(window: QMainWindow) -> None:
    dock = added(window, "Data")
    window.show()
    assert not button(dock, "close").isVisible()
    hover(dock.card_title)
    assert button(dock, "close").isVisible()
    for each in (button(dock, "float"), button(dock, "close")):
        assert each.toolTip() and each.accessibleName()
    button(dock, "float").click()
    assert dock.isFloating()
    button(dock, "float").click()
    assert not dock.isFloating()
    button(dock, "close").click()
    assert not dock.isVisible()
    dock.card_title.leaveEvent(QEvent(QEvent.Type.Leave))
    assert button(dock, "close").isHidden()


def test_what_the_dock_does_not_allow_is_not_offered(window: QMainWindow) -> None:
    dock = added(window, "Data")
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
    window.show()
    hover(dock.card_title)
    assert button(dock, "close").isHidden()
    assert button(dock, "float").isHidden()


def test_under_a_tab_the_title_is_not_said_twice(window: QMainWindow, qtbot) -> None:
    first, second = added(window, "Curves"), added(window, "Log")
    second.card_title.set_summary("12 lines")
    window.show()
    tall = first.card_title.sizeHint().height()
    window.tabifyDockWidget(first, second)
    qtbot.waitUntil(lambda: first.card_title.findChild(QLabel).isHidden())
    assert is_tabbed(first) and is_tabbed(second)
    assert first.card_title.sizeHint().height() < tall / 2
    assert second.card_title.sizeHint().height() == tall  # it has a summary to show
    second.setFloating(True)
    assert not is_tabbed(first)


def test_a_head_without_a_dock_has_no_buttons(qtbot) -> None:
    title = CardTitle("Alone")
    qtbot.addWidget(title)
    hover(title)
    assert not title.findChildren(QToolButton)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_a_card_is_painted_with_round_corners(window: QMainWindow, qapp, tokens) -> None:
    before = qapp.palette()
    qapp.setPalette(palette(tokens))
    window.setPalette(palette(tokens))
    dock = added(window, "Data")
    window.show()
    image = window.grab().toImage()
    corner = dock.geometry().topLeft()
    qapp.setPalette(before)
    assert image.pixelColor(corner + QPoint(6, 20)) == QColor(tokens.card)
    assert image.pixelColor(corner) == QColor(tokens.window)
    assert image.pixelColor(corner + QPoint(0, 20)) == QColor(tokens.border)


def test_a_tab_that_comes_back_bears_the_title_again(window: QMainWindow, qtbot) -> None:
    first, second = added(window, "Training"), added(window, "Picture")
    window.tabifyDockWidget(first, second)
    first.raise_()
    window.show()
    title = first.card_title._title
    qtbot.waitUntil(title.isHidden)
    state = window.saveState()
    for dock in (first, second):
        dock.hide()
    window.restoreState(state)
    qtbot.waitUntil(lambda: first.isVisible() and not second.isHidden())
    qtbot.waitUntil(title.isHidden)
