"""Steps that are too long or too short."""

from __future__ import annotations

import math
import re

import numpy as np

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, between, figure, found, percent, together
from workbench.evaluation.doctor.rules import GOODFELLOW, rule
from workbench.spec.problems import Fix, Problem
from workbench.training.events import RunFailed

SMITH = "Smith: Cyclical learning rates for training neural networks (WACV 2017, arXiv 1506.01186)"
RATIO = "Karpathy: CS231n notes, “Ratio of weights:updates” (cs231n.github.io/neural-networks-3/)"
MOVES = 2e-4
"""An update ratio from which on a learning rate is not too low."""
BEGINNING = 10
"""Steps before which an update ratio is not too high: the first ones of Adam and its like are longer."""
NO_NUMBER = re.compile(r"\b(nan|inf)\b")


def not_a_number(case: Case) -> Problem | None:
    """What ended the run, where that was NaN or infinity."""
    if not isinstance(case.ended, RunFailed):
        return None
    return next((each for each in case.ended.problems if NO_NUMBER.search(str(each.what))), None)


@rule(
    "Divergence",
    shows="The loss rises from step to step, often as steep as a wall, and the curve ends there.",
    advice="Use a smaller learning rate; clip the gradient (clip_grad_norm); look whether the input is on a common scale.",
    reference=f"{GOODFELLOW}, 8.2.4",
)
def divergence(case: Case) -> Diagnosis | None:
    """The loss grows instead of falling, in the end to infinity or to NaN, which is no number any more.

    Steps that are too long throw the weights further away than they were; the next gradient is longer still. A logarithm of 0, a
    division by 0 or numbers in the data that are none do it, too.
    """
    case = case.at_this_rate
    broken = not_a_number(case)
    where = (Evidence("curves", steps=(1, max(case.step, 1))), Evidence("diagnostics:gradient_norm"))
    fixes = (
        broken.fix if broken else None,
        remedies.better_rate(case.at_this_rate.experiment, None, faster=False),
        remedies.clipped(case.experiment),
    )
    if broken is not None:
        of_data = broken.address.startswith("data.")
        return found(
            "{what}",
            "Nothing can be learned from what is no number, so the run has ended.",
            "{remedy}",
            sure=0.98,
            severity="problem",
            fixes=(broken.fix,) if of_data else _each_once(fixes),
            evidence=(Evidence("data"),) if of_data else where,
            find_rate=not of_data,
            what=broken.what, remedy=broken.remedy,
        )  # fmt: skip
    start, end = _grown(case)
    if start is None or end < 3 * start:
        return None
    return found(
        "The loss grows instead of falling: it was {start} at first, and is {end} now.",
        "It is {times} times as high as before any learning; from three times on that is no accident.",
        sure=0.6 + 0.38 * between(math.log10(end / start), 0.5, 1.5),
        severity="problem",
        fixes=_each_once(fixes),
        evidence=where,
        find_rate=True,
        start=figure(start), end=figure(end), times=figure(end / start),
    )  # fmt: skip


def _each_once(fixes: tuple[Fix | None, ...]) -> tuple[Fix, ...]:
    by_edits = {each.edits: each for each in reversed(fixes) if each is not None}
    return tuple(each for each in fixes if each is not None and by_edits[each.edits] is each)


def _grown(case: Case) -> tuple[float | None, float]:
    """The loss before any learning, and that of now (the mean of the last epoch, or of the last steps)."""
    start = case.first_loss if case.first_loss is not None else case.chance_loss
    if start is None and len(case.train_loss):
        start = float(case.train_loss[0])
    _, late = case.smoothed()
    end = (
        float(np.median(late[-20:])) if len(late) >= 10 else float(case.train_loss[-1]) if len(case.train_loss) else 0.0
    )
    return (max(start, 1e-3) if start is not None else None), end


