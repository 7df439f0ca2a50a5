"""What the curves say: learned by heart, not enough, not any more, nothing at all."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import WEIGHT, Diagnosis, Evidence, between, figure, found, percent, together
from workbench.evaluation.doctor.rules import GOODFELLOW, rule
from workbench.spec.problems import Fix
from workbench.training.events import RunFinished


@rule(
    "Overfitting",
    shows="The validation loss turns and rises while the training loss still falls; or the accuracies of the two parts lie far "
    "apart, and do not come closer.",
    advice="Show it more samples, or changed ones (augmentation); take Dropout, weight decay or a smaller model; or stop in time.",
    reference=f"{GOODFELLOW}, 5.2 and 7.8",
)
def overfitting(case: Case) -> Diagnosis | None:
    """The model learns its training samples by heart instead of what they have in common: it is right for those it has seen, and
    wrong for others.

    A network with more weights than the samples can pin down finds many ways to be right for all of them, and most of these
    say nothing of new ones. Few samples, many epochs and a large model make it worse.
    """
    if len(case.validation_loss) < 3 or case.guesses:
        return None
    turned, apart = _turned(case), _apart(case)
    if turned is None or apart is None:
        return turned or apart
    return replace(
        turned,
        severity=max(turned, apart, key=lambda each: WEIGHT[each.severity]).severity,
        sure=max(turned.sure, apart.sure),
    )


def _by_heart(case: Case) -> tuple[Fix | None, ...]:
    experiment = case.experiment
    return (
        remedies.more_samples(experiment), remedies.augmented(case), remedies.with_dropout(experiment),
        remedies.stopped_early(case), remedies.decayed(experiment),
    )  # fmt: skip


def _turned(case: Case) -> Diagnosis | None:
    train, validation = case.train_loss, case.validation_loss
    best = int(np.nanargmin(validation)) if np.isfinite(validation).any() else len(validation)
    if best > len(validation) - 3 or validation[best] <= 0 or not np.isfinite(validation[-1]):
        return None
    rise, fall = validation[-1] / validation[best] - 1, 1 - train[-1] / train[best]
    worth = validation[-1] - validation[best] >= 0.01 * (case.chance_loss or 0.0)
    if rise < 0.1 or fall < 0.05 or not worth:
        return None
    first, last = case.epochs[best], case.epochs[-1]
    signs = between(rise, 0.1, 0.6), between(len(validation) - 1 - best, 1, 6), between(fall, 0.05, 0.5)
    return found(
        "Since epoch {epoch} the validation loss has risen from {low} to {now}, while the training loss fell from {before} to "
        "{after}: the model learns its training samples by heart.",
        "A rise of at least 10 % over at least two epochs, with a training loss that goes on falling; here the rise is {rise} in "
        "{count} epochs.",
        "Show it more samples, or changed ones; take Dropout or weight decay; or stop in time, after about {epoch} epochs.",
        sure=0.5 + 0.2 * signs[0] + 0.15 * signs[1] + 0.15 * signs[2],
        severity="problem" if rise >= 0.5 else "warning",
        fixes=_by_heart(case),
        evidence=(Evidence("curves", steps=(first.step, last.step)),),
        epoch=first.epoch, low=figure(validation[best]), now=figure(validation[-1]), before=figure(train[best]),
        after=figure(train[-1]), rise=percent(rise), count=len(validation) - 1 - best,
    )  # fmt: skip


def _apart(case: Case) -> Diagnosis | None:
    last = case.epochs[-1]
    if last.train_accuracy is not None and last.validation_accuracy is not None:
        train, validation = (
            float(np.mean([getattr(each, name) for each in case.epochs[-3:]]))
            for name in ("train_accuracy", "validation_accuracy")
        )
        gap, error = train - validation, case.points_off(case.validation_samples)
        times = case.validation_loss[-1] / max(case.train_loss[-1], 1e-12)
        if gap < 0.05 or gap < (1.3 if times >= 2.5 else 2.5) * error or times < 1.5:
            return None
        return found(
            "The model is right for {train} of its training samples, but only for {validation} of the validation samples: it "
            "learns the former by heart.",
            "The gap of {gap} is {errors} times the standard error of the validation accuracy ({error} with {count} samples), and the "
            "validation loss is {times} times the training loss.",
            sure=together(0.5 + 0.3 * between(gap, 0.05, 0.25) + 0.2 * between(gap / error, 1.3, 5), _on_test(case, train)),
            severity="problem" if gap >= 0.15 else "warning",
            fixes=_by_heart(case),
            evidence=(Evidence("curves", steps=(1, last.step)),),
            train=percent(train), validation=percent(validation), gap=percent(gap), errors=figure(gap / error), times=figure(times),
            error=percent(error),
            count=case.validation_samples,
        )  # fmt: skip
    times = case.validation_loss[-1] / max(case.train_loss[-1], 1e-12)
    if times < 3 or case.validation_samples < 20:
        return None
    return found(
        "The validation loss ({validation}) is {times} times the training loss ({train}): the model learns its training samples by "
        "heart.",
        "From three times on; a model that has understood has about the same loss on both.",
        sure=0.45 + 0.4 * between(math.log10(times), 0.5, 1.5),
        fixes=_by_heart(case),
        evidence=(Evidence("curves", steps=(1, last.step)),),
        validation=figure(case.validation_loss[-1]), train=figure(case.train_loss[-1]), times=figure(times),
    )  # fmt: skip


def _on_test(case: Case, train: float) -> float:
    """How far the test part, which no setting was chosen for, bears the gap out."""
    test = case.ended.test.get("accuracy") if isinstance(case.ended, RunFinished) else None
    if test is None or not case.test_samples:
        return 0.0
    return 0.6 * between((train - test) / case.points_off(case.test_samples), 3, 9)


@rule(
    "No better than guessing",
    shows="Loss and accuracy stay where they begin, as level lines; or the training loss falls, while the validation loss rises "
    "from the first epoch on and the validation accuracy stays at that of guessing.",
    advice="Look at samples and labels side by side: do they belong together (shuffled labels), is there anything to see after the "
    "input steps? Then try the model on few samples: it should learn 20 of them by heart.",
    reference=f"{GOODFELLOW}, 11.5; Zhang et al.: Understanding deep learning requires rethinking generalization "
    "(ICLR 2017, arXiv 1611.03530)",
    unless=("vanishing_gradients", "exploding_gradients", "lr_too_high", "lr_too_low"),
)
def chance_level(case: Case) -> Diagnosis | None:
    """The model is right no more often than somebody who guesses by how frequent the classes are. With k even classes, such a guess
    has a cross entropy of ln(k).

    Nothing gets from the samples to the answer: labels that belong to other samples, input that holds nothing any more after its
    steps, a layer that lets nothing through. A large model can still learn such samples by heart; then only the validation part
    shows it.
    """
    chance, last = case.chance_loss, case.last
    if chance is None or last is None:
        return None
    if case.learned_nothing_true:
        return _labels_say_nothing(case, chance)
    off = case.train_loss[-1] / chance - 1
    if abs(off) > 0.03 or last.step < 30:
        return None
    return found(
        "After {steps} steps the loss is {loss}. That is what guessing among {classes} classes gives (ln {classes} = {chance}): nothing "
        "has been learned.",
        "The loss of epoch {epoch} is within 3 % of that of guessing; it should leave it within the first hundred steps.",
        sure=0.55 + 0.4 * between(last.step, 30, 400),
        severity="problem",
        evidence=(Evidence("curves", steps=(1, last.step)), Evidence("data:samples")),
        steps=f"{last.step:,}", loss=figure(case.train_loss[-1]), classes=case.classes, chance=figure(chance), epoch=last.epoch,
    )  # fmt: skip


def _labels_say_nothing(case: Case, chance: float) -> Diagnosis:
    last, count = case.epochs[-1], case.validation_samples
    return found(
        "The training loss falls (to {train}), but of samples that the model has not seen it knows nothing: {validation} are right, and "
        "guessing gives {chance}. The labels seem to say nothing about the samples.",
        "The validation loss ({loss}) never got below that of guessing ({guess}), and the accuracy is within its error of {error} of "
        "chance, while the training samples are learned, by heart.",
        "Look whether labels and samples belong together: a file that was sorted anew, a column that slipped, labels that were "
        "shuffled. The model is not to blame.",
        sure=0.6 + 0.35 * between(count, 20, 200),
        severity="problem",
        evidence=(Evidence("data:samples"), Evidence("curves", steps=(1, last.step)), Evidence("evaluate:confusion")),
        train=figure(case.train_loss[-1]), validation=percent(last.validation_accuracy or 0.0), chance=percent(case.chance_accuracy),
        loss=figure(case.validation_loss[-1]), guess=figure(chance), error=percent(case.points_off(count)),
    )  # fmt: skip


@rule(
    "Underfitting",
    shows="Both losses lie close together and high. As long as they still fall, more epochs help; where they are level, they do not.",
    advice="Train longer as long as the loss falls; then take a larger model, less dropout or weight decay, or a better learning rate.",
    reference=f"{GOODFELLOW}, 5.2",
    unless=("chance_level", "divergence", "lr_too_low", "lr_too_high", "vanishing_gradients"),
)
def underfitting(case: Case) -> Diagnosis | None:
    """The model does not even get its own training samples right, and does as badly on others: what it can say is too simple for the
    task, or it has not learned for long enough.

    A model that is too small, a learning rate that is too low, too much dropout or weight decay, too few epochs.
    """
    chance, last = case.chance_loss, case.last
    over = isinstance(case.ended, RunFinished) and case.ended.reason == "done"
    if chance is None or last is None or len(case.epochs) < 2 or not (over or len(case.epochs) >= 8):
        return None
    share = case.train_loss[-1] / chance
    gap = case.validation_loss[-1] / case.train_loss[-1] if len(case.validation_loss) else 1.0
    if not 0.3 <= share <= 0.97 or gap > 1.1:
        return None
    fell = 1 - case.train_loss[-1] / case.train_loss[-2]
    falls = fell >= 0.02
    seen = (
        "The loss was still falling when the run ended: {loss}, {fell} less than an epoch before."
        if falls
        else "The model does not get even its training samples right: the loss stays at {loss}, the accuracy at {accuracy}."
    )
    return found(
        seen,
        "The training loss is {share} of that of guessing, and the validation loss is no higher: nothing is learned by heart yet.",
        "Train longer: there is more to learn." if falls else "Take a larger model, or a better learning rate.",
        sure=0.4 + 0.3 * between(share, 0.3, 0.6) + (0.15 if falls else 0.1),
        severity="info" if falls else "warning",
        fixes=(remedies.more_epochs(case.experiment), None if falls else remedies.wider(case.experiment)),
        evidence=(Evidence("curves", steps=(1, last.step)),),
        loss=figure(case.train_loss[-1]),
        share=percent(share),
        accuracy=percent(last.train_accuracy or 0.0),
        fell=percent(fell),
    )


@rule(
    "Plateau",
    shows="The training loss falls, and is then level for several epochs. When the learning rate is lowered there, it often falls "
    "by a step.",
    advice="Lower the learning rate here, by hand or with a schedule; when that does not help, the model is at its end: make it larger.",
    reference=f"{GOODFELLOW}, 8.2 and 8.5",
    unless=("chance_level", "overfitting", "divergence", "lr_too_low", "lr_too_high"),
)
def plateau(case: Case) -> Diagnosis | None:
    """The training loss does not fall any more, although it is not low yet.

    Often the steps are too long for the last bit: they jump over the valley instead of going down into it. A smaller learning
    rate, which a schedule brings by itself, lets the loss go on falling. Else the model is at its end, or a layer learns nothing.
    """
    train, chance = case.train_loss, case.chance_loss
    wait = max(3, len(train) // 4)
    if len(train) < wait + 3 or not np.isfinite(train).all() or (chance and train[-1] < 0.05 * chance):
        return None
    fallen, lately = train[0] - train.min(), train[:-wait].min() - train[-wait:].min()
    if case.epochs[-1].lr <= 0.1 * max(each.lr for each in case.epochs):
        return None  # a schedule has brought the run to its end
    if fallen <= 0.05 * train[0] or train[-1] <= 0.02 * train[0] or lately > 0.01 * fallen:
        return None
    since = case.epochs[-wait - 1]
    return found(
        "Since epoch {epoch} the training loss has not fallen any more: it stays at {loss}.",
        "In the last {count} epochs it fell by less than 1 % of all that it has fallen ({fallen}).",
        sure=0.5 + 0.35 * between(wait, 3, 8),
        fixes=(
            remedies.lowered_on_plateau(case), remedies.better_rate(case.at_this_rate.experiment, None, faster=False),
            remedies.wider(case.experiment),
        ),
        evidence=(Evidence("curves", steps=(since.step, case.epochs[-1].step)),),
        epoch=since.epoch, loss=figure(train[-1]), count=wait, fallen=figure(fallen),
    )  # fmt: skip
