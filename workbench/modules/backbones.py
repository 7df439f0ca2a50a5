"""torchvision's networks for images without their heads: bodies on which a head of one's own is put."""

from __future__ import annotations

from collections import OrderedDict
from itertools import takewhile
from typing import Any

from torch import nn
from torchvision import models

HEADS = ("avgpool", "classifier", "fc", "head")


def backbone(variant: str, output: str = "features", learn_from: str = "", **options: Any) -> nn.Module:
    """A network of torchvision for images (B, 3, H, W), its weights drawn at random and named as there.

    It gives a row of features (B, F): what the last Linear would get; or with `output` = "map" the last feature map
    (B, C, h, w). What comes before the part that `learn_from` names is frozen. Raises ValueError if there is no such part.
    """
    if variant == "inception_v3":
        options = {"aux_logits": False, "init_weights": True} | options
    model: nn.Module = models.get_model(variant, weights=None, **options)
    body = feature_map(model) if output == "map" else without_head(model)
    if learn_from:
        freeze_before(body, learn_from)
    return body


def without_head(model: nn.Module) -> nn.Module:
    """The model, its last Linear replaced by Identity (in a SqueezeNet, its last convolution)."""
    found = [name for name, part in model.named_modules() if isinstance(part, nn.Linear)] or ["classifier.1"]
    parent, _, name = found[-1].rpartition(".")
    setattr(model.get_submodule(parent), name, nn.Identity())
    return model


def feature_map(model: nn.Module) -> nn.Module:
    """The parts of the model up to the last feature map, under their names."""
    parts = takewhile(lambda named: named[0] not in HEADS, model.named_children())
    last = [("relu", nn.ReLU(inplace=True))] if isinstance(model, models.DenseNet) else []
    return nn.Sequential(OrderedDict([*parts, *last]))


def freeze_before(model: nn.Module, name: str) -> None:
    """No step changes what comes before the part of this name; a BatchNorm there keeps its running mean."""
    names = [path for path, _ in model.named_modules()]
    if name not in names:
        raise ValueError(f"there is no part {name!r}")
    for path in names[: names.index(name)]:
        part = model.get_submodule(path)
        part.marked_frozen = True  # type: ignore[assignment]
        for weight in part.parameters(recurse=False):
            weight.requires_grad_(False)
