"""PyTorch, brought in behind the open window without stopping it.

Its libraries are hundreds of megabytes. Python's import would load them while no other thread of Python can run, and the
window would stand still for most of a second. Here the system loads them first, and Python runs meanwhile.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
from pathlib import Path

TURN = 0.0005
"""Seconds for which a thread may run while the window waits for its turn."""

EARLY = ("numpy", "psutil")
"""What the window may soon ask for: it would wait until the system has loaded PyTorch's libraries."""

CUDA = (
    "libcublasLt.so.*", "libcublas.so.*", "libcudnn.so.*", "libnvrtc.so.*", "libnvrtc-builtins.so.*", "libcudart.so.*",
    "libcupti.so.*", "libcufft.so.*", "libnvJitLink.so.*", "libcusparse.so.*", "libcusparseLt.so.*", "libcusolver.so.*",
    "libnccl.so.*", "libnvshmem_host.so.*", "libcufile.so.*",
)  # fmt: skip
"""The packages of CUDA's libraries, in the order in which PyTorch itself takes them: before those of the system."""


def bring_in() -> None:
    """Import PyTorch, in a thread other than the window's."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        for name in EARLY:
            importlib.import_module(name)
        load_libraries()
        importlib.import_module("torch")
    finally:
        sys.setswitchinterval(usual)


def load_libraries() -> None:
    """What PyTorch would load, as it would; what cannot be loaded is left to it."""
    found = importlib.util.find_spec("torch")
    if "torch" in sys.modules or found is None or found.origin is None or sys.platform == "win32":
        return
    package = Path(found.origin).parent
    ending = "dylib" if sys.platform == "darwin" else "so"
    load = ctypes.CDLL(None).dlopen  # called as a function of the system's, so that Python's lock is not held
    load.argtypes, load.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    if not load(os.fsencode(package / "lib" / f"libtorch_global_deps.{ending}"), os.RTLD_NOW | os.RTLD_GLOBAL):
        return
    for name in CUDA:
        for path in list(package.parent.glob(f"nvidia/*/lib/{name}"))[:1]:
            load(os.fsencode(path), os.RTLD_NOW)
    load(os.fsencode(package / "lib" / f"libtorch.{ending}"), os.RTLD_NOW)
