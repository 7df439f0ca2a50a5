"""What the data say: how many there are, how they are spread, what is in two parts, which come in order."""

from __future__ import annotations

import math

import numpy as np

from workbench.evaluation.doctor import remedies
from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, Severity, between, figure, found, percent
from workbench.evaluation.doctor.rules import GOODFELLOW, rule
from workbench.training.events import RunFinished

UNEVEN = 3.0
"""From so many times as many samples on, a class is said to outweigh another."""


@rule(
    "Uneven classes",
    shows="The accuracy is high from the first epoch on, and hardly rises. In Evaluate the row of the rare class is wrong almost "
    "everywhere.",
    advice="Draw every class equally often, or weigh the classes in the loss; judge by the confusion matrix.",
    reference="He, Garcia: Learning from imbalanced data (IEEE TKDE 21, 2009, doi 10.1109/TKDE.2008.239)",
)
def class_imbalance(case: Case) -> Diagnosis | None:
    """Where one class has far more samples than another, a model does well in the mean by naming the frequent one, and never learns the
    rare one.

    Every sample weighs the same in the loss, so the frequent class pulls most. The accuracy hides it; the confusion matrix and the
    mean over classes do not.
    """
    counts, names = case.known.counts, case.known.classes
    handled = case.experiment.data.balanced or getattr(case.experiment.training.loss, "weight", None) is not None
    if len(counts) < 2 or case.experiment.data.target == "input" or handled:
        return None
    most, least = int(np.argmax(counts)), int(np.argmin(counts))
    ratio = counts[most] / max(counts[least], 1)
    by_chance = math.sqrt(counts[most] + counts[least])
    if ratio < UNEVEN or counts[most] - counts[least] < 3 * by_chance:
        return None
    share = counts[most] / sum(counts)
    last = case.last
    only_most = last is not None and last.validation_accuracy is not None and last.validation_accuracy <= share + 0.01
    return found(
        "The class “{most}” has {many} training samples, “{least}” has {few}; the model is right as often as one that always says “{most}”."
        if only_most
        else "The class “{most}” has {many} training samples, “{least}” has {few}.",
        "That is {ratio} times as many, and from 3 times on it is said. Who always says “{most}” is right for {share} of the samples.",
        sure=0.6 + 0.35 * between(math.log10(ratio), 0.48, 1.3),
        severity="problem" if only_most or ratio >= 20 else "warning",
        fixes=(remedies.balanced(case.experiment), remedies.weighted(case)),
        evidence=(Evidence("evaluate:confusion"), Evidence("data")),
        most=names[most], many=f"{counts[most]:,}", least=names[least], few=f"{counts[least]:,}", ratio=figure(ratio), share=percent(share),
    )  # fmt: skip


@rule(
    "Too few training samples",
    remark=True,
    shows="The training accuracy soon reaches 100 %, and the validation accuracy stays far below; another seed gives another result.",
    advice="Bring more samples, or changed ones (augmentation); or begin with a network that others have trained.",
    reference=f"{GOODFELLOW}, 11.3",
)
def small_training_set(case: Case) -> Diagnosis | None:
    """There are so few training samples that a network which begins from nothing mostly learns them by heart.

    A rule of thumb: a few hundred samples of each class. Networks that others have trained on millions of images need far fewer,
    because they know already what images are made of.
    """
    count, classes = case.train_samples, case.classes
    each = count / classes if classes else float(count)
    low, least = (100, 20) if classes else (500, 100)
    if case.kind == "table":  # a few numbers each
        low, least = low // 4, least // 4
    if not count or each >= low or any(getattr(layer, "weights", None) for _, layer in case.layers):
        return None
    return found(
        "There are only {count} training samples, {each} of each class."
        if classes
        else "There are only {count} training samples.",
        "Below about {low} of each class a network that begins from nothing mostly learns them by heart."
        if classes
        else "Below about {low} a network that begins from nothing mostly learns them by heart.",
        sure=0.5 + 0.4 * between(each, low, least),
        severity="warning" if each < low / 2 else "info",
        fixes=(remedies.more_samples(case.experiment), remedies.augmented(case)),
        evidence=(Evidence("data"),),
        count=f"{count:,}", each=f"{each:.0f}", low=low,
    )  # fmt: skip


