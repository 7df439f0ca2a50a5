"""The plain PyTorch script of an experiment: the twin of ``training/loop.py``, for people to read and run.

It needs torch and torchvision only. What it uses of the workbench's own code it carries inside, under a
heading of its own. A test compares its weights with those of the loop, bit for bit.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence

import torch

from workbench.data import (
    augment,
    chance,
    correction_numbers,
    csv_table,
    mixing,
    npz_arrays,
    recipe,
    sentences,
    shapes,
    splits,
    strokes,
    text_table,
    waves,
)
from workbench.data.samples import Facts
from workbench.data.sources import TEST_START
from workbench.export.correction_lines import FUNCTION, corrected_parts, correction_constants
from workbench.export.file_lines import file_functions, file_modules
from workbench.export.inline import Carried, import_block
from workbench.export.table_lines import table_body, table_imports
from workbench.export.text_lines import text_body
from workbench.export.training_lines import main_function
from workbench.export.vision_lines import vision_body, vision_carried
from workbench.modules import backbones, partial_weights, team
from workbench.plugins.loader import source_of
from workbench.spec.call import Call
from workbench.spec.experiment import Experiment
from workbench.spec.own import PACKAGE
from workbench.spec.own_source import LISTS
from workbench.spec.parts import LEARNING, Transform
from workbench.spec.problems import ExperimentError, problem
from workbench.spec.unknown import unknown_problems
from workbench.training import device, evaluate, initialize, targets
from workbench.training.build import optimizer_call, scheduler_call
from workbench.training.check import Checked
from workbench.training.events import Steered
from workbench.training.goals import Goal
from workbench.training.learning import freezes
from workbench.training.pretrained import pretrained_places
from workbench.training.steering_file import in_words

IMPORTS = ("import argparse", "import os", "from pathlib import Path", "import numpy as np", "import torch",
           "from torch import nn", "from torch.optim.swa_utils import AveragedModel",
           "from torch.optim.swa_utils import get_ema_multi_avg_fn", "from torchvision import models",
           "from torchvision.transforms import v2",
           "from torchvision import datasets", "from torch.utils.data import ConcatDataset")  # fmt: skip

READERS = {
    "Strokes": strokes,
    "Waves": waves,
    "Shapes": shapes,
    "CSV": csv_table,
    "Sentences": sentences,
    "CSVText": text_table,
    "NPZ": npz_arrays,
}
"""The modules of ours that read or make a data set."""


def script(experiment: Experiment, checked: Checked, steered: Sequence[Steered] = ()) -> str:
    """The text of ``train.py``, for an experiment without errors and what the check has found of it.

    ``steered`` is what was changed in the run that it comes from: the script does not do it, and says so.
    Raises :class:`ExperimentError` for parts that are unknown.
    """
    if unknown := list(unknown_problems(experiment)):
        raise ExperimentError(unknown)
    assert checked.trace is not None and checked.facts is not None and checked.goal is not None
    carried = _carried(experiment, checked.goal)
    for module, names in _own_modules(experiment, checked.trace.calls).items():
        if module == backbones.__name__:
            carried.add_module(backbones)
        else:
            carried.add_names(importlib.import_module(module), sorted(names))
    _add_own_code(carried, _own_targets(experiment, checked))
    imports = {*IMPORTS, *carried.imports, *_source_imports(experiment)}
    heading = (
        f'"""{_one_line(experiment.name)}: a PyTorch training script, exported by the workbench.\n\n'
        "python train.py [--data-dir DIR] trains the model and writes model.pth (a state_dict) beside this file.\n"
        f'{_together(experiment)}{_steered(steered)}"""'
    )
    pieces = [
        _constants(experiment, checked.facts),
        _model(checked.trace.calls),
        _transforms(experiment),
        _load_data(experiment),
        *([FUNCTION] if experiment.data.corrections else []),
        main_function(experiment, checked.goal),
        "# --- What the workbench adds to PyTorch: splits, order, random numbers for each sample, the input recipe ---",
        *[body for body in carried.body if body],
        'if __name__ == "__main__":\n    main()',
    ]
    body = "\n\n\n".join(piece.strip("\n") for piece in pieces)
    used = set(re.findall(r"[A-Za-z_]\w*", body))
    block = import_block([line for line in imports if line.split()[-1].split(".")[0] in used])
    text = f"{heading}\n\nfrom __future__ import annotations\n\n{block}\n\n{body}\n"
    return re.sub(r"\n{4,}", "\n\n\n", text)


