"""Whether the set-up script opens the window or trains in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from first_run import display
from pretended_computer import Computer


@pytest.mark.parametrize(
    ("system", "environ", "answers", "problem"),
    [
        ("linux", {}, True, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ("linux", {"DISPLAY": ""}, True, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ("linux", {"DISPLAY": ":0"}, True, ""),
        ("linux", {"DISPLAY": ":0"}, False, "nothing answers at DISPLAY :0"),
        ("linux", {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "x"}, True, ""),
        ("linux", {"WAYLAND_DISPLAY": "no-socket", "XDG_RUNTIME_DIR": "/nowhere"}, True, "WAYLAND_DISPLAY no-socket"),
        ("linux", {"WAYLAND_DISPLAY": "no-socket", "DISPLAY": ":0"}, True, ""),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, True, "QT_QPA_PLATFORM is offscreen"),
        ("linux", {"QT_QPA_PLATFORM": "eglfs:/dev/fb0"}, False, ""),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ("darwin", {}, False, ""),
        ("darwin", {"SSH_CONNECTION": "x"}, False, "this is a remote session"),
        ("win32", {}, False, ""),
        ("win32", {"SSH_CONNECTION": "x"}, False, "this is a remote session"),
    ],
)
def test_where_a_window_can_open(
    tmp_path: Path, system: str, environ: dict[str, str], answers: bool, problem: str
) -> None:
    machine = Computer(tmp_path, system=system, environ=environ, display_answers=answers).machine()
    found = display.display_problem(machine)
    assert problem in found
    assert bool(found) == bool(problem)


def test_wayland_socket_is_a_display(tmp_path: Path) -> None:
    (tmp_path / "wayland-0").touch()
    environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert display.display_problem(Computer(tmp_path, environ=environ).machine()) == ""


@pytest.mark.parametrize(
    ("words", "job"), [((), ["train"]), (("gui",), ["train"]), (("gui", "my file.toml"), ["train", "my file.toml"])]
)
def test_without_a_display_the_terminal_trains(
    computer: Computer, capsys: pytest.CaptureFixture[str], words: Iterable[str], job: list[str]
) -> None:
    computer.environ.clear()
    assert computer.start(*words) == 7
    assert computer.launched[4:] == job
    assert "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)" in capsys.readouterr().out
