"""torchvision's networks for images, without their heads: the body of a model whose head is one's own."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from workbench.spec.call import Call
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, FILE, one_line
from workbench.spec.parts import Shape, WeightedLayer

TARGET = "workbench.modules.backbones.backbone"
VARIANT = "Which of the family, by torchvision's name; the larger the number, the larger and slower."
WEIGHTS = "Begin with torchvision's weights, which are downloaded once; none: begin at random."
OUTPUT = "features: a row, on which a Linear can follow; map: the last feature map (channels × height × width)."
Output = Annotated[Literal["features", "map"], Field(description=OUTPUT)]
First = Annotated[Literal["DEFAULT", "IMAGENET1K_V1"] | None, Field(description=WEIGHTS)]
Second = Annotated[Literal["DEFAULT", "IMAGENET1K_V1", "IMAGENET1K_V2"] | None, Field(description=WEIGHTS)]

Triple = tuple[float, float, float]


class Backbone(WeightedLayer):
    """What all families have in common; ``variant`` is declared by each."""

    own = WeightedLayer.own | {"weights", "weights_file"}
    aside = frozenset({"lr_scale"})
    smallest: ClassVar[int] = 1
    """Height and width that the smallest image must have."""
    newer: ClassVar[tuple[str, ...]] = ()
    """The variants of which there are weights IMAGENET1K_V2."""

    weights: Second = None
    weights_file: Annotated[
        str,
        Field(
            max_length=4096, description="A file of weights (.pth) to begin with, in place of a download; empty: none."
        ),
        FILE,
    ] = ""
    learn_from: Annotated[
        str,
        Field(
            max_length=100,
            description="The first part that learns, such as layer4 or features.10; those before it are frozen. Empty: all.",
        ),
        AfterValidator(one_line),
    ] = ""

    @property
    def network(self) -> str:
        """torchvision's name of the network."""
        return str(self.variant)  # type: ignore[attr-defined]

    @property
    def begins_with(self) -> str:
        """The weights of torchvision that are wanted: ``IMAGENET1K_V1``; empty for none, or for a file in their place."""
        return "" if self.weights is None or self.weights_file else self.weights

    @property
    def is_pretrained(self) -> bool:
        """Whether it begins with weights that have learned."""
        return bool(self.weights_file or self.begins_with)

    @property
    def freezes(self) -> bool:
        """Whether some of its weights stay as they are."""
        return self.frozen or bool(self.learn_from)

    def normalization(self) -> tuple[Triple, Triple]:
        """Mean and standard deviation of the images that the weights know."""
        if self.network == "efficientnet_v2_l":
            return (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)
        return (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

    def wanted_side(self) -> int:
        """A good height and width for the images: what the weights know, or the smallest."""
        return 224 if self.is_pretrained else max(32, self.smallest)

    def has_weights(self) -> bool:
        """Whether torchvision has weights of the wanted version."""
        return self.begins_with != "IMAGENET1K_V2" or self.network in self.newer

    def call(self, input_shape: Shape) -> Call:  # noqa: ARG002
        """The network by its name, with what differs from the defaults."""
        arguments: dict[str, Any] = self.arguments()
        arguments.pop("variant", None)
        return Call(TARGET, (self.network,), arguments)


def _family(smallest: int = 1) -> Any:
    def declare(cls: type[Backbone]) -> type[Backbone]:
        cls.smallest = smallest
        return layer("Backbone", ranks=(3,), implementation=TARGET)(cls)  # type: ignore[return-value]

    return declare


@_family()
class ResNet(Backbone):
    """Residual networks (He et al. 2015) without their head: each block adds to its input. resnet18 is a good beginning."""

    formula = "y = ReLU(x + F(x))"
    use = "The first choice for photographs; resnet18 with weights, frozen but for its last part."
    reference = "https://arxiv.org/abs/1512.03385"

    newer = ("resnet50", "resnet101", "resnet152")

    variant: Annotated[
        Literal["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"], Field(description=VARIANT), ESSENTIAL
    ] = "resnet18"
    output: Output = "features"


@_family(smallest=32)
class VGG(Backbone):
    """Plain rows of 3 × 3 convolutions and two wide Linear layers (Simonyan and Zisserman 2014), without the last: large and simple."""

    formula = "[Conv 3 × 3 → ReLU]ⁿ → MaxPool 2 × 2"
    use = "To see what a plain deep network does; ResNet is quicker and better."
    reference = "https://arxiv.org/abs/1409.1556"

    variant: Annotated[
        Literal["vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn"],
        Field(description=VARIANT),
        ESSENTIAL,
    ] = "vgg11"
    weights: First = None
    output: Output = "features"


@_family(smallest=75)
class Inception(Backbone):
    """Inception v3 (Szegedy et al. 2015) without its heads: filters of several sizes side by side. Made for 299 × 299 pixels."""

    formula = "y = [f₁ₓ₁(x), f₃ₓ₃(x), f₅ₓ₅(x), pool(x)]"
    use = "For large photographs with things of very different size."
    reference = "https://arxiv.org/abs/1512.00567"

    weights: First = None

    @property
    def network(self) -> str:
        """There is only one."""
        return "inception_v3"

    def wanted_side(self) -> int:
        """Its weights know larger images than others."""
        return 299 if self.is_pretrained else self.smallest

    def call(self, input_shape: Shape) -> Call:
        """Its weights want numbers from −1 to 1; it makes them itself from what is normalised as for the others."""
        call = super().call(input_shape)
        scaled = {"transform_input": True} if self.is_pretrained else {}
        return Call(call.target, call.args, call.kwargs | scaled)


@_family()
class MobileNet(Backbone):
    """Small, quick networks for telephones (Howard et al. 2017–2019), without their head."""

    formula = "y = x + W₂ · dw₃ₓ₃(W₁ x)"
    use = "Where the model has to run on a telephone, or training on a processor."
    reference = "https://arxiv.org/abs/1905.02244"

    newer = ("mobilenet_v2", "mobilenet_v3_large")

    variant: Annotated[
        Literal["mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large"], Field(description=VARIANT), ESSENTIAL
    ] = "mobilenet_v3_small"
    output: Output = "features"


@_family()
class EfficientNet(Backbone):
    """Networks whose depth, width and image size grow together (Tan and Le 2019), without their head. Accurate for their size."""

    formula = "depth = α^φ,  width = β^φ,  resolution = γ^φ,  α · β² · γ² ≈ 2"
    use = "Where accuracy counts and memory is short; the images should be of its size."
    reference = "https://arxiv.org/abs/1905.11946"

    newer = ("efficientnet_b1",)

    variant: Annotated[
        Literal[
            "efficientnet_b0", "efficientnet_b1", "efficientnet_b2", "efficientnet_b3", "efficientnet_b4", "efficientnet_b5",
            "efficientnet_b6", "efficientnet_b7", "efficientnet_v2_s", "efficientnet_v2_m", "efficientnet_v2_l",
        ],
        Field(description=VARIANT),
        ESSENTIAL,
    ] = "efficientnet_b0"  # fmt: skip
    output: Output = "features"


@_family(smallest=29)
class DenseNet(Backbone):
    """Every layer sees the outputs of all before it in its block (Huang et al. 2016); without its head."""

    formula = "xₗ = Hₗ([x₀, x₁, …, xₗ₋₁])"
    use = "For few images, such as medical ones; needs much memory."
    reference = "https://arxiv.org/abs/1608.06993"

    variant: Annotated[Literal["densenet121", "densenet169", "densenet201"], Field(description=VARIANT), ESSENTIAL] = (
        "densenet121"
    )
    weights: First = None
    output: Output = "features"


@_family(smallest=32)
class ConvNeXt(Backbone):
    """Convolutions arranged as in a transformer (Liu et al. 2022), without their head."""

    formula = "y = x + W₂ · GELU(W₁ · LayerNorm(dw₇ₓ₇(x)))"
    use = "For high accuracy with weights and a graphics card."
    reference = "https://arxiv.org/abs/2201.03545"

    variant: Annotated[
        Literal["convnext_tiny", "convnext_small", "convnext_base", "convnext_large"],
        Field(description=VARIANT),
        ESSENTIAL,
    ] = "convnext_tiny"
    weights: First = None
    output: Output = "features"


@_family()
class ShuffleNet(Backbone):
    """A very small network that mixes groups of channels (Ma et al. 2018), without its head."""

    formula = "y = shuffle([x₁, F(x₂)]),  [x₁, x₂] = x"
    use = "Where the model has to be very small and quick."
    reference = "https://arxiv.org/abs/1807.11164"

    variant: Annotated[
        Literal["shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0"],
        Field(description=VARIANT),
        ESSENTIAL,
    ] = "shufflenet_v2_x0_5"
    weights: First = None
    output: Output = "features"


@_family(smallest=21)
class SqueezeNet(Backbone):
    """A small network that squeezes its channels together and spreads them again (Iandola et al. 2016), without its head."""

    formula = "y = [W₁ₓ₁ s, W₃ₓ₃ s],  s = ReLU(W x)"
    use = "Where the file of weights has to be small: about 5 MB."
    reference = "https://arxiv.org/abs/1602.07360"

    variant: Annotated[Literal["squeezenet1_0", "squeezenet1_1"], Field(description=VARIANT), ESSENTIAL] = (
        "squeezenet1_1"
    )
    weights: First = None
    output: Output = "features"


@_family(smallest=4)
class SwinTransformer(Backbone):
    """Attention within windows that move from layer to layer (Liu et al. 2021), without its head."""

    formula = "x₁ = x + WindowAttention(LayerNorm(x))\ny = x₁ + MLP(LayerNorm(x₁))"
    use = "For high accuracy with weights and a graphics card, also for large images."
    reference = "https://arxiv.org/abs/2103.14030"

    variant: Annotated[Literal["swin_t", "swin_s", "swin_b"], Field(description=VARIANT), ESSENTIAL] = "swin_t"
    weights: First = None
    output: Output = "features"


@_family(smallest=32)
class VisionTransformer(Backbone):
    """Cuts the image into patches and reads them as a sequence (Dosovitskiy et al. 2020), without its head."""

    formula = "x₁ = x + SelfAttention(LayerNorm(x))\ny = x₁ + MLP(LayerNorm(x₁))"
    use = "With weights only: without them it needs millions of images."
    reference = "https://arxiv.org/abs/2010.11929"

    variant: Annotated[Literal["vit_b_16", "vit_b_32"], Field(description=VARIANT), ESSENTIAL] = "vit_b_16"
    weights: First = None
    image_size: Annotated[
        int,
        Field(ge=1, le=4096, description="Height and width of the images, of which it learns every patch's place."),
    ] = 224

    @property
    def patch(self) -> int:
        """Height and width of a patch."""
        return int(self.network.rpartition("_")[2])

    def wanted_side(self) -> int:
        """The only size that it takes."""
        return max(1, self.image_size // self.patch) * self.patch
