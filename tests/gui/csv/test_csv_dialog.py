"""The CSV dialog: roles and types by mouse and keys, what that gives, one edit at the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from shiboken6 import isValid

from workbench.catalog.tables import CSV
from workbench.data import csv_look
from workbench.gui.csv.dialog import CsvDialog
from workbench.gui.document import Document
from workbench.gui.forms.controls import FileField
from workbench.gui.lane import Lane
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Data, Experiment

PLANTS = "height,leaf,colour,kind\n1.5,3,red,oak\n2.5,4,green,elm\n3.5,5,red,oak\n4,6,blue,elm\n"


@pytest.fixture
def opened(qtbot, tmp_path):
    made: list[tuple[CsvDialog, Lane]] = []

    def open_it(content: str = PLANTS, **settings) -> CsvDialog:
        path = tmp_path / "table.csv"
        path.write_text(content, encoding="utf-8")
        lane = Lane("slow")
        document = Document(Experiment(data=Data(source=CSV(path=str(path), **settings))))
        dialog = CsvDialog(document, lane, None)
        made.append((dialog, lane))
        dialog.show()
        qtbot.waitExposed(dialog)
        settle(qtbot, dialog)
        return dialog

    yield open_it
    for dialog, lane in made:
        if isValid(dialog):
            dialog.done(0)
        lane.close()


def settle(qtbot, dialog: CsvDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._looking.running and not dialog._judging.running, timeout=10_000)


def ok(dialog: CsvDialog) -> QPushButton:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def press(dialog: CsvDialog, name: str, *rows: int) -> None:
    table = dialog.columns_table
    table.clearSelection()
    for row in rows:
        table.selectionModel().select(
            dialog.columns.index(row, 0),
            table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
        )
    dialog.findChild(QPushButton, name).click()


def test_it_says_what_the_file_gives(opened):
    dialog = opened()
    assert dialog.words.text() == "5 inputs, target kind with 2 classes" and dialog.words.property("role") == "success"
    assert (
        dialog.settings["delimiter"].itemText(0) == "found: comma"
        and dialog.settings["header"].itemText(0) == "found: yes"
    )
    assert [dialog.columns.index(3, place).data() for place in range(5)] == ["kind", "target", "words", "", "oak, elm"]


def test_roles_and_types_in_one_edit(opened, qtbot):
    dialog = opened()
    before = dialog.document.experiment
    press(dialog, "csv_target", 0)
    press(dialog, "csv_ignore", 2, 3)
    press(dialog, "csv_words", 1)
    settle(qtbot, dialog)
    assert dialog.words.text() == "4 inputs, to predict: height"
    ok(dialog).click()
    source = dialog.document.experiment.data.source
    assert (source.targets, source.ignore, source.categories) == ("height", "colour,kind", "leaf")
    dialog.document.undo_stack.undo()
    assert dialog.document.experiment == before and not dialog.document.undo_stack.canUndo()


def test_no_target_cannot_be_taken_over(opened):
    dialog = opened()
    press(dialog, "csv_ignore", 3)
    assert "target" in dialog.words.text() and dialog.words.property("role") == "error" and not ok(dialog).isEnabled()
    press(dialog, "csv_target", 3)
    assert ok(dialog).isEnabled()


def test_with_the_keyboard_alone(opened, qtbot):
    dialog = opened()
    table = dialog.columns_table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert dialog.columns.roles["leaf"] == "target"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert dialog.columns.roles["leaf"] == "ignore" and dialog.isVisible()
    QTest.keyClick(table, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.columns.roles["leaf"] == "input", timeout=5_000)
    settle(qtbot, dialog)
    ok(dialog).setFocus()
    QTest.keyClick(ok(dialog), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_cancel_changes_nothing(opened):
    dialog = opened()
    before = dialog.document.experiment
    press(dialog, "csv_ignore", 0)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.document.experiment == before and not dialog.isVisible()


def test_what_is_missing_is_said_and_can_be_left_out(opened, qtbot):
    dialog = opened(PLANTS + "5,,red,oak\n")
    assert "missing" in dialog.words.text() and dialog.words.property("role") == "error"
    assert dialog.columns.index(1, 3).data() == "1"
    box = dialog.settings["missing"]
    box.setCurrentIndex(box.findData("drop"))
    settle(qtbot, dialog)
    assert dialog.words.text() == "5 inputs, target kind with 2 classes · 1 rows are left out"


def test_another_delimiter_reads_it_anew(opened, qtbot):
    dialog = opened()
    box = dialog.settings["delimiter"]
    box.setCurrentIndex(box.findData("semicolon"))
    settle(qtbot, dialog)
    assert dialog.columns.rowCount() == 1 and dialog.words.property("role") == "error"
    box.setCurrentIndex(0)
    settle(qtbot, dialog)
    assert dialog.columns.rowCount() == 4 and dialog.words.property("role") == "success"


def test_another_file(opened, qtbot, tmp_path):
    dialog = opened(targets="kind", ignore="colour")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,0.5\n2,0.25\n")
    dialog.path.line.setFocus()
    dialog.path.line.setText(str(other))
    QTest.keyClick(dialog.path.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    settle(qtbot, dialog)
    assert dialog.words.text() == "1 inputs, to predict: b"
    ok(dialog).click()
    source = dialog.document.experiment.data.source
    assert (source.path, source.targets, source.ignore) == (str(other), "", "")


def test_a_file_that_cannot_be_read(opened, qtbot, tmp_path):
    dialog = opened()
    dialog.path.line.setText(str(tmp_path / "gone.csv"))
    dialog.path.line.editingFinished.emit()
    settle(qtbot, dialog)
    assert "gone.csv" in dialog.words.text() and not ok(dialog).isEnabled() and not dialog.rows.rowCount()


def test_a_large_file_is_looked_at_by_its_beginning(opened, monkeypatch):
    monkeypatch.setattr(csv_look, "SAMPLE", 2_000)
    dialog = opened("a,b\n" + "".join(f"{n},{n % 3}\n" for n in range(2_000)))
    assert "by the first" in dialog.words.text() and dialog.rows.rowCount() < 2_000


def test_hundreds_of_columns(opened, qtbot):
    names = [f"pixel{n}" for n in range(784)]
    dialog = opened(
        ",".join([*names, "digit"]) + "\n" + (",".join(["7"] * 784) + ",1\n" + ",".join(["8"] * 784) + ",2\n")
    )
    assert dialog.words.text() == "784 inputs, target digit with 2 classes"
    dialog.columns_table.selectAll()
    dialog.findChild(QPushButton, "csv_ignore").click()
    press(dialog, "csv_target", 784)
    settle(qtbot, dialog)
    assert "no column left" in dialog.words.text()


def test_the_panel_opens_it(window, qtbot, tmp_path: Path, monkeypatch):
    path = tmp_path / "plants.csv"
    path.write_text(PLANTS)
    assert window.data.columns.isHidden()
    window.document.edit([SetValue("data.source", CSV())], "csv")
    assert not window.data.columns.isHidden()
    monkeypatch.setattr(FileField, "choose", staticmethod(lambda *_: str(path)))
    window.data.source.form.editor("path").widget.button.click()
    assert window.document.experiment.data.source.path == str(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(CsvDialog)), timeout=10_000)
    (dialog,) = window.findChildren(CsvDialog)
    settle(qtbot, dialog)
    assert dialog.words.property("role") == "success"
    dialog.reject()


def test_more_targets_than_a_file_can_hold_are_refused_in_a_sentence(opened, qtbot):
    names = [f"a column with a long name {number}" for number in range(200)]
    dialog = opened(",".join(names) + "\n" + (",".join(["1.5"] * 200) + "\n") * 4)
    press(dialog, "csv_target", *range(200))
    settle(qtbot, dialog)
    assert dialog.words.text() == "targets: is longer than 4096 characters." and not ok(dialog).isEnabled()
    press(dialog, "csv_input", *range(199))
    settle(qtbot, dialog)
    assert "199 inputs" in dialog.words.text() and ok(dialog).isEnabled()


def test_a_file_that_cannot_be_read_stays_the_problem_whatever_else_is_set(opened, qtbot, tmp_path):
    dialog = opened()
    dialog.path.line.setText(str(tmp_path / "nothing.csv"))
    dialog.path.line.editingFinished.emit()
    settle(qtbot, dialog)
    said = dialog.words.text()
    dialog.settings["missing"].setCurrentIndex(2)
    settle(qtbot, dialog)
    assert dialog.words.text() == said and "nothing.csv" in said and not ok(dialog).isEnabled()