@rule(
    "Validation is noisy",
    remark=True,
    shows="The validation accuracy jumps from epoch to epoch in visible stairs, while the training accuracy is smooth.",
    advice="Keep more samples for validation, and do not choose between models by less than the error.",
    reference="Wilson: Probable inference (JASA 22, 1927, doi 10.1080/01621459.1927.10502953)",
)
def validation_noise(case: Case) -> Diagnosis | None:
    """The validation part is so small that its accuracy is off by chance alone. Two models whose accuracies differ by less than about
    twice the standard error cannot be told apart.

    An accuracy over n samples is a count, and counts vary: the standard error is √(p (1 − p) / n).
    """
    count, last = case.validation_samples, case.last
    if not count or last is None or last.validation_accuracy is None:
        return None
    error = case.points_off(count)
    if error < 0.02:
        return None
    needed = math.ceil(0.25 / 0.01**2)
    return found(
        "The validation accuracy of {accuracy} rests on {count} samples: by chance alone it is off by {error} either way.",
        "√(p (1 − p) / n) with p = {accuracy} and n = {count}. Differences below {twice} say nothing; with {needed} samples the error is "
        "at most 1 %.",
        "Keep more samples for validation, and do not choose between models by less than {twice}.",
        sure=0.95,
        severity="warning" if error >= 0.04 else "info",
        fixes=(remedies.more_samples(case.experiment), remedies.more_validation(case.experiment)),
        evidence=(Evidence("curves"),),
        accuracy=percent(last.validation_accuracy), count=f"{count:,}", error=percent(error), twice=percent(2 * error),
        needed=f"{needed:,}",
    )  # fmt: skip


@rule(
    "No validation",
    remark=True,
    shows="There is only one curve: that of the training part.",
    advice="Keep a tenth or a fifth of the training samples.",
    reference=f"{GOODFELLOW}, 5.3",
)
def no_validation(case: Case) -> Diagnosis | None:
    """No samples are kept that the model does not learn from. They are the only ones that tell whether it has understood anything.

    validation_fraction is 0. Without a validation part nobody sees when the model begins to learn by heart, and neither early stopping
    nor the best weights can be chosen.
    """
    if not case.epochs or case.epochs[-1].validation_loss is not None or case.experiment.data.validation_fraction > 0:
        return None
    return found(
        "No samples are kept for validation: nobody sees whether the model learns by heart.",
        "validation_fraction is 0; the curves of the training part alone cannot tell.",
        sure=0.9,
        severity="info",
        fixes=(remedies.more_validation(case.experiment),),
        evidence=(Evidence("data"),),
    )


@rule(
    "Test and training overlap",
    shows="Nothing: the curves look better than they should, and the model disappoints where it is used.",
    advice="Remove them from one of the two; “Check the files” lists them.",
    reference="Kapoor, Narayanan: Leakage and the reproducibility crisis (Patterns 4, 2023, doi 10.1016/j.patter.2023.100804)",
)
def leak(case: Case) -> Diagnosis | None:
    """Samples of the test or validation part stand in the training part, too. They can be answered by heart, and the test says more than
    is true.

    Files that were copied into two folders, photos of the same scene in both parts, rows that stand twice in a table before it was
    split.
    """
    shared, compared = case.known.shared, case.known.compared
    if not shared or not compared:
        return None
    share, image = shared / compared, case.kind == "image"
    if not image and share < 0.01:
        return None
    return found(
        "{shared} of the {compared} samples for validation and test stand in the training part, too, number by number.",
        "Compared byte by byte: {share} of them. In tables the same row can stand for two different things, in images hardly."
        if not image
        else "Compared byte by byte: {share} of them. Two different photos are never the same to the last byte.",
        sure=0.97 if image else 0.6,
        severity=_how_grave(share, image),
        evidence=(Evidence("data:files"),),
        shared=f"{shared:,}", compared=f"{compared:,}", share=percent(share),
    )  # fmt: skip


