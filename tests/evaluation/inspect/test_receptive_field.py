"""What a number can see, against the slowest way: one input after the other is no number, and does it come through?"""

import numpy as np
import pytest
import torch

from workbench.evaluation.inspect.connections import Skeleton
from workbench.evaluation.inspect.entry import Entry, outputs_of
from workbench.evaluation.inspect.layers import spot_at
from workbench.evaluation.inspect.receptive_field import receptive_field
from workbench.spec.problems import ExperimentError

LAST = [{"type": "Flatten"}, {"type": "Linear", "out_features": 10}]
TURNED = {"type": "Permute", "dims": [2, 1]}


def conv(out=4, size=3, **options):
    return {"type": "Conv2d", "out_channels": out, "kernel_size": size, **options}


def of(name, **options):
    return {"type": name, **options}


PICTURES = {
    "pooled": [conv(padding=1), of("ReLU", inplace=True), of("MaxPool2d", kernel_size=3, stride=2, padding=1), conv(2)],
    "dilated": [conv(dilation=2, stride=2), conv(3, [1, 3], padding=[0, 2], dilation=[1, 2])],
    "in groups": [conv(), conv(4, groups=2, padding="same"), of("GroupNorm", num_groups=2), conv(4, groups=4)],
    "around the edge": [conv(4, 3, padding=2, padding_mode="circular"), of("AvgPool2d", kernel_size=2)],
    "over the edge": [of("AvgPool2d", kernel_size=3, stride=2, ceil_mode=True), of("MaxPool2d", kernel_size=2, ceil_mode=True)],
    "spread holes": [of("MaxPool2d", kernel_size=2, stride=3, dilation=3), of("LayerNorm")],
    "residual": [conv(), of("Residual", layers=[conv(padding=1), of("BatchNorm2d"), conv(padding=1)]), of("ReLU")],
    "side by side": [of("Parallel", layers=[conv(2), conv(3, 5, padding=1)]), of("Softmax", dim=1), conv(2, 1)],
    "multiplied": [conv(3), of("Parallel", combine="multiply", layers=[conv(2), conv(2, 5, padding=1)])],
    "transposed": [conv(stride=3), of("ConvTranspose2d", out_channels=4, kernel_size=3, stride=2, padding=1, groups=2)],
    "enlarged": [of("MaxPool2d"), of("Upsample", scale_factor=2), of("PixelShuffle", upscale_factor=1), conv(1)],
    "adaptive": [conv(), of("AdaptiveAvgPool2d", output_size=3), of("InstanceNorm2d")],
    "adaptive, greatest": [conv(), of("AdaptiveMaxPool2d", output_size=[4, 3]), of("BatchNorm2d")],
}  # fmt: skip
SERIES = {
    "convolutions": [of("Conv1d", out_channels=3, kernel_size=5, stride=2), of("MaxPool1d", kernel_size=2)],
    "attention": [
        TURNED,
        of("Linear", out_features=4),
        of("MultiheadAttention", num_heads=2),
        of("PositionalEncoding"),
    ],
    "encoder": [TURNED, of("Linear", out_features=4), of("TransformerEncoderLayer", nhead=2, dim_feedforward=8)],
    "one way": [of("AvgPool1d", kernel_size=4), TURNED, of("LSTM", hidden_size=3, output="all")],
    "both ways": [TURNED, of("GRU", hidden_size=3, output="all", bidirectional=True)],
    "both ways, twice": [TURNED, of("RNN", hidden_size=3, num_layers=2, output="all", bidirectional=True)],
    "mean": [TURNED, of("Linear", out_features=4), of("MeanSteps")],
}


def brute_force(trained, seen, address, position):
    """The inputs that make the number none when they are none themselves; of tokens, their embeddings."""
    entry = Entry(trained, seen)
    spoiled = entry.start.repeat(seen.size, *[1] * (entry.start.dim() - 1)).reshape(seen.size, seen.size, -1)
    spoiled[torch.arange(seen.size), torch.arange(seen.size)] = float("nan")
    with torch.no_grad(), outputs_of(spot_at(trained, address).module) as found:
        entry.run(spoiled.reshape(-1, *entry.start.shape[1:]))
    return found[-1][(slice(None), *position)].isnan().reshape(seen.shape).numpy()


