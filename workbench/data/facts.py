"""What a data set is like, or why it cannot be read, without reading it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.data.corrections import misfits, without_left_out
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Facts
from workbench.data.sources import source
from workbench.data.vocabulary import tokenizer_of, vocabulary_of
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem


def facts_and_problems(experiment: Experiment, data_dir: Path | str | None) -> tuple[Facts | None, tuple[Problem, ...]]:
    """The facts, or None and the problems that keep them from being known."""
    data, folder = experiment.data, chosen_data_dir(data_dir)
    try:
        facts = source(data.source, folder, data.num_workers).facts()
        wrong = tuple(misfits(data.corrections, facts.classes, facts.train, facts.test))
        facts = without_left_out(facts, data.corrections)
        step = tokenizer_of(experiment) if facts.kind == "text" and not wrong else None
        if step is None:
            return facts, wrong
        known = vocabulary_of(experiment, folder, step[1])
        return replace(facts, vocabulary=len(known.tokens), text_lengths=known.usual_lengths()), ()
    except ExperimentError as error:
        return None, error.problems