def _how_grave(share: float, image: bool) -> Severity:
    if image:
        return "problem" if share >= 0.01 else "warning"
    return "warning" if share >= 0.1 else "info"


@rule(
    "Test worse than validation",
    shows="The curves are good, and the test accuracy at the end of the run lies far below the validation accuracy.",
    advice="Look at the wrong test samples: what do they have that the training samples lack? Bring samples of that kind.",
    reference=f"{GOODFELLOW}, 5.3; Recht et al.: Do ImageNet classifiers generalize to "
    "ImageNet? (ICML 2019, arXiv 1902.10811)",
    unless=("chance_level",),
)
def worse_on_test(case: Case) -> Diagnosis | None:
    """Validation samples come from the training part; the test part was made apart. The model does much worse there.

    The two are of different kinds (other cameras, other people), or the settings were chosen for the validation part so often that
    they fit it alone.
    """
    last, n, m = case.last, case.validation_samples, case.test_samples
    if not isinstance(case.ended, RunFinished) or last is None or last.validation_accuracy is None or not (n and m):
        return None
    test = case.ended.test.get("accuracy")
    if test is None:
        return None
    less, error = last.validation_accuracy - test, math.hypot(case.points_off(n), case.points_off(m))
    if less < max(0.02, 3 * error):
        return None
    return found(
        "The model is right for {validation} of the validation samples, but only for {test} of the test samples.",
        "The difference of {less} is {times} times its standard error, with {n} and {m} samples.",
        sure=0.6 + 0.35 * between(less / error, 3, 8),
        severity="problem" if less >= 0.1 else "warning",
        fixes=(remedies.augmented(case),),
        evidence=(Evidence("evaluate:samples"), Evidence("evaluate:confusion")),
        validation=percent(last.validation_accuracy), test=percent(test), less=percent(less), times=figure(less / error),
        n=f"{n:,}", m=f"{m:,}",
    )  # fmt: skip


@rule(
    "Not shuffled",
    shows="The loss of the steps swings in the same rhythm in every epoch.",
    advice="Shuffle: a new order in every epoch costs nothing.",
    reference="Bottou: Stochastic gradient descent tricks (in: Neural Networks: Tricks of the Trade, Springer "
    "2012, doi 10.1007/978-3-642-35289-8_25)",
)
def not_shuffled(case: Case) -> Diagnosis | None:
    """The samples come in the same order in every epoch. Sorted by class, they pull the model first one way and then the other, and it
    forgets.

    A step should see a mixture, so that its gradient is about that of the whole. shuffle is off; files and tables are often sorted by
    class.
    """
    if case.experiment.data.shuffle or case.experiment.data.balanced:
        return None
    order, classes = case.known.in_order, max(case.classes, 2)
    even = max(case.chance_accuracy, 1 / classes)
    sorted_ = order is not None and order > even + 0.3
    return found(
        "The samples come in the same order in every epoch, and that order is sorted by class: {share} have the class of the one before."
        if sorted_
        else "The samples come in the same order in every epoch.",
        "shuffle is off. In a mixture, about {even} would have the class of the one before." if sorted_ else "shuffle is off.",
        sure=0.97 if sorted_ else 0.55,
        severity="problem" if sorted_ else "warning",
        fixes=(remedies.shuffled(case.experiment),),
        evidence=(Evidence("curves"), Evidence("data")),
        share=percent(order or 0.0), even=percent(even),
    )  # fmt: skip
