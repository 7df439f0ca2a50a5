"""How the program looks: the colours by name, light and dark, and what Qt makes of them (palette, style sheet).

A widget that paints itself asks `current_tokens()` while it paints. The answer follows the application's palette, so
that nobody has to be given a theme, and a change of theme, which repaints everything, is all that is needed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from string import Template
from tempfile import gettempdir
from typing import Literal

import platformdirs
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.resources import resource

Scheme = Literal["light", "dark", "system"]
_SCHEMES: dict[str, Qt.ColorScheme] = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}
_GLYPH_PREFIX = "workbenchglyphs"


@dataclass(frozen=True)
class Tokens:
    """Every colour of the program by what it is for, as "#rrggbb"."""

    name: str
    window: str
    card: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    accent_fill_pressed: str
    on_accent: str
    accent_soft: str
    success: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    input: str
    hover: str
    pressed: str
    track: str
    grid: str
    plot: tuple[str, ...]

    def color(self, name: str) -> QColor:
        """The colour of that name. Raises AttributeError where there is none."""
        return QColor(getattr(self, name))

    def plot_color(self, index: int) -> QColor:
        """The index-th colour of a curve; starts again after the last."""
        return QColor(self.plot[index % len(self.plot)])


# The colours of curves keep a distance of at least 20 (CIE 1976) for normal sight and, by the model of Machado et al.
# (2009), for protanopia, deuteranopia and tritanopia; texts keep a contrast of 4.5 (WCAG 2). Both are tested.
LIGHT = Tokens(
    name="light",
    window="#F4F5F7",
    card="#FFFFFF",
    border="#DFE2E8",
    border_strong="#8791A2",
    text="#1C2330",
    muted="#5F6878",
    disabled="#A3ABB8",
    accent="#2460D8",
    accent_fill="#2F6FEC",
    accent_fill_hover="#2563DC",
    accent_fill_pressed="#1D54C4",
    on_accent="#FFFFFF",
    accent_soft="#E8F0FE",
    success="#15803D",
    warning="#9A5700",
    warning_soft="#FFF5E2",
    error="#C62F2F",
    error_soft="#FDECEC",
    input="#F4F5F7",
    hover="#EBEDF1",
    pressed="#DFE2E8",
    track="#DFE2E8",
    grid="#E9EBEF",
    plot=("#2F6FEC", "#CE2537", "#17A671", "#D77709", "#7C168D", "#073C45"),
)
DARK = Tokens(
    name="dark",
    window="#16191F",
    card="#1F242C",
    border="#323944",
    border_strong="#737E90",
    text="#E6E9EF",
    muted="#9BA6B7",
    disabled="#5E6878",
    accent="#77A6FF",
    accent_fill="#316FE6",
    accent_fill_hover="#4480F2",
    accent_fill_pressed="#2860CC",
    on_accent="#FFFFFF",
    accent_soft="#26344F",
    success="#4CC38A",
    warning="#F0A53A",
    warning_soft="#3A2F1C",
    error="#FF8078",
    error_soft="#43262A",
    input="#16191F",
    hover="#2A303A",
    pressed="#323944",
    track="#323944",
    grid="#2B313B",
    plot=("#5B93FF", "#EC5742", "#42C688", "#F7FCA5", "#F3AEFE", "#B7F5EB"),
)


def current_tokens() -> Tokens:
    """The colours that go with the application's palette at this moment."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def mark(widget: QWidget, name: str, value: object) -> None:
    """Give a widget a property that the style sheet asks for; its look is worked out anew where that is another one."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Theme(QObject):
    """Light, dark, or as the system has it; switched live. One for the application, made before its first window.

    Raises ValueError for an unknown scheme. `changed` carries the `Tokens` that are now in force.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, scheme: Scheme = "system", cache: Path | None = None) -> None:
        """`cache` is the folder for the style sheet's little pictures; by default in the user's cache folder."""
        super().__init__(app)
        self._app = app
        self._cache = cache or platformdirs.user_cache_path("workbench") / "theme"
        self._scheme: Scheme = "system"
        self._tokens: Tokens | None = None
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_hints_color_scheme_changed)
        self.set_scheme(scheme)

    @property
    def scheme(self) -> Scheme:
        """What was asked for."""
        return self._scheme

    @property
    def tokens(self) -> Tokens:
        """What is in force."""
        return self._tokens or LIGHT

    def set_scheme(self, scheme: Scheme) -> None:
        """Asks for a scheme and shows it at once."""
        if scheme not in _SCHEMES:
            raise ValueError(f"Unknown colour scheme {scheme!r}; known are {', '.join(_SCHEMES)}.")
        self._scheme = scheme
        # The hint colours what Qt does not draw itself (title bars, file dialogs of the system).
        self._app.styleHints().setColorScheme(_SCHEMES[scheme])
        self._show(self._resolved())

    def _resolved(self) -> Tokens:
        # Not every platform plug-in takes the hint, so that an explicit wish does not wait for its answer.
        if self._scheme == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme == "dark" else LIGHT

    def _on_hints_color_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._show(self._resolved())

    def _show(self, tokens: Tokens) -> None:
        if tokens is self._tokens:
            return
        self._tokens = tokens
        QDir.setSearchPaths(_GLYPH_PREFIX, [str(folder) for folder in self._glyph_folders()])
        glyphs = _written_glyphs(tokens, self._glyph_folders())
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens, glyphs, self._app.font()))
        self.changed.emit(tokens)

    def _glyph_folders(self) -> list[Path]:
        return [self._cache, Path(gettempdir()) / "workbench-theme"]


