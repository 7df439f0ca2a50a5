"""Every loss, optimizer and schedule as PyTorch's object: it builds and works, and its source builds the same."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.spec.parts import find, parts

NAMES = {"nn": torch.nn, "torch": torch}
REFUSALS = (ValueError, RuntimeError, IndexError, ZeroDivisionError)
"""What PyTorch raises for parameters that do not go together."""

EPOCHS, STEPS = 4, 3

every_loss = pytest.mark.parametrize("cls", parts("loss"), ids=lambda cls: cls.__name__)
every_optimizer = pytest.mark.parametrize("cls", parts("optimizer"), ids=lambda cls: cls.__name__)
every_scheduler = pytest.mark.parametrize("cls", parts("scheduler"), ids=lambda cls: cls.__name__)


def outcome(work, *arguments):
    """What the work gives, or the exception's type and words."""
    try:
        return work(*arguments)
    except REFUSALS as error:
        return type(error), str(error)


def loss_and_gradient(build, part):
    """The loss of three outputs for four samples, and its gradient. Where any number will do, the targets are counts."""
    outputs = torch.linspace(-1, 1, 12).view(4, 3)
    outputs = outputs.sigmoid() if part.wants == "probabilities" else outputs.log_softmax(1)
    outputs.requires_grad_()
    classes = torch.tensor([0, 2, 1, 1])
    values = torch.eye(3)[classes] * (3 if part.wants == "any" else 1)
    loss = build()(outputs, classes if part.targets == "index" else values)
    loss.backward()
    return loss.item(), outputs.grad.tolist()


def weights_after_three_steps(make):
    """The weights, and what the optimizer says of itself; ``make(model)`` gives the optimizer."""
    torch.manual_seed(0)
    model = torch.nn.Linear(3, 2)
    optimizer = make(model)

    def closure():
        optimizer.zero_grad()
        loss = model(torch.ones(4, 3)).square().sum()
        loss.backward()
        return loss

    for _ in range(3):
        optimizer.step(closure)
    groups = [{k: v for k, v in group.items() if k != "params"} for group in optimizer.param_groups]
    return [weight.tolist() for weight in model.parameters()], groups


def learning_rates(make, needs_metric):
    """The rate at every step of a run; ``make(optimizer)`` gives the schedule."""
    optimizer = torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=0.5, momentum=0.9)
    scheduler = make(optimizer)
    rates = []
    for _ in range(EPOCHS * STEPS):
        rates.append((optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]))
        optimizer.step()
        scheduler.step(*[1.0] * needs_metric)
    return rates


def built_optimizer(part):
    return lambda model: part.call().build(**{"model.parameters()": model.parameters()})


def evaluated_optimizer(part):
    return lambda model: eval(part.call().source(), NAMES | {"model": model})


def built_scheduler(part):
    return lambda optimizer: part.call(EPOCHS, STEPS).build(optimizer=optimizer)


def evaluated_scheduler(part):
    return lambda optimizer: eval(part.call(EPOCHS, STEPS).source(), NAMES | {"optimizer": optimizer})


def refused(result):
    return isinstance(result[0], type)


@every_loss
@given(data=st.data())
def test_source_builds_the_same_loss(values, cls, data):
    part = data.draw(values.part(cls, small=True))
    built = outcome(loss_and_gradient, part.call().build, part)
    evaluated = outcome(loss_and_gradient, lambda: eval(part.call().source(), dict(NAMES)), part)
    assert repr(built) == repr(evaluated)  # of NaN as well


@every_loss
def test_default_loss_falls_along_its_gradient(cls):
    loss, gradient = loss_and_gradient(cls().call().build, cls)
    assert loss > 0
    assert any(number for row in gradient for number in row)


@every_loss
def test_every_parameter_of_a_loss_has_a_second_value_that_pytorch_takes(values, cls):
    for p in cls.parameters():
        around = {"log_input": False} if p.name == "eps" else {}  # eps is used without the logarithm alone
        default = loss_and_gradient(cls(**around).call().build, cls)
        others = [around | {p.name: value} for value in values.others(p)]
        results = [outcome(loss_and_gradient, cls(**other).call().build, cls) for other in others]
        assert any(not refused(result) and result != default for result in results), p.name


