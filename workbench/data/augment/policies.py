"""AutoAugment: pairs of operations that were found, by a search over thousands of trainings, to help on a data set."""

from collections.abc import Sequence

from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, interpolation_mode
from workbench.data.augment.automatic import with_sign
from workbench.data.augment.operations import Chosen, magnitudes_of, operate

# A line is a pair; for each operation how often it is done, and its magnitude from 0 to 9 where it has one.
IMAGENET = """
Posterize 0.4 8, Rotate 0.6 9
Solarize 0.6 5, AutoContrast 0.6
Equalize 0.8, Equalize 0.6
Posterize 0.6 7, Posterize 0.6 6
Equalize 0.4, Solarize 0.2 4
Equalize 0.4, Rotate 0.8 8
Solarize 0.6 3, Equalize 0.6
Posterize 0.8 5, Equalize 1.0
Rotate 0.2 3, Solarize 0.6 8
Equalize 0.6, Posterize 0.4 6
Rotate 0.8 8, Color 0.4 0
Rotate 0.4 9, Equalize 0.6
Equalize 0.0, Equalize 0.8
Invert 0.6, Equalize 1.0
Color 0.6 4, Contrast 1.0 8
Rotate 0.8 8, Color 1.0 2
Color 0.8 8, Solarize 0.8 7
Sharpness 0.4 7, Invert 0.6
ShearX 0.6 5, Equalize 1.0
Color 0.4 0, Equalize 0.6
Equalize 0.4, Solarize 0.2 4
Solarize 0.6 5, AutoContrast 0.6
Invert 0.6, Equalize 1.0
Color 0.6 4, Contrast 1.0 8
Equalize 0.8, Equalize 0.6
"""
CIFAR10 = """
Invert 0.1, Contrast 0.2 6
Rotate 0.7 2, TranslateX 0.3 9
Sharpness 0.8 1, Sharpness 0.9 3
ShearY 0.5 8, TranslateY 0.7 9
AutoContrast 0.5, Equalize 0.9
ShearY 0.2 7, Posterize 0.3 7
Color 0.4 3, Brightness 0.6 7
Sharpness 0.3 9, Brightness 0.7 9
Equalize 0.6, Equalize 0.5
Contrast 0.6 7, Sharpness 0.6 5
Color 0.7 7, TranslateX 0.5 8
Equalize 0.3, AutoContrast 0.4
TranslateY 0.4 3, Sharpness 0.2 6
Brightness 0.9 6, Color 0.2 8
Solarize 0.5 2, Invert 0.0
Equalize 0.2, AutoContrast 0.6
Equalize 0.2, Equalize 0.6
Color 0.9 9, Equalize 0.6
AutoContrast 0.8, Solarize 0.2 8
Brightness 0.1 3, Color 0.7 0
Solarize 0.4 5, AutoContrast 0.9
TranslateY 0.9 9, TranslateY 0.7 9
AutoContrast 0.9, Solarize 0.8 3
Equalize 0.8, Invert 0.1
TranslateY 0.7 9, AutoContrast 0.9
"""
SVHN = """
ShearX 0.9 4, Invert 0.2
ShearY 0.9 8, Invert 0.7
Equalize 0.6, Solarize 0.6 6
Invert 0.9, Equalize 0.6
Equalize 0.6, Rotate 0.9 3
ShearX 0.9 4, AutoContrast 0.8
ShearY 0.9 8, Invert 0.4
ShearY 0.9 5, Solarize 0.2 6
Invert 0.9, AutoContrast 0.8
Equalize 0.6, Rotate 0.9 3
ShearX 0.9 4, Solarize 0.3 3
ShearY 0.8 8, Invert 0.7
Equalize 0.9, TranslateY 0.6 6
Invert 0.9, Equalize 0.6
Contrast 0.3 3, Rotate 0.8 4
Invert 0.8, TranslateY 0.0 2
ShearY 0.7 6, Solarize 0.4 8
Invert 0.6, Rotate 0.8 4
ShearY 0.3 7, TranslateX 0.9 3
ShearX 0.1 6, Invert 0.6
Solarize 0.7 2, TranslateY 0.6 7
ShearY 0.8 4, Invert 0.8
ShearX 0.7 9, TranslateY 0.8 3
ShearY 0.8 5, AutoContrast 0.7
ShearX 0.7 2, Invert 0.1
"""

POLICIES = {"imagenet": IMAGENET, "cifar10": CIFAR10, "svhn": SVHN}

STEPS = 10
"""Magnitudes of an operation."""


def policy_pairs(text: str) -> list[list[tuple[str, float, int]]]:
    """The lines of a policy: pairs of operation, probability and magnitude."""
    words = [[operation.split() for operation in line.split(",")] for line in text.strip().splitlines()]
    return [[(name, float(p), int(rest[0]) if rest else 0) for name, p, *rest in pair] for pair in words]


class AutoAugment:
    """Does to each image one of 25 pairs of operations, which the `policy` lists with their probabilities and magnitudes.

    The policy is "imagenet", "cifar10" or "svhn", by the data set on which it was found. `fill` (a number, or one per
    channel; None: 0) is the value of what comes into view.
    """

    draws = 5  # the pair; for each of its two operations whether, and the direction

    def __init__(
        self,
        policy: str = "imagenet",
        interpolation: str = "nearest",
        fill: float | Sequence[float] | None = None,
    ) -> None:
        if policy not in POLICIES:
            raise ValueError(f"policy should be one of {', '.join(POLICIES)}, got {policy!r}.")
        self.pairs = policy_pairs(POLICIES[policy])
        self.interpolation = interpolation_mode(interpolation)
        self.fill = None if fill is None else fill_colour(fill)

    def __call__(self, images_BCHW: Tensor, uniforms_B5: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B5, self.draws)
        return operate(images_BCHW, self.steps(uniforms_B5, *images_BCHW.shape[2:]), self.interpolation, self.fill)

    def steps(self, uniforms_B5: Tensor, height: int, width: int) -> list[Chosen]:
        """What happens to each image of this height and width, one operation after the other."""
        names = {operation for pair in self.pairs for operation, _, _ in pair}
        strengths = {operation: magnitudes_of(operation, STEPS, height, width) for operation in names}
        found: list[Chosen] = [[], []]
        for u_pair, *u_operations in uniforms_B5.tolist():
            pair = self.pairs[int(u_pair * len(self.pairs))]
            for step, (operation, p, magnitude) in enumerate(pair):
                u_whether, u_sign = u_operations[2 * step : 2 * step + 2]
                done = with_sign(operation, strengths[operation][magnitude], u_sign)
                found[step].append(done if u_whether < p else ("Identity", 0.0))
        return found
