"""Where a number that is none came from: the data, a layer, the loss, the gradient, or the step itself.

Looking through every gradient (``torch._foreach_norm``, or a sum of each) costs 3 to 5 % of a step of a network 784-512-10, so
it is not done. The loss is looked at before each step instead, which is free on the CPU; the weights when a loss is no number,
at the end of an epoch, and before anything is saved. A step that broke them is still named: it left its gradient behind.
On a GPU losses come in groups, and the weights of that moment are gone when they are read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from workbench.spec.problems import Problem, Text, problem
from workbench.training.located import Built, built_layers
from workbench.training.not_finite import LossNotFiniteError, NotFiniteError
from workbench.training.remedies import calmer, row_of_sample

if TYPE_CHECKING:
    from workbench.training.run import Run


GROWN = 1000.0
"""So many times the loss of the first step is no way to learn."""


@dataclass(frozen=True)
class Moment:
    """A step, and the batch of its epoch (or the first of several), all counted from 1."""

    step: int
    epoch: int
    batch: int

    def words(self) -> Text:
        """For people."""
        values = {"step": self.step, "epoch": self.epoch, "batch": self.batch}
        return Text("step {step} (epoch {epoch}, batch {batch})", values)


def kind_of(numbers: Tensor) -> str:
    """``nan``, ``inf``, or nothing if all are numbers."""
    if not numbers.is_floating_point() or bool(numbers.isfinite().all()):
        return ""
    return "nan" if bool(numbers.isnan().any()) else "inf"


def now(run: Run, number: int = 0) -> Moment:
    """The step that is being made, at one of its batches."""
    return Moment(run.step, run.epoch, (run.epoch_step - 1) * run.data.accumulate + number + 1)


def before(run: Run, steps: int = 1) -> Moment:
    """The step so many before."""
    gone, epoch = run.epoch_step - steps, run.epoch
    while gone < 1 and epoch > 1:
        gone, epoch = gone + run.data.steps_per_epoch, epoch - 1
    return Moment(run.step - steps, epoch, (gone - 1) * run.data.accumulate + 1)


def diagnosed(run: Run, error: NotFiniteError) -> Problem:
    """The problem of a step that was not made; nothing of the run is changed."""
    if not isinstance(error, LossNotFiniteError):
        return gradient_problem(run, now(run)) or problem(
            "training.clip_grad_norm", "The gradient became too long to be measured in {at}.",
            "Use a smaller learning rate.", fix=calmer(run), at=now(run).words(),
        )  # fmt: skip
    return broken_weights(run, before(run)) or _in_forward(run, error, now(run, error.number))


def broken_weights(run: Run, moment: Moment) -> Problem | None:
    """The problem of weights that the step of that moment has left as no numbers; None if they are sound."""
    found = _first_bad(run)
    if found is None:
        return _broken_mean(run, moment) if run.averaged else None
    layer, kind = found
    if moment.step < 1:
        return problem(layer.address, "The weights of {place} are {kind} from the start.", "Begin with other weights.",
                       place=_place(layer), kind=kind)  # fmt: skip
    return gradient_problem(run, moment) or problem(
        layer.address, "The weights of {place} became {kind} in {at}.",
        "Use a smaller learning rate. The weights saved before are whole.", fix=calmer(run),
        place=_place(layer), kind=kind, at=moment.words(),
    )  # fmt: skip


def gradient_problem(run: Run, moment: Moment) -> Problem | None:
    """The problem of the gradient at hand, if it holds what is no number: it goes backwards, so the last such layer is the first."""
    layers = built_layers(run.experiment, run.model)
    gradients = [(layer, [w.grad for w in layer.module.parameters() if w.grad is not None]) for layer in layers]
    bad = [(layer, kind) for layer, found in gradients if (kind := kind_among(found))]
    if not bad:
        return None
    layer, kind = bad[-1]
    return problem(
        layer.address, "The gradient became {kind} in {at}, first at the weights of {place}.",
        "Use a smaller learning rate, or clip the gradient with clip_grad_norm. The weights saved before are whole.",
        fix=calmer(run, clip=True), kind=kind, place=_place(layer), at=moment.words(),
    )  # fmt: skip


def _in_forward(run: Run, error: LossNotFiniteError, moment: Moment) -> Problem:
    values: dict[str, Any] = {"at": moment.words(), "loss": f"{error.loss:g}"}
    if kind := kind_of(error.inputs):
        return _bad_samples(run, error.inputs, moment, kind)
    if kind := kind_of(error.targets):
        row = row_of_sample(run.data, moment.epoch, moment.batch, int(_bad_rows(error.targets)[0]))
        return problem("data.source", "The target of sample {row} of the training part is {kind}, in {at}.",
                       "Mend or remove it.", row=row, kind=kind, at=moment.words())  # fmt: skip
    layer, kind, largest = _first_bad_output(run, error)
    if layer is None:
        return problem(
            "training.loss", "The loss became {loss} in {at}, although the model put out numbers (up to {largest}).",
            "Use a smaller learning rate; in a loss of your own, look for a logarithm of 0 or a division by 0.",
            fix=calmer(run), largest=f"{largest:.3g}", **values,
        )  # fmt: skip
    return problem(
        layer.address, "The loss became {loss} in {at}: {place} made {kind} of numbers up to {largest}.",
        "Use a smaller learning rate, or bring the data to a common scale. The weights saved before are whole.",
        fix=calmer(run, inputs=error.inputs), place=_place(layer), kind=kind, largest=f"{largest:.3g}", **values,
    )  # fmt: skip


def _bad_samples(run: Run, inputs: Tensor, moment: Moment, kind: str) -> Problem:
    first = int(_bad_rows(inputs)[0])
    row = row_of_sample(run.data, moment.epoch, moment.batch, first)
    values: dict[str, Any] = {"row": row, "kind": kind, "at": moment.words()}
    own = [i for i, step in enumerate(run.experiment.data.transforms) if step.enabled]
    address = f"data.transforms[{own[-1]}]" if own else "data.source"
    facts, at = run.checked.facts, int((~inputs[first].flatten().isfinite()).nonzero()[0])
    if inputs.dim() == 2 and facts is not None and len(facts.columns) == inputs.shape[1]:
        values["column"] = facts.columns[at]
        if not bool(inputs[:, at].isfinite().any()):
            return problem(
                address, "The column {column} is {kind} in every sample after the input steps, in {at}.",
                "Look for numbers in it that are far too large.", **values,
            )  # fmt: skip
        return problem(
            address, "In the column {column}, sample {row} of the training part is {kind} after the input steps, in {at}.",
            "Look at this column and at the steps that prepare it.", **values,
        )  # fmt: skip
    return problem(
        address, "Sample {row} of the training part holds {kind} after the input steps, in {at}.",
        "Look at this sample and at the steps that prepare it.", **values,
    )  # fmt: skip


def _first_bad_output(run: Run, error: LossNotFiniteError) -> tuple[Built | None, str, float]:
    """Send the batch through once more, as it went: the first layer that puts out what is no number, what, and the largest number
    that it got; without one, the largest that the model puts out."""
    seen: list[tuple[Built, str, float]] = []

    def look(layer: Built, inputs: tuple[Any, ...], output: Any) -> None:
        result = output[0] if isinstance(output, tuple) else output
        if not seen and isinstance(result, Tensor) and (kind := kind_of(result)):
            seen.append((layer, kind, largest_of(inputs[0])))

    def hook(layer: Built) -> Any:
        return layer.module.register_forward_hook(lambda _module, inputs, output: look(layer, inputs, output))

    hooks = [hook(layer) for layer in built_layers(run.experiment, run.model)]
    kept = torch.get_rng_state()
    torch.set_rng_state(error.chance)
    try:
        with torch.no_grad(), run.autocast():
            outputs = run.model(error.inputs)
    finally:
        torch.set_rng_state(kept)
        for handle in hooks:
            handle.remove()
    return seen[0] if seen else (None, "", largest_of(outputs))


def late_problem(run: Run, loss: float, step: int) -> Problem:
    """The problem of a loss that was read in a group: the weights have gone on since, only the batch can be looked at again."""
    moment = before(run, run.step - step)
    for inputs, targets, *_ in next(run.data.steps(moment.epoch, (moment.batch - 1) // run.data.accumulate), []):
        if kind := kind_of(inputs):
            return _bad_samples(run, inputs, moment, kind)
        if kind := kind_of(targets):
            return _in_forward(run, LossNotFiniteError(loss, 0, inputs, targets, torch.get_rng_state()), moment)
    return problem(
        "training.optimizer.lr", "The loss became {loss} in {at}.",
        "Use a smaller learning rate, or normalise the data. The weights saved before are whole.",
        fix=calmer(run), loss=f"{loss:g}", at=moment.words(),
    )  # fmt: skip


def epoch_problems(run: Run, train_loss: float, loss: float | None) -> Iterator[Problem]:
    """What should be known of an epoch with sound weights, each once in a run; ``loss`` is that on the validation part."""
    if grown := growing_problem(run, train_loss):
        yield grown
    elif loss is not None and not math.isfinite(loss) and not run.warned:
        run.warned = True
        yield judged_problem(run, loss)


def judged_problem(run: Run, loss: float) -> Problem:
    """A warning: the weights are sound, but not what they make of the validation part."""
    kind = kind_of(run.data.validation.inputs)
    if kind:
        return problem("data.source", "The validation part holds {kind}, so its loss is {loss} (epoch {epoch}).",
                       "Look at the samples and at the steps that prepare them.", severity="warning",
                       kind=kind, loss=f"{loss:g}", epoch=run.epoch)  # fmt: skip
    return problem(
        "training.loss", "The loss on the validation part is {loss} in epoch {epoch}.", "Use a smaller learning rate.",
        severity="warning", fix=calmer(run), loss=f"{loss:g}", epoch=run.epoch,
    )  # fmt: skip


def growing_problem(run: Run, loss: float) -> Problem | None:
    """A warning, once, when an epoch's loss is far above that of the first step."""
    if run.first_loss is None or run.told_growing or loss <= GROWN * max(1.0, abs(run.first_loss)):
        return None
    run.told_growing = True
    return problem(
        "training.optimizer.lr", "The loss has grown from {first} to {loss} by epoch {epoch}, instead of falling.",
        "Use a smaller learning rate.", severity="warning", fix=calmer(run),
        first=f"{run.first_loss:.3g}", loss=f"{loss:.3g}", epoch=run.epoch,
    )  # fmt: skip


