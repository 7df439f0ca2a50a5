"""Activations: what makes a network more than one matrix."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Layer, WeightedLayer

Inplace = Annotated[bool, Field(description="Overwrite the input instead of making a new tensor; saves memory.")]
Axis = Annotated[
    int,
    Field(ge=-8, le=8, description="The axis along which the results sum to 1; 0: the batch, 1: the classes."),
    ESSENTIAL,  # PyTorch's own default guesses the axis, and takes the batch for an image
]


@layer("Activation")
class ReLU(Layer):
    """max(0, x): cuts off what is negative. The usual choice between layers."""

    formula = "y = max(0, x)"
    use = "Between most layers; start with it."

    inplace: Inplace = False


@layer("Activation")
class LeakyReLU(Layer):
    """x where positive, a small multiple of x where negative: units cannot die."""

    formula = "y = max(0, x) + negative_slope · min(0, x)"
    use = "Where units of ReLU have died: they give 0 for every sample."

    negative_slope: Annotated[float, Field(description="The slope for negative numbers.")] = 0.01
    inplace: Inplace = False


@layer("Activation")
class GELU(Layer):
    """x Φ(x), with Φ the normal distribution's share below x: a smooth ReLU, usual in transformers."""

    formula = "y = x · Φ(x)\ntanh: y = 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³)))"
    use = "In transformers and other recent networks."

    approximate: Annotated[
        Literal["none", "tanh"], Field(description="none: the exact formula; tanh: a quicker approximation.")
    ] = "none"


@layer("Activation")
class Sigmoid(Layer):
    """1 / (1 + e⁻ˣ): squeezes every number into 0 … 1."""

    formula = "y = σ(x) = 1 / (1 + e⁻ˣ)"
    use = "As the last layer for a yes or no with BCELoss, or as a gate; seldom between layers."


@layer("Activation")
class Tanh(Layer):
    """(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): squeezes every number into −1 … 1."""

    formula = "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)"
    use = "For outputs between −1 and 1; between the layers of small networks."


@layer("Activation")
class Softmax(Layer):
    """eˣⁱ / Σ eˣʲ: turns the numbers of a sample into shares that sum to 1.

    Not before CrossEntropyLoss, which does it itself.
    """

    formula = "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)"
    use = "Where the model itself must give probabilities; not before CrossEntropyLoss."

    dim: Axis = 1


@layer("Activation")
class LogSoftmax(Layer):
    """The logarithm of Softmax, computed safely. Goes before NLLLoss."""

    formula = "yᵢ = log( exp(xᵢ) / Σⱼ exp(xⱼ) )"
    use = "As the last layer before NLLLoss or KLDivLoss."

    dim: Axis = 1


@layer("Activation")
class LogSigmoid(Layer):
    """log(1 / (1 + e⁻ˣ)): the logarithm of Sigmoid, computed safely."""

    formula = "y = log(1 / (1 + e⁻ˣ))"
    use = "Where a loss takes the logarithm of a probability."


Alpha = Annotated[float, Field(description="How far below zero the curve reaches: to −alpha.")]


@layer("Activation")
class ELU(Layer):
    """x where positive, α (eˣ − 1) where negative: smooth, and the mean of its outputs is near zero."""

    formula = "y = x,  x > 0\ny = α (eˣ − 1),  x ≤ 0"
    use = "In place of ReLU where negative outputs help; costs a little more time."

    alpha: Alpha = 1.0
    inplace: Inplace = False


@layer("Activation")
class SELU(Layer):
    """ELU with the two constants that keep mean 0 and variance 1 from layer to layer.

    Goes with AlphaDropout and weights that begin normally distributed.
    """

    formula = "y = scale · (max(0, x) + min(0, α (eˣ − 1)))\nα ≈ 1.6733,  scale ≈ 1.0507"
    use = "In deep networks of Linear layers alone, without BatchNorm."

    inplace: Inplace = False


@layer("Activation")
class CELU(Layer):
    """max(0, x) + min(0, α (eˣᐟᵅ − 1)): ELU whose slope has no jump, whatever alpha is."""

    formula = "y = max(0, x) + min(0, α (exp(x / α) − 1))"
    use = "As ELU, if alpha is not 1."

    alpha: Annotated[float, Field(gt=0, description="How far below zero the curve reaches: to −alpha.")] = 1.0
    inplace: Inplace = False


