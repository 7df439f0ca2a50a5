"""Random changes of brightness, contrast, saturation and hue.

Images are float in [0, 1] with 3 channels (red, green, blue) or 1 (grey, which saturation and hue leave as it is). The
results agree with torchvision's within a few float32 roundings; bit for bit they are the same in any batch.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, finite_numbers


def luminance(images_BCHW: Tensor) -> Tensor:
    """How bright each pixel looks, (B, 1, H, W), with the weights of ITU-R BT.601, as in torchvision and Pillow."""
    if images_BCHW.shape[1] == 1:
        return images_BCHW
    red, green, blue = images_BCHW.unsqueeze(2).unbind(1)
    return (red * 0.2989).add_(green * 0.587).add_(blue * 0.114)


def exact_mean(grey_B1HW: Tensor) -> Tensor:
    """The mean of each image, (B, 1, 1, 1), added up in whole numbers of 2**-26.

    A sum of floats is rounded differently with the number of threads, the device and the images beside it, as torch
    sees fit. A sum of integers is not.
    """
    total_B111 = (grey_B1HW * 2.0**26).int().sum(dim=(1, 2, 3), keepdim=True)
    return (total_B111 / grey_B1HW[0].numel()).to(grey_B1HW.dtype) * 2.0**-26


def per_image(numbers: Tensor, images_BCHW: Tensor) -> Tensor:
    """One number for each image, in a shape that can be broadcast to them."""
    return brought(numbers, images_BCHW.device, images_BCHW.dtype).view(-1, 1, 1, 1)


def blend(images_BCHW: Tensor, others: Tensor, factors_B: Tensor) -> Tensor:
    """factor · image + (1 - factor) · other, clamped to [0, 1]; a factor above 1 leads away from `other`."""
    own_share = images_BCHW * per_image(factors_B, images_BCHW)
    return own_share.add_(others * per_image(1.0 - factors_B, images_BCHW)).clamp_(0, 1)


def adjust_brightness(images_BCHW: Tensor, factors_B: Tensor) -> Tensor:
    """0 is black, 1 the image itself, 2 twice as bright."""
    return (images_BCHW * per_image(factors_B, images_BCHW)).clamp_(0, 1)


def adjust_contrast(images_BCHW: Tensor, factors_B: Tensor) -> Tensor:
    """0 is an even grey, 1 the image itself, 2 twice as far from that grey."""
    return blend(images_BCHW, exact_mean(luminance(images_BCHW)), factors_B)


def adjust_saturation(images_BCHW: Tensor, factors_B: Tensor) -> Tensor:
    """0 is a grey picture, 1 the image itself, 2 twice as colourful."""
    return blend(images_BCHW, luminance(images_BCHW), factors_B)


def adjust_hue(images_BCHW: Tensor, factors_B: Tensor) -> Tensor:
    """Turns all colours by `factor` of the colour circle; 0.5 and -0.5 give the opposite colours.

    This is the hue of HSV: 0 is red, 1/3 green, 2/3 blue. A turn leaves the largest and the smallest of the three
    channels' values as they are and says only which channel lies where between them.
    """
    smallest, largest = images_BCHW.amin(dim=1, keepdim=True), images_BCHW.amax(dim=1, keepdim=True)
    chroma = largest - smallest
    # How far each channel lies below the largest, from 0 to 1. Grey has no hue: it may divide by any number but 0.
    red, green, blue = (largest - images_BCHW).div_(chroma.clamp_min(1e-30)).unsqueeze(2).unbind(1)
    # A weight of 0 in lerp takes its first value, 1 the second; sign is 0 where the channel is the largest, else 1.
    from_green_or_blue = torch.lerp(2 + red - blue, 4 + green - red, green.sign())
    hue = torch.lerp(blue - green, from_green_or_blue, red.sign()).mul_(1 / 6).add_(1)
    hue.sub_(hue.floor()).add_(per_image(factors_B, images_BCHW))
    sixths = hue.sub_(hue.floor()).mul_(6)
    below = torch.cat([2 - (sixths - 3).abs_(), (sixths - 2).abs_() - 1, (sixths - 4).abs_() - 1], dim=1).clamp_(0, 1)
    return largest - below.mul_(chroma)


def factor_range(name: str, value: float | Sequence[float] | None) -> tuple[float, float] | None:
    """(min, max); a number v stands for (max(0, 1 - v), 1 + v); None where the factor could only be 1."""
    if value is None:
        return None
    if isinstance(value, int | float):
        if not 0 <= value < math.inf:
            raise ValueError(f"{name} as a single number cannot be negative, got {value}.")
        value = (max(0.0, 1.0 - value), 1.0 + value)
    low, high = finite_numbers(name, value, 2)
    if not 0.0 <= low <= high:
        raise ValueError(f"{name} should be (min, max) with 0 ≤ min ≤ max, got {value!r}.")
    return None if low == high == 1.0 else (low, high)


def hue_range(value: float | Sequence[float] | None) -> tuple[float, float] | None:
    """(min, max); a number v stands for (-v, v); None where the turn could only be 0."""
    if value is None:
        return None
    if isinstance(value, int | float):
        if not 0.0 <= value <= 0.5:
            raise ValueError(f"hue as a single number should lie between 0 and 0.5 (half the circle), got {value}.")
        value = (-value, value)
    low, high = finite_numbers("hue", value, 2)
    if not -0.5 <= low <= high <= 0.5:
        raise ValueError(f"hue should be (min, max) with -0.5 ≤ min ≤ max ≤ 0.5, got {value!r}.")
    return None if low == high == 0.0 else (low, high)


ADJUSTMENTS = (adjust_brightness, adjust_contrast, adjust_saturation, adjust_hue)


def jitter_in_place(images_BCHW: Tensor, factors_B4: Tensor, order_BS: Tensor) -> None:
    """Applies the ADJUSTMENTS to each image in its own order: at each place in the order, once per kind."""
    for kinds_B in order_BS.unbind(1):
        for k in sorted(set(kinds_B.tolist())):
            rows = (kinds_B == k).nonzero().squeeze(1)
            everywhere = len(rows) == len(images_BCHW)
            there = slice(None) if everywhere else brought(rows, images_BCHW.device)
            images_BCHW[there] = ADJUSTMENTS[k](images_BCHW[there], factors_B4[rows, k])


class ColorJitter:
    """Changes brightness, contrast, saturation and hue of each image by factors, and in an order, of its own.

    `brightness`, `contrast` and `saturation` are each a number v (factors between max(0, 1 - v) and 1 + v) or
    (min, max). `hue` is a number v up to 0.5 (between -v and v of the colour circle) or (min, max). None and 0 leave
    that property alone.
    """

    draws = 8  # the four factors, then four numbers whose order is the order of the four steps

    def __init__(
        self,
        brightness: float | Sequence[float] | None = None,
        contrast: float | Sequence[float] | None = None,
        saturation: float | Sequence[float] | None = None,
        hue: float | Sequence[float] | None = None,
    ) -> None:
        self.brightness = factor_range("brightness", brightness)
        self.contrast = factor_range("contrast", contrast)
        self.saturation = factor_range("saturation", saturation)
        self.hue = hue_range(hue)

    def __call__(self, images_BCHW: Tensor, uniforms_B8: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B8, self.draws)
        channels, height, width = images_BCHW.shape[1:]
        if channels not in (1, 3):
            raise ValueError(f"ColorJitter needs images with 1 or 3 channels, but these have {channels}.")
        steps = self.steps(channels)
        factors, order = self.factors(uniforms_B8), self.order(uniforms_B8, steps)
        # Large images go a few at a time, so that on a CPU what one step wrote is in the cache when the next reads it.
        few = max(1, 2**18 // (channels * height * width)) if images_BCHW.device.type == "cpu" else len(images_BCHW)
        jittered = images_BCHW.clone()
        for start in range(0, len(jittered), few):
            part = slice(start, start + few)
            jitter_in_place(jittered[part], factors[part], order[part])
        return jittered

    def steps(self, channels: int) -> list[int]:
        """Which of the ADJUSTMENTS change something in images with so many channels."""
        ranges = (self.brightness, self.contrast, self.saturation, self.hue)
        return [k for k in (range(4) if channels == 3 else range(2)) if ranges[k] is not None]

    def factors(self, uniforms_B8: Tensor) -> Tensor:
        """The factors of brightness, contrast, saturation and hue of each image: (B, 4), float64, on the CPU."""
        ranges = [self.brightness or (1.0, 1.0), self.contrast or (1.0, 1.0), self.saturation or (1.0, 1.0)]
        low, high = torch.tensor([*ranges, self.hue or (0.0, 0.0)], dtype=torch.float64).unbind(1)
        return low + (high - low) * uniforms_B8[:, :4].cpu().double()

    def order(self, uniforms_B8: Tensor, steps: list[int]) -> Tensor:
        """These steps in the order of each image: (B, len(steps)), on the CPU."""
        ranks = uniforms_B8.cpu()[:, [4 + k for k in steps]].argsort(dim=1, stable=True)
        return torch.tensor(steps, dtype=torch.long)[ranks]
