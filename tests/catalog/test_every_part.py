"""What holds for every declared part, by being declared: file, defaults, refusals, words."""

import json
import pickle
import tomllib

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.spec.address import get
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_plain, from_toml, to_plain, to_toml
from workbench.spec.parts import KINDS, find, parts
from workbench.spec.problems import ExperimentError
from workbench.spec.unknown import unknown_problems

ALL = [cls for kind in KINDS for cls in parts(kind)]
PARAMETERS = [(cls, p) for cls in ALL for p in cls.parameters()]

every_part = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)


def through_a_file(values, part):
    """The part after an experiment that holds it has been written and read."""
    experiment = from_plain(values.document_with({"type": part.type}))
    place = values.PLACES[part.kind]
    head, _, tail = place.partition(".")
    field = tail.partition("[")[0]
    old = get(experiment, f"{head}.{field}")
    new = tuple(part if item.type == part.type else item for item in old) if "[" in tail else part
    held = experiment.replace(**{head: getattr(experiment, head).replace(**{field: new})})
    return get(from_toml(to_toml(held)), place)


def refusal(document):
    """The problems of a file with these tables."""
    with pytest.raises(ExperimentError) as error:
        from_toml(tomli_w.dumps(document))
    return error.value.problems


def test_every_kind_has_parts():
    assert {cls.kind for cls in ALL} == set(KINDS)
    assert len(ALL) >= 39  # the vocabulary of the first version


@every_part
def test_defaults_are_values_that_the_declaration_itself_allows(cls):
    assert cls(**{p.name: p.default for p in cls.parameters()}) == cls()


@every_part
def test_default_part_goes_through_a_file(values, cls):
    assert through_a_file(values, cls()) == cls()


@every_part
@given(data=st.data())
def test_any_part_goes_through_a_file(values, cls, data):
    part = data.draw(values.part(cls))
    read = through_a_file(values, part)
    assert read == part
    assert [type(getattr(read, p.name)) for p in cls.parameters()] == [
        type(getattr(part, p.name)) for p in cls.parameters()
    ]
    assert_file_holds_what_is_essential_or_differs_and_nothing_else(part)


@every_part
def test_every_parameter_alone_goes_through_a_file(values, cls):
    for p in cls.parameters():
        others = values.others(p)
        assert others, f"{p.name} has no second value: it decides nothing, or values.py does not know its form"
        for value in others:
            part = cls(**{p.name: value})
            assert getattr(part, p.name) == value
            assert through_a_file(values, part) == part


def assert_file_holds_what_is_essential_or_differs_and_nothing_else(part):
    expected = {"type"}
    for p in part.parameters():
        value = getattr(part, p.name)
        if p.essential or value != p.default or isinstance(value, bool) != isinstance(p.default, bool):
            expected.add(p.name)
    if part.holds and getattr(part, part.holds):
        expected.add(part.holds)
    assert part.plain().keys() == expected
    assert next(iter(part.plain())) == "type"


HOLDERS = [cls for cls in ALL if cls.holds]


@pytest.mark.parametrize("cls", HOLDERS, ids=lambda cls: cls.__name__)
def test_what_a_part_holds_is_no_parameter_and_goes_through_a_file(values, cls):
    inner = tuple(part() for part in HOLDERS)
    part = cls(**{cls.holds: (cls(**{cls.holds: inner}), *inner)})
    assert cls.holds not in {p.name for p in cls.parameters()}
    assert through_a_file(values, part) == part


@every_part
def test_file_of_a_default_part_holds_only_what_is_essential(cls):
    assert cls().plain().keys() == {"type"} | {p.name for p in cls.parameters() if p.essential}


@every_part
@given(data=st.data())
def test_any_part_is_a_frozen_value_that_crosses_a_process_and_sums_itself_up(values, cls, data):
    part = data.draw(values.part(cls))
    assert part.replace() == part
    assert_summary_is_one_short_line_of_what_matters(part)
    copy = pickle.loads(pickle.dumps(part))
    assert copy == part
    assert type(copy) is cls
    assert hash(copy) == hash(part)
    for p in cls.parameters():
        with pytest.raises(ValueError, match="frozen"):
            setattr(part, p.name, p.default)


@every_part
def test_unknown_name_is_refused_at_its_address(values, cls):
    place = values.PLACES[cls.kind]
    for name in ("nonsense", "Type", "__class__", "my key", "int", "none", "é", "a.b"):
        (problem,) = refusal(values.document_with({"type": cls.__name__, name: 1}))
        assert problem.address == (f"{place}.{name}" if name.isascii() and name.isidentifier() else f'{place}."{name}"')
        assert values.is_a_sentence(problem.line()), problem.line()


@every_part
def test_wrong_value_is_refused_at_its_address(values, cls):
    for p in cls.parameters():
        for value in [value for wrong in values.WRONG.values() for value in wrong(p)]:
            (problem,) = refusal(values.document_with({"type": cls.__name__, p.name: value}))
            assert problem.address == f"{values.PLACES[cls.kind]}.{p.name}", value
            assert values.is_a_sentence(problem.line()), problem.line()


