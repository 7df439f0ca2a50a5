"""A picture becomes probabilities by the same way as in training, whatever the model ends with."""

from types import MappingProxyType

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from workbench.data.digit_recipe import prepare_digit
from workbench.data.sources import source
from workbench.evaluation.picture import light_on_dark, picture
from workbench.evaluation.pictures import with_channels
from workbench.evaluation.trained import Trained
from workbench.spec import files
from workbench.spec.edits import Insert, SetValue, apply
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError
from workbench.training.events import RunFinished, WeightsReady
from workbench.training.loop import train

TEXT = """
format = 1
[data]
source = { type = "Strokes", train_count = 200, test_count = 50 }
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
optimizer = { type = "Adam", lr = 0.01 }
"""


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def experiment():
    return files.from_toml(TEXT)


def weights(seed=0):
    torch.manual_seed(seed)
    return {f"1.{name}": value for name, value in nn.Linear(784, 10).state_dict().items()}


def ending(experiment, name, loss=None):
    """The experiment with one layer more at its end, and another loss."""
    edits = [Insert("model.layers", 2, (find("layer", name)(),))] if name else []
    return apply(experiment, [*edits, *([SetValue("training.loss", {"type": loss})] if loss else [])])


def digit(index=0):
    images = np.zeros((28, 28), np.uint8)
    images[4:24, 10 + index : 14 + index] = 255
    return images


def by_hand(image, state):
    """The raw scores, in plain PyTorch."""
    prepared = (torch.from_numpy(image).float() / 255 - 0.1307) / 0.3081
    return prepared.flatten() @ state["1.weight"].T + state["1.bias"]


def test_network_input_is_what_the_recipe_makes(experiment):
    seen = Trained(experiment, weights()).judge(digit()).seen
    assert seen.shape == (1, 28, 28)
    assert seen.dtype == np.float32
    assert seen[0] == pytest.approx((digit() / 255 - 0.1307) / 0.3081, abs=1e-5)


def test_logits_get_a_softmax(experiment):
    found = Trained(experiment, weights()).judge(digit()).shares
    assert found.dtype == np.float32
    assert found == pytest.approx(by_hand(digit(), weights()).softmax(0).numpy(), abs=1e-5)


def test_log_probabilities_are_not_put_through_softmax_again(experiment):
    found = Trained(ending(experiment, "LogSoftmax", "NLLLoss"), weights()).judge(digit()).shares
    assert found == pytest.approx(by_hand(digit(), weights()).softmax(0).numpy(), abs=1e-5)


def test_probabilities_are_not_put_through_softmax_again(experiment):
    found = Trained(ending(experiment, "Softmax", "MSELoss"), weights()).judge(digit()).shares
    assert found == pytest.approx(by_hand(digit(), weights()).softmax(0).numpy(), abs=1e-5)


def test_scores_of_the_squared_error_become_shares(experiment):
    found = Trained(ending(experiment, "", "MSELoss"), weights()).judge(digit()).shares
    positive = by_hand(digit(), weights()).clamp(min=0)
    assert found == pytest.approx((positive / positive.sum()).numpy(), abs=1e-5)


def test_no_positive_score_gives_equal_shares(experiment):
    below = {"1.weight": torch.zeros(10, 784), "1.bias": -torch.ones(10)}
    found = Trained(ending(experiment, "", "MSELoss"), below).judge(digit()).shares
    assert found == pytest.approx(np.full(10, 0.1))


def test_a_layer_that_is_switched_off_is_not_the_ending(experiment):
    edited = apply(ending(experiment, "LogSoftmax"), [SetValue("model.layers[2].enabled", False)])
    found = Trained(edited, weights()).judge(digit()).shares
    assert found == pytest.approx(by_hand(digit(), weights()).softmax(0).numpy(), abs=1e-5)


def test_dropout_is_off(experiment):
    classifier = Trained(ending(experiment, "Dropout"), weights())
    assert classifier.judge(digit()).shares == pytest.approx(by_hand(digit(), weights()).softmax(0).numpy(), abs=1e-5)


