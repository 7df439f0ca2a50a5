"""Fully connected layers."""

from typing import Annotated

from pydantic import Field

from workbench.catalog.layers.infer import last
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Layer, WeightedLayer


@layer("Linear", infers={"in_features": last})
class Linear(WeightedLayer):
    """Multiplies by a learned matrix and adds a bias: y = x Aᵀ + b. Every output sees every input."""

    formula = "y = x Aᵀ + b"
    use = "For rows of numbers, and as the last layer: as many outputs as there are classes."

    out_features: Annotated[int, Field(ge=1, le=10_000_000, description="Number of outputs."), ESSENTIAL] = 10
    bias: Annotated[bool, Field(description="Add a learned number to every output.")] = True


@layer("Linear")
class Identity(Layer):
    """Passes its input on unchanged. A placeholder."""

    formula = "y = x"
    use = "As a branch that changes nothing, or to keep a place free."
    takes = "any"


@layer(
    "Linear",
    infers={"in1_features": last, "in2_features": last},
    implementation="workbench.modules.blocks.Bilinear",
)
class Bilinear(WeightedLayer):
    """Weighs every product of two features: yₖ = xᵀ Aₖ x + bₖ. Both inputs of PyTorch's layer are the one that comes in."""

    formula = "yₖ = x₁ᵀ Aₖ x₂ + bₖ,  x₁ = x₂ = x"
    use = "Where products of features matter; it has very many weights."
    reference = "torch.nn.Bilinear"

    out_features: Annotated[int, Field(ge=1, le=100_000, description="Number of outputs."), ESSENTIAL] = 10
    bias: Annotated[bool, Field(description="Add a learned number to every output.")] = True
