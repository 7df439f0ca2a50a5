"""What others would train with: the loop of the tutorials, and the trainers that people install, as their own pages show them.

Logging, progress bars and checkpoints are off. Of each trainer the second of two epochs is timed, from begin to end, by the
trainer's own callbacks; the first one warms up. A trainer that is not installed raises
ImportError, one that cannot do the case NotImplementedError.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader

from tests.benchmarks.limits import Timed
from tests.benchmarks.models import BATCH, Case


def loader(case: Case) -> DataLoader:
    """As everywhere: no workers, shuffled."""
    return DataLoader(case.data, batch_size=BATCH, shuffle=True)


def rate(case: Case, began: list[float], ended: list[float]) -> float:
    """Samples per second of the last epoch; a trainer that leaves an incomplete one is not timed."""
    assert len(began) == len(ended)
    return case.count / (ended[-1] - began[-1])


def textbook(case: Case) -> Timed:
    """The loop of the tutorials."""
    network, batches = case.network(), loader(case)
    criterion, optimizer = nn.CrossEntropyLoss(), torch.optim.Adam(network.parameters(), lr=1e-3)

    def run() -> float:
        started, running = time.perf_counter(), 0.0
        network.train()
        for images, targets in batches:
            images, targets = images.to(case.device), targets.to(case.device)
            optimizer.zero_grad()
            loss = criterion(network(images), targets)
            loss.backward()
            optimizer.step()
            running += loss.item()
        return case.count / (time.perf_counter() - started)

    return run


def lightning(case: Case) -> Timed:
    """A LightningModule and ``Trainer.fit``."""
    import lightning

    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)

    class Module(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.network = case.network()

        def training_step(self, batch, _batch_idx):
            images, targets = batch
            return nn.functional.cross_entropy(self.network(images), targets)

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=1e-3)

    class Clock(lightning.Callback):
        def on_train_epoch_start(self, *_args) -> None:
            began.append(time.perf_counter())

        def on_train_epoch_end(self, *_args) -> None:
            ended.append(time.perf_counter())

    began: list[float] = []
    ended: list[float] = []
    module, batches = Module(), loader(case)

    def run() -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            trainer = lightning.Trainer(
                max_epochs=2, accelerator=case.device, devices=1, logger=False, enable_checkpointing=False, callbacks=[Clock()],
                enable_progress_bar=False, enable_model_summary=False,
            )  # fmt: skip
            trainer.fit(module, batches)
        return rate(case, began, ended)

    return run


def skorch(case: Case) -> Timed:
    """``NeuralNetClassifier.fit`` with a data set."""
    return _skorch(case, case.data)


def skorch_arrays(case: Case) -> Timed:
    """``NeuralNetClassifier.fit`` with arrays that are ready, as its own page begins; nothing random can be done so."""
    if case.transforms:
        raise NotImplementedError("arrays that are ready cannot be augmented")
    data = case.data
    images = np.stack([data[i][0].numpy() for i in range(len(data))])
    return _skorch(case, images, data.targets)


def _skorch(case: Case, *data) -> Timed:
    import skorch
    from skorch.callbacks import Callback

    class Clock(Callback):
        def on_epoch_begin(self, *_args, **_kwargs) -> None:
            began.append(time.perf_counter())

        def on_epoch_end(self, *_args, **_kwargs) -> None:
            ended.append(time.perf_counter())

    began: list[float] = []
    ended: list[float] = []

    def run() -> float:
        net = skorch.NeuralNetClassifier(
            case.network(), criterion=nn.CrossEntropyLoss, optimizer=torch.optim.Adam, lr=1e-3, batch_size=BATCH, max_epochs=2,
            iterator_train__shuffle=True, train_split=None, verbose=0, callbacks=[Clock()], device=case.device,
        )  # fmt: skip
        net.fit(*(data if len(data) == 2 else (data[0], None)))
        return rate(case, began, ended)

    return run


def ignite(case: Case) -> Timed:
    """``create_supervised_trainer``."""
    from ignite.engine import Events, create_supervised_trainer

    began: list[float] = []
    ended: list[float] = []
    network, batches = case.network(), loader(case)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    trainer = create_supervised_trainer(network, optimizer, nn.CrossEntropyLoss(), device=case.device)
    trainer.add_event_handler(Events.EPOCH_STARTED, lambda: began.append(time.perf_counter()))
    trainer.add_event_handler(Events.EPOCH_COMPLETED, lambda: ended.append(time.perf_counter()))

    def run() -> float:
        trainer.run(batches, max_epochs=2)
        return rate(case, began, ended)

    return run


PEERS: dict[str, Callable[[Case], Timed]] = {
    "textbook loop": textbook,
    "Lightning": lightning,
    "skorch": skorch,
    "skorch, arrays": skorch_arrays,
    "Ignite": ignite,
}
