"""The colours can be read and told apart, and a change of scheme reaches everything at once."""

import itertools
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from workbench.gui.theme import _GLYPHS, DARK, LIGHT, Theme, Tokens, current_tokens, palette, style_sheet
from workbench.resources import resource

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)

# Machado, Oliveira, Fernandes (2009), severity 1.0, on linear RGB.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    before, style = qapp.palette(), qapp.style().objectName()
    made = Theme(qapp, "light", cache=tmp_path / "a folder; with 'signs' 数字")
    yield made
    made.set_scheme("system")
    made.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    qapp.setStyle(style)


def linear(colour: str) -> np.ndarray:
    levels = np.array(QColor(colour).getRgbF()[:3])
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    light, dark = sorted((float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@BOTH
def test_texts_can_be_read(tokens: Tokens) -> None:
    on_all_grounds = [(text, ground) for text in ("text", "muted", "accent") for ground in ("window", "card", "input")]
    pairs = [
        *on_all_grounds, ("text", "accent_soft"), ("muted", "accent_soft"), ("accent", "accent_soft"),
        ("text", "hover"),
        ("warning", "card"), ("warning", "warning_soft"), ("error", "card"), ("error", "error_soft"),
        ("success", "card"), ("on_accent", "accent_fill"), ("on_accent", "accent_fill_pressed"),
    ]  # fmt: skip
    poor = [(a, b) for a, b in pairs if contrast(getattr(tokens, a), getattr(tokens, b)) < 4.5]
    assert not poor


@BOTH
def test_controls_and_curves_stand_out_from_the_card(tokens: Tokens) -> None:
    colours = [tokens.border_strong, tokens.accent_fill, *tokens.plot]
    assert min(contrast(colour, tokens.card) for colour in colours) >= 3.0


@BOTH
@pytest.mark.parametrize("sight", SIGHTS)
def test_curves_can_be_told_apart(tokens: Tokens, sight: str) -> None:
    seen = [lab(np.array(SIGHTS[sight]) @ linear(colour)) for colour in tokens.plot]
    assert min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2)) >= 20


@BOTH
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    names = [field.name for field in fields(tokens) if field.name not in ("name", "plot")]
    assert all(tokens.color(name).isValid() for name in names)
    assert tokens.plot_color(len(tokens.plot)) == tokens.plot_color(0)
    with pytest.raises(AttributeError):
        tokens.color("no such colour")


def test_switching_changes_palette_and_style_sheet_and_tells(qapp: QApplication, theme: Theme, qtbot) -> None:
    light_sheet = qapp.styleSheet()
    assert current_tokens() is LIGHT
    with qtbot.waitSignal(theme.changed) as told:
        theme.set_scheme("dark")
    assert told.args == [DARK]
    assert theme.tokens is current_tokens() is DARK
    assert theme.scheme == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert qapp.styleSheet() != light_sheet
    assert DARK.card in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_the_same_scheme_again_tells_nobody(theme: Theme, qtbot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme("light")


def test_an_unknown_scheme_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.set_scheme("sepia")  # type: ignore[arg-type]
    assert theme.scheme == "light"


def test_system_follows_the_system(qapp: QApplication, theme: Theme) -> None:
    theme.set_scheme("dark")
    theme.set_scheme("system")
    is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens is (DARK if is_dark else LIGHT)


def test_a_widget_is_repainted_in_the_other_colours(theme: Theme, qtbot) -> None:
    button = QPushButton("Train")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    light = button.grab().toImage().pixelColor(button.width() // 2, 4)
    theme.set_scheme("dark")
    dark = button.grab().toImage().pixelColor(button.width() // 2, 4)
    assert (light, dark) == (QColor(LIGHT.accent_fill), QColor(DARK.accent_fill))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_check_mark_is_seen_in_both_schemes(theme: Theme, qtbot, scheme) -> None:
    theme.set_scheme(scheme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    image = box.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {theme.tokens.on_accent.lower(), theme.tokens.accent_fill.lower()} <= colours


def test_without_a_writable_folder_the_theme_still_comes(
    qapp: QApplication, theme: Theme, monkeypatch, tmp_path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr("workbench.gui.theme.gettempdir", lambda: str(blocked))
    other = Theme(qapp, "dark", cache=blocked / "cache")
    assert DARK.card in qapp.styleSheet()
    assert "image: none" in qapp.styleSheet()
    other.deleteLater()


def test_pictures_of_the_style_sheet_are_written_once(theme: Theme, tmp_path: Path) -> None:
    folder = next(tmp_path.iterdir())
    first = {path.name for path in folder.iterdir()}
    theme.set_scheme("dark")
    theme.set_scheme("light")
    assert first < {path.name for path in folder.iterdir()}
    assert not [path for path in folder.iterdir() if path.suffix != ".svg"]


def test_the_palette_says_every_text_colour_also_for_disabled(qapp: QApplication) -> None:
    made = palette(DARK)
    role = QPalette.ColorRole
    assert made.color(QPalette.ColorGroup.Disabled, role.Text) == QColor(DARK.disabled)
    assert made.color(role.Text) == QColor(DARK.text)


def test_resources_are_found_or_named() -> None:
    assert resource("themes", "workbench.qss").is_file()
    with pytest.raises(FileNotFoundError, match="no such/file"):
        resource("no such", "file")


def test_letters_grow_with_the_system_font(qapp: QApplication) -> None:
    glyphs = dict.fromkeys(_GLYPHS, "none")
    small, large = (style_sheet(LIGHT, glyphs, QFont("Sans Serif", size)) for size in (9, 18))
    assert "font-size: 10.35pt" in small
    assert "font-size: 20.70pt" in large
