"""The set-up script, on pretended computers: nothing here downloads, installs, or needs a display."""

from __future__ import annotations

import ast
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from first_run import environment, packages
from first_run.machine import Machine, quoted, this_machine
from pretended_computer import PYPROJECT, Computer, KilledError

PACKAGING = Path(__file__).parents[2] / "packaging"
START = PACKAGING / "start.py"


def stamp(computer: Computer) -> dict[str, Any]:
    return json.loads((computer.venv / environment.STAMP).read_text("utf-8"))


# Which Python


def test_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed \(this is"):
        runpy.run_path(str(START))


def test_start_is_readable_to_any_python() -> None:
    source = START.read_text("ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.FunctionDef, ast.AsyncFunctionDef, ast.Nonlocal, ast.Starred)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    assert source.index("sys.exit(TOO_OLD)") < source.index("from first_run")


def test_start_needs_the_standard_library_only() -> None:
    for path in [START, *(PACKAGING / "first_run").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"first_run"}


def test_help_sets_nothing_up(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    assert computer.start("--help") == 0
    assert "packaging/start.py test" in capsys.readouterr().out
    assert not computer.told
    assert not computer.venv.exists()


def test_script_itself_runs_without_the_folder_on_the_path() -> None:
    answer = subprocess.run([sys.executable, "-P", START, "--help"], check=True, capture_output=True, text=True)
    assert answer.stdout.startswith("python3 packaging/start.py")


# The first run and the second


def test_first_run_sets_up_and_opens(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    assert computer.start() == 7
    assert computer.launched == [computer.machine().python, "-P", "-m", "workbench"]
    assert len(computer.ran("venv")) == len(computer.ran("-m pip install")) + 1 == 2
    assert computer.ran("-m pip install")[0].endswith("-e .")
    said = capsys.readouterr().out
    assert "3.0 GB to download, 6.1 GB on disk" in said
    assert str(computer.venv) in said


def test_second_run_does_nothing_but_open(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.start()
    computer.told.clear()
    capsys.readouterr()
    assert computer.start() == 7
    assert computer.told == []
    assert capsys.readouterr().out == "==> Opening the workbench.\n"


def test_pip_gets_room_for_its_downloads_beside_the_environment(computer: Computer) -> None:
    computer.start("check")
    scratch: list[str] = []
    run = computer.run

    def watched(command: Sequence[str], **options: Any) -> int:
        scratch.append(options.get("TMPDIR", ""))
        assert Path(scratch[-1]).is_dir()
        return run(command, **options)

    (computer.venv / environment.STAMP).unlink()
    computer.run = watched  # type: ignore[method-assign]
    computer.start("check")
    assert [Path(path).parent for path in scratch] == [computer.venv]
    assert not Path(scratch[0]).exists()


def test_tests_get_the_tools_and_no_display(computer: Computer) -> None:
    computer.environ.clear()
    assert computer.start("test", "-q", "-k", "a b") == 7
    assert computer.ran("pip install")[0].endswith("-e .[dev]")
    assert computer.launched == [computer.machine().python, "-m", "pytest", "-q", "-k", "a b"]
    assert computer.variables == {"QT_QPA_PLATFORM": "offscreen"}


def test_tests_keep_a_chosen_platform(computer: Computer) -> None:
    computer.environ["QT_QPA_PLATFORM"] = "xcb"
    computer.start("test")
    assert computer.variables == {"QT_QPA_PLATFORM": "xcb"}


def test_tools_once_installed_stay(computer: Computer) -> None:
    computer.start("test")
    computer.told.clear()
    computer.start()
    assert computer.told == []
    (computer.root / "pyproject.toml").write_text(PYPROJECT.replace('"torch"', '"torch", "numpy"'), "utf-8")
    computer.start()
    assert computer.ran("pip install")[0].endswith("-e .[dev]")


def test_tools_are_added_to_an_environment_without_them(computer: Computer) -> None:
    computer.start()
    computer.told.clear()
    computer.start("test")
    assert len(computer.told) == 1
    assert stamp(computer)["extras"] == ["dev"]


def test_other_words_are_workbench_commands(computer: Computer) -> None:
    assert computer.start("check", "my file.toml") == 7
    assert computer.launched[1:] == ["-P", "-m", "workbench", "check", "my file.toml"]


@pytest.mark.parametrize(
    ("old", "new", "installs"),
    [
        ('"torch"', '"torch", "numpy"', 1),
        ('"torch-workbench"', '"torch-workbench"\nversion = "2"', 1),
        ('["hatchling"]', '["hatchling>=1"]', 1),
        ("line-length = 120", "line-length = 100", 0),
    ],
)
def test_what_makes_an_environment_outdated(computer: Computer, old: str, new: str, installs: int) -> None:
    computer.start()
    computer.told.clear()
    (computer.root / "pyproject.toml").write_text(PYPROJECT.replace(old, new), "utf-8")
    computer.start()
    assert len(computer.told) == installs


def test_moved_folder_is_installed_again_but_not_rebuilt(computer: Computer) -> None:
    computer.start()
    computer.told.clear()
    computer.root = computer.root.rename(computer.root.with_name("moved"))
    assert computer.start() == 7
    assert len(computer.told) == len(computer.ran("pip install")) == 1
    assert stamp(computer)["root"] == str(computer.root)


def test_environment_of_a_python_that_changed_is_rebuilt(computer: Computer) -> None:
    computer.start()
    computer.told.clear()
    computer.version = "3.13"  # the system's python3 was upgraded below it
    assert computer.start() == 7
    assert ["venv" in line.split() for line in computer.told] == [True, False]
    assert not (computer.venv / "lib/python3.11").exists()


def test_environment_of_a_python_that_has_gone_is_rebuilt(computer: Computer) -> None:
    computer.start()
    computer.told.clear()
    Path(computer.machine().python).unlink()
    assert computer.start() == 7
    assert len(computer.told) == 2


def test_half_an_environment_is_never_taken_for_one(computer: Computer) -> None:
    """Without pyvenv.cfg its Python is the system's, and pip would install into the system."""
    computer.start()
    computer.told.clear()
    (computer.venv / "pyvenv.cfg").unlink()
    computer.start()
    assert "venv" in computer.told[0]


def test_users_own_environment_is_kept(computer: Computer) -> None:
    computer.venv.mkdir()
    computer.run_venv()
    own = computer.site / "own-1.dist-info"
    own.mkdir()
    (own / "INSTALLER").write_text("uv")
    computer.start()
    assert own.exists()
    assert len(computer.told) == len(computer.ran("pip install")) == 1


def test_broken_environment_rebuilds_itself(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started by the Python in `.venv`, which without pyvenv.cfg takes itself for the system's."""
    system_python = computer.root.parent / "python3"
    system_python.touch()
    link = Path(computer.machine().python)
    link.parent.mkdir(parents=True)
    link.symlink_to(system_python)
    monkeypatch.setattr(sys, "_base_executable", str(link))
    assert computer.start() == 7
    assert computer.told[0].startswith(f"{system_python} -I ")


def test_environment_behind_a_link_is_emptied_not_replaced(computer: Computer, tmp_path: Path) -> None:
    disk = tmp_path / "larger disk"
    (disk / "lib").mkdir(parents=True)
    computer.venv.symlink_to(disk, target_is_directory=True)
    assert computer.start() == 7
    assert computer.venv.is_symlink()
    assert (disk / "pyvenv.cfg").exists()


# Interruptions


def test_death_at_any_step_is_mended_by_the_next_run(computer: Computer) -> None:
    deaths = 0
    while True:
        computer.dies_at, computer.steps = deaths + 1, 0
        try:
            computer.start("test")
            break
        except KilledError:
            deaths += 1
            assert not (computer.venv / environment.STAMP).exists()
        computer.dies_at = -1
        assert computer.start("test") == 7
        assert stamp(computer)["extras"] == ["dev"]
        assert not [info for info in computer.site.glob("*.dist-info") if not (info / "INSTALLER").exists()]
        environment.shutil.rmtree(computer.venv)
    assert deaths == 10  # venv and four packages, before and in the middle of each


def test_death_during_an_update_does_not_look_complete(computer: Computer) -> None:
    computer.start()
    new = PYPROJECT.replace('"torch"', '"torch", "numpy"')
    (computer.root / "pyproject.toml").write_text(new, "utf-8")
    computer.run_pip = lambda command: (_ for _ in ()).throw(KilledError())  # type: ignore[method-assign]
    with pytest.raises(KilledError):
        computer.start()
    (computer.root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    assert not environment.is_current(computer.machine(), set())


def test_ctrl_c_is_a_sentence_and_130(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.run_pip = lambda command: (_ for _ in ()).throw(KeyboardInterrupt())  # type: ignore[method-assign]
    assert computer.start() == 130
    assert "==> Interrupted." in capsys.readouterr().out
    assert not (computer.venv / packages.SCRATCH).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"extras": 3}', "\0"])
def test_damaged_stamp_counts_as_none(computer: Computer, text: str) -> None:
    computer.start()
    computer.told.clear()
    (computer.venv / environment.STAMP).write_text(text)
    assert computer.start() == 7
    assert len(computer.told) == 1


def test_lock_of_a_dead_process_locks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("999999999")
    with environment.only_one(path, wait=lambda seconds: pytest.fail("it waited")):
        assert path.read_text() == str(os.getpid())


def test_lock_of_a_living_process_is_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lock"
    path.write_text("4711")
    owner = os.open(path, os.O_RDWR)
    assert environment.try_lock(owner)
    waits: list[float] = []

    def owner_ends(seconds: float) -> None:
        waits.append(seconds)
        os.close(owner)

    with environment.only_one(path, wait=owner_ends):
        assert len(waits) == 1
    assert "process 4711" in capsys.readouterr().out


def test_who_waited_does_not_install_again(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(packages, "is_current", lambda machine, extras: next(answers))
    assert computer.start() == 7
    assert computer.told == []


# What goes wrong


@pytest.mark.parametrize(
    ("record", "runs", "words"),
    [
        ("WARNING: Retrying ... ReadTimeoutError: Read timed out.", 2, "broke off twice"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", 2, "broke off twice"),
        ("OSError: [Errno 28] No space left on device\nReadTimeout", 1, "disk is full"),
        ("ERROR: No matching distribution found for torch", 1, "64-bit"),
        ("NewConnectionError\nERROR: No matching distribution found for hatchling", 2, "broke off twice"),
        ("requires a different Python: 3.9.2 not in '>=3.11'", 1, "too old"),
        ("something new", 1, "its own words are above"),
    ],
)
def test_pip_fails_in_words(
    computer: Computer, capsys: pytest.CaptureFixture[str], record: str, runs: int, words: str
) -> None:
    computer.pip_errors = [record, record]
    assert computer.start() == 1
    assert len(computer.ran("pip install")) == runs
    last = capsys.readouterr().out.splitlines()[-1]
    assert words in last
    assert str(computer.venv / packages.LOG) in last
    assert not (computer.venv / environment.STAMP).exists()


def test_download_that_breaks_off_once_is_tried_again(computer: Computer) -> None:
    computer.pip_errors = ["IncompleteRead"]
    assert computer.start() == 7
    assert not (computer.venv / packages.LOG).exists()


def test_disk_too_small(
    computer: Computer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages.shutil, "disk_usage", lambda path: SimpleNamespace(free=5e9))
    assert computer.start() == 1
    said = capsys.readouterr().out
    assert "About 9.1 GB are needed" in said
    assert "5.0 GB are free" in said
    assert not computer.ran("pip install")
    computer.write_package("torch-2.15")  # the user's own, smaller build
    assert computer.start() == 7


def test_torch_and_torchvision_that_do_not_fit(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.torch = "operator torchvision::nms does not exist"
    assert computer.start() == 1
    said = capsys.readouterr().out
    assert "operator torchvision::nms does not exist" in said
    assert "install --force-reinstall torch torchvision" in said
    computer.torch = "a warning\nloads"
    assert computer.start() == 7


def test_broken_or_missing_project_file(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    (computer.root / "pyproject.toml").write_text("<<<<<<< HEAD")
    assert computer.start() == 1
    (computer.root / "pyproject.toml").unlink()
    assert computer.start() == 1
    broken, missing = capsys.readouterr().out.splitlines()
    assert "cannot be read" in broken
    assert "No such file" in missing
    assert "pyproject.toml" in missing


# The real functions that the pretended computer replaces


@pytest.fixture
def real() -> Iterator[Any]:
    yield this_machine()


def test_real_machine(real: Any) -> None:
    assert real.root == PACKAGING.parent
    assert real.run([sys.executable, "-c", "import os; raise SystemExit(os.environ['A'] != '1')"], A="1") == 0
    assert real.ask([sys.executable, "-c", "print('中')"]).strip() == "中"
    assert real.ask([sys.executable, "-c", "print(1); raise SystemExit(1)"]) == ""
    assert real.ask(["no-such-command-anywhere"]) == ""
    assert not real.loads("libno-such-library.so.1")


def test_real_environment_is_known_by_its_own_prefix(real: Any, tmp_path: Path) -> None:
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    machine = Machine(tmp_path, "linux", {}, real.run, real.ask, real.loads, real.x_answers, real.launch)
    assert environment.python_version(machine) == ""
    (bin_folder / "python").symlink_to(getattr(sys, "_base_executable", sys.executable))
    assert environment.python_version(machine) == ""
    (tmp_path / ".venv" / "pyvenv.cfg").write_text(f"home = {sys.base_prefix}/bin\n")
    assert environment.python_version(machine) == f"{sys.version_info[0]}.{sys.version_info[1]}"


def test_commands_are_quoted_for_a_shell() -> None:
    assert quoted(["/a b/python", "-m", "pip"]) in ("'/a b/python' -m pip", '"/a b/python" -m pip')
