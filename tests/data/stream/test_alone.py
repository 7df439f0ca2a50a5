"""A step that is not random makes the same of an image alone as among others, bit for bit: streamed batches rely on it."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.data.recipe import Step, prepare
from workbench.spec.parts import parts

STEPS = [cls for cls in parts("transform") if not (cls.random or cls.batch or cls.fitted) and "image" in cls.inputs]


@pytest.mark.parametrize("cls", STEPS, ids=lambda cls: cls.__name__)
@settings(max_examples=8)
@given(data=st.data())
def test_alone_and_among_others(cls, values, data):
    part = data.draw(values.part(cls, True))
    channels, height, width = data.draw(st.sampled_from([(1, 1, 7), (1, 9, 16), (3, 1, 1), (3, 13, 8), (3, 40, 33)]))
    images = torch.randint(0, 256, (5, channels, height, width), dtype=torch.uint8)
    step = Step(part.call().build())
    try:
        together = prepare(images, [step])
    except (RuntimeError, ValueError):
        return  # it does not fit an image of this size
    alone = prepare(list(images), [step])
    for number, made in enumerate(together):
        for other in (alone[number], prepare([images[number]], [step])[0]):
            assert np.array_equal(made.numpy(), other.numpy(), equal_nan=True)
