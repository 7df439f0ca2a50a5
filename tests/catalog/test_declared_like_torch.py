"""Every declaration against the signature of the installed PyTorch's class: names, defaults, and what arrives there."""

import importlib
import inspect

import pytest
import torch
import torchvision.transforms.v2 as v2
from hypothesis import given
from hypothesis import strategies as st

from workbench.spec.parts import KINDS, Scheduler, parts
from workbench.spec.shapes import Tokens


def is_pytorchs(cls):
    """Whether PyTorch has such a class: its own, or one of which ours is the vectorised twin."""
    if cls.__name__ == "Lambda":  # an expression in place of a function: code is no setting
        return False
    return not cls.target.startswith("workbench.") or hasattr(v2, cls.__name__)


ALL = [cls for kind in KINDS if kind != "dataset" for cls in parts(kind) if is_pytorchs(cls)]
every_part = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)

SHAPES = {1: (6,), 2: (4, 6), 3: (4, 8, 8), 4: (4, 6, 6, 6)}

LEFT_OUT = {
    "params": "the model's, given when the optimizer is built",
    "optimizer": "the optimizer, given when the schedule is built",
    "device": "the experiment's device holds for all layers",
    "dtype": "the experiment's precision holds for all layers",
    "return_indices": "the output would be a pair, which no next layer takes",
    "size_average": "deprecated; reduction says it",
    "reduce": "deprecated; reduction says it",
    "differentiable": "for gradients through the optimizer, which this program does not take",
    "capturable": "for CUDA graphs, which this program does not record",
    "last_epoch": "resuming restores the schedule's state instead",
    "epochs": "total_steps says it",
    "steps_per_epoch": "total_steps says it",
    "batch_first": "the batch comes first everywhere in this program",
    "scale_fn": "a function: code, not a setting",
    "scale_mode": "of scale_fn only",
    "num_classes": "the data know how many classes there are",
    "labels_getter": "a function: code, not a setting",
    "min_value": "deprecated; min_val says it",
    "max_value": "deprecated; max_val says it",
    ("ConvTranspose1d", "padding_mode"): "PyTorch knows zeros only",
    ("ConvTranspose2d", "padding_mode"): "PyTorch knows zeros only",
    ("ConvTranspose3d", "padding_mode"): "PyTorch knows zeros only",
    "sparse": "most optimizers refuse sparse gradients; it saves memory only for huge vocabularies",
    "_weight": "weights of a run are loaded as a whole",
    "_freeze": "weights that do not learn would be random for ever",
    "kdim": "self-attention: keys have the features of the queries",
    "vdim": "self-attention: values have the features of the queries",
    ("BCELoss", "weight"): "a weight for every sample of one batch, which a setting cannot give",
    ("BCEWithLogitsLoss", "weight"): "a weight for every sample of one batch, which a setting cannot give",
}
"""Parameters of PyTorch that are left out on purpose, with the reason: by name, or by class and name."""

ALWAYS_SAID = {
    "lr": "the number that matters most is always in the file and in the code",
    "dim": "PyTorch's None is deprecated: it guesses the axis, and takes the batch for an image",
    ("Upsample", "scale_factor"): "with PyTorch's two defaults it does nothing but complain",
    ("KLDivLoss", "reduction"): "PyTorch's mean is deprecated: it divides by the number of outputs, too",
}
"""Parameters that are essential although PyTorch has a default."""

NEWER_THAN_THE_FLOOR = {
    (name, "bias"): "not in PyTorch 2.10; passed only where it is not the default"
    for name in (
        "BatchNorm1d",
        "BatchNorm2d",
        "BatchNorm3d",
        "GroupNorm",
        "InstanceNorm1d",
        "InstanceNorm2d",
        "InstanceNorm3d",
    )
}
"""Declared parameters that the oldest supported PyTorch lacks."""


