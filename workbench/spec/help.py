"""What is known of a part for someone who wants to learn it: sentence, formula, use, parameters, and where to read on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from workbench.spec.parts import KINDS, Part, parts

_PAGES = {
    "torchvision.": "https://docs.pytorch.org/vision/stable/generated/{name}.html",
    "torch.": "https://docs.pytorch.org/docs/stable/generated/{name}.html",
    "sklearn.": "https://scikit-learn.org/stable/modules/generated/{name}.html",
}


def described_at(cls: type[Part]) -> str:
    """The dotted name, or the address, under which others explain the part; empty: nobody does."""
    target = cls.target.replace("workbench.data.augment.", "torchvision.transforms.v2.")  # the same, on whole batches
    return cls.reference or ("" if target.startswith("workbench.") else target)


def link_of(cls: type[Part]) -> str:
    """The address of the page that explains the part; empty where there is none."""
    name = described_at(cls)
    page = next((page for beginning, page in _PAGES.items() if name.startswith(beginning)), "")
    return page.format(name=name) if page else name if name.startswith("https://") else ""


def plain_help(cls: type[Part]) -> dict[str, Any]:
    """For ``workbench parts --json``: everything, under JSON's types."""
    return {
        "kind": cls.kind,
        "type": cls.__name__,
        "group": cls.group,
        "about": cls.about(),
        "formula": cls.formula,
        "use": cls.use,
        "link": link_of(cls),
        "parameters": [p.plain() for p in cls.parameters()],
    }


def named(name: str) -> list[type[Part]]:
    """The parts of that name, of whatever kind; capital letters do not count."""
    return [cls for cls in _all() if name.casefold() in (each.casefold() for each in (cls.__name__, *cls.formerly))]


def nearest(name: str) -> str:
    """The part's name that is most like this one; empty where none is."""
    names = {cls.__name__.casefold(): cls.__name__ for cls in _all()}
    near = difflib.get_close_matches(name.casefold()[:100], names, n=1, cutoff=0.5)
    return names[near[0]] if near else ""


def _all() -> Iterator[type[Part]]:
    return (cls for kind in KINDS for cls in parts(kind))
