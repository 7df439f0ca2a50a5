"""Every misfit is a sentence with an address, and where there is a fix, the fix mends it."""

import pytest

from workbench.catalog.layers.container import Sequential
from workbench.catalog.layers.normalization import BatchNorm1d
from workbench.data.samples import Facts
from workbench.spec.edits import Insert, apply
from workbench.spec.files import from_toml
from workbench.training.check import check_with

DIGITS = Facts(tuple("0123456789"), (1, 28, 28), 20_000, 4_000)
PHOTOS = Facts(tuple("0123456789"), None, 10, 2, largest=(3, 40, 50))

CASES = {
    "conv after flatten": ('type="Flatten"', 'type="Conv2d"', 'type="Linear"'),
    "batch norms for the wrong axes": ('type="BatchNorm1d"', 'type="Flatten"', 'type="BatchNorm2d"', 'type="Linear"'),
    "window larger than the image": ('type="Conv2d"\nkernel_size=40', 'type="Flatten"', 'type="Linear"'),
    "pooling padded too much": ('type="MaxPool2d"\npadding=2', 'type="Flatten"', 'type="Linear"'),
    "groups": ('type="Conv2d"\ngroups=3', 'type="Flatten"', 'type="Linear"'),
    "same with stride": ('type="Conv2d"\nstride=2\npadding="same"', 'type="Flatten"', 'type="Linear"'),
    "no flatten": ('type="Conv2d"', 'type="Linear"'),
    "nothing but a convolution": ('type="Conv2d"',),
    "too few outputs": ('type="Flatten"', 'type="Linear"\nout_features=9'),
    "softmax before cross entropy": ('type="Flatten"', 'type="Linear"', 'type="Softmax"'),
    "an axis that is not there": ('type="Flatten"', 'type="Linear"', 'type="LogSoftmax"\ndim=7'),
    "axes reversed": ('type="Flatten"\nstart_dim=3\nend_dim=1', 'type="Linear"'),
    "reflecting too far": ('type="Conv2d"\npadding=40\npadding_mode="reflect"', 'type="Flatten"', 'type="Linear"'),
    "relu at the end": ('type="Flatten"', 'type="Linear"', 'type="ReLU"'),
    "dropout2d on a row": ('type="Flatten"', 'type="Dropout2d"', 'type="Linear"'),
}


def experiment(layers, more=""):
    return from_toml("format = 1\n" + "".join(f"[[model.layers]]\n{layer}\n" for layer in layers) + more)


@pytest.mark.parametrize("layers", CASES.values(), ids=CASES.keys())
def test_fixes_lead_to_a_model_that_fits(layers):
    value = experiment(layers)
    checked = check_with(value, DIGITS)
    assert checked.problems
    for _ in range(6):
        if not checked.problems:
            break
        first = checked.problems[0]
        assert first.address.startswith("model.layers[") and str(first.what).endswith((".", "»"))
        value = apply(value, first.fix.edits)
        checked = check_with(value, DIGITS)
    assert not checked.problems and checked.trace.output_shape == (10,)


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ('[training]\nloss={type="NLLLoss"}', "model.layers[1]"),
        ('[training]\noptimizer={type="SGD",nesterov=true}', "training.optimizer.nesterov"),
        ('[training]\nloss={type="CrossEntropyLoss",weight=[1.0,2.0]}', "training.loss.weight"),
        ('[training]\noptimizer={type="Adam",fused=true,foreach=true}', "training.optimizer.fused"),
        ('[[data.transforms]]\ntype="Normalize"\nmean=[0.1,0.2,0.3]\nstd=[0.1,0.2,0.3]', "data.transforms[0].mean"),
    ],
)
def test_settings_that_do_not_fit(more, address):
    value = experiment(('type="Flatten"', 'type="Linear"'), more)
    checked = check_with(value, DIGITS)
    assert [item.address for item in checked.problems] == [address]
    assert not check_with(apply(value, checked.problems[0].fix.edits), DIGITS).errors


def test_a_last_batch_of_one_under_batch_norm():
    value = experiment(
        ('type="Flatten"', 'type="BatchNorm1d"', 'type="Linear"'), "[data]\nvalidation_fraction=0\nbatch_size=3"
    )
    found = check_with(value, Facts(tuple("0123456789"), (1, 28, 28), 100, 10)).problems
    assert found and found[0].fix and "one sample" in str(found[0].what)
    assert not check_with(apply(value, found[0].fix.edits), DIGITS).errors