@rule(
    "Learning rate too high",
    shows="The loss of the steps jumps up and down, far above where it began; or it stays at that of guessing, or above. In Diagnostics "
    "the update ratios lie above 0.03.",
    advice="Use a smaller learning rate; “Find a learning rate” shows which ones the model can bear.",
    reference=f"{SMITH}; {RATIO}",
)
def lr_too_high(case: Case) -> Diagnosis | None:
    """Each step goes too far: the loss jumps up and down, or grows, and in the end the weights are destroyed.

    The gradient says in which direction the loss falls, but only for a short way. A good learning rate changes the weights of a
    layer by about a thousandth to a hundredth of their size in a step (the update ratio).
    """
    case = case.at_this_rate
    lr = remedies.rate_of(case.experiment)
    if lr is None or not (case.early or case.epochs or case.ended):
        return None
    late = case.measured and case.measured[-1].step >= BEGINNING
    ratio, jumps, times = _ratio(case) if late else None, _jumps(case), lr / remedies.usual_rate(case.experiment)
    _, now = _grown(case)
    peak = _peak(case)
    chance = case.chance_loss
    learns = chance is not None and 0 < now < 0.8 * chance  # then long steps do no harm
    broken = not_a_number(case)
    by_numbers = broken is not None and not broken.address.startswith("data.")
    signs = {
        "ratio": (0.4 if learns else 0.9) * between(math.log10(ratio), -1.5, -0.7) if ratio else 0.0,
        "jumps": 0.9 * between(jumps, 0.02, 0.3),
        "shot": 0.85 * between(math.log10(max(peak, 1)), 0.5, 1.3),
        "worse": 0.8 * between(now / chance, 1.1, 1.6) if chance and now else 0.0,
        "broken": 0.7 if by_numbers else 0.0,
        "uneven": 0.7 * between(_ups(case), 0.25, 0.5),
    }
    prior = between(math.log10(times), 1.3, 3)
    sure = together(*signs.values(), 0.35 * prior if any(signs.values()) else 0.0)
    if sure < 0.5:
        return None
    clue = max(signs, key=lambda name: signs[name])
    seen = {
        "ratio": "With lr {lr} a step changes the weights by {share} of their size: that is too far.",
        "jumps": "With lr {lr} the loss jumps: in {jumps} of the steps it was far above what it was before any learning.",
        "shot": "With lr {lr} the loss shot up to {peak} times what it was before any learning.",
        "worse": "With lr {lr} the loss is {now}, worse than guessing ({chance}).",
        "broken": "With lr {lr} the numbers grew until they were none any more.",
        "uneven": "With lr {lr} the training loss goes up and down from epoch to epoch instead of falling.",
    }
    why = (
        "Updates of 0.001 to 0.01 of the weights are usual, here it is {ratio}; {optimizer} mostly begins with {usual}, and this is "
        "{times} times that."
        if ratio
        else "{optimizer} mostly begins with {usual}; this is {times} times that. The update ratio was not measured."
    )
    return found(
        seen[clue],
        why,
        sure=sure,
        severity="problem",
        fixes=(remedies.better_rate(case.at_this_rate.experiment, ratio, faster=False), remedies.clipped(case.experiment)),
        evidence=(Evidence("curves", steps=(1, max(case.step, 1))), Evidence("diagnostics:update_ratio")),
        find_rate=True,
        lr=f"{lr:g}", ratio=figure(ratio or 0.0), share=percent(ratio or 0.0),
        jumps=percent(jumps), peak=f"{peak:,.0f}", now=figure(now), chance=figure(chance or 0.0),
        times=figure(times), usual=f"{remedies.usual_rate(case.experiment):g}", optimizer=case.experiment.training.optimizer.type,
    )  # fmt: skip


def _ratio(case: Case) -> float | None:
    """The median of the layers' update ratios."""
    found_ = [number for number in case.now("update_ratio").values() if number > 0]
    return float(np.median(found_)) if found_ else None


def _jumps(case: Case) -> float:
    """The share of steps whose loss is half as high again as that of the first step, which had learned nothing."""
    start = max(case.first_loss or 0.0, case.chance_loss or 0.0)
    early, late = case.smoothed()
    losses = np.concatenate([early, late[-len(early) :]])
    if start <= 0 or len(losses) < 5:
        return 0.0
    return float((losses[1:] > 1.5 * start).mean())


def _peak(case: Case) -> float:
    """How many times as high as that of the first step the loss ever was, over at least 64 samples."""
    start = max(case.first_loss or 0.0, case.chance_loss or 0.0)
    losses = np.concatenate([*case.smoothed(), case.train_loss])
    losses = losses[np.isfinite(losses)]
    return float(losses.max() / start) if start > 0 and len(losses) else 1.0


