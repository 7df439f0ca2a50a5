"""What the layers say of the gradient: it fades on its way back, or grows."""

from __future__ import annotations

import math

import numpy as np

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, between, figure, found, together
from workbench.evaluation.doctor.rules import GLOROT, rule
from workbench.training.events import Measured, RunFailed

SATURATING = ("Sigmoid", "Tanh", "Hardsigmoid", "Hardtanh", "Softsign")
FEW_STEPS = 10
"""The first steps may well be of another kind."""
LEAST = 1e-30
"""Taken for a gradient that is zero, so that it has a logarithm."""


@rule(
    "Vanishing gradients",
    shows="The loss stays level from the first step on, mostly at that of guessing. In Diagnostics the gradient norms of the first "
    "layers lie a hundred times or more below those of the last.",
    advice="Take ReLU in place of sigmoid or tanh, put batch norm between the layers, add residual connections, or begin with other "
    "weights (init).",
    reference=GLOROT,
)
def vanishing_gradients(case: Case) -> Diagnosis | None:
    """The gradient fades on its way from the loss back to the input. Hardly anything is left of it for the first layers, and they learn
    nothing.

    On that way the gradient is multiplied layer by layer. Where each factor is below 1 (a sigmoid’s slope is at most 1/4), twenty
    layers leave nothing. ReLU, batch norm, residual connections and weights that begin at the right size keep it alive.
    """
    return _measured_fall(case) or _expected_fall(case)


def _measured_fall(case: Case) -> Diagnosis | None:
    norms = case.now("gradient_norm")
    fall = _fall(tuple(norms.values()))
    if fall is None or fall < 2 or case.step < FEW_STEPS:
        return None
    if case.measured[-1].step < case.step / 2 and case.left < 0.7:
        return None  # that was long ago, and it has learned since
    first, last = next(iter(norms)), list(norms)[-1]
    since = next((each.step for each in case.measured if (_fall_of(each) or 0) >= 2), case.step)
    kinds = _saturating(case)
    return found(
        "The gradient fades towards the input: at {first} it is {small}, at {last} it is {large}, so the first layers hardly learn.",
        "From the last quarter of the layers to the first it falls by a factor of {factor}, since step {step} at the latest; up to about "
        "10 is usual, from 100 on it is said.",
        "Take ReLU in place of {kinds}, put batch norm before it, or add residual connections."
        if kinds
        else "Put batch norm between the layers, add residual connections, or begin with other weights (init).",
        sure=0.55 + 0.45 * between(fall, 2, 4),
        severity="problem" if fall >= 3 else "warning",
        fixes=(remedies.to_relu(case, SATURATING), remedies.normalized(case, SATURATING)),
        evidence=(Evidence("diagnostics:gradient_norm", first, (since, max(case.step, since))), Evidence("curves")),
        first=case.named(first), small=figure(norms[first]), last=case.named(last), large=figure(norms[last]),
        factor=f"{10**fall:,.0f}" if fall < 6 else f"10^{fall:.0f}", step=since, kinds=", ".join(kinds),
    )  # fmt: skip


def _expected_fall(case: Case) -> Diagnosis | None:
    """Without a measurement: a long row of such layers, and a loss that does not move."""
    row, kinds = _longest_row(case), _saturating(case)
    stuck = _stuck(case)
    if case.measured or row < 8 or not stuck:
        return None
    return found(
        "{count} layers of {kinds} follow one another, and the loss does not move: the gradient has most likely faded before it reaches "
        "the first ones.",
        "The slope of a sigmoid is at most 1/4, so {count} of them leave at most 4⁻{count} of the gradient. It was not measured here; "
        "Diagnostics shows it.",
        "Take ReLU in place of {kinds}, put batch norm before it, or add residual connections.",
        sure=0.55 + 0.35 * between(row, 8, 16),
        severity="problem",
        fixes=(remedies.to_relu(case, SATURATING), remedies.normalized(case, SATURATING)),
        evidence=(Evidence("diagnostics:gradient_norm"), Evidence("curves")),
        count=row, kinds=", ".join(kinds),
    )  # fmt: skip


