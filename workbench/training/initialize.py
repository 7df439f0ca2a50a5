"""How weights begin, where PyTorch's own way is not wanted. The exported script carries this function as it stands here."""

from __future__ import annotations

from torch import nn


def initialize(model: nn.Module, how: str) -> None:
    """Draw the weights of all Linear and convolution layers anew by ``torch.nn.init.<how>_``; biases become 0."""
    for module in model.modules():
        if isinstance(module, nn.Linear | nn.modules.conv._ConvNd):
            draw = getattr(nn.init, f"{how}_")
            draw(module.weight, nonlinearity="relu") if how.startswith("kaiming") else draw(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
