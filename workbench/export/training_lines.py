"""The ``main`` of the exported script, line by line: the twin of ``training/loop.py``."""

from __future__ import annotations

import torch

from workbench.export import team_lines
from workbench.export.correction_lines import correction_lines
from workbench.export.model_lines import model_functions, model_lines
from workbench.spec.call import Call
from workbench.spec.experiment import Experiment, Training
from workbench.training import build
from workbench.training.goals import Goal
from workbench.training.learning import freezes

AUTOCAST = 'torch.autocast(device.type, dtype=getattr(torch, precision), enabled=precision != "float32")'
WORDS = {"accuracy": "accuracy {%s:.2%%}", "mae": "mean absolute error {%s:.4g}"}

SMALL_FUNCTIONS = '''
def take(images, rows):
    """Some of the images, whether they are one tensor or a list of different sizes."""
    if isinstance(images, torch.Tensor):
        return images[torch.as_tensor(rows)]
    return [images[i] for i in rows]


def for_evaluation(images, steps):
    """All steps that also run outside training, over a whole set."""
    first, rest = split_steps([step for step in steps if not step.random or step.always])
    images = prepare(images, first)
    draws = [epoch_draws(SEED, -1, n, len(images), s.draws) if s.random else None for n, s in enumerate(rest)]
    return run_batch(images, rest, draws)
'''


def main_function(experiment: Experiment, goal: Goal) -> str:
    """``main`` and the small functions that it needs."""
    data, training = experiment.data, experiment.training
    fitted = any(step.enabled and type(step).fitted for step in data.transforms)
    mixed = _mixed(experiment)
    lines = [
        "def main() -> None:",
        "    parser = argparse.ArgumentParser()",
        '    parser.add_argument("--data-dir", default=os.environ.get("WORKBENCH_DATA_DIR", "data"))',
        "    data_dir = Path(parser.parse_args().data_dir)",
        *team_lines.begin(training),
        f"    device = {_device(training)}",
        *team_lines.place(training),
        *_precision_lines(training.precision),
        *([f"    torch.set_num_threads({training.threads})"] if training.threads else []),
        "",
        "    train_images, train_targets, test_images, test_targets = load_data(data_dir)",
        *correction_lines(data),
        *_split_lines(experiment, goal),
        "    steps = transforms()",
        "    first, rest = split_steps(steps)",
        *(["    mixes = mixing()"] if mixed else []),
        *(["    fit_steps(take(train_images, train_rows), first)"] if fitted else []),
        "    images = prepare(take(train_images, train_rows), first)",
        "    images = images.to(device) if isinstance(images, torch.Tensor) else images",
        "    targets = torch.from_numpy(train_targets[train_rows]).to(device)",
        *_validation_lines(data.validation_fraction, goal),
        "    test_images = for_evaluation(test_images, steps).to(device) if len(test_targets) else torch.zeros(0)",
        f"    test_targets = {'test_images' if goal.kind == 'input' else 'torch.from_numpy(test_targets).to(device)'}",
        "",
        "    torch.manual_seed(SEED)",
        *model_lines(experiment),
        *_way_lines(experiment),
        *_criterion_lines(goal),
        f"    optimizer = {build.optimizer_call(experiment, torch.device('cpu')).source()}",
        *_scheduler_lines(experiment),
        *_scaler_lines(training.precision),
        *_average_lines(training.ema_decay),
        *team_lines.wrap(training),
        "",
        *_epoch_lines(experiment, goal),
        "",
        *_ending_lines(experiment, goal),
    ]
    return "\n".join(lines) + "\n\n\n" + (SMALL_FUNCTIONS + model_functions(experiment)).strip("\n")


def _mixed(experiment: Experiment) -> bool:
    return any(step.enabled and type(step).batch for step in experiment.data.transforms)


def _device(training: Training) -> str:
    name = training.device
    if name == "auto" and training.workers > 1:
        return 'torch.device("cuda:0" if torch.cuda.device_count() >= team.here else "cpu")'
    if name != "auto":
        return f'torch.device("{"cuda:0" if name == "cuda" else name}")'
    return (
        'torch.device("cuda:0" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu")'
    )


def _precision_lines(precision: str) -> list[str]:
    if precision == "float32":
        return []
    name = 'resolve_precision("auto", device)' if precision == "auto" else f'"{precision}"'
    return [f"    precision = {name}"]


