"""Which samples to look at, and two models on the same ones."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import wilcoxon

from tests.evaluation.assessments import guesses, of_classes, of_numbers
from workbench.evaluation.compare import compare, different, mcnemar
from workbench.evaluation.picking import Choice, most_confused, picked, surest_mistakes
from workbench.spec.problems import ExperimentError


def answers(right):
    """Two classes; of the samples, all of class 0, those are right."""
    return of_classes([[0.9, 0.1] if each else [0.2, 0.8] for each in right], np.zeros(len(right)))


@pytest.fixture
def made():
    return of_classes(*guesses(60, 3))


@pytest.mark.parametrize(
    "choice",
    [Choice(), Choice(0, 1), Choice(true=2), Choice(predicted=1), Choice(right=False), Choice(1, right=True)],
    ids=str,
)
def test_a_cell_a_row_a_column_and_the_wrong_ones(made, choice):
    wanted = [
        place
        for place in range(60)
        if choice.true in (None, made.targets[place])
        and choice.predicted in (None, made.predicted[place])
        and choice.right in (None, made.targets[place] == made.predicted[place])
    ]
    assert wanted and picked(made, choice, "row").tolist() == wanted
    losses = made.loss[picked(made, choice)]
    assert len(losses) == len(wanted) and (np.diff(losses) <= 0).all()
    assert picked(made, choice, most=2).tolist() == picked(made, choice)[:2].tolist()


@pytest.mark.parametrize(
    ("by", "down"), [("loss", True), ("confidence", True), ("margin", False), ("true_share", False), ("row", False)]
)
def test_the_worst_come_first_and_can_come_last(made, by, down):
    values = getattr(made, "rows" if by == "row" else by)
    steps = np.diff(values[picked(made, by=by)].astype(float))
    assert (steps <= 0).all() if down else (steps >= 0).all()
    turned = np.diff(values[picked(made, by=by, descending=not down)].astype(float))
    assert (turned >= 0).all() if down else (turned <= 0).all()


def test_what_is_no_number_comes_first():
    made = of_classes(*guesses(5, 2), loss=np.array([1, np.nan, 3, 2, np.inf], np.float32))
    assert picked(made).tolist() == [1, 4, 2, 3, 0]
    assert picked(made, descending=False).tolist() == [1, 0, 3, 2, 4]


def test_wavering_and_sure_mistakes(made):
    assert most_confused(made).tolist() == np.argsort(made.margin, kind="stable")[:10].tolist()
    mistakes = surest_mistakes(made, 3)
    assert not made.right[mistakes].any()
    assert made.confidence[mistakes].tolist() == sorted(made.confidence[~made.right])[:-4:-1]


def test_numbers_have_neither_classes_nor_confidence():
    made = of_numbers([[0.0], [3.0], [1.0]], [[0.0], [0.0], [0.0]])
    for found in (
        picked(made, Choice(true=0)),
        picked(made, by="confidence"),
        most_confused(made),
        surest_mistakes(made),
    ):
        assert found.tolist() == [1, 2, 0]


def test_what_the_second_mends_and_breaks():
    before, after = answers([1, 1, 0, 0, 0, 1]), answers([1, 0, 1, 1, 0, 1])
    found = compare(before, after)
    assert (found.fixed.tolist(), found.broken.tolist()) == ([2, 3], [1])
    assert (found.both_right.tolist(), found.both_wrong.tolist()) == ([0, 5], [4])
    assert found.p_value == pytest.approx(1.0) and "2 fixed, 1 broken: this may be chance" in str(found.sentence)


@pytest.mark.parametrize(
    ("fixed", "broken", "wanted"), [(0, 0, 1.0), (5, 5, 1.0), (10, 0, 2 / 2**10), (8, 1, 20 / 2**9)]
)
def test_mcnemars_exact_test_by_hand(fixed, broken, wanted):
    assert mcnemar(fixed, broken) == mcnemar(broken, fixed) == pytest.approx(wanted)


@pytest.mark.parametrize(("right", "word"), [(True, "better"), (False, "worse")])
def test_a_difference_that_is_hardly_chance_is_said(right, word):
    before, after = answers([not right] * 10 + [True] * 5), answers([right] * 10 + [True] * 5)
    assert f"{word}, and hardly by chance" in str(compare(before, after).sentence)
    assert "the same samples" in str(compare(after, after).sentence)


def test_errors_of_numbers():
    rng = np.random.default_rng(0)
    true = rng.normal(size=(40, 2))
    before, after = of_numbers(true + 1, true), of_numbers(true + rng.normal(size=(40, 2)) / 4, true)
    found = compare(before, after)
    assert found.differences == pytest.approx(after.error.astype(float) - before.error)
    assert found.p_value == pytest.approx(wilcoxon(found.differences).pvalue)
    assert len(found.better) > len(found.worse) and "better, and hardly by chance" in str(found.sentence)
    assert "worse, and hardly by chance" in str(compare(after, before).sentence)
    same = compare(before, before)
    assert same.p_value is None and len(same.same) == 40 and "same errors" in str(same.sentence)
    broken = of_numbers(np.where(true > 2, np.nan, true * np.nan), true)
    assert compare(before, broken).p_value is None and "no number" in str(compare(before, broken).sentence)


def test_other_samples_are_refused_in_words(made):
    targets = (made.targets + 1) % 3
    others = {
        "part “test”, the other of “train”": replace(made, part="train"),
        "do not predict the same": replace(made, classes=("x", "y", "z")),
        "60 samples, the other 59": of_classes(made.shares[1:], made.targets[1:]),
        "seeds": replace(made, targets=targets),
        "their data": replace(made, places=made.places + 1),
        "data, seeds or validation_fraction": replace(made, source="MNIST"),
    }
    for words, other in others.items():
        with pytest.raises(ExperimentError, match=words):
            compare(made, other)
    assert different(made, replace(made, weights="best")) is None
