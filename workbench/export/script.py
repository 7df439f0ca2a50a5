"""The plain PyTorch script of an experiment: the twin of ``training/loop.py``, for people to read and run.

It needs torch and torchvision only. What it uses of the workbench's own code it carries inside, under a
heading of its own. A test compares its weights with those of the loop, bit for bit.
"""

from __future__ import annotations

import importlib
import re

import torch

from workbench.data import augment, chance, recipe, splits, strokes
from workbench.data.sources import TEST_START
from workbench.export.inline import Carried, import_block
from workbench.spec.call import Call
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Transform
from workbench.training import build, device, evaluate

IMPORTS = ("import argparse", "import os", "from pathlib import Path", "import numpy as np", "import torch",
           "from torch import nn", "from torchvision.transforms import v2")  # fmt: skip


def script(experiment: Experiment, trace_calls: list[Call], classes: tuple[str, ...]) -> str:
    """The text of ``train.py``. ``trace_calls`` are the layers' calls as the trace has found them."""
    carried = _carried(experiment)
    imports = {*IMPORTS, *carried.imports, *_source_imports(experiment)}
    heading = (
        f'"""{_one_line(experiment.name)}: a PyTorch training script, exported by the workbench.\n\n'
        "python train.py [--data-dir DIR] trains the model and writes model.pth (a state_dict) beside this file.\n"
        '"""'
    )
    pieces = [
        _constants(experiment, classes),
        _model(trace_calls),
        _transforms(experiment),
        _load_data(experiment),
        _main(experiment, len(classes)),
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


def _carried(experiment: Experiment) -> Carried:
    data, found = experiment.data, Carried()
    found.add_names(chance, ["generator", "epoch_order", "epoch_draws"])
    found.add_module(splits)
    found.add_module(recipe)
    found.add_module(evaluate)
    if type(experiment.training.loss).targets == "one_hot":
        found.add_names(build, ["one_hot"])
    if experiment.training.precision == "auto":
        found.add_names(device, ["resolve_precision", "_cpu_has_bfloat16"])
    for step in _enabled(experiment):
        if type(step).random:
            found.add_module(importlib.import_module(getattr(augment, type(step).__name__).__module__))
    if data.source.type == "Strokes":
        found.add_module(strokes)
    return found


def _constants(experiment: Experiment, classes: tuple[str, ...]) -> str:
    data, training = experiment.data, experiment.training
    names = ", ".join(repr(name) for name in classes)
    lines = [f"SEED = {experiment.seed}", f"EPOCHS = {training.epochs}", f"BATCH_SIZE = {data.batch_size}"]
    if data.validation_fraction:
        lines.append(f"VALIDATION_FRACTION = {data.validation_fraction!r}")
    text = f"CLASSES = [{names}]"
    if len(text) > 110:
        text = "CLASSES = [\n" + "".join(f"    {name!r},\n" for name in classes) + "]"
    return "\n".join([*lines, text])


def _model(calls: list[Call]) -> str:
    layers = "".join(f"        {call.source()},\n" for call in calls)
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
    if kind == "ImageFolder":
        return ["from PIL import Image", "from torchvision import datasets"]
    return ["from torchvision import datasets"] if kind in ("MNIST", "FashionMNIST") else []


def _load_data(experiment: Experiment) -> str:
    source = experiment.data.source
    head = 'def load_data(data_dir: Path):\n    """Training and test part: images as bytes (N, C, H, W), targets as class numbers."""\n'
    if source.type == "Strokes":
        return head + _strokes_body(source.train_count, source.test_count, source.strokes_seed)  # type: ignore[attr-defined]
    if source.type == "ImageFolder":
        return _folder_functions(source, head)
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


def _folder_functions(source: object, head: str) -> str:
    mode, skip = source.mode, source.damaged == "skip"  # type: ignore[attr-defined]
    root, test_root = source.root, source.test_root  # type: ignore[attr-defined]
    fraction = source.test_fraction  # type: ignore[attr-defined]
    read = (
        "def read_images(samples: list):\n"
        '    """Decoded files (C, H, W) and their class numbers."""\n'
        "    images, targets = [], []\n"
        "    for path, target in samples:\n"
    )
    decode = f'pixels = np.array(Image.open(path).convert("{mode}"))\n'
    if skip:
        read += f"        try:\n            {decode}        except (OSError, ValueError, SyntaxError):\n            continue\n"
    else:
        read += f"        {decode}"
    shaped = "pixels[None]" if mode == "L" else "np.ascontiguousarray(pixels.transpose(2, 0, 1))"
    read += f"        images.append(torch.from_numpy({shaped}))\n        targets.append(target)\n"
    read += "    return together(images), np.array(targets)\n\n\n"
    body = f"    root = Path({root!r})\n    samples = datasets.ImageFolder(root if root.exists() else data_dir / root).samples\n"
    if test_root:
        body += (
            f"    test_root = Path({test_root!r})\n"
            "    test = datasets.ImageFolder(test_root if test_root.exists() else data_dir / test_root).samples\n"
            "    return (*read_images(samples), *read_images(test))"
        )
    else:
        body += (
            f"    kept, held_out = stratified_split(np.array([target for _, target in samples]), {fraction!r}, seed=0)\n"
            "    return (*read_images([samples[i] for i in kept]), *read_images([samples[i] for i in held_out]))"
        )
    return read + head + body


def _device(name: str) -> str:
    if name != "auto":
        return f'torch.device("{"cuda:0" if name == "cuda" else name}")'
    return (
        'torch.device("cuda:0" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu")'
    )


def _main(experiment: Experiment, classes: int) -> str:
    data, training = experiment.data, experiment.training
    one_hot = type(training.loss).targets == "one_hot"
    optimizer = build.optimizer_call(training.optimizer, torch.device("cpu")).source()
    lines = [
        "def main() -> None:",
        "    parser = argparse.ArgumentParser()",
        '    parser.add_argument("--data-dir", default=os.environ.get("WORKBENCH_DATA_DIR", "data"))',
        "    data_dir = Path(parser.parse_args().data_dir)",
        f"    device = {_device(training.device)}",
        *_precision_lines(training.precision),
        "",
        "    train_images, train_targets, test_images, test_targets = load_data(data_dir)",
        *_split_lines(data.validation_fraction),
        "    first, rest = split_steps(transforms())",
        "    images = prepare(take(train_images, train_rows), first)",
        "    images = images.to(device) if isinstance(images, torch.Tensor) else images",
        "    targets = torch.from_numpy(train_targets[train_rows]).to(device)",
        *_validation_lines(data.validation_fraction),
        "    test_images = for_evaluation(test_images).to(device)",
        "    test_targets = torch.from_numpy(test_targets).to(device)",
        "",
        "    torch.manual_seed(SEED)",
        "    model = build_model().to(device)",
        *_criterion_lines(training.loss.call().source(), one_hot, classes),
        f"    optimizer = {optimizer}",
        *_scheduler_lines(experiment),
        *_scaler_lines(training.precision),
        "",
        *_epoch_lines(experiment),
        "",
        *_ending_lines(training.precision),
    ]
    return "\n".join(lines) + "\n\n\n" + SMALL_FUNCTIONS.strip("\n")


SMALL_FUNCTIONS = '''
def take(images, rows):
    """Some of the images, whether they are one tensor or a list of different sizes."""
    if isinstance(images, torch.Tensor):
        return images[torch.as_tensor(rows)]
    return [images[i] for i in rows]


def for_evaluation(images):
    """All steps that also run outside training, over a whole set."""
    first, rest = split_steps([step for step in transforms() if not step.random or step.always])
    images = prepare(images, first)
    draws = [epoch_draws(SEED, -1, n, len(images), s.draws) if s.random else None for n, s in enumerate(rest)]
    return run_batch(images, rest, draws)
'''


def _precision_lines(precision: str) -> list[str]:
    if precision == "float32":
        return []
    name = 'resolve_precision("auto", device)' if precision == "auto" else f'"{precision}"'
    return [f"    precision = {name}"]


AUTOCAST = 'torch.autocast(device.type, dtype=getattr(torch, precision), enabled=precision != "float32")'


def _split_lines(fraction: float) -> list[str]:
    if not fraction:
        return ["    train_rows = np.arange(len(train_targets))"]
    return ["    train_rows, validation_rows = stratified_split(train_targets, VALIDATION_FRACTION, SEED)"]


def _validation_lines(fraction: float) -> list[str]:
    if not fraction:
        return []
    return [
        "    validation_images = for_evaluation(take(train_images, validation_rows)).to(device)",
        "    validation_targets = torch.from_numpy(train_targets[validation_rows]).to(device)",
    ]


def _criterion_lines(source: str, one_hot: bool, classes: int) -> list[str]:
    if not one_hot:
        return [f"    criterion = {source}.to(device)"]
    return [
        f"    loss_function = {source}",
        "",
        "    def criterion(scores, targets):",
        f"        return loss_function(scores, one_hot(targets, {classes}))",
        "",
    ]


def _scheduler_lines(experiment: Experiment) -> list[str]:
    scheduler, data = experiment.training.scheduler, experiment.data
    if scheduler is None:
        return []
    count = "len(targets) // BATCH_SIZE" if data.drop_last else "-(-len(targets) // BATCH_SIZE)"
    call = scheduler.call(experiment.training.epochs, 0)
    if "total_steps" in call.kwargs:
        source = Call(call.target, call.args, {k: v for k, v in call.kwargs.items() if k != "total_steps"}).source()
        return [f"    scheduler = {source[:-1]}, total_steps=EPOCHS * ({count}))"]
    return [f"    scheduler = {call.source()}"]


def _scaler_lines(precision: str) -> list[str]:
    return (
        ['    scaler = torch.amp.GradScaler("cuda", enabled=device.type == "cuda")'] if precision == "float16" else []
    )


def _epoch_lines(experiment: Experiment) -> list[str]:
    data, training = experiment.data, experiment.training
    order = "epoch_order(SEED, epoch, len(targets))" if data.shuffle else "torch.arange(len(targets))"
    full = "len(targets) // BATCH_SIZE * BATCH_SIZE" if data.drop_last else "len(targets)"
    return [
        "    for epoch in range(1, EPOCHS + 1):",
        "        total_loss, correct, count = 0.0, 0, 0",
        f"        order = {order}",
        "        draws = [epoch_draws(SEED, epoch, n, len(targets), s.draws) if s.random else None for n, s in enumerate(rest)]",
        "        model.train()",
        f"        for start in range(0, {full}, BATCH_SIZE):",
        "            rows = order[start : start + BATCH_SIZE]",
        "            numbers = [None if d is None else d[rows].to(device) for d in draws]",
        "            batch = run_batch(take(images, rows.to(device)), rest, numbers)",
        "            wanted = targets[rows.to(device)]",
        "",
        *_step_lines(training.precision),
        *(
            ["            scheduler.step()"]
            if training.scheduler and type(training.scheduler).interval == "step"
            else []
        ),
        "",
        "            total_loss += loss.item() * len(wanted)",
        "            correct += int((scores.detach().argmax(1) == wanted).sum())",
        "            count += len(wanted)",
        "        train_loss, train_accuracy = total_loss / count, correct / count",
        *_after_epoch_lines(experiment),
    ]


def _step_lines(precision: str) -> list[str]:
    forward = ["            scores = model(batch)", "            loss = criterion(scores, wanted)"]
    if precision != "float32":
        forward = [f"            with {AUTOCAST}:", *(f"    {line}" for line in forward)]
    backward = ["            loss.backward()", "            optimizer.step()"]
    if precision == "float16":
        backward = [
            "            scaler.scale(loss).backward()",
            "            scaler.step(optimizer)",
            "            scaler.update()",
        ]
    return ["            optimizer.zero_grad()", *forward, *backward]


def _evaluate_lines(call: str, precision: str, indent: str) -> list[str]:
    if precision == "float32":
        return [f"{indent}{call}"]
    return [f"{indent}with {AUTOCAST}:", f"{indent}    {call}"]


def _after_epoch_lines(experiment: Experiment) -> list[str]:
    training, validated = experiment.training, bool(experiment.data.validation_fraction)
    lines = ['        words = f"epoch {epoch}: loss {train_loss:.4f}, accuracy {train_accuracy:.2%}"']
    if validated:
        call = "loss, accuracy = evaluate(model, validation_images, validation_targets, criterion)"
        lines += _evaluate_lines(call, training.precision, "        ")
        lines.append('        words += f"; validation loss {loss:.4f}, accuracy {accuracy:.2%}"')
    scheduler = training.scheduler
    if scheduler and type(scheduler).interval == "epoch":
        best = getattr(scheduler, "mode", "min") == "max"
        metric = ("accuracy" if best else "loss") if validated else ("train_accuracy" if best else "train_loss")
        lines.append(f"        scheduler.step({metric if type(scheduler).needs_metric else ''})")
    return [*lines, "        print(words)"]


def _ending_lines(precision: str) -> list[str]:
    return [
        "    if len(test_targets):",
        *_evaluate_lines(
            "loss, accuracy = evaluate(model, test_images, test_targets, criterion)", precision, "        "
        ),
        '        print(f"test: loss {loss:.4f}, accuracy {accuracy:.2%}")',
        '    path = Path(__file__).with_name("model.pth")',
        "    torch.save({name: tensor.cpu() for name, tensor in model.state_dict().items()}, path)",
        '    print(f"weights: {path}")',
    ]
