"""Activations: what makes a network more than one matrix."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Layer

Inplace = Annotated[bool, Field(description="Overwrite the input instead of making a new tensor; saves memory.")]
Axis = Annotated[
    int,
    Field(ge=-8, le=8, description="The axis along which the results sum to 1; 0: the batch, 1: the classes."),
    ESSENTIAL,  # PyTorch's own default guesses the axis, and takes the batch for an image
]


@layer("Activation")
class ReLU(Layer):
    """max(0, x): cuts off what is negative. The usual choice between layers."""

    inplace: Inplace = False


@layer("Activation")
class LeakyReLU(Layer):
    """x where positive, a small multiple of x where negative: units cannot die."""

    negative_slope: Annotated[float, Field(description="The slope for negative numbers.")] = 0.01
    inplace: Inplace = False


@layer("Activation")
class GELU(Layer):
    """x Φ(x), with Φ the normal distribution's share below x: a smooth ReLU, usual in transformers."""

    approximate: Annotated[
        Literal["none", "tanh"], Field(description="none: the exact formula; tanh: a quicker approximation.")
    ] = "none"


@layer("Activation")
class Sigmoid(Layer):
    """1 / (1 + e⁻ˣ): squeezes every number into 0 … 1."""


@layer("Activation")
class Tanh(Layer):
    """(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): squeezes every number into −1 … 1."""


@layer("Activation")
class Softmax(Layer):
    """eˣⁱ / Σ eˣʲ: turns the numbers of a sample into shares that sum to 1.

    Not before CrossEntropyLoss, which does it itself.
    """

    dim: Axis = 1


@layer("Activation")
class LogSoftmax(Layer):
    """The logarithm of Softmax, computed safely. Goes before NLLLoss."""

    dim: Axis = 1
