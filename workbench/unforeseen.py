"""The last resort for an error that nobody foresaw: one sentence for the user, the traceback in a file."""

from __future__ import annotations

import os
import time
import traceback
from pathlib import Path

from workbench.data.locations import cache_dir


def sentence(error: BaseException) -> str:
    """What to show; names the file that has the traceback, where one could be written."""
    path = log("".join(traceback.format_exception(error)))
    first = (str(error).strip().splitlines() or [""])[0].rstrip(".")
    where = f" Details are in {path}." if path else ""
    return f"Something unforeseen went wrong: {type(error).__name__}{': ' if first else ''}{first}.{where}"


def log(details: str) -> Path | None:
    """Write details into a new file in the cache folder; None where that cannot be."""
    path = cache_dir() / f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
    except OSError:
        return None
    return path
