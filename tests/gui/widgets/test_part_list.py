"""The list of parts by keyboard, mouse, clipboard and drag: it asks, its owner answers, and it keeps its place."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from workbench.gui.theme import DARK, LIGHT, palette
from workbench.gui.widgets.part_drag import place_at
from workbench.gui.widgets.part_layout import Columns, Fonts, Plan, Words
from workbench.gui.widgets.part_list import PartList, Row
from workbench.gui.widgets.part_mime import mime_of
from workbench.spec.edits import SetValue, moved
from workbench.spec.parts import Part, find, parts
from workbench.spec.problems import Fix, Problem, Text, problem

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def layer(name: str, **values) -> Part:
    cls = find("layer", name)
    assert cls is not None
    return cls(**values)


def fixable(words: str = "10 classes need 10 outputs.", field: str = ".out_features") -> Problem:
    address = f"model.layers[1]{field}"
    fix = Fix(Text("Set out_features to 10"), (SetValue(address, 10),))
    return problem(address, words, severity="warning", fix=fix)


MODEL = (
    layer("Conv2d", out_channels=32),
    layer("ReLU"),
    layer("Conv2d", out_channels=64),
    layer("Flatten"),
    layer("Linear", out_features=9),
)


class Owner:
    """Answers a list as a window would, and writes down what it was asked."""

    def __init__(self, view: PartList, parts: tuple[Part, ...]) -> None:
        self.view = view
        self.parts = parts
        self.problems: dict[int, Problem] = {}
        self.asked: list[tuple] = []
        view.insert_requested.connect(self._insert)
        view.move_requested.connect(self._move)
        view.remove_requested.connect(self._remove)
        view.value_edited.connect(self._edit)
        view.edit_finished.connect(lambda: self.asked.append(("finished",)))
        view.fix_requested.connect(lambda found: self.asked.append(("fix", found)))
        view.refused.connect(lambda words: self.asked.append(("refused", words)))
        self.show()

    def show(self) -> None:
        self.view.set_rows([Row(part, "1 × 2", "3", self.problems.get(i)) for i, part in enumerate(self.parts)])

    def types(self) -> list[str]:
        return [part.type for part in self.parts]

    def _insert(self, index: int, parts: tuple[Part, ...]) -> None:
        self.asked.append(("insert", index, parts))
        self.parts = (*self.parts[:index], *parts, *self.parts[index:])
        self.show()
        self.view.select(index)

    def _move(self, indices: tuple[int, ...], to: int) -> None:
        self.asked.append(("move", indices, to))
        new = moved(self.parts, indices, to)
        if new != self.parts:  # as a document does, to which nothing has happened
            self.parts = new
            self.show()

    def _remove(self, indices: tuple[int, ...]) -> None:
        self.asked.append(("remove", indices))
        self.parts = tuple(part for i, part in enumerate(self.parts) if i not in indices)
        self.show()

    def _edit(self, index: int, name: str, value: object) -> None:
        self.asked.append(("edit", index, name, value))
        self.parts = (*self.parts[:index], self.parts[index].replace(**{name: value}), *self.parts[index + 1 :])
        self.show()


@pytest.fixture
def view(qtbot) -> PartList:
    made = PartList("layer")
    qtbot.addWidget(made)
    made.resize(520, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def owner(view) -> Owner:
    return Owner(view, MODEL)


def index_of(view: PartList, row: int):
    return view.parts_model.index(row, 0)


def boxes(view: PartList, row: int):
    return view._delegate.boxes(index_of(view, row), view.visualRect(index_of(view, row)))


def click(view: PartList, at: QPoint, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(view.viewport(), LEFT, modifiers, at)


def click_row(view: PartList, row: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    click(view, boxes(view, row).title.center(), modifiers)


def key(view: PartList, *keys, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    for each in keys:
        QTest.keyClick(view, each, modifiers)


def choose(view: PartList, *rows: int) -> None:
    view.select(rows[0])
    for row in rows[1:]:
        view.selectionModel().select(index_of(view, row), QItemSelectionModel.SelectionFlag.Select)


# The form in place.


@pytest.mark.parametrize("cls", parts("layer") + parts("transform"), ids=lambda cls: cls.__name__)
def test_every_part_opens_its_form_under_its_row(qtbot, cls):
    view = PartList(cls.kind)
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    view.set_rows([Row(cls()), Row(cls())])
    view.select(0)
    form = view.form()
    assert form is not None
    assert sorted(form.editors()) == sorted(p.name for p in cls.parameters() if p.name != "enabled")
    head, below = boxes(view, 0).card, view.visualRect(index_of(view, 1))
    assert head.bottom() < form.geometry().top()
    assert form.geometry().bottom() < below.top()
    assert form.height() >= form.heightForWidth(form.width())


def test_the_form_follows_the_selection(view, owner, qtbot):
    with qtbot.waitSignal(view.opened) as opened:
        click_row(view, 0)
    assert opened.args == [0]
    assert view.form().part() is MODEL[0]
    click_row(view, 4)
    assert view.open_index() == 4
    click_row(view, 3, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_indices() == (3, 4)
    assert view.open_index() == -1


def test_a_click_on_the_open_row_folds_and_unfolds_it(view, owner):
    click_row(view, 0)
    click_row(view, 0)
    assert view.open_index() == -1
    assert view.selected_indices() == (0,)
    click_row(view, 0)
    assert view.open_index() == 0


def test_what_is_folded_stays_so_for_the_arrow_keys_but_not_for_a_click(view, owner):
    click_row(view, 0)
    key(view, Qt.Key.Key_F2, Qt.Key.Key_Down)
    assert (view.selected_indices(), view.open_index()) == ((1,), -1)
    click_row(view, 2)
    assert view.open_index() == 2
    key(view, Qt.Key.Key_F2, Qt.Key.Key_F2)
    assert view.open_index() == 2


def test_nothing_moves_under_a_pressed_mouse(view, owner):
    click_row(view, 0)
    before = view.visualRect(index_of(view, 3))
    QTest.mousePress(view.viewport(), LEFT, pos=boxes(view, 3).title.center())
    assert view.visualRect(index_of(view, 3)) == before
    QTest.mouseRelease(view.viewport(), LEFT, pos=before.center())
    assert view.open_index() == 3


def test_enter_goes_into_the_form_and_escape_comes_back(view, owner):
    view.select(0)
    key(view, Qt.Key.Key_Return)
    control = view.form().editor("out_channels").control
    assert QApplication.focusWidget() is control
    QTest.keyClick(control, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view
    key(view, Qt.Key.Key_Escape)
    assert view.open_index() == -1


@pytest.fixture
def neighbour(view, qtbot) -> QLineEdit:
    """A field after the list in the same window, where Tab and a lost focus might end up."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(made := QLineEdit(window))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    made.kept = window  # qtbot does not keep it alive
    return made


