"""What a data set is like, or why it cannot be read, without reading it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.data.corrections import without_left_out
from workbench.data.labels import sifted_at_hand
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Facts
from workbench.data.sources import source
from workbench.data.vocabulary import tokenizer_of, vocabulary_of
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem


def facts_and_problems(experiment: Experiment, data_dir: Path | str | None) -> tuple[Facts | None, tuple[Problem, ...]]:
    """The facts, and what is to be said of the corrections; or None and the problems that keep them from being known."""
    data, folder = experiment.data, chosen_data_dir(data_dir)
    try:
        facts = source(data.source, folder, data.num_workers).facts()
        found = sifted_at_hand(data, folder, facts)
        facts = without_left_out(facts, found.fit)
        step = tokenizer_of(experiment) if facts.kind == "text" and not found.wrong else None
        if step is None:
            return facts, (*found.wrong, *found.notes)
        known = vocabulary_of(experiment, folder, step[1])
        return replace(facts, vocabulary=len(known.tokens), text_lengths=known.usual_lengths()), found.notes
    except ExperimentError as error:
        return None, error.problems
