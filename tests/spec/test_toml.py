"""The writer's text, read by Python's own reader, is the document; and it is laid out as a person would."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.spec import toml
from workbench.spec.files import from_toml, to_toml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.booleans() | NUMBERS | TEXTS
LISTS = st.lists(SCALARS, max_size=4) | st.lists(st.lists(SCALARS, max_size=3), max_size=3)


def tables(inner):
    return st.dictionaries(TEXTS, inner, max_size=4)


DOCUMENTS = tables(st.recursive(SCALARS | LISTS, lambda inner: tables(inner) | st.lists(tables(inner), max_size=3)))


@given(DOCUMENTS)
@example({"": {"": [{"": ""}]}, "a.b": {"c d": [[1]], 'q"': {"x\n": {}}}})
@example({"a": {}, "b": [], "c": [{}], "d": {"e": {}}, "f": {"g": [{}, {"h": {}}]}, "z": 1})
@example({"a": {"type": "x", "rows": [{"type": "y"}, {"type": "z", "inner": {"type": "w"}}]}})
def test_any_document_is_read_as_it_was(document):
    text = toml.dumps(document)
    assert tomllib.loads(text) == document
    assert repr(tomllib.loads(text)) == repr(in_written_order(document))


def in_written_order(value):
    """Plain values before tables, as TOML needs it."""
    if isinstance(value, dict):
        sections = [key for key, item in value.items() if toml._is_section(item)]
        rows = [key for key in value if key not in sections]
        return {key: in_written_order(value[key]) for key in rows + sections}
    return [in_written_order(item) for item in value] if isinstance(value, list) else value


@given(data=st.data())
def test_any_experiment_is_tidy_text(values, data):
    text = to_toml(data.draw(values.experiment()))
    assert tomllib.loads(text)["format"] == 1
    assert text.startswith("format = 1\n")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert "\r" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())


@pytest.mark.parametrize(
    "name",
    ['"', "'", "\\", 'a "b" \\n', "数字 ✎ é", "'''", '"""', "#", " ", "=", "]", "\u00a0", "a\u200db", "{x}", "%s"],
)
def test_awkward_names_survive(name):
    assert from_toml(to_toml(from_toml("format = 1").replace(name=name))).name == name


def test_layout_of_a_whole_experiment(files):
    """Tables in order, parts on one line, lists of parts as tables: what the format's description shows."""
    text = (files / "format-1-first-program.toml").read_text(encoding="utf-8")
    assert to_toml(from_toml(text)) == text
