"""Every field of every declared part shows and returns every value, and says in words what it will not take."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QStyle, QStyleOptionSpinBox, QVBoxLayout, QWidget

from workbench.gui.forms.controls import FolderField, WholeBox
from workbench.gui.forms.editor import Editor, same
from workbench.gui.forms.editors import editor_for
from workbench.gui.forms.texts import shown
from workbench.spec.experiment import Data, Training
from workbench.spec.fields import Parameter, parameter
from workbench.spec.parts import KINDS, find, parts

ALL = [(cls, p) for kind in KINDS for cls in parts(kind) for p in cls.parameters()]
every_part = pytest.mark.parametrize(
    "cls", [cls for kind in KINDS for cls in parts(kind)], ids=lambda cls: cls.__name__
)


def check(cls, name):
    return lambda value: getattr(cls().replace(**{name: value}), name)


def of(kind: str, part: str, name: str) -> Parameter:
    cls = find(kind, part)
    assert cls is not None
    return next(p for p in cls.parameters() if p.name == name)


class Heard:
    """What an editor said."""

    def __init__(self, editor: Editor) -> None:
        self.edited: list[object] = []
        self.finished = 0
        self.complaints: list[str] = []
        editor.edited.connect(self.edited.append)
        editor.finished.connect(self._count)
        editor.complained.connect(self.complaints.append)

    def _count(self) -> None:
        self.finished += 1


@pytest.fixture
def shown_editor(qtbot):
    windows = []  # qtbot closes them, but it does not keep them alive

    def make(p: Parameter, check=None) -> tuple[Editor, Heard]:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        editor = editor_for(p, check, window)
        column = QVBoxLayout(window)
        column.addWidget(editor.widget)
        column.addWidget(QLineEdit(window))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.control.setFocus()
        return editor, Heard(editor)

    return make


def text_of(editor: Editor) -> str:
    if isinstance(editor.control, WholeBox):
        return editor.control.text()
    assert isinstance(editor.control, QLineEdit)
    return editor.control.text()


def type_in(editor: Editor, text: str) -> None:
    line = editor.control.lineEdit() if isinstance(editor.control, WholeBox) else editor.control
    line.selectAll()
    QTest.keyClick(editor.control, Qt.Key.Key_Delete)
    QTest.keyClicks(editor.control, text)


@pytest.fixture
def editors_of(qtbot):
    """The fields of a part, one after the other, with what each says."""

    def made(cls):
        for p in cls.parameters():
            editor = editor_for(p, check(cls, p.name))
            qtbot.addWidget(editor.widget)
            yield p, editor, Heard(editor)

    return made


@every_part
def test_every_value_is_shown_and_returned_without_a_signal(editors_of, values, cls):
    for p, editor, heard in editors_of(cls):
        assert same(editor.value(), p.default), p.name
        for value in [*values.others(p), p.default]:
            editor.set_value(value)
            assert same(editor.value(), value), p.name
            assert same(editor._read(), value), p.name
        assert heard.edited == [], p.name
        assert editor.complaint() == "", p.name


@every_part
def test_every_value_can_be_made_by_hand(editors_of, values, cls):
    for p, editor, heard in editors_of(cls):
        for value in values.others(p):
            make_by_hand(editor, value)
            assert same(editor.value(), value), (p.name, editor.complaint())
            assert same(heard.edited[-1], value), p.name


def make_by_hand(editor: Editor, value: object) -> None:
    if isinstance(editor.control, QComboBox):
        editor.control.setCurrentIndex(
            next(i for i in range(editor.control.count()) if same(editor._options[i], value))
        )
    elif isinstance(value, bool):
        editor.control.click()
    else:
        editor.control.setText(shown(value, editor.parameter.numbers))


@every_part
def test_wrong_values_give_a_sentence_and_no_edit(editors_of, values, cls):
    for p, editor, heard in editors_of(cls):
        if p.form not in ("whole", "number", "numbers"):
            continue
        tried = [text for text in map(shown, values.out_of_range(p)) if text] + ["abc", "--", "1 2 x"]
        for text in tried:
            editor.control.setText(text)
            words = f"{p.name} {editor.complaint()}".rstrip(".") + "."
            assert values.is_a_sentence(words), (p.name, text, editor.complaint())
            assert editor.control.property("invalid") == "true", (p.name, text)
            assert editor.complaint() in editor.control.toolTip(), (p.name, text)
        assert heard.edited == [], p.name
        assert same(editor.value(), p.default), p.name


@pytest.mark.parametrize(
    ("section", "name"), [(Data, "batch_size"), (Data, "validation_fraction"), (Training, "epochs")]
)
def test_a_field_outside_a_part_keeps_its_own_bounds(qtbot, section, name):
    editor = editor_for(parameter(name, section.model_fields[name]))
    qtbot.addWidget(editor.widget)
    editor.control.setText("-1")
    assert "at least" in editor.complaint()


def test_an_exclusive_bound_is_a_sentence(qtbot):
    cls = find("layer", "BatchNorm2d")
    editor = editor_for(of("layer", "BatchNorm2d", "eps"), check(cls, "eps"))
    qtbot.addWidget(editor.widget)
    editor.control.setText("0")
    assert editor.complaint().startswith("must be more than 0")


@pytest.mark.parametrize("checked", [True, False])
def test_an_expression_says_what_is_wrong_and_where(qtbot, checked):
    cls = find("transform", "Lambda")
    editor = editor_for(of("transform", "Lambda", "expression"), check(cls, "expression") if checked else None)
    qtbot.addWidget(editor.widget)
    editor.control.setText("x + y")
    assert "“y” is not known (at place 5)" in editor.complaint()
    editor.control.setText("x + 0.5")
    assert (editor.complaint(), editor.value()) == ("", "x + 0.5")


def test_typing_edits_at_every_valid_text_and_finishes_once(shown_editor):
    editor, heard = shown_editor(of("optimizer", "Adam", "lr"))
    type_in(editor, "1e-4")
    assert heard.edited[-1] == 1e-4
    assert heard.finished == 0
    QTest.keyClick(editor.control, Qt.Key.Key_Return)
    assert heard.finished == 1
    QTest.keyClick(editor.control, Qt.Key.Key_Return)
    assert heard.finished == 1, "nothing was edited since"


def test_leaving_finishes_tidies_and_forgets_what_will_not_do(shown_editor):
    editor, heard = shown_editor(of("optimizer", "Adam", "lr"))
    type_in(editor, "0.0100")
    QTest.keyClick(editor.control, Qt.Key.Key_Tab)
    assert heard.finished == 1
    assert text_of(editor) == "0.01"
    editor.control.setFocus()
    type_in(editor, "abc")
    assert editor.complaint()
    QTest.keyClick(editor.control, Qt.Key.Key_Tab)
    assert (text_of(editor), editor.complaint()) == ("0.01", "")


def test_escape_takes_back_what_will_not_do(shown_editor):
    editor, _ = shown_editor(of("layer", "Conv2d", "kernel_size"))
    type_in(editor, "3, x")
    QTest.keyClick(editor.control, Qt.Key.Key_Escape)
    assert (text_of(editor), editor.complaint()) == ("3", "")


def test_setting_the_value_that_is_being_typed_leaves_text_and_cursor(shown_editor):
    editor, _ = shown_editor(of("optimizer", "Adam", "lr"))
    editor.edited.connect(editor.set_value)
    type_in(editor, "0.0100")
    editor.control.setCursorPosition(3)
    editor.set_value(0.01)
    assert (editor.control.text(), editor.control.cursorPosition()) == ("0.0100", 3)
    editor.set_value(0.5)
    assert editor.control.text() == "0.5"


@pytest.mark.parametrize("word", ["", "none", "None"])
@pytest.mark.parametrize(
    "p", [of("scheduler", "CosineAnnealingLR", "T_max"), of("layer", "BatchNorm2d", "momentum"),
          of("layer", "MaxPool2d", "stride")], ids=["whole", "number", "numbers"],
)  # fmt: skip
def test_nothing_or_the_word_is_none(qtbot, p, word):
    editor = editor_for(p)
    qtbot.addWidget(editor.widget)
    editor.control.setText("3" if p.form != "number" else "0.3")
    editor.control.setText(word)
    assert editor.value() is None
    line = editor.control.lineEdit() if isinstance(editor.control, WholeBox) else editor.control
    assert line.placeholderText() == "none"


def test_an_optional_flag_has_three_answers(qtbot):
    editor = editor_for(of("optimizer", "Adam", "fused"))
    qtbot.addWidget(editor.widget)
    assert [editor.control.itemText(i) for i in range(3)] == ["none", "yes", "no"]
    for value in (True, False, None):
        editor.set_value(value)
        assert editor._read() is value


def test_arrow_keys_step_rates_along_the_ladder(shown_editor):
    editor, heard = shown_editor(of("optimizer", "Adam", "lr"))
    QTest.keyClick(editor.control, Qt.Key.Key_Up)
    QTest.keyClick(editor.control, Qt.Key.Key_Up)
    QTest.keyClick(editor.control, Qt.Key.Key_Down)
    assert heard.edited == [0.002, 0.005, 0.002]
    assert heard.finished == 0


def test_holding_a_spin_button_is_one_gesture(shown_editor):
    editor, heard = shown_editor(of("layer", "Linear", "out_features"))
    option = QStyleOptionSpinBox()
    editor.control.initStyleOption(option)
    style = QApplication.style()
    up = style.subControlRect(
        QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxUp, editor.control
    ).center()
    QTest.mousePress(editor.control, Qt.MouseButton.LeftButton, pos=up)
    assert (heard.edited, heard.finished) == ([11], 0)
    QTest.mouseRelease(editor.control, Qt.MouseButton.LeftButton, pos=up)
    assert heard.finished == 1


def test_a_spin_box_stops_at_its_bounds_and_shows_no_separators(shown_editor):
    editor, heard = shown_editor(of("layer", "Conv2d", "out_channels"))
    editor.set_value(65_536)
    assert text_of(editor) == "65536"
    QTest.keyClick(editor.control, Qt.Key.Key_Up)
    assert heard.edited == []
    assert not editor.control.stepEnabled() & WholeBox.StepEnabledFlag.StepUpEnabled


def test_numbers_beyond_32_bits_can_be_shown(qtbot):
    editor = editor_for(parameter("every_steps", Training.model_fields["epochs"]), check=lambda value: value)
    qtbot.addWidget(editor.widget)
    editor.control.setText(str(2**62))
    assert editor.value() == 2**62


@pytest.mark.parametrize("focused", [True, False])
@pytest.mark.parametrize(
    "p", [of("layer", "Linear", "out_features"), of("optimizer", "Adam", "lr"), of("layer", "Conv2d", "padding_mode")],
    ids=["whole", "number", "choice"],
)  # fmt: skip
def test_the_wheel_turns_only_what_has_the_focus(shown_editor, p, focused):
    editor, heard = shown_editor(p)
    if not focused:
        editor.control.clearFocus()
    at = QPointF(5, 5)
    event = QWheelEvent(at, editor.control.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(editor.control, event)
    assert bool(heard.edited) is focused


def test_a_problem_found_elsewhere_marks_the_field_until_it_is_taken_away(qtbot):
    editor = editor_for(of("layer", "Linear", "out_features"))
    qtbot.addWidget(editor.widget)
    editor.show_problem("10 classes need 10 outputs.", "warning")
    assert (editor.control.property("problem"), editor.control.property("invalid") or "") == ("warning", "")
    assert "10 classes" in editor.control.toolTip()
    assert "10 classes" in editor.control.accessibleDescription()
    editor.show_problem("")
    assert not editor.control.property("problem")


def test_a_chosen_folder_is_an_edit_and_the_end_of_it(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(FolderField, "choose", staticmethod(lambda parent, title, begin: str(tmp_path)))
    editor = editor_for(of("dataset", "ImageFolder", "root"))
    qtbot.addWidget(editor.widget)
    heard = Heard(editor)
    editor.field.button.click()
    assert (heard.edited, heard.finished) == ([str(tmp_path)], 1)


def test_a_folder_not_chosen_changes_nothing(qtbot, monkeypatch):
    monkeypatch.setattr(FolderField, "choose", staticmethod(lambda parent, title, begin: ""))
    editor = editor_for(of("dataset", "ImageFolder", "root"))
    qtbot.addWidget(editor.widget)
    heard = Heard(editor)
    editor.field.button.click()
    assert (heard.edited, heard.finished) == ([], 0)


def test_quotes_around_a_copied_path_are_not_part_of_it(qtbot):
    editor = editor_for(of("dataset", "ImageFolder", "root"))
    qtbot.addWidget(editor.widget)
    editor.control.setText('"/photos/my cats"')
    assert editor.value() == "/photos/my cats"


@pytest.mark.parametrize("form", ["whole", "number", "numbers"])
def test_a_field_that_is_deleted_while_it_has_the_focus_does_not_complain(qtbot, form):
    editor = editor_for(next(p for _, p in ALL if p.form == form))
    widget = editor.widget
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    editor.control.setFocus()
    type_in(editor, "7")
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    assert caught == []
