"""Grey, inverted, blurred, noisy, erased: against torchvision's functions, image by image."""

import pytest
import torch
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as tv

from workbench.data import augment


def pictures(batch=12, shape=(3, 15, 20)):
    return torch.rand(batch, *shape, generator=torch.Generator().manual_seed(0))


def uniforms(batch, draws, seed=1):
    return torch.rand(batch, draws, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (augment.RandomGrayscale(0.4), lambda image: tv.rgb_to_grayscale(image, num_output_channels=3)),
        (augment.RandomInvert(0.4), tv.invert),
    ],
    ids=["grey", "invert"],
)
def test_chosen_images_are_changed_as_torchvision_does(ours, theirs):
    images, draws = pictures(), uniforms(12, 1)
    for image, draw, result in zip(images, draws, ours(images, draws), strict=True):
        torch.testing.assert_close(result, theirs(image) if draw < 0.4 else image, atol=1e-6, rtol=0)
    assert 0 < (draws < 0.4).sum() < 12


def test_an_image_of_one_channel_is_grey_already():
    images = pictures(shape=(1, 6, 6))
    assert torch.equal(augment.RandomGrayscale(1.0)(images, uniforms(12, 1)), images)


@pytest.mark.parametrize("size", [1, 3, 7, (3, 5), (9, 1)])
def test_blur(size):
    blur = augment.GaussianBlur(size, (0.2, 3.0))
    images, draws = pictures(), uniforms(12, 1)
    pair = [size, size] if isinstance(size, int) else list(size)
    for image, draw, result in zip(images, draws, blur(images, draws), strict=True):
        sigma = 0.2 + 2.8 * draw.item()
        torch.testing.assert_close(result, tv.gaussian_blur(image, pair, [sigma, sigma]), atol=2e-6, rtol=0)


@pytest.mark.parametrize("channels", [1, 3])
def test_noise_is_normal_and_every_pixel_has_its_own(channels):
    noise = augment.GaussianNoise(0.2, 0.5, clip=False)
    images, draws = pictures(6, (channels, 50, 60)), uniforms(6, 2)
    added = noise(images, draws) - images
    torch.testing.assert_close(added.mean((1, 2, 3)), torch.full((6,), 0.2), atol=0.04, rtol=0)
    torch.testing.assert_close(added.std((1, 2, 3)), torch.full((6,), 0.5), atol=0.03, rtol=0)
    standard = ((added - 0.2) / 0.5).flatten().double()
    for share in (0.05, 0.5, 0.95):
        assert abs((torch.special.ndtr(standard) < share).double().mean() - share) < 0.01
    rows = added.flatten(1)
    related = torch.corrcoef(torch.cat([rows, rows.roll(1, 1), rows.roll(60, 1)]))  # images, neighbours right and below
    assert (related - torch.eye(18)).abs().max() < 0.07


def test_noise_is_clipped_where_it_should_be():
    images, draws = pictures(6), uniforms(6, 2)
    assert torch.equal(
        augment.GaussianNoise(0.1, 0.5)(images, draws),
        augment.GaussianNoise(0.1, 0.5, clip=False)(images, draws).clamp(0, 1),
    )


def test_rectangles_can_hold_noise():
    erase = augment.RandomErasing(1.0, (0.2, 0.3), value="random")
    images, draws = pictures(60), uniforms(60, erase.draws)
    changed = erase(images, draws)[erase(images, draws) != images]
    assert abs(changed.mean()) < 0.05 and abs(changed.std() - 1) < 0.05


@pytest.mark.parametrize("shape", [(1, 28, 28), (3, 9, 30)])
def test_erased_pieces_are_rectangles_of_the_right_size(shape):
    erase = augment.RandomErasing(0.7, (0.05, 0.3), (0.5, 2.0), value=0.25)
    images, draws = pictures(400, shape), uniforms(400, erase.draws)
    boxes = erase.boxes(draws, *shape[-2:])
    for image, (i, j, h, w), result in zip(images, boxes.tolist(), erase(images, draws), strict=True):
        patch = torch.full((shape[0], h, w), 0.25)
        assert torch.equal(result, tv.erase(image, i, j, h, w, patch))
    erased = boxes[:, 2] > 0
    assert 0.6 < erased.float().mean() < 0.8
    area = (boxes[erased, 2] * boxes[erased, 3]).float() / (shape[1] * shape[2])
    assert area.min() > 0.03 and area.max() < 0.36 and area.std() > 0.03
    assert boxes[erased, 0].min() == 0 and (boxes[:, 0] + boxes[:, 2]).max() == shape[1]


def test_sizes_are_spread_as_torchvision_spreads_them():
    theirs = v2.RandomErasing(1.0)
    torch.manual_seed(0)
    image = torch.zeros(1, 40, 40)
    wanted = torch.tensor(
        [[p["h"] * p["w"], p["h"]] for p in (theirs.make_params([image]) for _ in range(600))]
    ).float()
    boxes = augment.RandomErasing(1.0).boxes(uniforms(600, augment.RandomErasing.draws), 40, 40).float()
    ours = torch.stack([boxes[:, 2] * boxes[:, 3], boxes[:, 2]], 1)
    torch.testing.assert_close(ours.mean(0), wanted.mean(0), rtol=0.08, atol=0)
    torch.testing.assert_close(ours.std(0), wanted.std(0), rtol=0.12, atol=0)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: augment.GaussianBlur(4), "odd"),
        (lambda: augment.GaussianBlur((3, 5, 7)), "odd"),
        (lambda: augment.GaussianBlur(3, 0), "above 0"),
        (lambda: augment.GaussianBlur(3, (2, 1)), "smaller"),
        (lambda: augment.RandomErasing(scale=(0.5, 0.2)), "scale"),
        (lambda: augment.RandomErasing(scale=(0.5, 1.2)), "scale"),
        (lambda: augment.RandomErasing(ratio=(0, 1)), "ratio"),
        (lambda: augment.RandomInvert(2), "probability"),
        (lambda: augment.GaussianBlur(31)(pictures(), uniforms(12, 1)), "smaller than"),
    ],
)
def test_what_will_not_do_is_said(make, words):
    with pytest.raises(ValueError, match=words):
        make()
