"""Every transform as an object that maps images to images: it builds, works, and its source builds the same."""

import pytest
import torch
import torchvision.transforms.v2 as v2
from hypothesis import given
from hypothesis import strategies as st

import workbench.data.augment as augment
from workbench.data import columns, mixing, tokens
from workbench.spec.parts import parts

NAMES = {"torch": torch, "v2": v2} | {name: getattr(augment, name) for name in augment.__all__}
NAMES |= {name: getattr(columns, name) for name in ("Standardize", "MinMaxScale", "FillMissing")}
NAMES |= {name: getattr(mixing, name) for name in ("MixUp", "CutMix")}
NAMES["Tokenize"] = tokens.Tokenize
REFUSALS = (ValueError, RuntimeError, TypeError, AssertionError)
"""What torchvision raises for parameters that do not go together."""

every_transform = pytest.mark.parametrize("cls", parts("transform"), ids=lambda cls: cls.__name__)


def samples(cls):
    """Two small images, two rows of a table, or two texts."""
    if "text" in cls.inputs:
        return ["Not bad at all", "a 坏 one"]
    return torch.rand(2, 3, 12, 10) if "image" in cls.inputs else torch.rand(2, 5)


def transformed(build, cls):
    """Two small samples after the transform, the random numbers being fixed; the exception if it is refused.

    A list, because images that are turned with ``expand`` differ in size.
    """
    torch.manual_seed(0)
    batch = samples(cls)
    try:
        transform = build()
        if cls.fitted:
            transform.fit(batch)
        if cls.batch:
            return list(transform(batch, torch.eye(2), torch.rand(transform.draws))[0])
        draws = [torch.rand(2, transform.draws)] if hasattr(transform, "draws") else []
        return list(transform(batch, *draws))
    except REFUSALS as error:
        return type(error), str(error)


@every_transform
@given(data=st.data())
def test_source_builds_the_same_transform(values, cls, data):
    call = data.draw(values.part(cls, small=True)).call()
    built, evaluated = transformed(call.build, cls), transformed(lambda: eval(call.source(), dict(NAMES)), cls)
    assert type(built) is type(evaluated)
    if isinstance(built, list):
        torch.testing.assert_close(built, evaluated, rtol=0, atol=0, equal_nan=True)
    else:
        assert built == evaluated


@every_transform
def test_default_transform_gives_samples(cls):
    part = cls().replace(**({"size": 8} if "size" in cls.model_fields else {}))
    images = transformed(part.call().build, cls)
    assert len(images) == 2
    for image in images:
        assert image.dim() == (1 if "text" in cls.inputs else samples(cls)[0].dim())
        assert image.isfinite().all()


@every_transform
def test_every_parameter_has_a_second_value_that_is_taken(values, cls):
    base = cls().replace(**({"size": 8} if "size" in cls.model_fields else {}))
    for p in cls.parameters():
        if p.name in cls.own:
            continue
        results = [transformed(base.replace(**{p.name: value}).call().build, cls) for value in values.others(p)]
        assert any(isinstance(result, list) for result in results), p.name


@every_transform
@given(data=st.data())
def test_what_a_declaration_allows_alone_torchvision_takes(values, cls, data):
    """One parameter set, the others at their defaults: a refusal then means that the declared range is wrong."""
    base = cls().replace(**({"size": 8} if "size" in cls.model_fields else {}))
    own = [p for p in cls.parameters() if p.name not in cls.own]
    if not own:
        return
    p = data.draw(st.sampled_from(own))
    value = data.draw(values.right(p, small=True))
    result = transformed(base.replace(**{p.name: value}).call().build, cls)
    per_channel = isinstance(value, tuple) and p.name in ("fill", "mean", "std", "value")
    assert isinstance(result, list) or per_channel or p.name in ("max_size", "low", "high"), (p.name, value, result)


def test_only_random_transforms_are_kept_out_of_evaluation():
    for cls in parts("transform"):
        assert cls.random == ("when" in cls.model_fields) == (cls.__name__ in augment.__all__)
