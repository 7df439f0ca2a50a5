"""``torch.compile``, where the experiment wants it and the machine can."""

from __future__ import annotations

from collections.abc import Callable, Generator

import torch
from torch import Tensor, nn

from workbench.spec.own_errors import own_problem
from workbench.spec.problems import problem
from workbench.training.events import Event, Noticed, Preparing

BACKEND = "inductor"


def compiled(
    model: nn.Sequential, example: Callable[[], Tensor], device: torch.device
) -> Generator[Event, None, Callable[[Tensor], Tensor]]:
    """The generator returns what takes inputs (B, …) to outputs with the model's weights; the model itself where compiling fails.

    On a GPU the kernels of a step are recorded once and replayed together (CUDA graphs), which is what small models lack.
    The random numbers that layers will draw are not touched.
    """
    yield Preparing("compiling the model")
    try:
        _without_processes()
        mode = "reduce-overhead" if device.type == "cuda" else None
        function: Callable[[Tensor], Tensor] = torch.compile(
            model, backend=BACKEND, mode=mode if BACKEND == "inductor" else None
        )
        states = [module.training for module in model.modules()]
        _tried(function, model, example(), device)
        assert states == [module.training for module in model.modules()]
    except Exception as error:
        if own_problem("", error):
            raise
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        yield Noticed(
            problem("training.compile", "The model cannot be compiled here ({reason}); it is trained as it is.",
                    "Switch compile off, or install a C++ compiler.", severity="warning", reason=reason)
        )  # fmt: skip
        return model
    return function


def _tried(function: Callable[[Tensor], Tensor], model: nn.Sequential, inputs: Tensor, device: torch.device) -> None:
    """Once forward and backward, so that the first step of the run does not wait; the weights and statistics stay."""
    kept = {name: value.clone() for name, value in model.named_buffers()}
    with torch.random.fork_rng([device] if device.type == "cuda" else []):
        function(inputs).float().sum().backward()  # type: ignore[no-untyped-call]
    with torch.no_grad():
        for name, value in model.named_buffers():
            value.copy_(kept[name])
    for parameter in model.parameters():
        parameter.grad = None


def _without_processes() -> None:
    """PyTorch compiles in processes of its own by default, which a window must not fork."""
    import torch._inductor.config as settings

    settings.compile_threads = 1
