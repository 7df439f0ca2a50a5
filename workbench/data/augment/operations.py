"""The operations that the automatic transforms choose from, each on all images of a batch that got it.

Names and magnitudes are those of torchvision's RandAugment, AutoAugment and TrivialAugmentWide.
"""

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from workbench.data.augment.affine import AffineParameters, affine_matrix
from workbench.data.augment.arguments import brought, fill_tensor
from workbench.data.augment.color import adjust_brightness, adjust_contrast, adjust_saturation
from workbench.data.augment.geometry import Matrices, affine_grid, from_middle, resample
from workbench.data.augment.rotation import rotation_matrices
from workbench.data.augment.tones import adjust_sharpness, autocontrast, equalize, posterize, solarize

Chosen = list[tuple[str, float]]
"""The operation of each image, and how strong it is."""

LARGEST = {
    "ShearX": 0.3,
    "ShearY": 0.3,
    "Rotate": 30.0,
    "Brightness": 0.9,
    "Color": 0.9,
    "Contrast": 0.9,
    "Sharpness": 0.9,
}
"""The largest magnitudes; shifts are shares of the image instead."""

LARGEST_WIDE = dict.fromkeys(LARGEST, 0.99) | {"Rotate": 135.0, "TranslateX": 32.0, "TranslateY": 32.0}

MOVES = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")
SIGNED = (*MOVES, "Brightness", "Color", "Contrast", "Sharpness")
"""Those that go in both directions."""

OPERATIONS = ("Identity", *SIGNED, "Posterize", "Solarize", "AutoContrast", "Equalize")
"""What RandAugment and TrivialAugmentWide choose from."""

TONES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "Brightness": lambda images, magnitudes: adjust_brightness(images, 1 + magnitudes),
    "Color": lambda images, magnitudes: adjust_saturation(images, 1 + magnitudes),
    "Contrast": lambda images, magnitudes: adjust_contrast(images, 1 + magnitudes),
    "Sharpness": lambda images, magnitudes: adjust_sharpness(images, 1 + magnitudes),
    "Posterize": lambda images, magnitudes: posterize(images, magnitudes.trunc()),
    "Solarize": solarize,
    "AutoContrast": lambda images, _: autocontrast(images),
    "Equalize": lambda images, _: equalize(images),
    "Invert": lambda images, _: 1 - images,
}


def magnitudes_of(operation: str, bins: int, height: int, width: int, wide: bool = False) -> list[float]:
    """The magnitudes of an operation, weak to strong, in so many steps; zeros where there is nothing to choose."""
    if operation == "Posterize":
        return (8 - torch.arange(bins) / ((bins - 1) / (6 if wide else 4))).round().tolist()
    if operation == "Solarize":
        return torch.linspace(1.0, 0.0, bins).tolist()
    sides = {} if wide else {"TranslateX": 150.0 / 331.0 * width, "TranslateY": 150.0 / 331.0 * height}
    largest = (LARGEST_WIDE if wide else LARGEST | sides).get(operation, 0.0)
    return torch.linspace(0.0, largest, bins).tolist()


def move_matrix(operation: str, magnitude: float, images_BCHW: Tensor) -> Sequence[float]:
    """One of the MOVES as xx, xy, x0, yx, yy, y0, as in Matrices. Shears leave the upper left corner where it is."""
    if operation == "Rotate":
        return [column[0] for column in rotation_matrices([magnitude], (0.0, 0.0))]
    along_x = operation.endswith("X")
    if operation.startswith("Translate"):
        pixels = int(magnitude)
        parameters = AffineParameters(0.0, (pixels, 0) if along_x else (0, pixels), 1.0, (0.0, 0.0))
        return affine_matrix(parameters, (0.0, 0.0))
    degrees = math.degrees(math.atan(magnitude))
    parameters = AffineParameters(0.0, (0, 0), 1.0, (degrees, 0.0) if along_x else (0.0, degrees))
    return affine_matrix(parameters, from_middle((0.0, 0.0), images_BCHW))


def move(images_BCHW: Tensor, chosen: Chosen, interpolation: str, colour: tuple[float, ...] | None) -> Tensor:
    """The MOVES, in one step for all images."""
    height, width = images_BCHW.shape[2:]
    rows = [move_matrix(operation, magnitude, images_BCHW) for operation, magnitude in chosen]
    grid = affine_grid(Matrices(*map(list, zip(*rows, strict=True))), images_BCHW, height, width)
    moved = resample(images_BCHW, grid, interpolation, colour)
    for i, (operation, magnitude) in enumerate(chosen):
        if operation == "Rotate" and magnitude % (90 if height == width else 180) == 0:  # moves whole pixels
            moved[i] = torch.rot90(images_BCHW[i], int(magnitude // 90), dims=(1, 2))
    return moved


def operate(
    images_BCHW: Tensor, steps: Sequence[Chosen], interpolation: str, colour: tuple[float, ...] | None
) -> Tensor:
    """The images after all steps; in each, every image gets its own operation."""
    if images_BCHW.shape[1] not in (1, 3):
        raise ValueError(f"This step needs images with 1 or 3 channels, but these have {images_BCHW.shape[1]}.")
    if colour is not None:
        fill_tensor(colour, images_BCHW)  # said at once, and not only when something comes into view
    changed = images_BCHW.clone()
    for chosen in steps:
        groups: dict[str, list[int]] = {}
        for i, (operation, _) in enumerate(chosen):
            groups.setdefault("move" if operation in MOVES else operation, []).append(i)
        groups.pop("Identity", None)
        for name, rows in groups.items():
            there = brought(torch.tensor(rows), changed.device)
            if name == "move":
                changed[there] = move(changed[there], [chosen[i] for i in rows], interpolation, colour)
            else:
                magnitudes = torch.tensor([chosen[i][1] for i in rows], dtype=torch.float64)
                changed[there] = TONES[name](changed[there], magnitudes)
    return changed