SCRIPT_NAMES = (
    "SEED", "EPOCHS", "BATCH_SIZE", "VALIDATION_FRACTION", "CLASSES", "OUTPUTS", "build_model", "transforms", "load_data",
    "read_images", "still_fitting", "main", "criterion", "loss_function", "argparse", "os", "Path", "np", "torch", "nn", "v2",
    "datasets", "Image",
)  # fmt: skip
"""What the script calls so itself."""


def _own_targets(experiment: Experiment, checked: Checked) -> list[str]:
    """The classes of the user's own code that the script calls, by their dotted names."""
    assert checked.trace is not None
    calls = [*checked.trace.calls, *(step.call() for step in _enabled(experiment)), experiment.training.loss.call()]
    return sorted({name for call in calls for name in call.targets() if name.startswith(f"{PACKAGE}.")})


def _add_own_code(carried: Carried, targets: list[str]) -> None:
    """The whole file of each, under names that nothing else in the script has."""
    for name in SCRIPT_NAMES:
        carried.names.setdefault(name, "the script")
    for module in sorted({target.rpartition(".")[0] for target in targets}):
        carried.add_source(module, source_of(module), leave_out=LISTS)
    for target in targets:
        module, _, name = target.rpartition(".")
        if (module, name) in carried.renamed:
            what = "The script has something else that is called {name}."
            raise ExperimentError([problem("", what, "Give your class another name.", name=name)])


def _own_modules(experiment: Experiment, layers: list[Call]) -> dict[str, set[str]]:
    """What is called of ``workbench.modules``: modules and the names in them."""
    calls = [*layers, optimizer_call(experiment, torch.device("cpu")), scheduler_call(experiment, 1)]
    targets = {target for call in calls if call for target in call.targets()}
    targets |= {"workbench.modules.warm_up.WarmUp"} if experiment.training.warms_up else set()
    targets |= {f"{LEARNING}.train_mode"} if freezes(experiment) else set()
    found: dict[str, set[str]] = {}
    for target in sorted(targets):
        module, _, name = target.rpartition(".")
        if module.startswith("workbench.modules"):
            found.setdefault(module, set()).add(name)
    return found


def _together(experiment: Experiment) -> str:
    training = experiment.training
    if training.workers == 1:
        return ""
    place = (
        f"--nnodes {training.nodes} --node-rank N --master-addr HOST --master-port PORT " if training.nodes > 1 else ""
    )
    return f"torchrun {place}--nproc-per-node {training.processes} train.py does it with several processes, to the same weights.\n"


def _steered(told: Sequence[Steered]) -> str:
    """What a run was told that the script does not do."""
    rows = [f"    after step {event.step}: {in_words(event)}\n" for event in told if event.what != "checkpoint"]
    if not rows:
        return ""
    head = "\nThe run that this comes from was changed while it went on, which this script does not do, so its weights are others:\n"
    return (
        head
        + "".join(rows)
        + "“workbench train experiment.toml --steer steering.jsonl” repeats it, in the folder of the run.\n"
    )


def _one_line(text: str) -> str:
    return text.replace("\\", "/").replace('"', "'")


def _enabled(experiment: Experiment) -> list[Transform]:
    return [step for step in experiment.data.transforms if step.enabled]


def _carried(experiment: Experiment, goal: Goal) -> Carried:
    data, found = experiment.data, Carried()
    order = "balanced_order" if data.balanced else "epoch_order"
    mixed = any(type(step).batch for step in _enabled(experiment))
    found.add_names(chance, ["generator", order, "epoch_draws", *(["batch_draws"] if mixed else [])])
    found.add_module(splits)
    found.add_module(recipe)
    found.add_module(evaluate)
    found.add_names(targets, [goal.adapter, goal.score, *(["one_hot"] if mixed else [])])
    if mixed:
        found.add_module(mixing)
    if data.corrections:
        found.add_names(correction_numbers, ["mended", "fitting", "has_label"])
    _carry_training(experiment, found)
    for step in _enabled(experiment):
        if type(step).fitted:
            found.add_module(importlib.import_module(type(step).target.rpartition(".")[0]))
        if type(step).random:
            found.add_module(importlib.import_module(getattr(augment, type(step).__name__).__module__))
    if data.source.type in READERS:
        found.add_module(READERS[data.source.type])
    for module in file_modules(data.source):
        found.add_module(module)
    vision_carried(data.source, found)
    return found