def _way_lines(experiment: Experiment) -> list[str]:
    """In which order the weights lie, and what compiles the model."""
    training = experiment.training
    ordered = (
        ["    model = model.to(memory_format=torch.channels_last)"] if training.memory_format == "channels_last" else []
    )
    mode = 'torch.compile(model, mode="reduce-overhead" if device.type == "cuda" else None)'
    return [*ordered, *([f"    compiled = {mode}"] if training.compile and training.workers == 1 else [])]


def _split_lines(experiment: Experiment, goal: Goal) -> list[str]:
    if not experiment.data.validation_fraction:
        return ["    train_rows = np.arange(len(train_targets))"]
    strata = "np.zeros(len(train_targets), np.int64)" if goal.kind == "numbers" else "train_targets"
    return [f"    train_rows, validation_rows = stratified_split({strata}, VALIDATION_FRACTION, SEED)"]


def _validation_lines(fraction: float, goal: Goal) -> list[str]:
    if not fraction:
        return []
    targets = "torch.from_numpy(train_targets[validation_rows]).to(device)"
    return [
        "    validation_images = torch.zeros(0)",
        "    if len(validation_rows):",
        "        validation_images = for_evaluation(take(train_images, validation_rows), steps).to(device)",
        f"    validation_targets = {'validation_images' if goal.kind == 'input' else targets}",
    ]


def _criterion_lines(goal: Goal) -> list[str]:
    source = goal.loss.call().source()
    if not goal.adapter:
        return [f"    criterion = {source}.to(device)"]
    adapted = "as_column(targets)" if goal.adapter == "as_column" else f"one_hot(targets, {goal.outputs[0]})"
    return [
        f"    loss_function = {source}.to(device)",
        "",
        "    def criterion(outputs, targets):",
        f"        return loss_function(outputs, {adapted})",
        "",
    ]


def _scheduler_lines(experiment: Experiment) -> list[str]:
    return [*_schedule_line(experiment), *_warm_up_line(experiment)]


def _steps_per_epoch(experiment: Experiment) -> str:
    """Steps of the optimizer in an epoch, as an expression."""
    data, accumulate = experiment.data, experiment.training.accumulate
    size = "BATCH_SIZE" if accumulate == 1 else f"(BATCH_SIZE * {accumulate})"
    count = f"len(targets) // {size}" if data.drop_last and accumulate == 1 else f"-(-len(targets) // {size})"
    if data.drop_last and accumulate > 1:
        count = f"-(-(len(targets) // BATCH_SIZE) // {accumulate})"
    return count


def _schedule_line(experiment: Experiment) -> list[str]:
    call = build.scheduler_call(experiment, 0)
    if call is None:
        return []
    if "total_steps" in call.kwargs:
        source = Call(call.target, call.args, {k: v for k, v in call.kwargs.items() if k != "total_steps"}).source()
        return [f"    scheduler = {source[:-1]}, total_steps=EPOCHS * ({_steps_per_epoch(experiment)}))"]
    return [f"    scheduler = {call.source()}"]


def _warm_up_line(experiment: Experiment) -> list[str]:
    training = experiment.training
    if not training.warms_up:
        return []
    steps = [f"{training.warmup_steps}"] if training.warmup_steps else []
    if training.warmup_epochs:
        steps.append(f"round({training.warmup_epochs!r} * ({_steps_per_epoch(experiment)}))")
    return [f"    warm_up = WarmUp(optimizer, {' + '.join(steps)})"]


def _scaler_lines(precision: str) -> list[str]:
    if not _scaled(precision):
        return []
    enabled = 'device.type == "cuda"' + (' and precision == "float16"' if precision == "auto" else "")
    return [f'    scaler = torch.amp.GradScaler("cuda", enabled={enabled})']


def _scaled(precision: str) -> bool:
    """Whether the loss may have to be scaled, so that small gradients do not become zero."""
    return precision in ("float16", "auto")


def _average_lines(decay: float | None) -> list[str]:
    if decay is None:
        return []
    return [f"    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn({decay!r}), use_buffers=True)"]


def _epoch_lines(experiment: Experiment, goal: Goal) -> list[str]:
    data, training = experiment.data, experiment.training
    order = "epoch_order(SEED, epoch, len(targets))" if data.shuffle else "torch.arange(len(targets))"
    if data.balanced:
        order = "balanced_order(SEED, epoch, targets.cpu())"
    full = "len(targets) // BATCH_SIZE * BATCH_SIZE" if data.drop_last else "len(targets)"
    waiting = ['    best, waited = float("inf"), 0'] if training.early_stopping else []
    return [
        *waiting,
        "    for epoch in range(1, EPOCHS + 1):",
        "        total_loss, score, count = 0.0, 0.0, 0",
        f"        order = {order}",
        "        draws = [epoch_draws(SEED, epoch, n, len(targets), s.draws) if s.random else None for n, s in enumerate(rest)]",
        "        train_mode(model)" if freezes(experiment) else "        model.train()",
        *_batch_lines(experiment, goal, full),
        f"        train_loss, train_{goal.metric} = total_loss / count, score / count",
        *_after_epoch_lines(experiment, goal),
    ]