def test_other_weights_are_loaded_in_place(experiment):
    classifier = Trained(experiment, weights(0))
    model, before = classifier.model, classifier.judge(digit()).shares
    arrays = {name: value.numpy() for name, value in weights(1).items()}
    for array in arrays.values():
        array.setflags(write=False)  # as those of an event may be
    classifier.load(MappingProxyType(arrays))
    assert classifier.model is model
    assert not np.allclose(classifier.judge(digit()).shares, before)
    assert classifier.judge(digit()).shares == pytest.approx(by_hand(digit(), weights(1)).softmax(0).numpy(), abs=1e-5)


def test_the_given_weights_are_not_tied_to_the_model(experiment):
    state = weights()
    classifier = Trained(experiment, state)
    before = classifier.judge(digit()).shares
    state["1.weight"].zero_()
    assert (classifier.judge(digit()).shares == before).all()


def test_weights_of_another_model_are_refused_in_a_sentence(experiment):
    with pytest.raises(ExperimentError, match="not those of this model"):
        Trained(experiment, {"0.weight": torch.zeros(3, 3)})


def test_global_random_numbers_are_left_alone(experiment):
    torch.manual_seed(7)
    wanted = torch.rand(3)
    torch.manual_seed(7)
    Trained(experiment, {name: torch.zeros_like(v) for name, v in zip(("1.weight", "1.bias"), [
        torch.empty(10, 784), torch.empty(10)], strict=True)}).judge(digit())  # fmt: skip
    assert (torch.rand(3) == wanted).all()


def test_other_class_names(experiment):
    names = tuple("abcdefghij")
    assert Trained(experiment, weights(), classes=names).classes == names


