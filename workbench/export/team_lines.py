"""The lines of the exported script that let several processes train together; with one process there are none of them."""

from __future__ import annotations

from workbench.spec.experiment import Training


def begin(training: Training) -> list[str]:
    """Before anything else: who is there. Without torchrun, this process alone."""
    return ["    team = Team.joined()"] if training.workers > 1 else []


def place(training: Training) -> list[str]:
    """Of several GPUs each process has its own."""
    return ["    device = team.place(device)"] if training.workers > 1 else []


def wrap(training: Training) -> list[str]:
    """After the model, the loss and the optimizer are there."""
    if training.workers == 1:
        return []
    summed = ", summed=True" if getattr(training.loss, "reduction", "") == "sum" else ""
    return [
        "    stepped = team.wrapped(model, device)",
        "    team.part_ways(SEED)",
        f"    part = WholeBatchLoss(team, criterion{summed})",
    ]


def share(training: Training, indent: str, taken: str) -> list[str]:
    """What is this process's part in a batch; ``taken``: the name that is cut to it at once."""
    if training.workers == 1:
        return []
    return [
        f"{indent}whole = len(rows)",
        f"{indent}mine, counted = team.share(whole)",
        f"{indent}part.present(counted)",
        *([f"{indent}{taken} = {taken}[mine]"] if taken else []),
    ]


def counted(training: Training, score: str) -> str:
    """The score of what counts."""
    return score if training.workers == 1 else f"{score} * bool(counted)"


def sums(training: Training, score: str) -> list[str]:
    """After a step: the loss and the score of the whole batch."""
    if training.workers == 1:
        return [
            "            total_loss += loss.item() * len(wanted)",
            f"            score += {score}(outputs.detach(), wanted).item()",
            "            count += len(wanted)",
        ]
    return [
        f"            right = {counted(training, f'{score}(outputs.detach(), wanted)')}",
        "            step_loss, right = team.sum(torch.stack([loss.detach(), right]).double()).tolist()",
        "            total_loss += step_loss * whole",
        "            score += right",
        "            count += whole",
    ]


def seen(training: Training) -> list[str]:
    """At the end of a closure: what it has seen."""
    both = "torch.stack(losses).sum(), torch.stack(scores).sum()"
    if training.workers == 1:
        return [f"                seen.append(({both}))"]
    return [f"                seen.append(team.sum(torch.stack([{both}]).double()))"]


def end(training: Training) -> list[str]:
    """After everything."""
    return ["    team.leave()"] if training.workers > 1 else []


def by_the_first(training: Training, lines: list[str]) -> list[str]:
    """Lines that only one of the processes runs."""
    if training.workers == 1:
        return lines
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return [f"{indent}if team.leads:", *(f"    {line}" if line else line for line in lines)]