def palette(tokens: Tokens) -> QPalette:
    """The palette of the colours, for everything that no style sheet reaches."""
    role = QPalette.ColorRole
    of = {
        role.Window: "window", role.WindowText: "text", role.Base: "input", role.AlternateBase: "hover",
        role.Text: "text", role.Button: "card", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "accent_fill", role.HighlightedText: "on_accent", role.Accent: "accent_fill",
        role.Link: "accent", role.LinkVisited: "accent", role.PlaceholderText: "muted",
        role.ToolTipBase: "card", role.ToolTipText: "text",
        role.Light: "card", role.Midlight: "hover", role.Mid: "border", role.Dark: "border_strong",
        role.Shadow: "border",
    }  # fmt: skip
    made = QPalette()
    for each, name in of.items():
        made.setColor(each, tokens.color(name))
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, each, tokens.color("disabled"))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, tokens.color("border"))
    return made


def style_sheet(tokens: Tokens, glyphs: dict[str, str], font: QFont) -> str:
    """The style sheet: `resources/themes/workbench.qss` with the colours, pictures and sizes of letters filled in."""
    template = Template(resource("themes", "workbench.qss").read_text(encoding="utf-8"))
    colours = {field.name: getattr(tokens, field.name) for field in fields(tokens) if field.name != "plot"}
    return template.substitute(colours | glyphs | _font_sizes(font))


def _font_sizes(font: QFont) -> dict[str, str]:
    """Sizes in points relative to the system's font, so that its owner's choice and the screen's scale count."""
    base = font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()
    return {"font_small": f"{base * 0.9:.2f}pt", "font_title": f"{base * 1.15:.2f}pt"}


# What the style sheet shows: its name there → icon, colour.
_GLYPHS = {
    "glyph_down": ("chevron-down", "muted"),
    "glyph_down_disabled": ("chevron-down", "disabled"),
    "glyph_up": ("chevron-up", "muted"),
    "glyph_up_disabled": ("chevron-up", "disabled"),
    "glyph_right": ("chevron-right", "muted"),
    "glyph_check": ("check-bold", "on_accent"),
    "glyph_partial": ("partial", "on_accent"),
    "glyph_check_disabled": ("check-bold", "disabled"),
    "glyph_menu_check": ("check-bold", "text"),
    "glyph_dot": ("dot", "on_accent"),
    "glyph_close": ("close", "muted"),
    "glyph_grip_vertical": ("grip-vertical", "disabled"),
    "glyph_grip_horizontal": ("grip-horizontal", "disabled"),
}


def _written_glyphs(tokens: Tokens, folders: list[Path]) -> dict[str, str]:
    """Writes the pictures of the style sheet, which can only name files, and says how it names them."""
    return {key: _written_glyph(name, getattr(tokens, colour), folders) for key, (name, colour) in _GLYPHS.items()}


def _written_glyph(name: str, colour: str, folders: list[Path]) -> str:
    svg = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    # Named after its content: a file of another version, another theme or another window is never the wrong one.
    file_name = f"{name}-{sha256(svg).hexdigest()[:16]}.svg"
    for folder in folders:
        if _wrote(folder / file_name, svg):
            return f"url({_GLYPH_PREFIX}:{file_name})"
    return "none"


def _wrote(path: Path, content: bytes) -> bool:
    try:
        if path.exists() and path.read_bytes() == content:
            return True
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        return False  # a read-only home: the next folder, or no picture
    return True
