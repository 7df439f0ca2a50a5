"""Layers within layers: their paths and addresses, the file, the limits, and moves from one list to another."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.catalog.layers.activation import ReLU, Sigmoid, Tanh
from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.linear import Linear
from workbench.spec.address import get
from workbench.spec.containers import address_of, depth, list_address, path_of, walk
from workbench.spec.edits import Transfer, apply
from workbench.spec.experiment import MAX_LAYERS, Experiment, Model
from workbench.spec.files import from_toml, to_toml
from workbench.spec.parts import MAX_DEPTH
from workbench.spec.problems import ExperimentError

LEAVES = st.sampled_from([ReLU(), Tanh(), Sigmoid(), Linear(out_features=3)])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda cls, layers: cls(layers=tuple(layers)),
        st.sampled_from([Sequential, Residual, Parallel]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
MODELS = st.lists(TREES, min_size=1, max_size=4).map(lambda layers: Experiment(model=Model(layers=tuple(layers))))


def outermost(paths):
    return [path for path in sorted(set(paths)) if not any(path[:n] in paths for n in range(1, len(path)))]


def leaves(experiment: Experiment) -> Counter[str]:
    return Counter(layer.type for _, layer in walk(experiment.model.layers))


@given(MODELS)
def test_every_path_is_an_address_and_back(experiment):
    for path, layer in walk(experiment.model.layers):
        assert get(experiment, address_of(path)) is layer
        assert path_of(address_of(path)) == path
        assert path_of(f"{address_of(path)}.out_features") == path
        assert layer in get(experiment, list_address(path[:-1]))


@given(MODELS)
def test_a_tree_goes_through_a_file(experiment):
    assert from_toml(to_toml(experiment)) == experiment


@pytest.mark.parametrize("address", ["training.lr", "model.layers", "data.transforms[1]", ""])
def test_what_lies_in_no_layer_has_no_path(address):
    assert path_of(address) == ()


@given(MODELS, st.data())
def test_a_transfer_keeps_every_layer_and_puts_it_where_it_was_wanted(experiment, data):
    paths = [path for path, _ in walk(experiment.model.layers)]
    chosen = outermost(data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3)))
    homes = [(), *(path for path, layer in walk(experiment.model.layers) if depth(layer))]
    free = [home for home in homes if not any(home[: len(path)] == path for path in chosen)]
    home = data.draw(st.sampled_from(free))
    index = data.draw(st.integers(0, len(get(experiment, list_address(home)))))
    parts = [get(experiment, address_of(path)) for path in chosen]
    after = apply(experiment, [Transfer(tuple(map(address_of, chosen)), list_address(home), index)])
    assert leaves(after) == leaves(experiment)
    lists = [after.model.layers, *(layer.layers for _, layer in walk(after.model.layers) if depth(layer))]
    count = len(parts)
    assert any(list(items[i : i + count]) == parts for items in lists for i in range(len(items) - count + 1))


def test_a_container_cannot_go_into_itself():
    experiment = Experiment(model=Model(layers=(Sequential(layers=(Residual(), ReLU())),)))
    with pytest.raises(ValueError, match="into itself"):
        apply(experiment, [Transfer(("model.layers[0]",), "model.layers[0].layers[0].layers", 0)])


def nested(levels: int) -> str:
    text = "format = 1\n"
    for level in range(1, levels + 1):
        text += f'[[model{".layers" * level}]]\ntype = "Sequential"\n'
    return text


def test_a_file_may_nest_so_deep_and_no_deeper():
    assert depth(from_toml(nested(MAX_DEPTH)).model.layers[0]) == MAX_DEPTH
    with pytest.raises(ExperimentError) as caught:
        from_toml(nested(MAX_DEPTH + 1))
    assert "containers within containers" in caught.value.problems[0].line()


def test_a_file_nested_absurdly_deep_is_a_sentence():
    inner = '{type="Sequential",layers=[' * 90 + "]}" * 90
    with pytest.raises(ExperimentError) as caught:
        from_toml(f"format = 1\n[model]\nlayers = [{inner}]")
    assert all(len(problem.line()) < 300 for problem in caught.value.problems)


def test_a_name_is_one_line():
    with pytest.raises(ExperimentError):
        from_toml('format = 1\n[[model.layers]]\ntype = "Sequential"\nname = "a\\nimport os"')


def test_a_summary_begins_with_the_name():
    assert Sequential(name="stem").summary() == "stem"
    assert Parallel(name="mix", combine="add").summary() == "mix, combine add"
    assert Parallel().summary() == ""


def test_so_many_layers_in_all_and_no_more():
    def text(inside):
        block = '{type="Sequential",layers=[' + '{type="ReLU"},' * inside + "]}"
        return f"format = 1\n[model]\nlayers = [{block}, {block}]"

    assert len(list(walk(from_toml(text(MAX_LAYERS // 2 - 1)).model.layers))) == MAX_LAYERS
    with pytest.raises(ExperimentError) as caught:
        from_toml(text(MAX_LAYERS // 2))
    assert caught.value.problems[0].line() == "model.layers: has 10002 entries; 10000 are allowed."


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\x07", "\x85", "\u2028"])
def test_a_name_cannot_turn_round_the_line_in_which_it_stands(letter):
    with pytest.raises(ExperimentError) as caught:
        from_toml(f'format = 1\n[[model.layers]]\ntype = "Sequential"\nname = "a\\u{ord(letter):04x}b"')
    assert caught.value.problems[0].address == "model.layers[0].name"


ODD = {"layers=5": "must be a list", "layers=[1]": "must be a table with a type", 'layers=""': "must be a list",
       "layers={}": "must be a list", "layers=[[]]": "must be a table with a type", "layers=[{}]": "must be a table with a type",
       'layers=[{type=["ReLU"]}]': "must be a table with a type", 'layers=[{type="Fo\\u0007"}]': "is not a layer",
       'layers=[{type="Adam"}]': "is not a layer", 'layers=[{type="Sequential",layers=[7]}]': "must be a table"}  # fmt: skip


@pytest.mark.parametrize(("inside", "words"), ODD.items())
def test_what_is_no_list_of_layers_inside_a_container_is_a_sentence(inside, words):
    with pytest.raises(ExperimentError) as caught:
        from_toml(f'format = 1\n[model]\nlayers = [{{type="Residual", {inside}}}]')
    (problem,) = caught.value.problems
    assert problem.address.startswith("model.layers[0].layers") and words in problem.line()
