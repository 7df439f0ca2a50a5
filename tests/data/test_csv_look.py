"""A first look at a CSV file: large ones by their beginning, in every encoding, and the roles as a declaration."""

import pytest

from workbench.catalog.tables import CSV
from workbench.data import csv_look
from workbench.data.csv_look import joined, look, outcome, roles_of, with_roles
from workbench.data.csv_source import CsvSource
from workbench.data.csv_table import names_of
from workbench.spec.problems import ExperimentError

PLANTS = "height,leaf,colour,kind\n1.5,3,red,oak\n2.5,,green,elm\n3.5,5,red,oak\n4,6,blue,elm\n"


@pytest.fixture
def part(tmp_path):
    def made(content: str, encoding: str = "utf-8", **settings) -> CSV:
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode(encoding))
        return CSV(path=str(path), **settings)

    return made


def test_columns_and_how_they_were_found(part):
    found = look(part(PLANTS), None)
    assert [column.name for column in found.columns] == ["height", "leaf", "colour", "kind"]
    assert [column.numbers for column in found.columns] == [True, True, False, False]
    assert [column.missing for column in found.columns] == [0, 1, 0, 0]
    assert found.columns[2].examples == ("red", "green", "blue") and found.columns[2].different == 3
    assert (found.delimiter, found.encoding, found.header, found.count, found.sampled) == (
        "comma",
        "utf-8",
        True,
        4,
        False,
    )
    assert found.rows[1] == ("2.5", "", "green", "elm")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encoding_is_found_and_a_large_file_is_cut_at_a_line(part, monkeypatch, encoding):
    monkeypatch.setattr(csv_look, "SAMPLE", 1_001)
    text = "高度;种类\n" + "".join(f"{n},5;橡树{n % 3}\n" for n in range(400))
    given = part(text, encoding)
    found = look(given, None)
    assert found.sampled and 10 < found.count < 400 and found.encoding == encoding and found.delimiter == "semicolon"
    assert found.rows[found.count - 1] == (f"{found.count - 1},5", f"橡树{(found.count - 1) % 3}")
    assert outcome(given, None).classes == ("橡树0", "橡树1", "橡树2")


def test_a_header_can_be_forced_and_denied(part):
    numbers = "1,2,0\n3,4,1\n5,6,0\n"
    assert not look(part(numbers), None).header
    forced = look(part(numbers, header="yes"), None)
    assert forced.header and [column.name for column in forced.columns] == ["1", "2", "0"] and forced.count == 2
    denied = look(part("a,b\nc,d\n", header="no"), None)
    assert not denied.header and denied.columns[0].name == "column 1" and denied.count == 2
    assert (
        len(CsvSource(part(numbers + "7,8,1\n", header="no", task="classes", test_fraction=0.5), "").load(print).train)
        == 2
    )


def test_roles_become_a_declaration_and_back(part):
    given = part(PLANTS, missing="drop")
    found = look(given, None)
    roles = roles_of(given, found)
    assert roles == {"height": "input", "leaf": "input", "colour": "input", "kind": "target"}
    assert with_roles(given, found, roles, (), "auto") == given
    roles |= {"height": "target", "colour": "ignore", "kind": "input"}
    made = with_roles(given, found, roles, {"leaf", "height"}, "numbers")
    assert (made.targets, made.ignore, made.categories, made.task) == ("height", "colour", "leaf", "numbers")
    assert roles_of(made, found) == roles
    result = outcome(made, None)
    assert (result.inputs, result.outputs, result.dropped, result.problem) == (5, ("height",), 1, None)


@pytest.mark.parametrize("names", [(), ("a",), ("a, b", 'say "x"', "c")])
def test_names_with_commas_and_quotes(names):
    assert names_of(joined(names)) == names


def test_what_is_wrong_is_said_with_the_users_path(part, monkeypatch):
    monkeypatch.setattr(csv_look, "SAMPLE", 60)
    given = part(PLANTS)
    problem = outcome(given, None).problem
    assert problem is not None and given.path in problem.line() and "line 3" in problem.line()
    with pytest.raises(ExperimentError) as error:
        look(CSV(path="/nowhere.csv"), None)
    assert "/nowhere.csv" in str(error.value)
    with pytest.raises(ExperimentError):
        look(CSV(), None)