REPLACED = {
    "scale_factor": lambda part: part.size is not None,
    "dropout": lambda part: getattr(part, "num_layers", 0) == 1,
}
"""Parameters that are not passed on where another one makes them meaningless, and PyTorch would complain."""


def stands_in(table, cls, name):
    """Whether a table has the parameter, by its name or by class and name."""
    return name in table or (cls.__name__, name) in table


def target_of(cls):
    """PyTorch's class: the part's own target, or for a vectorised random transform the one it stands for."""
    if cls.target.startswith("workbench."):
        return getattr(v2, cls.__name__)
    module, _, name = cls.target.rpartition(".")
    return getattr(importlib.import_module(module), name)


def signature(cls):
    """The named parameters of PyTorch's class."""
    rows = dict(inspect.signature(target_of(cls)).parameters)
    if issubclass(target_of(cls), torch.nn.RNNBase):  # they themselves take *args; the mode is the class
        rows = dict(inspect.signature(torch.nn.RNNBase).parameters)
        del rows["mode"]
        if cls.__name__ == "RNN":
            rows["nonlinearity"] = inspect.Parameter("nonlinearity", inspect.Parameter.KEYWORD_ONLY, default="tanh")
        if cls.__name__ != "LSTM":
            del rows["proj_size"]
    return {name: p for name, p in rows.items() if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)}


def given_when_built(cls):
    """Names that follow from the input's shape or from the run's length."""
    planned = cls().planned(epochs=3, steps_per_epoch=5) if issubclass(cls, Scheduler) else ()
    return {*getattr(cls, "infers", ()), *planned}


def default_of(p):
    """PyTorch's default as a plain value (torchvision's interpolation is an enumeration)."""
    if inspect.isfunction(p.default):  # an activation; the declaration has its name
        return p.default.__name__
    return getattr(p.default, "value", p.default)


def declared(cls):
    """The declared parameters that go to PyTorch."""
    return {p.name: p for p in cls.parameters() if p.name not in cls.own}


@every_part
def test_every_parameter_of_pytorch_is_declared_inferred_or_left_out_for_a_reason(cls):
    missing = signature(cls).keys() - declared(cls).keys() - given_when_built(cls)
    assert not [name for name in missing if not stands_in(LEFT_OUT, cls, name)]


@every_part
def test_no_parameter_is_declared_that_pytorch_lacks(cls):
    unknown = declared(cls).keys() - signature(cls).keys()
    assert {(cls.__name__, name) for name in unknown} <= NEWER_THAN_THE_FLOOR.keys()


@every_part
def test_defaults_are_pytorchs(cls):
    for name, p in signature(cls).items():
        if name not in declared(cls) or p.default is p.empty or stands_in(ALWAYS_SAID, cls, name):
            continue
        ours = declared(cls)[name].default
        assert ours == default_of(p), name
        assert isinstance(ours, bool) == isinstance(default_of(p), bool), name


@every_part
def test_essential_is_what_pytorch_has_no_default_for(cls):
    for name, p in signature(cls).items():
        if name in declared(cls):
            needed = p.default is p.empty and name not in given_when_built(cls)
            assert declared(cls)[name].essential == (needed or stands_in(ALWAYS_SAID, cls, name)), name


@every_part
def test_inferred_parameters_are_pytorchs_first(cls):
    names = list(signature(cls))
    infers = list(getattr(cls, "infers", ()))
    if cls.__name__ == "GroupNorm":  # has a call of its own
        return
    assert names[: len(infers)] == infers  # Layer.call passes them by position


@every_part
def test_what_the_oldest_pytorch_lacks_is_not_passed_by_default(cls):
    for name in declared(cls):
        if (cls.__name__, name) in NEWER_THAN_THE_FLOOR:
            assert not declared(cls)[name].essential
            assert name not in cls().arguments()


