"""A part of a benchmark in a process of its own, with folders of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def environment(folder: Path) -> dict[str, str]:
    """That of the user, but with settings, runs and state in this folder; without a display, offscreen."""
    made = os.environ | {"WORKBENCH_SETTINGS": str(folder / "settings.ini"), "PYTHONWARNINGS": "ignore"}
    for name in ("RUNS", "STATE", "CACHE", "CONFIG"):
        made[f"WORKBENCH_{name}_DIR"] = str(folder / name.lower())
    if not made.get("DISPLAY"):
        made["QT_QPA_PLATFORM"] = "offscreen"
    return made


def fresh(module: str, folder: Path, *arguments: object) -> Any:
    """What ``python -m module arguments`` prints last, as JSON. Raises CalledProcessError."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(folder), check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return json.loads(done.stdout.strip().splitlines()[-1])


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies; ``share`` in 0 … 1."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def memory() -> int:
    """The bytes of memory that this process has now (Linux: without what it shares with others)."""
    import psutil

    found = psutil.Process().memory_full_info()
    return int(getattr(found, "uss", found.rss))
