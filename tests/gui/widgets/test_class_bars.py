"""The columns of the classes: what is painted, clicked and chosen by keys; thousands of them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.class_bars import HEIGHT, ClassBars


@pytest.fixture
def bars(qtbot):
    widget = ClassBars()
    qtbot.addWidget(widget)
    widget.resize(200, HEIGHT)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def heights(bars: ClassBars) -> list[int]:
    """How tall the column at each x is, in pixels."""
    image = bars.grab().toImage()
    wanted = current_tokens().color("accent_fill").rgb()
    return [sum(image.pixel(x, y) == wanted for y in range(image.height())) for x in range(image.width())]


def test_columns_are_as_tall_as_the_counts(bars):
    bars.set_counts(("a", "b", "c", "d"), (40, 20, 0, 10))
    tall = heights(bars)
    at = [tall[x] for x in (20, 70, 120, 170)]
    assert at[0] == pytest.approx(2 * at[1], abs=2) and at[2] == 0 and at[3] == pytest.approx(at[0] / 4, abs=2)


def test_a_click_names_its_class(bars, qtbot):
    bars.set_counts(("a", "b", "c", "d"), (40, 20, 0, 10))
    with qtbot.waitSignal(bars.pressed) as caught:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(120, 20))
    assert caught.args == [2]
    assert bars.text_of(0) == "a: 40" and "d: 10" in bars.accessibleDescription()


def test_keys_choose_and_enter_opens(bars, qtbot):
    bars.set_counts(("a", "b", "c"), (1, 2, 3))
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    with qtbot.waitSignal(bars.pointed) as pointed:
        QTest.keyClick(bars, Qt.Key.Key_Right)
    assert pointed.args == ["c: 3"]
    with qtbot.waitSignal(bars.pressed) as caught:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert caught.args == [2]


def test_thousands_are_sorted_and_share_columns(bars):
    counts = [(number * 7919) % 5000 for number in range(5000)]
    bars.set_counts([f"class {number}" for number in range(5000)], counts)
    assert [counts[number] for number in bars.order()] == sorted(counts, reverse=True)
    tall = heights(bars)
    assert tall[0] > tall[100] > tall[190] >= 0
    assert counts[bars.class_at(0.0)] == 4999 and bars.class_at(200) is None


def test_of_bins_some_names_stand_for_all(bars):
    names = [f"≥ {number / 100:.2f}" for number in range(20)]
    bars.set_counts(names, range(20))
    assert bars.labels_every(10.0) == 0
    bars.set_counts(names, range(20), bins=True)
    every = bars.labels_every(10.0)
    assert 1 < every < 10 and every * 10 > bars.fontMetrics().horizontalAdvance(names[0])
    assert bars.labels_every(200.0) == 1


def test_none_at_all(bars):
    bars.set_counts((), ())
    assert max(heights(bars)) == 0 and bars.class_at(5) is None
    with pytest.raises(ValueError):
        bars.set_counts(("a",), ())
