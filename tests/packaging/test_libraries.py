"""The system's libraries: which are installed, and what is said where that is not allowed."""

from __future__ import annotations

import pytest
from first_run import libraries
from pretended_computer import ALL_PACKAGES, VENV_PACKAGE, Computer


def test_bare_debian_gets_everything(bare: Computer) -> None:
    assert bare.start() == 7
    update, install = bare.ran("apt-get")
    assert update.endswith(" update")
    assert set(install.split()) > ALL_PACKAGES | {VENV_PACKAGE, "DEBIAN_FRONTEND=noninteractive"}
    assert install.split().count("libglib2.0-0") == 1
    assert "sudo" not in install
    assert bare.launched[-1] == "workbench"


def test_sudo_without_a_password_is_used(bare: Computer) -> None:
    bare.is_root, bare.sudo = False, True
    assert bare.start() == 7
    assert all(line.startswith("sudo -n env ") for line in bare.ran("apt-get"))


def test_only_what_is_missing_is_installed(computer: Computer) -> None:
    computer.missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    computer.is_root = True
    computer.start()
    assert [line.partition("recommends ")[2] for line in computer.ran("apt-get")] == ["libegl1 libxcb-cursor0"]


def test_newer_ubuntu_has_another_name_for_glib(computer: Computer) -> None:
    computer.missing = {"libglib-2.0.so.0", "libgthread-2.0.so.0"}
    computer.apt_list = computer.apt_list - {"libglib2.0-0"} | {"libglib2.0-0t64"}
    computer.mirror = {"libglib2.0-0"}
    computer.is_root = True
    computer.start()
    assert computer.ran("apt-get")[0].endswith(" libglib2.0-0t64")


def test_stale_list_is_read_again(computer: Computer) -> None:
    computer.missing = {"libEGL.so.1"}
    computer.is_root = True
    results = iter([100, 0, 0])
    computer.run_apt = lambda command: next(results)  # type: ignore[method-assign]
    computer.start("test")
    assert [line.split()[5] for line in computer.ran("apt-get")] == ["install", "update", "install"]


def test_user_without_rights_gets_one_line_and_the_terminal(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert computer.start() == 7
    assert not computer.ran("apt-get")
    assert computer.launched[1:] == ["-P", "-m", "workbench", "train"]
    said = capsys.readouterr().out
    assert "\n    sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0\n" in said
    assert "Training the built-in experiment in the terminal instead." in said


def test_line_for_a_machine_that_never_read_apts_list(bare: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    bare.is_root = False
    assert bare.start() == 1
    said = capsys.readouterr().out
    assert said.count("apt-get install") == 1
    assert "\n    sudo apt-get update && sudo apt-get install" in said
    assert " libglib2.0-0 " in said
    assert "t64" not in said
    assert VENV_PACKAGE in said
    assert not bare.venv.exists()


def test_tests_without_libraries_end_with_the_line(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.missing = {"libEGL.so.1", "libxcb-cursor.so.0"}  # the second is for windows only
    assert computer.start("test") == 1
    assert not computer.launched
    assert capsys.readouterr().out.endswith("sudo apt-get install -y --no-install-recommends libegl1\n")
    computer.missing = {"libxcb-cursor.so.0"}
    computer.is_root = True
    assert computer.start("test") == 7
    assert not computer.ran("apt-get")


def test_distribution_without_apt_gets_names(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.missing = {"libEGL.so.1"}
    computer.apt = False
    computer.is_root = True
    assert computer.start() == 7
    assert "Install them with this system's package manager; Debian calls the packages libegl1." in (
        capsys.readouterr().out
    )


def test_commands_need_no_libraries(computer: Computer) -> None:
    computer.missing = set(libraries.WINDOW_LIBRARIES)
    computer.is_root = True
    assert computer.start("train", "a.toml") == 7
    assert not computer.ran("apt-get")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_have_no_missing_libraries(computer: Computer, system: str) -> None:
    computer.system, computer.environ = system, {}
    computer.missing = set(libraries.WINDOW_LIBRARIES)
    assert computer.start() == 7
    assert computer.launched[0].endswith("Scripts/python.exe" if system == "win32" else "bin/python")
    assert computer.launched[-1] == "workbench"
