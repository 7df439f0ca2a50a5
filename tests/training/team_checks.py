"""What two processes find out together; started twice by test_team.py. Each writes what it has found as JSON."""

import json
import os

import torch
from torch import nn

import workbench.catalog
from workbench.modules.team import Team
from workbench.modules.whole_batch_norm import WholeBatchNorm, over_the_whole_batch
from workbench.spec.files import from_toml
from workbench.training import tuning
from workbench.training.control import Control, Order
from workbench.training.events import EpochDone, Preparing, RunStarted, StepDone
from workbench.training.loop import resume, train
from workbench.training.steering_file import read_steering

assert workbench.catalog
CONVOLUTION = '[[model.layers]]\ntype = "Conv2d"\nout_channels = 3\n[[model.layers]]\ntype = "BatchNorm2d"\n'
EXPERIMENT = """
format = 1
seed = 3
data.source = {{ type = "Strokes", train_count = {count}, test_count = 30 }}
data.batch_size = 16
data.transforms = [{{ type = "RandomHorizontalFlip" }}{steps}]
{layers}
[[model.layers]]
type = "Flatten"
{more}
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
optimizer = {{ type = "SGD", lr = 0.02, momentum = 0.5 }}
"""
WEIGHTED = 'loss = { type = "CrossEntropyLoss", weight = [9, 1, 1, 1, 1, 1, 1, 1, 1, 5], label_smoothing = 0.1, ignore_index = 3 }'
CASES = {  # 54 samples: 49 to train with, of which the last batch has one
    "plain": (CONVOLUTION, "", ""),
    "accumulated, clipped, averaged": (CONVOLUTION, "", "accumulate = 3\nclip_grad_norm = 0.1\nema_decay = 0.5"),
    "class weights": ("", "", WEIGHTED),
    "mixed": ("", ', { type = "MixUp" }', ""),
    "sum": ("", "", 'loss = { type = "CrossEntropyLoss", reduction = "sum" }\nwarmup_epochs = 0.5'),
    "closure": ("", "", "LBFGS"),
}  # fmt: skip


def experiment(layers="", steps="", training="", more="", count=54):
    text = EXPERIMENT.format(layers=layers, steps=steps, more=more, count=count)
    if training == "LBFGS":
        return from_toml(text.replace('"SGD", lr = 0.02, momentum = 0.5', '"LBFGS", lr = 0.1, max_iter = 3'))
    return from_toml(text + training)


def weights(folder, name="last"):
    return torch.load(folder / f"{name}.pth", weights_only=True)


def gap(one, other):
    assert list(one) == list(other)
    return max(float((one[name].double() - other[name].double()).abs().max()) for name in one)


def run(events, at=None, action=None):
    """All events; at that step something is done."""
    found = []
    for event in events:
        found.append(event)
        if isinstance(event, StepDone) and event.step == at:
            action()
    return found


def same_as_alone(team, folder, case):
    chosen = experiment(*CASES[case])
    together = run(train(chosen, out=folder / "together", team=team))
    if not team.leads:
        return [next(e for e in together if isinstance(e, RunStarted)).run_dir]
    alone = run(train(chosen, out=folder / "alone"))
    ends = [[e for e in events if isinstance(e, EpochDone)][-1] for events in (together, alone)]
    names = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy")
    pairs = [(getattr(ends[0], name), getattr(ends[1], name)) for name in names]
    pairs.append(tuple(events[-1].test["loss"] for events in (together, alone)))
    metrics = max(abs(one - other) / max(1.0, abs(other)) for one, other in pairs)
    return [gap(weights(folder / "together"), weights(folder / "alone")), metrics]


