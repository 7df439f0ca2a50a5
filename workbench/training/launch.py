"""A run in processes of its own: the same events and orders as ``train``, through pipes.

One process is the isolated way; several are started by PyTorch's launcher. Whatever happens to them, the last event is told
here, and no process is left behind.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psutil

import workbench
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, problem
from workbench.training.control import Control
from workbench.training.deaths import death
from workbench.training.events import Event, Preparing, RunFailed, RunFinished, RunStarted
from workbench.training.runs import RunFolder
from workbench.training.wire import from_line, order_line

POLL_SECONDS = 0.05
END_SECONDS = 15.0
"""How long processes may take to end once they have said their last word, or were told to stop."""
SHORT_SECONDS = 2.0
"""The same once one of them has died."""
MOST_NOISE = 200
"""Lines kept of what the processes say besides, until there is a log."""


def launched(job: dict[str, Any], control: Control, command: Sequence[str] | None = None) -> Iterator[Event]:
    """Run a job (:func:`job_of`) and tell about it; nothing is raised. ``command`` is what is run with it, for tests."""
    try:
        launch = _Launch(job, control, command)
        try:
            yield from launch.events()
        finally:
            launch.close()
    except OSError as error:
        yield RunFailed((_cannot_start(error),))


def job_of(
    experiment: Experiment, *, threads: int, run_dir: Path | None = None, out: Path | None = None,
    data_dir: Path | str | None = None, epochs: int | None = None, device: str | None = None, node_rank: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """What the workers have to know, as plain values. With ``run_dir`` that run goes on, else a new one begins."""
    training = experiment.training
    return {
        "experiment": files.to_toml(experiment), "threads": threads, "epochs": epochs, "device": device,
        "run_dir": _absolute(run_dir), "out": _absolute(out), "data_dir": _absolute(data_dir),
        "processes": training.processes, "nodes": training.nodes, "address": training.address, "node_rank": node_rank,
    }  # fmt: skip


def _absolute(path: Path | str | None) -> str | None:
    return str(Path(path).expanduser().absolute()) if path else None


class _Launch:
    def __init__(self, job: dict[str, Any], control: Control, command: Sequence[str] | None) -> None:
        self.job, self.control = job, control
        self.folder = Path(tempfile.mkdtemp(prefix="workbench-run-"))
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.noise: list[str] = []
        self.run_dir, self.begun = "", False
        self.workers: list[psutil.Process] = []
        self.sent = {"stop": False, "pause": False}
        self.process: subprocess.Popen[str] | None = None
        self.readers: list[threading.Thread] = []
        self.command = list(command or self._command())

    @property
    def size(self) -> int:
        return int(self.job["processes"] * self.job["nodes"])

    def _command(self) -> list[str]:
        module = "torchrun" if self.size > 1 else "worker"
        return [sys.executable, "-m", f"workbench.training.{module}"]

    def events(self) -> Iterator[Event]:
        yield Preparing("starting the processes")
        self._start()
        last: Event | None = None
        while last is None:
            self._relay()
            if self.control.stopping and not self.begun:  # nothing is lost
                self._kill()
                last = RunFinished("stopped", "", {}, 0.0, 0.0, 0, 0)
                break
            line = self._next()
            if line is None:
                break
            if not line:
                continue
            event = self._read(line)
            if isinstance(event, RunFinished | RunFailed):
                last = event
            elif event is not None:
                yield event
        self._wait(END_SECONDS if last else SHORT_SECONDS)
        yield last or self._died()

    def _start(self) -> None:
        path = self.folder / "job.json"
        path.write_text(json.dumps(self.job), encoding="utf-8")
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self.process = subprocess.Popen(
            [*self.command, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            encoding="utf-8", errors="replace", env=self._environment(), **apart,
        )  # fmt: skip
        for pipe, take in ((self.process.stdout, self.lines.put), (self.process.stderr, self._log)):
            self.readers.append(threading.Thread(target=_drain, args=(pipe, take), daemon=True, name="pipe"))
            self.readers[-1].start()

    def _environment(self) -> dict[str, str]:
        """Ours, with this very program on the path; and not what lies about in the working directory."""
        root = str(Path(workbench.__file__).parent.parent)
        known = os.environ.get("PYTHONPATH")
        return (
            os.environ
            | {
                "PYTHONPATH": os.pathsep.join([root, known] if known else [root]),
                "PYTHONSAFEPATH": "1",
                "OMP_NUM_THREADS": str(self.job["threads"]),
            }
            | ({"USE_LIBUV": "0"} if sys.platform == "win32" else {})
        )  # PyTorch's packages for Windows lack it

    def _next(self) -> str | None:
        """The next line; empty where none has come yet, None when the processes are gone and there is none."""
        assert self.process is not None
        with suppress(queue.Empty):
            return self.lines.get(timeout=POLL_SECONDS)
        if self.process.poll() is None:
            return ""
        self.readers[0].join(POLL_SECONDS)
        with suppress(queue.Empty):
            return self.lines.get_nowait()
        return None

    def _relay(self) -> None:
        control = self.control
        if control.stopping and not self.sent["stop"]:
            self._send("stop")
            self.sent["stop"] = True
        if control.pausing != self.sent["pause"]:
            self.sent["pause"] = control.pausing
            self._send("pause" if control.pausing else "resume")
        if control.take_weights_wanted():
            self._send("weights")
        for order in control.take_orders():
            self._send(order_line(order))

    def _send(self, order: str) -> None:
        assert self.process is not None and self.process.stdin is not None
        with suppress(OSError, ValueError):  # nobody listens any more: the end is near
            self.process.stdin.write(f"{order}\n")
            self.process.stdin.flush()

    def _read(self, line: str) -> Event | None:
        if line.startswith('{"worker": '):
            with suppress(ValueError, psutil.Error, KeyError):
                self.workers.append(psutil.Process(int(json.loads(line)["worker"])))
            return None
        event = from_line(line, self.folder)
        if event is None:
            self._log(line)
        self.begun = self.begun or isinstance(event, RunStarted)
        if isinstance(event, RunStarted) and event.run_dir:
            self.run_dir = event.run_dir
            self._write_noise()
        return event

    def _log(self, line: str) -> None:
        """What is said besides the events."""
        if line.strip():
            self.noise.append(line.rstrip())
        if self.run_dir:
            self._write_noise()
        del self.noise[:-MOST_NOISE]

    def _write_noise(self) -> None:
        lines, self.noise = self.noise, []
        for line in lines:
            RunFolder(Path(self.run_dir)).log(line)

    def _died(self) -> RunFailed:
        """Nobody has said a last word."""
        assert self.process is not None
        failed = death(self.folder, self.process.returncode, self.size, self.run_dir or (self.job["run_dir"] or ""))
        if self.run_dir:
            RunFolder(Path(self.run_dir)).log("failed: " + "; ".join(item.line() for item in failed.problems))
            return failed
        return RunFailed(failed.problems, failed.run_dir, failed.wrong_input, failed.details or "\n".join(self.noise))

    def _wait(self, seconds: float) -> None:
        """Let the processes end by themselves, but not for ever."""
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until and self._at_work():
                time.sleep(POLL_SECONDS / 5)
        finally:
            self._kill()
        for reader in self.readers:
            reader.join(1.0)

    def _at_work(self) -> bool:
        """Whether a worker still runs; the launcher alone need not be waited for."""
        if len(self.workers) < self.job["processes"]:
            return bool(self._left())
        return any(_runs(one) for one in self.workers)

    def _left(self) -> list[psutil.Process]:
        """What still runs."""
        found = list(self.workers)
        if self.process is not None and self.process.poll() is None:
            with suppress(psutil.Error):
                main = psutil.Process(self.process.pid)
                found += [*main.children(recursive=True), main]
        return [one for one in dict.fromkeys(found) if _runs(one)]

    def _kill(self) -> None:
        left = self._left()
        for one in left:
            with suppress(psutil.Error):
                one.kill()
        psutil.wait_procs(left, timeout=5.0)
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5.0)

    def close(self) -> None:
        """End what still runs: politely first, unless somebody presses Ctrl+C again."""
        if self.process is not None:
            with suppress(OSError, ValueError):
                self.process.stdin.close()  # type: ignore[union-attr]
            try:
                self._wait(0.0 if isinstance(sys.exception(), KeyboardInterrupt) else END_SECONDS)
            finally:
                shutil.rmtree(self.folder, ignore_errors=True)
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe is not None and not any(reader.is_alive() for reader in self.readers):
                    pipe.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _runs(one: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    return False


def _drain(pipe: IO[str], take: Any) -> None:
    with suppress(ValueError, OSError):
        for line in pipe:
            take(line.rstrip("\n"))


def _cannot_start(error: OSError) -> Problem:
    return problem("", "The process that trains cannot be started: {reason}.", "Close other programs, or train in the workbench itself.",
                   reason=error.strerror or str(error))  # fmt: skip
