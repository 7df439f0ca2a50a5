"""Parts that this program does not have: the file opens, keeps them as they are, and says what is the matter."""

import json
import sys

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from workbench.spec.address import get
from workbench.spec.edits import Move, Remove, SetValue, apply
from workbench.spec.files import from_plain, from_toml, to_plain, to_toml
from workbench.spec.parts import KINDS, find, read_part
from workbench.spec.problems import ExperimentError
from workbench.spec.unknown import MAX_TABLE, Unknown, is_whole, kept, unknown_problems

PLACES = {
    "dataset": "data.source", "transform": "data.transforms[0]", "layer": "model.layers[0]", "loss": "training.loss",
    "optimizer": "training.optimizer", "scheduler": "training.scheduler",
}  # fmt: skip

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
PLAIN = st.recursive(
    st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def document(kind, table):
    place = PLACES[kind]
    section, _, name = place.partition(".")
    return {"format": 1, section: {name.removesuffix("[0]"): [table] if name.endswith("]") else table}}


def opened(kind, table):
    return from_toml(tomli_w.dumps(document(kind, table)))


@pytest.mark.parametrize("kind", KINDS)
@given(values=st.dictionaries(TEXT, PLAIN, max_size=4))
def test_every_table_is_saved_as_it_was(kind, values):
    table = {"type": "Swishy"} | {name: value for name, value in values.items() if name != "type"}
    experiment = from_plain(document(kind, table))
    part = get(experiment, PLACES[kind])
    assert isinstance(part, Unknown) and part.type == "Swishy"
    assert isinstance(part, KINDS[kind])
    again = from_toml(to_toml(experiment))
    assert again == experiment
    saved = get(to_plain_tree(to_plain(again)), kind)
    assert json.dumps(saved, sort_keys=True) == json.dumps(table, sort_keys=True)


def to_plain_tree(plain):
    """The tables by kind."""

    class Tree:
        model_fields = dict.fromkeys(KINDS)

        def __init__(self):
            for kind, place in PLACES.items():
                section, _, name = place.partition(".")
                found = plain[section].get(name.removesuffix("[0]"))
                setattr(self, kind, found[0] if isinstance(found, list) and found else found)

    return Tree()


def test_it_can_be_switched_off_moved_and_removed():
    experiment = from_toml(
        'format = 1\n[[model.layers]]\ntype = "Swishy"\nchannels = 8\n[[model.layers]]\ntype = "ReLU"\n'
    )
    off = apply(experiment, [SetValue("model.layers[0].enabled", False)])
    assert off.model.layers[0].plain() == {"type": "Swishy", "channels": 8, "enabled": False}
    assert is_whole(off) and not is_whole(experiment)
    assert apply(off, [SetValue("model.layers[0].enabled", True)]) == experiment
    assert [layer.type for layer in apply(experiment, [Move("model.layers", (0,), 2)]).model.layers] == [
        "ReLU",
        "Swishy",
    ]
    assert [layer.type for layer in apply(experiment, [Remove("model.layers", (0,))]).model.layers] == ["ReLU"]
    with pytest.raises(ValueError, match="no 'channels' here"):
        apply(experiment, [SetValue("model.layers[0].channels", 9)])


def test_what_is_no_switch_stays_as_it_stands():
    for switch in (False, "no", 3):
        layer = read_part("layer", {"type": "Swishy", "enabled": switch})
        assert layer.plain() == {"type": "Swishy", "enabled": switch}
        assert layer.enabled is (switch is not False)
    assert read_part("layer", {"type": "Swishy", "enabled": True}).plain() == {"type": "Swishy"}
    assert read_part("loss", {"type": "Swishy", "enabled": True}).plain() == {"type": "Swishy", "enabled": True}


def test_switched_off_it_is_the_same_after_the_file():
    layer = read_part("layer", {"type": "Swishy", "beta": 1.5}).replace(enabled=False)
    assert read_part("layer", layer.plain()) == layer


@pytest.mark.parametrize("kind", KINDS)
def test_the_problem_says_where_and_what_to_do(kind):
    (found,) = unknown_problems(opened(kind, {"type": "Zzzyx", "a": 1}))
    assert found.address == PLACES[kind]
    assert '"Zzzyx" is not a' in str(found.what)
    assert "own code" in str(found.remedy)
    assert bool(found.fix) == (kind in ("layer", "transform"))


def test_inside_containers_too_unless_they_are_switched_off():
    inner = {"type": "Swishy"}
    held = {"type": "Sequential", "layers": [{"type": "ReLU"}, inner]}
    (found,) = unknown_problems(opened("layer", held))
    assert found.address == "model.layers[0].layers[1]"
    assert is_whole(opened("layer", held | {"enabled": False}))
    assert is_whole(opened("layer", held | {"layers": [inner | {"enabled": False}]}))


def test_a_slip_of_the_pen_is_mended_by_its_fix():
    experiment = opened("layer", {"type": "Linar", "out_features": 7})
    (found,) = unknown_problems(experiment)
    assert str(found.remedy) == "Did you mean Linear?"
    mended = apply(experiment, found.fix.edits)
    assert mended.model.layers == (find("layer", "Linear")(out_features=7),)


def test_a_near_name_that_would_not_take_the_values_is_only_named():
    (found,) = unknown_problems(opened("layer", {"type": "Linar", "beta": 7}))
    assert (str(found.remedy), str(found.fix.label)) == ("Did you mean Linear?", "Switch Linar off")


def test_the_row_says_what_the_file_sets():
    part = read_part("layer", {"type": "Swishy", "beta": 1.5, "sizes": [1, 2], "enabled": False})
    assert part.summary() == "beta 1.5, sizes [1, 2]"
    many = read_part("layer", {"type": "Swishy"} | {f"a{i}": i for i in range(9)})
    assert many.summary().endswith("a4 4, …")


def test_a_key_that_is_no_word_is_written_out():
    made = read_part("layer", {"type": "Foo", "a\x07\n": 1, "beta": 2})
    assert made.summary() == '"a\\u0007\\n" 1, beta 2'


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**63, "x" * MAX_TABLE, {"a": "\ud800"}, {"\ud800": 1}, None],
    ids=["nan", "inf", "64 bits", "long", "half a letter", "half a key", "null"],
)
def test_tables_that_could_not_be_saved_are_refused(value):
    with pytest.raises(ExperimentError) as error:
        from_plain(document("loss", {"type": "Swishy", "x": value}))
    assert "not one that can be kept" in str(error.value)


def test_deep_tables_are_refused():
    deep = 1
    for _ in range(60):
        deep = [deep]
    with pytest.raises(ExperimentError):
        from_plain(document("layer", {"type": "Swishy", "x": deep}))


def test_dates_are_refused():
    with pytest.raises(ExperimentError):
        from_toml('format = 1\n[training]\nloss = { type = "Swishy", x = 2020-01-01 }')


@pytest.mark.parametrize("name", ["", "swishy", "a.b", "../X", "X Y", "X\n", "A" * 81, "Ünder", "Conv2d.x"])
def test_only_what_looks_like_a_class_is_kept(name):
    assert kept("layer", {"type": name}) is None


def test_a_part_of_another_kind_is_not_taken_for_an_unknown_one():
    with pytest.raises(ExperimentError):
        opened("layer", {"type": "Adam"})


def test_nothing_is_imported_for_it():
    before = set(sys.modules)
    opened("layer", {"type": "Swishy", "module": "os", "implementation": "os.system"})
    assert set(sys.modules) == before