def batch_norm(team, share, momentum, absent=False):
    """The largest difference of outputs, gradients and running statistics from those of the whole batch."""
    torch.manual_seed(1)
    whole = torch.randn(share[-1].stop, 3, 4, 4) * 3 + 7
    worth = torch.randn_like(whole)
    plain, team_model = (nn.Sequential(nn.BatchNorm2d(3, momentum=momentum)) for _ in range(2))
    over_the_whole_batch(team_model)
    wanted = plain(whole_in := whole.clone().requires_grad_())
    (wanted * worth).sum().backward()
    mine = share[team.rank]
    WholeBatchNorm.absent = absent and team.rank == 1
    here = (whole[:1] if WholeBatchNorm.absent else whole[mine]).clone().requires_grad_()
    out = team_model(here)
    (out * (0 if WholeBatchNorm.absent else worth[mine])).sum().backward()
    counted = 0.0 if WholeBatchNorm.absent else 1.0
    WholeBatchNorm.absent = False
    wanted_grad = torch.zeros_like(here) if not counted else whole_in.grad[mine]
    off = [(here.grad - wanted_grad).abs().max()]
    if counted:
        off.append((out - wanted[mine]).abs().max())
    for name in ("weight", "bias"):
        off.append((team.sum(getattr(team_model[0], name).grad.clone()) - getattr(plain[0], name).grad).abs().max())
    off += [(a.double() - b.double()).abs().max() for a, b in zip(team_model.buffers(), plain.buffers(), strict=True)]
    return float(max(off))


class Steers(Control):
    """The second process gives orders, which all follow; one of them is refused."""

    def __init__(self, team):
        super().__init__()
        self.orders = [] if team.leads else [Order("lr", 0.5, relative=True), Order("frozen", True, "model.layers[0]")]

    def take_orders(self, step=-1):
        if step == 2:
            self._orders, self.orders = self.orders, []
        return super().take_orders(step)


def stopped_and_resumed(team, folder):
    """With dropout: steered and stopped by the second process, taken up again, the same bits as never stopped."""
    chosen = experiment(CONVOLUTION, more='[[model.layers]]\ntype = "Dropout"')
    run(train(chosen, Steers(team), out=folder / "whole", team=team))
    control = Steers(team)
    stop = control.stop if not team.leads else lambda: None
    first = run(train(chosen, control, out=folder / "parts", team=team), 3, stop)
    again = run(resume(folder / "parts", team=team))
    if not team.leads:
        return None
    files = sorted(path.name for path in (folder / "parts").iterdir())
    return [
        first[-1].reason,
        first[-1].steps,
        again[-1].reason,
        gap(weights(folder / "whole"), weights(folder / "parts")),
        files,
        [event.what for event in read_steering(folder / "parts")],
    ]


def chosen_by_the_first(team, folder):
    """Where trying pays, and channels last wins; the second process may not even measure."""
    tuning.WORTH["cpu"], tuning.SHARE = 1.0, 100.0
    tuning._seconds = (lambda _model, way, *_: 2.0 - (way.memory_format == "channels_last")) if team.leads else None
    events = run(train(experiment(CONVOLUTION), out=folder, team=team))
    started = next(event for event in events if isinstance(event, RunStarted))
    tried = sum(isinstance(event, Preparing) and event.total == 0 and "fastest" in event.what for event in events)
    return [type(events[-1]).__name__, started.memory_format, tried]


def find_out(rank, folder):
    """The whole work of a process."""
    os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank)}
    torch.set_num_threads(1)
    team = Team.joined()
    found = {case: same_as_alone(team, folder / case.split()[0].strip(","), case) for case in CASES}
    halves, uneven = (slice(0, 5), slice(5, 10)), (slice(0, 1), slice(1, 10))
    found["batch norm"] = [
        batch_norm(team, halves, 0.1), batch_norm(team, uneven, None), batch_norm(team, (slice(0, 10), slice(10, 10)), 0.1, True)
    ]  # fmt: skip
    found["shares"] = [team.share(1)[1], team.share(5)[1], team.share(6)[1]]
    found["resumed"] = stopped_and_resumed(team, folder / "resumed")
    found["chosen"] = chosen_by_the_first(team, folder / "chosen")
    (folder / f"found-{team.rank}.json").write_text(json.dumps(found))
    torch.distributed.destroy_process_group()
