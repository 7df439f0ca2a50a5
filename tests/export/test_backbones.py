"""Networks of torchvision in the exported script: the same weights, bit for bit, whatever they begin with."""

import numpy as np
import pytest
import torch
from PIL import Image

from tests.export.test_script import assert_same_weights
from workbench.modules.backbones import backbone
from workbench.spec.files import from_toml

TEXT = """
format = 1
seed = 5
[data]
source = {{ type = "ImageFolder", root = "photos", test_fraction = 0.25 }}
batch_size = 4
validation_fraction = 0.25
[[model.layers]]
type = "Identity"
enabled = false
[[model.layers]]
{layer}
[[model.layers]]
type = "Linear"
out_features = 2
[training]
epochs = 1
device = "cpu"
optimizer = {{ type = "SGD", lr = 0.01 }}
"""

CASES = {
    "at random, a map": 'type = "Sequential"\nlayers = [{ type = "ShuffleNet", output = "map" }, '
    '{ type = "AdaptiveAvgPool2d", output_size = 1 }, { type = "Flatten" }]',
    "of a file, half frozen": 'type = "ShuffleNet"\nweights_file = "w.pth"\nlearn_from = "stage4"\nlr_scale = 0.5',
    "of torchvision, frozen": 'type = "ShuffleNet"\nweights = "DEFAULT"\nfrozen = true',
    "frozen within a block": 'type = "Sequential"\nfrozen = true\nlayers = [{ type = "SqueezeNet" }]',
}


@pytest.fixture
def photos(tmp_path, monkeypatch):
    """A folder of two classes; weights as a file of the data, and where torchvision keeps them."""
    rng = np.random.default_rng(2)
    for number, name in enumerate(("dark", "light")):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for index in range(6):
            pixels = rng.integers(100 * number, 100 * number + 90, (32, 32, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "photos" / name / f"{index}.png")
    torch.manual_seed(9)
    state = backbone("shufflenet_v2_x0_5").state_dict() | {"fc.bias": torch.zeros(1000)}
    kept = tmp_path / "hub" / "checkpoints"
    kept.mkdir(parents=True)
    for path in (tmp_path / "w.pth", kept / "shufflenetv2_x0.5-f707e7126e.pth"):
        torch.save(state, path)
    monkeypatch.setattr(torch.hub, "_hub_dir", str(tmp_path / "hub"))
    return tmp_path


@pytest.mark.parametrize("layer", CASES.values(), ids=CASES.keys())
def test_same_weights_bit_for_bit(layer, photos, monkeypatch):
    text = assert_same_weights(from_toml(TEXT.format(layer=layer)), photos, monkeypatch, photos)
    assert "workbench." not in text.split('"""')[2]
    assert ("load_matching(model[0], " in text) == ("weights" in layer)
