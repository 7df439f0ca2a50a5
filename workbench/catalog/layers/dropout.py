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

    formula = "y = m · x / (1 − p),  m ~ Bernoulli(1 − p)\nmodel.eval(): y = x"
    use = "Between Linear layers, when the training loss falls and the validation loss rises."


@layer("Dropout", ranks=(3,), for_rank={1: "Dropout", 2: "Dropout1d", 4: "Dropout3d"})
class Dropout2d(_Dropout):
    """Sets whole channels of an image to zero at random while training; does nothing in evaluation."""

    formula = "y[c] = m[c] · x[c] / (1 − p),  m[c] ~ Bernoulli(1 − p)\nmodel.eval(): y = x"
    use = "After Conv2d: neighbouring pixels are so alike that single zeros do nothing."


@layer("Dropout", ranks=(2,), for_rank={1: "Dropout", 3: "Dropout2d", 4: "Dropout3d"})
class Dropout1d(_Dropout):
    """Sets whole channels of a series to zero at random while training; does nothing in evaluation."""

    formula = "y[c] = m[c] · x[c] / (1 − p),  m[c] ~ Bernoulli(1 − p)\nmodel.eval(): y = x"
    use = "After Conv1d: neighbouring steps are so alike that single zeros do nothing."


@layer("Dropout", ranks=(4,), for_rank={1: "Dropout", 2: "Dropout1d", 3: "Dropout2d"})
class Dropout3d(_Dropout):
    """Sets whole channels of a volume to zero at random while training; does nothing in evaluation."""

    formula = "y[c] = m[c] · x[c] / (1 − p),  m[c] ~ Bernoulli(1 − p)\nmodel.eval(): y = x"
    use = "After Conv3d: neighbouring numbers are so alike that single zeros do nothing."


@layer("Dropout")
class AlphaDropout(_Dropout):
    """Dropout for networks of SELU: it keeps mean and variance as they are."""

    formula = (
        "y = a · (m · x + (1 − m) · α′) + b,  m ~ Bernoulli(1 − p),  α′ ≈ −1.7581\n"
        "a = ((1 − p) (1 + p α′²))^(−1/2),  b = −a p α′\n"
        "model.eval(): y = x"
    )
    use = "After SELU, and only there."
