"""MixUp and CutMix: against torchvision's, and in the batches of a run."""

import numpy as np
import pytest
import torch
from torch.nn.functional import one_hot
from torchvision.transforms import v2

from workbench.catalog.losses import NLLLoss
from workbench.catalog.mixing import CutMix as CutMixPart
from workbench.catalog.mixing import MixUp as MixUpPart
from workbench.catalog.transforms import Normalize
from workbench.data.mixing import CutMix, MixUp
from workbench.data.preview import preview
from workbench.data.samples import Facts
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_toml
from workbench.training.batches import load_run_data
from workbench.training.check import check_with
from workbench.training.targets import right_answers

EVEN = (np.arange(1000) + 0.5) / 1000
CLASSES = Facts(tuple("0123456789"), (1, 28, 28), 20_000, 4_000)
NUMBERS = Facts((), (1, 28, 28), 20_000, 4_000, outputs=("price",))


def batch(channels=3):
    generator = torch.Generator().manual_seed(0)
    targets = torch.randint(0, 4, (6,), generator=generator)
    return torch.rand(6, channels, 9, 14, generator=generator), targets


def torchvisions(monkeypatch, cls, params, images, targets):
    transform = cls(num_classes=4)
    monkeypatch.setattr(transform, "make_params", lambda _: params)
    return transform(images, targets)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("uniform", [0.0, 0.1, 0.5, 0.93])
def test_mixup_mixes_as_torchvision_does(monkeypatch, uniform, channels):
    images, targets = batch(channels)
    mix = MixUp(0.4)
    wanted = torchvisions(monkeypatch, v2.MixUp, {"lam": mix.share(uniform)}, images, targets)
    found = mix(images, one_hot(targets, 4).float(), torch.tensor([uniform], dtype=torch.float64))
    torch.testing.assert_close(found, wanted, rtol=0, atol=0)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(
    "uniforms", [(0.0, 0.5, 0.5), (0.3, 0.0, 0.0), (0.5, 0.99, 0.3), (0.99, 0.5, 0.5), (0.2, 0.7, 0.99)]
)
def test_cutmix_mixes_as_torchvision_does(monkeypatch, uniforms, channels):
    images, targets = batch(channels)
    mix = CutMix()
    lam, (u_x, u_y) = mix.share(uniforms[0]), uniforms[1:]
    places = iter([torch.tensor([int(u_x * 14)]), torch.tensor([int(u_y * 9)])])
    theirs = v2.CutMix(num_classes=4)
    monkeypatch.setattr(theirs._dist, "sample", lambda _: torch.tensor([lam], dtype=torch.float64))
    monkeypatch.setattr(torch, "randint", lambda *_, **__: next(places))
    wanted = theirs(images, targets)
    found = mix(images, one_hot(targets, 4).float(), torch.tensor(uniforms, dtype=torch.float64))
    torch.testing.assert_close(found, wanted, rtol=0, atol=1e-6)


@pytest.mark.parametrize("alpha", [0.01, 0.2, 0.7, 1.0, 1.5, 4.0, 100.0])
def test_shares_are_spread_as_the_beta_distribution_spreads_them(alpha):
    shares = np.array([MixUp(alpha).share(u) for u in EVEN])
    assert (np.diff(shares) >= 0).all() and shares.min() >= 0 and shares.max() <= 1
    np.testing.assert_allclose(shares + shares[::-1], 1, atol=1e-9)
    assert abs(shares.var() - 1 / (4 * (2 * alpha + 1))) < 0.01 / (2 * alpha + 1)  # the formula of its variance
    theirs = torch.distributions.Beta(torch.tensor(alpha), torch.tensor(alpha))
    torch.manual_seed(0)
    drawn = np.sort(theirs.sample((1000,)).numpy())
    assert np.abs(drawn - shares).mean() < 0.02


def test_a_mixed_answer_is_right_where_the_larger_share_is_meant():
    scores = torch.eye(3)
    assert right_answers(scores, torch.tensor([[0.6, 0.4, 0], [0.6, 0.4, 0], [0.1, 0.2, 0.7]])) == 2
    assert right_answers(scores, torch.tensor([0, 2, 2])) == 2


STROKES = """
format = 1
seed = 3
[data]
source = { type = "Strokes", train_count = 100, test_count = 20 }
batch_size = 16
target = "label"
%s
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
"""
MIXES = '[[data.transforms]]\ntype = "MixUp"\n[[data.transforms]]\ntype = "CutMix"\n'


def run_data(steps, tmp_path):
    return load_run_data(from_toml(STROKES % steps), tmp_path, torch.device("cpu"), lambda *_: None)


def test_batches_are_mixed_in_training_only_by_epoch_and_batch(tmp_path):
    plain, mixed = run_data("", tmp_path), run_data(MIXES, tmp_path)
    assert torch.equal(plain.validation.inputs, mixed.validation.inputs)
    assert torch.equal(plain.test.targets, mixed.test.targets)
    first, again, next_epoch = (list(mixed.batches(epoch)) for epoch in (1, 1, 2))
    shares = []
    for (images, targets, *_), (same, same_targets, *_), (pure, labels, *_) in zip(
        first, again, plain.batches(1), strict=True
    ):
        assert torch.equal(images, same) and torch.equal(targets, same_targets)
        assert images.shape == pure.shape and not torch.equal(images, pure)
        torch.testing.assert_close(targets.sum(1), torch.ones(len(labels)))
        others = labels != labels.roll(1)
        shares.append(targets[torch.arange(len(labels)), labels][others].min().item())
    assert len(set(shares)) == len(shares) > 3
    assert not torch.equal(first[0][1], next_epoch[0][1])


def experiment(*steps, loss=None):
    value = apply(from_toml(STROKES % ""), [SetValue("data.transforms", tuple(steps))])
    return apply(value, [SetValue("training.loss", loss)]) if loss else value


@pytest.mark.parametrize(
    ("value", "facts", "words"),
    [
        (experiment(MixUpPart(), Normalize()), CLASSES, "no step for single samples can come after it"),
        (experiment(MixUpPart(), loss=NLLLoss()), CLASSES, "NLLLoss does not take them"),
        (experiment(CutMixPart()), NUMBERS, "not to tell classes"),
        (apply(experiment(CutMixPart()), [SetValue("data.target", "input")]), CLASSES, "not to tell classes"),
        (apply(experiment(CutMixPart()), [SetValue("training.loss.ignore_index", 3)]), CLASSES, "left out"),
    ],
)
def test_where_it_does_not_fit_is_said_with_a_fix(value, facts, words):
    def found(value):
        return [
            item for item in check_with(value, facts).errors if item.address.startswith(("data.tr", "training.loss.i"))
        ]

    (problem,) = found(value)
    assert words in problem.line()
    assert not found(apply(value, problem.fix.edits))


def test_a_switched_off_step_may_stand_anywhere():
    assert not check_with(experiment(MixUpPart(enabled=False), Normalize()), CLASSES).errors
    assert not check_with(experiment(MixUpPart(), Normalize(enabled=False), CutMixPart()), CLASSES).errors


def test_the_preview_mixes_the_image_with_others(tmp_path):
    seen = preview(from_toml(STROKES % MIXES), tmp_path, 6, 4, 0)
    assert [name for name, _ in seen.trail] == ["", "MixUp", "CutMix"]
    original, mixed, cut = (image for _, image in seen.trail)
    assert original.shape == mixed.shape and (original != mixed).any() and (mixed != cut).any()
    assert len(seen.draws) == 4 and (seen.draws[0] != seen.draws[1]).any()
