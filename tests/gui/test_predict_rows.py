"""Many rows, texts or series of files before the model at hand: judged, filtered, sorted, tried, saved."""

import csv
import json

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.gui.test_try_it import FAST, LINEAR, put, train
from workbench.gui.predicting.rows_model import ALL, WRONG


def shown(dialog, head):
    model = dialog.model
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return [model.data(model.index(row, heads.index(head))) for row in range(model.rowCount())]


def judged(qtbot, dialog, *paths):
    dialog.add(paths)
    qtbot.waitUntil(lambda: dialog.model.count() > 0 and not dialog._task.running, timeout=20_000)


@pytest.fixture
def table(tmp_path):
    random = np.random.default_rng(0)
    rows = [f'{random.normal(kind):.3f},{("红", "blue")[number % 2]},{("no", "yes")[kind]}'
            for number in range(60) for kind in [number % 2]]  # fmt: skip
    (tmp_path / "t.csv").write_text("\n".join(['"size, ""m²"" 📏",colour,kind', *rows]), encoding="utf-8")
    return tmp_path / "t.csv"


def test_rows_of_a_table_are_judged_filtered_tried_and_saved(window, qtbot, table, tmp_path):
    put(window, qtbot, f'[data]\nsource = {{ type = "CSV", path = "{table.as_posix()}" }}\n{LINEAR.format(2)}')
    dialog = window.predicting.show()
    assert dialog.objectName() == "predict_rows_dialog" and not dialog.add_files.isEnabled()
    train(window, qtbot)
    assert dialog.add_files.isEnabled() and dialog.stack.currentWidget() is dialog.empty
    judged(qtbot, dialog, table, tmp_path / "gone.csv")
    assert dialog.model.count() == 60 and "gone.csv" in dialog.words.whole_text()
    said, true = shown(dialog, "Prediction"), shown(dialog, "True")
    wrong = [a != b for a, b in zip(said, true, strict=True)]
    assert true == ["no", "yes"] * 30 and shown(dialog, "colour")[:2] == ["红", "blue"]
    assert f"{60 - sum(wrong)} of 60 right" in dialog.words.whole_text() and any(wrong)
    dialog.filter.setCurrentIndex(dialog.filter.findData(WRONG))
    assert len(shown(dialog, "Row")) == sum(wrong)
    dialog.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    sure = [float(words.rstrip(" %")) for words in shown(dialog, "Confidence")]
    assert sure == sorted(sure, reverse=True)
    dialog.save(tmp_path / "out.csv")
    qtbot.waitUntil((tmp_path / "out.csv").exists, timeout=20_000)
    saved = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert [row["true"] for row in saved] == shown(dialog, "True") and 'size, "m²" 📏' in saved[0]
    dialog.filter.setCurrentIndex(dialog.filter.findData(ALL))
    dialog.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    dialog.table.activated.emit(dialog.model.index(3, 0))
    page = window.try_it.page
    assert page.where.whole_text() == "t.csv, line 5" and page.sample()[1] == 1
    assert page.fields["colour"].currentText() == "blue"
    dialog.clear_all.click()
    assert dialog.model.rowCount() == 0 and dialog.stack.currentWidget() is dialog.empty


def test_texts_and_numbers_have_columns_of_their_own_and_another_kind_another_dialog(window, qtbot, tmp_path):
    first = window.predicting.show()
    assert first.objectName() == "predict_dialog"
    (tmp_path / "t.csv").write_text(
        "\n".join(["text,score", *(f"word{n % 5} and so on,{n % 5}.5" for n in range(40))]), encoding="utf-8"
    )
    put(window, qtbot, f"""[data]
source = {{ type = "CSVText", path = "{(tmp_path / 't.csv').as_posix()}", task = "numbers" }}
[[data.transforms]]
type = "Tokenize"
length = 6
[[model.layers]]
type = "Embedding"
embedding_dim = 4
[[model.layers]]
type = "MeanSteps"
{LINEAR.format(1)}
{FAST}loss = {{ type = "MSELoss" }}""".replace('[[model.layers]]\ntype = "Flatten"\n', ""))  # fmt: skip
    train(window, qtbot)
    dialog = window.predicting.show()
    assert dialog.objectName() == "predict_rows_dialog" and window.predicting.show() is dialog
    (tmp_path / "new.csv").write_text('text,score\n"word1, and so on",1.5\nword2,\n', encoding="utf-8")
    judged(qtbot, dialog, tmp_path / "new.csv")
    assert shown(dialog, "True score") == ["1.5", "–"] and shown(dialog, "Text") == ["word1, and so on", "word2"]
    assert "mean absolute error" in dialog.words.whole_text() and dialog.filter.isHidden()
    dialog.save(tmp_path / "out.json")
    qtbot.waitUntil((tmp_path / "out.json").exists, timeout=20_000)
    rows = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [row["true score"] for row in rows] == [1.5, None] and rows[0]["text"] == "word1, and so on"
    dialog.table.activated.emit(dialog.model.index(1, 0))
    assert window.try_it.page.sample() == "word2" and window.try_it.page.answer.truth.isHidden()
