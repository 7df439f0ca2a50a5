"""Edits that the doctor advises; None where the experiment has no such setting left."""

from __future__ import annotations

import math

from workbench.catalog.layers.activation import LeakyReLU, ReLU
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.dropout import Dropout
from workbench.catalog.layers.linear import Linear
from workbench.catalog.layers.normalization import BatchNorm1d, BatchNorm2d
from workbench.catalog.schedulers import ReduceLROnPlateau
from workbench.catalog.transforms import RandomAffine
from workbench.evaluation.doctor.case import Case
from workbench.spec.address import join, parse
from workbench.spec.edits import Edit, Insert, SetValue, place_for
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.spec.problems import Fix, fix_by

USUAL = {"SGD": 0.1, "ASGD": 0.1, "Adagrad": 0.01, "Adadelta": 1.0, "Adamax": 0.002, "RMSprop": 0.001}
"""Learning rates to begin with; 0.001 for what is not here (Adam and its like)."""

GOOD_RATIO = 3e-3
"""How much of its own size a layer's weights should change in a step: between a thousandth and a hundredth."""


def usual_rate(experiment: Experiment) -> float:
    """What people begin with for this optimizer."""
    optimizer = experiment.training.optimizer
    rate = USUAL.get(optimizer.type, 0.001)
    return rate / 10 if getattr(optimizer, "momentum", 0.0) and optimizer.type == "SGD" else rate


def rate_of(experiment: Experiment) -> float | None:
    """The learning rate; None where the optimizer has none to choose."""
    lr = getattr(experiment.training.optimizer, "lr", None)
    return lr if isinstance(lr, float) and lr > 0 and experiment.training.optimizer.type != "Rprop" else None


def better_rate(experiment: Experiment, ratio: float | None, faster: bool) -> Fix | None:
    """Another learning rate: by what the layers' update ratio says, else the usual one, or ten times as much or as little."""
    lr = rate_of(experiment)
    if lr is None:
        return None
    tenth = lr * 10 if faster else lr / 10
    usual = usual_rate(experiment)
    wanted = max(tenth, min(usual, lr * 1000)) if faster else min(tenth, usual)
    if ratio:
        by_ratio = lr * GOOD_RATIO / ratio
        wanted = min(max(by_ratio, lr * 3), lr * 1000) if faster else max(min(by_ratio, lr / 3, usual), lr / 1e5)
    return rate_fix(wanted)


def rate_fix(lr: float) -> Fix:
    """The nearest of 1, 2, 5, 10 … in its power of ten."""
    power = 10.0 ** math.floor(math.log10(lr))
    nearest = min((1, 2, 5, 10), key=lambda digit: abs(math.log(digit * power / lr)))
    rounded = float(f"{nearest * power:.1g}")
    return fix_by("Set lr to {lr}", SetValue("training.optimizer.lr", rounded), lr=f"{rounded:g}")


def clipped(experiment: Experiment) -> Fix | None:
    """The gradient shortened where it is long."""
    if experiment.training.clip_grad_norm is not None:
        return None
    return fix_by("Set clip_grad_norm to 1", SetValue("training.clip_grad_norm", 1.0))


def stopped_early(case: Case) -> Fix | None:
    """An end when validation does not get better any more."""
    if case.experiment.training.early_stopping is not None or not case.validation_samples:
        return None
    return fix_by("Set early_stopping to {epochs}", SetValue("training.early_stopping", 3), epochs=3)


def more_epochs(experiment: Experiment) -> Fix:
    """Twice as many."""
    wanted = 2 * experiment.training.epochs
    return fix_by("Set epochs to {epochs}", SetValue("training.epochs", wanted), epochs=wanted)


def lowered_on_plateau(case: Case) -> Fix | None:
    """A schedule that lowers the learning rate where it does not get on."""
    if case.experiment.training.scheduler is not None or not case.validation_samples:
        return None
    return fix_by(
        "Schedule ReduceLROnPlateau", SetValue("training.scheduler", ReduceLROnPlateau(patience=2, factor=0.3))
    )


def decayed(experiment: Experiment) -> Fix | None:
    """Weights that are pulled towards zero."""
    if getattr(experiment.training.optimizer, "weight_decay", None) != 0:
        return None
    return fix_by("Set weight_decay to {decay}", SetValue("training.optimizer.weight_decay", 1e-3), decay="0.001")


def with_dropout(experiment: Experiment) -> Fix | None:
    """Dropout before the last layer."""
    layers = experiment.model.layers
    if any("Dropout" in layer.type for layer in layers if layer.enabled):
        return None
    at = max((i for i, layer in enumerate(layers) if isinstance(layer, Linear) and layer.enabled), default=0)
    if not at:
        return None
    return fix_by("Add Dropout before the last layer", Insert("model.layers", at, (Dropout(p=0.3),)))


