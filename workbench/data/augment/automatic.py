"""Random operations in place of transforms chosen by hand: RandAugment and TrivialAugmentWide."""

from collections.abc import Sequence

from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, interpolation_mode
from workbench.data.augment.operations import OPERATIONS, SIGNED, Chosen, magnitudes_of, operate


def drawn_operation(u_operation: float) -> str:
    """One of the OPERATIONS, all equally likely."""
    return OPERATIONS[int(u_operation * len(OPERATIONS))]


def with_sign(operation: str, magnitude: float, u_sign: float) -> tuple[str, float]:
    """The operation, in one of its two directions where it has two."""
    return operation, -magnitude if operation in SIGNED and u_sign < 0.5 else magnitude


class RandAugment:
    """Does `num_ops` operations to each image, each drawn from fourteen, all of one `magnitude`.

    The magnitude counts from 0 to `num_magnitude_bins` - 1. `fill` (a number, or one per channel; None: 0) is the value
    of what comes into view.
    """

    def __init__(
        self,
        num_ops: int = 2,
        magnitude: int = 9,
        num_magnitude_bins: int = 31,
        interpolation: str = "nearest",
        fill: float | Sequence[float] | None = None,
    ) -> None:
        if not isinstance(num_ops, int) or num_ops < 0:
            raise ValueError(f"num_ops should be a whole number of at least 0, got {num_ops!r}.")
        if not 0 <= magnitude < num_magnitude_bins or num_magnitude_bins < 2:
            raise ValueError(
                f"magnitude counts from 0 to num_magnitude_bins - 1, got {magnitude!r} of {num_magnitude_bins!r}."
            )
        self.num_ops, self.magnitude, self.num_magnitude_bins = num_ops, magnitude, num_magnitude_bins
        self.interpolation = interpolation_mode(interpolation)
        self.fill = None if fill is None else fill_colour(fill)
        self.draws = 2 * num_ops  # operation and direction, each time

    def __call__(self, images_BCHW: Tensor, uniforms_BK: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_BK, self.draws)
        steps = self.steps(uniforms_BK, *images_BCHW.shape[2:])
        return operate(images_BCHW, steps, self.interpolation, self.fill)

    def steps(self, uniforms_BK: Tensor, height: int, width: int) -> list[Chosen]:
        """What happens to each image of this height and width, one operation after the other."""
        strengths = {
            operation: magnitudes_of(operation, self.num_magnitude_bins, height, width)[self.magnitude]
            for operation in OPERATIONS
        }
        rows = uniforms_BK.tolist()
        names = [[drawn_operation(row[2 * step]) for row in rows] for step in range(self.num_ops)]
        return [
            [with_sign(name, strengths[name], row[2 * step + 1]) for name, row in zip(chosen, rows, strict=True)]
            for step, chosen in enumerate(names)
        ]


class TrivialAugmentWide:
    """Does one operation to each image, drawn from fourteen, of a magnitude that is drawn too, from weak to very strong.

    `fill` (a number, or one per channel; None: 0) is the value of what comes into view.
    """

    draws = 3  # operation, magnitude, direction

    def __init__(
        self,
        num_magnitude_bins: int = 31,
        interpolation: str = "nearest",
        fill: float | Sequence[float] | None = None,
    ) -> None:
        if not isinstance(num_magnitude_bins, int) or num_magnitude_bins < 2:
            raise ValueError(f"num_magnitude_bins should be a whole number of at least 2, got {num_magnitude_bins!r}.")
        self.num_magnitude_bins = num_magnitude_bins
        self.interpolation = interpolation_mode(interpolation)
        self.fill = None if fill is None else fill_colour(fill)

    def __call__(self, images_BCHW: Tensor, uniforms_B3: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B3, self.draws)
        return operate(images_BCHW, [self.chosen(uniforms_B3)], self.interpolation, self.fill)

    def chosen(self, uniforms_B3: Tensor) -> Chosen:
        """What happens to each image."""
        bins = self.num_magnitude_bins
        strengths = {operation: magnitudes_of(operation, bins, 0, 0, wide=True) for operation in OPERATIONS}
        found = []
        for u_operation, u_magnitude, u_sign in uniforms_B3.tolist():
            operation = drawn_operation(u_operation)
            found.append(with_sign(operation, strengths[operation][int(u_magnitude * bins)], u_sign))
        return found
