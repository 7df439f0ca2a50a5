"""What fits the data is tried in the window: a row, a text, a series, a picture, while the model learns."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from workbench.evaluation.at_hand import AtHand
from workbench.gui.session import State
from workbench.gui.trying.number_line import NumberLine
from workbench.spec.edits import SetValue
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError

LINEAR = '[[model.layers]]\ntype = "Flatten"\n[[model.layers]]\ntype = "Linear"\nout_features = {0}\n'
FAST = '[training]\nepochs = 1\ndevice = "cpu"\n'


def put(window, qtbot, text: str) -> None:
    """Open an experiment in the window, and wait for what is known of it."""
    value = from_toml(f"format = 1\n{text}\n{FAST if '[training]' not in text else ''}")
    with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
        window.document.edit([SetValue(name, getattr(value, name)) for name in ("data", "model", "training")], "put")
    assert not window.analysis.last.errors, [item.line() for item in window.analysis.last.errors]


def train(window, qtbot) -> None:
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)


def title(window) -> str:
    return window.docks.by_name["draw"].card_title.title()


def test_before_anything_is_trained_there_is_a_sentence(window):
    answer = window.draw.answer
    assert answer.stack.currentWidget() is answer.sentence and answer.sentence.text().startswith("Train, and")
    assert title(window) == "Draw"


def test_a_row_with_its_class_then_edited(window, qtbot):
    put(
        window,
        qtbot,
        f'[data]\nsource = {{ type = "Iris" }}\n[[data.transforms]]\ntype = "Standardize"\n{LINEAR.format(3)}',
    )
    panel = window.try_it
    page = panel.page
    qtbot.waitUntil(lambda: page.sample() is not None, timeout=20_000)
    assert title(window) == "Try it" and window.docks.by_name["draw"].windowTitle() == "Try it"
    assert page.answer.stack.currentWidget() is page.answer.sentence
    assert list(page.fields) == list(panel.subject.columns) and len(page.sample()) == 4
    train(window, qtbot)
    qtbot.waitUntil(lambda: page.answer.bars.probabilities() is not None, timeout=20_000)
    assert page.answer.truth.whole_text()[2:].startswith("True: ") and page.answer.truth.whole_text()[0] in "✓✗"
    before, row = page.answer.bars.probabilities(), page.sample()
    field = page.fields["petal width (cm)"]
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "9")
    assert page.sample()[3] == 9 and (page.sample()[:3] == row[:3]).all()
    assert page.answer.bars.probabilities() != before
    assert page.answer.truth.whole_text().startswith("True before the edits: ")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert 9 < page.sample()[3] < 9.2
    QTest.keyClicks(field, "x")
    assert page.sample() is None and field.property("invalid") is True
    assert page.answer.bars.probabilities() is None
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        page.another.click()
    assert page.sample() is not None and not (page.sample() == row).all() and field.property("invalid") is False


def test_words_are_chosen_and_numbers_predicted_beside_the_true_ones(window, qtbot, tmp_path):
    rows = [f"{number},{('red', 'blue')[number % 2]},{2 * number},{-number}" for number in range(40)]
    (tmp_path / "t.csv").write_text("\n".join(["size,colour,twice,less", *rows]), encoding="utf-8")
    put(window, qtbot, f"""[data]
source = {{ type = "CSV", path = "{(tmp_path / 't.csv').as_posix()}", targets = "twice, less" }}
[[data.transforms]]
type = "FillMissing"
{LINEAR.format(2)}
{FAST}loss = {{ type = "MSELoss" }}""")  # fmt: skip
    page = window.try_it.page
    qtbot.waitUntil(lambda: page.sample() is not None, timeout=20_000)
    train(window, qtbot)
    table = page.answer.numbers
    qtbot.waitUntil(lambda: page.answer.stack.currentWidget() is table, timeout=20_000)
    assert [table.item(row, 0).text() for row in range(2)] == ["twice", "less"]
    size = page.sample()[0]
    assert [float(table.item(row, 2).text()) for row in range(2)] == [2 * size, -size]
    colour = page.fields["colour"]
    assert [colour.itemText(i) for i in range(colour.count())] == ["–", "blue", "red"]
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        colour.setCurrentIndex(1)
        colour.activated.emit(1)
    assert page.sample()[1:].tolist() == [1, 0] and table.columnCount() == 2
    page.fields["size"].clear()
    page.fields["size"].textEdited.emit("")
    assert np.isnan(page.sample()[0])


def test_weights_of_other_data_are_not_asked(window, qtbot):
    train(window, qtbot)
    put(window, qtbot, f'[data]\nsource = {{ type = "Wine" }}\n{LINEAR.format(3)}')
    page = window.try_it.page
    qtbot.waitUntil(
        lambda: page.answer.sentence.text().startswith("The weights are those of other data"), timeout=20_000
    )
    assert page.answer.stack.currentWidget() is page.answer.sentence
    train(window, qtbot)
    qtbot.waitUntil(lambda: page.answer.bars.probabilities() is not None, timeout=20_000)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: window.try_it.page is window.draw, timeout=20_000)
    assert window.draw.bars.classes() == tuple("0123456789") and title(window) == "Draw"


def test_a_text_with_its_tokens(window, qtbot):
    put(window, qtbot, """[data]
