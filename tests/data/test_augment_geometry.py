"""Cut and scaled, seen from the side, bent: against torchvision's functions, image by image."""

import pytest
import torch
from torchvision import transforms
from torchvision.transforms import InterpolationMode, v2
from torchvision.transforms.v2 import functional as tv

from workbench.data import augment
from workbench.data.augment.pixel_noise import pixel_numbers

SHAPES = [(1, 28, 28), (3, 15, 22)]


def pictures(batch=12, shape=(3, 15, 20)):
    return torch.rand(batch, *shape, generator=torch.Generator().manual_seed(0))


def uniforms(batch, draws, seed=1):
    return torch.rand(batch, draws, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [9, (40, 17)])
@pytest.mark.parametrize("interpolation", ["nearest", "nearest-exact", "bilinear", "bicubic"])
@pytest.mark.parametrize("antialias", [True, False])
def test_resized_crop(shape, size, interpolation, antialias):
    crop = augment.RandomResizedCrop(size, interpolation=interpolation, antialias=antialias)
    images, draws = pictures(12, shape), uniforms(12, crop.draws)
    pieces = crop.pieces(draws, *shape[1:])
    mode = InterpolationMode(interpolation)
    for image, *piece, result in zip(images, *(p.tolist() for p in pieces), crop(images, draws), strict=True):
        wanted = tv.resized_crop(image, *piece, list(crop.size), mode, antialias)
        torch.testing.assert_close(result, wanted, atol=2e-5, rtol=0)


def test_pieces_are_spread_as_torchvision_spreads_them():
    theirs, ours = v2.RandomResizedCrop(8), augment.RandomResizedCrop(8)
    torch.manual_seed(0)
    image = torch.zeros(1, 40, 30)
    rows = [theirs.make_params([image]) for _ in range(800)]
    wanted = torch.tensor([[row["top"], row["left"], row["height"], row["width"]] for row in rows]).float()
    found = torch.stack(ours.pieces(uniforms(800, ours.draws), 40, 30), 1).float()
    torch.testing.assert_close(found.mean(0), wanted.mean(0), rtol=0.08, atol=0)
    torch.testing.assert_close(found.std(0), wanted.std(0), rtol=0.12, atol=0)
    assert found[:, 0].min() == found[:, 1].min() == 0
    assert (found[:, 0] + found[:, 2]).max() == 40 and (found[:, 1] + found[:, 3]).max() == 30


@pytest.mark.parametrize(("height", "width"), [(10, 60), (60, 10), (20, 20)])
def test_where_no_piece_fits_the_middle_is_taken_as_torchvision_does(height, width):
    scale = (1.5, 2.0)  # more than there is
    image = torch.zeros(1, height, width)
    wanted = v2.RandomResizedCrop(8, scale).make_params([image])
    ours = augment.RandomResizedCrop(8, scale)
    pieces = ours.pieces(uniforms(1, ours.draws), height, width)
    assert [int(p) for p in pieces] == [wanted["top"], wanted["left"], wanted["height"], wanted["width"]]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fill", [0, 0.25])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_perspective(shape, fill, interpolation):
    move = augment.RandomPerspective(0.6, 0.7, interpolation, fill)
    images, draws = pictures(12, shape), uniforms(12, move.draws)
    (_, height, width), corners = shape, move.corners(draws, *shape[1:])
    start = [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]]
    for image, draw, end, result in zip(images, draws[:, 0], corners.tolist(), move(images, draws), strict=True):
        wanted = tv.perspective(image, start, end, InterpolationMode(interpolation), fill) if draw < 0.7 else image
        if interpolation == "nearest":  # rounding decides between two pixels that are equally near
            assert ((result - wanted).abs() > 1e-5).float().mean() < 0.01
        else:
            torch.testing.assert_close(result, wanted, atol=2e-4, rtol=0)
    assert 0 < (draws[:, 0] < 0.7).sum() < 12


def test_corners_move_as_far_as_torchvision_moves_them():
    ours = augment.RandomPerspective(0.6, p=1)
    torch.manual_seed(0)
    wanted = torch.tensor([transforms.RandomPerspective.get_params(40, 21, 0.6)[1] for _ in range(600)])
    found = ours.corners(uniforms(600, ours.draws), 21, 40)
    assert torch.equal(found.amin(0), wanted.amin(0)) and torch.equal(found.amax(0), wanted.amax(0))


@pytest.mark.parametrize("fill", [0, 0.25])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize("shape", SHAPES)
def test_bent_images(shape, fill, interpolation):
    bend = augment.ElasticTransform((30, 15), (1.5, 2), interpolation, fill)
    images, draws = pictures(8, shape), uniforms(8, bend.draws)
    moves = bend.moves(images, draws)
    for image, move, result in zip(images, moves, bend(images, draws), strict=True):
        wanted = tv.elastic(image, move[None], InterpolationMode(interpolation), fill)
        if interpolation == "nearest":
            assert ((result - wanted).abs() > 1e-5).float().mean() < 0.01
        else:
            torch.testing.assert_close(result, wanted, atol=1e-5, rtol=0)
    assert ((bend(images, draws) - images).abs() > 0.05).float().mean() > 0.3


def test_moves_are_those_that_torchvision_makes_of_the_same_noise(monkeypatch):
    bend, theirs = augment.ElasticTransform((30, 15), (1.5, 2)), v2.ElasticTransform([30.0, 15.0], [1.5, 2.0])
    images, draws = pictures(1, (1, 24, 24)), uniforms(1, bend.draws)
    noise = iter([pixel_numbers(draws[:, i : i + 2], (24, 24), images.device) for i in (0, 2)])
    monkeypatch.setattr(torch, "rand", lambda *_, **__: ((next(noise) + 0.5) / 2**24)[None].float())
    wanted = theirs.make_params([images[0]])["displacement"]
    torch.testing.assert_close(bend.moves(images, draws), wanted, atol=1e-5, rtol=0)


def test_a_window_wider_than_the_image_will_do():
    bend = augment.ElasticTransform(sigma=5)
    images = pictures(2, (1, 6, 6))
    assert bend(images, uniforms(2, bend.draws)).isfinite().all()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: augment.RandomResizedCrop(0), "size"),
        (lambda: augment.RandomResizedCrop(8, scale=(1, 0.5)), "scale"),
        (lambda: augment.RandomResizedCrop(8, ratio=(0, 1)), "ratio"),
        (lambda: augment.RandomResizedCrop(8, interpolation="area"), "interpolation"),
        (lambda: augment.RandomPerspective(1.5), "distortion_scale"),
        (lambda: augment.RandomPerspective(p=0, fill=(0, 1))(pictures(2), uniforms(2, 9)), "3 channel"),
        (lambda: augment.RandomPerspective(p=2), "probability"),
        (lambda: augment.ElasticTransform(sigma=0), "above 0"),
        (lambda: augment.ElasticTransform(alpha=(1, 2, 3)), "alpha"),
        (lambda: augment.GaussianNoise(sigma=-1), "sigma"),
        (lambda: augment.GaussianNoise(mean="x"), "mean"),
    ],
)
def test_what_will_not_do_is_said(make, words):
    with pytest.raises(ValueError, match=words):
        make()
