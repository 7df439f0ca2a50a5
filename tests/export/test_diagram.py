"""The picture of a network: everything is in it, nothing lies upon anything else, lines end where something is."""

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.linear import Linear
from workbench.export.diagram import BOLD, SIZES, Diagram, arrow_head, cut, rounded, text_width
from workbench.export.diagram_layout import Wishes, Words, diagram
from workbench.export.diagram_svg import svg
from workbench.spec.containers import Container, walk
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml
from workbench.training.trace import trace

SVG = "{http://www.w3.org/2000/svg}"
ALL = Wishes(repeats=False)

leaves = st.sampled_from(
    [ReLU(), Linear(out_features=8), Linear(out_features=1234567, bias=False), ReLU(enabled=False)]
)
names = st.sampled_from(["", "stem", "a name that goes on and on, and says little in many words"])


def containers(inside):
    rows = st.lists(inside, max_size=4).map(tuple)
    return st.one_of(
        st.builds(lambda n, r: Sequential(name=n, layers=r), names, rows),
        st.builds(lambda n, r: Residual(name=n, layers=r), names, rows),
        st.builds(
            lambda n, r, c: Parallel(name=n, layers=r, combine=c), names, rows, st.sampled_from(["concat", "add", "multiply"])
        ),
    )  # fmt: skip


models = st.lists(st.recursive(leaves, containers, max_leaves=12), max_size=6).map(tuple)


def model(*layers) -> Experiment:
    return Experiment.model_validate({"model": {"layers": list(layers)}})


def used(layers):
    """The paths of the layers that are switched on, and all around them."""
    for index, layer in enumerate(layers):
        if layer.enabled:
            yield (index,), layer
            if isinstance(layer, Container):
                yield from (((index, *path), each) for path, each in used(layer.layers))


def texts(drawn: Diagram) -> list[str]:
    return [label.text for label in drawn.labels]


@given(models)
def test_every_layer_is_drawn_once_and_boxes_keep_apart(layers):
    drawn = diagram(layers, wishes=ALL)
    boxes = [box.path for box in drawn.boxes if box.kind != "end"]
    frames = [frame.path for frame in drawn.frames]
    assert sorted(boxes + frames) == sorted(path for path, _ in used(layers))
    solid = [*drawn.boxes, *drawn.joints]
    assert not [(a, b) for a, b in combinations(solid, 2) if a.rect.overlaps(b.rect)]
    for item in (*solid, *drawn.frames):
        assert item.rect.x > 0 and item.rect.y > 0
        assert item.rect.right < drawn.width and item.rect.bottom < drawn.height


@given(models)
def test_frames_hold_what_is_inside_and_nothing_else(layers):
    drawn = diagram(layers, wishes=ALL)
    for frame in drawn.frames:
        for item in (*drawn.boxes, *drawn.joints, *drawn.frames):
            inside = item.path[: len(frame.path)] == frame.path
            assert item is frame or item.rect.overlaps(frame.rect) == (
                inside or (type(item) is type(frame) and frame.path[: len(item.path)] == item.path)
            )


@given(models)
def test_lines_begin_and_end_at_something_and_cross_no_box(layers):
    drawn = diagram(layers, wishes=ALL)
    solid = [item.rect for item in (*drawn.boxes, *drawn.joints)]
    for arrow in drawn.arrows:
        for x, y in (arrow.points[0], arrow.points[-1]):
            touched = any(rect.holds(x, y) for rect in solid)
            assert touched or any(abs(x - a) + abs(y - b) < 1e-6 for a, b in drawn.dots)
        assert all(a == c or b == d for (a, b), (c, d) in zip(arrow.points, arrow.points[1:], strict=False))
        for (a, b), (c, d) in zip(arrow.points, arrow.points[1:], strict=False):
            for rect in solid:
                crosses = max(a, c) > rect.x + 1 and min(a, c) < rect.right - 1
                assert not (crosses and max(b, d) > rect.y + 1 and min(b, d) < rect.bottom - 1)


def areas(drawn: Diagram):
    """Left, right, top and bottom of every text."""
    for label in drawn.labels:
        size = SIZES[label.style]
        width = text_width(label.text, size, label.style in BOLD)
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        yield left, left + width, label.y - 0.7 * size, label.y