source = { type = "Sentences", train_count = 60, test_count = 12 }
[[data.transforms]]
type = "Tokenize"
length = 6
[[model.layers]]
type = "Embedding"
embedding_dim = 4
[[model.layers]]
type = "MeanSteps"
[[model.layers]]
type = "Linear"
out_features = 3""")  # fmt: skip
    page = window.try_it.page
    qtbot.waitUntil(lambda: bool(page.sample()), timeout=20_000)
    train(window, qtbot)
    qtbot.waitUntil(lambda: bool(page.tokens.text()), timeout=20_000)
    page.text.setPlainText("The <b>xylophone</b>")
    qtbot.waitUntil(lambda: "xylophone" in page.tokens.text(), timeout=20_000)
    assert page.sample() == "The <b>xylophone</b>"
    assert ">the</span>" in page.tokens.text() and ">xylophone</s>" in page.tokens.text()
    assert "&lt;</s>" in page.tokens.text() and "the last 3 are cut off" in page.tokens.text()
    assert sum(page.answer.bars.probabilities()) == pytest.approx(1, abs=1e-4)
    assert page.answer.truth.whole_text().startswith("True before the edits")


def test_a_series_and_what_an_autoencoder_makes_of_it(window, qtbot):
    waves = 'source = { type = "Waves", train_count = 40, test_count = 12, length = 16 }'
    put(window, qtbot, f"[data]\n{waves}\n{LINEAR.format(4)}")
    page = window.try_it.page
    qtbot.waitUntil(lambda: page.sample() is not None, timeout=20_000)
    assert page.sample().shape == (1, 16)
    train(window, qtbot)
    qtbot.waitUntil(lambda: page.answer.bars.probabilities() is not None, timeout=20_000)
    conv = '[[model.layers]]\ntype = "Conv1d"\nout_channels = 1\nkernel_size = 1\n'
    put(window, qtbot, f'[data]\n{waves}\ntarget = "input"\n{conv}\n{FAST}loss = {{ type = "MSELoss" }}')
    qtbot.waitUntil(lambda: page.answer.sentence.text().startswith("The weights are those of other"), timeout=20_000)
    train(window, qtbot)
    answer = page.answer
    qtbot.waitUntil(lambda: answer.stack.currentWidget() is answer.curves, timeout=20_000)
    assert answer.curves._series.shape == (2, 16) and (answer.curves._series[0] == page.sample()[0]).all()


AUTOENCODER = '[[model.layers]]\ntype = "Conv2d"\nout_channels = 1\nkernel_size = 1\n'


def test_an_autoencoder_shows_input_and_output_of_the_drawing(window, qtbot):
    strokes = 'source = { type = "Strokes", train_count = 60, test_count = 12 }'
    put(window, qtbot, f"""[data]\n{strokes}\ntarget = "input"
