"""Networks of torchvision in a run: weights from a file or a server, what is frozen, and what is amiss before."""

import hashlib
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torchvision.models.vision_transformer import interpolate_embeddings

from workbench.catalog.layers.backbone import ResNet, ShuffleNet, SqueezeNet, VisionTransformer
from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.linear import Linear
from workbench.catalog.mixing import MixUp
from workbench.catalog.transforms import Normalize
from workbench.cli import main
from workbench.evaluation.picture import picture
from workbench.evaluation.trained import Trained
from workbench.modules.backbones import backbone
from workbench.modules.partial_weights import compare, load_matching
from workbench.spec import files
from workbench.spec.edits import Insert, SetValue, apply
from workbench.spec.files import from_toml
from workbench.training import pretrained
from workbench.training.check import check
from workbench.training.events import Noticed, Preparing, RunFailed, RunFinished
from workbench.training.loop import train

FOLDER = """
format = 1
seed = 3
[data]
source = { type = "ImageFolder", root = "photos", test_fraction = 0.25 }
batch_size = 4
[[data.transforms]]
type = "Normalize"
mean = [0.485, 0.456, 0.406]
std = [0.229, 0.224, 0.225]
[[model.layers]]
type = "ShuffleNet"
[[model.layers]]
type = "Linear"
out_features = 2
[training]
epochs = 1
device = "cpu"
"""
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@pytest.fixture
def photos(tmp_path):
    """Coloured noise of two classes, 32 × 32; the experiment that tells them apart by a small network."""
    rng = np.random.default_rng(2)
    for number, name in enumerate(("dark", "light")):
        (tmp_path / "data" / "photos" / name).mkdir(parents=True)
        for index in range(8):
            pixels = rng.integers(100 * number, 100 * number + 90, (32, 32, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "data" / "photos" / name / f"{index}.png")
    return from_toml(FOLDER)


@pytest.fixture
def learned():
    """Weights as a file of torchvision has them, with a head."""
    torch.manual_seed(9)
    state = backbone("shufflenet_v2_x0_5").state_dict()
    return state | {"fc.weight": torch.zeros(1000, 1024), "fc.bias": torch.zeros(1000)}


@pytest.fixture(autouse=True)
def hub(tmp_path, monkeypatch):
    """PyTorch's own folder of downloads, empty."""
    monkeypatch.setattr(torch.hub, "_hub_dir", str(tmp_path / "hub"))
    return tmp_path / "hub" / "checkpoints"


def with_layer(experiment, layer):
    return apply(experiment, [SetValue("model.layers[0]", layer)])


def trained(experiment, tmp_path):
    events = list(train(experiment, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    return torch.load(tmp_path / "run" / "last.pth", weights_only=True), events


def test_a_frozen_body_is_that_of_the_file_and_the_head_learns(photos, learned, tmp_path):
    torch.save(learned, tmp_path / "data" / "w.pth")
    layer = ShuffleNet(weights_file="w.pth", frozen=True)
    state, events = trained(with_layer(photos, layer), tmp_path)
    assert all(torch.equal(state[f"0.{name}"], learned[name]) for name in learned if not name.startswith("fc."))
    assert not [event for event in events if isinstance(event, Noticed)]
    assert "model.layers[0]: " in (tmp_path / "run" / "log.txt").read_text()
    (tmp_path / "data" / "w.pth").unlink()  # a run needs it no more
    classifier = Trained.from_run(tmp_path / "run")
    shown = picture(tmp_path / "data" / "photos" / "dark" / "1.png", classifier.experiment, classifier.facts)
    assert classifier.judge(shown).shares.sum() == pytest.approx(1)
    torch.manual_seed(3)
    backbone("shufflenet_v2_x0_5")
    assert not torch.equal(state["1.weight"], nn.Linear(1024, 2).weight)


def test_a_resnet18_of_a_file_with_a_new_head_on_a_folder_of_photos(photos, tmp_path):
    """What a person does first: the body frozen, a Linear for the classes at hand, the head five times as fast."""
    torch.manual_seed(4)
    body = backbone("resnet18").state_dict()
    torch.save(body | {"fc.weight": torch.zeros(1000, 512), "fc.bias": torch.zeros(1000)}, tmp_path / "w.pth")
    experiment = apply(photos, [
        SetValue("model.layers[0]", ResNet(weights_file=str(tmp_path / "w.pth"), frozen=True)),
        SetValue("model.layers[1]", Linear(out_features=7)),
        SetValue("training.warmup_steps", 2),
    ])  # fmt: skip
    (found,) = check(experiment, None).errors  # the head has the wrong width, which one click mends
    experiment = apply(experiment, [*found.fix.edits, SetValue("model.layers[1].lr_scale", 5.0)])
    checked = check(experiment, None)
    assert not checked.problems and checked.trace.trainable == 512 * 2 + 2
    state, _ = trained(experiment, tmp_path)
    assert all(torch.equal(state[f"0.{name}"], body[name]) for name in body)
    assert state["1.weight"].shape == (2, 512)


def test_a_layer_deep_inside_gets_its_weights(photos, learned, tmp_path):
    torch.save(learned, tmp_path / "w.pth")
    block = Sequential(
        layers=(
            Residual(layers=(Linear(out_features=32),), enabled=False),
            ShuffleNet(weights_file=str(tmp_path / "w.pth"), learn_from="stage4"),
        )
    )
    orthogonal = SetValue("training.init", "orthogonal")  # for the layers that begin at random alone
    state, _ = trained(apply(with_layer(photos, block), [orthogonal]), tmp_path)
    same = {name for name in learned if f"0.0.{name}" in state and torch.equal(state[f"0.0.{name}"], learned[name])}
    assert same == {name for name in learned if name.startswith(("conv1", "stage2", "stage3"))}


def test_what_does_not_fit_is_said(photos, learned, tmp_path):
    del learned["conv5.0.weight"]
    torch.save({f"module.{k}": v for k, v in learned.items()} | {"module.conv5.1.bias": torch.zeros(7)}, tmp_path / "w")
    _, events = trained(with_layer(photos, ShuffleNet(weights_file=str(tmp_path / "w"))), tmp_path)
    (said,) = [event.problem.line() for event in events if isinstance(event, Noticed)]
    assert "conv5.1.bias, conv5.0.weight" in said


@pytest.mark.parametrize("what", ["foreign", "no weights", "missing"])
def test_a_file_that_cannot_be_used_is_a_sentence(photos, tmp_path, what):
    path = tmp_path / "w.pth"
    if what == "foreign":
        torch.save({"a": torch.zeros(3)}, path)
    elif what == "no weights":
        path.write_bytes(b"nothing")
    experiment = with_layer(photos, ShuffleNet(weights_file=str(path)))
    *_, last = train(experiment, out=tmp_path / "run")
    assert isinstance(last, RunFailed) and last.wrong_input and str(path) in last.problems[0].line()
    if what == "missing":
        (found,) = check(experiment, tmp_path / "data").errors
        assert not check(apply(experiment, found.fix.edits), tmp_path / "data").errors


class Server(BaseHTTPRequestHandler):
    """Answers every question with its ``content``."""

    content = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def address(learned) -> Iterator[str]:
    buffer = io.BytesIO()
    torch.save(learned, buffer)
    handler = type("Filled", (Server,), {"content": buffer.getvalue()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/net-{hashlib.sha256(buffer.getvalue()).hexdigest()[:8]}.pth"
    server.shutdown()
    thread.join()
    server.server_close()


def test_weights_are_downloaded_once_and_compared_with_their_sum(photos, learned, address, hub, tmp_path, monkeypatch):
    monkeypatch.setattr(pretrained, "weights_url", lambda _layer: address)
    experiment = with_layer(photos, ShuffleNet(weights="DEFAULT", frozen=True))
    state, events = trained(experiment, tmp_path)
    assert torch.equal(state["0.conv5.0.weight"], learned["conv5.0.weight"])
    name = address.rpartition("/")[2]
    assert any(isinstance(event, Preparing) and name in event.what for event in events)
    assert [path.name for path in hub.iterdir()] == [name]
    told = []
    again = pretrained.weight_files(experiment, None, lambda *words: told.append(words))
    assert again == {"model.layers[0]": hub / name} and not told


@pytest.mark.parametrize("way", ["other bytes", "nobody there"])
def test_without_weights_there_is_a_way_out(photos, address, hub, tmp_path, monkeypatch, way):
    host, _, name = address.rpartition("/")
    wrong = f"{host}/net-00000000.pth" if way == "other bytes" else f"http://127.0.0.1:9/{name}"
    monkeypatch.setattr(pretrained, "weights_url", lambda _layer: wrong)
    experiment = with_layer(photos, ShuffleNet(weights="DEFAULT"))
    assert not check(experiment, None).errors
    *_, last = train(experiment, out=tmp_path / "run")
    assert isinstance(last, RunFailed) and last.problems[0].address == "model.layers[0].weights"
    assert "Set weights to none" in last.problems[0].line()
    assert not [path for path in hub.glob("*") if path.suffix == ".pth"]


def only(experiment):
    """The one problem of an experiment, which its fix mends for good."""
    (found,) = check(experiment, None).problems
    mended = apply(experiment, found.fix.edits)
    assert not check(mended, None).problems
    return found, mended


def test_grey_images_are_made_three_channels(tiny):
    layers = (ShuffleNet(), Linear(out_features=10))
    found, mended = only(apply(tiny, [SetValue("model.layers", layers)]))
    assert "3 channels" in found.line() and mended.data.transforms[0].type == "Grayscale"


def test_a_map_of_other_channels_gets_a_convolution(photos):
    experiment = apply(photos, [Insert("model.layers", 0, (ResNet(output="map"),))])
    found = check(experiment, None).errors[0]
    assert found.address == "model.layers[1]"
    mended = apply(experiment, found.fix.edits)
    assert not check(mended, None).errors and mended.model.layers[1].type == "Conv2d"


CASES = {
    "too small": (SqueezeNet(), 16, "model.layers[0]"),
    "another size": (VisionTransformer(image_size=64), 32, "model.layers[0]"),
    "no multiple": (VisionTransformer(image_size=33, variant="vit_b_32"), 32, "model.layers[0].image_size"),
    "no such part": (ResNet(learn_from="layer9"), 32, "model.layers[0].learn_from"),
    "no such weights": (ResNet(weights="IMAGENET1K_V2"), 32, "model.layers[0].weights"),
    "no such weights, deep inside": (
        Parallel(layers=(ResNet(weights="IMAGENET1K_V2"),)),
        32,
        "model.layers[0].layers[0].weights",
    ),
    "not normalised": (ResNet(weights="DEFAULT"), 0, "data.transforms"),
}


@pytest.mark.parametrize(("layer", "side", "address"), CASES.values(), ids=CASES.keys())
def test_what_is_amiss_is_mended(photos, layer, side, address):
    experiment = with_layer(photos, layer)
    if side == 16:
        from workbench.catalog.transforms import Resize

        experiment = apply(experiment, [Insert("data.transforms", 0, (Resize(size=(16, 16)),))])
    if side == 0:
        experiment = apply(experiment, [SetValue("data.transforms", ())])
    found, _ = only(experiment)
    assert found.address == address


def test_another_normalization_is_replaced(photos):
    experiment = apply(with_layer(photos, ResNet(weights="DEFAULT")), [
        SetValue("data.transforms[0]", Normalize(mean=(0.5,), std=(0.5,)))])  # fmt: skip
    found, mended = only(experiment)
    assert found.severity == "warning"
    assert (mended.data.transforms[0].mean, mended.data.transforms[0].std) == (MEAN, STD)


def test_a_normalization_is_added_before_steps_that_mix_batches(photos):
    experiment = apply(with_layer(photos, ResNet(weights="DEFAULT")), [SetValue("data.transforms", (MixUp(),))])
    _, mended = only(experiment)
    assert [step.type for step in mended.data.transforms] == ["Normalize", "MixUp"]


def test_one_image_is_too_few_for_the_norms_of_a_network(photos):
    experiment = apply(photos, [SetValue("data.batch_size", 1)])
    assert check(experiment, None).errors[0].address == "data.batch_size"
    assert not check(with_layer(experiment, ShuffleNet(frozen=True)), None).errors


def test_a_file_is_looked_into_from_the_command_line(photos, learned, tmp_path, capsys):
    torch.save(learned | {"conv5.1.bias": torch.zeros(7)}, tmp_path / "w.pth")
    files.write(photos, tmp_path / "e.toml")
    assert main(["weights", str(tmp_path / "w.pth"), "--json"]) == 0
    alone = json.loads(capsys.readouterr().out)
    assert {row["name"]: row["shape"] for row in alone["tensors"]}["fc.weight"] == [1000, 1024]
    assert main(["weights", str(tmp_path / "w.pth"), str(tmp_path / "e.toml"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["target"] == "model.layers[0]" and len(found["fitted"]) == len(learned) - 3
    assert found["misfits"] == {"conv5.1.bias": {"file": [7], "model": [1024]}}
    assert found["left_over"] == ["fc.weight", "fc.bias"] and found["missing"] == []
    assert main(["weights", str(tmp_path / "w.pth"), str(tmp_path / "e.toml")]) == 0
    words = capsys.readouterr().out
    assert "another shape: conv5.1.bias (7 in the file, 1024 in the model)" in words and "fc.bias" in words
    assert main(["weights", str(tmp_path / "e.toml")]) == 2


def test_names_of_earlier_days_and_what_stands_before_all_of_them():
    own = nn.ModuleDict({"denselayer1": nn.ModuleDict({"norm1": nn.BatchNorm1d(2)}), "last": nn.Linear(2, 2)})
    file = {"body.denselayer1.norm.1.weight": torch.full((2,), 5.0), "body.last.weight": torch.ones(2, 2)}
    fit = load_matching(own, file)
    assert fit.fitted == ("denselayer1.norm1.weight", "last.weight")
    assert fit.missing == (
        "denselayer1.norm1.bias", "denselayer1.norm1.running_mean", "denselayer1.norm1.running_var", "last.bias"
    )  # fmt: skip
    assert own["denselayer1"]["norm1"].weight.tolist() == [5.0, 5.0]


def test_the_places_of_patches_are_resized_as_torchvision_does_it():
    torch.manual_seed(0)
    places = torch.randn(1, 1 + 14 * 14, 8)
    own = {"encoder.pos_embedding": torch.zeros(1, 1 + 4 * 4, 8), "ln.weight": torch.zeros(8)}
    file = {"encoder.pos_embedding": places, "ln.weight": torch.ones(8)}
    fit, named = compare(own, file)
    theirs = interpolate_embeddings(64, 16, dict(file))["encoder.pos_embedding"]
    torch.testing.assert_close(named["encoder.pos_embedding"], theirs)
    assert fit.fitted == tuple(own)
