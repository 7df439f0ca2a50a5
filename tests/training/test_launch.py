"""A run in processes of its own: what comes through the pipes, and what is said when they break."""

import io
import json
import os
import signal
import sys
import textwrap
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch

from workbench.spec.edits import SetValue, apply
from workbench.spec.problems import Text, problem
from workbench.training import worker
from workbench.training.control import Control, Order
from workbench.training.deaths import death
from workbench.training.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    Measured,
    Noticed,
    Preparing,
    RunBranched,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    Steered,
    StepDone,
    WeightsReady,
    from_plain,
)
from workbench.training.launch import job_of, launched
from workbench.training.loop import train
from workbench.training.start import go_on, start
from workbench.training.torchrun import arguments
from workbench.training.wire import from_line, order_line, to_line

EPOCH = EpochDone(1, 3, 0.1 + 0.2, None, None, None, 1e-3, 0.5, 20.0, 1.5, None)
WRONG = problem("data.batch_size", "It {did}, {n:,} {{times}}.", did=Text("fell {x:.1f}", {"x": 1.25}), n=1000)
EVENTS = [
    Preparing("reading", 1, 2), Noticed(WRONG), RunStarted("/run", "cpu", "float32", ("a", "b"), 1, 2, 3, 4, 5, 6, None),
    StepDone(1, 1, 1 / 3, None, 0.1, 5, 0.25), EPOCH,
    Steered(3, 1, "frozen", True, "model.layers[2]"), RunResumed(3, 1, (EPOCH,), (Steered(2, 1, "checkpoint"),)),
    RunBranched("/branch", "/run", 3, 1, ("seed: 0 → 1",)), CheckpointSaved("/run/last.pth", "last", 1, 3),
    WeightsReady(3, {"0.weight": np.array([[1.5, -2.0]], np.float32), "1.num_batches_tracked": np.array(7)}),
    Measured(3, 1, ("model.layers[0]",), {"dead": (None,)}, {"gradients": ((0.0, 1.0, (1, 2)),)}), RunPaused(3), RunContinued(3),
    RunFinished("done", "/run", {"loss": 0.5}, 1.0, 2.0, 1, 3, None),
    RunFailed((WRONG, WRONG), "/run", True, "a\nb"),
]  # fmt: skip


def test_every_event_comes_through(tmp_path):
    assert {type(event) for event in EVENTS} >= {
        kind for kind in Event.__subclasses__() if kind.__module__ == Event.__module__
    }
    for event in EVENTS:
        back = from_line(to_line(event, tmp_path), tmp_path)
        if isinstance(event, WeightsReady):
            assert back.step == 3 and list(back.weights) == list(event.weights)
            assert all(
                np.array_equal(back.weights[k], v) and back.weights[k].dtype == v.dtype
                for k, v in event.weights.items()
            )
        else:
            assert back == event
            assert from_plain(event.plain()).plain() == event.plain()
    assert list(tmp_path.iterdir()) == []  # the weights' file is gone


@pytest.mark.parametrize("line", ["", "{", '{"event": ', '{"event": "epoch_done"}', '{"event": "x"}', '{"event": 3}',
                                  '{"event": "weights_ready", "step": 1, "names": [], "file": "../../x"}',
                                  '{"event": "noticed", "problem": 3}', "warning: x", '[{"event": "run_paused"}]'])  # fmt: skip
def test_anything_else_is_no_event(line, tmp_path):
    assert from_line(line, tmp_path) is None


FAKE = """
import json, os, signal, subprocess, sys, time
def say(**row):
    print(json.dumps(row), flush=True)
say(worker=os.getpid())
say(event="preparing", what="x", done=0, total=0)
run_dir = os.environ["FAKE_RUN"]
started = dict(run_dir=run_dir, device="cpu", precision="float32", classes=[], train_samples=1, validation_samples=1,
               test_samples=1, epochs=1, steps_per_epoch=1, parameters=1, trainable=1)
finished = dict(event="run_finished", run_dir=run_dir, test={}, seconds=1.0, samples_per_second=1.0, epochs=1, steps=1)
"""


