"""Icons take the colours of the theme when they are painted, and are crisp at every size and pixel ratio."""

import gc
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from workbench.gui.icons import app_icon, icon
from workbench.gui.theme import DARK, LIGHT, palette
from workbench.resources import resource

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
ASKED_FOR = {
    "new", "open", "save", "undo", "redo", "train", "pause", "stop", "search", "add",
    "remove", "duplicate", "cut", "copy", "paste", "up", "down", "fix", "warning", "error",
    "info", "eraser", "pen", "clear", "export", "code", "folder", "download", "drag-handle", "chevron-down",
    "chevron-right", "check", "measure", "dice", "settings", "help", "sun", "moon", "workbench",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _same_palette_after(qapp: QApplication):
    before = qapp.palette()
    qapp.setPalette(palette(LIGHT))
    yield
    qapp.setPalette(before)


def ink(image: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def picture(made: QIcon, mode=QIcon.Mode.Normal, state=QIcon.State.Off, size=64, ratio=1.0) -> QImage:
    return made.pixmap(QSize(size, size), ratio, mode, state).toImage()


def test_all_icons_are_there() -> None:
    assert not ASKED_FOR.difference(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_a_small_picture_in_one_colour(name: str) -> None:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(source)
    assert root.tag.endswith("svg")
    assert "href" not in source
    assert name == "workbench" or (root.get("viewBox") == "0 0 24 24" and root.get("stroke") == "currentColor")
    assert ink(picture(icon(name)))


def test_colours_follow_mode_state_and_theme(qapp: QApplication) -> None:
    made = icon("stop")
    assert ink(picture(made)) == {LIGHT.text.lower()}
    assert ink(picture(made, QIcon.Mode.Disabled)) == {LIGHT.disabled.lower()}
    assert ink(picture(made, state=QIcon.State.On)) == {LIGHT.accent.lower()}
    assert ink(picture(icon("stop", "on_accent"))) == {LIGHT.on_accent.lower()}
    qapp.setPalette(palette(DARK))
    assert ink(picture(made)) == {DARK.text.lower()}


def test_a_button_repaints_its_icon_in_the_other_theme(qapp: QApplication, qtbot) -> None:
    button = QPushButton()
    button.setIcon(icon("stop"))
    button.setIconSize(QSize(64, 64))
    qtbot.addWidget(button)
    before = button.grab().toImage().pixelColor(button.rect().center())
    qapp.setPalette(palette(DARK))
    assert (before, button.grab().toImage().pixelColor(button.rect().center())) == (
        QColor(LIGHT.text),
        QColor(DARK.text),
    )


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_have_a_pixel_for_every_pixel(ratio: float) -> None:
    assert picture(icon("save"), size=20, ratio=ratio).size() == QSize(round(20 * ratio), round(20 * ratio))


def test_the_program_icon_keeps_its_colours() -> None:
    assert len(ink(picture(app_icon()))) > 20


def test_unknown_names_are_refused() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such\.svg"):
        icon("no-such")
    with pytest.raises(AttributeError):
        icon("save", "no_such_colour")


def test_copies_outlive_the_original() -> None:
    copies = [QIcon(icon("save")) for _ in range(50)]
    gc.collect()
    assert {tuple(sorted(ink(picture(each)))) for each in copies} == {(LIGHT.text.lower(),)}
