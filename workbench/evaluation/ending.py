"""How the run of a folder has ended."""

from __future__ import annotations

import json
import re
from pathlib import Path

from workbench.spec.problems import Problem, Text
from workbench.training.events import RunFailed, RunFinished, from_plain

_TOLD = re.compile(r"[0-9-]{10} [0-9:]{8} (failed|finished|started|resumed)\b:? ?(.*)")
_ADDRESS = re.compile(r"((?:data|model|training)[\w.\[\]]*): ")


def ending(run_dir: Path) -> RunFinished | RunFailed | None:
    """By summary.json; a run that failed has left only its words, in the last line of log.txt that tells of a beginning or an end.

    None where it has not ended, or nobody knows how.
    """
    try:
        event = from_plain(json.loads((run_dir / "summary.json").read_text(encoding="utf-8")))
        return event if isinstance(event, RunFinished) else None
    except (OSError, ValueError, RecursionError, AttributeError):
        pass
    try:
        lines = (run_dir / "log.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    told = [match for each in lines if (match := _TOLD.match(each))]
    if not told or told[-1][1] != "failed":
        return None
    words = told[-1][2]
    named = _ADDRESS.match(words)
    said = words[named.end() :] if named else words
    template = Text(said.replace("{", "{{").replace("}", "}}"))
    return RunFailed((Problem(named[1] if named else "", template, Text("")),), str(run_dir))
