"""Saved experiments of every format still open, and mean what they meant."""

import tomllib
from pathlib import Path

import pytest

from workbench.spec.address import get, join
from workbench.spec.experiment import FORMAT, Experiment
from workbench.spec.fields import NONE_WORD
from workbench.spec.files import from_toml, read, to_toml
from workbench.spec.parts import KINDS, Part, parts

FILES = sorted((Path(__file__).parents[1] / "files").glob("*.toml"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def leaves(value, steps=()):
    """(address, value) of everything that is written in a file."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*steps, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for i, item in enumerate(value):
            yield from leaves(item, (*steps, i))
    else:
        yield steps, value


def as_written(value, written):
    """A value of the experiment as the file has it; ``none`` may also be somebody's text."""
    if value is None:
        return NONE_WORD
    return [as_written(item, written) for item in value] if isinstance(value, tuple) else value


@every_file
def test_every_written_value_is_in_the_experiment(path):
    experiment = read(path)
    for steps, written in leaves(tomllib.loads(path.read_text(encoding="utf-8"))):
        if steps == ("format",):
            continue
        if steps[-1] == "type":
            assert get(experiment, join(steps[:-1])).type == written
        else:
            assert as_written(get(experiment, join(steps)), written) == written, join(steps)


@every_file
def test_written_again_it_is_the_same(path):
    experiment = read(path)
    assert from_toml(to_toml(experiment)) == experiment


def test_there_are_files_of_every_format():
    formats = {tomllib.loads(path.read_text(encoding="utf-8"))["format"] for path in FILES}
    assert formats == set(range(1, FORMAT + 1))


def test_the_files_hold_every_kind_of_value_and_part():
    seen, kinds = set(), set()
    for path in FILES:
        experiment = read(path)
        held = [*experiment.data.transforms, *experiment.model.layers, experiment.data.source]
        held += [experiment.training.loss, experiment.training.optimizer, experiment.training.scheduler]
        for part in held:
            if isinstance(part, Part):
                kinds.add(part.kind)
                written = part.plain()
                seen |= {(p.form, type(getattr(part, p.name))) for p in part.parameters() if p.name in written}
    assert kinds == set(KINDS)
    forms = {p.form for kind in KINDS for cls in parts(kind) for p in cls.parameters()}
    assert {form for form, _ in seen} == forms
    assert {("numbers", tuple), ("numbers", int), ("numbers", float), ("numbers", str)} <= seen


def test_an_empty_file_is_the_default_experiment(files):
    assert read(files / "format-1-empty.toml") == Experiment()
