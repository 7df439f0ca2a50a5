"""The script is laid out when somebody sees it, and only where it differs."""

import pytest

from workbench.gui.panels.code import CodePanel


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "a = 1\n"), ("a = 1\nb = 2\n", "a = 1\nb = 3\n"), ("aaa", "aa"), ("é😀x = 1", "é😀y = 1"), ("x = 1", ""), ("ab", "ab")],
)  # fmt: skip
def test_what_is_shown_is_the_newest_script(qtbot, before: str, after: str) -> None:
    panel = CodePanel()
    qtbot.addWidget(panel)
    panel.show_code(before)
    assert panel.view.toPlainText() == ""  # nobody sees it
    panel.show()
    assert panel.view.toPlainText() == before
    panel.show_code(after)
    assert panel.view.toPlainText() == panel.text == after
    assert panel.export.isEnabled() == bool(after)


def test_only_lines_that_differ_are_coloured_anew(qtbot, monkeypatch) -> None:
    panel = CodePanel()
    qtbot.addWidget(panel)
    panel.show()
    lines = [f"x{number} = {number}" for number in range(100)]
    panel.show_code("\n".join(lines))
    seen = []
    monkeypatch.setattr(type(panel._highlighter), "_colour_long_texts", lambda self, text, _: seen.append(text))
    lines[50] = "y = 0"
    panel.show_code("\n".join(lines))
    assert "y = 0" in seen
    assert len(seen) < 5
