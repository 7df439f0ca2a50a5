"""Random crops of a fixed size, with optional padding before.

All crops of a batch are copied by one operation. In memory, a row of a crop is a run of numbers within a row of the
image, so it is enough to know where each run starts.
"""

import functools
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import pad

from workbench.data.augment.arguments import brought, check_draws, fill_colour, fill_tensor

PADDING_MODES = ("constant", "edge", "reflect", "symmetric")


def whole_numbers(name: str, value: object, meanings: dict[int, str], least: int) -> list[int]:
    """`value` as a list (a single number as a list of one) if its length is one of those that have a meaning."""
    numbers = [value] if isinstance(value, int) else value
    if not isinstance(numbers, Sequence) or isinstance(numbers, str) or len(numbers) not in meanings:
        forms = " or ".join(f"{length} ({meaning})" for length, meaning in meanings.items())
        raise ValueError(f"{name} should be made of whole numbers, {forms}, got {value!r}.")
    if not all(isinstance(number, int) and number >= least for number in numbers):
        raise ValueError(f"{name} should be made of whole numbers of at least {least}, got {value!r}.")
    return list(numbers)


def crop_size(size: int | Sequence[int]) -> tuple[int, int]:
    """(height, width) from one number (a square) or two."""
    numbers = whole_numbers("size", size, {1: "a square", 2: "height, width"}, least=1)
    return numbers[0], numbers[-1]


def crop_padding(padding: int | Sequence[int] | None) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) from None, one number, two (left and right, top and bottom), or all four."""
    if padding is None:
        return 0, 0, 0, 0
    meanings = {1: "all sides", 2: "left and right, top and bottom", 4: "left, top, right, bottom"}
    numbers = whole_numbers("padding", padding, meanings, least=0)
    left, top, right, bottom = (numbers * 4)[:4]
    return left, top, right, bottom


def pad_constant(images_BCHW: Tensor, padding: tuple[int, int, int, int], colour: tuple[float, ...]) -> Tensor:
    """torch's pad for a colour with a number per channel as well; `padding` is (left, top, right, bottom)."""
    left, top, right, bottom = padding
    if len(colour) == 1:
        return pad(images_BCHW, (left, right, top, bottom), value=colour[0])
    batch, channels, height, width = images_BCHW.shape
    padded = images_BCHW.new_empty(batch, channels, top + height + bottom, left + width + right)
    padded.copy_(fill_tensor(colour, images_BCHW))
    padded[:, :, top : top + height, left : left + width] = images_BCHW
    return padded


def pad_symmetric(images_BCHW: Tensor, padding: tuple[int, int, int, int]) -> Tensor:
    """Pads with the mirror image, border included, which torch's pad does not offer: 1 2 3 becomes 2 1 1 2 3 3 2."""
    left, top, right, bottom = padding
    height, width = images_BCHW.shape[2:]
    rows = [*reversed(range(top)), *range(height), *reversed(range(height - bottom, height))]
    columns = [*reversed(range(left)), *range(width), *reversed(range(width - right, width))]
    padded = images_BCHW.index_select(2, brought(torch.tensor(rows), images_BCHW.device))
    return padded.index_select(3, brought(torch.tensor(columns), images_BCHW.device))


@functools.lru_cache(maxsize=16)
def first_runs(shape_BCHW: torch.Size, crop_height: int, device: torch.device) -> Tensor:
    """Where the rows of crops from the upper left corner start in memory: (B, C × crop_height). Only to be read."""
    batch, channels, height, width = shape_BCHW
    image_starts = torch.arange(batch * channels, device=device).view(batch, channels, 1) * (height * width)
    return (image_starts + torch.arange(crop_height, device=device) * width).flatten(1)


def crop_at(images_BCHW: Tensor, tops_B: Tensor, lefts_B: Tensor, size: tuple[int, int]) -> Tensor:
    """The piece of `size` (height, width) of each image that begins at its own top and left: (B, C, *size)."""
    batch, channels, _, image_width = images_BCHW.shape
    height, width = size
    runs = images_BCHW.flatten().unfold(0, width, 1)  # every run of `width` numbers: a view, nothing is copied
    moves_B1 = brought(tops_B * image_width + lefts_B, images_BCHW.device).unsqueeze(1)
    starts = first_runs(images_BCHW.shape, height, images_BCHW.device) + moves_B1
    return runs.index_select(0, starts.flatten()).view(batch, channels, height, width)


