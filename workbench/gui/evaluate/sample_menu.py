"""The context menu of the samples that are chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from workbench.gui.evaluate.samples import SamplesView


def open_menu(view: SamplesView, at: QPoint) -> None:
    """What the buttons do, and more; for one sample, or for all that are chosen together."""
    chosen, detail = view.chosen(), view.detail
    position = view.position()
    if position is None:
        return
    menu = QMenu(view)
    menu.setObjectName("sample_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(chosen) < 2:
        _add(menu, "inspect", _tr("Inspect"), detail.inspect, lambda: view.inspect_wanted.emit(position))
        _add(menu, "browse", _tr("Show in samples"), None, lambda: view.browse_wanted.emit(position))
        menu.addSeparator()
    if not detail.relabel.isHidden():
        labels = menu.addMenu(_tr("Label is"))
        labels.setObjectName("sample_labels")
        labels.setEnabled(detail.relabel.isEnabled())
        view.fill_labels(labels, chosen)
    for name, words, several, button, wanted in (
        ("exclude", _tr("Exclude"), _tr("Exclude {0}"), detail.exclude, view.exclude_wanted),
        ("take_back", _tr("Take back"), _tr("Take back {0}"), detail.take_back, view.take_back_wanted),
    ):
        text = words if len(chosen) < 2 else several.format(f"{len(chosen):,}")
        _add(menu, name, text, button, lambda wanted=wanted: wanted.emit(chosen))  # type: ignore[misc]
    menu.addSeparator()
    _add(menu, "all", _tr("Choose all"), None, view.choose_all)
    menu.popup(at)


def _add(menu: QMenu, name: str, text: str, like: QPushButton | None, slot: Callable[[], None]) -> None:
    """An action that is there, and can be taken, when the button can."""
    if like is None or not like.isHidden():
        action = menu.addAction(text)
        action.setObjectName(f"sample_{name}")
        action.setEnabled(like is None or like.isEnabled())
        action.triggered.connect(lambda _on=False: slot())


def _tr(text: str) -> str:
    return QCoreApplication.translate("sample_menu", text)
