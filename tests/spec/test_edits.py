"""Edits: any sequence gives a valid experiment or a ``ValueError``, and never changes what it was given."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.spec.address import get, parse
from workbench.spec.edits import Insert, Move, Remove, SetValue, apply, moved, set_value
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_plain, from_toml, problems_of, to_plain, to_toml
from workbench.spec.parts import KINDS, parts

LISTS = ["model.layers", "data.transforms"]
ADDRESSES = [
    "", "name", "seed", "data", "data.source", "data.batch_size", "model", "training.loss", "training.loss.weight",
    "training.optimizer.lr", "training.optimizer.betas", "training.scheduler", "training.checkpoint.keep",
    "model.layers[0]", "model.layers[0].kernel_size", "model.layers[1].out_features", "model.layers[0].enabled",
    "data.transforms[0]", "data.transforms[0].mean", "nothing", "model.layers[0].type", "__class__", "seed.real", "a b",
]  # fmt: skip
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JUNK = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.sampled_from(["type", "lr", "p"]), PLAIN, max_size=2)
INDICES = st.lists(st.integers(-2, 6), max_size=4).map(tuple)


@pytest.fixture
def experiment():
    """Two layers and two transforms, one with a list of numbers."""
    layers = [{"type": "Conv2d"}, {"type": "Linear", "out_features": 5}]
    transforms = [{"type": "Normalize", "mean": [0.1, 0.2], "std": [1, 1]}, {"type": "Grayscale"}]
    return from_plain({"format": 1, "data": {"transforms": transforms}, "model": {"layers": layers}})


def any_edit(values):
    """An edit that may or may not fit."""
    some_part = st.one_of([values.any_part(kind) for kind in KINDS])
    fitting = st.sampled_from([(place, kind) for place, kind in zip(LISTS, ("layer", "transform"), strict=True)])
    insert = fitting.flatmap(
        lambda row: st.builds(Insert, st.just(row[0]), st.integers(-1, 4), st.tuples(values.any_part(row[1])))
    )
    return st.one_of(
        insert,
        st.builds(SetValue, st.sampled_from(ADDRESSES + LISTS), JUNK | some_part),
        st.builds(Insert, st.sampled_from(ADDRESSES), st.integers(-1, 4), st.tuples(some_part)),
        st.builds(Remove, st.sampled_from(LISTS + ADDRESSES), INDICES),
        st.builds(Move, st.sampled_from(LISTS + ADDRESSES), INDICES, st.integers(-1, 6)),
    )


@settings(max_examples=50)
@given(data=st.data())
def test_any_sequence_of_edits_gives_a_valid_experiment_or_is_refused(values, data):
    experiment = first = data.draw(values.experiment())
    before = to_toml(first)
    for edit in data.draw(st.lists(any_edit(values), max_size=5)):
        try:
            experiment = apply(experiment, [edit])
        except ValueError:
            continue
        assert isinstance(experiment, Experiment)
        assert from_toml(to_toml(experiment)) == experiment
    assert to_toml(first) == before


@settings(max_examples=50)
@given(data=st.data())
def test_edits_in_one_go_are_the_edits_one_by_one(values, data):
    start = data.draw(values.experiment())
    edits = data.draw(st.lists(any_edit(values), max_size=4))
    expected = start
    try:
        for edit in edits:
            expected = apply(expected, [edit])
    except ValueError:
        with pytest.raises(ValueError):
            apply(start, edits)
    else:
        assert apply(start, edits) == expected


COUNTED = st.integers(0, 12).flatmap(
    lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)) if n else st.just(set()), st.integers(0, n))
)


@given(COUNTED)
@example((12, {1, 8}, 0))  # a set does not give these in their order
def test_moved_against_a_marker_in_a_plain_list(case):
    count, chosen, to = case
    row = list("abcdefghijkl"[:count])
    taken = [row[i] for i in sorted(chosen)]
    row.insert(to, "MARK")
    row = [item for item in row if item not in taken]
    at = row.index("MARK")
    row[at : at + 1] = taken
    assert moved(tuple("abcdefghijkl"[:count]), chosen, to) == tuple(row)


@given(st.integers(-3, 9), st.lists(st.integers(-3, 9), max_size=3), st.integers(0, 5))
def test_moved_outside_the_list_is_refused(to, indices, count):
    items = tuple(range(count))
    if 0 <= to <= count and all(0 <= i < count for i in indices):
        assert sorted(moved(items, indices, to)) == list(items)
    else:
        with pytest.raises(ValueError, match=f"no item .* of {count}"):
            moved(items, indices, to)


@given(data=st.data())
def test_insert_and_remove_against_a_plain_list(values, data):
    experiment = data.draw(values.experiment())
    layers = experiment.model.layers
    index = data.draw(st.integers(0, len(layers)))
    new = tuple(data.draw(st.lists(values.any_part("layer"), max_size=3)))
    row = list(layers)
    row[index:index] = new
    inserted = apply(experiment, [Insert("model.layers", index, new)])
    assert inserted.model.layers == tuple(row)
    assert apply(inserted, [Remove("model.layers", tuple(range(index, index + len(new))))]) == experiment


def test_each_edit_does_what_it_says(experiment):
    flatten, relu = (next(cls for cls in parts("layer") if cls.__name__ == name)() for name in ("Flatten", "ReLU"))
    edited = apply(
        experiment,
        [
            Insert("model.layers", 1, (flatten, relu)),
            Move("model.layers", (2,), 1),
            SetValue("model.layers[0].kernel_size", [5, 3]),
            SetValue("training.optimizer", {"type": "SGD", "lr": 0.1}),
            SetValue("data.transforms[0].mean", [0.5, 0.5]),
            Remove("data.transforms", (1,)),
        ],
    )
    assert [layer.type for layer in edited.model.layers] == ["Conv2d", "ReLU", "Flatten", "Linear"]
    assert edited.model.layers[0].kernel_size == (5, 3)
    assert edited.training.optimizer.plain() == {"type": "SGD", "lr": 0.1}
    assert [step.plain() for step in edited.data.transforms] == [
        {"type": "Normalize", "mean": [0.5, 0.5], "std": [1.0, 1.0]}
    ]


def test_what_is_beside_the_path_is_shared(experiment):
    edited = apply(experiment, [SetValue("model.layers[1].bias", False)])
    assert edited.data is experiment.data
    assert edited.training is experiment.training
    assert edited.model.layers[0] is experiment.model.layers[0]
    assert edited.model.layers[1] is not experiment.model.layers[1]


@pytest.mark.parametrize(
    ("edit", "address"),
    [
        (SetValue("model.layers[1].out_features", 0), "model.layers[1].out_features"),
        (SetValue("model.layers", [{"type": "ReLU"}, {"type": "Conv2d", "stride": 0}]), "model.layers[1].stride"),
        (SetValue("training.checkpoint.keep", 0), "training.checkpoint.keep"),
        (SetValue("training.loss", "MSE"), "training.loss"),
        (SetValue("training.optimizer", {"type": "Adam", "lr": -1}), "training.optimizer.lr"),
        (SetValue("data.transforms[0].std[1]", 0), "data.transforms[0].std"),
        (SetValue("data", {"source": {"type": "MNIST", "x": 1}}), "data.source.x"),
        (SetValue("", {"seed": -1}), "seed"),
        (Insert("model.layers", 0, ({"type": "Linear", "bias": 1},)), "model.layers[0].bias"),
    ],
)
def test_refused_edit_names_the_whole_address(values, experiment, edit, address):
    with pytest.raises(ValueError) as error:
        apply(experiment, [edit])
    (problem,) = problems_of(error.value)
    assert problem.address == address
    assert values.is_a_sentence(problem.line())


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (SetValue("nothing", 1), "there is no 'nothing' here"),
        (SetValue("model.layers[9].bias", True), "there is no item 9 here"),
        (SetValue("model.layers[0].type", "ReLU"), "there is no 'type' here"),
        (SetValue("seed.x", 1), "there is no 'x' here"),
        (SetValue("name[0]", "x"), "there is no item 0 here"),
        (Insert("seed", 0, ()), "seed is not a list"),
        (Insert("data.source", 0, ()), "data.source is not a list"),
        (Insert("model.layers", 3, ()), "no item 3 in this list of 2"),
        (Insert("model.layers", -1, ()), "no item -1 in this list of 2"),
        (Remove("model.layers", (0, 2)), "no item 2 in this list of 2"),
        (Remove("model.layers", (-1,)), "no item -1 in this list of 2"),
        (Move("model.layers", (2,), 0), "no item 2 in this list of 2"),
        (Move("model.layers", (0,), 3), "no item 3 in this list of 2"),
        (Remove("__class__", ()), "there is no __class__ here"),
    ],
)
def test_edit_of_what_is_not_there_is_refused_in_words(experiment, edit, words):
    with pytest.raises(ValueError, match=words):
        apply(experiment, [edit])


def test_set_value_works_on_a_part_alone(experiment):
    layer = experiment.model.layers[0]
    assert set_value(layer, parse("kernel_size"), 5) == layer.replace(kernel_size=5)
    assert to_plain(set_value(layer, (), layer)) == to_plain(get(experiment, "model.layers[0]"))
