"""What a model takes and gives, by its data. Without PyTorch: the window asks while it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.data.csv_table import Column
from workbench.data.samples import Facts, SampleKind
from workbench.evaluation.rows import columns_of
from workbench.spec.experiment import Experiment

Task = Literal["classes", "numbers", "input"]


@dataclass(frozen=True)
class Subject:
    """What a model takes and gives, by its data: two experiments of one subject can be asked the same."""

    kind: SampleKind
    task: Task
    shape: tuple[int, ...] | None
    columns: tuple[str, ...]
    file_columns: tuple[Column, ...]
    answers: tuple[str, ...]
    channels: int = 0


def subject_of(experiment: Experiment, facts: Facts) -> Subject:
    """The subject of an experiment with these data."""
    columns = columns_of(facts) if facts.kind == "table" else ()
    channels = (facts.shape or facts.largest or (3,))[0] if facts.kind == "image" else 0
    task: Task = "classes"
    answers = facts.classes
    if experiment.data.target == "input":
        task, answers = "input", ()
    elif facts.outputs:
        task, answers = "numbers", facts.outputs
    return Subject(facts.kind, task, facts.shape, facts.columns, columns, answers, channels)