def named_tensors(model: nn.Module) -> dict[str, Tensor]:
    """Weights and running means."""
    return {name: item for name, item in model.state_dict().items() if item.is_floating_point()}


def largest_of(numbers: Any) -> float:
    """The largest size among those that are numbers."""
    if not isinstance(numbers, Tensor) or not numbers.is_floating_point():
        return 0.0
    sizes = numbers.detach().float().abs()
    sizes = sizes[sizes.isfinite()]
    return float(sizes.max()) if sizes.numel() else 0.0


def _broken_mean(run: Run, moment: Moment) -> Problem | None:
    kind = kind_among(named_tensors(run.judged).values())
    if not kind:
        return None
    return problem(
        "training.ema_decay", "The running mean of the weights became {kind} in {at} or before.",
        "Use a smaller learning rate.", fix=calmer(run), kind=kind, at=moment.words(),
    )  # fmt: skip


def _first_bad(run: Run) -> tuple[Built, str] | None:
    """The first layer with such weights, as far inside as they are, and which."""
    if not kind_among(named_tensors(run.model).values()):
        return None
    layers = built_layers(run.experiment, run.model)
    bad = [(layer, kind) for layer in layers if (kind := kind_among(named_tensors(layer.module).values()))]
    inner = (item for item in bad if not any(other.address.startswith(f"{item[0].address}.") for other, _ in bad))
    return next(inner, None)


def kind_among(tensors: Iterable[Tensor]) -> str:
    """``nan``, ``inf``, or nothing if all of the tensors hold numbers alone; which is asked once, as a GPU makes every answer wait."""
    found = [item.detach() for item in tensors]
    if not found or bool(torch.stack([_sum(item) for item in found]).isfinite().all()):
        return ""
    kinds = {kind_of(item) for item in found}
    return "nan" if "nan" in kinds else "inf" if "inf" in kinds else ""


def _sum(numbers: Tensor) -> Tensor:
    """In float64, which sums of sound numbers do not leave; on Apple's GPU, which lacks it, a sum that does says nothing."""
    return numbers.sum(dtype=torch.float32 if numbers.device.type == "mps" else torch.float64)


def _bad_rows(batch: Tensor) -> Tensor:
    return (~batch.reshape(len(batch), -1).isfinite().all(1)).nonzero()[:, 0]


def _place(layer: Built) -> str:
    return f"{layer.address} ({layer.name})"
