"""What the layers say of their units: silent, at their limit, normed by too few samples."""

from __future__ import annotations

import math

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, between, found, percent
from workbench.evaluation.doctor.rules import GLOROT, rule
from workbench.training.events import Measured

DEAD, DEAD_OF_FEW = 0.4, 0.7
"""From this share on, in batches of 256 samples and more, and of 32 and fewer: there, many units of a healthy layer are silent, too."""


@rule(
    "Dead units",
    shows="The loss often stays level after a jump. In Diagnostics the share of dead units is high in a layer, and stays so.",
    advice="Take LeakyReLU or GELU, which leave a slope below 0, and a smaller learning rate.",
    reference="Lu, Shin, Su, Karniadakis: Dying ReLU and initialization (2019, arXiv 1903.06733)",
)
def dead_units(case: Case) -> Diagnosis | None:
    """A unit before a ReLU whose sum is negative for every sample gives 0, always. Its gradient is 0, too: it learns nothing any more,
    and never comes back.

    A learning rate that was too high for a moment throws the bias far below 0; weights that begin badly, or input that is far from 0,
    do the same to many units at once.
    """
    size = case.experiment.data.batch_size
    least = DEAD + (DEAD_OF_FEW - DEAD) * between(math.log2(size), 8, 5)
    dead = {address: share for address, share in case.now("dead").items() if share >= least}
    if not dead:
        return None
    worst = max(dead, key=lambda address: dead[address])
    relus = tuple(address for address, layer in case.layers if layer.type == "ReLU")
    since = next((each.step for each in case.measured if (_figure_of(each, "dead", worst) or 0) >= least), case.step)
    now = case.at_this_rate.experiment
    lr = remedies.rate_of(now)
    high = lr is not None and lr > 3 * remedies.usual_rate(now)
    return found(
        "In {layer}, {share} of the units give 0 for every sample of a batch: they are dead, and learn nothing any more.",
        "Measured on a batch, since step {step}; layers with {least} or more dead units: {count}. Single units are nothing to worry about.",
        sure=0.5 + 0.45 * between(dead[worst], least, 0.9),
        severity="problem" if dead[worst] >= 0.7 and not high else "warning",
        fixes=(
            remedies.better_rate(case.at_this_rate.experiment, None, faster=False) if high else None,
            remedies.to_leaky(case, relus),
        ),
        evidence=(Evidence("diagnostics:dead", worst, (since, max(case.step, since))),),
        layer=case.named(worst), share=percent(dead[worst]), step=since, count=len(dead), least=f"{least:.0%}",
    )  # fmt: skip


def _figure_of(measured: Measured, name: str, address: str) -> float | None:
    numbers = measured.figures.get(name, ())
    return next((n for each, n in zip(measured.layers, numbers, strict=False) if each == address), None)


@rule(
    "Saturated units",
    shows="The loss falls slowly, or not at all. In Diagnostics the answers of the layer heap up at their two ends.",
    advice="Bring the input to a common scale, put batch norm before it, or take ReLU.",
    reference=GLOROT,
)
def saturated_units(case: Case) -> Diagnosis | None:
    """Far from 0 a sigmoid or tanh is flat: its answer is always 0 or 1 (−1 or 1), whatever comes in, and its gradient is almost 0.

    Input or weights that are too large: columns of a table that are not standardised, pixels from 0 to 255, a learning rate that was too
    high.
    """
    shares = {
        address: share
        for address, layer in case.inner
        if layer.type in ("Sigmoid", "Tanh") and (share := _at_limit(case, address, layer.type)) is not None
    }
    worst = max(shares, key=lambda address: shares[address], default="")
    if not worst or shares[worst] < 0.5 or case.left < 0.3:  # then it learns, and may be as sure as that
        return None
    kinds = ("Sigmoid", "Tanh")
    return found(
        "{layer} is saturated: {share} of its answers are at their limits, where the gradient is almost 0.",
        "By the spread of its answers in a batch, against the widest that the function can give; from 50 % on.",
        sure=0.5 + 0.4 * between(shares[worst], 0.5, 0.9),
        severity="warning",
        fixes=(remedies.normalized(case, kinds), remedies.to_relu(case, kinds)),
        evidence=(Evidence("diagnostics:activations", worst, (case.measured[-1].step, case.measured[-1].step)),),
        layer=case.named(worst), share=percent(shares[worst]),
    )  # fmt: skip


def _at_limit(case: Case, address: str, kind: str) -> float | None:
    """The share of answers in the outer twentieth on either side.

    From mean and spread, which every measurement has; histograms come with some of them only.
    """
    mean, std = case.now("mean").get(address), case.now("std").get(address)
    if mean is None or std is None:
        return None
    low, high = (0.0, 1.0) if kind == "Sigmoid" else (-1.0, 1.0)
    margin = 0.05 * (high - low)
    widest = (mean - low) * (high - mean)  # the variance of a number that is only ever low or high
    apart = min(std * std / widest, 1.0) ** 2 if widest > 1e-9 else 1.0
    return max(apart, 1 - min(mean - low, high - mean) / margin)  # by Markov's inequality


@rule(
    "Batch norm of few samples",
    shows="The training loss is restless, and the validation loss jumps from epoch to epoch, often far above the training loss.",
    advice="Use larger batches, or GroupNorm or LayerNorm, which look at each sample alone.",
    reference="Wu, He: Group normalization (ECCV 2018, arXiv 1803.08494)",
)
def small_batch_norm(case: Case) -> Diagnosis | None:
    """Batch norm takes mean and spread from the batch. Of few samples they are little more than chance.

    The mean of n numbers is off by about 1/√n of their spread. Training is noisy then, and the running means that evaluation uses
    do not fit what training has seen.
    """
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
        sure=0.5 + 0.4 * between(size, 8, 2),
        severity="problem" if size <= 2 else "warning",
        fixes=(remedies.larger_batch(),),
        evidence=(Evidence("curves"),),
        layer=case.named(norm), size=size, error=percent(1 / math.sqrt(size)),
    )  # fmt: skip