def fake(tmp_path, monkeypatch, job, body):
    """A launch of a worker that does this."""
    (tmp_path / "run").mkdir(exist_ok=True)
    monkeypatch.setenv("FAKE_RUN", str(tmp_path / "run"))
    path = tmp_path / "fake.py"
    path.write_text(FAKE + textwrap.dedent(body), encoding="utf-8")
    control = Control()
    return control, launched(job, control, [sys.executable, str(path)])


@pytest.fixture
def job(tiny):
    """A job of one process."""
    return job_of(tiny, threads=1)


def test_noise_goes_to_the_log(tmp_path, monkeypatch, job):
    _, events = fake(tmp_path, monkeypatch, job, """
        print("noise before", flush=True); print('{"event": "rubbish"}', flush=True); print("to stderr", file=sys.stderr, flush=True)
        say(event="run_started", **started)
        os.write(1, b"\\xff\\xfe bytes\\n")
        say(**(finished | {"reason": "done"}))
    """)  # fmt: skip
    found = list(events)
    assert [type(event) for event in found] == [Preparing, Preparing, RunStarted, RunFinished]
    log = (tmp_path / "run" / "log.txt").read_text(encoding="utf-8")
    assert all(words in log for words in ("noise before", "rubbish", "to stderr", "bytes"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(
    ("number", "words"),
    [(signal.SIGKILL, "memory was full"), (signal.SIGSEGV, "crashed (SIGSEGV)"), (signal.SIGTERM, "SIGTERM")],
)
def test_a_death_is_said_in_words(tmp_path, monkeypatch, job, values, number, words):
    _, events = fake(tmp_path, monkeypatch, job, f"""
        say(event="run_started", **started)
        os.kill(os.getpid(), {int(number)})
    """)  # fmt: skip
    *_, last = events
    assert isinstance(last, RunFailed) and last.run_dir == str(tmp_path / "run") and not last.wrong_input
    (found,) = last.problems
    assert words in found.line() and "Resume" in found.line() and values.is_a_sentence(found.line())
    assert words in (tmp_path / "run" / "log.txt").read_text(encoding="utf-8")


def test_a_death_before_the_run_began_carries_what_was_said(tmp_path, monkeypatch, job):
    _, events = fake(tmp_path, monkeypatch, job, 'print("Traceback: no torch", file=sys.stderr); sys.exit(3)')
    *_, last = events
    assert "code 3" in last.problems[0].line() and "no torch" in last.details and last.run_dir == ""


def test_orders_arrive_and_nobody_is_left(tmp_path, monkeypatch, job):
    control, events = fake(tmp_path, monkeypatch, job, """
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
        say(event="run_started", **started)
        say(event="checkpoint_saved", path=str(child.pid), kind="last", epoch=1, step=1)
        for line in sys.stdin:
            say(event="preparing", what=line.strip(), done=0, total=0)
            if line.strip() == "stop":
                say(**(finished | {"reason": "stopped"}))
                time.sleep(100)
    """)  # fmt: skip
    monkeypatch.setattr("workbench.training.launch.END_SECONDS", 0.1)
    said, pids, steered = [], [], []
    for event in events:
        if isinstance(event, CheckpointSaved):
            pids.append(int(event.path))
            control.steer(Order("epochs", 1, relative=True))
            control.pause()
        if isinstance(event, Preparing) and event.what.startswith("steer "):
            steered.append(json.loads(event.what.removeprefix("steer "))["what"])
        if isinstance(event, Preparing) and event.what in ("pause", "resume", "weights", "stop"):
            said.append(event.what)
            {"pause": control.resume, "resume": control.want_weights, "weights": control.stop, "stop": int}[
                event.what
            ]()
    assert said == ["pause", "resume", "weights", "stop"] and event.reason == "stopped"
    assert steered == ["epochs"]
    assert not any(_alive(pid) for pid in pids)


def test_a_run_that_nobody_listens_to_ends(tmp_path, monkeypatch, job):
    monkeypatch.setattr("workbench.training.launch.END_SECONDS", 0.1)
    _, events = fake(tmp_path, monkeypatch, job, """
        say(event="checkpoint_saved", path=str(os.getpid()), kind="last", epoch=1, step=1)
        time.sleep(100)
    """)  # fmt: skip
    pid = next(int(event.path) for event in events if isinstance(event, CheckpointSaved))
    assert _alive(pid)
    events.close()
    assert not _alive(pid)


def _alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_worker_whose_window_is_gone_stops(monkeypatch):
    control, left = Control(), []
    monkeypatch.setattr(worker, "LAST_SECONDS", 0.0)
    monkeypatch.setattr(os, "_exit", left.append)
    order = Order("lr", 0.1 + 0.2)
    nonsense = 'nonsense\nsteer {"what": "seed"}\nsteer [\nsteer {"what": "lr", "value": "x"}\n'
    worker._listen(control, io.StringIO(f"pause\n{nonsense}{order_line(order)}\nweights\n"))
    assert control.take_orders() == (order,)
    assert control.stopping and control.pausing and control.take_weights_wanted() and left == [1]


def test_of_several_that_failed_the_killed_one_is_named_else_the_first(tmp_path):
    for number, words in ((1, "It broke."), (0, "Its neighbour was gone.")):
        failed = RunFailed((problem("", words),), "/run", False, "traceback")
        (tmp_path / f"failed-{number}.json").write_text(to_line(failed, tmp_path))
        os.utime(tmp_path / f"failed-{number}.json", ns=(1, 10 - number))
    rows = [{"rank": 0, "code": 1}, {"rank": 1, "code": -15}]
    (tmp_path / "failures.json").write_text(json.dumps(rows))
    assert death(tmp_path, 1, 2, "/run").problems[0].line() == "It broke."
    (tmp_path / "failures.json").write_text(json.dumps([*rows, {"rank": 2, "code": -9}]))
    assert "Process 3 of 4" in death(tmp_path, 1, 4, "/run").problems[0].line()


def test_several_machines_meet_at_the_address(tiny):
    values = [("processes", 2), ("nodes", 3), ("address", "first.host:29501")]
    job = job_of(apply(tiny, [SetValue(f"training.{name}", value) for name, value in values]), threads=1, node_rank=1)
    words = " ".join(arguments(job, Path("x")))
    assert "--nnodes 3 --node-rank 1 --master-addr first.host --master-port 29501 --nproc-per-node 2" in words


def test_a_process_of_its_own_gives_the_same_bits(tiny, tmp_path):
    events = list(start(tiny, Control(), out=tmp_path / "own", isolated=True))
    assert isinstance(events[-1], RunFinished), events[-1]
    list(train(tiny, out=tmp_path / "here"))
    own, here = (torch.load(tmp_path / name / "last.pth") for name in ("own", "here"))
    assert all(torch.equal(own[name], here[name]) for name in here)
    assert any(isinstance(event, WeightsReady) and set(event.weights) == set(here) for event in events)


def test_two_processes_are_started_stopped_and_taken_up_by_one(tiny, tmp_path):
    """Through torchrun; the layer with dropout is left out, as two processes draw other numbers than one."""
    plain = tiny.replace(model=tiny.model.replace(layers=tuple(x for x in tiny.model.layers if x.type != "Dropout")))
    two, control = apply(plain, [SetValue("training.processes", 2)]), Control()
    for event in start(two, control, out=tmp_path / "two"):
        if isinstance(event, StepDone) and event.step == 3:
            control.stop()
    assert isinstance(event, RunFinished) and event.reason == "stopped" and 3 <= event.steps < 10, event
    events = list(go_on(tmp_path / "two", Control(), processes=1))
    assert any(isinstance(e, Noticed) and "processes: 2" in e.problem.line() for e in events)
    list(train(plain, out=tmp_path / "one"))
    two_weights, one = (torch.load(tmp_path / name / "last.pth") for name in ("two", "one"))
    assert max(float((two_weights[name] - one[name]).abs().max()) for name in one) < 1e-5


def test_a_run_that_is_stopped_before_it_began_ends_at_once(tmp_path, monkeypatch, job):
    control, events = fake(tmp_path, monkeypatch, job, "time.sleep(100)")
    assert isinstance(next(events), Preparing)
    control.stop()
    *_, event = events
    assert isinstance(event, RunFinished) and event.reason == "stopped" and event.run_dir == ""
