"""The command line as a script sees it: exit codes, standard output, standard error, files."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from workbench import __version__, cli
from workbench.spec import files
from workbench.spec.overrides import value_of
from workbench.spec.parts import KINDS, parts
from workbench.training.control import Control

TEXT = """
format = 1
name = "Tiny"
[data]
source = { type = "Strokes", train_count = 200, test_count = 50 }
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 1
device = "cpu"
"""

ENDS = {"run_finished", "run_failed"}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def workbench(capsys):
    """Run a command; returns (exit code, standard output, standard error)."""

    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def run_dir(workbench, file, tmp_path):
    assert workbench("train", file, "--out", tmp_path / "run")[0] == 0
    return tmp_path / "run"


def events(out):
    return [
        json.loads(line, parse_constant=lambda word: pytest.fail(f"{word} is no JSON")) for line in out.splitlines()
    ]


# ---- the program


def test_version(workbench):
    assert workbench("--version") == (0, f"workbench {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["frobnicate"], ["train", "--threads", "0"], ["train", "--threads", "two"], ["check"],
                                       ["parts", "optimiser"], ["export", "run", "--format", "zip", "--to", "x"]])  # fmt: skip
def test_a_command_line_that_is_wrong_is_2(workbench, arguments):
    code, out, err = workbench(*arguments)
    assert (code, out) == (2, "")
    assert "error:" in err


def test_window_without_a_display_is_a_sentence(workbench, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for arguments in ([], ["gui"], ["gui", "file.toml"]):
        code, out, err = workbench(*arguments)
        assert (code, out) == (1, "")
        assert "no display" in err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the display of X11")
def test_window_at_a_display_that_is_gone_is_a_sentence(workbench, monkeypatch):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":63999")
    monkeypatch.setattr("workbench.display._x_answers", lambda: False)
    code, out, err = workbench("gui")
    assert (code, out) == (1, "")
    assert ":63999" in err and "workbench train" in err


def test_window_without_qt_is_a_sentence(workbench, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "workbench.gui.app", None)
    code, _, err = workbench()
    assert code == 1
    assert "The window cannot open" in err
    assert "workbench doctor" in err


def test_what_nobody_foresaw_is_a_sentence_and_a_file(workbench, capsys, monkeypatch, tmp_path):
    def broken(kind):
        raise KeyError("the odd one")

    monkeypatch.setattr("workbench.commands.vocabulary.parts", broken)
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path / "state"))
    code, out, err = workbench("parts")
    assert (code, out) == (1, "")
    (log,) = (tmp_path / "state" / "reports").glob("*-error.txt")
    assert len(err.splitlines()) == 1
    assert str(log) in err
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert cli.main(["doctor", "--reports"]) == 0  # who asks for it sees the traceback
    out = capsys.readouterr().out
    assert out.startswith(f"{log}\n") and "the odd one" in out


@pytest.mark.skipif(os.name == "nt", reason="there a closed pipe is another error")
def test_reader_that_goes_away_is_no_traceback():
    program = subprocess.Popen(
        [sys.executable, "-m", "workbench", "parts", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert program.stdout and program.stderr
    program.stdout.close()
    with program.stderr:
        assert program.stderr.read() == b""
    assert program.wait(timeout=60) == 0


def test_listing_parts_does_not_wait_for_torch():
    code = (
        "import sys\nfrom workbench.cli import main\nmain(['parts', 'loss'])\n"
        "print('torch' in sys.modules, 'PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1], timeout=60
    )
    assert done.stdout.endswith("False False\n"), done.stderr


# ---- train


def test_train_as_json_lines(workbench, file, tmp_path):
    code, out, err = workbench(
        "train", file, "--out", tmp_path / "run", "--json", "--threads", "1", "--data-dir", tmp_path
    )
    rows = events(out)
    assert (code, err) == (0, "")
    names = [row["event"] for row in rows]
    assert "weights_ready" not in names
    assert (
        names.index("run_started")
        < names.index("step_done")
        < names.index("epoch_done")
        < names.index("checkpoint_saved")
    )
    assert names.count("step_done") == 3  # 180 samples by 64
    assert [name for name in names if name in ENDS] == ["run_finished"]
    last = rows[-1]
    assert (last["event"], last["reason"], last["run_dir"]) == ("run_finished", "done", str(tmp_path / "run"))
    assert set(last["test"]) == {"loss", "accuracy"}
    assert last["seconds"] > 0
    assert last["samples_per_second"] > 0


def test_train_in_words(workbench, file, tmp_path):
    code, out, err = workbench("train", file, "--out", tmp_path / "run", "--set", "training.epochs=2")
    assert (code, err) == (0, "")
    assert [line[:8] for line in out.splitlines() if line.lower().startswith("epoch")] == ["epoch 1:", "epoch 2:"]
    assert "Test accuracy" in out
    for name in ("last", "best"):
        assert str(tmp_path / "run" / f"{name}.pth") in out
        assert torch.load(tmp_path / "run" / f"{name}.pth", weights_only=True).keys() == {"1.weight", "1.bias"}
    assert "\x1b" not in out  # no screen, no bar


def test_runs_without_out_go_to_the_runs_folder(workbench, file, tmp_path):
    assert workbench("train", file)[0] == 0
    (run,) = (tmp_path / "runs").iterdir()
    assert (run / "last.pth").is_file()


def test_train_without_a_file_is_the_built_in_experiment(workbench, tmp_path):
    settings = ["data.source.train_count=40", "data.source.test_count=10", "training.epochs=1", "training.device=cpu"]
    code, _, err = workbench(
        "train", "--out", tmp_path / "run", *(word for item in settings for word in ("--set", item))
    )
    assert (code, err) == (0, "")
    assert files.read(tmp_path / "run" / "experiment.toml").name == "Strokes, digit network"


def test_resume_in_words_and_in_json(workbench, file, tmp_path):
    run = tmp_path / "a run"
    assert workbench("train", file, "--out", run)[0] == 0
    code, out, err = workbench("resume", run)
    assert (code, out) == (2, "") and "is finished" in err and "--epochs" in err
    code, out, err = workbench("resume", run, "--epochs", "2")
    assert (code, err) == (0, "")
    assert "going on after step 3; whole epochs so far: 1" in out
    assert [line[:8] for line in out.splitlines() if line.startswith("epoch")] == ["epoch 2:"]
    code, out, err = workbench("resume", run, "--epochs", "3", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    (resumed,) = [row for row in rows if row["event"] == "run_resumed"]
    assert (resumed["step"], resumed["epoch"]) == (6, 2)
    assert [row["step"] for row in rows if row["event"] == "step_done"] == [7, 8, 9]
    assert len((run / "metrics.csv").read_text().splitlines()) == 4
    code, out, err = workbench("resume", run, "--json")
    assert code == 2 and json.loads(out.splitlines()[-1])["event"] == "run_failed" and "is finished" in err


@pytest.mark.parametrize("words", [("--epochs", "0"), ("--epochs", "two"), ("--device", "gpu"), ("--threads", "0")])
def test_resume_refuses_what_it_cannot_do(workbench, run_dir, words):
    code, _, err = workbench("resume", run_dir, *words)
    assert code == 2 and "Traceback" not in err and err


@pytest.mark.parametrize(
    ("device", "code", "words"),
    [("cpu", 0, ""), ("auto", 0, ""), ("cuda:7", 2, "There is no cuda:7 here; there is cpu.")],
)
def test_a_run_is_used_on_the_device_that_is_named(workbench, run_dir, tmp_path, monkeypatch, device, code, words):
    monkeypatch.setattr("workbench.training.device.devices", lambda: ["cpu"])
    Image.fromarray(np.zeros((28, 28), np.uint8)).save(tmp_path / "digit.png")
    for command in (
        ("evaluate", run_dir),
        ("predict", run_dir, tmp_path / "digit.png"),
        ("resume", run_dir, "--epochs", 2),
    ):
        ended, out, err = workbench(*command, "--device", device)
        assert ended == code and words in err and bool(out) == (code == 0), command


def test_earlier_run_is_spared(workbench, file, run_dir):
    before = (run_dir / "last.pth").read_bytes()
    code, _, err = workbench("train", file, "--out", run_dir, "--set", "seed=5")
    assert code == 2
    assert "--force" in err
    assert (run_dir / "last.pth").read_bytes() == before
    assert workbench("train", file, "--out", run_dir, "--set", "seed=5", "--force")[0] == 0
    assert (run_dir / "last.pth").read_bytes() != before


def test_out_that_is_a_file(workbench, file):
    code, _, err = workbench("train", file, "--out", file)
    assert code == 2
    assert "is not a folder" in err


# ---- --set


@pytest.mark.parametrize(("text", "value"), [
    ("1", 1), ("0.5", 0.5), ("true", True), ("[1, 2]", [1, 2]), ('"1"', "1"), ("cuda:1", "cuda:1"), ("none", "none"),
    ('{ type = "SGD" }', {"type": "SGD"}), ("", ""), ("1\ny = 2", "1\ny = 2"), ("9" * 5000, "9" * 5000),
])  # fmt: skip
def test_a_value_is_toml_or_a_text(text, value):
    assert value_of(text) == value


def test_settings_reach_the_run(workbench, file, tmp_path):
    settings = [
        'training.optimizer={ type = "SGD", lr = 0.5 }',
        "model.layers[1].bias=false",
        "name=Two words",
        "seed=3",
    ]
    pairs = [word for item in settings for word in ("--set", item)]
    assert workbench("train", file, "--out", tmp_path / "run", *pairs)[0] == 0
    ran = files.read(tmp_path / "run" / "experiment.toml")
    assert (ran.training.optimizer.type, ran.training.optimizer.lr) == ("SGD", 0.5)
    assert (ran.model.layers[1].bias, ran.name, ran.seed) == (False, "Two words", 3)


@pytest.mark.parametrize(("setting", "line"), [
    ("training.epochs=0", "training.epochs: must be at least 1 (it is 0)."),
    ("training.epochs=many", 'training.epochs: must be a whole number (it is "many").'),
    ("training.epoch=1", "training.epoch: there is no 'epoch' here. Did you mean training.epochs?"),
    ("training.frobs=1", "training.frobs: there is no 'frobs' here. There is: epochs, device"),
    ("model.layers[7].bias=true", "model.layers[7].bias: there is no item 7 here. Write it like training.epochs=1."),
    ("training..epochs=1", "training..epochs: 'training..epochs' is not an address"),
    ("training.optimizer=SGD", 'training.optimizer: must be a table with a type (it is "SGD"). Write { type = "SGD" }.'),
    ("training.epochs", "--set training.epochs is not ADDRESS=VALUE. Write it like training.epochs=1."),
    ("=1", "--set =1 is not ADDRESS=VALUE."),
])  # fmt: skip
def test_settings_that_do_not_fit(workbench, file, tmp_path, setting, line):
    code, out, err = workbench("train", file, "--out", tmp_path / "run", "--set", setting)
    assert (code, out) == (2, "")
    assert err.startswith(line)
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "run").exists()


def test_every_setting_that_does_not_fit_is_said(workbench, file):
    _, _, err = workbench("train", file, "--set", "seed=-1", "--set", "nonsense=1", "--device", "tpu")
    assert [line.split(":")[0] for line in err.splitlines()] == ["seed", "nonsense", "training.device"]


# ---- what is wrong with the input: 2


def replaced(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


WRONG = [
    ('type = "Linear"', 'type = "Liner"', "model.layers[1]", "Did you mean Linear?"),
    ("epochs = 1", "epochs = 1.5", "training.epochs", "must be a whole number"),
    ("out_features = 10", "out_features = 7", "model.layers[1]", "10 classes need 10 outputs; here are 7."),
    ('{ type = "Strokes", train_count = 200, test_count = 50 }', '{ type = "ImageFolder", root = "gone" }',
     "data.source.root", "There is no folder"),
]  # fmt: skip


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["train"], ["train", "--json"]], ids=" ".join)
@pytest.mark.parametrize(("old", "new", "address", "words"), WRONG, ids=[row[2] for row in WRONG])
def test_wrong_experiment_is_2_with_its_address(workbench, file, command, old, new, address, words):
    replaced(file, old, new)
    code, out, err = workbench(command[0], file, *command[1:])
    assert code == 2
    if command == ["train", "--json"]:
        last = events(out)[-1]
        assert (last["event"], last["wrong_input"]) == ("run_failed", True)
        assert last["problems"][0]["address"] == address
    elif command == ["check", "--json"]:
        (found,) = events(out)
        assert found["ok"] is False
        assert found["problems"][0]["address"] == address
    if command != ["train", "--json"]:
        assert err.startswith(f"{address}: ")
        assert words in err


@pytest.mark.parametrize("command", ["check", "train"])
def test_file_that_is_not_there(workbench, tmp_path, command):
    code, out, err = workbench(command, tmp_path / "gone.toml")
    assert (code, out) == (2, "")
    assert "gone.toml cannot be read" in err


def test_every_problem_is_a_line(workbench, file):
    replaced(file, "epochs = 1", 'epochs = 0\nprecision = "float8"\ncolour = 1')
    code, _, err = workbench("check", file)
    assert code == 2
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "training.epochs",
        "training.precision",
        "training.colour",
    ]


def test_check_of_a_good_file(workbench, file):
    code, out, err = workbench("check", file)
    assert (code, err) == (0, "") and out.startswith("Tiny: 7,850 parameters, ready to train; it needs about ")
    assert " of memory, and about " in out and out.endswith(" for an epoch.\n")
    code, out, _ = workbench("check", file, "--json")
    assert code == 0
    found = json.loads(out)
    assert found["ok"] is True
    assert [row["output_shape"] for row in found["layers"]] == [[784], [10]]


BLOCK = '{ type = "Sequential", layers = [{ type = "Linear", out_features = 4 }, { type = "ReLU" }] }'


def test_settings_reach_into_blocks(workbench, file, tmp_path):
    text = file.read_text(encoding="utf-8").replace('[[model.layers]]\ntype = "Flatten"', "")
    text = text.replace('[[model.layers]]\ntype = "Linear"\nout_features = 10', "")
    head = '{ type = "Linear", out_features = 10 }'
    file.write_text(
        text.replace("[training]", f'[model]\nlayers = [{{ type = "Flatten" }}, {BLOCK}, {head}]\n[training]')
    )
    assert (
        workbench("train", file, "--out", tmp_path / "run", "--set", "model.layers[1].layers[0].out_features=5")[0] == 0
    )
    assert files.read(tmp_path / "run" / "experiment.toml").model.layers[1].layers[0].out_features == 5
    code, _, err = workbench("train", file, "--set", "model.layers[1].layers[0].out_features=0")
    assert code == 2 and "model.layers[1].layers[0].out_features: must be at least 1" in err
    found = json.loads(workbench("check", file, "--json")[1])
    rows = found["layers"]
    top = [row for row in rows if row["address"].count("layers") == 1]
    for count in ("parameters", "trainable", "mult_adds", "activations"):
        assert sum(row[count] for row in top) == found[count] > 0
    assert [(row["address"].removeprefix("model.layers"), row["output_shape"]) for row in rows] == [
        ("[0]", [784]), ("[1]", [4]), ("[1].layers[0]", [4]), ("[1].layers[1]", [4]), ("[2]", [10]),
    ]  # fmt: skip


# ---- what fails while running: 1


@pytest.fixture
def photos(tmp_path):
    """Two classes of eight pictures, one of them cut off."""
    for name, value in (("dark", 10), ("light", 240)):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for number in range(8):
            Image.fromarray(np.full((8, 8, 3), value + number, np.uint8)).save(
                tmp_path / "photos" / name / f"{number}.png"
            )
    damaged = tmp_path / "photos" / "light" / "3.png"
    damaged.write_bytes(damaged.read_bytes()[:45])
    return tmp_path / "photos"


@pytest.fixture
def folder_file(file, photos):
    replaced(
        file,
        '{ type = "Strokes", train_count = 200, test_count = 50 }',
        f"{{ type = \"ImageFolder\", root = '{photos}' }}",
    )
    replaced(file, "out_features = 10", "out_features = 2")
    return file


def test_damaged_image_is_named(workbench, folder_file, photos):
    code, _, err = workbench("train", folder_file)
    assert code == 1
    assert str(photos / "light" / "3.png") in err
    code, out, _ = workbench("train", folder_file, "--json")
    assert code == 1
    assert events(out)[-1]["event"] == "run_failed"
    assert "3.png" in events(out)[-1]["problems"][0]["what"]


def test_damaged_image_can_be_left_out(workbench, folder_file, photos):
    code, out, err = workbench("train", folder_file, "--set", "data.source.damaged=skip")
    assert code == 0
    assert str(photos / "light" / "3.png") in err
    assert "Test accuracy" in out


def test_a_run_is_used_without_its_data(workbench, folder_file, photos, tmp_path):
    (photos / "light" / "3.png").unlink()
    assert workbench("train", folder_file, "--out", tmp_path / "run", "--set", "training.epochs=1")[0] == 0
    kept = tmp_path / "kept.png"
    kept.write_bytes((photos / "dark" / "1.png").read_bytes())
    before = workbench("predict", tmp_path / "run", kept, "--json")
    shutil.rmtree(photos)
    assert workbench("predict", tmp_path / "run", kept, "--json") == before and before[0] == 0
    assert workbench("export", tmp_path / "run", "--format", "script", "--to", tmp_path / "train.py")[0] == 0
    assert "dark" in (tmp_path / "train.py").read_text(encoding="utf-8")
    code, out, _ = workbench("export", tmp_path / "run", "--format", "pth", "--to", tmp_path / "w.pth")
    assert code == 0 and "loaded into the model" in out
    (tmp_path / "run" / "data.json").write_text("{", encoding="utf-8")
    code, _, err = workbench("predict", tmp_path / "run", kept)
    assert code == 2 and "data.source.root" in err


def test_loss_that_explodes_is_1(workbench, file):
    code, _, err = workbench(
        "train", file, "--set", "training.optimizer={ type = 'SGD', lr = 1e38 }", "--set", "training.epochs=9"
    )
    assert code == 1
    assert err.startswith("model.layers[1]: The loss became") and "Use a smaller learning rate" in err


# ---- stopped by the user: 130


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_first_signal_stops_cleanly(workbench, file, tmp_path, monkeypatch, number):
    class Stopping(Control):
        def take_weights_wanted(self):
            if not self.stopping:
                signal.raise_signal(number)
            return super().take_weights_wanted()

    monkeypatch.setattr("workbench.terminal.Control", Stopping)
    before = signal.getsignal(number)
    code, out, _ = workbench("train", file, "--json", "--out", tmp_path / "run", "--set", "training.epochs=50")
    last = events(out)[-1]
    assert code == 130
    assert (last["event"], last["reason"], last["steps"]) == ("run_finished", "stopped", 1)
    assert torch.load(tmp_path / "run" / "last.pth", weights_only=True).keys() == {"1.weight", "1.bias"}
    assert signal.getsignal(number) is before


def test_second_signal_aborts(workbench, file, monkeypatch):
    class Impatient(Control):
        def take_weights_wanted(self):
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            pytest.fail("the second one was not heard")

    monkeypatch.setattr("workbench.terminal.Control", Impatient)
    before = signal.getsignal(signal.SIGINT)
    code, out, _ = workbench("train", file)
    assert code == 130
    assert "Test accuracy" not in out
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupt_before_the_run_is_130(workbench, monkeypatch, file):
    def interrupted(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.spec.files.read", interrupted)
    assert workbench("train", file) == (130, "", "")


# ---- predict


def test_predict(workbench, run_dir, tmp_path):
    pixels = np.full((60, 60), 255, np.uint8)
    pixels[10:50, 28:34] = 0
    Image.fromarray(pixels).save(tmp_path / "one.png")
    code, out, err = workbench("predict", run_dir, tmp_path / "one.png", tmp_path / "one.png", "--json")
    assert (code, err) == (0, "")
    first, second = events(out)
    assert first == second
    assert first["image"] == str(tmp_path / "one.png")
    assert list(first["probabilities"]) == list("0123456789")
    assert sum(first["probabilities"].values()) == pytest.approx(1, abs=1e-4)
    assert first["prediction"] == max(first["probabilities"], key=first["probabilities"].get)
    code, out, _ = workbench("predict", run_dir, tmp_path / "one.png", "--weights", "best")
    assert code == 0
    assert out.startswith(f"{tmp_path / 'one.png'}: {first['prediction']} (")


def test_predict_names_what_it_cannot_read_and_goes_on(workbench, run_dir, tmp_path):
    Image.fromarray(np.eye(28, dtype=np.uint8) * 255).save(tmp_path / "good.png")
    code, out, err = workbench("predict", run_dir, tmp_path / "gone.png", tmp_path / "good.png")
    assert code == 2
    assert err == f"{tmp_path / 'gone.png'} cannot be read: there is no such file. Name an image file.\n"
    assert out.startswith(str(tmp_path / "good.png"))


def test_predict_takes_folders_and_writes_a_table(workbench, run_dir, tmp_path):
    (tmp_path / "set" / "deep").mkdir(parents=True)
    for name in ("b.png", "deep/c.png"):
        Image.fromarray(np.eye(28, dtype=np.uint8) * 255).save(tmp_path / "set" / name)
    (tmp_path / "set" / "a.png").write_bytes(b"no picture")
    table = tmp_path / "answers.csv"
    code, out, err = workbench("predict", run_dir, tmp_path / "set", "--csv", table, "--json")
    assert code == 2 and "a.png cannot be read" in err and err.endswith(f"{table}\n")
    assert [row["image"] for row in events(out)] == [str(tmp_path / "set" / name) for name in ("b.png", "deep/c.png")]
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert [bool(row["problem"]) for row in rows] == [True, False, False]
    assert rows[1]["prediction"] == events(out)[0]["prediction"]
    assert float(rows[1]["confidence"]) == pytest.approx(max(events(out)[0]["probabilities"].values()), abs=1e-5)
    assert workbench("predict", run_dir, tmp_path / "set", "--csv", table)[0] == 2  # it is there already
    (tmp_path / "none").mkdir()
    code, _, err = workbench("predict", run_dir, tmp_path / "none")
    assert code == 2 and "holds no files that fit" in err


NO_RUN = [["predict", "RUN", "x.png"], ["export", "RUN", "--format", "pth", "--to", "x.pth"]]


@pytest.mark.parametrize("arguments", NO_RUN, ids=lambda arguments: arguments[0])
def test_what_is_no_run_is_2(workbench, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = workbench(*[str(tmp_path / "nowhere") if word == "RUN" else word for word in arguments])
    assert (code, out) == (2, "")
    assert "is not a run" in err


# ---- export


@pytest.mark.parametrize("weights", ["last", "best"])
def test_exported_weights_are_those_of_the_run(workbench, run_dir, tmp_path, weights):
    to = tmp_path / "model.pth"
    code, out, err = workbench("export", run_dir, "--format", "pth", "--to", to, "--weights", weights)
    assert (code, err) == (0, "")
    assert "max difference 0" in out
    exported = torch.load(to, weights_only=True)
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))
    model.load_state_dict(exported)
    of_run = torch.load(run_dir / f"{weights}.pth", weights_only=True)
    assert all(torch.equal(exported[name], of_run[name]) for name in of_run)


def test_exported_script_is_python(workbench, run_dir, tmp_path):
    code, out, _ = workbench("export", run_dir, "--format", "script", "--to", tmp_path / "train.py")
    assert code == 0
    assert str(tmp_path / "train.py") in out
    text = (tmp_path / "train.py").read_text(encoding="utf-8")
    compile(text, "train.py", "exec")
    assert "nn.Linear(784, 10)" in text


@pytest.mark.parametrize("form", ["pth", "script"])
def test_export_does_not_overwrite_unasked(workbench, run_dir, tmp_path, form):
    to = tmp_path / "precious"
    to.write_text("precious", encoding="utf-8")
    code, _, err = workbench("export", run_dir, "--format", form, "--to", to)
    assert code == 2
    assert "--force" in err
    assert to.read_text(encoding="utf-8") == "precious"
    assert workbench("export", run_dir, "--format", form, "--to", to, "--force")[0] == 0
    assert to.read_bytes() != b"precious"


@pytest.mark.parametrize("to", [".", "not/there.pth"])
def test_export_to_where_no_file_can_be(workbench, run_dir, tmp_path, to):
    code, _, err = workbench("export", run_dir, "--format", "pth", "--to", tmp_path / to, "--force")
    assert code == 2
    assert str(tmp_path / to) in err


def test_export_of_damaged_weights(workbench, run_dir, tmp_path):
    (run_dir / "last.pth").write_bytes(b"nothing of the kind")
    code, _, err = workbench("export", run_dir, "--format", "pth", "--to", tmp_path / "x.pth")
    assert code == 2
    assert "last.pth cannot be used: it is damaged" in err
    assert not (tmp_path / "x.pth").exists()


# ---- parts, doctor


UNKNOWN = """format = 1
[data]
source = { type = "Strokes", train_count = 100, test_count = 20 }
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Zzzyx"
channels = 8
[[model.layers]]
type = "Linear"
"""


def test_an_unknown_part_is_named_and_keeps_a_run_from_starting(workbench, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(UNKNOWN)
    line = (
        'model.layers[1]: "Zzzyx" is not a layer of this program. '
        "Switch it off, remove it, or allow the file of own code that has it."
    )
    for command in (("check", path), ("train", path, "--out", tmp_path / "run")):
        code, out, err = workbench(*map(str, command))
        assert (code, err.strip()) == (2, line)
    path.write_text(UNKNOWN.replace("channels = 8", "channels = 8\nenabled = false"))
    code, out, _ = workbench("check", str(path))
    assert code == 0 and "ready to train" in out


def test_help_says_all_about_a_part(workbench):
    code, out, _ = workbench("help", "conv2d")
    assert code == 0
    for words in ("Conv2d (layer, Convolution)", "H_out = ", "torch.nn.Conv2d.html", "kernel_size"):
        assert words in out


def test_help_for_an_unknown_name_offers_the_nearest(workbench):
    code, out, err = workbench("help", "Cnv2d")
    assert (code, out) == (2, "")
    assert err.strip() == 'There is no part "Cnv2d". Did you mean Conv2d?'


def test_parts_as_json(workbench):
    code, out, _ = workbench("parts", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {(row["kind"], row["type"]) for row in rows} == {
        (kind, cls.__name__) for kind in KINDS for cls in parts(kind)
    }
    linear = next(row for row in rows if row["type"] == "Linear")
    assert linear.keys() == {"kind", "type", "group", "parameters", "about", "formula", "use", "link"}
    assert "out_features" in [p["name"] for p in linear["parameters"]]


def test_parts_of_a_kind(workbench):
    code, out, _ = workbench("parts", "loss", "--json")
    assert code == 0
    assert [row["type"] for row in json.loads(out)] == [cls.__name__ for cls in parts("loss")]
    code, out, _ = workbench("parts", "loss")
    assert all(cls.__name__ in out for cls in parts("loss"))
    assert "Conv2d" not in out


def test_doctor(workbench, tmp_path):
    code, out, err = workbench("doctor", "--json")
    found = {row["what"]: row for row in json.loads(out)["findings"]}
    assert {
        "workbench",
        "python",
        "torch",
        "devices",
        "PySide6",
        "data folder",
        "runs folder",
        "cache folder",
        "state folder",
        "crash reports",
    } <= found.keys()
    assert {row["state"] for row in found.values()} <= {"ok", "warning", "problem"}
    assert code == any(row["state"] == "problem" for row in found.values())
    assert found["torch"]["state"] == "ok"
    assert str(tmp_path / "runs") in found["runs folder"]["words"]
    code, out, err = workbench("doctor")
    assert err == ""
    assert len(out.splitlines()) == len(found)


def test_doctor_says_the_way_out_of_builds_that_do_not_fit(workbench, monkeypatch):
    def misfit(*_):
        raise RuntimeError("operator torchvision::nms does not exist")

    monkeypatch.setattr("torchvision.ops.nms", misfit)
    code, out, _ = workbench("doctor")
    assert code == 1
    (line,) = (line for line in out.splitlines() if "torchvision::nms" in line)
    assert line.startswith("problem")
    assert "pip install" in line


def test_doctor_knows_the_pyside_that_crashes(workbench, monkeypatch):
    from workbench import doctor

    version = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: "6.12.0" if "PySide6" in name else version(name))
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    _, out, _ = workbench("doctor", "--json")
    found = next(row for row in json.loads(out)["findings"] if row["what"] == "PySide6")
    assert found["state"] != "ok"
    assert "<6.12" in found["words"]


def test_doctor_names_a_folder_that_cannot_be(workbench, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("WORKBENCH_RUNS_DIR", str(tmp_path / "file" / "runs"))
    code, out, _ = workbench("doctor")
    (line,) = (line for line in out.splitlines() if "runs folder" in line)
    assert code == 1
    assert line.startswith("problem")
    assert "WORKBENCH_RUNS_DIR" in line


def test_export_says_that_the_model_took_the_weights(workbench, run_dir, tmp_path):
    _, out, _ = workbench("export", run_dir, "--format", "pth", "--to", tmp_path / "model.pth")
    assert "loaded into the model and compared, max difference 0" in out


def test_weights_of_another_model_are_not_exported(workbench, run_dir, tmp_path):
    torch.save({"1.weight": torch.zeros(3, 3)}, run_dir / "last.pth")
    code, _, err = workbench("export", run_dir, "--format", "pth", "--to", tmp_path / "model.pth")
    assert code == 2
    assert "not those of this model" in err
    assert not (tmp_path / "model.pth").exists()
