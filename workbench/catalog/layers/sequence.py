"""Layers for sequences (steps × features): recurrent ones, attention, the mean over the steps."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.catalog.layers.infer import last, vocabulary
from workbench.spec.call import Call
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Layer, Shape, WeightedLayer

MODULES = "workbench.modules.sequences"
Bias = Annotated[bool, Field(description="Learn the biases, too.")]
Share = Annotated[float, Field(ge=0, le=1, description="Share of the numbers set to zero while training.")]


@layer("Sequence", infers={"num_embeddings": vocabulary})
class Embedding(WeightedLayer):
    """Learns a row of numbers for every token of the vocabulary: texts become steps × features for the layers after it.

    The first layer for texts; Tokenize, among the transforms, makes the tokens.
    """

    formula = "y = W[i],  W of num_embeddings × embedding_dim"
    use = "The first layer for texts."

    takes = "tokens"

    embedding_dim: Annotated[int, Field(ge=1, le=65_536, description="Numbers for every token."), ESSENTIAL] = 64
    padding_idx: Annotated[
        int | None, Field(ge=0, description="A token whose numbers stay zero; 0 is the padding of Tokenize.")
    ] = None
    max_norm: Annotated[float | None, Field(gt=0, description="A longer row is shortened to this length.")] = None
    norm_type: Annotated[float, Field(gt=0, description="How max_norm measures; 2: as a ruler does.")] = 2.0
    scale_grad_by_freq: Annotated[
        bool, Field(description="Divide a token's gradient by how often the batch has it.")
    ] = False


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

    formula = "hₜ = tanh(xₜ W_ihᵀ + b_ih + hₜ₋₁ W_hhᵀ + b_hh)"
    use = "For short sequences, and to see what LSTM and GRU add."

    nonlinearity: Annotated[Literal["tanh", "relu"], Field(description="What each new memory goes through.")] = "tanh"


@layer("Sequence", infers={"input_size": last}, ranks=(2,))
class LSTM(_Recurrent):
    """Reads a sequence step by step, with a memory whose gates decide what is kept, added and shown.

    The usual recurrent layer: it can carry something over many steps.
    """

    formula = (
        "iₜ = σ(W_ii xₜ + b_ii + W_hi hₜ₋₁ + b_hi)\n"
        "fₜ = σ(W_if xₜ + b_if + W_hf hₜ₋₁ + b_hf)\n"
        "gₜ = tanh(W_ig xₜ + b_ig + W_hg hₜ₋₁ + b_hg)\n"
        "oₜ = σ(W_io xₜ + b_io + W_ho hₜ₋₁ + b_ho)\n"
        "cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ,  hₜ = oₜ ⊙ tanh(cₜ)"
    )
    use = "For sequences in which the order matters, of up to a few hundred steps."

    proj_size: Annotated[
        int,
        Field(
            ge=0, le=65_536, description="Project what is shown to so many numbers, fewer than hidden_size; 0: do not."
        ),
    ] = 0


@layer("Sequence", infers={"input_size": last}, ranks=(2,))
class GRU(_Recurrent):
    """As LSTM, with two gates instead of three: fewer weights, and mostly as good."""

    formula = (
        "rₜ = σ(W_ir xₜ + b_ir + W_hr hₜ₋₁ + b_hr)\n"
        "zₜ = σ(W_iz xₜ + b_iz + W_hz hₜ₋₁ + b_hz)\n"
        "nₜ = tanh(W_in xₜ + b_in + rₜ ⊙ (W_hn hₜ₋₁ + b_hn))\n"
        "hₜ = (1 − zₜ) ⊙ nₜ + zₜ ⊙ hₜ₋₁"
    )
    use = "In place of LSTM where data or time are short."


Heads = Annotated[
    int,
    Field(ge=1, le=1024, description="So many look at different things side by side; divides the features."),
    ESSENTIAL,
]


@layer("Sequence", infers={"embed_dim": last}, ranks=(2,))
class MultiheadAttention(WeightedLayer):
    """Self-attention: every step asks all steps, and gathers what they know by how well it fits the question."""

    formula = "headᵢ = softmax(Q W_Qᵢ (K W_Kᵢ)ᵀ / √dₖ) V W_Vᵢ,  Q = K = V = x\ny = Concat(head₁, …, headₕ) W_O"
    use = "Where far steps must see each other; its cost grows with the square of the steps."

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

    formula = "x₁ = LayerNorm(x + SelfAttention(x))\ny = LayerNorm(x₁ + W₂ activation(W₁ x₁ + b₁) + b₂)"
    use = "For sequences with enough data; several in a row, with a warm-up of the learning rate."

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

    formula = "y[t, 2i] = x[t, 2i] + sin(t / 10000^(2i / d))\ny[t, 2i + 1] = x[t, 2i + 1] + cos(t / 10000^(2i / d))"
    use = "Once, before the first attention layer."
    reference = "https://arxiv.org/abs/1706.03762"

    dropout: Share = 0.0


@layer("Sequence", ranks=(2,), implementation=f"{MODULES}.MeanSteps")
class MeanSteps(Layer):
    """The mean over the steps: a sequence becomes one row, whatever its length."""

    formula = "y = (1 / T) Σₜ xₜ"
    use = "Between the sequence layers and the last Linear."
    reference = "torch.mean"