def wider(experiment: Experiment) -> Fix | None:
    """Twice the outputs of every layer but the last, where they simply follow one another."""
    layers = experiment.model.layers
    found = [i for i, layer in enumerate(layers) if isinstance(layer, Linear | Conv2d) and layer.enabled]
    if len(found) < 2 or any(hasattr(layer, "layers") for layer in layers):
        return None
    if any(getattr(layers[i], "groups", 1) != 1 for i in found):
        return None
    names = {i: "out_features" if isinstance(layers[i], Linear) else "out_channels" for i in found[:-1]}
    edits = tuple(SetValue(f"model.layers[{i}].{name}", 2 * getattr(layers[i], name)) for i, name in names.items())
    return fix_by("Make the layers twice as wide", *edits)


def more_samples(experiment: Experiment) -> Fix | None:
    """Of a data set that the program draws itself."""
    source = experiment.data.source
    field = type(source).model_fields.get("train_count")
    if field is None or getattr(source, "train_count", 0) >= field.default:
        return None
    return fix_by(
        "Use {count} training samples", SetValue("data.source.train_count", field.default), count=f"{field.default:,}"
    )


def augmented(case: Case) -> Fix | None:
    """Images that are turned and shifted a little, each time in another way."""
    steps = case.experiment.data.transforms
    if case.kind != "image" or any(type(step).random and step.enabled for step in steps):
        return None
    before = next((i for i, step in enumerate(steps) if step.type == "Normalize"), len(steps))
    wanted = (RandomAffine(degrees=10.0, translate=(0.1, 0.1)),)
    return fix_by("Add RandomAffine", Insert("data.transforms", place_for(steps, before, wanted), wanted))


def shuffled(experiment: Experiment) -> Fix | None:
    """A new order in every epoch."""
    return None if experiment.data.shuffle else fix_by("Shuffle", SetValue("data.shuffle", True))


def balanced(experiment: Experiment) -> Fix | None:
    """Every class as often as the others."""
    if experiment.data.balanced:
        return None
    return fix_by("Draw every class equally often", SetValue("data.balanced", True))


def weighted(case: Case) -> Fix | None:
    """A loss in which every class counts alike."""
    loss, counts = case.experiment.training.loss, case.known.counts
    if "weight" not in type(loss).model_fields or getattr(loss, "weight", None) is not None or 0 in counts:
        return None
    weights = tuple(float(f"{sum(counts) / (len(counts) * count):.4g}") for count in counts)
    return fix_by("Weigh the classes in the loss", SetValue("training.loss.weight", weights))


def larger_batch(size: int = 32) -> Fix:
    """Enough samples for a mean."""
    return fix_by("Set batch_size to {size}", SetValue("data.batch_size", size), size=size)


def more_validation(experiment: Experiment) -> Fix | None:
    """A fifth of the training part."""
    if experiment.data.validation_fraction >= 0.2:
        return None
    return fix_by("Keep {share} for validation", SetValue("data.validation_fraction", 0.2), share="20 %")


def replaced(case: Case, kinds: tuple[str, ...], by: type[Layer], addresses: tuple[str, ...] = ()) -> Fix | None:
    """Another activation in the place of those (at the addresses, if any are given)."""
    found = [
        (address, layer.type) for address, layer in case.inner
        if layer.type in kinds and (not addresses or address in addresses)
    ]  # fmt: skip
    if not found:
        return None
    edits: list[Edit] = [SetValue(address, by()) for address, _ in found]
    if by is ReLU and case.experiment.training.init == "default":
        edits.append(SetValue("training.init", "kaiming_normal"))
    kind = ", ".join(dict.fromkeys(kind for _, kind in found))
    return fix_by("Replace {old} by {new}", *edits, old=kind, new=by.__name__)


def to_relu(case: Case, kinds: tuple[str, ...]) -> Fix | None:
    """ReLU, with the weights that go with it."""
    return replaced(case, kinds, ReLU)


def to_leaky(case: Case, addresses: tuple[str, ...]) -> Fix | None:
    """A ReLU that cannot die."""
    return replaced(case, ("ReLU",), LeakyReLU, addresses)


def normalized(case: Case, kinds: tuple[str, ...]) -> Fix | None:
    """A batch norm between a layer with weights and the activation after it."""
    made = dict(case.layers)
    edits: list[Edit] = []
    for address, layer in reversed(case.inner):
        *above, index = parse(address)
        if layer.type not in kinds or not isinstance(index, int) or index == 0:
            continue
        before = made.get(join([*above, index - 1]))
        norm = {"Linear": BatchNorm1d, "Conv1d": BatchNorm1d, "Conv2d": BatchNorm2d}.get(before.type if before else "")
        if norm is not None:
            edits.append(Insert(join(above), index, (norm(),)))
    return fix_by("Add batch norm", *edits) if edits else None
