"""What an answer hangs on: equal to captum's, and to what plain thinking says of small models."""

import numpy as np
import pytest
import torch

from workbench.evaluation.inspect.baseline import blank, words_for
from workbench.evaluation.inspect.saliency import METHODS, Options, attribution, layers_for_grad_cam
from workbench.spec.problems import ExperimentError


def of(name, **options):
    return {"type": name, **options}


@pytest.fixture
def captum():
    return pytest.importorskip("captum.attr")


def close(found, wanted):
    np.testing.assert_allclose(found.values, wanted[0].detach().numpy(), rtol=1e-3, atol=1e-5)


@pytest.fixture
def network(made):
    """As `digits`, without a ReLU that writes over its input: captum cannot have that."""
    layers = [of("Conv2d", out_channels=4, kernel_size=3), of("Tanh"), of("MaxPool2d"),
              of("Conv2d", out_channels=6, kernel_size=3), of("ReLU"), of("Flatten"), of("Linear", out_features=10)]  # fmt: skip
    return made("image", layers)


def test_gradients_are_captums(network, captum):
    trained, seen = network
    inputs = torch.tensor(seen)[None].requires_grad_()
    close(attribution(trained, seen, "saliency", 3), captum.Saliency(trained.model).attribute(inputs, target=3))
    wanted = captum.InputXGradient(trained.model).attribute(inputs, target=3)
    close(attribution(trained, seen, "input_x_gradient", 3), wanted)


@pytest.mark.parametrize("baseline", [0.0, -0.4])
def test_integrated_gradients_are_captums(network, captum, baseline):
    trained, seen = network
    found = attribution(trained, seen, "integrated_gradients", 3, Options(baseline=baseline, steps=40))
    way = captum.IntegratedGradients(trained.model)
    wanted, delta = way.attribute(
        torch.tensor(seen)[None], baseline, 3, n_steps=40, method="gausslegendre", return_convergence_delta=True
    )
    close(found, wanted)
    assert found.rest == pytest.approx(-delta.item(), abs=1e-4)
    assert abs(found.rest) < 0.02


def test_grad_cam_is_captums(network, captum):
    trained, seen = network
    for number in (0, 3):
        found = attribution(trained, seen, "grad_cam", 5, Options(layer=f"model.layers[{number}]"))
        way = captum.LayerGradCam(trained.model, trained.model[number])
        close(found, way.attribute(torch.tensor(seen)[None], target=5, relu_attributions=True)[0])
        assert found.places.shape == seen.shape[1:]
    assert attribution(trained, seen, "grad_cam", 5).layer == "model.layers[4]"  # with its ReLU
    assert layers_for_grad_cam(trained, seen) == tuple(f"model.layers[{number}]" for number in range(5))


@pytest.mark.parametrize(("window", "stride"), [((3, 3), (1, 1)), ((5, 4), (4, 3)), ((12, 12), (1, 1))])
def test_occlusion_is_captums(network, captum, window, stride):
    trained, seen = network
    found = attribution(trained, seen, "occlusion", 3, Options(window=window, stride=stride, baseline=0.25))
    way = captum.Occlusion(trained.model)
    wanted = way.attribute(torch.tensor(seen)[None], (1, *window), (1, *stride), 0.25, 3)
    close(found, wanted)


def test_smoothgrad_without_noise_is_the_gradient(digits):
    trained, seen = digits
    plain = attribution(trained, seen, "saliency", 1)
    assert np.allclose(attribution(trained, seen, "smoothgrad", 1, Options(noise=0, samples=3)).values, plain.values)
    state = torch.get_rng_state()
    first, again = (attribution(trained, seen, "smoothgrad", 1) for _ in range(2))
    assert np.array_equal(first.values, again.values) and not np.allclose(first.values, plain.values)
    assert (torch.get_rng_state() == state).all()


