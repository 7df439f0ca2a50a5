"""The vectorised random transforms against torchvision's functions, image by image; color has a file of its own."""

import ast
import inspect
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torchvision.transforms import InterpolationMode, v2
from torchvision.transforms.v2 import functional as tv

from workbench.data import augment
from workbench.data.augment.affine import AffineParameters, affine_matrix

BELOW_1 = 1 - 2**-24  # the largest float32 below 1
SHAPES = [(1, 28, 28), (3, 9, 14), (3, 15, 8), (5, 7, 7)]

EXAMPLES = {
    "rotation": augment.RandomRotation(40),
    "rotation, bilinear": augment.RandomRotation(40, interpolation="bilinear", center=(3, 4), fill=[0.1, 0.5, 1]),
    "rotation, expand": augment.RandomRotation((0, 90), expand=True, fill=0.5),
    "rotation, quarter turns": augment.RandomRotation((90, 90)),
    "affine": augment.RandomAffine(30, (0.2, 0.1), (0.5, 1.5), 10),
    "affine, bilinear": augment.RandomAffine(30, (0.2, 0.1), (0.5, 1.5), (-9, 9, -9, 9), "bilinear", 0.3, (0, 0)),
    "crop": augment.RandomCrop(10, padding=2),
    "crop, reflect": augment.RandomCrop((12, 9), padding=(3, 1), padding_mode="reflect"),
    "crop, symmetric": augment.RandomCrop(20, pad_if_needed=True, padding_mode="symmetric"),
    "flip": augment.RandomHorizontalFlip(),
    "vertical flip": augment.RandomVerticalFlip(0.3),
    "jitter": augment.ColorJitter(0.4, 0.4, 0.4, 0.2),
    "grey": augment.RandomGrayscale(0.5),
    "invert": augment.RandomInvert(),
    "blur": augment.GaussianBlur((5, 3)),
    "noise": augment.GaussianNoise(0.1, 0.3),
    "erase": augment.RandomErasing(0.8, value=0.5),
    "erase, noise": augment.RandomErasing(0.8, value="random"),
    "resized crop": augment.RandomResizedCrop((9, 20)),
    "resized crop, nearest": augment.RandomResizedCrop(8, interpolation="nearest"),
    "resized crop, cubic": augment.RandomResizedCrop(7, (0.5, 1), (0.2, 4), "bicubic", antialias=False),
    "perspective": augment.RandomPerspective(0.6, 0.7, fill=0.5),
    "elastic": augment.ElasticTransform((40, 20), (1, 2), fill=[0.1, 0.5, 1]),
    "rand augment": augment.RandAugment(3, 20),
    "rand augment, bilinear": augment.RandAugment(4, 9, interpolation="bilinear", fill=0.5),
    "trivial augment": augment.TrivialAugmentWide(),
    "auto augment": augment.AutoAugment("cifar10", "bilinear", [0.2, 0.4, 0.6]),
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


def near_a_tie(parameters: AffineParameters, center: list[float] | None, height: int, width: int) -> Tensor:
    """Which pixels (height, width) come from a place so close to the border of two pixels that rounding decides."""
    cx, cy = (0.0, 0.0) if center is None else (center[0] - width / 2, center[1] - height / 2)
    matrix = torch.tensor(affine_matrix(parameters, (cx, cy)), dtype=torch.float64)
    x = torch.arange(width, dtype=torch.float64) - (width - 1) / 2
    y = torch.arange(height, dtype=torch.float64).unsqueeze(1) - (height - 1) / 2
    from_x = matrix[0] * x + matrix[1] * y + matrix[2] + (width - 1) / 2
    from_y = matrix[3] * x + matrix[4] * y + matrix[5] + (height - 1) / 2
    return (((from_x % 1) - 0.5).abs() < 1e-4) | (((from_y % 1) - 0.5).abs() < 1e-4)


def assert_agree(ours: Tensor, theirs: Tensor, interpolation: str, undecided: Tensor) -> None:
    """Equal, but for what the rounding of a product of matrices decides, which is not the same on every processor."""
    assert ours.shape == theirs.shape
    if interpolation == "nearest":
        assert torch.equal(ours[:, ~undecided], theirs[:, ~undecided])
    else:
        torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=0)