def test_says_the_same_as_the_run_that_made_it(experiment, tmp_path):
    events = list(train(experiment, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished)
    test = source(experiment.data.source, tmp_path, 0).load(lambda *_: None).test
    classifier = Trained.from_run(tmp_path / "run")
    right = [
        classifier.judge(image).shares.argmax() == target
        for image, target in zip(test.images, test.targets, strict=True)
    ]
    assert np.mean(right) == pytest.approx(events[-1].test["accuracy"])
    last = next(event for event in events if isinstance(event, WeightsReady))
    again = Trained(experiment, last.weights)
    assert (again.judge(digit()).shares == classifier.judge(digit()).shares).all()


def test_run_without_weights_is_named(experiment, tmp_path):
    files.write(experiment, tmp_path / "experiment.toml")
    with pytest.raises(ExperimentError, match=r"best\.pth cannot be used: the file is not there"):
        Trained.from_run(tmp_path, "best")


def test_a_folder_that_is_no_run(tmp_path):
    with pytest.raises(ExperimentError, match="is not a run"):
        Trained.from_run(tmp_path)


# ---- channels and sizes


def test_colour_becomes_grey_as_pillow_does_it():
    colour = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
    grey = with_channels(colour.transpose(2, 0, 1), 1)
    assert np.abs(grey[0].astype(int) - np.asarray(Image.fromarray(colour).convert("L"))).max() <= 1


@pytest.mark.parametrize(("given", "channels"), [(1, 3), (2, 1), (2, 3), (3, 3), (4, 3), (4, 1)])
def test_every_number_of_channels_fits(given, channels):
    assert (
        with_channels(np.full((given, 4, 5), 9, np.uint8), channels).tolist() == np.full((channels, 4, 5), 9).tolist()
    )


def test_alpha_does_not_count_as_a_colour():
    image = np.stack([np.full((2, 2), value, np.uint8) for value in (10, 20, 30, 255)])
    assert with_channels(image, 3)[:, 0, 0].tolist() == [10, 20, 30]


NO_PICTURES = [np.zeros((28, 28)), np.zeros(28, np.uint8), np.zeros((9, 2, 2), np.uint8), np.zeros((0, 5), np.uint8)]


@pytest.mark.parametrize("wrong", NO_PICTURES, ids=lambda array: f"{array.dtype}{array.shape}")
def test_what_is_no_picture_is_refused(experiment, wrong):
    with pytest.raises(ExperimentError, match="A picture is bytes"):
        Trained(experiment, weights()).judge(wrong)


def test_another_size_is_scaled_to_the_data_sets(experiment):
    assert Trained(experiment, weights()).judge(np.zeros((3, 90, 60), np.uint8)).seen.shape == (1, 28, 28)


# ---- image files


def written(tmp_path, paper, ink, size=(140, 100)):
    """A PNG with a thick vertical stroke left of the middle."""
    pixels = np.full(size, paper, np.uint8)
    pixels[20:120, 20:34] = ink
    path = tmp_path / "digit.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (0, 255)])
def test_digit_on_paper_is_prepared_as_mnist_was(experiment, tmp_path, paper, ink):
    facts = source(experiment.data.source, tmp_path, 0).facts()
    found = picture(written(tmp_path, paper, ink), experiment, facts)
    drawn = np.zeros((140, 100), np.uint8)
    drawn[20:120, 20:34] = 255
    assert (found == prepare_digit(drawn)[None]).all()
    assert found.max() == 255


def test_grey_paper_does_not_count_as_ink(experiment, tmp_path):
    facts = source(experiment.data.source, tmp_path, 0).facts()
    found = picture(written(tmp_path, 200, 40), experiment, facts)[0]
    assert (found > 0).any(axis=1).sum() == 20  # the digit's height fills the box
    assert (found[:, :4] == 0).all()


def test_picture_of_the_sets_own_size_stays(experiment, tmp_path):
    Image.fromarray(digit(5)).save(tmp_path / "own.png")
    facts = source(experiment.data.source, tmp_path, 0).facts()
    assert (picture(tmp_path / "own.png", experiment, facts)[0] == digit(5)).all()
    assert (picture(digit(5), experiment, facts)[0] == digit(5)).all()
    assert (picture(255 - digit(5), experiment, facts)[0] == digit(5)).all()


def test_light_on_dark_keeps_what_is_so_already():
    assert (light_on_dark(digit()) == digit()).all()


def test_clothes_are_not_prepared_as_digits(experiment, tmp_path):
    clothes = apply(experiment, [SetValue("data.source", {"type": "FashionMNIST"})])
    facts = source(clothes.data.source, tmp_path, 0).facts()
    assert picture(written(tmp_path, 0, 255), clothes, facts).shape == (1, 140, 100)


def test_blank_paper_is_said(experiment, tmp_path):
    facts = source(experiment.data.source, tmp_path, 0).facts()
    with pytest.raises(ExperimentError, match=r"digit\.png shows no digit"):
        picture(written(tmp_path, 230, 230), experiment, facts)


def test_file_that_is_no_image_is_named(experiment, tmp_path):
    (tmp_path / "note.png").write_text("not an image", encoding="utf-8")
    facts = source(experiment.data.source, tmp_path, 0).facts()
    for name, reason in (("note.png", "not an image that Pillow knows"), ("gone.png", "there is no such file")):
        with pytest.raises(ExperimentError, match=f"{name} cannot be read: .*{reason}"):
            picture(tmp_path / name, experiment, facts)


@pytest.mark.parametrize("step", [None, {"type": "GaussianNoise", "when": "always"}])
def test_pictures_judged_together_get_what_each_gets_alone(experiment, step):
    if step:
        experiment = apply(
            experiment, [Insert("data.transforms", 0, (find("transform", step["type"])(when="always"),))]
        )
    trained = Trained(experiment, weights())
    together = trained.judge_all([digit(), digit(3), digit(6)])
    for judgement, index in zip(together, (0, 3, 6), strict=True):
        alone = trained.judge(digit(index))
        assert np.array_equal(judgement.seen, alone.seen)
        assert judgement.shares == pytest.approx(alone.shares, abs=1e-6)
