"""That nothing was found is a diagnosis, too: it says what was looked at."""

from __future__ import annotations

from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis, Evidence, found
from workbench.evaluation.doctor.rules import rule
from workbench.training.events import RunFailed

FEW_STEPS = 50


@rule(
    "Nothing found",
    shows="The training loss falls fast at first and then ever more slowly, the validation loss close above it; the "
    "layers learn at a like pace, the classes are even, and the parts do not overlap.",
    advice="Look at the samples that the model gets wrong: figures alone do not show what is in them.",
    reference="Karpathy: A recipe for training neural networks (karpathy.github.io/2019/04/25/recipe/)",
)
def healthy(case: Case) -> Diagnosis | None:
    """None of the rules has found anything. That is not a promise: they look at curves, at the figures of the layers and at counts, not
    at what the samples mean."""
    if isinstance(case.ended, RunFailed):
        return None
    if case.step < FEW_STEPS and not case.epochs:
        return found(
            "It is too early: {steps} steps so far.",
            "Curves tell something from the first whole epoch or {least} steps on.",
            "Let it train.",
            sure=0.5, severity="info", steps=case.step, least=FEW_STEPS,
        )  # fmt: skip
    looked = sum(
        (bool(case.early), bool(case.epochs), bool(case.measured), bool(case.known.counts), bool(case.known.compared))
    )
    return found(
        "Nothing is amiss in {epochs} epochs and {steps} steps."
        if case.epochs
        else "Nothing is amiss in {steps} steps.",
        "Looked at: losses of {told} steps and {epochs} epochs, {measured} measurements of the layers, {counts} class "
        "counts, {compared} samples compared between the parts.",
        sure=0.4 + 0.1 * looked,
        severity="info",
        evidence=(Evidence("evaluate:samples"), Evidence("curves")),
        epochs=len(case.epochs), steps=f"{case.step:,}", told=f"{max(len(case.early), len(case.late)):,}",
        measured=len(case.measured), counts=len(case.known.counts), compared=f"{case.known.compared:,}",
    )  # fmt: skip
