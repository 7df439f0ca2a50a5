"""``train()`` against fifteen plain lines of PyTorch, bit for bit, for every optimizer and every schedule."""

import numpy as np
import pytest
import torch
from torch import nn

from workbench.data import strokes
from workbench.data.chance import epoch_order
from workbench.data.splits import stratified_split
from workbench.spec.experiment import Experiment
from workbench.spec.parts import find, parts
from workbench.training.events import EpochDone, RunFinished, StepDone
from workbench.training.loop import train
from workbench.training.targets import one_hot

OPTIMIZERS = [cls.__name__ for cls in parts("optimizer")]
SCHEDULERS = [cls.__name__ for cls in parts("scheduler")]
BY_STEP = (torch.optim.lr_scheduler.OneCycleLR, torch.optim.lr_scheduler.CyclicLR)


def plainly(experiment: Experiment, drop_last: bool = False) -> dict[str, torch.Tensor]:
    """What a person would type."""
    images, targets = strokes.generate(0, np.arange(120))
    rows, held_out = stratified_split(targets, experiment.data.validation_fraction, 3)
    everything = (torch.from_numpy(images)[:, None].float() / 255 - 0.1307) / 0.3081
    x, y = everything[torch.from_numpy(rows)], torch.from_numpy(targets[rows])
    vx, vy = everything[torch.from_numpy(held_out)], torch.from_numpy(targets[held_out])
    torch.manual_seed(3)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 12), nn.ReLU(), nn.Dropout(), nn.Linear(12, 10))
    kind = experiment.training.optimizer
    fused = {"fused": True} if hasattr(kind, "fused") and kind.type != "Adagrad" else {}
    optimizer = getattr(torch.optim, kind.type)(
        model.parameters(), lr=kind.lr, **fused, **({"max_iter": kind.max_iter} if hasattr(kind, "max_iter") else {})
    )
    steps = len(x) // 25 if drop_last else -(-len(x) // 25)
    schedule = scheduler_of(experiment, optimizer, steps)
    mse = experiment.training.loss.type == "MSELoss"
    for epoch in (1, 2):
        model.train()
        total = 0.0
        for step in range(steps):
            batch = epoch_order(3, epoch, len(x))[25 * step : 25 * step + 25]
            losses = []

            def closure(batch=batch, losses=losses):
                optimizer.zero_grad()
                scores = model(x[batch])
                losses.append(
                    nn.MSELoss()(scores, one_hot(y[batch], 10)) if mse else nn.CrossEntropyLoss()(scores, y[batch])
                )
                losses[-1].backward()
                return losses[-1]

            optimizer.step(closure)
            total += losses[0].item() * len(batch)
            if isinstance(schedule, BY_STEP):
                schedule.step()
        step_epoch(schedule, model, vx, vy, total / len(x))
    return model.state_dict()


def scheduler_of(experiment, optimizer, steps):
    made = {
        "StepLR": lambda s: torch.optim.lr_scheduler.StepLR(optimizer, step_size=s.step_size, gamma=s.gamma),
        "CosineAnnealingLR": lambda s: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2),
        "OneCycleLR": lambda s: torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=s.max_lr, total_steps=2 * steps),
        "ReduceLROnPlateau": lambda s: torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=s.patience),
    }
    scheduler = experiment.training.scheduler
    if scheduler is None or scheduler.type in made:
        return made[scheduler.type](scheduler) if scheduler else None
    essential = {p.name: getattr(scheduler, p.name) for p in scheduler.parameters() if p.essential}
    return getattr(torch.optim.lr_scheduler, scheduler.type)(optimizer, **essential)


def step_epoch(schedule, model, vx, vy, train_loss):
    if isinstance(schedule, torch.optim.lr_scheduler.ReduceLROnPlateau):
        model.eval()
        with torch.no_grad():
            schedule.step(nn.CrossEntropyLoss()(model(vx), vy).item() if len(vx) else train_loss)
    elif schedule is not None and not isinstance(schedule, BY_STEP):
        schedule.step()


def trained(experiment: Experiment, tmp_path) -> dict[str, torch.Tensor]:
    events = list(train(experiment, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    return torch.load(tmp_path / "run" / "last.pth", weights_only=True)


def same(a, b) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def with_training(experiment: Experiment, **values) -> Experiment:
    return experiment.replace(training=experiment.training.replace(**values))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer(tiny, tmp_path, name):
    few = {"max_iter": 3} if name == "LBFGS" else {}
    experiment = with_training(tiny, optimizer=find("optimizer", name)(**few))
    assert same(trained(experiment, tmp_path), plainly(experiment))


IN_TWO_EPOCHS = {
    "ReduceLROnPlateau": {"patience": 0}, "MultiStepLR": {"milestones": (1,)}, "CosineAnnealingWarmRestarts": {"T_0": 2},
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_schedule(tiny, tmp_path, name):
    cls = find("scheduler", name)
    experiment = with_training(tiny, scheduler=cls(**IN_TWO_EPOCHS.get(name, {})))
    assert same(trained(experiment, tmp_path), plainly(experiment))
    if name != "ReduceLROnPlateau":  # with a loss that falls, it does nothing
        assert not same(trained(experiment, tmp_path / "b"), plainly(tiny))


def test_mse_with_one_hot_targets(tiny, tmp_path):
    experiment = with_training(tiny, loss=find("loss", "MSELoss")())
    assert same(trained(experiment, tmp_path), plainly(experiment))


def test_without_validation_and_with_drop_last(tiny, tmp_path):
    experiment = tiny.replace(data=tiny.data.replace(validation_fraction=0.0, drop_last=True))
    assert same(trained(experiment, tmp_path), plainly(experiment, drop_last=True))
    assert all(e.validation_loss is None for e in train(experiment) if isinstance(e, EpochDone))


def test_events_come_in_order_with_the_right_numbers(tiny, tmp_path):
    events = list(train(tiny, out=tmp_path / "run"))
    steps = [event for event in events if isinstance(event, StepDone)]
    assert [event.step for event in steps] == list(range(1, len(steps) + 1)) and len(steps) == 2 * 5
    assert sum(event.samples for event in steps) == 2 * 110
    epochs = [event for event in events if isinstance(event, EpochDone)]
    mean = sum(e.loss * e.samples for e in steps if e.epoch == 1) / 110
    assert epochs[0].train_loss == pytest.approx(mean)
    rows = (tmp_path / "run" / "metrics.csv").read_text().splitlines()
    assert len(rows) == 3 and rows[0].startswith("epoch,step,train_loss")
    for name in ("experiment.toml", "summary.json", "environment.json", "log.txt", "best.pth", "last.pth"):
        assert (tmp_path / "run" / name).is_file(), name