def _batch_lines(experiment: Experiment, goal: Goal, full: str) -> list[str]:
    """The loop over the batches of an epoch; with accumulation, one over the steps around one over their batches."""
    training = experiment.training
    if training.accumulate == 1 and not type(training.optimizer).closure:
        return [
            f"        for start in range(0, {full}, BATCH_SIZE):",
            *_one_batch_lines(experiment, goal, "            "),
            "",
            "            optimizer.zero_grad()",
            *_forward_lines(experiment, "            "),
            *_backward_lines(experiment, "loss", "            "),
            *_step_lines(experiment, "            "),
            "",
            *team_lines.sums(training, goal.score),
        ]
    return _grouped_lines(experiment, goal, full)


def _grouped_lines(experiment: Experiment, goal: Goal, full: str) -> list[str]:
    training = experiment.training
    samples = f"min(BATCH_SIZE * {training.accumulate}, {full} - begin)"
    whole = "len(wanted)" if training.workers == 1 else "whole"
    weighted = "loss" if training.accumulate == 1 else f"loss * ({whole} / samples)"
    if type(training.optimizer).closure:
        step = _warmed_lines(experiment, ["optimizer.step(closure)"], "            ")
    else:
        step = ["            closure()", *_optimizer_lines(experiment, "            ")]
    return [
        f"        for begin in range(0, {full}, BATCH_SIZE * {training.accumulate}):",
        f"            samples, seen = {samples}, []",
        "",
        "            def closure():",
        "                optimizer.zero_grad()",
        "                losses, scores = [], []",
        "                for start in range(begin, begin + samples, BATCH_SIZE):",
        *_one_batch_lines(experiment, goal, "                    "),
        *_forward_lines(experiment, "                    "),
        f"                    loss = {weighted}",
        *_backward_lines(experiment, "loss", "                    "),
        "                    losses.append(loss.detach())",
        f"                    scores.append({team_lines.counted(training, f'{goal.score}(outputs.detach(), wanted)')})",
        *_clip_lines(experiment, "                "),
        *team_lines.seen(training),
        "                return seen[-1][0]",
        "",
        *step,
        *_after_step_lines(experiment, "            "),
        "",
        "            total_loss += seen[0][0].item() * samples",
        "            score += seen[0][1].item()",
        "            count += samples",
    ]


def _one_batch_lines(experiment: Experiment, goal: Goal, indent: str) -> list[str]:
    wanted = "batch" if goal.kind == "input" else "targets[rows.to(device)]"
    lines = [
        f"{indent}rows = order[start : start + BATCH_SIZE]",
        f"{indent}numbers = [None if d is None else d[rows] for d in draws]",
        f"{indent}batch = run_batch(take(images, rows), rest, numbers).to(device)",
    ]
    lines[1:1] = team_lines.share(experiment.training, indent, "" if _mixed(experiment) else "rows")
    if not _mixed(experiment):
        return [*lines, f"{indent}wanted = {wanted}"]
    return [
        *lines,
        f"{indent}wanted = one_hot({wanted}, {goal.outputs[0]})",
        f"{indent}for n, mix in enumerate(mixes):",
        f"{indent}    chosen = batch_draws(SEED, epoch, n, start // BATCH_SIZE, mix.draws)",
        f"{indent}    batch, wanted = mix(batch, wanted, chosen)",
        *([f"{indent}batch, wanted = batch[mine], wanted[mine]"] if experiment.training.workers > 1 else []),
    ]


def _forward_lines(experiment: Experiment, indent: str) -> list[str]:
    training = experiment.training
    model = "compiled" if training.compile else "model"
    lines = [f"{indent}outputs = {model}(batch)", f"{indent}loss = criterion(outputs, wanted)"]
    if training.workers > 1:
        lines = [f"{indent}outputs = stepped(batch)", f"{indent}loss = part(outputs, wanted, counted, whole)"]
    if training.precision == "float32":
        return lines
    return [f"{indent}with {AUTOCAST}:", *(f"    {line}" for line in lines)]


