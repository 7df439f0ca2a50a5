"""What the process that others are forked from has done before: everything but a step of training, which starts threads."""

import torch

import workbench.catalog  # noqa: F401
from tests.faults.runs import experiment
from workbench.training import loop  # noqa: F401
from workbench.training.check import check

torch.set_num_threads(1)
check(experiment(), None)