def agrees(trained, seen, address):
    """At the first, the middle and the last number of a layer."""
    module = spot_at(trained, address).module
    with torch.no_grad(), outputs_of(module) as found:
        trained.model(torch.tensor(seen)[None])
    shape = found[-1].shape[1:]
    for position in {tuple(0 for _ in shape), tuple(n // 2 for n in shape), tuple(n - 1 for n in shape)}:
        field = receptive_field(trained, seen, address, position)
        wanted = brute_force(trained, seen, address, position)
        assert (field.mask == wanted).all(), (position, field.mask.sum(), wanted.sum())
        assert field.exact
        assert not (field.effective[~field.mask] > 0).any()
        places = np.nonzero(wanted)
        assert field.box == tuple((each.min(), each.max() + 1) for each in places)


@pytest.mark.parametrize("name", PICTURES)
def test_of_pictures(made, name):
    trained, seen = made("image", [*PICTURES[name], *LAST])
    agrees(trained, seen, f"model.layers[{len(PICTURES[name]) - 1}]")


@pytest.mark.parametrize("name", SERIES)
def test_of_series(made, name):
    trained, seen = made("series", [*SERIES[name], *LAST[name == "mean" :], of("Linear", out_features=4)])
    agrees(trained, seen, f"model.layers[{len(SERIES[name]) - 1}]")


def test_inside_of_containers_and_of_texts(made):
    inner = [conv(padding=1), of("ReLU"), conv(padding=1)]
    trained, seen = made("image", [conv(), of("Residual", layers=inner), *LAST])
    agrees(trained, seen, "model.layers[1].layers[0]")
    layers = [of("Embedding", embedding_dim=4), TURNED, of("Conv1d", out_channels=3, kernel_size=3), *LAST]
    trained, seen = made("text", [*layers[:-1], of("Linear", out_features=3)])
    agrees(trained, seen, "model.layers[0]")
    agrees(trained, seen, "model.layers[2]")


def test_of_a_network_of_torchvision(made):
    trained, seen = made("photo", [of("ResNet"), of("Linear", out_features=6)])
    address, position = "model.layers[0]:layer1.0.conv2", (3, 4, 2)
    field = receptive_field(trained, seen, address, position, effective=False)
    assert field.exact and field.effective is None
    wanted = np.zeros(seen.shape, bool)
    wanted[(slice(None), *(slice(max(0, 4 * at - 13), 4 * at + 14) for at in position[1:]))] = True
    assert (field.mask == wanted).all()
    whole = receptive_field(trained, seen, "model.layers[0]", (0,))
    assert whole.mask.all()
    assert (whole.effective > 0).any()


def test_the_model_and_the_chance_are_left_alone(digits):
    trained, seen = digits
    before, chance = {name: value.clone() for name, value in trained.model.state_dict().items()}, torch.get_rng_state()
    receptive_field(trained, seen, "model.layers[3]", (0, 0, 0))
    assert all((value == before[name]).all() for name, value in trained.model.state_dict().items())
    assert (torch.get_rng_state() == chance).all()
    assert not any(module._forward_hooks for module in trained.model.modules())


@pytest.mark.parametrize("position", [(0,), (0, 0, 10), (-1, 0, 0)])
def test_a_position_that_is_not_there(digits, position):
    trained, seen = digits
    with pytest.raises(ExperimentError, match="has no number at"):
        receptive_field(trained, seen, "model.layers[0]", position)


class Turning(torch.nn.Module):
    """A layer of somebody's own: it looks at the other end, at what is greater there or one further on."""

    def forward(self, x):
        return torch.maximum(x.flip(-1), x.flip(-1).roll(-1, -1)).relu()


def test_a_layer_of_the_users_own_is_tried():
    model = torch.nn.Sequential(torch.nn.Conv1d(1, 2, 3), Turning())
    skeleton = Skeleton(model, {id(model[1])})
    start = torch.ones((1, 1, 12), requires_grad=True)
    (found,) = torch.autograd.grad(skeleton.run(model[1], start)[0, 1, 2], start)
    assert found[0, 0].nonzero()[:, 0].tolist() == [6, 7, 8, 9]  # 9 − 2 and 9 − 3, and the two behind each
    assert not skeleton.exact
    assert Skeleton(model[:1], set()).exact
