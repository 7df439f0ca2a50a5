"""What the doctor says of a run, in the terminal; and what the illnesses are that it knows."""

from __future__ import annotations

import textwrap
from pathlib import Path

from workbench.commands.say import DONE, say_json
from workbench.evaluation.doctor import Diagnosis, examine, rules
from workbench.evaluation.doctor.diagnosis import how_sure
from workbench.evaluation.doctor.rules import Rule, named, nearest
from workbench.spec.fields import shown
from workbench.spec.problems import ExperimentError, problem

WIDTH = 100


def say_of_run(run_dir: Path, data_dir: Path | None, as_json: bool) -> int:
    """The gravest and surest first. Raises :class:`workbench.spec.problems.ExperimentError` for what is no run."""
    from workbench.evaluation.doctor.reading import read_case  # late: PyTorch

    case = read_case(run_dir, data_dir)
    found = examine(case)
    if as_json:
        rows = [{"title": rules()[each.rule].title} | each.plain() for each in found]
        say_json({"run": str(run_dir), "epochs": len(case.epochs), "steps": case.step, "findings": rows})
    else:
        print("\n\n".join(map(_said, found)))
    return DONE


def say_of_rules(name: str, as_json: bool) -> int:
    """One rule in full, by its id or title; without a name, a line for each. Raises
    :class:`workbench.spec.problems.ExperimentError` where there is none of that name."""
    if not name:
        known = rules().values()
        if as_json:
            say_json({"rules": [each.plain() for each in known]})
        else:
            print("\n".join(f"{each.id:22} {each.title}" for each in known))
        return DONE
    rule = named(name)
    if rule is None:
        near = nearest(name)
        remedy = "Did you mean {near}?" if near else "“workbench doctor --explain” lists what there is."
        raise ExperimentError([problem("", "The doctor has no rule {name}.", remedy, name=shown(name), near=near)])
    if as_json:
        say_json(rule.plain())
    else:
        print(_page(rule))
    return DONE


def _page(rule: Rule) -> str:
    lines = [
        rule.about, rule.cause and f"Why it comes: {rule.cause}", f"How it shows: {rule.shows}", f"What to try: {rule.advice}",
        f"Read on: {rule.reference}",
    ]  # fmt: skip
    links = [f"  {link}" for _, link in rule.read_on() if link]
    wrapped = [textwrap.fill(line, WIDTH) for line in lines if line]
    return "\n\n".join([f"{rule.title} ({rule.id})", *wrapped]) + "\n" + "\n".join(links)


def _said(each: Diagnosis) -> str:
    head = f"{each.severity}: {rules()[each.rule].title} ({how_sure(each.sure)}, {each.sure:.0%})"
    lines = [str(each.seen), f"Why: {each.why}", f"Try: {each.advice}"]
    if each.fixes:
        lines.append("     " + "; ".join(f"[{fix.label}]" for fix in each.fixes))
    wrapped = (textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ") for line in lines)
    explain = "" if each.rule == "healthy" else f"\n  More: workbench doctor --explain {each.rule}"
    return "\n".join([head, *wrapped]) + explain
