"""``workbench branch``: the checkpoints, the change, the new folder, in words and in JSON."""

import json

from tests.test_cli import ENDS, events, file, own_folders, run_dir, workbench  # noqa: F401
from workbench.spec import files


def test_the_checkpoints_are_listed(workbench, run_dir):  # noqa: F811
    code, out, err = workbench("branch", run_dir, "--list")
    head, *rows = out.splitlines()
    assert (code, err) == (0, "") and head.split()[:2] == ["step", "epoch"]
    assert rows[0].split()[:2] == ["3", "1"] and rows[0].endswith("best")
    code, out, _ = workbench("branch", run_dir, "--list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows[0]["step"] == 3 and rows[0]["validation_loss"] > 0 and not rows[0]["within"]


def test_a_branch_says_what_differs_and_trains_on(workbench, run_dir, tmp_path):  # noqa: F811
    before = {path.name: path.read_bytes() for path in run_dir.iterdir() if path.is_file()}
    changes = ("--set", "training.optimizer.lr=0.01", "--epochs", "2")
    code, out, err = workbench("branch", run_dir, *changes, "--out", tmp_path / "branch")
    assert (code, err) == (0, "")
    assert f"branched off {run_dir} after step 3, into {tmp_path / 'branch'}" in out
    assert "  training.optimizer.lr: 0.001 → 0.01" in out and "epoch 2: " in out and "epoch 1: " not in out
    assert {path.name: path.read_bytes() for path in run_dir.iterdir() if path.is_file()} == before
    made = files.read(tmp_path / "branch" / "experiment.toml").training
    assert (made.epochs, made.optimizer.lr) == (2, 0.01)
    assert len((tmp_path / "branch" / "metrics.csv").read_text().splitlines()) == 3


def test_a_branch_tells_programs_by_lines(workbench, run_dir, file, tmp_path):  # noqa: F811
    file.write_text(file.read_text().replace("epochs = 1", "epochs = 3"), encoding="utf-8")
    code, out, _ = workbench("branch", run_dir, "--experiment", file, "--step", "3", "--json")
    rows = events(out)
    assert code == 0 and {row["event"] for row in rows} & ENDS == {"run_finished"}
    (told,) = [row for row in rows if row["event"] == "run_branched"]
    assert (told["step"], told["differences"]) == (3, ["training.epochs: 1 → 3"])
    assert told["run_dir"].startswith(str(tmp_path / "runs")) and rows[-1]["run_dir"] == told["run_dir"]


REFUSED = {
    (): "had made 1 epochs by that checkpoint, and the experiment has 1 in all. Ask for more epochs",
    ("--step", "7"): "has no checkpoint of step 7",
    ("--set", "training.rate=1"): "training.rate",
    ("--epochs", "2", "--set", "model.layers=[]"): "model.layers",
}


def test_what_cannot_be_done_is_said_and_leaves_nothing(workbench, run_dir, tmp_path):  # noqa: F811
    for words, said in REFUSED.items():
        code, _, err = workbench("branch", run_dir, *words)
        assert code == 2 and said in err
    assert not list((tmp_path / "runs").glob("*"))
