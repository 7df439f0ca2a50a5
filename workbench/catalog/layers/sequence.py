"""Layers for sequences (steps × features): recurrent ones, attention, the mean over the steps."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.catalog.layers.infer import last
from workbench.spec.call import Call
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Layer, Shape, WeightedLayer

MODULES = "workbench.modules.sequences"
Bias = Annotated[bool, Field(description="Learn the biases, too.")]
Share = Annotated[float, Field(ge=0, le=1, description="Share of the numbers set to zero while training.")]


class _Recurrent(WeightedLayer):
    hidden_size: Annotated[int, Field(ge=1, le=65_536, description="Numbers in the memory."), ESSENTIAL] = 64
    num_layers: Annotated[int, Field(ge=1, le=64, description="So many on top of each other.")] = 1
    bias: Bias = True
    dropout: Annotated[
        float,
        Field(ge=0, le=1, description="Share of the numbers set to zero between the layers, if there are several."),
    ] = 0.0
    bidirectional: Annotated[
        bool, Field(description="A second one reads backwards; the results are put side by side.")
    ] = False

    own = WeightedLayer.own | {"output"}
    output: Annotated[
        Literal["last", "all", "mean"],
        Field(
            description="What goes on: what it has at the end (last), at every step (all), or the mean of it (mean)."
        ),
    ] = "last"

    def call(self, input_shape: Shape) -> Call:
        """PyTorch's layer gives a pair; ``Recurrent`` passes on one tensor."""
        arguments: dict[str, Any] = self.arguments()
        if self.num_layers == 1:  # there is nothing between the layers, and PyTorch would warn
            arguments.pop("dropout", None)
        sizes = (last(input_shape), arguments.pop("hidden_size"))
        made = Call(self.target, sizes, arguments | {"batch_first": True})
        return Call(f"{MODULES}.Recurrent", (made,), {"output": self.output})


@layer("Sequence", infers={"input_size": last}, ranks=(2,))
class RNN(_Recurrent):
    """Reads a sequence step by step and keeps a memory: hₜ = tanh(W xₜ + U hₜ₋₁ + b). Forgets soon; LSTM and GRU do not."""

    nonlinearity: Annotated[Literal["tanh", "relu"], Field(description="What each new memory goes through.")] = "tanh"


@layer("Sequence", infers={"input_size": last}, ranks=(2,))
class LSTM(_Recurrent):
    """Reads a sequence step by step, with a memory whose gates decide what is kept, added and shown.

    The usual recurrent layer: it can carry something over many steps.
    """

    proj_size: Annotated[
        int,
        Field(
            ge=0, le=65_536, description="Project what is shown to so many numbers, fewer than hidden_size; 0: do not."
        ),
    ] = 0


@layer("Sequence", infers={"input_size": last}, ranks=(2,))
class GRU(_Recurrent):
    """As LSTM, with two gates instead of three: fewer weights, and mostly as good."""


Heads = Annotated[
    int,
    Field(ge=1, le=1024, description="So many look at different things side by side; divides the features."),
    ESSENTIAL,
]


@layer("Sequence", infers={"embed_dim": last}, ranks=(2,))
class MultiheadAttention(WeightedLayer):
    """Self-attention: every step asks all steps, and gathers what they know by how well it fits the question."""

    num_heads: Heads = 1
    dropout: Share = 0.0
    bias: Bias = True
    add_bias_kv: Annotated[bool, Field(description="Learn one more step that can be looked at.")] = False
    add_zero_attn: Annotated[bool, Field(description="Add a step of zeros that can be looked at.")] = False

    def call(self, input_shape: Shape) -> Call:
        """PyTorch's module takes three tensors; ``SelfAttention`` gives it one three times."""
        arguments: dict[str, Any] = self.arguments()
        sizes = (last(input_shape), arguments.pop("num_heads"))
        made = Call(self.target, sizes, arguments | {"batch_first": True})
        return Call(f"{MODULES}.SelfAttention", (made,), {})


@layer("Sequence", infers={"d_model": last}, ranks=(2,))
class TransformerEncoderLayer(WeightedLayer):
    """Self-attention and a small network for every step, each with a way around it and a LayerNorm.

    Several of them make a transformer; put PositionalEncoding before the first, or it does not know the order.
    """

    nhead: Heads = 1
    dim_feedforward: Annotated[int, Field(ge=1, le=65_536, description="Width of the small network.")] = 2048
    dropout: Share = 0.1
    activation: Annotated[Literal["relu", "gelu"], Field(description="What the small network bends with.")] = "relu"
    layer_norm_eps: Annotated[float, Field(gt=0, description="Added to the variance, against division by zero.")] = 1e-5
    norm_first: Annotated[bool, Field(description="Normalise before instead of after; learns more calmly.")] = False
    bias: Bias = True

    def call(self, input_shape: Shape) -> Call:
        """The batch comes first, here as everywhere."""
        arguments: dict[str, Any] = self.arguments()
        return Call(self.target, (last(input_shape), arguments.pop("nhead")), arguments | {"batch_first": True})


@layer("Sequence", infers={"features": last}, ranks=(2,), implementation=f"{MODULES}.PositionalEncoding")
class PositionalEncoding(Layer):
    """Adds to every step waves that tell its place in the sequence, since attention alone does not see the order."""

    dropout: Share = 0.0


@layer("Sequence", ranks=(2,), implementation=f"{MODULES}.MeanSteps")
class MeanSteps(Layer):
    """The mean over the steps: a sequence becomes one row, whatever its length."""