def tab() -> str:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return QApplication.focusWidget().objectName()


def test_tab_goes_from_the_list_through_the_form_to_what_is_next(view, owner, neighbour):
    neighbour.setObjectName("neighbour")
    view.select(4)
    assert [tab() for _ in range(4)] == ["layer_out_features", "layer_bias", "layer_more", "neighbour"]
    view.select(3)
    view.setFocus()
    assert [tab() for _ in range(3)] == ["layer_start_dim", "layer_end_dim", "neighbour"]
    owner.parts = (*owner.parts[:3], layer("Softmax"), owner.parts[4])
    owner.show()
    view.setFocus()
    assert [tab() for _ in range(2)] == ["layer_dim", "neighbour"]


def test_the_focus_of_a_form_that_shuts_comes_back_to_the_list(view, owner, neighbour):
    view.select(0)
    view.edit_current()
    assert QApplication.focusWidget() is not view
    view.select(1)
    assert QApplication.focusWidget() is view
    view.edit_current()
    owner.parts = owner.parts[:1]
    owner.show()
    assert QApplication.focusWidget() is view


def test_a_sentence_in_the_form_makes_room_for_itself(view, owner, qtbot):
    view.select(0)
    before = view.visualRect(index_of(view, 1)).top()
    with qtbot.waitSignal(view.form().resized):
        view.form().editor("kernel_size").control.setText("0")
    view.executeDelayedItemsLayout()
    assert view.visualRect(index_of(view, 1)).top() > before
    assert view.form().height() >= view.form().heightForWidth(view.form().width())


