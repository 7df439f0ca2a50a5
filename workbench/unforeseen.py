"""The last resort for an error that nobody foresaw: one sentence for the user, the traceback in a file."""

from __future__ import annotations

import os
import time
import traceback

from workbench.data.locations import cache_dir


def sentence(error: BaseException) -> str:
    """What to show; names the file in the cache folder that has the traceback, where one could be written."""
    path = cache_dir() / f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
        where = f" Details are in {path}."
    except OSError:
        where = ""
    first = (str(error).strip().splitlines() or [""])[0].rstrip(".")
    return f"Something unforeseen went wrong: {type(error).__name__}{': ' if first else ''}{first}.{where}"
