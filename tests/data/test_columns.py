"""The steps for tables against scikit-learn's, with and without missing numbers."""

import numpy as np
import pytest
import torch
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from workbench.data.columns import FillMissing, MinMaxScale, Standardize


def table(missing: bool, rows: int = 40) -> np.ndarray:
    rng = np.random.default_rng(3)
    numbers = (rng.normal(size=(rows, 4)) * [1, 100, 0.01, 5] + [0, 1e4, -3, 2]).astype(np.float32)
    numbers[:, 3] = 7  # a column that never changes
    if missing:
        numbers[rng.uniform(size=numbers.shape) < 0.2] = np.nan
        numbers[0, 3] = 7
    return numbers


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize(
    ("step", "theirs"),
    [
        (Standardize(), StandardScaler()),
        (MinMaxScale(), MinMaxScaler()),
        (MinMaxScale(-1.0, 2.0), MinMaxScaler((-1, 2))),
        (FillMissing("mean"), SimpleImputer(strategy="mean")),
        (FillMissing("median"), SimpleImputer(strategy="median")),
        (FillMissing("constant", 3.0), SimpleImputer(strategy="constant", fill_value=3.0)),
    ],
    ids=["standardize", "min-max", "min-max -1 2", "mean", "median", "constant"],
)
def test_as_scikit_learn(step, theirs, missing):
    train, test = table(missing), table(missing, 20)[::-1].copy()
    step.fit(torch.from_numpy(train))
    theirs.fit(train)
    result, wanted = step(torch.from_numpy(test)).numpy(), theirs.transform(test)
    np.testing.assert_allclose(result, wanted, rtol=2e-3, atol=1e-3)


@pytest.mark.parametrize("step", [Standardize(), MinMaxScale(), FillMissing()])
def test_until_it_has_learned_a_step_changes_nothing(step):
    numbers = torch.tensor([[1.0, float("nan")]])
    assert torch.equal(step(numbers), numbers) or step(numbers).isnan().any()
    assert step.state == {}


def test_what_was_learned_is_plain_and_can_be_given_back():
    first, second = Standardize(), Standardize()
    numbers = torch.from_numpy(table(False))
    first.fit(numbers)
    second.state = {name: list(values) for name, values in first.state.items()}
    assert torch.equal(first(numbers), second(numbers))
    assert all(isinstance(value, float) for values in first.state.values() for value in values)


def test_a_column_without_any_number_is_filled_with_the_constant():
    numbers = torch.tensor([[float("nan")], [float("nan")]])
    for strategy in ("mean", "median"):
        step = FillMissing(strategy, 5.0)
        step.fit(numbers)
        assert step(numbers).tolist() == [[5.0], [5.0]]


def test_low_must_be_below_high():
    with pytest.raises(ValueError, match="low must be below high"):
        MinMaxScale(1.0, 1.0)