def test_an_edit_keeps_the_form_its_focus_and_its_text(view, owner):
    view.select(0)
    form = view.form()
    control = form.editor("kernel_size").control
    control.setFocus()
    control.setText("3, ")
    QTest.keyClicks(control, "5")
    assert ("edit", 0, "kernel_size", (3, 5)) in owner.asked
    assert view.form() is form
    assert QApplication.focusWidget() is control
    assert control.text() == "3, 5"
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert owner.asked[-1] == ("finished",)


def test_the_open_form_goes_with_its_part(view, owner):
    view.select(2)
    form, control = view.form(), view.form().editor("stride").control
    control.setFocus()
    owner.parts = (layer("Dropout"), *owner.parts)
    owner.show()
    assert (view.form(), view.open_index(), view.selected_indices()) == (form, 3, (3,))
    assert QApplication.focusWidget() is control
    owner.parts = (owner.parts[3], *owner.parts[:3], *owner.parts[4:])
    owner.show()
    assert (view.form(), view.open_index()) == (form, 0)


def test_another_part_in_the_same_place_gets_another_form(view, owner):
    view.select(4)
    owner.parts = (*owner.parts[:4], layer("Softmax"))
    owner.show()
    assert list(view.form().editors()) == ["dim"]


def test_a_note_stands_in_the_form_of_the_row_that_has_one(view, owner):
    view.select(0)
    low = view.visualRect(index_of(view, 0)).height()
    view.set_notes(lambda row: "in_channels = 32, from the layer before" * (row == 0))
    owner.show()
    view.executeDelayedItemsLayout()
    assert "in_channels" in view.form()._note.text()
    assert view.visualRect(index_of(view, 0)).height() > low
    view.select(1)
    assert view.form()._note.text() == ""


def test_the_field_of_a_problem_is_marked_but_its_sentence_stands_in_the_row(view, owner):
    owner.problems = {4: fixable()}
    owner.show()
    view.select(4)
    assert view.form().editor("out_features").control.property("problem") == "warning"
    assert view.form()._sentences.isHidden()


# Requests by keyboard.


def test_arrows_select_and_alt_arrows_move(view, owner):
    view.select(1)
    key(view, Qt.Key.Key_Down)
    assert view.selected_indices() == (2,)
    key(view, Qt.Key.Key_Up, modifiers=ALT)
    assert owner.asked == [("move", (2,), 1)]
    assert owner.types() == ["Conv2d", "Conv2d", "ReLU", "Flatten", "Linear"]
    assert view.selected_indices() == (1,)
    key(view, Qt.Key.Key_Down, Qt.Key.Key_Down, modifiers=ALT)
    assert owner.types() == ["Conv2d", "ReLU", "Flatten", "Conv2d", "Linear"]
    assert (view.selected_indices(), view.currentIndex().row(), view.open_index()) == ((3,), 3, 3)


def test_the_ends_are_the_ends(view, owner):
    view.select(0)
    view.move_up()
    view.select(4)
    view.move_down()
    assert owner.asked == []


def test_several_rows_move_together_and_stay_selected(view, owner):
    choose(view, 0, 1)
    view.move_down()
    assert owner.types() == ["Conv2d", "Conv2d", "ReLU", "Flatten", "Linear"]
    assert owner.parts[0].out_channels == 64
    assert view.selected_indices() == (1, 2)


def test_a_part_moves_past_an_equal_one(view):
    owner = Owner(view, (layer("ReLU"), layer("ReLU"), layer("Flatten")))
    view.select(0)
    view.move_down()
    assert view.selected_indices() == (1,)
    view.move_down()
    assert owner.types() == ["ReLU", "Flatten", "ReLU"]
    assert view.selected_indices() == (2,)


def test_space_switches_all_selected_rows_the_same_way(view, owner):
    choose(view, 0, 2)
    key(view, Qt.Key.Key_Space)
    assert owner.asked == [("edit", 0, "enabled", False), ("edit", 2, "enabled", False), ("finished",)]
    view.select(1)
    view.toggle_enabled()
    choose(view, 1, 3)
    owner.asked.clear()
    view.toggle_enabled()
    assert owner.asked == [("edit", 3, "enabled", False), ("finished",)], "one of them is on: both go off"
    view.toggle_enabled()
    assert owner.parts[1].enabled and owner.parts[3].enabled


