"""RandAugment, AutoAugment and TrivialAugmentWide: their choices and operations against torchvision's own."""

import pytest
import torch
from torchvision.transforms import AutoAugmentPolicy, InterpolationMode, v2

from workbench.data import augment
from workbench.data.augment.operations import OPERATIONS, SIGNED, magnitudes_of, operate

SHAPES = [(1, 28, 28), (3, 15, 22)]
ALL = (*OPERATIONS, "Invert")


def pictures(batch=6, shape=(3, 15, 22)):
    images = torch.randint(0, 200, (batch, *shape), generator=torch.Generator().manual_seed(0)).float() / 255
    images[-1] = 0.25  # one of a single colour
    return images


def uniforms(batch, draws, seed=1):
    return torch.rand(batch, draws, generator=torch.Generator().manual_seed(seed))


def as_torchvision(image, operation, magnitude, interpolation="nearest", fill=None):
    transform = v2.RandAugment(interpolation=InterpolationMode(interpolation), fill=fill)
    return transform._apply_image_or_video_transform(
        image, operation, magnitude, transform.interpolation, transform._fill
    )


def assert_agree(result, wanted, interpolation, operation):
    """Where a place lies between two pixels, rounding decides which is the nearest."""
    if interpolation == "nearest" and operation in ("ShearX", "ShearY", "Rotate"):
        assert ((result - wanted).abs() > 1e-5).float().mean() < 0.02
    else:
        torch.testing.assert_close(result, wanted, atol=2e-5, rtol=0)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("interpolation", "fill"), [("nearest", None), ("bilinear", None), ("bilinear", 0.5)])
@pytest.mark.parametrize("operation", ALL)
def test_operations(operation, interpolation, fill, shape):
    strengths = magnitudes_of(operation, 10, *shape[1:]) + magnitudes_of(operation, 10, 0, 0, wide=True)
    for strength in strengths[::3]:
        signs = (1, -1) if operation in SIGNED else (1,)
        for magnitude in (sign * strength for sign in signs):
            images = pictures(3, shape)
            results = operate(images, [[(operation, magnitude)] * 3], interpolation, None if fill is None else (fill,))
            for image, result in zip(images, results, strict=True):
                wanted = as_torchvision(image, operation, magnitude, interpolation, fill)
                assert_agree(result, wanted, interpolation, operation)


@pytest.mark.parametrize("angle", [90, -90, 180, 45])
@pytest.mark.parametrize("shape", SHAPES)
def test_quarter_turns(angle, shape):
    images = pictures(2, shape)
    for image, result in zip(images, operate(images, [[("Rotate", angle)] * 2], "nearest", None), strict=True):
        assert_agree(result, as_torchvision(image, "Rotate", float(angle)), "nearest", "Rotate")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("bins", [2, 10, 31])
def test_magnitudes_are_torchvisions(wide, bins):
    space = (v2.TrivialAugmentWide if wide else v2.RandAugment)._AUGMENTATION_SPACE
    assert set(space) == set(OPERATIONS)
    for operation, (magnitudes, signed) in space.items():
        wanted = magnitudes(bins, 15, 22)
        assert signed == (operation in SIGNED)
        found = torch.tensor(magnitudes_of(operation, bins, 15, 22, wide))
        torch.testing.assert_close(found, torch.zeros(bins) if wanted is None else wanted.float())


@pytest.mark.parametrize("policy", ["imagenet", "cifar10", "svhn"])
def test_policies_are_torchvisions(policy):
    wanted = v2.AutoAugment(AutoAugmentPolicy(policy))._policies
    assert [[(n, p, m or 0) for n, p, m in pair] for pair in wanted] == augment.AutoAugment(policy).pairs


def test_several_operations_go_one_after_the_other_each_image_with_its_own():
    transform = augment.RandAugment(3, 12, 20, "bilinear", 0.5)
    images, draws = pictures(40), uniforms(40, transform.draws)
    steps = transform.steps(draws, 15, 22)
    assert {name for step in steps for name, _ in step} == set(OPERATIONS)
    for i, (image, result) in enumerate(zip(images, transform(images, draws), strict=True)):
        for step in steps:
            image = operate(image[None], [[step[i]]], "bilinear", (0.5,))[0]
        assert torch.equal(result, image)


def test_choices_are_even():
    trivial, auto = augment.TrivialAugmentWide(), augment.AutoAugment("cifar10")
    chosen = trivial.chosen(uniforms(14_000, 3))
    counts = [sum(name == operation for name, _ in chosen) for operation in OPERATIONS]
    assert min(counts) > 850 and max(counts) < 1150
    shears = torch.tensor([magnitude for name, magnitude in chosen if name == "ShearX"])
    assert abs((shears < 0).float().mean() - 30 / 31 / 2) < 0.05 and shears.abs().unique().numel() == 31
    pairs = zip(*augment.RandAugment().steps(uniforms(2000, 4), 15, 22), strict=True)
    alike = torch.tensor([(a[1] < 0) == (b[1] < 0) for a, b in pairs if a[0] in SIGNED and b[0] in SIGNED])
    assert abs(alike.float().mean() - 0.5) < 0.06
    first, _ = auto.steps(uniforms(4000, 5), 15, 22)
    wanted = sum(p for pair in auto.pairs for name, p, _ in pair[:1]) / 25
    assert abs(sum(name != "Identity" for name, _ in first) / 4000 - wanted) < 0.03


@pytest.mark.parametrize("cls", [augment.RandAugment, augment.AutoAugment, augment.TrivialAugmentWide])
@pytest.mark.parametrize("channels", [1, 3])
def test_images_stay_in_their_range(cls, channels):
    transform = cls()
    images = pictures(60, (channels, 12, 12))
    results = transform(images, uniforms(60, transform.draws))
    assert results.shape == images.shape and results.min() >= 0 and results.max() <= 1
    assert ((results - images).abs().amax((1, 2, 3)) > 0.01).sum() > 20


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: augment.RandAugment(num_ops=-1), "num_ops"),
        (lambda: augment.RandAugment(magnitude=31), "magnitude"),
        (lambda: augment.TrivialAugmentWide(num_magnitude_bins=1), "num_magnitude_bins"),
        (lambda: augment.AutoAugment("mnist"), "policy"),
        (lambda: augment.AutoAugment(interpolation="cubic"), "interpolation"),
        (lambda: augment.RandAugment(fill="x"), "fill"),
        (lambda: augment.RandAugment(0, fill=(0, 1))(pictures(2), uniforms(2, 0)), "3 channel"),
        (lambda: augment.RandAugment()(pictures(2, (5, 8, 8)), uniforms(2, 4)), "1 or 3 channels"),
    ],
)
def test_what_will_not_do_is_said(make, words):
    with pytest.raises(ValueError, match=words):
        make()