def _ups(case: Case) -> float:
    """The share of epochs whose training loss is a tenth above that of the epoch before."""
    train = case.train_loss
    if len(train) < 4 or not np.isfinite(train).all() or train.max() < 1e-3:
        return 0.0
    low = 0.02 * train[0]  # near zero a tenth is nothing
    return float(((train[1:] > 1.1 * train[:-1]) & (train[1:] > low)).mean())


@rule(
    "Learning rate too low",
    shows="The loss falls steadily and slowly, almost as a straight line. In Diagnostics the update ratios lie below 0.0001.",
    advice="Use a larger learning rate; “Find a learning rate” shows which ones the model can bear.",
    reference=f"{SMITH}; {RATIO}",
    unless=("vanishing_gradients", "dead_units"),
)
def lr_too_low(case: Case) -> Diagnosis | None:
    """Every step goes in the right direction, but hardly moves the weights. The model would get there, after a hundred times as many
    epochs.

    The learning rate is far below what is usual for this optimizer, or a schedule has made it so. It changes the weights of a layer
    by less than a ten-thousandth of their size in a step (the update ratio).
    """
    case = case.at_this_rate
    lr = remedies.rate_of(case.experiment)
    if lr is None or case.step < 30 or not (case.late or case.epochs):
        return None
    ratio, times = _ratio(case), lr / remedies.usual_rate(case.experiment)
    if case.learned_nothing_true or (ratio is not None and ratio > MOVES):
        return None
    fallen = _slow(case)
    signs = (
        0.85 * between(-math.log10(ratio), 4.3, 5.3) if ratio else 0.0,
        0.6 if fallen is not None else 0.0,
        0.35 * between(-math.log10(times), 1.0, 2.0),
        0.75 * between(-math.log10(times), 2.0, 3.0) if (ratio or 0.0) < MOVES / 2 and _still(case) else 0.0,
    )
    sure = together(*signs)
    if sure < 0.5 or (fallen is None and not signs[0] and not signs[3]):
        return None
    seen = (
        "With lr {lr} the loss falls steadily, but in {steps} steps only by {fallen}."
        if fallen is not None
        else "With lr {lr} a step changes the weights by only {ratio} of their size."
        if ratio
        else "With lr {lr} the loss has hardly moved in {steps} steps."
    )
    why = (
        "Updates of 0.001 to 0.01 of the weights are usual, here it is {ratio}; {optimizer} mostly begins with {usual}."
        if ratio
        else "The fall is as even as a straight line and far from its end; {optimizer} mostly begins with {usual}. The update ratio was "
        "not measured."
        if fallen is not None
        else "{optimizer} mostly begins with {usual}. The update ratio was not measured."
    )
    return found(
        seen, why,
        sure=sure,
        severity="problem" if max(signs[0], signs[3]) >= 0.5 else "warning",
        fixes=(remedies.better_rate(case.at_this_rate.experiment, ratio, faster=True),),
        evidence=(Evidence("curves", steps=(1, case.step)), Evidence("diagnostics:update_ratio")),
        find_rate=True,
        lr=f"{lr:g}", steps=f"{case.step:,}", fallen=percent(fallen or 0.0), ratio=figure(ratio or 0.0),
        usual=f"{remedies.usual_rate(case.experiment):g}", optimizer=case.experiment.training.optimizer.type,
    )  # fmt: skip


def _still(case: Case) -> bool:
    """Whether the loss is about where it began."""
    start, end = _grown(case)
    return start is not None and abs(end / start - 1) < 0.1


def _slow(case: Case) -> float | None:
    """How much the loss has fallen in all, where that is little, steady, and not at its end; else None."""
    losses = case.train_loss if len(case.train_loss) >= 6 else case.smoothed(256)[1]
    blocks = (
        np.array([part.mean() for part in np.array_split(losses, min(10, len(losses)))]) if len(losses) >= 5 else losses
    )
    if len(blocks) < 5 or blocks[0] <= 0 or not np.isfinite(blocks).all():
        return None
    fallen = float(1 - blocks[-1] / blocks[0])
    half = len(blocks) // 2
    even = np.corrcoef(np.arange(len(blocks)), blocks)[0, 1] <= -0.95 if blocks.std() > 0 else False
    goes_on = blocks[half] - blocks[-1] >= 0.3 * (blocks[0] - blocks[half])
    return fallen if even and goes_on and 0.002 <= fallen <= 0.2 else None