[[data.transforms]]\ntype = "Normalize"\nmean = [0.1]\nstd = [0.3]
{AUTOENCODER}{FAST}loss = {{ type = "MSELoss" }}""")  # fmt: skip
    train(window, qtbot)
    page = window.draw
    page.dice.click()
    answer = page.answer
    qtbot.waitUntil(lambda: answer.stack.currentWidget() is answer.pictures, timeout=20_000)
    assert page.sample().shape == (1, 28, 28) and not page.canvas.is_empty()
    assert answer.before.image() == pytest.approx(page.sample()[0] / 255, abs=1e-5)
    assert answer.after.image().shape == (28, 28)
    page.canvas.clear()
    qtbot.waitUntil(lambda: answer.stack.currentWidget() is answer.sentence, timeout=20_000)
    assert page.sample() is None


@pytest.fixture
def colours(tmp_path):
    for kind, colour in (("day", (250, 200, 60)), ("night", (10, 10, 60))):
        (tmp_path / "set" / kind).mkdir(parents=True)
        for number in range(10):
            image = QImage(8, 8, QImage.Format.Format_RGB888)
            image.fill(Qt.GlobalColor.black)
            for x in range(8):
                image.setPixel(x, number % 8, (255 << 24) | (colour[0] << 16) | (colour[1] << 8) | colour[2])
            assert image.save(str(tmp_path / "set" / kind / f"{number}.png"))
    return tmp_path / "set"


def test_a_picture_in_colour_is_opened_pasted_or_taken_from_the_set(window, qtbot, colours):
    put(window, qtbot, f"""[data]
source = {{ type = "ImageFolder", root = "{colours.as_posix()}" }}
[[data.transforms]]
type = "Resize"
size = [8, 8]
{LINEAR.format(2)}""")  # fmt: skip
    page = window.try_it.page
    assert page is not window.draw and page.sample() is None
    train(window, qtbot)
    path = colours / "day" / "3.png"
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        page.take_file(path)
    first = page.answer.bars.probabilities()
    assert sum(first) == pytest.approx(1, abs=1e-4) and page.where.whole_text() == "3.png"
    mime = QMimeData()
    mime.setImageData(QImage(str(path)))
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.answer.bars.probabilities() == pytest.approx(first, abs=1e-6)
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        page.another.click()
    assert page.sample().shape == (3, 8, 8) and "of the test part" in page.where.whole_text()
    assert page.answer.truth.whole_text().endswith(("True: day", "True: night"))
    said: list[str] = []
    page.refused.connect(said.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(colours / "gone.png"))])
    assert page._take_mime(mime) and "gone.png could not be read" in said[0]


def test_reading_ends_when_the_window_closes(window, tmp_path):
    rows = "\n".join(f"{number},{number % 2}" for number in range(40))
    (tmp_path / "t.csv").write_text(f"a,b\n{rows}", encoding="utf-8")
    value = from_toml(f'format = 1\n[data]\nsource = {{ type = "CSV", path = "{(tmp_path / "t.csv").as_posix()}" }}\n')
    assert AtHand(None, window.try_it._go_on).draw(value, 0).part == "test"
    window.try_it.shut_down()
    with pytest.raises(ExperimentError):
        AtHand(None, window.try_it._go_on).draw(value, 0)


def test_every_control_of_the_pages_says_what_it_is(window, qtbot, colours):
    for source, text in {
        "Iris": LINEAR.format(3), "Sentences": "", "Waves": LINEAR.format(4), "ImageFolder": LINEAR.format(2),
    }.items():  # fmt: skip
        options = f', root = "{colours.as_posix()}"' if source == "ImageFolder" else ""
        value = from_toml(f'format = 1\n[data]\nsource = {{ type = "{source}"{options} }}\n{text}')
        with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
            window.document.edit([SetValue("data", value.data), SetValue("model", value.model)], "put")
        page = window.try_it.page
        named = [child for child in page.findChildren(QWidget) if child.objectName().startswith(("try_", "answer_"))]
        assert len(named) > 5
        assert not [
            child.objectName()
            for child in named
            if not child.accessibleName() and child.objectName() != "answer_sentence"
        ]


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 50, 1), (0, 2.5, 0.05), (-1e6, 1e6, 50_000), (3, 3, 1), (0, 1e-3, 2e-5)]
)
def test_a_step_is_a_round_number(qtbot, low, high, step):
    line = NumberLine(may_miss=False)
    qtbot.addWidget(line)
    line.set_range(low, high)
    line.set_value(0.0)
    line.stepped.emit(1)
    assert line.value() == pytest.approx(step)
    line.stepped.emit(-2)
    assert line.value() == pytest.approx(-step)


def test_what_is_not_shown_of_a_number_counts_until_it_is_edited(qtbot):
    line = NumberLine(may_miss=True)
    qtbot.addWidget(line)
    line.set_value(0.123456789)
    assert line.text() == "0.123457" and line.value() == 0.123456789
    for text, value, right in (("1,5", 1.5, True), ("", None, True), ("1e400", None, False), ("nan", None, False)):
        line.setText(text)
        line.textEdited.emit(text)
        assert (line.value(), line.is_right()) == (value, right)
