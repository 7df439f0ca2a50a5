"""Where gradients begin: at the prepared sample, or, for tokens, which are names, at what their Embedding makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.evaluation.inspect.layers import batch_of
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem


class Entry:
    """The model of one sample as a function of numbers. ``start`` is (1, …) float32: the sample, or of tokens (1, L, F), the
    outputs of all Embeddings side by side. ``sample`` is (1, …) as the model takes it. Raises :class:`ExperimentError`."""

    def __init__(self, trained: Trained, seen: NDArray[Any]) -> None:
        self.model, self.sample = trained.model, batch_of(seen)
        self.tokens = not self.sample.is_floating_point()
        self._embeddings: list[nn.Module] = []
        self.start = self.embedded(self.sample) if self.tokens else self.sample

    def embedded(self, tokens: Tensor) -> Tensor:
        """What the Embeddings make of tokens (B, L): (B, L, F)."""
        found: list[tuple[nn.Module, Tensor]] = []
        with ExitStack() as hooks, torch.no_grad():
            for module in self.model.modules():
                if isinstance(module, nn.Embedding):
                    hook = module.register_forward_hook(lambda *call: found.append((call[0], call[2])))
                    hooks.callback(hook.remove)
            self.model(tokens)
        if not found or any(output.shape[:-1] != tokens.shape for _, output in found):
            what = "The tokens of this model do not go straight into an Embedding."
            raise ExperimentError([problem("", what, "Only occlusion can say what its answer hangs on.")])
        self._embeddings = [module for module, _ in found]
        return torch.cat([output for _, output in found], -1)

    def run(self, batch: Tensor) -> Tensor:
        """The outputs (B, …) for a batch of starts, with gradients where they are on."""
        if not self.tokens:
            found: Tensor = self.model(batch.clone())  # which the first layer may write over
            return found
        sizes = [int(module.embedding_dim) for module in self._embeddings]  # type: ignore[arg-type]
        with ExitStack() as hooks:
            for module, part in zip(self._embeddings, torch.split(batch, sizes, -1), strict=True):
                hooks.callback(module.register_forward_hook(_giving(part), prepend=True).remove)
            answer: Tensor = self.model(self.sample.expand(len(batch), *self.sample.shape[1:]))
        return answer


@contextmanager
def outputs_of(module: nn.Module) -> Iterator[list[Tensor]]:
    """What the module puts out in the block, each time; what follows works on a copy, since it may write over it."""
    found: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: Any, output: Any) -> Any:
        if isinstance(output, tuple):
            found.append(output[0])
            return (output[0].clone(), *output[1:])
        found.append(output)
        return output.clone()

    hook = module.register_forward_hook(keep)
    try:
        yield found
    finally:
        hook.remove()


def _giving(output: Tensor) -> Any:
    return lambda *_call: output.clone()
