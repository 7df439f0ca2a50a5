"""Names that people and systems give to folders and files: training, going on, judging, exporting and the script bear them."""

import contextlib
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from PIL import Image

from tests.faults.runs import every_epoch_saves, folders_below
from tests.faults.table import Row, counted
from workbench.cli import main
from workbench.spec import toml

NAMES = {
    "spaces": " with spaces  in it ",
    "中文": "中文 目录：测试",
    "emoji": "fox 🦊🎉👩‍🔬",
    "quotes": 'it\'s "quoted" \'\'\'thrice\'\'\' """so"""',
    "newline": "two\nlines\tand a tab",
    "over 260 characters": "/".join(["a folder with quite a long name"] * 12),
    "one very long name": "y" * 240,
    "one very long name in 中文": "长" * 78,
    "leading dash": "--leading",
    "trailing dot": "trailing.",
    "percent": "100% %s %20 %(x)s",
    "hash": "#hash; & $HOME `x` ~ !",
    "backslash and brackets": "back\\slash \\n {0} {braces} [a-z]*?",
}

EXPERIMENT = """format = 1
name = {name}
seed = 3
[data]
source = {{ type = "ImageFolder", root = {root}, test_fraction = 0.25 }}
batch_size = 4
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = {classes}
[training]
epochs = 1
device = "cpu"
"""


class _WrongError(Exception):
    """What went wrong, and where."""


def _ran(*arguments: object) -> str:
    """The command; what it printed."""
    out, wrong = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
        code = main([str(each) for each in arguments])
    if code:
        raise _WrongError(f"{arguments[0]}: {code} {wrong.getvalue()[:300]}")
    return out.getvalue()


def _in_toml(text: str) -> str:
    return toml.dumps({"x": text}).split("=", 1)[1].strip()


def _photos(root: Path, odd: str) -> tuple[int, Path]:
    """Folders of images, one of a class of the same name; how many classes, and one file."""
    rng = np.random.default_rng(1)
    one = root / odd[:60] / f"{odd[:60]}.png"
    for folder in (root / "cats", one.parent):
        folder.mkdir(parents=True)
        for number in range(6):
            Image.fromarray(rng.integers(0, 256, (6, 6, 3), np.uint8)).save(folder / f"{number}.png")
    Image.fromarray(rng.integers(0, 256, (6, 6, 3), np.uint8)).save(one)
    return 2, one


def goes_through(folder: Path, name: str, runs_script: Callable[[Path], None]) -> str:
    """The whole way of a user below a folder of this name; what is wrong, or nothing."""
    base, short = folder / name, name.split("/")[0][:60]
    try:
        base.mkdir(parents=True)
        classes, image = _photos(base / "photos", short)
        file, run, script = base / f"{short}.toml", base / f"run {short}", base / f"{short}.py"
        title = " ".join(short.split())
        text = EXPERIMENT.format(name=_in_toml(title), root=_in_toml(str(base / "photos")), classes=classes)
        file.write_text(text, encoding="utf-8")
        _ran("train", file, "--out", run)
        _ran("resume", run, "--epochs", 2)
        judged = json.loads(_ran("predict", run, image, "--json").splitlines()[0])
        if judged["image"] != str(image) or judged["prediction"] not in ("cats", short[:60]):
            return f"predict told {judged}"
        _ran("export", run, "--format", "script", "--to", script)
        _ran("export", run, "--format", "pth", "--to", base / f"{short}.pth")
        runs_script(script)
        ours, theirs = (torch.load(path, weights_only=True) for path in (run / "last.pth", base / "model.pth"))
        same = ours.keys() == theirs.keys() and all(torch.equal(ours[key], theirs[key]) for key in ours)
        return "" if same else "the script came to other weights"
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it is the finding
        return repr(error)[:600]


def here(script: Path) -> None:
    """Run it in this process."""
    with patch.object(sys, "argv", [str(script)]), contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(str(script), run_name="__main__")


def alone(script: Path) -> None:
    """Run it as a user does."""
    done = subprocess.run([sys.executable, "-P", script], cwd=script.parent, capture_output=True, text=True)
    if done.returncode:
        raise _WrongError(done.stderr[-500:])


def measure(folder: Path, count: int | None, _seed: int) -> Iterator[Row]:
    """The row of the table; the first and the last script run in a process of their own."""
    names = dict(list(NAMES.items())[:count])
    wrong = []
    with folders_below(folder / "own"), every_epoch_saves(), patch.dict(os.environ, OMP_NUM_THREADS="1"):
        for number, (what, name) in enumerate(names.items()):
            found = goes_through(folder / "all", name, here if 0 < number < len(names) - 1 else alone)
            wrong += [f"{what}: {found}"] if found else []
    yield counted("names of folders and files: train, resume, predict, export, run the script", len(names), wrong)
