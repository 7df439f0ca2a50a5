"""What a file declares, read from its syntax: parts with forms, or sentences with the line."""

import pytest

from workbench import plugins
from workbench.spec.own_source import declared_in
from workbench.spec.parts import find, parts, read_part


def test_a_class_is_a_part_like_any_other(write, swishy):
    write(swishy)
    cls = find("layer", "Swishy")
    assert cls in parts("layer")
    assert (cls.group, cls.about(), cls.formula, cls.use) == (
        "Own code", "A smooth ReLU.", "y = x · σ(beta · x)", "Between layers.",
    )  # fmt: skip
    assert [(p.name, p.form, p.default) for p in cls.parameters()] == [
        ("beta", "number", 1.0), ("sides", "numbers", (1, 2)), ("way", "text", "up"), ("enabled", "flag", True),
        ("frozen", "flag", False), ("lr_scale", "number", 1.0),
    ]  # fmt: skip
    assert cls.parameters()[0].description == "How steep it is."
    part = cls(beta=2.5, sides=(3,))
    assert part.plain() == {"type": "Swishy", "beta": 2.5, "sides": [3], "way": "up"}
    assert read_part("layer", part.plain()) == part
    assert part.call((4,)).source() == 'Swishy(beta=2.5, sides=(3,), way="up")'


def test_sizes_follow_from_the_input(write):
    write(
        'class A:\n    """A."""\n    def __init__(self, in_channels: int, in_features: int, n: int = 3): pass\n'
        'class B:\n    """B."""\n    def __init__(self, *, way: Literal["a", "b"] = "b", f: float = 1): pass\n'
        "LAYERS = [A, B]\n"
    )
    assert find("layer", "A")().call((5, 6, 7)).source() == "A(in_channels=5, in_features=7, n=3)"
    way, number, *_ = find("layer", "B").parameters()
    assert (way.form, way.choices, number.default) == ("choice", ("a", "b"), 1.0)


def test_a_loss_says_what_it_compares(write):
    write(
        'class A:\n    """A."""\n    targets = "values"\n    wants = "logits"\nclass B:\n    """B."""\nLOSSES = [A, B]\n'
    )
    assert (find("loss", "A").targets, find("loss", "A").wants) == ("values", "logits")
    assert (find("loss", "B").targets, find("loss", "B").wants) == ("index", "any")


HEAD = 'class A:\n    """A."""\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def f(:\n", "mine.py, line 1: Python does not understand it"),
        ("x = 1\n", "declares no part"),
        ("LAYERS = [B]\n", "line 1: B is no class of this file."),
        ("LAYERS = [nn.Linear]\n", "line 1: nn.Linear is no class of this file."),
        ("class a:\n    'A.'\nLAYERS = [a]\n", "line 1: The class a cannot be a part."),
        ("class A:\n    pass\nLAYERS = [A]\n", "line 1: A has no docstring."),
        (HEAD + "    def __init__(self, n: int): pass\nLAYERS = [A]\n", "line 3: n has no default."),
        (HEAD + "    def __init__(self, n=3): pass\nLAYERS = [A]\n", "line 3: n needs a type"),
        (HEAD + "    def __init__(self, n: dict = {}): pass\nLAYERS = [A]\n", "line 3: n needs a type"),
        (HEAD + "    def __init__(self, n: int = 3.5): pass\nLAYERS = [A]\n", "The default of n"),
        (HEAD + "    def __init__(self, n: int = f()): pass\nLAYERS = [A]\n", "The default of n"),
        (HEAD + "    def __init__(self, *n: int): pass\nLAYERS = [A]\n", "arguments without names"),
        (HEAD + "    def __init__(self, type: int = 1): pass\nLAYERS = [A]\n", "type cannot be the name"),
        (HEAD + "    def __init__(self, enabled: bool = True): pass\nLAYERS = [A]\n", "enabled cannot be the name"),
        (HEAD + "    def __init__(self, frozen: bool = True): pass\nLAYERS = [A]\n", "frozen cannot be the name"),
        (HEAD + "    def __init__(self, lr_scale: float = 1.0): pass\nLAYERS = [A]\n", "lr_scale cannot be the name"),
        (HEAD + "    def __init__(self, call: int = 1): pass\nLAYERS = [A]\n", "call cannot be the name"),
        (HEAD + "    def __init__(self, in_channels: int): pass\nTRANSFORMS = [A]\n", "in_channels has no default"),
        (HEAD + "    targets = 'all'\nLOSSES = [A]\n", "line 3: targets must be one of index, values."),
        ("\x00", ""),
        ("(" * 5000, ""),
        (HEAD + f"    def __init__(self, n: {'a.' * 900}b = 1): pass\nLAYERS = [A]\n", ""),
        (f"LAYERS = [{'a.' * 900}b]\n", ""),
        ("x = " + "-" * 100_000 + "1\nLAYERS = [A]\n", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_line(text, words):
    declared, wrong = declared_in(text, "mine.py")
    assert not declared and len(wrong) == 1
    assert words in wrong[0].line() and wrong[0].line().startswith("mine.py")


def test_what_is_right_beside_it_is_declared(write, swishy):
    write(swishy.replace("LAYERS = [Swishy]", "LAYERS = [Swishy, Nothing]"))
    assert find("layer", "Swishy")
    assert "Nothing is no class" in plugins.listed()[0].problems[0].line()


def test_a_name_that_is_taken_is_told(write, swishy):
    write(swishy.replace("Swishy", "ReLU"))
    assert "there is a layer of the name 'ReLU' already" in plugins.listed()[0].problems[0].line()
    assert find("layer", "ReLU").group == "Activation"
