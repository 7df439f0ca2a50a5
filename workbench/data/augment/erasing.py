"""Covering a rectangle of each image."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, fill_colour, fill_tensor, finite_numbers
from workbench.data.augment.flips import flip_probability
from workbench.data.augment.pixel_noise import pixel_normals

ATTEMPTS = 10  # as many as torchvision makes to find a piece that fits into the image


def attempted_sizes(
    uniforms_BK: Tensor, area: float, scale: tuple[float, ...], ratio: tuple[float, ...]
) -> tuple[Tensor, Tensor]:
    """Two sides for every pair of numbers, whole and float64, (B, K / 2) each.

    Their product is a share of `area` in the range `scale`; the first over the second is in the range `ratio`, and as
    likely 1 / r as r.
    """
    shares, places = uniforms_BK.cpu().double().view(len(uniforms_BK), -1, 2).unbind(2)
    areas = area * (scale[0] + (scale[1] - scale[0]) * shares)
    low, high = math.log(ratio[0]), math.log(ratio[1])
    ratios = torch.exp(low + (high - low) * places)
    return (areas * ratios).sqrt().round(), (areas / ratios).sqrt().round()


class RandomErasing:
    """Fills a rectangle of each image with `value`, with probability `p`.

    Its area is drawn from `scale` (shares of the image), its height over its width from `ratio`. `value` is a number,
    one per channel, or "random": every pixel then gets a number of the standard normal distribution.
    """

    draws = 1 + 2 * ATTEMPTS + 2 + 2  # whether, the attempts, top and left, what the numbers of the pixels follow from

    def __init__(
        self,
        p: float = 0.5,
        scale: Sequence[float] = (0.02, 0.33),
        ratio: Sequence[float] = (0.3, 3.3),
        value: float | Sequence[float] | str = 0.0,
        inplace: bool = False,
    ) -> None:
        self.p = flip_probability(p)
        self.scale, self.ratio = finite_numbers("scale", scale, 2), finite_numbers("ratio", ratio, 2)
        if not 0 <= self.scale[0] <= self.scale[1] <= 1:
            raise ValueError(f"scale should hold two shares between 0 and 1, the smaller first, got {scale!r}.")
        if not 0 < self.ratio[0] <= self.ratio[1]:
            raise ValueError(f"ratio should hold two numbers above 0, the smaller first, got {ratio!r}.")
        if isinstance(value, str) and value != "random":
            raise ValueError(f'value should be a number, one per channel, or "random", got {value!r}.')
        self.value = None if isinstance(value, str) else fill_colour(value)
        self.inplace = inplace  # as torchvision has it; here the input is always left alone

    def __call__(self, images_BCHW: Tensor, uniforms_BK: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_BK, self.draws)
        device = images_BCHW.device
        height, width = images_BCHW.shape[2:]
        tops, lefts, heights, widths = brought(self.boxes(uniforms_BK, height, width), device)[:, :, None].unbind(1)
        rows, columns = torch.arange(height, device=device), torch.arange(width, device=device)
        inside_BH = (rows >= tops) & (rows < tops + heights)
        inside_BW = (columns >= lefts) & (columns < lefts + widths)
        values = self.values(images_BCHW, uniforms_BK)
        return torch.where(inside_BH[:, None, :, None] & inside_BW[:, None, None, :], values, images_BCHW)

    def boxes(self, uniforms_BK: Tensor, height: int, width: int) -> Tensor:
        """The rectangles (B, 4) as top, left, height, width, on the CPU; of no height where nothing is erased."""
        uniforms_BK = uniforms_BK.cpu()
        attempts = uniforms_BK[:, 1 : 1 + 2 * ATTEMPTS]
        heights, widths = attempted_sizes(attempts, height * width, self.scale, self.ratio)
        fits = (heights < height) & (widths < width)
        first = fits.int().argmax(1, keepdim=True)
        chosen = fits.any(1) & (uniforms_BK[:, 0] < self.p)
        h, w = (sizes.gather(1, first)[:, 0] * chosen for sizes in (heights, widths))
        top = (uniforms_BK[:, -4] * (height - h + 1)).floor()
        left = (uniforms_BK[:, -3] * (width - w + 1)).floor()
        return torch.stack([top, left, h, w], 1).long()

    def values(self, images_BCHW: Tensor, uniforms_BK: Tensor) -> Tensor:
        """What stands in the rectangles, in a shape that can be broadcast to the images."""
        if self.value is None:
            return pixel_normals(uniforms_BK[:, -2:], images_BCHW)
        return fill_tensor(self.value, images_BCHW)
