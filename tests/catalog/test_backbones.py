"""torchvision's networks as layers: each variant against torchvision's own, on the device where nothing is computed."""

import re

import pytest
import torch
from torchvision import models

from workbench.modules.backbones import backbone
from workbench.spec.parts import parts
from workbench.training.counting import measured

FAMILIES = [cls for cls in parts("layer") if cls.group == "Backbone"]
every_family = pytest.mark.parametrize("cls", FAMILIES, ids=lambda cls: cls.__name__)
KNOWN = {  # multiply-adds (×10⁹) of the whole network as torchvision's documentation has them
    "ResNet": 1.81, "VGG": 7.61, "Inception": 5.71, "MobileNet": 0.06, "EfficientNet": 0.39, "DenseNet": 2.83,
    "ConvNeXt": 4.46, "ShuffleNet": 0.04, "SqueezeNet": 0.35, "SwinTransformer": 4.49, "VisionTransformer": 17.56,
}  # fmt: skip


def variants(cls):
    return next((p.choices for p in cls.parameters() if p.name == "variant"), ())


@every_family
def test_the_declaration_agrees_with_torchvision(cls):
    for layer in [cls(variant=variant) for variant in variants(cls)] or [cls()]:
        versions = models.get_model_weights(layer.network)
        names = {weights.name for weights in versions}
        for name in ("DEFAULT", "IMAGENET1K_V1", "IMAGENET1K_V2"):
            if name in next(p for p in cls.parameters() if p.name == "weights").choices:
                wanted = layer.replace(weights=name)
                assert wanted.has_weights() == (name == "DEFAULT" or name in names), (layer.network, name)
                if wanted.has_weights():
                    preset = versions[name].transforms()
                    assert wanted.normalization() == (tuple(preset.mean), tuple(preset.std)), layer.network
        for weights in versions:
            assert re.search(r"-[0-9a-f]{8,}\.pth$", weights.url), weights.url  # what a download is compared with


@every_family
def test_shape_parameters_and_work(cls):
    layer = cls()
    side = {"Inception": 299}.get(cls.__name__, 224)
    found = measured(layer.call((3, side, side)), (3, side, side))
    assert len(found.output_shape) == 1
    assert found.mult_adds / 1e9 == pytest.approx(KNOWN[cls.__name__], abs=0.0951)
    assert found.parameters == found.trainable > 100_000
    assert found.made > 500_000


@every_family
def test_names_of_the_weights_are_torchvisions(cls):
    options = {"aux_logits": False} if cls is FAMILIES[2] else {}
    with torch.device("meta"):
        theirs = models.get_model(cls().network, **options).state_dict()
        ours = cls().call((3, 224, 224)).build().state_dict()
    gone = theirs.keys() - ours.keys()
    assert ours.keys() <= theirs.keys()
    assert all(theirs[name].shape == ours[name].shape for name in ours)
    assert gone and all(name.startswith(("fc.", "classifier.", "head")) for name in gone)
    assert "output" not in cls.model_fields or len(gone) == 2


@pytest.mark.parametrize("cls", [cls for cls in FAMILIES if "output" in cls.model_fields], ids=lambda cls: cls.__name__)
def test_a_map_has_channels_height_and_width(cls):
    found = measured(cls(output="map").call((3, 64, 64)), (3, 64, 64))
    assert len(found.output_shape) == 3 and found.output_shape[1] == found.output_shape[2] > 1
    assert 100_000 < found.parameters <= measured(cls().call((3, 64, 64)), (3, 64, 64)).parameters


SMALL = {"shufflenet_v2_x0_5": "conv5", "squeezenet1_1": "features.6", "mobilenet_v3_small": "features.12"}


@pytest.mark.parametrize("variant", SMALL)
def test_gradients_reach_what_learns_and_nothing_else(variant):
    torch.manual_seed(0)
    model = backbone(variant, learn_from=SMALL[variant])
    images = torch.randn(2, 3, 64, 64)
    model(images).square().sum().backward()
    seen = [name for name, weight in model.named_parameters() if weight.grad is not None]
    assert seen and seen == [name for name, weight in model.named_parameters() if weight.requires_grad]
    assert seen[0].startswith(SMALL[variant]) and len(seen) < len(list(model.parameters()))


def test_the_row_is_what_the_last_linear_would_get():
    torch.manual_seed(1)
    theirs = models.shufflenet_v2_x0_5()
    ours, head = backbone("shufflenet_v2_x0_5"), theirs.fc
    ours.load_state_dict({k: v for k, v in theirs.state_dict().items() if not k.startswith("fc")})
    images = torch.randn(2, 3, 64, 64)
    torch.testing.assert_close(head(ours.eval()(images)), theirs.eval()(images))


def test_a_part_to_learn_from_that_is_not_there_is_refused():
    with torch.device("meta"), pytest.raises(ValueError, match="no part"):
        backbone("squeezenet1_1", learn_from="layer9")
