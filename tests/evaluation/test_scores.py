"""Every figure is that of scikit-learn; what is undefined is None, without a warning."""

import json

import numpy as np
import pytest
from sklearn import metrics
from sklearn.calibration import calibration_curve

from tests.evaluation.assessments import guesses, of_classes, of_numbers
from workbench.evaluation.confusion import Pair, confusion
from workbench.evaluation.curves import calibration, precision_recall_curve, roc_curve
from workbench.evaluation.saving import figures_json
from workbench.evaluation.scores import scores


@pytest.fixture
def guessed():
    return of_classes(*guesses())


@pytest.mark.parametrize("digits", [7, 1], ids=["all apart", "many equal"])
def test_of_each_class(digits):
    shares, targets = guesses()
    guessed = of_classes(shares.round(digits), targets)
    shares, targets = guessed.shares.astype(float), guessed.targets
    wanted = metrics.precision_recall_fscore_support(targets, guessed.predicted)
    for number, one in enumerate(scores(guessed).classes):
        assert (one.precision, one.recall, one.f1, one.support) == pytest.approx(tuple(each[number] for each in wanted))
        assert one.predicted == (guessed.predicted == number).sum()
        assert one.auc == pytest.approx(metrics.roc_auc_score(targets == number, shares[:, number]))
        assert one.average_precision == pytest.approx(
            metrics.average_precision_score(targets == number, shares[:, number])
        )


def test_over_all_classes(guessed):
    found, targets, predicted = scores(guessed), guessed.targets, guessed.predicted
    shares = guessed.shares.astype(float) / guessed.shares.astype(float).sum(1, keepdims=True)
    assert found.accuracy == metrics.accuracy_score(targets, predicted)
    assert found.balanced_accuracy == pytest.approx(metrics.balanced_accuracy_score(targets, predicted))
    for mean, average in ((found.macro, "macro"), (found.weighted, "weighted")):
        wanted = metrics.precision_recall_fscore_support(targets, predicted, average=average)[:3]
        assert (mean.precision, mean.recall, mean.f1) == pytest.approx(wanted)
    assert found.auc == pytest.approx(metrics.roc_auc_score(targets, shares, multi_class="ovr", average="macro"))
    assert found.average_precision == pytest.approx(
        metrics.average_precision_score(np.eye(4)[targets], shares, average="macro")
    )
    assert found.top == pytest.approx([metrics.top_k_accuracy_score(targets, shares, k=k) for k in (1, 2, 3)] + [1.0])
    assert found.brier == pytest.approx(((shares - np.eye(4)[targets]) ** 2).sum(1).mean(), rel=1e-5)


def test_the_brier_score_of_two_classes_is_scikit_learns():
    made = of_classes(*guesses(size=2))
    assert scores(made).brier == pytest.approx(
        metrics.brier_score_loss(made.targets, made.shares[:, 1].astype(float)), rel=1e-5
    )


def test_curves(guessed):
    true, chance = guessed.targets == 2, guessed.shares[:, 2].astype(float)
    roc, sweep = roc_curve(guessed, 2), precision_recall_curve(guessed, 2)
    for found, wanted in zip((roc.x, roc.y, roc.thresholds), metrics.roc_curve(true, chance), strict=True):
        assert np.array_equal(found, wanted)
    precision, recall, thresholds = metrics.precision_recall_curve(true, chance, drop_intermediate=True)
    assert np.array_equal(sweep.x, recall) and np.array_equal(sweep.y, precision)
    assert np.array_equal(sweep.thresholds[:-1], thresholds) and len(sweep.thresholds) == len(sweep.x)
    assert roc.area == pytest.approx(metrics.roc_auc_score(true, chance))
    assert sweep.area == pytest.approx(metrics.average_precision_score(true, chance))


@pytest.mark.parametrize(("kind", "strategy"), [("width", "uniform"), ("count", "quantile")])
@pytest.mark.parametrize("number", [None, 1])
def test_calibration(guessed, kind, strategy, number):
    found = calibration(guessed, 10, kind, number)
    sure = guessed.confidence if number is None else guessed.shares[:, number]
    right = guessed.right if number is None else guessed.targets == number
    wanted = calibration_curve(right, sure.astype(float), n_bins=10, strategy=strategy)
    some = found.counts > 0
    assert (found.right[some], found.confidence[some]) == (pytest.approx(wanted[0]), pytest.approx(wanted[1]))
    assert found.counts.sum() == len(guessed) and (kind == "width" or np.ptp(found.counts) <= 1)
    gaps = np.abs(found.right - found.confidence)[some]
    by_hand = (gaps * found.counts[some]).sum() / 300
    assert found.error == pytest.approx(by_hand) and found.largest >= found.error > 0


def test_a_bin_has_its_upper_edge():
    assert calibration(of_classes([[0.5, 0.5], [0.75, 0.25]], [0, 0]), 2).counts.tolist() == [1, 1]


def test_who_is_as_sure_as_right_has_no_calibration_error():
    shares = np.tile([[0.75, 0.25]], (4, 1))
    assert calibration(of_classes(shares, [0, 0, 0, 1])).error == pytest.approx(0)
    assert calibration(of_classes(shares, [1, 1, 1, 1])).error == pytest.approx(0.75)