def with_shapes(layers):
    """A trace in which every layer gives a shape of many letters, without asking PyTorch."""
    shape = (128, 1024, 1024)
    steps = [SimpleNamespace(path=p, layer=each, input_shape=shape, output_shape=shape) for p, each in walk(layers)]
    return SimpleNamespace(problem=None, input_shape=shape, walk=lambda: steps)


@given(models, st.booleans())
def test_texts_keep_apart_and_no_line_goes_through_them(layers, repeats):
    layers = layers * 3
    drawn = diagram(layers, with_shapes(layers), title="A title", wishes=Wishes(repeats=repeats))
    taken = list(areas(drawn))
    assert all(left >= 0 and right <= drawn.width for left, right, _, _ in taken)
    for (a, b, c, d), (e, f, g, h) in combinations(taken, 2):
        assert not (a < f and e < b and c < h and g < d)
    for arrow in drawn.arrows:
        for (a, b), (c, d) in zip(arrow.points, arrow.points[1:], strict=False):
            for left, right, top, bottom in taken:
                crosses = max(a, c) > left and min(a, c) < right
                assert not (crosses and max(b, d) > top and min(b, d) < bottom)


@given(models, st.sets(st.integers(0, 20)))
def test_a_layer_that_is_not_drawn_is_shown_by_another(layers, picked):
    paths = [path for path, layer in walk(layers) if isinstance(layer, Container)]
    folded = {path for number, path in enumerate(paths) if number in picked}
    drawn = diagram(layers, wishes=Wishes(folded=folded))
    for path, _ in used(layers):
        shown = drawn.shown(path)
        assert shown and len(shown) <= len(path) and drawn.rect_of(shown) is not None
        rect = drawn.rect_of(shown)
        assert drawn.at(rect.x + 1, rect.y + 1) == shown


def test_shapes_stand_at_the_lines_and_the_problem_is_marked():
    experiment = model(Linear(out_features=8), ReLU())
    fits = diagram(experiment.model.layers, trace(experiment, (1, 4)))
    assert texts(fits).count("1 × 8") == 2
    text = """
        format = 1
        [[model.layers]]
        type = "Flatten"
        [[model.layers]]
        type = "Residual"
        layers = [{ type = "Linear", out_features = 3 }, { type = "ReLU" }]
        [[model.layers]]
        type = "Linear"
        out_features = 2
    """
    broken = from_toml(text)
    drawn = diagram(broken.model.layers, trace(broken, (1, 4)))
    assert {frame.path: frame.mark for frame in drawn.frames} == {(1,): "problem"}
    marks = {box.path: box.mark for box in drawn.boxes if box.kind != "end"}
    assert marks == {(0,): "plain", (1, 0): "plain", (1, 1): "plain", (2,): "after"}
    assert "3" in texts(drawn) and texts(drawn)[-1] == "Output"


def test_problems_that_the_trace_does_not_know_are_marked_too():
    drawn = diagram((ReLU(), ReLU()), problems=[(1,)])
    assert [box.mark for box in drawn.boxes] == ["plain", "plain", "problem", "plain"]


def test_shapes_of_an_older_model_are_not_shown():
    experiment = model(Linear(out_features=8))
    drawn = diagram((Linear(out_features=9),), trace(experiment, (4,)))
    assert "8" not in texts(drawn)


def test_branches_come_together_in_a_sign():
    branches = (Linear(out_features=1), Sequential(), ReLU())
    drawn = {c: diagram((Parallel(layers=branches, combine=c),)) for c in ("concat", "add", "multiply")}
    assert [each.joints[0].round for each in drawn.values()] == [False, True, True]
    for sign, each in zip(("concat", "+", "×"), drawn.values(), strict=True):
        assert sign in texts(each) and "identity" in texts(each)
        into = [arrow for arrow in each.arrows if each.joints[0].rect.holds(*arrow.points[-1])]
        assert len(into) == 3 and len({arrow.points[-1] for arrow in into}) == 3


def test_a_skip_goes_around():
    drawn = diagram((Residual(layers=(ReLU(), ReLU())),), wishes=ALL)
    longest = max(drawn.arrows, key=lambda arrow: len(arrow.points))
    assert longest.points[0] in drawn.dots and drawn.joints[0].rect.holds(*longest.points[-1])
    assert max(x for x, _ in longest.points) > max(box.rect.right for box in drawn.boxes)


