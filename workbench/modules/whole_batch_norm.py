"""Batch norm over a batch whose samples are spread over several processes."""

from __future__ import annotations

from typing import Any, ClassVar

import torch
from torch import Tensor, nn


class _Normalized(torch.autograd.Function):
    """(x − mean) / std over all processes; backward sums over all of them, too."""

    @staticmethod
    def forward(ctx: Any, inputs: Tensor, mean: Tensor, scale: Tensor, count: Tensor, present: bool) -> Tensor:
        shape = (1, -1, *([1] * (inputs.dim() - 2)))
        normal = (inputs - mean.view(shape)) * scale.view(shape)
        ctx.save_for_backward(normal, scale, count)
        ctx.present, ctx.shape = present, shape
        return normal

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        (grad,) = grads
        normal, scale, count = ctx.saved_tensors
        dims = [d for d in range(grad.dim()) if d != 1]
        sums = torch.stack([grad.sum(dims), (grad * normal).sum(dims)])
        torch.distributed.all_reduce(sums)
        along, across = (sums / count).view(2, *ctx.shape)
        found = (grad - along - normal * across) * scale.view(ctx.shape)
        return (found if ctx.present else torch.zeros_like(found)), None, None, None, None


class WholeBatchNorm(nn.modules.batchnorm._BatchNorm):
    """What BatchNorm1d, 2d and 3d do, with mean and variance of the whole batch of all processes, on any device.

    While ``absent``, what comes in stands in for no samples at all: it takes part, but counts nowhere.
    """

    absent: ClassVar[bool] = False

    def _check_input_dim(self, input: Tensor) -> None:
        if input.dim() < 2:
            raise ValueError(f"expected at least 2D input (got {input.dim()}D input)")

    def forward(self, input: Tensor) -> Tensor:
        """(B, C, …) → the same shape; in evaluation mode as PyTorch does."""
        if not self.training:
            return super().forward(input)
        self._check_input_dim(input)
        values = input.to(torch.promote_types(input.dtype, torch.float32))
        mean, variance, count = self._statistics(values.detach())
        self._remember(mean, variance, count)
        result = _Normalized.apply(values, mean, (variance + self.eps).rsqrt(), count, not self.absent)
        shape = (1, -1, *([1] * (input.dim() - 2)))
        if self.affine:
            result = result * self.weight.view(shape) + self.bias.view(shape)
        return result.to(input.dtype)

    def _statistics(self, values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Mean (C,), variance (C,) and count (1,), put together from those of every process."""
        dims = [d for d in range(values.dim()) if d != 1]
        count = values.new_full((1,), 0 if self.absent else values.numel() // values.shape[1])
        variance, mean = torch.var_mean(values, dims, correction=0)
        own = torch.cat([mean, variance, count])
        found = [torch.empty_like(own) for _ in range(torch.distributed.get_world_size())]
        torch.distributed.all_gather(found, own)
        all_own = torch.stack(found)
        size = values.shape[1]
        means, variances, counts = all_own[:, :size], all_own[:, size:-1], all_own[:, -1:]
        total = counts.sum(0)
        if values.device.type == "cpu" and total <= 1:
            raise ValueError(f"Expected more than 1 value per channel when training, got input size {values.shape}")
        whole = (means * counts).sum(0) / total
        spread = ((variances + (means - whole) ** 2) * counts).sum(0) / total
        return whole, spread, total

    def _remember(self, mean: Tensor, variance: Tensor, count: Tensor) -> None:
        if not self.track_running_stats or self.running_mean is None or self.running_var is None:
            return
        assert self.num_batches_tracked is not None
        self.num_batches_tracked.add_(1)
        momentum = 1.0 / float(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean.lerp_(mean.to(self.running_mean.dtype), momentum)
        self.running_var.lerp_((variance * (count / (count - 1))).to(self.running_var.dtype), momentum)


def over_the_whole_batch(model: nn.Module) -> None:
    """Put a :class:`WholeBatchNorm` in the place of every batch norm inside; weights, marks and names stay."""
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if type(child) in (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d):
                other = WholeBatchNorm.__new__(WholeBatchNorm)
                other.__dict__.update(child.__dict__)
                setattr(parent, name, other)
