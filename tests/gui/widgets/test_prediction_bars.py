"""The bars say, in picture and in words, which class is how likely."""

import math

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QToolTip

from workbench.gui.theme import DARK, LIGHT, palette
from workbench.gui.widgets.prediction_bars import MAX_ROWS, PredictionBars


@pytest.fixture
def bars(qtbot, qapp):
    before = qapp.palette()
    qapp.setPalette(palette(LIGHT))
    made = PredictionBars()
    qtbot.addWidget(made)
    made.resize(240, 240)
    made.set_classes([str(digit) for digit in range(10)])
    yield made
    qapp.setPalette(before)


def filled(image: QImage, row: int, colour: str) -> int:
    """The number of pixels of that colour in the middle line of a row of a widget of ten rows."""
    y = round((row + 0.5) * image.height() / 10)
    return sum(image.pixelColor(x, y) == QColor(colour) for x in range(image.width()))


def test_before_a_prediction_every_class_has_an_empty_bar(bars: PredictionBars) -> None:
    assert bars.rows() == tuple(range(10))
    assert bars.top() is None
    assert bars.row_text(3) == "3: –"
    assert filled(bars.grab().toImage(), 3, LIGHT.accent_fill) == 0


def test_rows_say_percentages_and_the_top_one_is_known(bars: PredictionBars) -> None:
    bars.set_probabilities([0.045, 0.037, 0.001, 0.916, 0, 0, 0, 0, 0.001, 0])
    assert bars.top() == 3
    assert bars.row_text(3) == "3: 91.6 %"
    assert "3: 91.6 %" in bars.accessibleDescription()


def test_bars_are_as_long_as_their_share(bars: PredictionBars) -> None:
    bars.set_probabilities([1.0, 0.5, 0.25, 0, 0, 0, 0, 0, 0, 0])
    image = bars.grab().toImage()
    whole, half, quarter, none = (filled(image, row, LIGHT.accent_fill) for row in range(4))
    assert whole > 80
    assert half / whole == pytest.approx(0.5, abs=0.03)
    assert quarter / whole == pytest.approx(0.25, abs=0.03)
    assert none == 0


def test_the_top_row_stands_out(bars: PredictionBars) -> None:
    bars.set_probabilities([0.6, 0.4] + [0.0] * 8)
    image = bars.grab().toImage()
    rows = [image.copy(0, round(row * 24), 20, 24) for row in (0, 1)]
    accents = [
        sum(part.pixelColor(x, y) == QColor(LIGHT.accent) for x in range(20) for y in range(part.height()))
        for part in rows
    ]
    assert accents[0] > 0
    assert accents[1] == 0


def test_of_many_classes_the_likeliest_ten_are_shown_best_first(bars: PredictionBars) -> None:
    bars.set_classes([f"class {index}" for index in range(100)])
    assert bars.rows() == tuple(range(MAX_ROWS))
    bars.set_probabilities([index / 4950 for index in range(100)])
    assert bars.rows() == tuple(range(99, 89, -1))
    assert bars.row_text(0) == "class 99: 2.0 %"


def test_long_names_leave_room_for_bars_and_are_whole_in_the_tooltip(bars: PredictionBars, monkeypatch) -> None:
    name = "a name that is far too long for any column of names " * 3
    bars.set_classes([name, "b"])
    bars.set_probabilities([1.0, 0.0])
    image = bars.grab().toImage()
    track = max(
        sum(image.pixelColor(x, y) == QColor(LIGHT.accent_fill) for x in range(image.width()))
        for y in range(image.height())
    )
    assert track > 40
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: shown.append(text))
    bars.event(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 110), QPoint(5, 110)))
    assert shown == [f"{name}: 100.0 %"]


def test_nan_is_no_probability(bars: PredictionBars) -> None:
    bars.set_probabilities([math.nan] * 10)
    assert bars.top() is None
    assert bars.row_text(0) == "0: –"
    bars.set_probabilities([math.nan, 0.2] + [math.nan] * 8)
    assert bars.top() == 1
    bars.grab()


def test_a_wrong_number_of_probabilities_is_refused(bars: PredictionBars) -> None:
    with pytest.raises(ValueError, match="3 probabilities for 10 classes"):
        bars.set_probabilities([0.1, 0.2, 0.7])
    bars.set_probabilities([0.1] * 10)
    bars.set_classes(["a", "b"])
    assert bars.probabilities() is None


def test_it_follows_the_theme(bars: PredictionBars, qapp) -> None:
    bars.set_probabilities([1.0] + [0.0] * 9)
    qapp.setPalette(palette(DARK))
    image = bars.grab().toImage()
    assert filled(image, 0, DARK.accent_fill) > 80
    assert filled(image, 5, DARK.track) > 80


def test_it_can_be_small(bars: PredictionBars) -> None:
    bars.resize(bars.minimumSizeHint())
    bars.set_probabilities([0.1] * 10)
    assert not bars.grab().isNull()
    assert bars.sizeHint().height() > bars.minimumSizeHint().height()


def test_where_there_is_little_room_the_likeliest_stay_in_the_order_of_the_classes(qtbot) -> None:
    bars = PredictionBars()
    qtbot.addWidget(bars)
    bars.set_classes([str(number) for number in range(10)])
    bars.resize(200, 400)
    bars.set_probabilities([0.0, 0.3, 0.0, 0.0, 0.25, 0.0, 0.05, 0.0, 0.4, 0.0])
    bars.show()
    assert bars.rows() == tuple(range(10))
    line = bars.fontMetrics().height()
    bars.resize(200, 3 * line)
    assert bars.rows() == (1, 4, 6, 8) or bars.rows() == (1, 4, 8)
    bars.resize(200, 400)
    assert bars.rows() == tuple(range(10))