def test_a_linear_model_is_explained_by_its_weights(made):
    trained, seen = made("table", [of("Linear", out_features=1)], loss={"type": "MSELoss"})
    weights = trained.model[0].weight.detach().numpy()[0]
    for method, wanted in (
        ("saliency", np.abs(weights)),
        ("input_x_gradient", weights * seen),
        ("integrated_gradients", weights * seen),
        ("occlusion", weights * seen),
    ):
        found = attribution(trained, seen, method)
        assert np.allclose(found.values, wanted, atol=1e-5), method
        assert found.name == "progression" and found.places.shape == seen.shape
    assert found.score == pytest.approx(trained.judge(seen).numbers[0], abs=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_texts_have_a_number_for_each_token(made, method):
    layers = [of("Embedding", embedding_dim=6), of("GRU", hidden_size=5), of("Linear", out_features=3)]
    trained, seen = made("text", layers)
    found = attribution(trained, seen, method)
    assert found.values.shape == found.places.shape == seen.shape
    assert np.abs(found.values).max() > 0
    if method == "integrated_gradients":
        padding = trained.model(torch.zeros(1, len(seen), dtype=torch.int64))[0, found.target].item()
        assert found.values.sum() == pytest.approx(found.score - padding, abs=1e-3)
        assert np.allclose(found.values[seen == 0], 0)
    if method == "occlusion":
        assert np.allclose(found.values[seen == 0], 0)


@pytest.mark.parametrize("method", METHODS)
def test_pictures_and_series_have_a_number_for_each_place(made, digits, method):
    layers = [of("Conv1d", out_channels=3, kernel_size=5), of("ReLU"), of("Flatten"), of("Linear", out_features=4)]
    for trained, seen in (digits, made("series", layers)):
        found = attribution(trained, seen, method)
        assert found.places.shape == seen.shape[1:]
        assert found.signed == (method in ("input_x_gradient", "integrated_gradients", "occlusion"))
        assert found.signed or found.values.min() >= 0
        with torch.no_grad():
            assert found.target == trained.model(torch.tensor(seen)[None]).argmax()
        assert not any(module._forward_hooks or module._forward_pre_hooks for module in trained.model.modules())


def test_one_output_for_two_classes_speaks_for_one_and_against_the_other(made):
    trained, seen = made("binary", [of("Linear", out_features=1)], loss={"type": "BCEWithLogitsLoss"})
    for_it, against = (attribution(trained, seen, "input_x_gradient", target) for target in (1, 0))
    assert np.allclose(for_it.values, -against.values) and for_it.score == -against.score


def test_what_would_change_its_mind(digits):
    trained, seen = digits
    found = attribution(trained, seen, "occlusion", options=Options(window=(6, 6), stride=(3, 3), baseline=3.0))
    assert found.flips, "no window changes the answer: choose another baseline for this test"
    (top, bottom), (left, right) = found.flips[0].box
    changed = torch.tensor(seen)[None]
    changed[..., top:bottom, left:right] = 3.0
    with torch.no_grad():
        shares = trained.model(changed).softmax(1)[0]
    assert found.flips[0].target == shares.argmax() != found.target
    assert found.flips[0].share == pytest.approx(shares.max().item())
    assert [flip.share for flip in found.flips] == sorted((flip.share for flip in found.flips), reverse=True)


@pytest.mark.parametrize("method", ["smoothgrad", "integrated_gradients", "occlusion"])
def test_it_can_be_cancelled(digits, method):
    class EnoughError(Exception):
        pass

    def tell(what, done, total):
        assert what and done < total
        raise EnoughError

    with pytest.raises(EnoughError):
        attribution(*digits, method, tell=tell)
    assert not any(module._forward_hooks for module in digits[0].model.modules())


def test_what_cannot_be_explained_is_said(made, digits):
    layers = [of("Flatten"), of("Linear", out_features=144), of("Unflatten", unflattened_size=[1, 12, 12])]
    coder = made("input", layers, loss={"type": "MSELoss"})
    with pytest.raises(ExperimentError, match="gives back its input"):
        attribution(*coder, "saliency")
    with pytest.raises(ExperimentError, match="it has 0 to 9"):
        attribution(*digits, "saliency", 10)
    with pytest.raises(ExperimentError, match="no maps of more than one place"):
        attribution(*digits, "grad_cam", options=Options(layer="model.layers[6]"))
    with pytest.raises(ExperimentError, match="does not go over an input of 12 × 12"):
        attribution(*digits, "occlusion", options=Options(window=(13, 1)))


def test_copies_of_the_sample_do_not_change_each_others_answers(made):
    layers = [of("Conv2d", out_channels=4, kernel_size=3), of("BatchNorm2d", track_running_stats=False), of("ReLU"),
              of("Flatten"), of("Linear", out_features=10)]  # fmt: skip
    trained, seen = made("image", layers)
    found = attribution(trained, seen, "occlusion", 2, Options(window=(4, 4), stride=(4, 4)))
    covered = torch.tensor(seen)[None]
    covered[..., 4:8, 8:12] = 0
    with torch.no_grad():
        lost = found.score - trained.model(covered)[0, 2].item()
    assert found.places[5, 9] == pytest.approx(lost, abs=1e-5)


def test_what_stands_for_nothing_goes_through_the_steps_of_the_input(digits):
    trained, seen = digits
    batch = torch.tensor(seen)[None]
    for word, grey in (("black", 0.0), ("grey", 128 / 255), ("white", 1.0)):
        assert blank(trained, batch, word) == pytest.approx(np.full(batch.shape, (grey - 0.5) / 0.25), abs=1e-5)
    assert (blank(trained, batch, "mean") == batch.mean()).all() and (blank(trained, batch, -0.25) == -0.25).all()
    found = attribution(trained, seen, "occlusion", 2, Options(window=(12,), stride=(12,), baseline="white"))
    with torch.no_grad():
        lost = found.score - trained.model(torch.full_like(batch, 2.0))[0, 2].item()
    assert found.places == pytest.approx(np.full((12, 12), lost), abs=1e-4)
    grown = attribution(trained, seen, "integrated_gradients", 2, Options(baseline="white"))
    assert grown.values.sum() + grown.rest == pytest.approx(lost, abs=1e-3)


def test_words_for_nothing_are_those_of_the_kind_of_data(made):
    trained, seen = made("series", [of("Flatten"), of("Linear", out_features=4)])
    batch = torch.tensor(seen)[None]
    assert words_for(trained) == ("mean",)
    assert torch.allclose(blank(trained, batch, "mean"), batch.mean(2, keepdim=True))
    table, row = made("table", [of("Linear", out_features=1)], loss={"type": "MSELoss"})
    with pytest.raises(ExperimentError, match="“grey” is no number"):
        attribution(table, row, "occlusion", options=Options(baseline="grey"))