def test_what_repeats_is_drawn_once_and_said_how_often():
    block = Residual(layers=(Linear(out_features=8), ReLU()))
    experiment = model(Linear(out_features=8), *[block] * 5, *[Linear(out_features=9), ReLU()] * 4)
    drawn = diagram(experiment.model.layers, trace(experiment, (8,)))
    assert "5 ×" in texts(drawn)
    # The first of the pairs takes 8 features, the others 9: only what is exactly alike is taken together.
    assert "3 ×" in texts(drawn) and drawn.shown((12,)) == (8,)
    assert drawn.shown((4, 1)) == (1, 1)
    assert len(diagram(experiment.model.layers, wishes=ALL).boxes) == 2 + 1 + 10 + 8


def test_a_folded_container_is_one_box():
    layers = (Sequential(name="stem", layers=(ReLU(), Residual(layers=(ReLU(),)))), Residual(layers=(ReLU(),)))
    drawn = diagram(layers, wishes=Wishes(folded={(0,), (1,)}))
    assert [box.kind for box in drawn.boxes] == ["end", "stack", "stack", "end"] and not drawn.frames
    assert {"stem", "Sequential, 2 layers", "Residual", "1 layer"} <= set(texts(drawn))


def test_what_is_off_is_left_out_and_an_empty_model_is_a_line():
    assert texts(diagram((ReLU(enabled=False),))) == ["Input", "Output"]


def test_words_can_be_in_another_language():
    words = Words("输入", "输出", "恒等", "1 层", "{count} 层")
    drawn = diagram((Residual(layers=(ReLU(), ReLU())),), wishes=Wishes(folded={(0,)}, words=words))
    assert texts(drawn) == ["输入", "Residual", "2 层", "输出"]


HOSTILE = "</text><script>alert(1)</script> & \" ' ]]> \x00\x1b\ud800 网络 {0}"


def test_svg_is_well_formed_whatever_the_names_are():
    layers = (Sequential(name="<b>&amp;\"'", layers=(ReLU(),)),)
    text = svg(diagram(layers, title=HOSTILE, note=HOSTILE, wishes=Wishes(words=Words("<in>", "&out", "", "", ""))))
    root = ElementTree.fromstring(text.encode("utf-8"))
    assert root.find(f"{SVG}title").text.startswith("</text><script>alert(1)</script> & \" '")
    assert not root.findall(f".//{SVG}script")
    assert "<b>&amp;\"'" in [each.text for each in root.findall(f"{SVG}text")]


def test_svg_has_all_that_the_picture_has():
    layers = (Parallel(layers=(ReLU(), Linear(out_features=3))), Residual(layers=(ReLU(),)))
    drawn = diagram(layers, title="Net", problems=[(0, 1)])
    root = ElementTree.fromstring(svg(drawn).encode())
    assert [each.text for each in root.findall(f"{SVG}text")] == texts(drawn)
    heads = sum(arrow.head for arrow in drawn.arrows)
    assert len(root.findall(f"{SVG}path")) == len(drawn.arrows) + heads
    assert len(root.findall(f"{SVG}rect")) == 1 + len(drawn.boxes) + len(drawn.frames) + len(drawn.joints)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_a_line_with_round_corners_keeps_its_ends():
    points = ((0.0, 0.0), (0.0, 20.0), (30.0, 20.0))
    steps = list(rounded(points, 5))
    assert steps[0] == ("M", ((0.0, 0.0),)) and steps[-1] == ("L", ((30.0, 20.0),))
    assert steps[2] == ("Q", ((0.0, 20.0), (5.0, 20.0)))
    assert arrow_head(((0, 0), (0, 10)), 4, 2)[0] == (0, 10)


@pytest.mark.parametrize("width", [0, 30, 60, 500])
def test_a_text_is_cut_to_a_width(width):
    found = cut("Conv2d with many words", width, "detail", text_width)
    assert text_width(found, 11) <= max(width, text_width("…", 11))
    assert (found == "Conv2d with many words") == (width == 500)


def test_the_order_of_a_thousand_layers_takes_time_by_their_number():
    """Every text is measured once, however often it stands there."""
    asked: list[str] = []

    def measure(text: str, size: float, bold: bool) -> float:
        asked.append(text)
        return text_width(text, size, bold)

    layers = tuple(Linear(out_features=1 + n % 7) for n in range(1000))
    drawn = diagram(layers, wishes=replace(ALL, measure=measure))
    assert len(drawn.boxes) == 1002 and len(asked) < 20