@layer("Activation")
class SiLU(Layer):
    """x / (1 + e⁻ˣ), also called Swish: a smooth ReLU that dips a little below zero."""

    formula = "y = x · σ(x)"
    use = "In deep image networks (EfficientNet, YOLO)."

    inplace: Inplace = False


@layer("Activation")
class Mish(Layer):
    """x tanh(log(1 + eˣ)): a smooth ReLU, much like SiLU."""

    formula = "y = x · tanh(log(1 + eˣ))"
    use = "Where SiLU works; try which of the two is better."

    inplace: Inplace = False


@layer("Activation")
class PReLU(WeightedLayer):
    """x where positive, a learned multiple of x where negative."""

    formula = "y = max(0, x) + a · min(0, x)"
    use = "Where the network should find the slope itself; give it no weight decay."

    num_parameters: Annotated[
        int, Field(ge=1, description="1: one slope for all; the number of channels: a slope for each.")
    ] = 1
    init: Annotated[float, Field(description="The slope at the beginning.")] = 0.25


@layer("Activation")
class RReLU(Layer):
    """x where positive; where negative a multiple of x that is drawn anew while training, and the middle in evaluation."""

    formula = "y = x,  x ≥ 0\ny = a x,  x < 0,  a ~ U(lower, upper)\nmodel.eval(): a = (lower + upper) / 2"
    use = "On small data sets: the random slope works against learning by heart."

    lower: Annotated[float, Field(description="The smallest slope.")] = 1 / 8
    upper: Annotated[float, Field(description="The largest slope.")] = 1 / 3
    inplace: Inplace = False


@layer("Activation")
class Softplus(Layer):
    """log(1 + eᵝˣ) / β: a smooth ReLU that is never zero; makes outputs positive."""

    formula = "y = log(1 + exp(β x)) / β;  y = x,  β x > threshold"
    use = "For outputs that must be positive: variances, rates."

    beta: Annotated[float, Field(gt=0, description="The larger, the nearer to ReLU.")] = 1.0
    threshold: Annotated[float, Field(description="Above it the result is x itself, for safety.")] = 20.0


@layer("Activation")
class Softsign(Layer):
    """x / (1 + |x|): squeezes every number into −1 … 1, more slowly than Tanh."""

    formula = "y = x / (1 + |x|)"
    use = "In place of Tanh where inputs are large."


@layer("Activation")
class Hardtanh(Layer):
    """Cuts every number off at min_val and max_val."""

    formula = "y = min(max(x, min_val), max_val)"
    use = "Where outputs must stay between two numbers."

    min_val: Annotated[float, Field(description="What is smaller becomes this.")] = -1.0
    max_val: Annotated[float, Field(description="What is larger becomes this.")] = 1.0
    inplace: Inplace = False


@layer("Activation")
class Hardsigmoid(Layer):
    """min(max(x / 6 + 1/2, 0), 1): Sigmoid out of straight lines, quicker on small machines."""

    formula = "y = min(max(x / 6 + 1/2, 0), 1)"
    use = "In place of Sigmoid on phones and small machines."

    inplace: Inplace = False


@layer("Activation")
class Hardswish(Layer):
    """x Hardsigmoid(x): SiLU out of straight lines and a parabola, as MobileNetV3 uses it."""

    formula = "y = x · min(max(x / 6 + 1/2, 0), 1)"
    use = "In place of SiLU on phones and small machines."

    inplace: Inplace = False


@layer("Activation")
class Threshold(Layer):
    """x where it is above the threshold, another number elsewhere."""

    formula = "y = x,  x > threshold\ny = value,  x ≤ threshold"
    use = "For experiments; ReLU is the usual case of it."

    threshold: Annotated[float, Field(description="What is not above this is replaced."), ESSENTIAL] = 0.0
    value: Annotated[float, Field(description="What stands in its place."), ESSENTIAL] = 0.0
    inplace: Inplace = False
