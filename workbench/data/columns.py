"""Steps for tables (N, columns) float32 that learn from the training part. Exported scripts carry this file as it is.

`fit` looks at the training rows; until then a step leaves a table as it is. What was learned are plain lists in `state`.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Standardize:
    """Takes from every column its mean and divides by its standard deviation (that of the whole, not of a sample)."""

    def __init__(self) -> None:
        self.state: dict[str, list[float]] = {}

    def fit(self, table: Tensor) -> None:
        known = ~table.isnan()
        count = known.sum(0).clamp(min=1)
        mean = torch.where(known, table, 0).double().sum(0) / count
        spread = torch.where(known, table - mean, 0).double().square().sum(0) / count
        std = spread.sqrt()
        self.state = {"mean": mean.tolist(), "std": torch.where(std > 0, std, 1).tolist()}

    def __call__(self, table: Tensor) -> Tensor:
        if not self.state:
            return table
        return (table - table.new_tensor(self.state["mean"])) / table.new_tensor(self.state["std"])


class MinMaxScale:
    """Stretches every column so that the training part lies between `low` and `high`."""

    def __init__(self, low: float = 0.0, high: float = 1.0) -> None:
        if not low < high:
            raise ValueError(f"low must be below high, but they are {low} and {high}")
        self.low, self.high = low, high
        self.state: dict[str, list[float]] = {}

    def fit(self, table: Tensor) -> None:
        infinity = float("inf")
        least, most = table.nan_to_num(nan=infinity).amin(0), table.nan_to_num(nan=-infinity).amax(0)
        known = least <= most
        least, most = torch.where(known, least, 0), torch.where(known, most, 1)
        self.state = {"min": least.tolist(), "width": torch.where(most > least, most - least, 1).tolist()}

    def __call__(self, table: Tensor) -> Tensor:
        if not self.state:
            return table
        shares = (table - table.new_tensor(self.state["min"])) / table.new_tensor(self.state["width"])
        return shares * (self.high - self.low) + self.low


class FillMissing:
    """Puts a number where one is missing (NaN): the column's mean or median in the training part, or `value`."""

    def __init__(self, strategy: str = "mean", value: float = 0.0) -> None:
        self.strategy, self.value = strategy, value
        self.state: dict[str, list[float]] = {}

    def fit(self, table: Tensor) -> None:
        fills = torch.full((table.shape[1],), self.value)
        if self.strategy == "mean":
            fills = table.nanmean(0)
        elif self.strategy == "median":
            fills = table.nanquantile(0.5, 0)
        self.state = {"fill": fills.nan_to_num(nan=self.value).tolist()}

    def __call__(self, table: Tensor) -> Tensor:
        if not self.state:
            return table
        return torch.where(table.isnan(), table.new_tensor(self.state["fill"]), table)
