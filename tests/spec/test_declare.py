"""A declaration that a form, a file or the help could not show is refused where it is made."""

import warnings
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from workbench.spec import parts as registry
from workbench.spec.declare import dataset, layer, loss, optimizer, scheduler, transform
from workbench.spec.fields import ESSENTIAL, FOLDER, Numbers
from workbench.spec.files import from_plain, to_plain
from workbench.spec.parts import DatasetPart, Layer, Loss, Optimizer, Scheduler, Transform, find, parts

PAIR = int | tuple[int, int]


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    """What is declared here is forgotten afterwards."""
    copy = {kind: dict(rows) for kind, rows in registry._registry.items()}
    monkeypatch.setattr(registry, "_registry", copy)


def declared(name="Odd", bases=(Layer,), doc="Does something.", decorator=None, **fields):
    """A part of these fields (name = (annotation, default), or annotation alone), declared."""
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {}}
    if doc is not None:
        body["__doc__"] = doc
    for field, value in fields.items():
        annotation, *default = value if isinstance(value, tuple) else (value,)
        body["__annotations__"][field] = annotation
        if default:
            body[field] = default[0]
    return (decorator or layer("Odd"))(type(bases[0])(name, bases, body))


def described(kind, **limits):
    return Annotated[kind, Field(description="A number.", **limits)]


def test_good_declaration_is_registered_with_all_it_says():
    cls = declared(
        decorator=layer("Odd", infers={"size": len}, ranks=(1,), for_rank={3: "Conv2d"}),
        width=(Annotated[int, Field(ge=1, lt=9, description="How wide."), ESSENTIAL], 4),
        gain=(described(float | None, gt=0), None),
        root=(Annotated[str, Field(description="Where."), FOLDER], ""),
    )
    assert find("layer", "Odd") is cls
    assert parts("layer")[-1] is cls
    assert (cls.group, cls.target, cls.ranks, cls.for_rank) == ("Odd", "torch.nn.Odd", (1,), {3: "Conv2d"})
    width, gain, root, enabled = cls.parameters()
    assert (width.name, width.form, width.default, width.essential) == ("width", "whole", 4, True)
    assert (width.minimum, width.exclusive_minimum, width.maximum, width.exclusive_maximum) == (1, False, 9, True)
    assert (gain.form, gain.optional, gain.minimum, gain.exclusive_minimum) == ("number", True, 0, True)
    assert (root.form, enabled.name) == ("folder", "enabled")
    assert cls().call((5, 6)).source() == "nn.Odd(2, 4)"


def test_bounds_of_a_list_are_told_like_those_of_a_number():
    numbers = Numbers(float, (2,), scalar=False, gt=0, lt=2)
    pair = declared(pair=(Annotated[PAIR, numbers, Field(description="x.")], (1.0, 1.0))).parameters()[0]
    assert (pair.minimum, pair.exclusive_minimum, pair.maximum, pair.exclusive_maximum) == (0, True, 2, True)


@pytest.mark.parametrize("doc", [None, "", "  \n "])
def test_missing_docstring_is_refused(doc):
    with pytest.raises(TypeError, match="Odd: a docstring that says what it does is missing"):
        declared(doc=doc)


def test_missing_group_is_refused():
    with pytest.raises(TypeError, match="Odd: a group is missing"):
        declared(decorator=layer(""))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ((int, 3), "a description is missing"),
        ((Annotated[int, Field(ge=1)], 3), "a description is missing"),
        ((Annotated[int, Field(description="")], 3), "a description is missing"),
        (described(int), "a default is missing"),
        ((described(int), Field(default_factory=int)), "a default is missing"),
        ((described(dict[str, int]), {}), "not a type that a form can show"),
        ((described(list[int]), [1]), "not a type that a form can show"),
        ((described(tuple[int, int]), (1, 1)), "not a type that a form can show"),
        ((described(int | str), 1), "not a type that a form can show"),
        ((described(int | float | None), 1), "not a type that a form can show"),
        ((described(bytes), b""), "not a type that a form can show"),
        ((described(Any), None), "not a type that a form can show"),
        ((described(object), None), "not a type that a form can show"),
    ],
)
def test_parameter_that_cannot_be_shown_is_refused(field, words):
    with pytest.raises(TypeError, match=f"^width: .*{words}"):
        declared(width=field)
    assert find("layer", "Odd") is None


def test_parameter_named_type_is_refused():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pydantic's, about the property of that name
        with pytest.raises(TypeError, match="Odd: a parameter cannot be named 'type'"):
            declared(type=(described(int), 1))
    assert find("layer", "Odd") is None


@pytest.mark.parametrize(("base", "decorator", "name"), [
    (Layer, layer("x"), "Conv2d"),
    (Transform, transform("x"), "Resize"),
    (DatasetPart, dataset("x", implementation="y"), "MNIST"),
    (Loss, loss("x", targets="index", wants="any"), "MSELoss"),
    (Optimizer, optimizer("x"), "Adam"),
    (Scheduler, scheduler("x", interval="epoch"), "StepLR"),
])  # fmt: skip
def test_name_that_is_taken_is_refused(base, decorator, name):
    before = parts(base.kind)
    with pytest.raises(TypeError, match=f"there is a {base.kind} of the name '{name}' already"):
        declared(name, (base,), decorator=decorator)
    assert parts(base.kind) == before


def test_former_name_that_is_taken_is_refused_and_nothing_is_registered():
    class Renamed(Layer):
        """Does something."""

        formerly = ("Older", "Conv2d")

    with pytest.raises(TypeError, match="'Conv2d' already"):
        layer("Odd")(Renamed)
    assert find("layer", "Renamed") is None
    assert find("layer", "Older") is None


def test_renamed_part_is_read_under_both_names_and_written_under_the_new_one():
    class Renamed(Layer):
        """Does something."""

        formerly = ("Older", "Oldest")

    layer("Odd")(Renamed)
    assert parts("layer").count(Renamed) == 1
    for name in ("Renamed", "Older", "Oldest"):
        experiment = from_plain({"format": 1, "model": {"layers": [{"type": name}]}})
        assert to_plain(experiment)["model"]["layers"] == [{"type": "Renamed"}]


def test_same_name_in_two_kinds_is_no_clash():
    declared("Resize")
    assert find("layer", "Resize") is not find("transform", "Resize")


def test_choices_and_words_are_described():
    cls = declared(
        mode=(Annotated[Literal["a", "b"], Field(description="Which.")], "a"),
        size=(Annotated[PAIR | str, Numbers(int, (2,), ge=1, words=("same",)), Field(description="x.")], 1),
        bare=(Annotated[Annotated[PAIR, Numbers(int, (2,), ge=1)] | None, Field(description="x.")], None),
    )
    mode, size, bare, _ = cls.parameters()
    assert (mode.form, mode.choices) == ("choice", ("a", "b"))
    assert (size.form, size.choices, size.optional) == ("numbers", ("same",), False)
    assert (bare.form, bare.optional) == ("numbers", True)
    assert size.plain()["allowed"] == 'a whole number of at least 1, or a list of 2 of them, or "same"'