def _backward_lines(experiment: Experiment, loss: str, indent: str) -> list[str]:
    if experiment.training.workers > 1:
        loss = f"({loss} * team.size)"
    scaled = f"scaler.scale({loss})" if _scaled(experiment.training.precision) else loss
    return [f"{indent}{scaled}.backward()"]


def _step_lines(experiment: Experiment, indent: str) -> list[str]:
    return [
        *_clip_lines(experiment, indent),
        *_optimizer_lines(experiment, indent),
        *_after_step_lines(experiment, indent),
    ]


def _clip_lines(experiment: Experiment, indent: str) -> list[str]:
    training = experiment.training
    lines = []
    if training.clip_grad_norm is not None:
        lines.append(f"{indent}nn.utils.clip_grad_norm_(model.parameters(), {training.clip_grad_norm!r})")
    if training.clip_grad_value is not None:
        lines.append(f"{indent}nn.utils.clip_grad_value_(model.parameters(), {training.clip_grad_value!r})")
    unscaled = [f"{indent}scaler.unscale_(optimizer)"] if lines and _scaled(training.precision) else []
    return [*unscaled, *lines]


def _optimizer_lines(experiment: Experiment, indent: str) -> list[str]:
    if _scaled(experiment.training.precision):
        return [*_warmed_lines(experiment, ["scaler.step(optimizer)"], indent), f"{indent}scaler.update()"]
    return _warmed_lines(experiment, ["optimizer.step()"], indent)


def _warmed_lines(experiment: Experiment, lines: list[str], indent: str) -> list[str]:
    if not experiment.training.warms_up:
        return [f"{indent}{line}" for line in lines]
    return [f"{indent}with warm_up:", *(f"{indent}    {line}" for line in lines)]


def _after_step_lines(experiment: Experiment, indent: str) -> list[str]:
    training = experiment.training
    averaged = [f"{indent}averaged.update_parameters(model)"] if training.ema_decay is not None else []
    stepped = training.scheduler is not None and type(training.scheduler).interval == "step"
    return [*averaged, *([f"{indent}scheduler.step()"] if stepped else [])]


def _evaluate_lines(experiment: Experiment, goal: Goal, part: str) -> list[str]:
    model = "model" if experiment.training.ema_decay is None else "averaged.module"
    call = f"loss, {goal.metric} = evaluate({model}, {part}_images, {part}_targets, criterion, {goal.score})"
    if experiment.training.precision == "float32":
        return [f"        {call}"]
    return [f"        with {AUTOCAST}:", f"            {call}"]


def _after_epoch_lines(experiment: Experiment, goal: Goal) -> list[str]:
    training, validated, metric = experiment.training, bool(experiment.data.validation_fraction), goal.metric
    train_words, words = WORDS[metric] % f"train_{metric}", WORDS[metric] % metric
    lines = [f'        words = f"epoch {{epoch}}: loss {{train_loss:.4f}}, {train_words}"']
    if validated:
        lines += [
            f"        loss, {metric} = train_loss, train_{metric}",
            "        if len(validation_targets):",
            *(f"    {line}" for line in _evaluate_lines(experiment, goal, "validation")),
            f'            words += f"; validation loss {{loss:.4f}}, {words}"',
        ]
    scheduler = training.scheduler
    if scheduler and type(scheduler).interval == "epoch":
        highest = getattr(scheduler, "mode", "min") == "max"
        watched = (metric if highest else "loss") if validated else (f"train_{metric}" if highest else "train_loss")
        lines.append(f"        scheduler.step({watched if type(scheduler).needs_metric else ''})")
    lines += team_lines.by_the_first(training, ["        print(words)"])
    if training.early_stopping:
        judged = "loss" if validated else "train_loss"
        lines += [
            f"        best, waited = ({judged}, 0) if {judged} < best else (best, waited + 1)",
            f"        if waited >= {training.early_stopping}:",
            "            break",
        ]
    return lines


def _ending_lines(experiment: Experiment, goal: Goal) -> list[str]:
    model = "model" if experiment.training.ema_decay is None else "averaged.module"
    lines = [
        "    if len(test_targets):",
        *_evaluate_lines(experiment, goal, "test"),
        f'        print(f"test: loss {{loss:.4f}}, {WORDS[goal.metric] % goal.metric}")',
        '    path = Path(__file__).with_name("model.pth")',
        f"    torch.save({{name: tensor.cpu() for name, tensor in {model}.state_dict().items()}}, path)",
        '    print(f"weights: {path}")',
    ]
    return [*team_lines.by_the_first(experiment.training, lines), *team_lines.end(experiment.training)]
