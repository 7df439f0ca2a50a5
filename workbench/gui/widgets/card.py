"""Cards: docks with rounded corners, a bold title on the left and a muted summary on the right.

The title is a dock's title bar: mouse events that it leaves alone reach the dock, so that dragging moves it and a
double click floats it, as with Qt's own title bar.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QSizePolicy, QToolButton, QWidget

from workbench.gui.icons import icon
from workbench.gui.theme import current_tokens

PADDING = 12  # between a card's edge and what it holds, in device-independent pixels
RADIUS = 8.0
_PLAIN_ROW = 3  # title, gap, summary


class ElidedLabel(QLabel):
    """A label of one line that gives way: what does not fit becomes "…", and the whole is in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def whole_text(self) -> str:
        """The text without the cut."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Shows as much of the text as there is room for."""
        self._whole = text
        self.updateGeometry()
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class _Room(QWidget):
    """Takes what room there is for one widget. What that one wishes stays in here: each wish of a title bar makes the whole
    main window lay out its docks, which takes ten milliseconds.
    """

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._inner = inner
        inner.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(0, self._inner.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inner.setGeometry(self.rect())


class CardTitle(QWidget):
    """The head of a card. Given a dock, it also offers to float and to close it, as far as the dock allows both."""

    def __init__(self, title: str, dock: QDockWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(dock or parent)
        self._dock = dock
        self._title = QLabel(title, self)
        self._title.setProperty("role", "title")
        self._summary = ElidedLabel("", self)
        self._summary.setProperty("role", "muted")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PADDING, 8, PADDING, 4)
        self._row.setSpacing(4)
        self._row.addWidget(self._title)
        self._row.addSpacing(8)
        self._row.addWidget(_Room(self._summary, self), 1)
        self._buttons: list[QToolButton] = []
        if dock is not None:
            self._add_dock_buttons(dock)

    def title(self) -> str:
        """The bold text on the left."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Replaces the bold text on the left."""
        self._title.setText(title)

    def summary(self) -> str:
        """The muted text on the right, whole."""
        return self._summary.whole_text()

    def set_summary(self, text: str) -> None:
        """Replaces the muted text on the right; too long a text is cut and shown whole in the tooltip."""
        before = self._needs_no_row()
        self._summary.set_text(text)
        if self._needs_no_row() != before:
            self.updateGeometry()

    def add_widget(self, widget: QWidget) -> None:
        """Puts a small control between the summary and the dock's buttons."""
        self._row.insertWidget(self._row.count() - len(self._buttons), widget)

    def minimumSizeHint(self) -> QSize:
        # QDockWidget makes room for the whole minimum of its title bar; the height never changes with the buttons.
        return QSize(self._title.minimumSizeHint().width() + 2 * PADDING, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        line = max(QFontMetrics(self._title.font()).height(), 24)
        height = PADDING - 4 if self._needs_no_row() else line + 12
        return QSize(super().sizeHint().width(), height)

    def _needs_no_row(self) -> bool:
        """Under a tab that bears its title, a head that has nothing else to say is only a little room."""
        return self._title.isHidden() and not self.summary() and self._row.count() == _PLAIN_ROW + len(self._buttons)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_buttons(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_buttons(self._dock is not None and self._dock.isFloating())

    def _add_dock_buttons(self, dock: QDockWidget) -> None:
        for name, picture in (("float", "float"), ("close", "close")):
            button = QToolButton(self)
            button.setObjectName(f"card_{name}")
            button.setIcon(icon(picture, "muted"))
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the View menu does the same by keyboard
            button.hide()
            self._row.addWidget(button)
            self._buttons.append(button)
        self._say_what_buttons_do()
        self._buttons[0].clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self._buttons[1].clicked.connect(dock.close)
        dock.topLevelChanged.connect(self._on_dock_moved)
        dock.dockLocationChanged.connect(self._on_dock_moved)
        dock.visibilityChanged.connect(self._on_dock_moved)
        dock.featuresChanged.connect(self._on_dock_moved)

    def _say_what_buttons_do(self) -> None:
        texts = (self.tr("Take this panel out of the window, or put it back"), self.tr("Close this panel"))
        for button, text in zip(self._buttons, texts, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def _on_dock_moved(self, *_: object) -> None:
        assert self._dock is not None
        self._look()
        window = self._dock.parentWidget()
        for other in window.tabifiedDockWidgets(self._dock) if isinstance(window, QMainWindow) else ():
            title = other.titleBarWidget()
            if isinstance(title, CardTitle):
                title._look()  # whether it has a tab depends on this one

    def _look(self) -> None:
        assert self._dock is not None
        self._title.setHidden(is_tabbed(self._dock))
        self.updateGeometry()
        self._show_buttons(self._dock.isFloating() or self.underMouse())

    def _show_buttons(self, wanted: bool) -> None:
        if self._dock is None:
            return
        feature = QDockWidget.DockWidgetFeature
        for button, needed in zip(
            self._buttons, (feature.DockWidgetFloatable, feature.DockWidgetClosable), strict=True
        ):
            button.setVisible(wanted and not self._needs_no_row() and bool(self._dock.features() & needed))


class CardDock(QDockWidget):
    """A dock that is a card. The body's layout keeps its own margins (`PADDING` left, right and below)."""

    def __init__(self, title: str, parent: QMainWindow | None = None) -> None:
        super().__init__(title, parent)
        self.card_title = CardTitle(title, self)
        self.setTitleBarWidget(self.card_title)

    def set_title(self, title: str) -> None:
        """Another title, also in the menu and on a tab."""
        self.setWindowTitle(title)
        self.card_title.set_title(title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        if self.isFloating():
            painter.fillRect(self.rect(), tokens.color("card"))
            painter.setPen(tokens.color("border"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.setBrush(tokens.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def is_tabbed(dock: QDockWidget) -> bool:
    """Whether the dock shares its place with others, so that a tab already bears its title."""
    window = dock.parentWidget()
    if not isinstance(window, QMainWindow) or dock.isFloating():
        return False
    # The list also names docks that have left the place for a while, floating or closed.
    return any(not other.isFloating() and not other.isHidden() for other in window.tabifiedDockWidgets(dock))
