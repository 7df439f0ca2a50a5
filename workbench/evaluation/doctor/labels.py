"""What the labels say, seen by a model that has learned."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.evaluation.doctor.case import Case, Suspects
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, between, found, percent
from workbench.evaluation.doctor.rules import rule

NORTHCUTT = (
    "Northcutt, Jiang, Chuang: Confident learning (JAIR 70, 2021, arXiv 1911.00068); Northcutt, Athalye, Mueller: Pervasive label "
    "errors in test sets (NeurIPS 2021, arXiv 2103.14749)"
)


@rule(
    "Doubtful labels",
    shows="The training accuracy stays below 100 % although the model is large enough, and the loss of single samples stays high.",
    advice="Look at them, and mend the labels that are wrong.",
    reference=NORTHCUTT,
    unless=("chance_level",),
)
def suspicious_labels(case: Case) -> Diagnosis | None:
    """Samples that the model is sure to belong to another class than their label says are often labelled wrongly.

    People slip, and classes look alike. Sure means: at least as sure as the model is on average of samples that do bear the other
    label (confident learning). A weak model doubts right labels, too.
    """
    suspects = case.suspects
    if suspects is None or not suspects.count:
        return None
    share = suspects.count / suspects.judged
    if share < 0.002 or suspects.count < 3:
        return None
    return found(
        "{count} of {judged} samples have a label that the model contradicts with confidence, most often “{label}”, which it "
        "takes for “{other}”.",
        "Each is given to the other class with at least the mean confidence of that class's own samples (confident learning): {share}. A "
        "weak model doubts right labels, too.",
        sure=0.4 + 0.4 * between(share, 0.002, 0.03) * between(share, 0.5, 0.2),
        severity="warning" if share >= 0.01 else "info",
        evidence=(Evidence("evaluate:samples"),),
        count=f"{suspects.count:,}", judged=f"{suspects.judged:,}",  label=suspects.pair[0], other=suspects.pair[1],
        share=percent(share),
    )  # fmt: skip


def suspects_of(assessment: Any) -> Suspects | None:
    """Of an assessment of classes with all its ``shares`` (N, classes): the samples that confident learning would look at.

    The threshold of a class is the mean probability that its own samples get; a sample is suspicious where another class than its
    own reaches its threshold, and is the more probable of the two (Northcutt et al. 2021, section 3.1).
    """
    shares, targets = assessment.shares, assessment.targets
    if assessment.task != "classes" or shares is None or not len(targets) or not np.isfinite(shares).all():
        return None
    rows = np.arange(len(targets))
    own = shares[rows, targets]
    counts = np.bincount(targets, minlength=shares.shape[1])
    least = np.bincount(targets, own, shares.shape[1]) / np.maximum(counts, 1)
    reached = np.where((shares >= least) & (counts > 0), shares, 0.0)
    reached[rows, targets] = 0.0
    other = reached.argmax(1)
    doubtful = reached[rows, other] > own
    pairs = targets[doubtful] * shares.shape[1] + other[doubtful]
    frequent = int(np.bincount(pairs).argmax()) if len(pairs) else 0
    label, taken = divmod(frequent, shares.shape[1])
    names = assessment.classes
    return Suspects(int(doubtful.sum()), len(targets), (names[label], names[taken]))