# --- what holds for all of them ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", augment.__all__)
def test_parameters_are_torchvisions(name: str) -> None:
    def parameters(transform: type) -> list[tuple[str, object]]:
        return [
            (p.name, getattr(p.default, "value", p.default)) for p in inspect.signature(transform).parameters.values()
        ]

    assert parameters(getattr(augment, name)) == parameters(getattr(v2, name))


@pytest.mark.parametrize("transform", EXAMPLES.values(), ids=EXAMPLES)
def test_an_image_does_not_depend_on_its_batch(transform) -> None:
    images, uniforms = random_images(9), random_uniforms(9, transform.draws)
    together = transform(images, uniforms)
    for i in range(9):
        alone = transform(images[i : i + 1], uniforms[i : i + 1])
        assert torch.equal(alone[0], together[i])
    turned_round = transform(images.flip(0), uniforms.flip(0))
    assert all(torch.equal(a, b) for a, b in zip(reversed(list(turned_round)), together, strict=True))


@pytest.mark.parametrize(("batch", "shape"), [(7, (3, 128, 128)), (3, (3, 300, 301))])
def test_large_images_do_not_depend_on_their_batch(batch, shape) -> None:
    images = random_images(batch, shape)
    jitter = augment.ColorJitter(contrast=0.9, saturation=0.9, hue=0.5)
    uniforms = random_uniforms(batch, jitter.draws)
    together = jitter(images, uniforms)
    assert all(torch.equal(jitter(images[i : i + 1], uniforms[i : i + 1])[0], together[i]) for i in range(batch))


@pytest.mark.parametrize("transform", EXAMPLES.values(), ids=EXAMPLES)
def test_inputs_and_generators_are_left_alone(transform) -> None:
    images, uniforms = random_images(5), random_uniforms(5, transform.draws)
    images_before, uniforms_before, state = images.clone(), uniforms.clone(), torch.get_rng_state()
    for result in transform(images, uniforms):
        result += 1
    assert torch.equal(images, images_before)
    assert torch.equal(uniforms, uniforms_before)
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("transform", EXAMPLES.values(), ids=EXAMPLES)
def test_any_memory_layout_will_do(transform) -> None:
    images, uniforms = random_images(5), random_uniforms(5, transform.draws)
    channels_last = images.to(memory_format=torch.channels_last)
    every_other = torch.stack([images, images], dim=-1)[..., 0]
    expected = transform(images, uniforms)
    for layout in (channels_last, every_other):
        assert all(torch.equal(a, b) for a, b in zip(transform(layout, uniforms), expected, strict=True))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
@pytest.mark.parametrize("transform", EXAMPLES.values(), ids=EXAMPLES)
def test_a_gpu_gives_the_same(transform) -> None:
    images, uniforms = random_images(9), random_uniforms(9, transform.draws)
    for cpu, gpu in zip(transform(images, uniforms), transform(images.cuda(), uniforms), strict=True):
        differ = (cpu - gpu.cpu()).abs() > 1e-5
        assert differ.float().mean() < 0.01  # a place between two pixels may be rounded to the other one


@pytest.mark.parametrize("transform", EXAMPLES.values(), ids=EXAMPLES)
def test_a_wrong_number_of_draws_is_refused(transform) -> None:
    with pytest.raises(AssertionError, match="uniforms should be"):
        transform(random_images(4), random_uniforms(1, transform.draws))