def _fall(norms: tuple[float, ...]) -> float | None:
    """By how many powers of ten the norms (from the input on) fall from the last quarter of the layers to the first."""
    if len(norms) < 4:
        return None
    logs = np.log10(np.maximum(norms, LEAST))
    quarter = max(1, len(logs) // 4)
    return float(np.median(logs[-quarter:]) - np.median(logs[:quarter]))


def _fall_of(measured: Measured) -> float | None:
    return _fall(tuple(n for n in measured.figures.get("gradient_norm", ()) if n is not None))


def _saturating(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(layer.type for _, layer in case.inner if layer.type in SATURATING))


def _longest_row(case: Case) -> int:
    """So many saturating layers with nothing that helps between them."""
    longest = row = 0
    for _, layer in case.layers:
        if "Norm" in layer.type or layer.type == "Residual":
            row = 0
        row += layer.type in SATURATING
        longest = max(longest, row)
    return longest


def _stuck(case: Case) -> bool:
    chance, last = case.chance_loss, case.last
    if last is None or last.step < 20:
        return False
    if chance is not None:
        return bool(abs(case.train_loss[-1] / chance - 1) < 0.05)
    return bool(len(case.train_loss) >= 3 and case.train_loss[-1] > 0.98 * case.train_loss[0])


@rule(
    "Exploding gradients",
    shows="The loss falls, and jumps up again from one step to the next. In Diagnostics the gradient norm has single peaks, or "
    "grows towards the first layers.",
    advice="Clip the gradient (clip_grad_norm), use a smaller learning rate, or put a norm between the layers.",
    reference="Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (ICML 2013, arXiv 1211.5063)",
    unless=("lr_too_high",),
)
def exploding_gradients(case: Case) -> Diagnosis | None:
    """The gradient grows from layer to layer on its way back, or jumps in single steps, as in recurrent networks. One such step is
    enough to destroy what was learned.

    The gradient is multiplied layer by layer, and in recurrent networks step by step of the series. Where each factor is above 1, it
    grows like a power. Weights that are too large at the beginning, or a long series, do it.
    """
    norms = case.now("gradient_norm")
    totals = [(each.step, _total(each)) for each in case.measured]
    fall = _fall(tuple(norms.values())) or 0.0
    usual = float(np.median([total for _, total in totals])) if totals else 0.0
    at, peak = max(totals, key=lambda each: each[1], default=(0, 0.0))
    spike = peak / usual if len(totals) >= 5 and usual > 0 and peak >= 10 else 1.0
    failed = isinstance(case.ended, RunFailed) and any("gradient" in str(each.what) for each in case.ended.problems)
    signs = 0.9 * between(-fall, 2.5, 4), 0.85 * between(math.log10(spike), 1.3, 2.3), 0.8 * failed
    sure = together(*signs)
    if sure < 0.5 or (case.experiment.training.clip_grad_norm is not None and signs[1] == max(signs)):
        return None
    seen = {
        0: "The gradient grows towards the input: at {first} it is {large}, at {last} only {small}.",
        1: "The gradient jumps: in step {step} its length was {peak}, {times} times as much as usual.",
        2: "The gradient became so long that it is no number any more.",
    }
    first, last = next(iter(norms), ""), next(reversed(norms), "")
    return found(
        seen[signs.index(max(signs))],
        "Usual are lengths that differ by less than a factor of 100 among the layers, and of 20 among the steps.",
        sure=sure,
        severity="problem",
        fixes=(remedies.clipped(case.experiment), remedies.better_rate(case.at_this_rate.experiment, None, faster=False)),
        evidence=(Evidence("diagnostics:gradient_norm", first if -fall >= 2.5 else "", (at, at) if at else None),),
        first=case.named(first), last=case.named(last), large=figure(norms.get(first, 0)), small=figure(norms.get(last, 0)),
        step=at, peak=figure(peak), times=figure(spike),
    )  # fmt: skip


def _total(measured: Measured) -> float:
    """The length of the whole gradient."""
    return math.sqrt(
        sum(n * n for n in measured.figures.get("gradient_norm", ()) if n is not None and math.isfinite(n))
    )