def test_a_frozen_batch_norm_takes_one_sample():
    norm = BatchNorm1d()
    for layer, wrong in ((norm, True), (norm.replace(frozen=True), False), (Sequential(layers=(norm,)), True),
                         (Sequential(layers=(Sequential(layers=(norm,)),), frozen=True), False)):  # fmt: skip
        value = experiment(('type="Flatten"', 'type="Linear"'), "[data]\nbatch_size=1")
        value = apply(value, [Insert("model.layers", 1, (layer,))])
        found = check_with(value, DIGITS).problems
        assert [item.address for item in found] == ["data.batch_size"] * wrong


def test_an_absurd_model_is_refused_with_its_size():
    wide = 'type="Conv2d"\nout_channels=60000\nkernel_size=9'
    found = check_with(experiment((wide, wide, 'type="Flatten"', 'type="Linear"')), DIGITS).errors
    assert found and "GB" in str(found[0].what)


def test_different_sizes_want_a_resize():
    value = experiment(('type="Flatten"', 'type="Linear"\nout_features=2'))
    facts = Facts(("a", "b"), None, 10, 2, largest=(3, 40, 50))
    checked = check_with(value, facts)
    assert "different sizes" in str(checked.errors[0].what)
    assert not check_with(apply(value, checked.errors[0].fix.edits), facts).errors


@pytest.mark.parametrize("step", ['type="RandomResizedCrop"\nsize=20', 'type="RandomCrop"\nsize=[20,24]'])
@pytest.mark.parametrize("facts", [DIGITS, PHOTOS], ids=["one size", "many sizes"])
def test_a_size_that_only_training_knows_wants_a_resize(step, facts):
    value = experiment(['type="Flatten"', 'type="Linear"'], f"[[data.transforms]]\n{step}")
    (found,) = check_with(value, facts).problems
    assert found.address == "data.transforms[0]" and "in training only" in found.line()
    checked = check_with(apply(value, found.fix.edits), facts)
    assert checked.input_shape == (facts.largest or facts.shape)[:1] + ((20, 20) if "Resized" in step else (20, 24))
    everywhere = experiment(['type="Flatten"', 'type="Linear"'], f'[[data.transforms]]\n{step}\nwhen="always"')
    assert check_with(everywhere, facts).input_shape == checked.input_shape


@pytest.mark.parametrize(
    ("expression", "x"),
    [
        ("log(x)", "0"),
        ("1 / (x - 0.5)", "0.5"),
        ("(x - 0.5) ** 0.5", "0"),
        ("log(x + 0.01)", None),
        ("1 / (x + 1)", None),
    ],
)
def test_an_expression_that_divides_by_zero_is_warned_of(expression, x):
    layers = ('type="Flatten"', 'type="Linear"')
    step = f'[[data.transforms]]\ntype="Lambda"\nexpression="{expression}"\n'
    checked = check_with(experiment(layers, step), DIGITS)
    assert not checked.errors and checked.input_shape == DIGITS.shape
    assert len(checked.problems) == (x is not None)
    assert all(f"Where x is {x}," in item.line() for item in checked.problems)
    normalized = '[[data.transforms]]\ntype="Normalize"\n' + step  # who knows what x is then
    assert not check_with(experiment(layers, normalized), DIGITS).problems


def test_a_switched_off_layer_is_not_in_the_model():
    value = experiment(('type="Flatten"', 'type="Linear"\nout_features=3\nenabled=false', 'type="Linear"'))
    checked = check_with(value, DIGITS)
    assert not checked.problems and [step.path for step in checked.trace.layers] == [(0,), (2,)]


def test_mult_adds_by_hand():
    value = experiment(('type="Conv2d"\nout_channels=32', 'type="Flatten"', 'type="Linear"'))
    steps = check_with(value, DIGITS).trace.layers
    assert [step.mult_adds for step in steps] == [32 * 26 * 26 * 9, 0, 32 * 26 * 26 * 10]
    assert [step.parameters for step in steps] == [32 * 9 + 32, 0, 32 * 26 * 26 * 10 + 10]
