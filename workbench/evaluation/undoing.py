"""Back from what the network sees to the numbers of the data, as far as the steps can be taken back."""

from __future__ import annotations

from torch import Tensor

from workbench.data.columns import FillMissing, MinMaxScale, Standardize
from workbench.data.pipeline import Pipeline
from workbench.data.recipe import Step


def undone(values: Tensor, pipeline: Pipeline) -> Tensor:
    """Prepared samples, or an autoencoder's outputs (B, …), with the last steps taken back up to one that cannot be."""
    for step in reversed([step for step in pipeline.steps if not step.random or step.always]):
        before = _before(values, step)
        if before is None:
            break
        values = before
    return values


def _before(values: Tensor, step: Step) -> Tensor | None:
    function = step.function
    if type(function).__module__.startswith("torchvision."):
        from torchvision.transforms import v2  # late: it is there by now; tables and texts do without

        if not isinstance(function, v2.Normalize):
            return None
        shape = (1, -1, *[1] * (values.dim() - 2))
        return values * values.new_tensor(function.std).view(shape) + values.new_tensor(function.mean).view(shape)
    if isinstance(function, Standardize):
        return values * values.new_tensor(function.state["std"]) + values.new_tensor(function.state["mean"])
    if isinstance(function, MinMaxScale):
        shares = (values - function.low) / (function.high - function.low)
        return shares * values.new_tensor(function.state["width"]) + values.new_tensor(function.state["min"])
    return values if isinstance(function, FillMissing) else None