def _carry_training(experiment: Experiment, found: Carried) -> None:
    if experiment.training.init != "default":
        found.add_module(initialize)
    if pretrained_places(experiment):
        found.add_module(partial_weights)
    if experiment.training.workers > 1:
        found.add_module(team)
    if experiment.training.precision == "auto":
        found.add_names(device, ["resolve_precision", "_cpu_has_bfloat16"])


def _constants(experiment: Experiment, facts: Facts) -> str:
    data, training = experiment.data, experiment.training
    heading, named = ("CLASSES", facts.classes) if facts.classes else ("OUTPUTS", facts.outputs)
    names = ", ".join(repr(name) for name in named)
    lines = [f"SEED = {experiment.seed}", f"EPOCHS = {training.epochs}", f"BATCH_SIZE = {data.batch_size}"]
    if data.validation_fraction:
        lines.append(f"VALIDATION_FRACTION = {data.validation_fraction!r}")
    lines += correction_constants(data, facts.classes)
    text = f"{heading} = [{names}]"
    if len(text) > 110:
        text = f"{heading} = [\n" + "".join(f"    {name!r},\n" for name in named) + "]"
    return "\n".join([*lines, text])


def _model(calls: list[Call]) -> str:
    layers = "".join(f"{call.lines('        ')},\n" for call in calls)
    return f"def build_model() -> nn.Sequential:\n    return nn.Sequential(\n{layers}    )"


def _transforms(experiment: Experiment) -> str:
    rows = []
    for step in _enabled(experiment):
        if type(step).batch:
            continue
        always = type(step).random and getattr(step, "when", "") == "always"
        flags = (", random=True" if type(step).random else "") + (", always=True" if always else "")
        note = "  # training only" if type(step).random and not always else ""
        rows.append(f"        Step({step.call().source()}{flags}),{note}\n")
    body = f"[\n{''.join(rows)}    ]" if rows else "[]"
    about = "What every image goes through; images arrive as numbers in 0 … 1."
    if any("text" in type(step).inputs for step in _enabled(experiment)):
        about = "What every text goes through; texts arrive as strings."
    text = f'def transforms() -> list:\n    """{about}"""\n    return {body}'
    mixes = [step.call().source() for step in _enabled(experiment) if type(step).batch]
    if mixes:
        text += '\n\n\ndef mixing() -> list:\n    """What mixes the images of a training batch, and their targets with them."""\n'
        text += f"    return [{', '.join(mixes)}]"
    return text


def _source_imports(experiment: Experiment) -> list[str]:
    return table_imports(experiment.data.source) if table_body(experiment.data.source) else []


def _load_data(experiment: Experiment) -> str:
    source = experiment.data.source
    head = 'def load_data(data_dir: Path):\n    """Training and test part: images as bytes (N, C, H, W), targets as class numbers."""\n'
    bundled = table_body(source)
    texts = text_body(source)
    if texts:
        return head.replace("images as bytes (N, C, H, W)", "texts") + texts
    if bundled:
        return head.replace("images as bytes (N, C, H, W)", "inputs (N, …)") + bundled
    if source.type == "Strokes":
        return head + _strokes_body(source.train_count, source.test_count, source.strokes_seed)  # type: ignore[attr-defined]
    if file_modules(source):
        return file_functions(source, head, corrected_parts(experiment.data))
    return vision_body(source, head)


def _strokes_body(train: int, test: int, seed: int) -> str:
    return (
        f"    train_images, train_targets = generate({seed}, np.arange({train}))\n"
        f"    test_images, test_targets = generate({seed}, {TEST_START} + np.arange({test}))\n"
        "    return (\n"
        "        torch.from_numpy(train_images)[:, None], train_targets.astype(np.int64),\n"
        "        torch.from_numpy(test_images)[:, None], test_targets.astype(np.int64),\n"
        "    )"
    )
