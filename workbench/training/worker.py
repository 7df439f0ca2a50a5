"""A process that trains: alone, or one of a team that torchrun has started. ``python -m workbench.training.worker JOB``.

What it tells goes to standard output as lines of ``wire.py``, and nothing else does; orders come in at standard input.
Where nobody is left to give orders, it stops as if it had been told to, with a checkpoint.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psutil

LAST_SECONDS = 60.0
"""A worker that was left alone may take so long to end; then it ends at once."""
WATCH_SECONDS = 1.0


def main(path: Path) -> int:
    """Do what the job says; returns the exit code: 0 when every process of the team comes to this end, too."""
    local_rank, rank = int(os.environ.get("LOCAL_RANK", "0")), int(os.environ.get("RANK", "0"))
    team = int(os.environ.get("WORLD_SIZE", "1")) > 1
    out = own_output()
    out.write(json.dumps({"worker": os.getpid()}) + "\n")
    job = json.loads(path.read_text(encoding="utf-8"))

    from workbench import catalog, plugins  # late: it takes seconds, and the launcher should know us by then
    from workbench.training.control import Control
    from workbench.training.events import RunFailed, RunFinished, Steered
    from workbench.training.wire import to_line

    assert catalog  # imported for the registry
    control = Control()
    if rank == 0:
        control.repeat(Steered(*row) for row in job.get("steer", ()))
    threading.Thread(target=_watch, args=(control,), daemon=True, name="watch").start()
    if local_rank == 0:
        threading.Thread(target=_listen, args=(control, sys.stdin), daemon=True, name="orders").start()
    plugins.refresh()
    code, alone = 1, False
    for event in _events(job, control):
        if isinstance(event, RunFailed) and team:  # whose failure was the first, the launcher will see
            (path.parent / f"failed-{rank}.json").write_text(to_line(event, path.parent), encoding="utf-8")
        elif local_rank == 0:
            try:
                out.write(to_line(event, path.parent) + "\n")
            except OSError:  # nobody listens any more
                control.stop()
                alone = True
        if isinstance(event, RunFinished):  # one that was stopped before its first step has left the others behind
            code = 0 if event.reason != "stopped" or event.run_dir or rank else 1
    if alone:
        shutil.rmtree(path.parent, ignore_errors=True)
    return code


def own_output() -> IO[str]:
    """Standard output for events alone; whatever else is printed, also by native code, goes to standard error."""
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    return out


def _events(job: dict[str, Any], control: Any) -> Iterator[Any]:
    import torch

    from workbench.modules.team import Team
    from workbench.spec.files import from_toml
    from workbench.training.events import RunFailed
    from workbench.training.failures import in_words
    from workbench.training.loop import resume, train

    try:
        torch.set_num_threads(job["threads"])
        team = Team.joined()
        data_dir = job["data_dir"]
        if job["run_dir"]:
            other = {name: job[name] for name in ("epochs", "device", "processes")}
            yield from resume(Path(job["run_dir"]), control, **other, data_dir=data_dir, team=team)
        else:
            out = Path(job["out"]) if job["out"] else None
            yield from train(from_toml(job["experiment"]), control, data_dir=data_dir, out=out, team=team)
    except Exception as error:  # noqa: BLE001 - nobody else is here to hear of it
        yield RunFailed((in_words(error),), details=traceback.format_exc())


def _listen(control: Any, orders: IO[str]) -> None:
    """Follow what is said; when the line is cut, stop."""
    from workbench.training.wire import follow_line

    for line in orders:
        follow_line(line, control)
    _leave(control)


def _watch(control: Any) -> None:
    """Whoever has started this process must be there."""
    parent = psutil.Process(os.getppid())
    while parent.is_running() and parent.pid == os.getppid():
        time.sleep(WATCH_SECONDS)
    _leave(control)


def _leave(control: Any) -> None:
    control.stop()
    time.sleep(LAST_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    _code = main(Path(sys.argv[1]))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_code)  # threads of PyTorch and of downloads may still wait for something
