"""Steps that mix the samples of a batch, and their targets with them. Exported scripts carry this file as it is.

Names and results are those of torchvision.transforms.v2, with one difference: a step draws no random numbers. It is
called as `mix(images, targets, uniforms)`, and `uniforms` holds the `mix.draws` numbers in [0, 1) that decide what
happens to this batch. Each sample is mixed with the one before it in the batch, the first with the last.
"""

import math

import torch
from torch import Tensor

GRID = 4097
"""Places at which a distribution is added up."""


def beta_quantiles(alpha: float) -> tuple[Tensor, Tensor]:
    """The distribution Beta(alpha, alpha) up to its middle: probabilities from 0 to 1/2, and the numbers up to which they lie.

    The density is proportional to (x (1 - x))**(alpha - 1). Where alpha is below 1, in terms of t = x**alpha it has no
    pole at 0; t stands in place of x then. It is added up by trapezia.
    """
    power = min(alpha, 1.0)
    t = torch.linspace(0, 0.5**power, GRID, dtype=torch.float64)
    x = t ** (1 / power)
    probabilities = torch.zeros_like(t)
    probabilities[1:] = torch.cumulative_trapezoid(x ** (alpha - power) * (1 - x) ** (alpha - 1), t)
    return probabilities / (2 * probabilities[-1]), t


def mix_targets(targets: Tensor, own_share: float) -> Tensor:
    """Targets (B, …) as numbers, each together with the one before: ``own_share`` of its own, the rest of the other."""
    return targets.roll(1, 0).mul_(1 - own_share).add_(targets.mul(own_share))


class MixUp:
    """Lays the image before it over each image, and its target over the target, both by the same share.

    The share is drawn from Beta(`alpha`, `alpha`), one for the whole batch: with 1 all shares are equally likely, below
    1 most are close to 0 or 1, above 1 most are close to a half.
    """

    draws = 1

    def __init__(self, alpha: float = 1.0) -> None:
        if not isinstance(alpha, int | float) or not 0.01 <= alpha <= 100:
            raise ValueError(f"alpha should be a number from 0.01 to 100, got {alpha!r}.")
        self.alpha = float(alpha)
        self._probabilities, self._powers = beta_quantiles(self.alpha)

    def share(self, uniform: float) -> float:
        """How much of its own each image keeps."""
        half = min(uniform, 1 - uniform)
        right = int(torch.searchsorted(self._probabilities, half).clamp(1, GRID - 1))
        low, high = self._probabilities[right - 1 : right + 1].tolist()
        t_low, t_high = self._powers[right - 1 : right + 1].tolist()
        t = t_low + (t_high - t_low) * (half - low) / max(high - low, 1e-300)
        x = float(t ** (1 / min(self.alpha, 1.0)))
        return x if uniform < 0.5 else 1 - x

    def __call__(self, images: Tensor, targets: Tensor, uniforms: Tensor) -> tuple[Tensor, Tensor]:
        """Images (B, …) and targets (B, …) as floats, for classes a row with a 1 for each; new tensors."""
        share = self.share(float(uniforms[0]))
        return mix_targets(images, share), mix_targets(targets, share)


class CutMix(MixUp):
    """Puts a rectangle of the image before it into each image, and mixes the targets by its share of the area.

    The share that the rectangle is meant to leave is drawn as in MixUp, and its middle anywhere in the image; what
    would stand over the edge is cut off.
    """

    draws = 3

    def __call__(self, images: Tensor, targets: Tensor, uniforms: Tensor) -> tuple[Tensor, Tensor]:
        """Images (B, C, H, W) and targets (B, …) as floats, for classes a row with a 1 for each; new tensors."""
        height, width = images.shape[2:]
        left, top, right, bottom = self.box(uniforms, height, width)
        mixed = images.clone()
        mixed[:, :, top:bottom, left:right] = images.roll(1, 0)[:, :, top:bottom, left:right]
        return mixed, mix_targets(targets, 1 - (right - left) * (bottom - top) / (width * height))

    def box(self, uniforms: Tensor, height: int, width: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the rectangle."""
        u_share, u_x, u_y = uniforms.tolist()
        half = 0.5 * math.sqrt(1 - self.share(u_share))
        x, y, across, down = int(u_x * width), int(u_y * height), int(half * width), int(half * height)
        return max(x - across, 0), max(y - down, 0), min(x + across, width), min(y + down, height)
