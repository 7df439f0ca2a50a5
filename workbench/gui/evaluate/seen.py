"""What the views are given: an assessment, the samples that it judged, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.data.browse import Collection, Shelf
from workbench.data.correction_numbers import as_given
from workbench.data.samples import Facts, caption

if TYPE_CHECKING:
    from workbench.evaluation.assessment import Assessment
    from workbench.evaluation.scores import Scores
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.spec.experiment import Experiment, SourcePart


@dataclass(frozen=True, eq=False)
class Seen:
    """A position of the assessment is an index of the ``shelf``, too: both hold the same samples in the same order."""

    assessment: Assessment
    shelf: Shelf
    data: Collection
    subject: Subject
    experiment: Experiment
    scores: Scores
    seconds: float = 0.0

    @property
    def facts(self) -> Facts:
        """What is known of the data."""
        return self.data.facts

    @property
    def source_part(self) -> SourcePart:
        """The source's own part: validation is a share of "train"."""
        return "test" if self.assessment.part == "test" else "train"

    def place(self, position: int) -> int:
        """Where a sample stands in the source's own part."""
        return int(self.shelf.rows[position])

    def true(self, position: int) -> str:
        """The label, or the numbers that are true."""
        return caption(self.assessment.targets[position], self.facts)

    def given(self, position: int) -> str:
        """The label that the source gives, before any correction, as a correction notes it."""
        shelf = self.shelf
        return as_given((shelf.targets if shelf.given is None else shelf.given)[position], self.facts.classes)

    def caption(self, position: int) -> str:
        """The few words under a sample: what is true, what is predicted where that is something else, how sure or how far off."""
        made = self.assessment
        if made.task != "classes":
            return f"{float(made.error[position]):.3g}"
        true, confidence = made.classes[int(made.targets[position])], f"{100 * float(made.confidence[position]):.0f}%"
        if made.right[position]:
            return f"{true}  {confidence}"
        return f"{true}→{made.classes[int(made.predicted[position])]} {confidence}"

    def target(self, position: int) -> int | tuple[float, ...] | None:
        """What is true, as the view of answers takes it."""
        made = self.assessment
        if made.task == "classes":
            return int(made.targets[position])
        return tuple(float(number) for number in made.targets[position]) if made.task == "numbers" else None

    def judgement(self, position: int) -> Judgement | None:
        """What the model says; None where it has to be asked again."""
        from workbench.evaluation.trained import Judgement

        made = self.assessment
        if made.task == "numbers":
            return Judgement(made.predicted[position], numbers=made.predicted[position])
        if made.task == "classes" and made.shares is not None:
            return Judgement(made.shares[position], shares=made.shares[position])
        return None

    def sample(self, position: int) -> Any:
        """The sample as its source gives it: an array or a text, or a problem."""
        if self.facts.kind == "text":
            return str(self.shelf.images[self.shelf.rows[position]])
        return self.shelf.sample(position)

    def file(self, position: int) -> str:
        """The file of a sample, where each has one."""
        path = self.shelf.file(position)
        return str(path) if path else ""