def test_no_row_of_the_tables_is_out_of_date():
    seen = {key for cls in ALL for name in signature(cls) for key in (name, (cls.__name__, name))}
    assert seen >= LEFT_OUT.keys()
    known = {(cls.__name__, p.name) for cls in ALL for p in cls.parameters()}
    assert known >= NEWER_THAN_THE_FLOOR.keys()
    essential = {
        key for cls in ALL for p in cls.parameters() if p.essential for key in (p.name, (cls.__name__, p.name))
    }
    assert essential >= ALWAYS_SAID.keys()


def call_of(part):
    """The part's constructor call for a small input or a short run."""
    if part.kind == "layer":
        shape = SHAPES[(part.ranks or (3,))[0]]
        return part.call(Tokens(shape, 9) if part.takes == "tokens" else shape)
    return part.call(epochs=3, steps_per_epoch=5) if part.kind == "scheduler" else part.call()


def plain(value):
    """An argument as the experiment holds it."""
    if type(value).__name__ == "Call":
        value = value.build()
    if isinstance(value, torch.Tensor):
        value = [round(number, 6) for number in value.tolist()]
    value = getattr(value, "value", value)
    return tuple(value) if isinstance(value, list) else value


@every_part
@given(data=st.data())
def test_pytorch_gets_exactly_the_values_of_the_experiment(values, cls, data):
    part = data.draw(values.part(cls, small=True))
    lacking = declared(cls).keys() - signature(cls).keys()  # of an older PyTorch
    part = part.replace(**{name: declared(cls)[name].default for name in lacking})
    call = call_of(part)
    if call.target.startswith("workbench.modules."):  # around PyTorch's own layer
        call = call.args[0]
    received = inspect.Signature(list(signature(cls).values())).bind(*call.args, **call.kwargs).arguments
    planned = part.planned(epochs=3, steps_per_epoch=5) if isinstance(part, Scheduler) else {}
    for name in declared(cls).keys() - lacking:
        wanted = getattr(part, name) if name not in planned else planned[name]
        arrived = plain(received[name]) if name in received else default_of(signature(cls)[name])
        if name in ("weight", "pos_weight") and wanted is not None:
            wanted = tuple(round(float(number), 6) for number in plain(torch.tensor(wanted)))
        if name in REPLACED and REPLACED[name](part):
            continue
        assert arrived == wanted, name
    assert received.keys() <= signature(cls).keys()


@every_part
def test_sizes_that_are_inferred_are_the_inputs(cls):
    for rank in getattr(cls, "ranks", ()) or (3,):
        for name, infer in getattr(cls, "infers", {}).items():
            size = infer(SHAPES[rank])
            if cls.takes == "tokens":
                assert size == 1 and infer(Tokens(SHAPES[rank], 99)) == 99
                continue
            assert size == (SHAPES[rank][0] if "channels" in name or name == "num_features" else SHAPES[rank][-1])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "dataset"])
def test_all_classes_live_where_the_export_looks_for_them(kind):
    homes = {
        "layer": ("torch.nn.", "workbench.modules."),
        "loss": ("torch.nn.",),
        "optimizer": ("torch.optim.",),
        "scheduler": ("torch.optim.lr_scheduler.",),
        "transform": (
            "torchvision.transforms.v2.",
            "workbench.data.augment.",
            "workbench.data.columns.",
            "workbench.data.mixing.",
            "workbench.data.tokens.",
        ),
    }[kind]
    for cls in parts(kind):
        assert cls.target.startswith(homes)
        assert cls.target.endswith(f".{cls.__name__}") or cls.group == "Backbone"  # a family, made by one function
        if kind == "transform":
            assert (cls.random or cls.fitted or cls.batch) == cls.target.startswith("workbench.")


def test_random_transforms_take_what_torchvision_takes():
    import workbench.data.augment as augment

    for cls in parts("transform"):
        if cls.random:
            ours = inspect.signature(getattr(augment, cls.__name__)).parameters
            theirs = signature(cls)
            assert list(ours) == list(theirs)
            assert {name: p.default for name, p in ours.items()} == {
                name: default_of(p) for name, p in theirs.items()
            }, cls.__name__