def test_modules_can_be_copied_into_a_script() -> None:
    defined: list[str] = []
    for path in Path(inspect.getfile(augment)).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                assert node in tree.body, f"{path.name}: import of {names} inside a function"
                allowed = {"torch", *sys.stdlib_module_names}
                assert all(n.startswith("workbench.data.augment.") or n.split(".")[0] in allowed for n in names)
        defined += [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert len(defined) == len(set(defined)), "two modules define one name"


# --- rotation ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize(("center", "fill"), [(None, 0), (None, 0.25), ([2.5, 6], 0), ([0, 0], "channels")])
def test_rotation_is_torchvisions(shape, interpolation, center, fill) -> None:
    fill = [0.2 * (k + 1) for k in range(shape[0])] if fill == "channels" else fill
    transform = augment.RandomRotation(180, interpolation=interpolation, center=center, fill=fill)
    images, uniforms = random_images(12, shape), random_uniforms(12, 1)
    turned = transform(images, uniforms)
    assert isinstance(turned, Tensor)
    for image, angle, ours in zip(images, transform.angles(uniforms), turned, strict=True):
        theirs = tv.rotate(image, angle, InterpolationMode(interpolation), center=center, fill=fill)
        undecided = near_a_tie(AffineParameters(-angle, (0, 0), 1.0, (0.0, 0.0)), center, *shape[1:])
        assert_agree(ours, theirs, interpolation, undecided)


@settings(max_examples=40, deadline=None)
@given(
    degrees=st.floats(0, 400, width=32),
    uniform=st.floats(0, BELOW_1, width=32),
    shape=st.tuples(st.integers(1, 3), st.integers(1, 12), st.integers(1, 12)),
)
def test_rotation_by_any_angle_is_torchvisions(degrees, uniform, shape) -> None:
    transform = augment.RandomRotation(degrees)
    uniforms = torch.tensor([[uniform]])
    image, (angle,) = random_images(1, shape), transform.angles(uniforms)
    undecided = near_a_tie(AffineParameters(-angle, (0, 0), 1.0, (0.0, 0.0)), None, *shape[1:])
    assert_agree(transform(image, uniforms)[0], tv.rotate(image[0], angle, fill=0), "nearest", undecided)


@pytest.mark.parametrize("angle", [-450, -180, -90, 0, 90, 180, 270, 360])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize(("shape", "expand"), [((3, 8, 8), False), ((1, 7, 7), True), ((1, 4, 9), True)])
def test_quarter_turns_move_whole_pixels(angle, interpolation, shape, expand) -> None:
    transform = augment.RandomRotation((angle, angle), interpolation=interpolation, expand=expand)
    image = random_images(1, shape)
    (turned,) = transform(image, torch.tensor([[0.4]]))
    assert torch.equal(turned, torch.rot90(image[0], angle // 90, dims=(1, 2)))
    assert torch.equal(turned, tv.rotate(image[0], angle, InterpolationMode(interpolation), expand=expand))


@pytest.mark.parametrize("angle", [0, 90, 180])
def test_a_quarter_turn_about_another_point_moves_the_image(angle) -> None:
    image = random_images(1, (2, 8, 8))
    turned = augment.RandomRotation((angle, angle), center=(2, 3))(image, torch.zeros(1, 1))
    assert torch.equal(turned[0], tv.rotate(image[0], angle, center=[2, 3], fill=0))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize(("center", "fill"), [(None, 0), (None, 0.5), ([2, 3], 0.5)])
def test_expanded_rotation_is_torchvisions(shape, interpolation, center, fill) -> None:
    transform = augment.RandomRotation((-100, 200), interpolation, expand=True, center=center, fill=fill)
    images, uniforms = random_images(12, shape), random_uniforms(12, 1)
    turned = transform(images, uniforms)
    assert isinstance(turned, list)
    assert len({image.shape for image in turned}) > 1
    for image, angle, ours in zip(images, transform.angles(uniforms), turned, strict=True):
        theirs = tv.rotate(image, angle, InterpolationMode(interpolation), expand=True, center=center, fill=fill)
        assert ours.shape == theirs.shape
        assert ((ours - theirs).abs() > 1e-5).float().mean() < 0.01


def test_angles_are_spread_evenly() -> None:
    angles = torch.tensor(augment.RandomRotation(30).angles(even_uniforms(600, 1)))
    assert torch.equal(torch.histc(angles, bins=60, min=-30, max=30), torch.full((60,), 10.0))
    some = augment.RandomRotation([10, 50]).angles(torch.tensor([[0.0], [0.5], [BELOW_1]]))
    assert some == pytest.approx([10, 30, 50])


def test_rotation_is_counter_clockwise_and_fills_the_corners() -> None:
    image = torch.zeros(1, 1, 9, 9)
    image[..., 4, 7] = 1.0  # a dot to the right of the middle
    turned = augment.RandomRotation((90, 90), fill=0.5)(image, torch.zeros(1, 1))
    assert turned[0, 0, 1, 4] == 1.0
    turned = augment.RandomRotation((45, 45), fill=0.5)(image, torch.zeros(1, 1))
    assert turned[0, 0, 0, 0] == 0.5
    assert turned[0, 0, 2, 6] == 1.0


# --- affine -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize(
    "arguments",
    [
        {"degrees": 0},
        {"degrees": 25, "translate": (0.3, 0.2)},
        {"degrees": 0, "translate": (0.4, 0)},
        {"degrees": 0, "translate": (0, 0.4)},
        {"degrees": (-170, 10), "scale": (0.5, 2.0), "fill": 0.75},
        {"degrees": 10, "shear": 20, "center": (3, 1)},
        {"degrees": 0, "shear": [5, 15], "fill": [0.5]},
        {"degrees": 90, "translate": [1, 1], "scale": [0.8, 0.9], "shear": (-10, 10, -20, 20), "center": [4, 4.5]},
    ],
)
def test_affine_is_torchvisions(shape, interpolation, arguments) -> None:
    transform = augment.RandomAffine(interpolation=interpolation, **arguments)
    images, uniforms = random_images(10, shape), random_uniforms(10, transform.draws)
    moved = transform(images, uniforms)
    center = list(arguments["center"]) if "center" in arguments else None
    for image, parameters, ours in zip(images, transform.parameters(uniforms, *shape[1:]), moved, strict=True):
        theirs = tv.affine(
            image,
            parameters.angle,
            list(parameters.translate),
            parameters.scale,
            list(parameters.shear),
            InterpolationMode(interpolation),
            arguments.get("fill", 0),
            center,
        )
        assert_agree(ours, theirs, interpolation, near_a_tie(parameters, center, *shape[1:]))


def test_affine_parameters_are_spread_over_their_ranges() -> None:
    transform = augment.RandomAffine((5, 15), (0.5, 0.1), (0.8, 1.6), (1, 2, -4, -3))
    drawn = transform.parameters(even_uniforms(2000, 6), 30, 20)
    assert {p.translate[0] for p in drawn} == set(range(-10, 11))
    assert {p.translate[1] for p in drawn} == set(range(-3, 4))
    values = torch.tensor([[p.angle, p.scale, *p.shear] for p in drawn])
    torch.testing.assert_close(values.amin(0), torch.tensor([5.0, 0.8, 1.0, -4.0]), atol=0.01, rtol=0)
    torch.testing.assert_close(values.amax(0), torch.tensor([15.0, 1.6, 2.0, -3.0]), atol=0.01, rtol=0)
    torch.testing.assert_close(values.mean(0), torch.tensor([10.0, 1.2, 1.5, -3.5]), atol=0.01, rtol=0)


def test_each_affine_parameter_has_a_number_of_its_own() -> None:
    transform = augment.RandomAffine(10, (0.5, 0.5), (0.5, 1.5), (-10, 10, -20, 20))
    low = torch.zeros(7, 6)
    low[torch.arange(1, 7), torch.arange(6)] = BELOW_1
    flat = [(p.angle, *p.translate, p.scale, *p.shear) for p in transform.parameters(low, 10, 10)]
    assert flat[0] == pytest.approx((-10, -5, -5, 0.5, -10, -20))
    for k in range(6):
        changed = [i for i in range(6) if flat[k + 1][i] != flat[0][i]]
        assert changed == [k]


def test_translation_and_scale_go_where_they_should() -> None:
    image = torch.zeros(1, 1, 11, 11)
    image[..., 5, 5] = 1.0
    right_and_up = torch.tensor([[0.5, BELOW_1, 0.0, 0.5, 0.5, 0.5]])
    moved = augment.RandomAffine(0, translate=(0.2, 0.2))(image, right_and_up)
    assert moved[0, 0].nonzero().tolist() == [[3, 7]]
    doubled = augment.RandomAffine(0, scale=(3, 3))(image, right_and_up)
    assert doubled.sum() == 9


# --- crop -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(1, 28, 28), (3, 9, 14), (4, 8, 5)])
@pytest.mark.parametrize(
    "arguments",
    [
        {"size": 5},
        {"size": [8, 5]},
        {"size": (5,), "padding": 0},
        {"size": 8, "padding": 3, "fill": 0.5},
        {"size": (3, 9), "padding": [2, 1], "fill": "channels"},
        {"size": (9, 8), "padding": (1, 2, 3, 4), "padding_mode": "edge"},
        {"size": (9, 8), "padding": (4, 3, 2, 1), "padding_mode": "reflect"},
        {"size": (9, 8), "padding": (1, 2, 5, 4), "padding_mode": "symmetric"},
        {"size": (32, 5), "pad_if_needed": True, "fill": 1},
        {"size": (30, 20), "padding": 1, "pad_if_needed": True, "fill": "channels"},
        {"size": (11, 7), "pad_if_needed": True, "padding_mode": "reflect"},
        {"size": (11, 7), "pad_if_needed": True, "padding_mode": "symmetric"},
        {"size": (40, 40), "pad_if_needed": True, "padding_mode": "edge"},
    ],
)
def test_crop_is_torchvisions(shape, arguments) -> None:
    if arguments.get("fill") == "channels":
        arguments = arguments | {"fill": [0.2 * (k + 1) for k in range(shape[0])]}
    transform = augment.RandomCrop(**arguments)
    images, uniforms = random_images(16, shape), random_uniforms(16, 2)
    crops = transform(images, uniforms)
    padding = transform.paddings(*shape[1:])
    assert list(padding) == v2.RandomCrop(**arguments).make_params([images[0]])["padding"]
    tops, lefts = transform.places(uniforms, shape[1] + padding[1] + padding[3], shape[2] + padding[0] + padding[2])
    for image, top, left, ours in zip(images, tops.tolist(), lefts.tolist(), crops, strict=True):
        padded = tv.pad(image, list(padding), transform.fill, transform.padding_mode) if any(padding) else image
        assert torch.equal(ours, tv.crop(padded, top, left, *transform.size))


@settings(max_examples=40, deadline=None)
@given(size=st.tuples(st.integers(1, 9), st.integers(1, 9)), padding=st.integers(0, 6), more=st.integers(0, 5))
def test_every_place_is_hit_equally_often(size, padding, more) -> None:
    height, width = max(size[0] + more - 2 * padding, 1), max(size[1] + more - 2 * padding, 1)
    rows, columns = height + 2 * padding - size[0] + 1, width + 2 * padding - size[1] + 1
    uniforms = torch.cartesian_prod(even_uniforms(3 * rows, 1)[:, 0], even_uniforms(3 * columns, 1)[:, 0])
    tops, lefts = augment.RandomCrop(size, padding).places(uniforms, height + 2 * padding, width + 2 * padding)
    hits = torch.bincount(tops * columns + lefts)
    assert torch.equal(hits, torch.full((rows * columns,), 9))


@pytest.mark.parametrize("places", [1, 2, 3, 5, 1000, 4097, 2**20 + 1])
def test_the_last_place_is_not_overrun(places) -> None:
    tops, lefts = augment.RandomCrop(1).places(torch.tensor([[BELOW_1, 0.0]]), places, places)
    assert (int(tops), int(lefts)) == (places - 1, 0)


@pytest.mark.parametrize(
    ("transform", "words"),
    [
        (augment.RandomCrop(13), ["13 × 13", "10 × 12", "pad_if_needed"]),
        (augment.RandomCrop((16, 3), padding=2), ["16 × 3", "10 × 12", "padded to 14 × 16", "pad_if_needed"]),
        (augment.RandomCrop(5, padding=10, padding_mode="reflect"), ["'reflect'", "9 rows", "'edge'"]),
        (augment.RandomCrop(5, padding=11, padding_mode="symmetric"), ["'symmetric'", "10 rows", "10 × 12"]),
        (augment.RandomCrop(5, padding=1, fill=[0, 1]), ["fill", "2 numbers", "3 channel"]),
        (augment.RandomRotation(5, fill=[0, 0]), ["fill", "2 numbers", "3 channel"]),
        (augment.RandomAffine(5, fill=[0, 0, 0, 0]), ["fill", "4 numbers", "3 channel"]),
    ],
)
def test_what_does_not_fit_the_images_is_said_in_words(transform, words) -> None:
    with pytest.raises(ValueError) as refusal:
        transform(random_images(2, (3, 10, 12)), random_uniforms(2, transform.draws))
    assert [word for word in words if word not in str(refusal.value)] == []


# --- flips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "function"),
    [
        (augment.RandomHorizontalFlip, tv.horizontal_flip),
        (augment.RandomVerticalFlip, tv.vertical_flip),
    ],
)
@pytest.mark.parametrize("p", [0, 0.25, 0.5, 1])
def test_flips_are_torchvisions(kind, function, p) -> None:
    images, uniforms = random_images(40, (2, 5, 4)), even_uniforms(40, 1)
    flipped = kind(p)(images, uniforms)
    which = [not torch.equal(ours, image) for ours, image in zip(flipped, images, strict=True)]
    assert which == [uniform < p for uniform in uniforms[:, 0].tolist()]
    assert sum(which) == 40 * p
    assert all(torch.equal(flipped[i], function(images[i])) for i in range(40) if which[i])


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "arguments", "words"),
    [
        ("RandomRotation", {"degrees": -1}, "degrees.*negative"),
        ("RandomRotation", {"degrees": float("nan")}, "degrees"),
        ("RandomRotation", {"degrees": (1, 2, 3)}, "degrees.*2 number"),
        ("RandomRotation", {"degrees": (20, 10)}, "degrees.*smaller"),
        ("RandomRotation", {"degrees": "ten"}, "degrees"),
        ("RandomRotation", {"degrees": 1, "interpolation": "bicubic"}, "interpolation.*'nearest' or 'bilinear'"),
        ("RandomRotation", {"degrees": 1, "center": (1, 2, 3)}, "center"),
        ("RandomRotation", {"degrees": 1, "fill": "black"}, "fill"),
        ("RandomRotation", {"degrees": 1, "fill": []}, "fill"),
        ("RandomAffine", {"degrees": 1, "translate": (0.1, 1.1)}, "translate.*0 to 1"),
        ("RandomAffine", {"degrees": 1, "translate": 0.1}, "translate"),
        ("RandomAffine", {"degrees": 1, "scale": (0, 1)}, "scale.*above 0"),
        ("RandomAffine", {"degrees": 1, "scale": (2, 1)}, "scale.*smaller"),
        ("RandomAffine", {"degrees": 1, "scale": 2}, "scale"),
        ("RandomAffine", {"degrees": 1, "shear": -5}, "shear.*negative"),
        ("RandomAffine", {"degrees": 1, "shear": (1, 2, 3)}, "shear.*four"),
        ("RandomAffine", {"degrees": 1, "shear": (1, 2, 4, 3)}, "shear along y"),
        ("RandomCrop", {"size": 0}, "size.*at least 1"),
        ("RandomCrop", {"size": (1, 2, 3)}, "size.*height, width"),
        ("RandomCrop", {"size": 2.5}, "size.*whole"),
        ("RandomCrop", {"size": 4, "padding": (1, 2, 3)}, "padding.*left, top, right, bottom"),
        ("RandomCrop", {"size": 4, "padding": -1}, "padding.*at least 0"),
        ("RandomCrop", {"size": 4, "padding": 1.5}, "padding.*whole"),
        ("RandomCrop", {"size": 4, "padding": 1, "padding_mode": "wrap"}, "padding_mode.*symmetric"),
        ("RandomCrop", {"size": 4, "padding": 1, "fill": (0, 1, 0), "padding_mode": "edge"}, "does not use fill"),
        ("RandomHorizontalFlip", {"p": 1.5}, "p should be"),
        ("RandomVerticalFlip", {"p": -0.1}, "p should be"),
        ("ColorJitter", {"brightness": -0.1}, "brightness.*negative"),
        ("ColorJitter", {"contrast": (1.2, 0.8)}, "contrast.*min ≤ max"),
        ("ColorJitter", {"saturation": (-1, 1)}, "saturation.*0 ≤ min"),
        ("ColorJitter", {"saturation": "much"}, "saturation"),
        ("ColorJitter", {"hue": 0.6}, "hue.*0.5"),
        ("ColorJitter", {"hue": -0.1}, "hue.*0 and 0.5"),
        ("ColorJitter", {"hue": (-0.6, 0)}, "hue.*0.5"),
    ],
)
def test_bad_parameters_are_refused_in_words(kind, arguments, words) -> None:
    with pytest.raises(ValueError, match=words):
        getattr(augment, kind)(**arguments)