def test_the_confusion_matrix(guessed):
    found = confusion(guessed)
    assert np.array_equal(found.counts, metrics.confusion_matrix(guessed.targets, guessed.predicted))
    for shares, normalize in ((found.by_true, "true"), (found.by_predicted, "pred")):
        assert shares == pytest.approx(
            metrics.confusion_matrix(guessed.targets, guessed.predicted, normalize=normalize)
        )


def test_the_most_confused_pairs_come_first():
    predicted = np.eye(3)[[1, 1, 2, 0, 1, 2, 1]]
    pairs = confusion(of_classes(predicted, [0, 0, 0, 1, 1, 2, 2])).pairs()
    assert pairs == [
        Pair(0, 1, 2, pytest.approx(2 / 3)),
        Pair(0, 2, 1, pytest.approx(1 / 3)),
        Pair(1, 0, 1, 0.5),
        Pair(2, 1, 1, 0.5),
    ]
    assert len(confusion(of_classes(predicted, [0, 0, 0, 1, 1, 2, 2])).pairs(2)) == 2


def test_classes_without_samples_are_undefined_and_do_not_count():
    shares, targets = guesses(size=3)
    made = of_classes(np.column_stack([shares, np.zeros((300, 2))]), targets)
    found, less = scores(made), scores(of_classes(shares, targets))
    absent = found.classes[4]
    assert (absent.support, absent.precision, absent.recall, absent.f1, absent.auc) == (0, None, None, None, None)
    assert (found.macro, found.weighted, found.auc) == (less.macro, less.weighted, less.auc)
    assert np.isnan(confusion(made).by_true[4]).all() and roc_curve(made, 4) is None
    json.loads(figures_json(made))


@pytest.mark.parametrize("targets", [[0], [1, 1], [0, 1]])
def test_one_sample_or_two(targets):
    found = scores(of_classes(np.tile([[0.6, 0.4]], (len(targets), 1)), targets))
    assert found.samples == len(targets) and found.calibration_error is not None
    assert (found.auc is None) == (len(set(targets)) == 1)


def test_a_single_class():
    found = scores(of_classes(np.ones((3, 1)), [0, 0, 0]))
    assert (found.accuracy, found.top, found.auc, found.brier) == (1.0, (1.0,), None, 0.0)


def test_a_thousand_classes_with_few_samples():
    shares, targets = guesses(200, 1000, sharpness=4)
    found = scores(of_classes(shares, targets))
    assert len(found.classes) == 1000 and len(found.top) == 5 and 0.5 < found.auc < 1
    assert found.top == pytest.approx(
        [metrics.top_k_accuracy_score(targets, shares, k=k, labels=range(1000)) for k in range(1, 6)]
    )


def test_numbers():
    rng = np.random.default_rng(0)
    true = rng.normal(size=(50, 2)) * [1, 100]
    made = of_numbers(true + rng.normal(size=(50, 2)), true)
    found = scores(made)
    options = {"multioutput": "raw_values"}
    for name, wanted in (
        ("mae", metrics.mean_absolute_error(made.targets, made.predicted, **options)),
        ("rmse", metrics.root_mean_squared_error(made.targets, made.predicted, **options)),
        ("r2", metrics.r2_score(made.targets, made.predicted, **options)),
        ("max_error", np.abs(made.targets - made.predicted).max(0)),
    ):
        assert [getattr(each, name) for each in found.outputs] == pytest.approx(wanted, rel=1e-5), name
        assert getattr(found.mean, name) == pytest.approx(np.mean(wanted), rel=1e-5), name


@pytest.mark.parametrize("true", [[[2.0]], [[2.0], [2.0]]])
def test_numbers_that_are_all_alike_have_no_r2(true):
    (one,) = scores(of_numbers(np.add(true, 1), true)).outputs
    assert (one.mae, one.r2, one.max_error) == (1.0, None, 1.0)


def test_an_output_that_is_no_number_has_no_figures():
    found = scores(of_numbers([[1.0, np.inf], [2.0, 1.0]], [[0.0, 0.0], [1.0, 1.0]]))
    assert found.outputs[0].mae == 1.0 and found.outputs[1].mae is found.mean.mae is found.loss is None
    assert found.not_finite == 1


def test_several_yes_or_no_at_once():
    rng = np.random.default_rng(1)
    true = rng.integers(0, 2, (80, 3))
    true[:, 2] = 0
    chances = np.clip(0.5 + (true - 0.5) * 0.3 + rng.normal(0, 0.2, true.shape), 0, 1)
    made = of_numbers(chances, true, yes_no=True)
    found, said = scores(made), chances > 0.5
    assert found.exact == pytest.approx(metrics.accuracy_score(true, said))
    for place, one in enumerate(found.yes_no):
        assert one.accuracy == pytest.approx(metrics.accuracy_score(true[:, place], said[:, place]))
        assert (one.support, one.predicted) == (true[:, place].sum(), said[:, place].sum())
    for place in (0, 1):
        one = found.yes_no[place]
        assert one.f1 == pytest.approx(metrics.f1_score(true[:, place], said[:, place]))
        assert one.auc == pytest.approx(metrics.roc_auc_score(true[:, place], chances[:, place]), abs=1e-6)
    assert found.yes_no[2].recall is found.yes_no[2].auc is None
    assert scores(of_numbers(chances, true)).yes_no == ()
