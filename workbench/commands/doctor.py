"""What the doctor says of a run, in the terminal."""

from __future__ import annotations

import textwrap
from pathlib import Path

from workbench.commands.say import DONE, say_json
from workbench.evaluation.doctor import Diagnosis, examine, rules
from workbench.evaluation.doctor.diagnosis import how_sure
from workbench.evaluation.doctor.reading import read_case

WIDTH = 100


def say_of_run(run_dir: Path, data_dir: Path | None, as_json: bool) -> int:
    """The gravest and surest first. Raises :class:`workbench.spec.problems.ExperimentError` for what is no run."""
    case = read_case(run_dir, data_dir)
    found = examine(case)
    if as_json:
        rows = [{"title": rules()[each.rule].title} | each.plain() for each in found]
        say_json({"run": str(run_dir), "epochs": len(case.epochs), "steps": case.step, "findings": rows})
    else:
        print("\n\n".join(map(_said, found)))
    return DONE


def _said(each: Diagnosis) -> str:
    head = f"{each.severity}: {rules()[each.rule].title} ({how_sure(each.sure)}, {each.sure:.0%})"
    lines = [str(each.seen), f"Why: {each.why}", f"Try: {each.advice}"]
    if each.fixes:
        lines.append("     " + "; ".join(f"[{fix.label}]" for fix in each.fixes))
    wrapped = (textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ") for line in lines)
    return "\n".join([head, *wrapped])
