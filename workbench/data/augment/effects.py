"""Random effects on single images of a batch: grey, inverted, blurred, with a piece erased.

An image is changed where its first uniform number is below `p`; a blur has its own strength for every image.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, fill_tensor, finite_numbers
from workbench.data.augment.flips import flip_probability

ERASING_ATTEMPTS = 10  # as many as torchvision makes to find a piece that fits into the image


def where_chosen(uniforms_B: Tensor, p: float, changed_BCHW: Tensor, images_BCHW: Tensor) -> Tensor:
    """The changed image where the uniform number is below `p`, else the image."""
    chosen_B111 = (uniforms_B < p).to(images_BCHW.device).view(-1, 1, 1, 1)
    return torch.where(chosen_B111, changed_BCHW, images_BCHW)


class RandomGrayscale:
    """Makes each image grey with probability `p`; it keeps its three channels. Images of one channel stay as they are."""

    draws = 1

    def __init__(self, p: float = 0.1) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        if images_BCHW.shape[1] != 3:
            return images_BCHW.clone()
        red, green, blue = images_BCHW.unbind(1)
        grey_B1HW = (red * 0.2989).add(green, alpha=0.587).add(blue, alpha=0.114).unsqueeze(1)
        return where_chosen(uniforms_B1[:, 0], self.p, grey_B1HW.expand_as(images_BCHW), images_BCHW)


class RandomInvert:
    """Turns each image into its negative with probability `p`: x becomes 1 - x."""

    draws = 1

    def __init__(self, p: float = 0.5) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        return where_chosen(uniforms_B1[:, 0], self.p, 1 - images_BCHW, images_BCHW)


class GaussianBlur:
    """Blurs each image with a bell-shaped window of (height, width) `kernel_size`, whose width is drawn from `sigma`."""

    draws = 1

    def __init__(self, kernel_size: int | Sequence[int], sigma: float | Sequence[float] = (0.1, 2.0)) -> None:
        sizes = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
        if len(sizes) != 2 or any(size < 1 or size % 2 == 0 for size in sizes):
            raise ValueError(f"kernel_size should be one or two odd numbers above 0, got {kernel_size!r}.")
        self.width, self.height = sizes  # torchvision's order
        low, high = (sigma, sigma) if isinstance(sigma, int | float) else finite_numbers("sigma", sigma, 2)
        if not 0 < low <= high:
            raise ValueError(f"sigma should be above 0, and go from its smaller to its larger end, got {sigma!r}.")
        self.sigma = (float(low), float(high))

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        low, high = self.sigma
        sigma_B = (low + (high - low) * uniforms_B1[:, 0]).to(images_BCHW)
        blurred = self._along(images_BCHW, sigma_B, self.width, dim=3)
        return self._along(blurred, sigma_B, self.height, dim=2)

    def _along(self, images_BCHW: Tensor, sigma_B: Tensor, size: int, dim: int) -> Tensor:
        """The weighted sum of shifted images, so that no image sees another; the edges are mirrored."""
        half = size // 2
        if half >= images_BCHW.shape[dim]:
            raise ValueError(f"The images are smaller than the blur's window of {size} pixels.")
        places = torch.arange(-half, half + 1, dtype=images_BCHW.dtype, device=images_BCHW.device)
        weights_BK = torch.exp(-0.5 * (places / sigma_B[:, None]).square())
        weights_BK = weights_BK / weights_BK.sum(1, keepdim=True)
        edges = (half, half, 0, 0) if dim == 3 else (0, 0, half, half)
        padded = torch.nn.functional.pad(images_BCHW, edges, mode="reflect")
        length = images_BCHW.shape[dim]
        result = torch.zeros_like(images_BCHW)
        for place in range(size):
            result += weights_BK[:, place].view(-1, 1, 1, 1) * padded.narrow(dim, place, length)
        return result


class RandomErasing:
    """Fills a rectangle of each image with `value`, with probability `p`.

    Its area is drawn from `scale` (shares of the image), its height over its width from `ratio`.
    """

    draws = 1 + 2 * ERASING_ATTEMPTS + 2

    def __init__(
        self,
        p: float = 0.5,
        scale: Sequence[float] = (0.02, 0.33),
        ratio: Sequence[float] = (0.3, 3.3),
        value: float | Sequence[float] = 0.0,
        inplace: bool = False,
    ) -> None:
        self.p = flip_probability(p)
        self.scale, self.ratio = finite_numbers("scale", scale, 2), finite_numbers("ratio", ratio, 2)
        if not 0 <= self.scale[0] <= self.scale[1] <= 1:
            raise ValueError(f"scale should hold two shares between 0 and 1, the smaller first, got {scale!r}.")
        if not 0 < self.ratio[0] <= self.ratio[1]:
            raise ValueError(f"ratio should hold two numbers above 0, the smaller first, got {ratio!r}.")
        self.value = fill_colour(value)
        self.inplace = inplace  # as torchvision has it; here the input is always left alone

    def boxes(self, uniforms_BK: Tensor, height: int, width: int) -> Tensor:
        """The rectangles (B, 4) as top, left, height, width; of no height where nothing is erased."""
        attempts = uniforms_BK[:, 1 : 1 + 2 * ERASING_ATTEMPTS].view(-1, ERASING_ATTEMPTS, 2).double()
        areas = height * width * (self.scale[0] + (self.scale[1] - self.scale[0]) * attempts[:, :, 0])
        low, high = math.log(self.ratio[0]), math.log(self.ratio[1])
        aspects = torch.exp(low + (high - low) * attempts[:, :, 1])
        heights, widths = (areas * aspects).sqrt().round(), (areas / aspects).sqrt().round()
        fits = (heights < height) & (widths < width)
        first = fits.int().argmax(1, keepdim=True)
        chosen = fits.any(1) & (uniforms_BK[:, 0] < self.p)
        h, w = (sizes.gather(1, first)[:, 0] * chosen for sizes in (heights, widths))
        top = (uniforms_BK[:, -2] * (height - h + 1)).floor()
        left = (uniforms_BK[:, -1] * (width - w + 1)).floor()
        return torch.stack([top, left, h, w], 1).long()

    def __call__(self, images_BCHW: Tensor, uniforms_BK: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_BK, self.draws)
        height, width = images_BCHW.shape[-2:]
        top, left, h, w = self.boxes(uniforms_BK.cpu(), height, width).to(images_BCHW.device).T[:, :, None]
        rows, columns = (torch.arange(n, device=images_BCHW.device)[None] for n in (height, width))
        inside_BHW = ((rows >= top) & (rows < top + h))[:, :, None] & ((columns >= left) & (columns < left + w))[
            :, None
        ]
        return torch.where(inside_BHW[:, None], fill_tensor(self.value, images_BCHW), images_BCHW)
