"""The plain PyTorch script of an experiment: the twin of ``training/loop.py``, for people to read and run.

It needs torch and torchvision only. What it uses of the workbench's own code it carries inside, under a
heading of its own. A test compares its weights with those of the loop, bit for bit.
"""

from __future__ import annotations

import importlib
import re

from workbench.data import augment, chance, columns, csv_table, npz_arrays, recipe, splits, strokes, waves
from workbench.data.samples import Facts
from workbench.data.sources import TEST_START
from workbench.export.file_lines import file_functions, file_modules
from workbench.export.inline import Carried, import_block
from workbench.export.table_lines import table_body, table_imports
from workbench.export.training_lines import main_function
from workbench.spec.call import Call
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Transform
from workbench.training import device, evaluate, initialize, targets
from workbench.training.check import Checked
from workbench.training.goals import Goal

IMPORTS = ("import argparse", "import os", "from pathlib import Path", "import numpy as np", "import torch",
           "from torch import nn", "from torch.optim.swa_utils import AveragedModel",
           "from torch.optim.swa_utils import get_ema_multi_avg_fn", "from torchvision.transforms import v2")  # fmt: skip

READERS = {"Strokes": strokes, "Waves": waves, "CSV": csv_table, "NPZ": npz_arrays}
"""What the script carries for these data sets."""


def script(experiment: Experiment, checked: Checked) -> str:
    """The text of ``train.py``, for an experiment without errors and what the check has found of it."""
    assert checked.trace is not None and checked.facts is not None and checked.goal is not None
    carried = _carried(experiment, checked.goal)
    for name in sorted({target for call in checked.trace.calls for target in call.targets()}):
        module, _, attribute = name.rpartition(".")
        if module.startswith("workbench.modules"):
            carried.add_names(importlib.import_module(module), [attribute])
    imports = {*IMPORTS, *carried.imports, *_source_imports(experiment)}
    heading = (
        f'"""{_one_line(experiment.name)}: a PyTorch training script, exported by the workbench.\n\n'
        "python train.py [--data-dir DIR] trains the model and writes model.pth (a state_dict) beside this file.\n"
        '"""'
    )
    pieces = [
        _constants(experiment, checked.facts),
        _model(checked.trace.calls),
        _transforms(experiment),
        _load_data(experiment),
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


def _one_line(text: str) -> str:
    return text.replace("\\", "/").replace('"', "'")


def _enabled(experiment: Experiment) -> list[Transform]:
    return [step for step in experiment.data.transforms if step.enabled]


def _carried(experiment: Experiment, goal: Goal) -> Carried:
    data, found = experiment.data, Carried()
    order = "balanced_order" if data.balanced else "epoch_order"
    found.add_names(chance, ["generator", order, "epoch_draws"])
    found.add_module(splits)
    found.add_module(recipe)
    found.add_module(evaluate)
    found.add_names(targets, [goal.adapter, goal.score])
    if experiment.training.init != "default":
        found.add_module(initialize)
    if experiment.training.precision == "auto":
        found.add_names(device, ["resolve_precision", "_cpu_has_bfloat16"])
    for step in _enabled(experiment):
        if type(step).fitted:
            found.add_module(columns)
        if type(step).random:
            found.add_module(importlib.import_module(getattr(augment, type(step).__name__).__module__))
    if data.source.type in READERS:
        found.add_module(READERS[data.source.type])
    for module in file_modules(data.source):
        found.add_module(module)
    return found


def _constants(experiment: Experiment, facts: Facts) -> str:
    data, training = experiment.data, experiment.training
    heading, named = ("CLASSES", facts.classes) if facts.classes else ("OUTPUTS", facts.outputs)
    names = ", ".join(repr(name) for name in named)
    lines = [f"SEED = {experiment.seed}", f"EPOCHS = {training.epochs}", f"BATCH_SIZE = {data.batch_size}"]
    if data.validation_fraction:
        lines.append(f"VALIDATION_FRACTION = {data.validation_fraction!r}")
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
        always = type(step).random and getattr(step, "when", "") == "always"
        flags = (", random=True" if type(step).random else "") + (", always=True" if always else "")
        note = "  # training only" if type(step).random and not always else ""
        rows.append(f"        Step({step.call().source()}{flags}),{note}\n")
    body = f"[\n{''.join(rows)}    ]" if rows else "[]"
    return f'def transforms() -> list:\n    """What every image goes through; images arrive as numbers in 0 … 1."""\n    return {body}'


def _source_imports(experiment: Experiment) -> list[str]:
    kind = experiment.data.source.type
    if table_body(experiment.data.source):
        return table_imports(experiment.data.source)
    return ["from torchvision import datasets"] if kind in ("ImageFolder", "MNIST", "FashionMNIST") else []


def _load_data(experiment: Experiment) -> str:
    source = experiment.data.source
    head = 'def load_data(data_dir: Path):\n    """Training and test part: images as bytes (N, C, H, W), targets as class numbers."""\n'
    bundled = table_body(source)
    if bundled:
        return head.replace("images as bytes (N, C, H, W)", "inputs (N, …)") + bundled
    if source.type == "Strokes":
        return head + _strokes_body(source.train_count, source.test_count, source.strokes_seed)  # type: ignore[attr-defined]
    if file_modules(source):
        return file_functions(source, head)
    return head + (
        "    parts = []\n"
        "    for train in (True, False):\n"
        f"        part = datasets.{source.type}(data_dir, train=train, download=True)\n"
        "        parts += [part.data[:, None], part.targets.numpy()]\n"
        "    return parts"
    )


def _strokes_body(train: int, test: int, seed: int) -> str:
    return (
        f"    train_images, train_targets = generate({seed}, np.arange({train}))\n"
        f"    test_images, test_targets = generate({seed}, {TEST_START} + np.arange({test}))\n"
        "    return (\n"
        "        torch.from_numpy(train_images)[:, None], train_targets.astype(np.int64),\n"
        "        torch.from_numpy(test_images)[:, None], test_targets.astype(np.int64),\n"
        "    )"
    )
