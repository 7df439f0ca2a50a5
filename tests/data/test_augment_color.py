"""ColorJitter against torchvision's functions, image by image."""

import itertools

import pytest
import torch
from torch import Tensor
from torchvision.transforms.v2 import functional as tv

from workbench.data import augment
from workbench.data.augment import color

ADJUSTMENTS = {
    "brightness": (color.adjust_brightness, tv.adjust_brightness, [0.0, 0.3, 1.0, 1.7, 5.0]),
    "contrast": (color.adjust_contrast, tv.adjust_contrast, [0.0, 0.3, 1.0, 1.7, 3.0]),
    "saturation": (color.adjust_saturation, tv.adjust_saturation, [0.0, 0.3, 1.0, 1.7, 3.0]),
    "hue": (color.adjust_hue, tv.adjust_hue, [-0.5, -0.2, -1 / 6, 0.0, 0.1, 1 / 3, 0.5]),
}


def random_images(batch: int, shape: tuple[int, int, int] = (3, 12, 12), seed: int = 0) -> Tensor:
    """Pictures of bytes, as floats in [0, 1]."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (batch, *shape), generator=generator).float() / 255


def random_uniforms(batch: int, draws: int, seed: int = 1) -> Tensor:
    return torch.rand(batch, draws, generator=torch.Generator().manual_seed(seed))


def even_uniforms(count: int, draws: int) -> Tensor:
    """Every column goes through the middles of `count` equal parts of [0, 1)."""
    return ((torch.arange(count) + 0.5) / count).unsqueeze(1).repeat(1, draws)


def colourful_images() -> Tensor:
    """Every corner of the colour cube, every grey, ties between the channels, and noise: (N, 3, 6, 6)."""
    steps = torch.linspace(0, 1, 6)
    cube = torch.stack(torch.meshgrid(steps, steps, steps, indexing="ij"), dim=1)
    return torch.cat([cube, random_images(10, (3, 6, 6))])


@pytest.mark.parametrize("name", ADJUSTMENTS)
def test_adjustments_are_torchvisions(name) -> None:
    ours, theirs, factors = ADJUSTMENTS[name]
    images = colourful_images()
    for factor in factors:
        adjusted = ours(images, torch.full((len(images),), factor, dtype=torch.float64))
        for image, result in zip(images, adjusted, strict=True):
            torch.testing.assert_close(result, theirs(image, factor), atol=1e-6, rtol=0)


def test_the_mean_does_not_depend_on_the_order_of_the_sum() -> None:
    # A sum of floats would: several of these means would differ.
    grey = random_images(16, (1, 200, 201))
    mean = color.exact_mean(grey)
    for order in (grey.flip(3), grey.flip(2), grey.transpose(2, 3).contiguous()):
        assert torch.equal(color.exact_mean(order), mean)
    torch.testing.assert_close(mean.double(), grey.double().mean(dim=(1, 2, 3), keepdim=True), atol=1e-7, rtol=0)


def test_hue_turns_the_pure_colours() -> None:
    red, green, blue, yellow, cyan = torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1]])
    images = torch.stack([red, red, red, yellow]).view(4, 3, 1, 1)
    turned = color.adjust_hue(images, torch.tensor([1 / 3, -1 / 3, 0.5, 1 / 3], dtype=torch.float64))
    torch.testing.assert_close(turned.view(4, 3), torch.stack([green, blue, cyan, cyan]), atol=1e-6, rtol=0)


def torchvisions_jitter(image: Tensor, factors: list[float], order: list[int]) -> Tensor:
    functions = [
        tv.adjust_brightness,
        tv.adjust_contrast,
        tv.adjust_saturation,
        tv.adjust_hue,
    ]
    for k in order:
        image = functions[k](image, factors[k])
    return image


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(
    "arguments",
    [(0.4, 0.4, 0.4, 0.1), (None, 0.9, 0.9, None), (0, 0, 0, 0.5), ((0.5, 2), [0.1, 3], (0, 2), (-0.5, -0.1)), ()],
)
def test_jitter_is_torchvisions(channels, arguments) -> None:
    transform = augment.ColorJitter(*arguments)
    images, uniforms = random_images(20, (channels, 9, 7)), random_uniforms(20, transform.draws)
    factors, steps = transform.factors(uniforms), transform.steps(channels)
    order = transform.order(uniforms, steps)
    for image, f, o, ours in zip(images, factors.tolist(), order.tolist(), transform(images, uniforms), strict=True):
        torch.testing.assert_close(ours, torchvisions_jitter(image, f, o), atol=5e-6, rtol=0)  # steps add up


def test_jitter_comes_in_all_orders_alike() -> None:
    transform = augment.ColorJitter(0.5, 0.5, 0.5, 0.5)
    order = transform.order(random_uniforms(2400, 8), [0, 1, 2, 3])
    counts = dict.fromkeys(itertools.permutations(range(4)), 0)
    for row in order.tolist():
        counts[tuple(row)] += 1
    assert min(counts.values()) > 60
    assert max(counts.values()) < 150
    # What is left alone does not change the order of the others.
    some = transform.order(random_uniforms(2400, 8), [1, 3])
    assert some.tolist() == [[k for k in row if k in (1, 3)] for row in order.tolist()]


def test_order_matters_and_is_kept() -> None:
    transform = augment.ColorJitter(brightness=(3, 3), saturation=(0, 0))
    images = torch.tensor([0.9, 0.1, 0.1]).view(1, 3, 1, 1).expand(2, -1, 2, 2)
    uniforms = torch.zeros(2, 8)
    uniforms[0, 4], uniforms[1, 6] = 0.9, 0.9  # the first image loses its colour first, the second becomes bright first
    grey_first, bright_first = transform(images, uniforms)
    assert grey_first.amax() > bright_first.amax() + 0.1


@pytest.mark.parametrize(
    ("arguments", "low", "high"),
    [
        ((0.4, 2.0, (0.5, 0.6), 0.1), [0.6, 0.0, 0.5, -0.1], [1.4, 3.0, 0.6, 0.1]),
        ((None, 0, [1, 1], (0.2, 0.5)), [1.0, 1.0, 1.0, 0.2], [1.0, 1.0, 1.0, 0.5]),
    ],
)
def test_jitter_factors_fill_their_ranges(arguments, low, high) -> None:
    factors = augment.ColorJitter(*arguments).factors(even_uniforms(1001, 8))
    lows, highs = torch.tensor(low).double(), torch.tensor(high).double()
    torch.testing.assert_close(factors.amin(0), lows, atol=2e-3, rtol=0)
    torch.testing.assert_close(factors.amax(0), highs, atol=2e-3, rtol=0)
    torch.testing.assert_close(factors.mean(0), (lows + highs) / 2, atol=1e-6, rtol=0)


def test_saturation_and_hue_leave_grey_images_alone() -> None:
    images = random_images(4, (1, 5, 5))
    jitter = augment.ColorJitter(saturation=0.9, hue=0.5)
    assert torch.equal(jitter(images, random_uniforms(4, jitter.draws)), images)


def test_jitter_wants_grey_or_colour() -> None:
    with pytest.raises(ValueError, match=r"1 or 3 channels, but these have 4"):
        augment.ColorJitter(0.5)(random_images(2, (4, 5, 5)), random_uniforms(2, 8))
