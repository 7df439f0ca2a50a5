"""What the layers say: gradients, units that are silent or at their limit, norms of too few samples."""

from __future__ import annotations

import math

import numpy as np

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, between, figure, found, percent, together
from workbench.evaluation.doctor.rules import rule
from workbench.training.events import Measured, RunFailed

SATURATING = ("Sigmoid", "Tanh", "Hardsigmoid", "Hardtanh", "Softsign")
GLOROT = "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (AISTATS 2010)"
DEAD = 0.4
"""From this share on; of a batch with few samples, many units of a healthy layer are silent, too."""
LEAST = 1e-30
"""Taken for a gradient that is zero, so that it has a logarithm."""


@rule("Vanishing gradients", reference=GLOROT)
def vanishing_gradients(case: Case) -> Diagnosis | None:
    """On its way from the loss back to the input the gradient is multiplied layer by layer. Where each factor is below 1 (a
    sigmoid's slope is at most 1/4), hardly anything is left for the first layers, and they learn nothing. ReLU, batch norm,
    residual connections and weights that begin at the right size keep it alive."""
    return _measured_fall(case) or _expected_fall(case)


def _measured_fall(case: Case) -> Diagnosis | None:
    norms = case.now("gradient_norm")
    fall = _fall(tuple(norms.values()))
    if fall is None or fall < 2:
        return None
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
    reference="Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (ICML 2013, arXiv 1211.5063)",
    unless=("lr_too_high",),
)
def exploding_gradients(case: Case) -> Diagnosis | None:
    """The gradient grows from layer to layer on its way back, or jumps in single steps, as in recurrent networks. One such step is
    enough to destroy what was learned. Clipping shortens the gradient to a length that does no harm."""
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
        "Clip the gradient (clip_grad_norm), use a smaller learning rate, or put a norm between the layers.",
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


@rule("Dead units", reference="Lu, Shin, Su, Karniadakis: Dying ReLU and initialization (2019, arXiv 1903.06733)")
def dead_units(case: Case) -> Diagnosis | None:
    """A unit before a ReLU whose sum is negative for every sample gives 0, and its gradient is 0, too: it never comes back. A
    learning rate that was too high for a moment, or bad first weights, kill many at once."""
    dead = {address: share for address, share in case.now("dead").items() if share >= DEAD}
    if not dead:
        return None
    worst = max(dead, key=lambda address: dead[address])
    relus = tuple(address for address, layer in case.layers if layer.type == "ReLU")
    since = next((each.step for each in case.measured if (_figure_of(each, "dead", worst) or 0) >= DEAD), case.step)
    now = case.at_this_rate.experiment
    lr = remedies.rate_of(now)
    high = lr is not None and lr > 3 * remedies.usual_rate(now)
    return found(
        "In {layer}, {share} of the units give 0 for every sample of a batch: they are dead, and learn nothing any more.",
        "Measured on a batch, since step {step}; layers with 40 % or more dead units: {count}. Single units are nothing to worry about.",
        "Take LeakyReLU or GELU, which leave a slope below 0, and a smaller learning rate.",
        sure=0.5 + 0.45 * between(dead[worst], DEAD, 0.8),
        severity="problem" if dead[worst] >= 0.7 and not high else "warning",
        fixes=(
            remedies.better_rate(case.at_this_rate.experiment, None, faster=False) if high else None,
            remedies.to_leaky(case, relus),
        ),
        evidence=(Evidence("diagnostics:dead", worst, (since, max(case.step, since))),),
        layer=case.named(worst), share=percent(dead[worst]), step=since, count=len(dead),
    )  # fmt: skip


def _figure_of(measured: Measured, name: str, address: str) -> float | None:
    numbers = measured.figures.get(name, ())
    return next((n for each, n in zip(measured.layers, numbers, strict=False) if each == address), None)


