"""How much memory there is, and a full one in words."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import torch

from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, Text
from workbench.training.remedies import smaller_batch

if TYPE_CHECKING:
    from workbench.training.located import Built

SIZES = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50, "EiB": 2**60}
GROUP = Path("/sys/fs/cgroup")


def free_memory() -> int:
    """Bytes that this process can still have: of the machine, of its container, and of what it may address."""
    return max(0, min(psutil.virtual_memory().available, *_limits()))


def _limits() -> list[int]:
    found = []
    with contextlib.suppress(OSError, ValueError):  # on Linux in a container; “max” is none
        found.append(int((GROUP / "memory.max").read_text()) - int((GROUP / "memory.current").read_text()))
    with contextlib.suppress(ImportError):  # not on Windows
        import resource

        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        if most != resource.RLIM_INFINITY:
            found.append(most - psutil.Process().memory_info().vms)
    return found or [2**62]


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no memory."""
    words = ("not enough memory", "allocate memory", "out of memory", "invalid buffer size", "status_alloc_failed")
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or any(each in str(error).lower() for each in words)


def full(error: BaseException, experiment: Experiment | None, layer: Built | None) -> Problem:
    """Where the memory was full, how much was wanted there, how much there is, and what to change."""
    text, phase = str(error), phase_of(error)
    if layer and phase == "optimizer":  # which asks for the gradient itself
        phase = ""
    free = _free_on_gpu(text) if "CUDA" in text and torch.cuda.is_available() else free_memory()
    wanted = wanted_bytes(text)
    address, doing, remedy = _place(layer, phase)
    by_batch = phase not in ("data", "build", "optimizer", "judging")
    fix = smaller_batch(experiment, (wanted or 0) / max(1, free)) if experiment and by_batch else None
    values: dict[str, Any] = {"doing": doing, "wanted": gigabytes(wanted or 0), "free": gigabytes(free)}
    if wanted is None:
        what = Text("The memory is full ({doing}): {free} are free.", values)
    else:
        what = Text("The memory is full ({doing}): {wanted} more were wanted, {free} are free.", values)
    return Problem(address, what, remedy, fix=fix)


def _free_on_gpu(text: str) -> int:
    """Bytes, on the GPU that PyTorch's words name."""
    named = re.search(r"\bGPU (\d+)", text)
    return torch.cuda.mem_get_info(int(named[1]) if named else None)[0]


def _place(layer: Built | None, phase: str) -> tuple[str, Text, Text]:
    """Address, what was being done, and what to change."""
    smaller = Text("Make the layers smaller.")
    if phase == "data":
        return "data.source", Text("preparing the data"), Text("Make the samples smaller, or use fewer.")
    if phase == "build":
        return "model.layers", Text("building the model"), smaller
    if phase == "optimizer":
        words = Text("Make the layers smaller, or take an optimizer that keeps less, such as SGD.")
        return "training.optimizer", Text("first step of the optimizer"), words
    if phase == "judging":
        return layer.address if layer else "model.layers", Text("judging the model"), smaller
    words = Text("Use a smaller batch, or make the layers smaller.")
    if layer is None:
        return "data.batch_size", Text("a step with a batch"), words
    return layer.address, Text("a batch in {place}", {"place": f"{layer.address} ({layer.name})"}), words


def phase_of(error: BaseException) -> str:
    """What was being done: ``data``, ``build``, ``judging``, ``optimizer``, or nothing of these."""
    known = {"load_run_data": "data", "build_model": "build", "evaluate": "judging"}
    found, step = "", error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if "workbench" in code.co_filename:
            found = known.get(code.co_name, found)
        elif (
            isinstance(step.tb_frame.f_locals.get("self"), torch.optim.Optimizer)
            and code.co_name != "profile_hook_step"
        ):
            found = found or "optimizer"
        step = step.tb_next
    return found


def wanted_bytes(text: str) -> int | None:
    """The size in the words of PyTorch's and NumPy's allocators."""
    match = re.search(r"allocate ([\d.]+) ?(bytes|[KMGTPE]iB)", text)
    return int(float(match[1]) * SIZES[match[2]]) if match else None


def gigabytes(size: float) -> str:
    """For people: 12 MB, 1.2 GB, 3,400 TB."""
    for least, word in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if size >= least:
            number = size / least
            return f"{number:,.0f} {word}" if number >= 9.95 else f"{number:.1f} {word}"
    return f"{size / 1e3:.0f} kB"
