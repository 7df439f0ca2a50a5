"""Files that a run goes on from: whole or not there, few, and none that is damaged is believed."""

import os
import random

import pytest
import torch

from workbench.training import checkpoints, loop, saving
from workbench.training.events import Noticed, RunFailed, RunFinished, StepDone
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights


@pytest.fixture
def often(tiny, monkeypatch):
    """Five steps in each of four epochs; a checkpoint after every second step and every epoch."""
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)
    plan = tiny.training.checkpoint.replace(every_steps=2)
    return tiny.replace(training=tiny.training.replace(epochs=4, checkpoint=plan))


def steps_of(run):
    return [item.step for item in checkpoints.listed(run)]


def until(events, step):
    """Drop the run after that step, as if it had been killed."""
    for event in events:
        if isinstance(event, StepDone) and event.step == step:
            events.close()
            return


def ended(events):
    events = list(events)
    assert isinstance(events[-1], RunFinished), events[-1]
    return events


def test_the_newest_and_the_best_are_kept(often, tmp_path, monkeypatch):
    losses = {1: 3.0, 2: 1.0, 3: 2.0, 4: 4.0}
    monkeypatch.setattr(loop, "_evaluated", lambda run, _part: (losses[run.epoch], 0.5))
    ended(train(often, out=tmp_path / "run"))
    assert steps_of(tmp_path / "run") == [10, 17, 19, 20]  # every second step since the last; 10 is the best
    assert read_weights(tmp_path / "run" / "best.pth").keys()


@pytest.mark.parametrize("keep", [1, 2])
def test_keep(often, tmp_path, keep):
    plan = often.training.checkpoint.replace(keep=keep)
    until(train(often.replace(training=often.training.replace(checkpoint=plan)), out=tmp_path / "run"), 5)
    assert steps_of(tmp_path / "run") == [2, 4][-keep:]


def test_plain_torch_reads_them(often, tmp_path):
    until(train(often, out=tmp_path / "run"), 4)
    (item,) = checkpoints.listed(tmp_path / "run")
    assert set(torch.load(item.path, weights_only=True)) >= {"model", "optimizer", "random", "history"}


def test_short_epochs_do_not_spend_their_time_with_writing(often, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "SAVING_SHARE", 0.0)
    plan = often.training.checkpoint.replace(every_steps=1000)
    ended(train(often.replace(training=often.training.replace(checkpoint=plan)), out=tmp_path / "run"))
    assert steps_of(tmp_path / "run") == [5, 20]  # the first, and the end


def test_a_turned_bit_is_noticed_and_the_one_before_is_used(often, tmp_path):
    ended(train(often, out=tmp_path / "whole"))
    run = tmp_path / "run"
    until(train(often, out=run), 10)
    newest = checkpoints.listed(run)[-1]
    content = bytearray(newest.path.read_bytes())
    for bit in random.Random(3).sample(range(8 * len(content)), 50):
        content[bit // 8] ^= 1 << bit % 8
        newest.path.write_bytes(content)
        assert checkpoints.read(newest.path) is None, bit
        content[bit // 8] ^= 1 << bit % 8
    content[len(content) // 2] ^= 1
    newest.path.write_bytes(content)
    events = ended(resume(run))
    said = [event.problem.line() for event in events if isinstance(event, Noticed)]
    assert len(said) == 1 and "is damaged. The run goes on from the checkpoint before it, after step 7" in said[0]
    assert [event.step for event in events if isinstance(event, StepDone)] == list(range(8, 21))
    assert newest.path.with_suffix(".damaged").is_file()
    for name in ("last", "best"):
        one, other = read_weights(run / f"{name}.pth"), read_weights(tmp_path / "whole" / f"{name}.pth")
        assert all(torch.equal(one[key], other[key]) for key in one)
    assert len((run / "metrics.csv").read_text().splitlines()) == 5


def test_all_damaged_is_said_in_words(often, tmp_path):
    until(train(often, out=tmp_path / "run"), 8)
    for item in checkpoints.listed(tmp_path / "run"):
        item.path.write_bytes(item.path.read_bytes()[:-100])
    last = list(resume(tmp_path / "run"))[-1]
    assert isinstance(last, RunFailed) and "every checkpoint in it is damaged" in last.problems[0].line()


def test_a_foreign_file_runs_nothing(often, tmp_path):
    import pickle

    class Evil:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "ran"),))

    until(train(often, out=tmp_path / "run"), 4)
    for content in (pickle.dumps(Evil()), pickle.dumps({"format": 1}), b""):
        name = f"000000009-{checkpoints.checksum(content)}.pt"
        (tmp_path / "run" / "checkpoints" / name).write_bytes(content)
    assert checkpoints.newest(tmp_path / "run").step == 2
    assert not (tmp_path / "ran").exists()


class Full:
    """Lets so many calls through, then the disk is full."""

    def __init__(self, call, after):
        self.call, self.left = call, after

    def __call__(self, *arguments):
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        return self.call(*arguments)


@pytest.mark.parametrize("after", [4, 5, 6, 9, 12])
@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_full_disk_leaves_a_run_that_can_go_on(often, tmp_path, monkeypatch, name, after):
    run = tmp_path / "run"
    with monkeypatch.context() as patch:
        patch.setattr(os, name, Full(getattr(os, name), after))
        last = list(train(often, out=run))[-1]
    assert isinstance(last, (RunFailed, RunFinished)) and not list(run.rglob("*.tmp"))
    if isinstance(last, RunFailed):
        assert "No space left" in last.problems[0].line()
        assert ended(resume(run))[-1].steps == 20


def test_what_a_killed_writer_left_is_swept_away(often, tmp_path):
    until(train(often, out=tmp_path / "run"), 5)
    for folder in (tmp_path / "run", tmp_path / "run" / "checkpoints"):
        (folder / ".x.0123.tmp").write_bytes(b"half")
    ended(resume(tmp_path / "run"))
    assert not list((tmp_path / "run").rglob("*.tmp"))


def test_a_new_run_in_the_folder_forgets_the_old_one(often, tmp_path):
    ended(train(often, out=tmp_path / "run"))
    until(train(often.replace(seed=4), out=tmp_path / "run"), 3)
    assert steps_of(tmp_path / "run") == [2]
    assert not (tmp_path / "run" / "summary.json").exists()
    assert ended(resume(tmp_path / "run"))[-1].steps == 20


def test_best_weights_come_back_from_their_checkpoint(often, tmp_path):
    ended(train(often, out=tmp_path / "whole"))
    until(train(often, out=tmp_path / "run"), 8)
    (tmp_path / "run" / "best.pth").write_bytes(b"torn")
    ended(resume(tmp_path / "run"))
    one, other = (read_weights(tmp_path / name / "best.pth") for name in ("run", "whole"))
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_killed_after_the_last_checkpoint_and_before_the_weights(often, tmp_path):
    ended(train(often, out=tmp_path / "whole"))
    run = tmp_path / "run"
    ended(train(often, out=run))
    (run / "summary.json").unlink()
    (run / "last.pth").unlink()
    assert ended(resume(run))[-1].reason == "done"
    one, other = (read_weights(path / "last.pth") for path in (run, tmp_path / "whole"))
    assert all(torch.equal(one[key], other[key]) for key in one)
