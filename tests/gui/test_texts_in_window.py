"""An experiment on texts in the window: what is shown of the data, and the fixes one after the other."""

from workbench.catalog.texts import Sentences
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_toml

TEXTS = """
format = 1
[data]
source = { type = "Sentences", train_count = 60, test_count = 12 }
[[data.transforms]]
type = "Tokenize"
length = 24
[[model.layers]]
type = "Embedding"
[[model.layers]]
type = "GRU"
[[model.layers]]
type = "Linear"
out_features = 3
"""


def test_texts_are_shown_with_their_labels_and_numbers(qtbot, window):
    with qtbot.waitSignals([window.analysis.checked, window.analysis.previewed], timeout=30_000):
        window.document.edit([SetValue(name, getattr(from_toml(TEXTS), name)) for name in ("data", "model")], "texts")
    lines = window.data.texts.text().splitlines()
    assert len(lines) == 5 and lines[0].startswith("bad · ") and lines[1].startswith("mixed · ")
    assert lines[-1].split(": ")[1].endswith(" 0") and len(lines[-1].split(": ")[1].split()) == 24
    assert window.data.texts.isVisibleTo(window.data) and not window.data.samples.isVisibleTo(window.data)
    assert "different tokens" in window.data.split.text()
    checked = window.analysis.last
    assert not checked.problems
    assert f"24 tokens out of {checked.facts.vocabulary}" in window.model._input(checked.input_shape)


def test_from_pictures_to_texts_by_fixes_alone(qtbot, window):
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("data.source", Sentences(train_count=60, test_count=12))], "texts")
    for _ in range(12):
        fixes = [item.fix for item in window.analysis.last.problems if item.fix]
        if not fixes:
            break
        with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
            after = apply(window.document.experiment, fixes[0].edits)
            window.document.edit([SetValue("data", after.data), SetValue("model", after.model)], "fix")
    assert not window.analysis.last.errors
    assert [layer.type for layer in window.document.experiment.model.layers].count("Embedding") == 1
