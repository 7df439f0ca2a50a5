"""Parts survive the clipboard; what is foreign, wrong or hostile is refused with a sentence."""

import json

import pytest
from PySide6.QtCore import QMimeData

from workbench.gui.widgets.part_mime import MIME_TYPE, PLACES, RefusedPartsError, looks_like_parts, mime_of, parts_of
from workbench.spec.parts import find, parts

OWN = [(kind, cls) for kind in PLACES for cls in parts(kind)]


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


def own(content: object) -> QMimeData:
    mime = QMimeData()
    mime.setData(MIME_TYPE, content if isinstance(content, bytes) else json.dumps(content).encode())
    return mime


@pytest.mark.parametrize(("kind", "cls"), OWN, ids=[cls.__name__ for _, cls in OWN])
def test_every_part_comes_back_in_both_formats(values, kind, cls):
    given = [cls()] + [cls().replace(**{p.name: value}) for p in cls.parameters() for value in values.others(p)]
    mime = mime_of(kind, given)
    assert parts_of(kind, mime) == tuple(given)
    assert parts_of(kind, text(mime.text())) == tuple(given)


def test_the_text_is_what_an_experiment_file_holds():
    words = mime_of("layer", [find("layer", "Conv2d")(out_channels=32)]).text()
    assert words.startswith('[[model.layers]]\ntype = "Conv2d"\nout_channels = 32\n')


def test_a_whole_experiment_file_can_be_pasted():
    words = 'format = 1\n[data]\nbatch_size = 8\n[[model.layers]]\ntype = "ReLU"\n[[model.layers]]\ntype = "Flatten"\n'
    assert [part.type for part in parts_of("layer", text(words))] == ["ReLU", "Flatten"]


@pytest.mark.parametrize(
    "mime",
    [
        None, QMimeData(), text(""), text("hello"), text("[[model"), text("[model]\nlayers = 3"), text("[[" * 100_000),
        text("model = [[1]]"), own(b"\xff\xfe"), own(b"[" * 100_000), own(3), own([]), own({"kind": "layer"}),
        own({"kind": ["layer"], "parts": []}), own({"kind": "layer", "parts": []}), own({"kind": "layer", "parts": "x"}),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_holds_no_layers_is_refused(mime):
    with pytest.raises(RefusedPartsError, match="holds no layers"):
        parts_of("layer", mime)


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"type": "conv9d"}, "is not a layer"),
        ({"type": "os.system"}, "is not a layer"),
        ({"type": "Conv2d", "out_channels": 0}, "Conv2d: out_channels must be at least 1"),
        ({"type": "Conv2d", "weights": 1}, "weights is not known here"),
        ({"type": "ReLU", "inplace": float("nan")}, "inplace"),
        ({"typ": "ReLU"}, "a table with a type"),
        (3, "a table with a type"),
        (None, "a table with a type"),
    ],
)
def test_a_wrong_entry_is_named(plain, words):
    with pytest.raises(RefusedPartsError) as caught:
        parts_of("layer", own({"kind": "layer", "parts": [{"type": "ReLU"}, plain]}))
    assert "entry 2 does not fit" in str(caught.value)
    assert words in str(caught.value)
    assert not isinstance(plain, dict) or plain.get("type", "ReLU") in str(caught.value)


def test_parts_of_the_other_kind_are_told_where_they_belong():
    layers, steps = mime_of("layer", [find("layer", "ReLU")()]), mime_of("transform", [find("transform", "Resize")()])
    for mime in (layers, text(layers.text())):
        with pytest.raises(RefusedPartsError, match="These are layers"):
            parts_of("transform", mime)
    for mime in (steps, text(steps.text())):
        with pytest.raises(RefusedPartsError, match="These are transforms"):
            parts_of("layer", mime)


def test_too_many_parts_are_refused():
    with pytest.raises(RefusedPartsError, match="too many"):
        parts_of("layer", own({"kind": "layer", "parts": [{"type": "ReLU"}] * 10_001}))


def test_only_what_may_be_parts_changes_the_cursor():
    assert looks_like_parts(mime_of("layer", [find("layer", "ReLU")()]))
    assert looks_like_parts(text('name = "x"\n[[model.layers]]\ntype = "ReLU"'))
    assert not looks_like_parts(text("hello"))
    assert not looks_like_parts(None)