@pytest.mark.parametrize("way", ["type", "range", "finite", "huge"])
def test_every_way_to_be_wrong_is_tried_on_most_forms(values, way):
    forms = {p.form for _, p in PARAMETERS if values.WRONG[way](p)}
    numeric = {"whole", "number", "numbers"}
    assert forms == ({p.form for _, p in PARAMETERS} if way == "type" else numeric)


@every_part
def test_none_is_a_word_only_where_nothing_is_allowed(values, cls):
    place = values.PLACES[cls.kind]
    for p in cls.parameters():
        document = values.document_with({"type": cls.__name__, p.name: "none"})
        if p.optional:
            assert getattr(get(from_plain(document), place), p.name) is None
        elif p.form in ("text", "folder", "file") or "none" in p.choices:
            assert getattr(get(from_plain(document), place), p.name) == "none"
        else:
            assert refusal(document)[0].address == f"{place}.{p.name}"


@every_part
def test_all_mistakes_are_told_at_once(values, cls):
    wrong = {p.name: values.wrong_type(p)[0] for p in cls.parameters()}
    problems = refusal(values.document_with({"type": cls.__name__, "nonsense": 1} | wrong))
    place = values.PLACES[cls.kind]
    assert {problem.address for problem in problems} == {f"{place}.{name}" for name in [*wrong, "nonsense"]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("given_", [3, "", [], {}, {"type": 3}, {"lr": 0.1}, True])
def test_what_is_no_part_is_refused_with_what_would_be_one(values, kind, given_):
    document = values.document_with({"type": parts(kind)[0].__name__})
    place = values.PLACES[kind]
    table, _, field = place.partition(".")
    name = field.partition("[")[0]
    document[table][name] = [*document[table][name][:-1], given_] if "[" in field else given_
    (problem,) = refusal(document)
    assert problem.address == place
    assert "{ type = " in problem.line()
    assert values.is_a_sentence(problem.line()), problem.line()


@every_part
def test_bare_name_instead_of_a_table_is_told_its_table(values, cls):
    table, _, field = values.PLACES[cls.kind].partition(".")
    name, *index = field.split("[")
    (problem,) = refusal({"format": 1, table: {name: [cls.__name__] if index else cls.__name__}})
    assert problem.address == f"{table}.{name}" + "[0]" * len(index)
    assert str(problem.remedy) == f'Write {{ type = "{cls.__name__}" }}.'


@every_part
def test_misspelt_part_is_told_the_right_name(values, cls):
    document = values.document_with({"type": cls.__name__})
    wrong = cls.__name__[:-1] + "q"
    text = tomli_w.dumps(document).replace(f'"{cls.__name__}"', f'"{wrong}"')
    problem = list(unknown_problems(from_toml(text)))[-1]
    assert problem.address == values.PLACES[cls.kind]
    assert f'"{wrong}"' in str(problem.what)
    near = str(problem.remedy).removeprefix("Did you mean ").removesuffix("?")
    assert find(cls.kind, near)
    assert values.is_a_sentence(problem.line()), problem.line()


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_part_like_no_other_is_told_the_list(values, kind):
    document = values.document_with({"type": parts(kind)[0].__name__})
    text = tomli_w.dumps(document).replace(f'"{parts(kind)[0].__name__}"', '"0 0 0"')
    with pytest.raises(ExperimentError) as error:
        from_toml(text)
    line = error.value.problems[-1].line()
    assert f"“workbench parts {kind}”" in line
    assert values.is_a_sentence(line), line
    assert " a o" not in line and " a a" not in line  # an optimizer


@every_part
def test_words_for_people(cls):
    assert cls.about().endswith((".", "!"))
    assert "  " not in cls.about()
    for p in cls.parameters():
        assert p.description.endswith("."), f"{p.name}: {p.description}"
        assert "  " not in p.description and "\n" not in p.description


def assert_summary_is_one_short_line_of_what_matters(part):
    words = part.summary()
    texts = [value for p in part.parameters() if isinstance(value := getattr(part, p.name), str)]
    assert "None" not in words or any("None" in text for text in texts)
    for p in part.parameters():
        value = getattr(part, p.name)
        if value != p.default and not p.essential and p.name not in ("enabled", "when"):
            assert (value if p.name == "name" else p.name) in words


@every_part
def test_parameter_described_for_the_command_line_is_whole(cls):
    for p in cls.parameters():
        row = p.plain()
        assert {"name", "type", "default", "description"} <= row.keys(), p.name
        assert row.get("optional", False) == p.optional, p.name
        assert row.get("essential", False) == p.essential, p.name
        assert tomllib.loads(tomli_w.dumps(row)) == row  # nothing but plain values: no None, no tuples
        assert json.loads(json.dumps(row)) == row


@given(data=st.data())
def test_any_experiment_goes_through_a_file(values, data):
    experiment = data.draw(values.experiment())
    text = to_toml(experiment)
    assert from_toml(text) == experiment
    assert to_toml(from_toml(text)) == text
    assert from_plain({"format": 1} | to_plain(experiment)) == experiment


@given(data=st.data())
def test_experiments_are_equal_only_when_all_their_values_are(values, data):
    one, other = data.draw(values.experiment()), data.draw(values.experiment())
    assume(to_plain(one) != to_plain(other))
    assert one != other


def test_default_experiment_is_short():
    assert len(to_toml(Experiment()).splitlines()) < 20
