"""Layers that only change the shape."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.parts import Layer


@layer("Shape")
class Flatten(Layer):
    """Lays the axes of a sample out as one row of numbers, so that Linear can follow an image."""

    start_dim: Annotated[int, Field(ge=1, le=8, description="First axis that is laid out; 0 would be the batch.")] = 1
    end_dim: Annotated[int, Field(ge=-8, le=8, description="Last axis that is laid out; -1: the last.")] = -1
