"""Which outputs of a model depend on which inputs, whatever its weights are.

A skeleton of the model has, in place of every layer, one that only passes on who is connected with whom: its outputs are
ones, and its backward pass says of each input whether one of the wanted outputs can see it. So a backward pass from one
number gives exactly the inputs that it can see. What no rule is known for is tried with random numbers instead.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from workbench.evaluation.inspect import passing
from workbench.modules.sequences import MeanSteps, Permute, PositionalEncoding, Recurrent, SelfAttention

Rule = Callable[[Any, Tensor], Tensor]

TRIES = 8

BY_PLACE: tuple[type[nn.Module], ...] = (
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.GELU, nn.Sigmoid, nn.Tanh, nn.LogSigmoid, nn.ELU, nn.SELU, nn.CELU, nn.SiLU,
    nn.Mish, nn.PReLU, nn.RReLU, nn.Softplus, nn.Softsign, nn.Hardtanh, nn.Hardsigmoid, nn.Hardswish, nn.Threshold,
    nn.Hardshrink, nn.Softshrink, nn.Tanhshrink, nn.modules.dropout._DropoutNd, nn.Identity, PositionalEncoding,
)  # fmt: skip
"""Every output depends on the input at its place alone."""

AS_THEY_ARE: tuple[type[nn.Module], ...] = (
    nn.Flatten, nn.Unflatten, nn.Upsample, nn.PixelShuffle, nn.PixelUnshuffle, nn.ChannelShuffle, nn.Fold, nn.Unfold,
    nn.modules.padding._ConstantPadNd, nn.modules.padding._ReflectionPadNd, nn.modules.padding._ReplicationPadNd,
    nn.modules.padding._CircularPadNd, Permute, MeanSteps, nn.modules.pooling._AdaptiveAvgPoolNd,
)  # fmt: skip
"""Linear, without weights of their own that could be 0: their own gradient says it."""

RULES: tuple[tuple[Any, Rule], ...] = (
    (BY_PLACE, passing.by_place),
    (AS_THEY_ARE, passing.as_it_is),
    (nn.modules.batchnorm._BatchNorm, passing.batch_norm),
    (nn.modules.instancenorm._InstanceNorm, passing.instance_norm),
    ((nn.LayerNorm, nn.RMSNorm), passing.layer_norm),
    (nn.GroupNorm, passing.group_norm),
    ((nn.Softmax, nn.LogSoftmax, nn.Softmin), passing.softmax),
    ((nn.Linear, nn.Bilinear), passing.linear),
    (nn.Embedding, passing.embedding),
    (nn.modules.conv._ConvTransposeNd, passing.transposed),
    (nn.modules.conv._ConvNd, passing.convolution),
    (nn.modules.pooling._MaxPoolNd, passing.pooling),
    (nn.modules.pooling._AvgPoolNd, passing.pooling),
    (nn.modules.pooling._AdaptiveMaxPoolNd, passing.adaptive_max),
    (Recurrent, passing.recurrent),
    ((SelfAttention, nn.TransformerEncoderLayer, nn.MultiheadAttention), passing.attention),
)


class Skeleton:
    """That of a model. ``own`` are the user's own layers, by the identity of their modules: they are tried, but for
    ``open_``, into which one wants to look. ``exact``: nothing had to be tried."""

    def __init__(self, model: nn.Module, own: set[int], open_: nn.Module | None = None) -> None:
        self.stands: dict[int, nn.Module] = {}
        self.exact = True
        self._own, self._open = own, open_
        rules = dict(self._ruled(model))
        shared: dict[int, Any] = {id(each): each for each in (*rules, *model.parameters(), *model.buffers())}
        self._copied = copy.deepcopy(model, shared)  # only what holds the layers, which are replaced
        self._replace(model, self._copied, rules)

    def run(self, module: nn.Module, inputs: Tensor) -> Tensor:
        """What stands for a module of the model gives for inputs of ones. Raises LookupError if it is never called."""
        found: list[Tensor] = []
        stand = self.stands.get(id(module))
        if stand is None:
            raise LookupError
        hook = stand.register_forward_hook(lambda _module, _inputs, output: found.append(_first(output)))
        try:
            with torch.enable_grad(), _Pools():
                self._copied(inputs)
        finally:
            hook.remove()
        if not found:
            raise LookupError
        return found[-1]

    def _ruled(self, module: nn.Module) -> Iterator[tuple[nn.Module, Rule]]:
        """What is replaced, the outermost of it."""
        for child in module.children():
            rule = self._rule(child)
            if rule is None:
                yield from self._ruled(child)
            else:
                yield child, rule

    def _replace(self, original: nn.Module, copied: nn.Module, rules: Mapping[nn.Module, Rule]) -> None:
        """What has a rule is replaced; else what is inside of it."""
        self.stands[id(original)] = copied
        for name, weight in copied.named_parameters(recurse=False):
            copied.register_parameter(name, nn.Parameter(torch.ones_like(weight), requires_grad=False))
        for name, child in original.named_children():
            if child in rules:
                stand = _Stand(child, rules[child])
                setattr(copied, name, stand)
                self.stands[id(child)] = stand
            else:
                self._replace(child, getattr(copied, name), rules)

    def _rule(self, module: nn.Module) -> Rule | None:
        """None: what is inside is looked at."""
        if id(module) in self._own:
            self.exact = False
            return None if module is self._open else _tried
        rule = passing.of_torchvision(module) or next((way for kinds, way in RULES if isinstance(module, kinds)), None)
        if rule is None and not any(True for _ in module.children()) and not isinstance(module, nn.Sequential):
            self.exact = False
            return _tried
        return rule


class _Stand(nn.Module):
    """Stands for a module. It hides it from PyTorch, so that it is no part of the skeleton."""

    def __init__(self, module: nn.Module, rule: Rule) -> None:
        super().__init__()
        self._hidden, self._rule = (module,), rule

    def forward(self, *inputs: Tensor, **_options: Any) -> Any:
        module = self._hidden[0]
        found = connected(self._rule(module, inputs[0]))
        return (found, None) if isinstance(module, nn.MultiheadAttention) else found


class _Connected(torch.autograd.Function):
    @staticmethod
    def forward(_ctx: Any, passed: Tensor) -> Tensor:
        return torch.ones_like(passed)

    @staticmethod
    def backward(_ctx: Any, *grads: Any) -> Any:
        return (grads[0] != 0).to(grads[0].dtype)


def connected(passed: Tensor) -> Tensor:
    """Ones of the same shape; on the way back, 1 for what is seen and 0 for what is not."""
    found: Tensor = _Connected.apply(passed)
    return found


class _Tried(torch.autograd.Function):
    """A module of which nothing is known: whatever input changes the wanted outputs for one of several random samples."""

    @staticmethod
    def forward(ctx: Any, inputs: Tensor, module: nn.Module) -> Tensor:
        ctx.module, ctx.sizes = module, inputs.shape
        return torch.ones_like(_first(module(inputs.detach().clone())))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        wanted = grads[0] != 0
        chance = torch.Generator().manual_seed(0)
        seen = torch.zeros(ctx.sizes, dtype=torch.bool)
        for _ in range(TRIES):
            with torch.enable_grad():
                start = torch.randn(ctx.sizes, generator=chance).requires_grad_()
                output = _first(ctx.module(start.clone()))
                weights = torch.rand(output.shape, generator=chance) + 0.5
                (found,) = torch.autograd.grad(output, start, weights * wanted, allow_unused=True)
            if found is not None:
                seen |= found != 0
        return seen.to(grads[0].dtype), None


def _tried(module: nn.Module, inputs: Tensor) -> Tensor:
    found: Tensor = _Tried.apply(inputs, module)
    return found


class _Pools(TorchFunctionMode):
    """Where a network of torchvision calls the function in place of a layer: the gradient of a maximum sees only one."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func is not nn.functional.max_pool2d:
            return func(*args, **(kwargs or {}))
        inputs, *rest = args
        names = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
        return connected(
            passing.pooling(nn.MaxPool2d(**dict(zip(names, rest, strict=False)), **_known(kwargs)), inputs)
        )


def _known(options: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (options or {}).items() if name != "return_indices"}


def _first(output: Any) -> Tensor:
    while isinstance(output, tuple | list):
        output = output[0]
    assert isinstance(output, Tensor)
    return output
