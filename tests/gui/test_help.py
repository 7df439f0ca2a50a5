"""The help panel: it follows the focus, speaks of the very layer, and opens the page that it names."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest

from workbench.gui.help_page import allowed, page, topic_of_part
from workbench.gui.theme import DARK, LIGHT
from workbench.spec.edits import SetValue
from workbench.spec.help import link_of
from workbench.spec.parts import KINDS, find, parts


def in_sight(window):
    window.findChild(QAction, "action_help").trigger()
    return window.help


def test_every_part_has_a_page():
    for kind in KINDS:
        for cls in parts(kind):
            words = page(topic_of_part(cls), LIGHT, wide=True)
            assert cls.__name__ in words and all(p.name in words for p in cls.parameters())
            assert link_of(cls) in words


def test_every_parameter_says_what_is_allowed():
    silent = [p for kind in KINDS for cls in parts(kind) for p in cls.parameters() if not allowed(p)]
    assert not silent


def test_colours_are_those_of_the_theme():
    topic = topic_of_part(find("layer", "ReLU"), chosen="inplace")
    for tokens, other in ((LIGHT, DARK), (DARK, LIGHT)):
        words = page(topic, tokens, wide=False)
        assert tokens.accent_soft in words and other.accent_soft not in words


def test_it_follows_the_layer_that_is_chosen(window):
    shown = in_sight(window)
    window.model.list.select(1)
    assert shown.topic().part is find("layer", "Linear")
    window.model.list.select(2)
    assert shown.topic().part is find("layer", "ReLU")
    assert "max(0, x)" in shown.view.toPlainText()


def test_it_follows_the_palette_and_the_steps(window):
    shown = in_sight(window)
    tree = window.model.palette_view.tree
    tree.setCurrentItem(tree.items()[0])
    assert shown.topic().part is type(tree.part(tree.items()[0]))
    window.data.list.select(0)
    assert shown.topic().part is find("transform", "RandomRotation")


def test_f1_in_a_field_shows_its_row(window):
    window.activateWindow()
    window.model.list.select(1)
    window.model.list.form().focus("bias")
    window.findChild(QAction, "action_help").trigger()
    assert (window.help.topic().part, window.help.topic().chosen) == (find("layer", "Linear"), "bias")


def test_a_choice_and_a_section_have_pages_too(window):
    shown = in_sight(window)
    window.guide.look_at(window.training.loss.combo)
    assert shown.topic().part is find("loss", "CrossEntropyLoss")
    window.guide.look_at(window.data.form.editor("shuffle").control)
    assert (shown.topic().part, shown.topic().title, shown.topic().chosen) == (None, "Data", "shuffle")


def test_the_numbers_of_the_chosen_layer_are_put_into_the_sum(window, qtbot):
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        conv = find("layer", "Conv2d")(padding=1, stride=2)
        window.document.edit([SetValue("model.layers", (conv, *window.document.experiment.model.layers))], "conv")
    shown = in_sight(window)
    window.model.list.select(0)
    assert shown.topic().sums == ("height = width: ⌊(28 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 14",)
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("model.layers[0].stride", 1)], "stride")
    assert shown.topic().sums[0].endswith("= 28")


def test_a_hidden_page_is_turned_when_it_comes_into_sight(window):
    window.model.list.select(1)
    assert window.help.topic() is None
    assert in_sight(window).topic().part is find("layer", "Linear")


def test_the_link_opens_outside_and_only_https(window, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.help.view.anchorClicked.emit(QUrl("https://docs.pytorch.org/x.html"))
    window.help.view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert [url.toString() for url in opened] == ["https://docs.pytorch.org/x.html"]


def test_it_follows_the_keys_in_a_combo_that_has_the_focus(window, qtbot):
    shown = in_sight(window)
    window.activateWindow()
    combo = window.training.optimizer.combo
    combo.setFocus()
    before = shown.topic().part
    QTest.keyClick(combo, Qt.Key.Key_Down)
    after = shown.topic().part
    assert after is type(window.document.experiment.training.optimizer) is not before
    window.model.list.setFocus()
    window.model.list.select(1)
    window.document.undo_stack.undo()  # what is changed elsewhere turns no page
    assert shown.topic().part is find("layer", "Linear")
