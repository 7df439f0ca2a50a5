"""Event files of others: what TensorBoard's own writer wrote is read; what is damaged ends with a sentence."""

import random
import struct

import numpy as np
import pytest

from tests.evaluation.event_files import event, message, record
from workbench.evaluation.tensorboard_runs import read_folder, shortest_names
from workbench.spec.problems import ExperimentError


def test_what_tensorboard_writes_is_read(tmp_path):
    pytest.importorskip("tensorboard")
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(str(tmp_path / "a" / "one")) as writer:
        for step in range(5):
            writer.add_scalar("loss/train", 1 / (step + 1), step)
        writer.add_histogram("weights", np.arange(10), 1)
        writer.add_scalar("new", 3.0, 1, new_style=True)
        writer.add_scalar("double", 0.1, 2, new_style=True, double_precision=True)
    with SummaryWriter(str(tmp_path / "a" / "one"), purge_step=3, filename_suffix=".z") as writer:
        writer.add_scalar("loss/train", 7.0, 3)
    with SummaryWriter(str(tmp_path / "a" / "two")) as writer:
        writer.add_scalar("loss/train", 2.0, 0)
    found = read_folder(tmp_path)
    assert [run.name for run in found.runs] == ["a/one", "a/two"] and not found.problems
    assert found.tags == ("double", "loss/train", "new")
    loss = found.runs[0].curves["loss/train"]
    assert loss.steps.tolist() == [0, 1, 2, 3] and loss.values.tolist() == pytest.approx([1, 0.5, 1 / 3, 7.0])
    assert found.runs[0].curves["new"].values.tolist() == [3.0]
    assert found.runs[0].curves["double"].values.tolist() == pytest.approx([0.1])
    assert shortest_names(["a/one", "a/two"]) == ["one", "two"] and shortest_names(["a/b"]) == ["a/b"]


def test_a_file_is_read_as_far_as_it_is_whole(tmp_path):
    path = tmp_path / "events.out.tfevents.1.x"
    good = record(event(-1, "tag", 0.5)) + record(event(2, "tag", 0.25))
    for rest in (b"\1", record(event(3, "tag", 1.0))[:-3], struct.pack("<Q", 1 << 60) + b"\0" * 400, record(b"\xff" * 30),
                 record(message(5, message(1, b"\x0a\xff\xff\x03")))):  # fmt: skip
        path.write_bytes(good + rest)
        found = read_folder(tmp_path)
        assert found.runs[0].curves["tag"].steps.tolist() == [-1, 2], rest[:20]
        assert len(found.problems) == 1 and "damaged" in found.problems[0].line()
    path.write_bytes(good)
    assert not read_folder(tmp_path).problems


def test_turned_bytes_never_raise(tmp_path):
    path = tmp_path / "x.tfevents"
    whole = b"".join(record(event(step, f"tag {step % 3}", step)) for step in range(20))
    chance = random.Random(0)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content[: chance.randrange(len(content))])
        read_folder(tmp_path)


def test_a_folder_without_any_is_said(tmp_path):
    (tmp_path / "events.txt").write_text("no")
    with pytest.raises(ExperimentError, match="no event files"):
        read_folder(tmp_path)
