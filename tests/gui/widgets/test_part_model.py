"""New rows become as few changes as can be told apart, and everything that points at a row goes with its part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from workbench.gui.widgets.part_model import PartModel, Row
from workbench.spec.edits import moved
from workbench.spec.parts import Part, find
from workbench.spec.problems import problem

POOL = [find("layer", "Linear")(out_features=n) for n in range(1, 9)]


def rows(*numbers: int) -> list[Row]:
    return [Row(POOL[number]) for number in numbers]


class Heard:
    """What a model said."""

    def __init__(self, model: PartModel) -> None:
        self.said: list[tuple] = []
        model.rowsInserted.connect(lambda _parent, first, last: self.said.append(("inserted", first, last)))
        model.rowsRemoved.connect(lambda _parent, first, last: self.said.append(("removed", first, last)))
        model.dataChanged.connect(lambda first, last: self.said.append(("changed", first.row(), last.row())))
        model.layoutChanged.connect(lambda: self.said.append(("moved",)))
        model.modelReset.connect(lambda: self.said.append(("reset",)))


def made(*numbers: int) -> tuple[PartModel, Heard]:
    model = PartModel()
    model.set_rows(rows(*numbers))
    return model, Heard(model)


def parts(model: PartModel) -> list[Part]:
    return [row.part for row in model.rows()]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((0, 1, 2), (0, 1, 2), []),
        ((0, 1, 2), (0, 3, 1, 2), [("inserted", 1, 1)]),
        ((0, 1, 2), (0, 1, 2, 3, 4), [("inserted", 3, 4)]),
        ((0, 1, 2), (0, 2), [("removed", 1, 1)]),
        ((0, 1, 2, 3, 4), (0, 2, 4), [("removed", 3, 3), ("removed", 1, 1)]),
        ((0, 1, 2), (0, 5, 2), [("changed", 1, 1)]),
        ((0, 1, 2), (2, 0, 1), [("moved",)]),
        ((0, 1), (), [("removed", 0, 1)]),
        ((), (0, 1), [("inserted", 0, 1)]),
    ],
)
def test_a_change_is_said_as_what_it_is(before, after, said):
    model, heard = made(*before)
    model.set_rows(rows(*after))
    assert heard.said == said
    assert parts(model) == [POOL[number] for number in after]


def test_equal_parts_read_anew_change_nothing():
    model, heard = made(0, 1, 2)
    model.set_rows([Row(part.replace()) for part in parts(model)])
    assert heard.said == []


def test_new_details_change_the_rows_from_the_first_to_the_last():
    model, heard = made(0, 1, 2, 3)
    model.set_rows([Row(POOL[0]), Row(POOL[1], "128"), Row(POOL[2]), Row(POOL[3], "", "9")])
    assert heard.said == [("changed", 1, 3)]


@given(st.lists(st.integers(0, 7), max_size=8), st.lists(st.integers(0, 7), max_size=8))
def test_any_list_becomes_any_other(before, after):
    model, _ = made(*before)
    # The tester only writes its findings; qt_log_level_fail turns them into failures.
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(rows(*after))
    assert parts(model) == [POOL[number] for number in after]


@given(st.lists(st.integers(0, 7), min_size=1, max_size=8, unique=True), st.data())
def test_pointers_follow_their_parts_through_moves(numbers, data):
    model, _ = made(*numbers)
    pointers = {number: QPersistentModelIndex(model.index(row, 0)) for row, number in enumerate(numbers)}
    indices = data.draw(st.sets(st.integers(0, len(numbers) - 1), min_size=1))
    to = data.draw(st.integers(0, len(numbers)))
    model.set_rows(rows(*moved(tuple(numbers), indices, to)))
    assert all(parts(model)[pointer.row()] is POOL[number] for number, pointer in pointers.items())


def test_among_equal_parts_the_asked_order_tells_which_one_moved():
    model, _ = made(0, 1, 1, 2)
    pointer = QPersistentModelIndex(model.index(1, 0))
    model.set_rows(rows(0, 1, 1, 2), order=(0, 2, 1, 3))
    assert pointer.row() == 2


def test_an_order_that_is_not_what_came_is_not_believed():
    model, _ = made(0, 1, 2)
    model.set_rows(rows(0, 1, 2), order=(2, 1, 0))
    assert parts(model) == POOL[:3]


def test_a_screen_reader_hears_name_values_shape_size_and_problem():
    model = PartModel()
    part = find("layer", "Conv2d")(out_channels=32, enabled=False)
    model.set_rows([Row(part, "32 × 26 × 26", "320", problem("a", "It does not fit.", "Put Flatten before it."))])
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == (
        "Conv2d, 32, kernel_size 3, 32 × 26 × 26, 320 parameters, switched off, "
        "problem: It does not fit. Put Flatten before it."
    )