@pytest.mark.parametrize(("gone", "next_row"), [((1,), 1), ((4,), 3), ((1, 3), 1), ((0, 1, 2, 3), 0)])
def test_after_removal_the_row_in_their_place_is_selected(view, owner, gone, next_row):
    choose(view, *gone)
    key(view, Qt.Key.Key_Delete)
    assert owner.asked == [("remove", gone)]
    assert view.selected_indices() == (next_row,)


def test_the_last_row_can_be_removed_too(view):
    owner = Owner(view, (layer("ReLU"),))
    view.select(0)
    view.delete()
    assert owner.parts == ()
    assert (view.selected_indices(), view.open_index(), view.form()) == ((), -1, None)
    view.delete()
    view.duplicate()
    view.toggle_enabled()
    view.fix()
    assert owner.asked == [("remove", (0,))]


def test_alt_enter_mends_the_current_row(view, owner):
    owner.problems = {1: fixable()}
    owner.show()
    view.select(0)
    key(view, Qt.Key.Key_Return, modifiers=ALT)
    view.select(1)
    key(view, Qt.Key.Key_Return, modifiers=ALT)
    assert owner.asked == [("fix", owner.problems[1])]


# Clipboard.


def test_what_is_copied_is_pasted_after_the_selection(view, owner):
    choose(view, 0, 2)
    key(view, Qt.Key.Key_C, modifiers=Qt.KeyboardModifier.ControlModifier)
    view.select(3)
    assert view.can_paste()
    key(view, Qt.Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert owner.asked == [("insert", 4, (MODEL[0], MODEL[2]))]
    assert view.selected_indices() == (4,)


def test_cut_removes_and_paste_brings_back_elsewhere(view, owner):
    view.select(0)
    key(view, Qt.Key.Key_X, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert owner.types() == ["ReLU", "Conv2d", "Flatten", "Linear"]
    view.clearSelection()
    view.paste()
    assert owner.parts[-1] == MODEL[0]


def test_duplicate_puts_the_same_after_the_last_selected(view, owner):
    choose(view, 0, 1)
    view.duplicate()
    assert owner.asked == [("insert", 2, (MODEL[0], MODEL[1]))]


def test_foreign_content_is_refused_with_a_sentence(view, owner):
    QGuiApplication.clipboard().setText("hello")
    assert not view.can_paste()
    view.paste()
    assert owner.asked == [("refused", "This holds no layers. Layers are copied from a model's list.")]


# Drag and drop.


def drop(view: PartList, mime: QMimeData, at: QPoint, modifiers=Qt.KeyboardModifier.NoModifier) -> bool:
    """A drag that enters, moves and lets go; says whether it was accepted on the way."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(at, actions, mime, LEFT, modifiers)
    QApplication.sendEvent(view.viewport(), enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(at, actions, mime, LEFT, modifiers)
    QApplication.sendEvent(view.viewport(), move)
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), actions, mime, LEFT, modifiers))
    return move.isAccepted()


def above(view: PartList, row: int) -> QPoint:
    return view.visualRect(index_of(view, row)).topLeft() + QPoint(40, 2)


def test_a_part_from_the_palette_falls_between_the_rows(view, owner):
    new = layer("GELU")
    assert drop(view, mime_of("layer", [new]), above(view, 1))
    assert owner.asked == [("insert", 1, (new,))]


def test_below_the_last_row_is_the_end(view, owner):
    new = layer("GELU")
    assert drop(view, mime_of("layer", [new]), QPoint(50, view.viewport().height() - 5))
    assert owner.asked == [("insert", 5, (new,))]


def test_a_drop_on_an_empty_list_is_the_first_row(view):
    owner = Owner(view, ())
    assert drop(view, mime_of("layer", [layer("GELU")]), QPoint(50, 100))
    assert owner.asked[0][:2] == ("insert", 0)


def drag_within(view: PartList, monkeypatch, at: QPoint, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    monkeypatch.setattr(view, "run_drag", lambda drag: drop(view, drag.mimeData(), at, modifiers))
    view.startDrag(Qt.DropAction.MoveAction)


def test_rows_dragged_within_the_list_are_moved(view, owner, monkeypatch):
    choose(view, 0, 1)
    drag_within(view, monkeypatch, above(view, 4))
    assert owner.asked == [("move", (0, 1), 4)]
    assert owner.types() == ["Conv2d", "Flatten", "Conv2d", "ReLU", "Linear"]
    assert view.selected_indices() == (2, 3)


def test_with_control_they_are_copied(view, owner, monkeypatch):
    view.select(0)
    drag_within(view, monkeypatch, above(view, 4), Qt.KeyboardModifier.ControlModifier)
    assert owner.asked == [("insert", 4, (MODEL[0],))]


def test_rows_let_go_where_they_were_stay(view, owner, monkeypatch):
    view.select(1)
    drag_within(view, monkeypatch, above(view, 2))
    assert owner.asked == []


def test_rows_of_another_window_are_copied(view, owner, qtbot, monkeypatch):
    other = PartList("layer")
    qtbot.addWidget(other)
    other.set_rows([Row(layer("Tanh"))])
    other.select(0)
    monkeypatch.setattr(other, "run_drag", lambda drag: drop(view, drag.mimeData(), above(view, 0)))
    other.startDrag(Qt.DropAction.MoveAction)
    assert owner.asked == [("insert", 0, (layer("Tanh"),))]


def test_a_foreign_drag_is_not_accepted_and_a_wrong_one_is_refused(view, owner):
    mime = QMimeData()
    mime.setText("hello")
    assert not drop(view, mime, above(view, 1))
    assert drop(view, mime_of("transform", [find("transform", "Resize")()]), above(view, 1))
    assert [what for what, *_ in owner.asked] == ["refused"]


def test_a_drag_over_the_fields_of_the_form_is_one_over_the_list(view, owner):
    view.select(0)
    controls = [editor.control for editor in view.form().editors().values()]
    assert not any(child.acceptDrops() for control in controls for child in [control, *control.children()]
                   if child.isWidgetType())  # fmt: skip


def test_the_line_of_a_drag_is_drawn_and_goes(view, owner):
    mime, at = mime_of("layer", [layer("GELU")]), above(view, 2)
    before = view.viewport().grab().toImage()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(at, Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view.viewport(), event)
    assert view.viewport().grab().toImage() != before
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.viewport().grab().toImage() == before


def test_the_upper_half_of_a_row_is_before_it_and_the_lower_half_after(view, owner):
    rect = view.visualRect(index_of(view, 1))
    assert place_at(view, rect.topLeft() + QPoint(5, 2)) == 1
    assert place_at(view, rect.bottomLeft() + QPoint(5, -5)) == 2


# Mouse on the parts of a row.


def test_a_click_on_the_box_switches_that_row_only(view, owner):
    choose(view, 0, 1)
    click(view, boxes(view, 3).mark.center())
    assert owner.asked == [("edit", 3, "enabled", False), ("finished",)]
    assert view.selected_indices() == (0, 1)


def test_a_press_on_the_box_that_is_let_go_elsewhere_does_nothing(view, owner):
    QTest.mousePress(view.viewport(), LEFT, pos=boxes(view, 3).mark.center())
    QTest.mouseRelease(view.viewport(), LEFT, pos=boxes(view, 1).title.center())
    assert owner.asked == []
    assert view.selected_indices() == ()


@pytest.mark.parametrize("words", ["Too few.", "A sentence that is much longer than the row is wide. " * 4])
def test_a_click_on_fix_asks_for_it(view, owner, words):
    owner.problems = {2: fixable(words)}
    owner.show()
    view.executeDelayedItemsLayout()
    assert boxes(view, 2).chip.isEmpty() == (len(words) > 20)
    click(view, boxes(view, 2).fix.center())
    assert owner.asked == [("fix", owner.problems[2])]
    assert view.selected_indices() == ()


def test_without_a_fix_there_is_no_button(view, owner):
    owner.problems = {2: problem("model.layers[2]", "It does not fit.", "Try another size.")}
    owner.show()
    assert boxes(view, 2).fix.isEmpty()
    rect = view.visualRect(index_of(view, 2))
    at = boxes(view, 2).problem.center()
    assert view._delegate.help_at(index_of(view, 2), rect, at) == "It does not fit. Try another size."


def test_a_double_click_goes_into_the_form(view, owner):
    at = boxes(view, 0).title.center()
    click(view, at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    assert QApplication.focusWidget() is view.form().editor("out_channels").control


# Looks.


@pytest.mark.parametrize("width", [120, 200, 300, 360, 520, 900])
@pytest.mark.parametrize("steps", [False, True], ids=["layers", "transforms"])
@pytest.mark.parametrize("problem_words", ["", "Short.", "Something longer that has to be wrapped in the end, surely."])
def test_nothing_in_a_row_overlaps_at_any_width(qapp, width, steps, problem_words):
    plan = Plan(Fonts.of(qapp.font()), Columns(90, 70), steps)
    words = Words("ConvTranspose2d", "64, kernel_size 3, stride 2", "64 × 24 × 24", "1,179,776", problem_words, "Fix")
    found = plan.boxes(QRect(0, 0, width, 0), words, 0)
    lines = [found.mark, found.title, found.summary, found.detail, found.count, found.grip, found.chip]
    lines += [found.icon, found.fix, found.problem] if found.chip.isEmpty() else [found.fix]
    shown = [box for box in lines if box.width() > 0 and box.height() > 0]
    pairs = [
        (a, b) for i, a in enumerate(shown) for b in shown[i + 1 :] if {id(a), id(b)} != {id(found.chip), id(found.fix)}
    ]
    assert not [pair for pair in pairs if pair[0].intersects(pair[1])]
    assert all(found.card.contains(box) for box in shown)


def test_rows_are_painted_differently_when_off_selected_or_wrong(view, owner):
    view.clearSelection()

    def picture(row: int):
        return view.viewport().grab(boxes(view, row).card).toImage()

    plain = picture(1)
    owner.parts = (owner.parts[0], owner.parts[1].replace(enabled=False), *owner.parts[2:])
    owner.show()
    off = picture(1)
    owner.parts = MODEL
    owner.problems = {1: problem("model.layers[1]", "Bad.", severity="error")}
    owner.show()
    wrong = picture(1)
    owner.problems = {}
    owner.show()
    view.set_folded(True)
    view.select(1)
    selected = picture(1)
    pictures = [plain, off, wrong, selected]
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[i + 1 :])


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_rows_follow_the_theme(view, owner, qapp, tokens):
    before = qapp.palette()
    try:
        qapp.setPalette(palette(tokens))
        image = view.viewport().grab().toImage()
        card = boxes(view, 1).card
        assert image.pixelColor(card.center()).name().upper() == tokens.input.upper()
    finally:
        qapp.setPalette(before)


def test_an_empty_list_says_what_to_do(view):
    blank = view.viewport().grab().toImage()
    view.set_empty_text("Drag a layer here.")
    assert view.viewport().grab().toImage() != blank
    said = view.viewport().grab().toImage()
    view.set_rows([Row(layer("ReLU"))])
    assert view.viewport().grab().toImage() != said


def test_the_input_stands_above_the_rows_and_does_not_scroll(view, owner):
    top = view.viewport().geometry().top()
    view.set_head("Input", "1 × 28 × 28")
    assert view.viewport().geometry().top() > top
    assert view._head.isVisible()
    view.set_head("", "")
    assert view.viewport().geometry().top() == top


# A thousand rows.


def test_an_edit_in_a_thousand_rows_keeps_place_and_form_and_touches_few(view):
    count = 1000
    owner = Owner(view, tuple(layer("Linear", out_features=n + 1) for n in range(count)))
    view.select(700)
    form, place = view.form(), view.verticalScrollBar().value()
    assert place > 0
    changed = []
    view.parts_model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    form.editor("out_features").control.setText("12")
    assert changed == [(700, 700)]
    assert owner.parts[700].out_features == 12
    assert (view.form(), view.verticalScrollBar().value()) == (form, place)
    view.selectAll()
    assert view.open_index() == -1
    view.delete()
    assert view.parts_model.rowCount() == 0
