"""Dropout: parts of the signal are left out at random while training, against learning by heart."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.parts import Layer

Probability = Annotated[float, Field(ge=0, le=1, description="Share of the numbers (or channels) set to zero.")]


class _Dropout(Layer):
    p: Probability = 0.5
    inplace: Annotated[bool, Field(description="Overwrite the input instead of making a new tensor; saves memory.")] = (
        False
    )


@layer("Dropout")
class Dropout(_Dropout):
    """Sets single numbers to zero at random while training and enlarges the rest; does nothing in evaluation."""


@layer("Dropout", ranks=(3,), for_rank={1: "Dropout", 2: "Dropout1d", 4: "Dropout3d"})
class Dropout2d(_Dropout):
    """Sets whole channels of an image to zero at random while training; does nothing in evaluation."""


@layer("Dropout", ranks=(2,), for_rank={1: "Dropout", 3: "Dropout2d", 4: "Dropout3d"})
class Dropout1d(_Dropout):
    """Sets whole channels of a series to zero at random while training; does nothing in evaluation."""


@layer("Dropout", ranks=(4,), for_rank={1: "Dropout", 2: "Dropout1d", 3: "Dropout2d"})
class Dropout3d(_Dropout):
    """Sets whole channels of a volume to zero at random while training; does nothing in evaluation."""


@layer("Dropout")
class AlphaDropout(_Dropout):
    """Dropout for networks of SELU: it keeps mean and variance as they are."""
