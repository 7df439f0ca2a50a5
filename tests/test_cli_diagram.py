"""``workbench diagram``: the picture of a network without a window."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from workbench import cli

TEXT = """
format = 1
name = "A <small> net"
[data]
source = {{ type = "Strokes", train_count = 200, test_count = 50 }}
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Residual"
layers = [{{ type = "Linear", out_features = {size} }}, {{ type = "ReLU" }}]
[[model.layers]]
type = "Linear"
out_features = 10
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))
    path = tmp_path / "net.toml"
    path.write_text(TEXT.format(size=784), encoding="utf-8")
    return path


def texts(svg):
    return [each.text for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_it_is_written_or_printed(file, tmp_path, capsys):
    out = tmp_path / "net.svg"
    assert cli.main(["diagram", str(file), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    written = out.read_text(encoding="utf-8")
    assert {"A <small> net", "623,290 parameters", "Residual", "784", "+", "10"} <= set(texts(written.encode()))
    assert cli.main(["diagram", str(file)]) == 0
    assert capsys.readouterr().out == written


def test_wishes(file, capsys):
    cli.main(["diagram", str(file), "--fold", "--no-title"])
    assert "2 layers" in (found := texts(capsys.readouterr().out.encode())) and "A <small> net" not in found
    file.write_text(TEXT.format(size=784) + '[[model.layers]]\ntype = "ReLU"\n' * 3, encoding="utf-8")
    for words, times in ((["--every"], 4), ([], 2)):
        cli.main(["diagram", str(file), *words])
        assert texts(capsys.readouterr().out.encode()).count("ReLU") == times


def test_a_model_that_does_not_fit_is_drawn_and_said(file, tmp_path, capsys):
    file.write_text(TEXT.format(size=9), encoding="utf-8")
    out = tmp_path / "net.svg"
    assert cli.main(["diagram", str(file), "-o", str(out)]) == 2
    assert "model.layers[1]" in capsys.readouterr().err
    assert "#C62F2F" in out.read_text(encoding="utf-8")


def test_without_the_data_it_has_no_shapes(file, tmp_path, capsys):
    file.write_text(
        TEXT.format(size=784).replace('"Strokes", train_count = 200, test_count = 50', '"ImageFolder", root = "no"')
    )
    assert cli.main(["diagram", str(file), "-o", str(tmp_path / "net.svg")]) == 2
    said = capsys.readouterr()
    assert "data.source" in said.err and "Traceback" not in said.err
    assert "1 × 28 × 28" not in texts((tmp_path / "net.svg").read_bytes())


@pytest.mark.parametrize(
    ("name", "words"), [("net.pdf", "neither"), ("there.svg", "already"), ("no/net.svg", "folder")]
)
def test_where_it_cannot_be_written(file, tmp_path, capsys, name, words):
    (tmp_path / "there.svg").write_text("mine")
    assert cli.main(["diagram", str(file), "-o", str(tmp_path / name)]) == 2
    assert words in capsys.readouterr().err
    assert (tmp_path / "there.svg").read_text() == "mine"


def test_force_replaces(file, tmp_path, capsys):
    (tmp_path / "there.svg").write_text("mine")
    assert cli.main(["diagram", str(file), "-o", str(tmp_path / "there.svg"), "--force"]) == 0
    assert (tmp_path / "there.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_png_is_as_large_as_twice_the_svg(file, tmp_path, capsys, qapp):
    from PySide6.QtGui import QImage

    assert cli.main(["diagram", str(file), "-o", str(tmp_path / "net.png")]) == 0
    assert cli.main(["diagram", str(file), "-o", str(tmp_path / "net.svg")]) == 0
    height = float(ElementTree.parse(tmp_path / "net.svg").getroot().get("height"))
    assert QImage(str(tmp_path / "net.png")).height() == pytest.approx(2 * height, abs=2)


def test_png_needs_no_display():
    code = (
        "import sys, workbench.catalog\nfrom workbench.gui.pixels import png_of\n"
        "from workbench.export.diagram_layout import Wishes\nfrom workbench.spec.experiment import Experiment\n"
        "sys.stdout.buffer.write(png_of(Experiment(), None, Wishes()))\nassert 'torch' not in sys.modules"
    )
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, env=env)
    assert done.stdout.startswith(b"\x89PNG"), done.stderr
