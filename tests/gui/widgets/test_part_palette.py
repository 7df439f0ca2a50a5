"""The palette offers every declared part, finds it by what it is called or does, and gives it with its defaults."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.gui.widgets import part_menu
from workbench.gui.widgets.part_groups import groups, rank
from workbench.gui.widgets.part_menu import PartMenuButton
from workbench.gui.widgets.part_mime import parts_of
from workbench.gui.widgets.part_palette import PartPalette
from workbench.spec.parts import find, parts

KINDS = ("layer", "transform")


@pytest.fixture
def palette(qtbot) -> PartPalette:
    made = PartPalette("layer")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_search()
    return made


def names(palette: PartPalette) -> list[str]:
    return [item.text(0) for item in palette.tree.items()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_is_there_under_its_group_with_its_explanation(qtbot, kind):
    made = PartPalette(kind)
    qtbot.addWidget(made)
    items = made.tree.items()
    assert sorted(item.text(0) for item in items) == sorted(cls.__name__ for cls in parts(kind))
    for item in items:
        cls = find(kind, item.text(0))
        assert item.parent().text(0) == cls.group
        assert item.toolTip(0) == cls.about()
        assert made.tree.part(item) == cls()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_dragged_out_is_the_part(qtbot, kind):
    made = PartPalette(kind)
    qtbot.addWidget(made)
    item = made.tree.items()[-1]
    assert parts_of(kind, made.tree.mimeData([item])) == (made.tree.part(item),)
    assert not made.tree.mimeData([item.parent()]).formats()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("conv2d", "Conv2d"), ("CONV", "Conv2d"), ("learned filters", "Conv2d"), ("pooling max", "MaxPool2d"),
     ("batch norm 2", "BatchNorm2d"), ("slides", "Conv2d")],
)  # fmt: skip
def test_the_search_looks_at_names_groups_and_explanations(palette, typed, found):
    QTest.keyClicks(palette.search, typed)
    assert found in names(palette)
    assert len(names(palette)) < len(parts("layer"))
    with_children = [item.parent() for item in palette.tree.items()]
    assert all(not head.isHidden() for head in with_children)


@pytest.mark.parametrize(
    ("typed", "best"), [("dropout", "Dropout"), ("relu", "ReLU"), ("soft", "Softmax"), ("norm", "BatchNorm1d")]
)
def test_the_best_hit_is_the_one_that_is_called_so(qtbot, palette, typed, best):
    QTest.keyClicks(palette.search, typed)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen.args == [find("layer", best)()]


def test_enter_in_an_empty_search_inserts_nothing(palette):
    heard = []
    palette.chosen.connect(heard.append)
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    QTest.keyClicks(palette.search, "no such layer")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert heard == []


def test_nothing_found_is_said(palette):
    QTest.keyClicks(palette.search, "xyzzy")
    assert palette._none.isVisible()
    assert "xyzzy" in palette._none.text()
    QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    assert not palette._none.isVisible()
    assert len(names(palette)) == len(parts("layer"))


def test_down_goes_from_the_search_to_the_first_hit_and_enter_inserts_it(qtbot, palette):
    QTest.keyClicks(palette.search, "pool")
    QTest.keyClick(palette.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is palette.tree
    assert palette.tree.currentItem().text(0) == names(palette)[0]
    QTest.keyClick(palette.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette.tree, Qt.Key.Key_Return)
    assert chosen.args[0].type == names(palette)[1]
    QTest.keyClick(palette.tree, Qt.Key.Key_Up)
    QTest.keyClick(palette.tree, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is palette.search


def test_a_double_click_inserts_once(qtbot, palette):
    heard = []
    palette.chosen.connect(heard.append)
    item = palette.tree.items()[0]
    palette.tree.scrollToItem(item)
    at = palette.tree.visualItemRect(item).center()
    QTest.mouseClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard == [palette.tree.part(item)]


def test_ranks():
    conv = find("layer", "Conv2d")
    assert [rank(conv, words) for words in ("con", "2d", "convolution", "filters", "pool")] == [0, 1, 2, 3, None]


@pytest.mark.parametrize("flat", [True, False])
def test_the_menu_offers_every_part(qtbot, monkeypatch, flat):
    monkeypatch.setattr(part_menu, "FLAT_MENU", 1000 if flat else 0)
    button = PartMenuButton("transform", "Add transform")
    qtbot.addWidget(button)
    menus = [button.menu()] if flat else [action.menu() for action in button.menu().actions()]
    assert len(menus) == (1 if flat else len(groups("transform")))
    actions = [action for menu in menus for action in menu.actions() if action.objectName()]
    assert [action.text() for action in actions] == [
        cls.__name__ for found in groups("transform").values() for cls in found
    ]
    for action in actions:
        with qtbot.waitSignal(button.chosen) as chosen:
            action.trigger()
        assert chosen.args == [find("transform", action.text())()]
