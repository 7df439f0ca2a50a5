"""Where and in which number format a run computes, and what that machine is told beforehand."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from functools import cache
from typing import Any

import torch

from workbench.spec.problems import ExperimentError, problem


def devices() -> list[str]:
    """Every device that a file could name here, the CPU first."""
    found = ["cpu"] + [f"cuda:{i}" for i in range(torch.cuda.device_count() if torch.cuda.is_available() else 0)]
    return found + (["mps"] if torch.backends.mps.is_available() else [])


def resolve_device(name: str, processes: int = 1) -> torch.device:
    """``auto`` is the first GPU, else Apple's, else the CPU. Raises :class:`ExperimentError` for one that is not here.

    Of several ``processes`` on this machine each needs a GPU of its own; without so many, ``auto`` is the CPU.
    """
    found = devices()
    if name == "auto" and processes > 1:
        return torch.device("cuda:0" if f"cuda:{processes - 1}" in found else "cpu")
    if name == "auto":
        return torch.device(next((d for d in found if d != "cpu"), "cpu"))
    wanted = "cuda:0" if name == "cuda" else name
    if wanted not in found:
        raise ExperimentError([
            problem("training.device", "There is no {device} here; there is {found}.", "Choose “auto”.",
                    device=name, found=", ".join(found))
        ])  # fmt: skip
    return torch.device(wanted)


def resolve_precision(name: str, device: torch.device) -> str:
    """``auto`` is bfloat16 where the device computes it natively, float16 on older GPUs that are fast at it, else float32."""
    if name != "auto":
        return name
    if device.type == "cuda":
        if torch.cuda.is_bf16_supported(including_emulation=False):
            return "bfloat16"
        return "float16" if torch.cuda.get_device_capability(device) >= (7, 0) else "float32"
    if device.type == "cpu":
        return "bfloat16" if _cpu_has_bfloat16() else "float32"
    return "float32"


def _cpu_has_bfloat16() -> bool:
    return any(getattr(torch.cpu, name, bool)() for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))


def autocast(device: torch.device, precision: str) -> contextlib.AbstractContextManager[Any]:
    """What the forward pass runs under."""
    if precision == "float32":
        return contextlib.nullcontext()
    return torch.autocast(device.type, dtype=getattr(torch, precision))


_alone = threading.local()


def one_thread() -> None:
    """From now on the thread that calls this computes by itself; all others as before, also those that start later."""
    if getattr(_alone, "set", False):
        return
    _alone.set = True
    count = torch.get_num_threads()
    torch.set_num_threads(1)  # for this thread, and for all that have not computed yet
    other = threading.Thread(target=torch.set_num_threads, args=(count,))
    other.start()
    other.join()


@cache
def keep_freed_memory() -> None:
    """Tell glibc's malloc to keep large freed blocks: else every activation is mapped and faulted in anew at each step.

    Measured on two cores: 1.4 times the throughput of a small convolutional network. Without glibc nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return
    m_trim_threshold, m_mmap_threshold = -1, -3
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(m_mmap_threshold, 1 << 30)
        libc.mallopt(m_trim_threshold, (1 << 31) - 1)


def give_back_memory() -> None:
    """Hand what is free back to the system, and to the GPU, after a run has failed."""
    if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        with contextlib.suppress(RuntimeError):  # a GPU that has stopped
            torch.cuda.empty_cache()
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)
