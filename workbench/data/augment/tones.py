"""Changes of tone for the automatic transforms: sharper, fewer levels, inverted above a threshold, stretched, evened out.

torchvision means these for bytes and Pillow's pictures; for floats in [0, 1] they mean here what its functions do with
such floats. Posterizing to b bits leaves 2**b levels, from 0 to 1 - 2**-b. Solarizing inverts what is at least the
threshold, a number in [0, 1]. Autocontrast stretches each channel to [0, 1], exactly. Equalizing counts in 256 levels,
and its results are multiples of 1/255.
"""

import torch
from torch import Tensor

from workbench.data.augment.color import per_image


def adjust_sharpness(images_BCHW: Tensor, factors_B: Tensor) -> Tensor:
    """0 is smoothed by a window of 3 × 3 pixels, 1 the image itself, 2 twice as far from the smoothed one.

    The outermost rows and columns stay as they are.
    """
    if min(images_BCHW.shape[2:]) <= 2:
        return images_BCHW
    rows = images_BCHW[:, :, :-2] + images_BCHW[:, :, 1:-1] + images_BCHW[:, :, 2:]
    inner = images_BCHW[:, :, 1:-1, 1:-1]
    smooth = (rows[..., :-2] + rows[..., 1:-1] + rows[..., 2:] + 4 * inner).mul_(1 / 13)
    sharper = images_BCHW.clone()
    sharper[:, :, 1:-1, 1:-1] += smooth.sub_(inner).mul_(per_image(1 - factors_B, images_BCHW))
    return sharper.clamp_(0, 1)


def posterize(images_BCHW: Tensor, bits_B: Tensor) -> Tensor:
    """Only the first bits of each number: 2**bits levels, rounded down."""
    levels = per_image(2.0**bits_B, images_BCHW)
    return torch.minimum(images_BCHW.mul(levels).floor_().clamp_(min=0), levels - 1).mul_(1 / levels)


def solarize(images_BCHW: Tensor, thresholds_B: Tensor) -> Tensor:
    """The negative where a number is at least the threshold."""
    return torch.where(images_BCHW >= per_image(thresholds_B, images_BCHW), 1 - images_BCHW, images_BCHW)


def autocontrast(images_BCHW: Tensor) -> Tensor:
    """Each channel stretched so that it goes from 0 to 1; one of a single colour stays as it is."""
    least, most = images_BCHW.amin((2, 3), keepdim=True), images_BCHW.amax((2, 3), keepdim=True)
    flat = least == most
    return ((images_BCHW - least.masked_fill(flat, 0)) / (most - least).masked_fill_(flat, 1)).clamp_(0, 1)


def equalize(images_BCHW: Tensor) -> Tensor:
    """Each channel with its levels as evenly spread as whole levels can be, by Pillow's formula."""
    levels = images_BCHW.mul(255.999).long().clamp_(0, 255).flatten(2)
    counts = levels.new_zeros(*levels.shape[:2], 256).scatter_add_(2, levels, levels.new_ones(1).expand_as(levels))
    below = counts.cumsum(2)
    highest = counts.gather(2, below.argmax(2, keepdim=True))  # how many pixels are of the highest level there is
    step = (levels.shape[2] - highest) // 255
    spread = ((below + step // 2) // step.clamp_min(1)).clamp_(0, 255)
    table = torch.cat([torch.zeros_like(step), spread[..., :-1]], dim=2)
    equalized = torch.where(step == 0, levels, table.gather(2, levels))
    return (equalized.to(images_BCHW.dtype) * (1 / 255)).view_as(images_BCHW)
