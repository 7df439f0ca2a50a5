"""The data panel: what it says of a data set, however large that is."""

from types import SimpleNamespace

import pytest

from workbench.data.preview import Preview
from workbench.data.samples import Facts
from workbench.gui.document import Document
from workbench.gui.panels.data import MOST_LETTERS_OF_A_TEXT, SHOWN_NAMES, DataPanel
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, Experiment


@pytest.fixture
def panel(qtbot) -> DataPanel:
    made = DataPanel(Document(Experiment()))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("count", "last"), [(SHOWN_NAMES, f"c{SHOWN_NAMES - 1}"), (300, "…")])
def test_of_many_columns_it_names_the_first(panel, count, last):
    said = []
    panel.summarized.connect(said.append)
    names = tuple(f"c{number}" for number in range(count))
    facts = Facts((), (count,), 100, 10, kind="table", columns=names, outputs=names)
    panel.show_checked(SimpleNamespace(facts=facts, problems=()))
    for words in (panel.split.text(), said[-1]):
        assert str(count) in panel.split.text()
        assert words.endswith(last) and f"c{SHOWN_NAMES - 1}" in words and f"c{SHOWN_NAMES}" not in words


def test_of_a_long_text_it_shows_the_beginning(panel):
    panel.show_preview(Preview((), (), (), texts=(("good", "line\n" * 10_000, ()),)))
    assert panel.texts.text().startswith("good · line line")
    assert len(panel.texts.text()) < 2 * MOST_LETTERS_OF_A_TEXT and "\n" not in panel.texts.text()


def test_another_data_set_takes_the_corrections_of_the_old_one_away(panel):
    document = panel.document
    document.edit([SetValue("data.corrections", (Correction(index=1), Correction(index=2, label="4")))], "correct")
    assert not panel.corrections.isHidden() and "2" in panel.corrections.text()
    panel.source.combo.setCurrentIndex(panel.source.combo.findData("Shapes"))
    panel.source.combo.activated.emit(panel.source.combo.currentIndex())
    assert document.experiment.data.source.type == "Shapes" and not document.experiment.data.corrections
    assert panel.corrections.isHidden()
    document.undo_stack.undo()
    assert document.experiment.data.source.type == "Strokes" and len(document.experiment.data.corrections) == 2
