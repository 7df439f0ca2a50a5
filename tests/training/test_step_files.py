"""steps.csv and diagnostics.jsonl: every step once, also after a stop, and no disk can end the run through them."""

import csv
from itertools import pairwise

import pytest

from workbench.evaluation import step_columns
from workbench.evaluation.record import Record
from workbench.training import saving, step_files
from workbench.training.control import Control
from workbench.training.events import CheckpointSaved, Measured, Noticed, RunFinished, StepDone
from workbench.training.loop import resume, train
from workbench.training.step_files import DIAGNOSTICS, STEPS, StepFiles


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_a_run_is_read_as_it_was_told(tiny, tmp_path):
    events = list(train(tiny, out=tmp_path))
    record = Record.read(tmp_path)
    told = of(events, StepDone)
    assert [(step.step, step.epoch, step.lr) for step in record.steps] == [(s.step, s.epoch, s.lr) for s in told]
    assert [step.loss for step in record.steps] == pytest.approx([step.loss for step in told], rel=1e-6)
    assert [step.accuracy for step in record.steps] == pytest.approx([step.accuracy for step in told], rel=1e-6)
    assert record.measured == of(events, Measured) and record.measured[0].histograms
    assert [epoch.epoch for epoch in record.epochs] == [1, 2]


def test_after_a_kill_no_step_is_there_twice(tiny, tmp_path, monkeypatch):
    """The files have more steps than the checkpoint, and half a line."""
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)
    monkeypatch.setattr(step_files, "SECONDS", 0.0)
    saved = 0
    events = train(tiny, out=tmp_path)
    for event in events:
        saved = max(saved, event.step) if isinstance(event, CheckpointSaved) else saved
        if isinstance(event, StepDone) and saved and event.step == saved + 2:
            break
    events.close()
    with (tmp_path / STEPS).open("a") as file:
        file.write("99,1,0.")
    with (tmp_path / DIAGNOSTICS).open("a") as file:
        file.write('{"event": "measured", "step": 99')
    before = (tmp_path / STEPS).read_text()
    assert f"\n{saved + 1}," in before
    assert [step.step for step in Record.read(tmp_path).steps] == list(range(1, saved + 3))
    assert isinstance(list(resume(tmp_path))[-1], RunFinished)
    rows = list(csv.DictReader((tmp_path / STEPS).read_text().splitlines()))
    assert [int(row["step"]) for row in rows] == list(range(1, 11))
    looks = [look.step for look in Record.read(tmp_path).measured]
    assert looks == sorted(set(looks)) and 99 not in looks and looks[-1] > saved


@pytest.mark.parametrize(
    "damage", ["", "3001,1,0.", "x,1,0.5,0.5,0.1\n3002,31,0.0003331113,0.5,0.1\n", "3001,1,0.5\n", "\n\n"]
)
@pytest.mark.parametrize("most", [10_000, 700])
def test_a_long_run_is_read_in_pieces(tmp_path, monkeypatch, damage, most):
    """Whole, or every so manieth row; what is damaged ends it."""
    monkeypatch.setattr(step_columns, "PIECE", 999)
    monkeypatch.setattr(step_columns, "MOST_ROWS", most)
    rows = "".join(f"{step},{1 + step // 100},{1 / step:.7g},0.5,1e-05\n" for step in range(1, 3001))
    (tmp_path / STEPS).write_text(f"step,epoch,loss,mae,lr\n{rows}{damage}")
    found = step_columns.step_columns(tmp_path / STEPS)
    steps = found.by_name["step"].astype(int).tolist()
    if most > 3000:
        assert steps == list(range(1, 3001))
    else:
        assert {b - a for a, b in pairwise(steps)} == {5} and 2995 <= steps[-1] <= 3002
    assert found.by_name["loss"].tolist() == pytest.approx([1 / step for step in steps], rel=1e-6)
    assert found.until(50).by_name["step"].max() <= 50
    monkeypatch.setattr(step_columns, "ENDS", 3)
    some = found.events(10)
    assert [each.step for each in some[:3] + some[-3:]] == steps[:3] + steps[-3:] and len(some) <= 18
    assert some[-1].mae == 0.5 and some[-1].accuracy is None and some[-1].epoch == 1 + steps[-1] // 100


def test_a_row_that_is_none_ends_the_steps_of_a_run(tmp_path, monkeypatch):
    monkeypatch.setattr(step_columns, "PIECE", 100)
    rows = [f"{step},1,0.5,0.5,0.1\n" if step != 30 else "thirty\n" for step in range(1, 100)]
    (tmp_path / STEPS).write_text(f"step,epoch,loss,accuracy,lr\n{''.join(rows)}")
    assert step_columns.step_columns(tmp_path / STEPS).by_name["step"].tolist() == list(range(1, 30))


def test_a_disk_that_cannot_be_written_is_said_once(tiny, tmp_path):
    (tmp_path / STEPS).mkdir()  # nobody can write or remove it as a file
    events = list(train(tiny, out=tmp_path))
    assert isinstance(events[-1], RunFinished)
    assert len([each for each in of(events, Noticed) if STEPS in each.problem.line()]) == 1


def test_nothing_is_kept_before_the_beginning_nor_after_the_end(tmp_path):
    files = StepFiles(tmp_path)
    files.add_step(StepDone(1, 1, 1.0, 0.5, 0.1, 2))
    files.begin()
    files.close()
    files.add_step(StepDone(2, 1, 1.0, 0.5, 0.1, 2))
    files.close()
    assert not list(tmp_path.iterdir()) and not files.new_notes()


def test_hostile_files_are_read_as_far_as_they_go(tiny, tmp_path):
    control = Control()
    list(train(tiny, control, out=tmp_path))
    good = (tmp_path / DIAGNOSTICS).read_text().splitlines()[0]
    for line in ("[1]", '{"event": "measured", "step": 1}', '{"event": "measured", "step": "x", "epoch": 1, "layers": 3, "figures": []}',
                 good.replace('"mean": [', '"mean": ["x", '), "[" * 100_000):  # fmt: skip
        (tmp_path / DIAGNOSTICS).write_text(f"{good}\n{line}\n{good}\n")
        assert [look.step for look in Record.read(tmp_path).measured] == [1], line[:80]
    for content in (b"", b"\xff\xfe", b"a\n", b"step,epoch,loss,mae,lr\n1,1,1,1,x\n"):
        (tmp_path / STEPS).write_bytes(content)
        assert Record.read(tmp_path).steps == []
