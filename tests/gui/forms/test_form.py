"""A form shows every parameter of every part, says what is wanted, and stays itself while its part changes."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench.gui.forms.editor import same
from workbench.gui.forms.field_grid import Need, columns_for, plan
from workbench.gui.forms.form import SHOWN_WHEN_FOLDED, PartForm, parameters_of
from workbench.spec.experiment import Data, Experiment, Training
from workbench.spec.fields import parameter
from workbench.spec.parts import KINDS, find, parts
from workbench.spec.problems import problem

CLASSES = [cls for kind in KINDS for cls in parts(kind)]


@pytest.fixture
def form(qtbot):
    made = PartForm(prefix="layer")
    qtbot.addWidget(made)
    return made


def make(kind: str, name: str, **values):
    cls = find(kind, name)
    assert cls is not None
    return cls(**values)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_part_has_a_field_for_every_parameter(form, values, cls):
    form.set_part(cls())
    expected = [p.name for p in cls.parameters() if p.name != "enabled"]
    assert sorted(form.editors()) == sorted(expected)
    for name, editor in form.editors().items():
        assert editor.control.objectName() == f"layer_{name}"
        assert editor.control.accessibleName() == name
        assert editor.parameter.description in editor.control.toolTip()
    for p in cls.parameters():
        for value in values.others(p):
            changed = cls().replace(**{p.name: value})
            form.set_part(changed)
            assert all(same(editor.value(), getattr(changed, name)) for name, editor in form.editors().items())


def test_the_same_type_is_shown_without_building_anew(form):
    form.set_part(make("layer", "Conv2d"))
    before = form.editor("kernel_size").control
    form.set_part(make("layer", "Conv2d", kernel_size=5))
    assert form.editor("kernel_size").control is before
    assert form.values()["kernel_size"] == 5
    form.set_part(make("layer", "Linear"))
    assert "kernel_size" not in form.editors()
    form.set_part(None)
    assert not form.editors()


def test_what_is_essential_comes_first(form):
    form.set_part(make("transform", "RandomCrop"))
    assert next(iter(form.editors())) == "size"


def test_an_edit_says_its_name_and_value_and_its_end(form, qtbot):
    form.set_part(make("layer", "Conv2d"))
    said = []
    form.edited.connect(lambda name, value: said.append((name, value)))
    form.editor("kernel_size").control.setText("3, 5")
    assert said == [("kernel_size", (3, 5))]
    with qtbot.waitSignal(form.finished):
        form.editor("bias").control.click()
    assert said[-1] == ("bias", False)


def test_a_refused_text_is_said_beneath_the_fields(form):
    form.set_part(make("layer", "Conv2d"))
    form.editor("kernel_size").control.setText("0")
    words = sentences(form)
    assert words.startswith("kernel_size needs a whole number of at least 1")
    form.editor("kernel_size").control.setText("1")
    assert sentences(form) == ""


def sentences(form: PartForm) -> str:
    return form._sentences.text()


def test_problems_mark_their_fields_and_only_those(form):
    form.set_part(make("layer", "Linear"))
    form.set_problems({"out_features": problem("a", "10 classes need 10 outputs.", severity="warning")})
    assert form.editor("out_features").control.property("problem") == "warning"
    assert sentences(form) == "out_features 10 classes need 10 outputs."
    form.set_problems({"bias": "is not needed."})
    assert not form.editor("out_features").control.property("problem")
    assert form.editor("bias").control.property("invalid") == "true"
    form.set_problems({"bias": "is not needed."}, quiet=True)
    assert sentences(form) == ""


def test_many_parameters_are_folded_and_those_that_matter_are_not(form, qtbot):
    form.set_part(make("optimizer", "Adam", amsgrad=True))
    form.show()
    shown = [name for name, editor in form.editors().items() if not editor.widget.isHidden()]
    assert shown == [*list(form.editors())[:SHOWN_WHEN_FOLDED], "amsgrad"]
    form.set_problems({"fused": "is not available here."})
    assert not form.editor("fused").widget.isHidden()
    more = form.findChild(QWidget, "layer_more")
    more.click()
    assert all(not editor.widget.isHidden() for editor in form.editors().values())
    more.click()
    assert form.editor("maximize").widget.isHidden()


def test_going_to_a_folded_field_unfolds_it(form, qtbot):
    form.set_part(make("optimizer", "Adam"))
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    assert form.focus("maximize")
    assert not form.editor("maximize").widget.isHidden()
    assert QApplication.focusWidget() is form.editor("maximize").control


def test_few_parameters_are_never_folded_but_for_those_set_aside(form):
    form.set_part(make("layer", "Conv2d"))
    hidden = {name for name, editor in form.editors().items() if editor.widget.isHidden()}
    assert hidden == {"frozen", "lr_scale"}
    form.set_part(make("layer", "Conv2d", frozen=True))
    assert not form.editor("frozen").widget.isHidden() and form.editor("lr_scale").widget.isHidden()


def test_a_name_stands_out_when_its_value_is_not_the_default(form):
    form.set_part(make("layer", "Conv2d", stride=2))
    roles = {label.text(): label.property("role") for label in form.findChildren(QLabel) if label.buddy()}
    assert roles["stride"] == "changed"
    assert roles["padding"] == "muted"


def test_a_field_can_be_put_back_to_its_default(form):
    form.set_part(make("layer", "Conv2d", stride=2))
    said = []
    form.edited.connect(lambda name, value: said.append((name, value)))
    reset = form.menu_for("stride").actions()[0]
    assert reset.text() == "Reset to 1"
    reset.trigger()
    assert said == [("stride", 1)]
    assert not form.menu_for("padding").actions()[0].isEnabled()


def test_chosen_fields_of_several_sections_share_a_form(qtbot):
    described = [
        parameter("epochs", Training.model_fields["epochs"]),
        parameter("batch_size", Data.model_fields["batch_size"]),
        parameter("seed", Experiment.model_fields["seed"]),
    ]
    form = PartForm(described, prefix="training", labels={"epochs": "Epochs"}, columns=1)
    qtbot.addWidget(form)
    said = []
    form.edited.connect(lambda name, value: said.append((name, value)))
    form.set_values({"epochs": 12, "batch_size": 32, "seed": 2**62})
    assert form.values() == {"epochs": 12, "batch_size": 32, "seed": 2**62}
    form.editor("epochs").control.setText("0")
    assert said == []
    assert sentences(form).startswith("Epochs must be at least 1")
    form.editor("epochs").control.setText("7")
    assert said == [("epochs", 7)]


def test_a_section_shows_the_fields_that_are_no_parts(qtbot):
    names = [p.name for p in parameters_of(Data())]
    assert "batch_size" in names
    assert "transforms" not in names
    assert "source" not in names


def test_delete_in_a_field_does_not_reach_what_is_around_it(form, qtbot):
    form.set_part(make("layer", "Conv2d"))
    control = form.editor("bias").control
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(control, event)
    assert event.isAccepted()


def test_escape_is_left_to_what_is_around(qtbot):
    heard = []

    class Around(QWidget):
        def keyPressEvent(self, event) -> None:
            heard.append(event.key())

    around = Around()
    qtbot.addWidget(around)
    form = PartForm(parent=around)
    form.set_part(make("layer", "Conv2d"))
    QTest.keyClick(form.editor("stride").control, Qt.Key.Key_Down)
    QTest.keyClick(form.editor("stride").control, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_fields_stay_inside_and_do_not_overlap_at_any_width(form, cls):
    form.set_part(cls())
    for width in (240, 360, 520, 900):
        form.hide()
        form.resize(width, max(form.heightForWidth(width), 10))
        form.show()
        boxes = [editor.widget.geometry() for editor in form.editors().values() if not editor.widget.isHidden()]
        boxes += [label.geometry() for label in form.findChildren(QLabel) if label.buddy() and not label.isHidden()]
        for i, box in enumerate(boxes):
            assert box.left() >= 0 and box.right() < width, width
            assert not any(box.intersects(other) for other in boxes[i + 1 :]), width


def test_a_wide_form_needs_fewer_rows():
    needs = [Need(80, 64, 140)] * 6
    assert [columns_for(needs, width, 3) for width in (150, 340, 520)] == [1, 2, 3]
    assert [place.row for place in plan(needs, 520, 3)] == [0, 0, 0, 1, 1, 1]


def test_a_cell_that_is_too_wide_takes_two_columns():
    needs = [Need(40, 64, 140), Need(80, 160, 220), Need(40, 64, 140)]
    assert [(p.row, p.column, p.span) for p in plan(needs, 520, 3)] == [(0, 0, 1), (0, 1, 2), (1, 0, 1)]
