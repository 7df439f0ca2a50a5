"""Help for every part: what it computes, when to take it, and a page that exists."""

import importlib

import pytest

from workbench import catalog
from workbench.spec.help import described_at, link_of, named, nearest, plain_help
from workbench.spec.parts import KINDS, find, parts

assert catalog

ALL = [cls for kind in KINDS for cls in parts(kind)]
every_part = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)


@every_part
def test_it_says_when_to_use_the_part(cls):
    assert "use" in vars(cls), "its own, not that of the class it comes from"
    assert cls.use.endswith((".", ")")) and cls.use[0].isupper()
    assert cls.use != cls.about()


@every_part
def test_it_has_a_formula_unless_it_is_data(cls):
    if cls.kind != "dataset":
        assert "formula" in vars(cls) and cls.formula.strip()
        assert all(len(line) <= 120 for line in cls.formula.splitlines())


@every_part
def test_the_page_is_of_something_that_exists(cls):
    name = described_at(cls)
    if not name.startswith(("torch.", "torchvision.", "sklearn.")):
        assert link_of(cls) == name
        return
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(module), attribute)
    assert link_of(cls).startswith("https://") and link_of(cls).endswith(f"/{name}.html")


def test_what_pytorch_has_is_explained_by_its_pages():
    assert link_of(find("layer", "Conv2d")).endswith("docs/stable/generated/torch.nn.Conv2d.html")
    assert link_of(find("transform", "RandomCrop")).endswith(
        "vision/stable/generated/torchvision.transforms.v2.RandomCrop.html"
    )
    assert link_of(find("dataset", "Waves")) == ""


def test_parts_are_found_by_name_in_any_letters():
    assert named("conv2D") == [find("layer", "Conv2d")]
    assert named("nothing") == []
    assert nearest("adm") == "Adam"


def test_plain_help_is_all_that_is_known():
    row = plain_help(find("layer", "ReLU"))
    assert row["formula"] == "y = max(0, x)"
    assert {"kind", "type", "group", "about", "use", "link", "parameters"} <= set(row)