class RandomCrop:
    """Cuts a piece of `size` (height, width) out of each image; every place where it fits is equally likely.

    `padding` is added around the image first. With `pad_if_needed`, an image that is still smaller than `size` gets
    what is missing on both sides. The padding is `fill` (padding_mode "constant"; a number, or one per channel), the
    border pixel ("edge"), or the mirror image without ("reflect") or with ("symmetric") a second border pixel.
    """

    draws = 2  # the place from the top, the place from the left

    def __init__(
        self,
        size: int | Sequence[int],
        padding: int | Sequence[int] | None = None,
        pad_if_needed: bool = False,
        fill: float | Sequence[float] = 0,
        padding_mode: str = "constant",
    ) -> None:
        self.size = crop_size(size)
        self.padding = crop_padding(padding)
        self.pad_if_needed = pad_if_needed
        self.fill = fill_colour(fill)
        if padding_mode not in PADDING_MODES:
            raise ValueError(f"padding_mode should be one of {', '.join(PADDING_MODES)}, got {padding_mode!r}.")
        if padding_mode != "constant" and len(self.fill) > 1:
            raise ValueError(
                f"padding_mode {padding_mode!r} does not use fill: leave fill out, or choose padding_mode 'constant'."
            )
        self.padding_mode = padding_mode

    def __call__(self, images_BCHW: Tensor, uniforms_B2: Tensor) -> Tensor:
        """The crops (B, C, *size); ValueError where the size or the padding does not fit the images."""
        check_draws(images_BCHW, uniforms_B2, self.draws)
        padded = self._pad(images_BCHW)
        tops, lefts = self.places(uniforms_B2, padded.shape[2], padded.shape[3])
        return crop_at(padded, tops, lefts, self.size)

    def places(self, uniforms_B2: Tensor, padded_height: int, padded_width: int) -> tuple[Tensor, Tensor]:
        """The top and the left of each crop in the padded image, (B,) each: whole numbers, all equally likely."""
        # A float32 below 1, times a number of places below 2**24, never rounds up to that number.
        tops_B = (uniforms_B2[:, 0] * (padded_height - self.size[0] + 1)).long()
        lefts_B = (uniforms_B2[:, 1] * (padded_width - self.size[1] + 1)).long()
        return tops_B, lefts_B

    def paddings(self, height: int, width: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) to add to images of this size; ValueError if the crop does not fit even then."""
        left, top, right, bottom = self.padding
        short_rows = max(self.size[0] - (top + height + bottom), 0)
        short_columns = max(self.size[1] - (left + width + right), 0)
        if (short_rows or short_columns) and not self.pad_if_needed:
            padded = f" padded to {top + height + bottom} × {left + width + right}" if any(self.padding) else ""
            raise ValueError(
                f"RandomCrop cannot cut {self.size[0]} × {self.size[1]} (height × width) out of images of "
                f"{height} × {width}{padded}. Choose a smaller size, more padding, or pad_if_needed."
            )
        return left + short_columns, top + short_rows, right + short_columns, bottom + short_rows

    def _pad(self, images_BCHW: Tensor) -> Tensor:
        padding = self.paddings(*images_BCHW.shape[2:])
        if not any(padding):
            return images_BCHW
        if self.padding_mode == "constant":
            return pad_constant(images_BCHW, padding, self.fill)
        left, top, right, bottom = padding
        if self.padding_mode == "edge":
            return pad(images_BCHW, (left, right, top, bottom), mode="replicate")
        self._check_mirror(images_BCHW, padding)
        if self.padding_mode == "symmetric":
            return pad_symmetric(images_BCHW, padding)
        return pad(images_BCHW, (left, right, top, bottom), mode="reflect")

    def _check_mirror(self, images_BCHW: Tensor, padding: tuple[int, int, int, int]) -> None:
        """A mirror image has no more rows and columns than the image, one less where the border is not repeated."""
        height, width = images_BCHW.shape[2:]
        left, top, right, bottom = padding
        most_rows, most_columns = (height, width) if self.padding_mode == "symmetric" else (height - 1, width - 1)
        rows, columns = max(top, bottom), max(left, right)
        if rows > most_rows or columns > most_columns:
            raise ValueError(
                f"padding_mode {self.padding_mode!r} can add at most {most_rows} rows and {most_columns} columns to a "
                f"side of images of {height} × {width} (height × width), but {rows} rows and {columns} columns are "
                "needed. Choose less padding, or padding_mode 'edge' or 'constant'."
            )