@pytest.mark.parametrize(("name", "outputs"), [("CrossEntropyLoss", "logits"), ("NLLLoss", "log_softmax")])
def test_losses_say_what_they_want_of_the_model(name, outputs):
    assert find("loss", name).wants == outputs
    logits, classes = torch.randn(4, 3), torch.tensor([0, 2, 1, 1])
    given_ = logits if outputs == "logits" else logits.log_softmax(1)
    torch.testing.assert_close(
        find("loss", name)().call().build()(given_, classes), torch.nn.functional.cross_entropy(logits, classes)
    )


@every_optimizer
@given(data=st.data())
def test_source_builds_the_same_optimizer(values, cls, data):
    part = data.draw(values.part(cls, small=True))
    built = outcome(weights_after_three_steps, built_optimizer(part))
    assert repr(built) == repr(outcome(weights_after_three_steps, evaluated_optimizer(part)))


@every_optimizer
def test_default_optimizer_is_pytorchs(cls):
    ours = weights_after_three_steps(built_optimizer(cls()))
    theirs = weights_after_three_steps(lambda model: getattr(torch.optim, cls.__name__)(model.parameters()))
    assert ours == theirs
    before = weights_after_three_steps(lambda model: torch.optim.SGD(model.parameters(), lr=0.0))
    assert ours[0] != before[0]  # it learns


@every_optimizer
def test_every_parameter_of_an_optimizer_reaches_pytorch(values, cls):
    for p in cls.parameters():
        taken = []
        for value in [*values.others(p), *([(0.4, 1.1)] if p.name == "etas" else [])]:
            weights, *groups = outcome(weights_after_three_steps, built_optimizer(cls(**{p.name: value})))
            if not isinstance(weights, type):
                assert groups[0][0][p.name] == value
                taken.append(value)
        assert taken or p.name == "nesterov", p.name


def test_nesterov_needs_momentum():
    sgd = find("optimizer", "SGD")
    assert refused(outcome(weights_after_three_steps, built_optimizer(sgd(nesterov=True))))
    heavy, nesterov = (
        weights_after_three_steps(built_optimizer(sgd(momentum=0.9, nesterov=on))) for on in (False, True)
    )
    assert heavy[0] != nesterov[0]


AROUND = {"CosineAnnealingWarmRestarts": {"T_0": 3}, "CyclicLR": {"step_size_up": 3}}
"""What makes a schedule do something in so short a run."""


@every_scheduler
@given(data=st.data())
def test_source_builds_the_same_schedule(values, cls, data):
    part = data.draw(values.part(cls, small=True))
    built = outcome(learning_rates, built_scheduler(part), part.needs_metric)
    assert repr(built) == repr(outcome(learning_rates, evaluated_scheduler(part), part.needs_metric))


@every_scheduler
def test_every_parameter_of_a_schedule_has_a_second_value_that_changes_the_rates(values, cls):
    for p in cls.parameters():
        around = AROUND.get(cls.__name__, {}) | (
            {"mode": "exp_range"} if p.name == "gamma" and "mode" in cls.model_fields else {}
        )
        default = learning_rates(built_scheduler(cls(**around)), cls.needs_metric)
        others = [around | {p.name: value} for value in values.others(p)]
        results = [outcome(learning_rates, built_scheduler(cls(**other)), cls.needs_metric) for other in others]
        assert any(not refused(result) for result in results), p.name
        if not cls.needs_metric:  # there much decides only once the metric has stood still
            assert any(not refused(result) and result != default for result in results), p.name


@every_scheduler
def test_schedule_steps_as_often_as_it_says(cls):
    assert cls.interval in ("epoch", "step")
    total = cls().call(EPOCHS, STEPS).kwargs.get("total_steps")
    if cls.__name__ == "CyclicLR":  # goes on for ever
        return
    assert (total == EPOCHS * STEPS) if cls.interval == "step" else total is None


def test_cosine_ends_with_the_run_unless_told_otherwise():
    cls = find("scheduler", "CosineAnnealingLR")
    assert cls().call(epochs=7, steps_per_epoch=100).kwargs["T_max"] == 7
    assert cls(T_max=3).call(epochs=7, steps_per_epoch=100).kwargs["T_max"] == 3
