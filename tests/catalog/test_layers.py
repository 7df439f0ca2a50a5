"""Every layer as PyTorch's module: it builds, runs and learns, and its source builds the same."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.modules import blocks, sequences
from workbench.spec.parts import parts
from workbench.spec.shapes import Tokens

SHAPES = {1: (6,), 2: (4, 6), 3: (4, 8, 8), 4: (4, 6, 6, 6)}
VOCABULARY = 9
NAMES = {"nn": torch.nn, "torch": torch} | {
    name: value for module in (sequences, blocks) for name, value in vars(module).items() if isinstance(value, type)
}
REFUSALS = (ValueError, RuntimeError, IndexError, NotImplementedError, AssertionError)
"""What PyTorch raises for parameters that do not go together."""

LAYERS = [cls for cls in parts("layer") if cls.group != "Backbone"]  # whole networks: test_backbones.py


def given_shape(cls, shape):
    """The shape as the layer takes it: one of tokens, where it looks them up."""
    return Tokens(shape, VOCABULARY) if cls.takes == "tokens" else shape


def batch_of(shape):
    """Two samples of the shape: random measures, or random tokens."""
    return torch.randint(shape.vocabulary, (2, *shape)) if isinstance(shape, Tokens) else torch.randn(2, *shape) * 1


CASES = [
    (cls, given_shape(cls, SHAPES[rank]))
    for cls in LAYERS
    for rank in cls.ranks or ((2,) if cls.__name__ in ("Unflatten", "Permute") else (1, 3))
]
every_layer = pytest.mark.parametrize("cls", LAYERS, ids=lambda cls: cls.__name__)
every_case = pytest.mark.parametrize(("cls", "shape"), CASES, ids=[f"{cls.__name__}-{s}" for cls, s in CASES])


FITTING = {"Unflatten": {"unflattened_size": (2, 2)}}
"""What a layer needs to fit the shapes above, where its own defaults do not."""


AROUND = {
    "output_padding": {"stride": 4},
    "align_corners": {"mode": "bilinear"},
    "dim": {"unflattened_size": (2, 2)},
    "unflattened_size": {"dim": 1},
}
"""What another parameter has to be for this one to be taken."""


OTHERS = {"Unflatten": {"dim": (1, 2), "unflattened_size": ((2, 2), (4, 1))}}
"""Values that fit the shapes above, for parameters whose neighbours of the default do not."""


def around(cls, name):
    """The neighbours that a parameter needs, as far as the layer has them."""
    return {key: value for key, value in AROUND.get(name, {}).items() if key in cls.model_fields}


def fitting(cls):
    return cls(**FITTING.get(cls.__name__, {}))


def ran(build, shape, device="cpu"):
    """(the module, its output for one fixed input), from one seed; the exception's type and words if it is refused."""
    torch.manual_seed(0)
    try:
        with torch.device(device):
            module = build()
            return module, module(batch_of(shape))
    except REFUSALS as error:
        return type(error), str(error)


@every_case
def test_default_layer_runs_on_the_cpu_and_on_meta_with_one_shape(cls, shape):
    call = fitting(cls).call(shape)
    module, output = ran(call.build, shape)
    assert isinstance(module, torch.nn.Module)
    assert output.shape[0] == 2
    assert output.isfinite().all()
    _, shapes_only = ran(call.build, shape, device="meta")
    assert shapes_only.is_meta
    assert shapes_only.shape == output.shape


@every_case
def test_gradients_reach_every_parameter_and_the_input(cls, shape):
    torch.manual_seed(0)
    module = fitting(cls).call(shape).build()
    images = batch_of(shape)
    inputs = [("input", images.requires_grad_())] if images.is_floating_point() else []
    output = module(images)
    (output * torch.randn_like(output)).sum().backward()
    for name, weight in [*module.named_parameters(), *inputs]:
        assert weight.grad is not None, name
        assert weight.grad.abs().sum() > 0, name


@every_layer
@given(data=st.data())
def test_source_builds_the_same_layer(values, cls, data):
    layer = data.draw(values.part(cls, small=True))
    shape = given_shape(cls, SHAPES[data.draw(st.sampled_from(cls.ranks or (1, 2, 3)))])
    call = layer.call(shape)
    built = ran(call.build, shape)
    evaluated = ran(lambda: eval(call.source(), dict(NAMES)), shape)
    assert repr(built[0]) == repr(evaluated[0])
    if isinstance(built[0], torch.nn.Module):
        assert built[0].state_dict().keys() == evaluated[0].state_dict().keys()
        torch.testing.assert_close(built[1], evaluated[1], rtol=0, atol=0, equal_nan=True)


@every_layer
def test_every_parameter_has_a_second_value_that_pytorch_takes(values, cls):
    for p in cls.parameters():
        if p.name in cls.own:
            continue
        runs = [
            ran(cls(**around(cls, p.name) | {p.name: value}).call(shape).build, shape)
            for value in [*values.others(p), *OTHERS.get(cls.__name__, {}).get(p.name, ())]
            for shape in [given_shape(cls, SHAPES[rank]) for rank in cls.ranks or (3,)]
        ]
        assert any(isinstance(module, torch.nn.Module) for module, _ in runs), p.name


@every_layer
def test_layer_named_for_another_rank_takes_it(cls):
    for rank, name in cls.for_rank.items():
        (other,) = (layer for layer in LAYERS if layer.__name__ == name)
        assert rank not in cls.ranks
        assert rank in (other.ranks or (rank,))


@pytest.mark.parametrize("name", ["Softmax", "LogSoftmax"])
def test_softmax_is_never_left_to_guess_the_axis(name):
    (cls,) = (layer for layer in LAYERS if layer.__name__ == name)
    assert "dim=1" in cls().call((5,)).source()
    rows = torch.nn.Softmax(dim=1)(torch.zeros(2, 5, 3))  # PyTorch's own guess for three axes would be the batch
    ours = cls().call((5, 3)).build()(torch.zeros(2, 5, 3))
    torch.testing.assert_close(ours.exp() if name == "LogSoftmax" else ours, rows)


def test_code_reads_like_a_tutorial():
    conv, linear, pool = (next(c for c in LAYERS if c.__name__ == n) for n in ("Conv2d", "Linear", "MaxPool2d"))
    assert conv(out_channels=32).call((1, 28, 28)).source() == "nn.Conv2d(1, 32, kernel_size=3)"
    assert conv(padding="same", kernel_size=(3, 5)).call((3, 9, 9)).source() == (
        'nn.Conv2d(3, 16, kernel_size=(3, 5), padding="same")'
    )
    assert linear(bias=False, enabled=False).call((784,)).source() == "nn.Linear(784, 10, bias=False)"
    embedding = next(c for c in LAYERS if c.__name__ == "Embedding")
    assert embedding(padding_idx=0).call(Tokens((32,), 99)).source() == "nn.Embedding(99, 64, padding_idx=0)"
    assert pool().call((1, 28, 28)).source() == "nn.MaxPool2d(kernel_size=2)"