@rule("Saturated units", reference=GLOROT)
def saturated_units(case: Case) -> Diagnosis | None:
    """Far from 0 a sigmoid or tanh is flat: its answer is always 0 or 1 (−1 or 1), whatever comes in, and its gradient is
    almost 0. It comes from input or weights that are too large."""
    shares = {
        address: share
        for address, layer in case.inner
        if layer.type in ("Sigmoid", "Tanh") and (share := _at_limit(case, address, layer.type)) is not None
    }
    worst = max(shares, key=lambda address: shares[address], default="")
    if not worst or shares[worst] < 0.5:
        return None
    kinds = ("Sigmoid", "Tanh")
    return found(
        "{layer} is saturated: {share} of its answers are at their limits, where the gradient is almost 0.",
        "By the spread of its answers in a batch, against the widest that the function can give; from 50 % on.",
        "Bring the input to a common scale, put batch norm before it, or take ReLU.",
        sure=0.5 + 0.4 * between(shares[worst], 0.5, 0.9),
        severity="warning",
        fixes=(remedies.normalized(case, kinds), remedies.to_relu(case, kinds)),
        evidence=(Evidence("diagnostics:activations", worst, (case.measured[-1].step, case.measured[-1].step)),),
        layer=case.named(worst), share=percent(shares[worst]),
    )  # fmt: skip


def _at_limit(case: Case, address: str, kind: str) -> float | None:
    """The share of answers in the outer twentieth on either side; without a histogram, by the spread: 1 where all are at a limit."""
    newest = case.measured[-1] if case.measured else None
    if newest is None or address not in newest.layers:
        return None
    low, high = (0.0, 1.0) if kind == "Sigmoid" else (-1.0, 1.0)
    margin = 0.05 * (high - low)
    drawn = newest.histograms.get("activations", ())
    histogram = drawn[newest.layers.index(address)] if drawn else None
    if histogram is not None:
        start, end, counts = histogram
        middles = start + (np.arange(len(counts)) + 0.5) * (end - start) / max(len(counts), 1)
        outer = (middles < low + margin) | (middles > high - margin)
        return float(np.array(counts)[outer].sum() / max(sum(counts), 1))
    mean, std = case.now("mean").get(address), case.now("std").get(address)
    if mean is None or std is None:
        return None
    widest = (mean - low) * (high - mean)  # the variance of a number that is only ever low or high
    return min(std * std / widest, 1.0) ** 2 if widest > 1e-9 else 1.0


@rule("Batch norm of few samples", reference="Wu, He: Group normalization (ECCV 2018, arXiv 1803.08494)")
def small_batch_norm(case: Case) -> Diagnosis | None:
    """Batch norm takes mean and spread from the batch. Of few samples they are little more than chance: training is noisy, and the
    running means that evaluation uses do not fit."""
    norm = next((address for address, layer in case.layers if "BatchNorm" in layer.type), None)
    size = case.experiment.data.batch_size
    left_over = case.train_samples % size if case.train_samples else 0
    single = left_over == 1 and not case.experiment.data.drop_last
    if norm is None or (size > 8 and not single):
        return None
    if size > 8:
        return found(
            "The last batch of every epoch has a single sample, of which {layer} cannot take a mean that says anything.",
            "{train} training samples in batches of {size} leave 1 over.",
            "Leave the last batch out (drop_last), or choose another batch size.",
            sure=0.7, severity="info",
            evidence=(Evidence("data"),),
            layer=case.named(norm), train=f"{case.train_samples:,}", size=size,
        )  # fmt: skip
    return found(
        "{layer} takes its means from batches of only {size} samples.",
        "The mean of n numbers is off by about 1/√n of their spread: here by {error}. Up to 8 samples that harms; 16 or more do well.",
        "Use larger batches, or GroupNorm or LayerNorm, which look at each sample alone.",
        sure=0.5 + 0.4 * between(size, 8, 2),
        severity="problem" if size <= 2 else "warning",
        fixes=(remedies.larger_batch(),),
        evidence=(Evidence("curves"),),
        layer=case.named(norm), size=size, error=percent(1 / math.sqrt(size)),
    )  # fmt: skip
