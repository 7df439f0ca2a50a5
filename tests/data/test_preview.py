"""The strips under the transforms: one image after every step, and several ends of it."""

import pytest

from workbench.data.preview import preview
from workbench.spec.experiment import Data, Experiment
from workbench.spec.parts import parts, read_part

STROKES = read_part("dataset", {"type": "Strokes", "train_count": 40, "test_count": 10})
STRONG = {
    "ColorJitter": {"brightness": 0.9},
    "RandomInvert": {"p": 0.7},
    "RandomPerspective": {"p": 0.7},
    "RandomGrayscale": {"p": 1.0},
    "RandomCrop": {"size": 20},
    "Lambda": {"expression": "1 - x"},
}
UNSEEN = {"RandomGrayscale", "Grayscale", "Resize"}
"""What does nothing to grey images of 28 × 28."""

every_step = pytest.mark.parametrize(
    "cls", [cls for cls in parts("transform") if "image" in cls.inputs], ids=lambda cls: cls.__name__
)


@every_step
def test_every_step_shows_its_effect(cls, tmp_path):
    step = cls(**STRONG.get(cls.__name__, {}))
    seen = preview(Experiment(data=Data(source=STROKES, transforms=(step,))), tmp_path, 6, 12, 1)
    assert [name for name, _ in seen.trail] == ["", cls.__name__]
    original, end = (image for _, image in seen.trail)
    chance = cls.random or cls.batch
    assert len(seen.draws) == 12 * chance
    assert all(image.min() >= 0 and image.max() <= 1 for image in (end, *seen.draws))
    ends = {image.tobytes() for image in (seen.draws or (end,))}
    assert (ends != {original.tobytes()}) == (cls.__name__ not in UNSEEN)
    assert (len(ends) > 3) == (chance and cls.__name__ not in UNSEEN) or len(ends) == 2  # a flip has two


def test_what_mixes_is_shown_after_the_others_with_other_images(tmp_path):
    steps = (read_part("transform", {"type": "CutMix"}), read_part("transform", {"type": "RandomCrop", "size": 20}))
    seen = preview(Experiment(data=Data(source=STROKES, transforms=steps)), tmp_path, 6, 3, 0)
    assert [name for name, _ in seen.trail] == ["", "RandomCrop", "CutMix"]
    assert [image.shape for _, image in seen.trail] == [(1, 28, 28), (1, 20, 20), (1, 20, 20)]


def test_a_step_for_other_data_is_passed_over(tmp_path):
    steps = tuple(read_part("transform", {"type": name}) for name in ("Tokenize", "RandomInvert", "Standardize"))
    seen = preview(Experiment(data=Data(source=STROKES, transforms=steps)), tmp_path, 6, 2, 1)
    assert [name for name, _ in seen.trail] == ["", "RandomInvert"] and len(seen.samples) == 6
