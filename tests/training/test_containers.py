"""Containers as PyTorch's modules: shapes and counts as they are, each misfit in a sentence with its fix."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.backbone import ConvNeXt
from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.linear import Linear
from workbench.catalog.layers.normalization import BatchNorm2d
from workbench.catalog.layers.pooling import AdaptiveAvgPool2d, MaxPool2d
from workbench.catalog.layers.shape import Flatten
from workbench.data.samples import Facts
from workbench.spec.edits import apply
from workbench.spec.experiment import Experiment, Model
from workbench.training.build import build_model
from workbench.training.check import check_with
from workbench.training.trace import trace

DIGITS = Facts(tuple("0123456789"), (1, 28, 28), 20_000, 4_000)
SAME = [ReLU(), BatchNorm2d(), Conv2d(out_channels=4, kernel_size=3, padding=1)]
HEAD = (AdaptiveAvgPool2d(output_size=1), Flatten(), Linear(out_features=10))


def model(*layers):
    return Experiment(model=Model(layers=layers))


def built(traced):
    torch.manual_seed(0)
    return build_model(traced.calls).eval()


TREES = st.recursive(
    st.sampled_from(SAME),
    lambda inner: st.one_of(
        st.builds(lambda rows: Sequential(layers=tuple(rows)), st.lists(inner, max_size=3)),
        st.builds(lambda rows: Residual(layers=tuple(rows)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda rows, how: Parallel(combine=how, layers=tuple(rows)),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from(["add", "multiply", "concat"]),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.lists(TREES, min_size=1, max_size=3))
def test_shapes_and_parameters_are_those_of_the_module(layers):
    traced = trace(model(Conv2d(out_channels=4, kernel_size=1), *layers), (1, 8, 8))
    if traced.problem:  # a concat inside a Residual changes the channels
        assert traced.problem.address.startswith("model.layers[")
        return
    module = built(traced)
    assert module(torch.zeros(2, 1, 8, 8)).shape[1:] == traced.output_shape
    assert sum(p.numel() for p in module.parameters()) == traced.parameters


def test_a_residual_adds_its_input_and_a_parallel_joins_its_branches():
    layers = (Conv2d(out_channels=2, kernel_size=1), ReLU())
    image = torch.randn(3, 1, 5, 5)
    for container, expected in (
        (Residual(layers=(ReLU(),)), lambda x: x + x.relu()),
        (Parallel(layers=(ReLU(), Sequential())), lambda x: torch.cat([x.relu(), x], 1)),
        (Parallel(combine="add", layers=(ReLU(), Sequential())), lambda x: x.relu() + x),
        (Parallel(combine="multiply", layers=(Sequential(), AdaptiveAvgPool2d(output_size=1))),
         lambda x: x * x.mean((2, 3), keepdim=True)),
    ):  # fmt: skip
        traced = trace(model(layers[0], container), (1, 5, 5))
        first, second = built(traced)
        torch.testing.assert_close(second(first(image)), expected(first(image)))
        assert traced.output_shape == tuple(second(first(image)).shape[1:])


def test_what_is_switched_off_inside_is_left_out():
    off = Conv2d(out_channels=7, kernel_size=5, enabled=False)
    traced = trace(
        model(Sequential(layers=(off, ReLU()), enabled=True), Sequential(layers=(off,), enabled=False)), (1, 8, 8)
    )
    assert traced.problem is None and traced.parameters == 0
    assert [step.path for step in traced.walk()] == [(0,), (0, 1)]


def test_counts_of_a_container_are_those_of_what_is_inside():
    inner = (Conv2d(out_channels=4, kernel_size=3, padding=1), ReLU())
    flat, (block,) = trace(model(*inner), (4, 8, 8)), trace(model(Residual(layers=inner)), (4, 8, 8)).layers
    assert (block.parameters, block.mult_adds) == (flat.parameters, flat.mult_adds)
    assert block.activations == flat.activations + 4 * 8 * 8  # the sum is one more
    assert [step.address for step in block.walk()][1:] == ["model.layers[0].layers[0]", "model.layers[0].layers[1]"]


STEM = Conv2d(out_channels=8, kernel_size=3, padding=1)
WIDER = (Conv2d(out_channels=16, kernel_size=3, stride=2, padding=1), BatchNorm2d())
MISFITS = {
    "a residual that changes the channels": Residual(layers=(Conv2d(out_channels=16, kernel_size=3, padding=1),)),
    "a residual with a stride": Residual(name="stage 2", layers=WIDER),
    "a residual of nothing": Residual(),
    "branches of nothing": Parallel(layers=(ReLU(enabled=False),)),
    "a sum of other channels": Parallel(combine="add", layers=(STEM, Conv2d(out_channels=4, kernel_size=1))),
    "an axis that is not there": Parallel(dim=5, layers=(ReLU(), ReLU())),
    "a layer inside that does not fit": Sequential(
        layers=(ReLU(), Residual(layers=(Conv2d(out_channels=8, groups=3),)))
    ),
    "linear inside, without flatten": Sequential(layers=(Flatten(), Sequential(layers=(MaxPool2d(),)))),
}


@pytest.mark.parametrize("container", MISFITS.values(), ids=MISFITS.keys())
def test_fixes_lead_to_a_model_that_fits(container):
    value = model(STEM, container, *HEAD)
    problems = check_with(value, DIGITS).problems
    assert problems and problems[0].address.startswith("model.layers[1]")
    for _ in range(6):
        if problems:
            assert problems[0].fix, problems[0].line()
            value = apply(value, problems[0].fix.edits)
            problems = check_with(value, DIGITS).problems
    assert not problems


def test_branches_of_other_sizes_are_said_with_their_shapes():
    container = Parallel(layers=(STEM, MaxPool2d(kernel_size=2)))
    (problem,) = check_with(model(STEM, container, *HEAD), DIGITS).problems
    assert problem.address == "model.layers[1]"
    assert "8 × 28 × 28, 8 × 14 × 14" in problem.line()


def test_a_residual_over_features_gets_a_linear_shortcut():
    value = model(
        Flatten(), Linear(out_features=32), Residual(layers=(Linear(out_features=16),)), Linear(out_features=10)
    )
    (problem,) = check_with(value, DIGITS).problems
    mended = apply(value, problem.fix.edits)
    assert not check_with(mended, DIGITS).problems
    assert check_with(mended, DIGITS).trace.layers[2].output_shape == (16,)


@pytest.mark.parametrize("classes", [3, 12])
def test_the_number_of_classes_is_mended_inside_the_last_block(classes):
    value = model(
        Flatten(),
        Sequential(name="head", layers=(Linear(out_features=classes), Sequential(layers=(ReLU(enabled=False),)))),
    )
    (problem,) = check_with(value, DIGITS).problems
    mended = apply(value, problem.fix.edits)
    assert not check_with(mended, DIGITS).problems
    assert mended.model.layers[1].layers[0].out_features == 10


def test_a_softmax_at_the_end_of_the_last_block_is_found():
    from workbench.catalog.layers.activation import Softmax

    value = model(Flatten(), Sequential(layers=(Linear(out_features=10), Softmax())))
    (problem,) = check_with(value, DIGITS).problems
    assert problem.address == "model.layers[1].layers[1]"
    assert not check_with(apply(value, problem.fix.edits), DIGITS).problems


@pytest.mark.parametrize("kind", [Residual, Parallel, Sequential])
def test_a_network_of_torchvision_whose_name_begins_like_a_convolution(kind):
    facts = Facts(("a", "b"), (3, 64, 64), 100, 10)
    value = model(kind(layers=(ConvNeXt(output="map"),)), *HEAD)
    problems = check_with(value, facts).problems
    assert [item.address for item in problems] == ["model.layers[0]"] * (kind is Residual) + ["model.layers[3]"] * (
        kind is not Residual
    )
