"""A pretended computer for the set-up script: it writes the files that venv and pip write, and knows a pretended apt.

It checks nothing by itself; what the script told it is in `told`, and what it became at the end in `launched`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from first_run import commands, environment, libraries
from first_run.machine import Machine

PYPROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "torch-workbench"
dependencies = ["torch"]
[tool.ruff]
line-length = 120
"""


class KilledError(BaseException):
    """Ends the script at once, as a power cut does."""


@dataclass
class Computer:
    """The computer, as complete or as bare as its fields say. It can die at the n-th step."""

    root: Path
    system: str = "linux"
    version: str = "3.11"
    environ: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)  # sonames
    is_root: bool = False
    sudo: bool = False  # without a password
    apt: bool = True
    apt_list: set[str] = field(default_factory=set)  # the names that apt has read
    mirror: set[str] = field(default_factory=set)  # the names that it would read
    has_ensurepip: bool = True
    pip_errors: list[str] = field(default_factory=list)  # what pip writes and fails with, one per run
    torch: str = "loads"
    display_answers: bool = True
    dies_at: int = -1
    told: list[str] = field(default_factory=list)  # the commands, each as one line
    variables: dict[str, str] = field(default_factory=dict)  # of the last command
    launched: list[str] = field(default_factory=list)
    steps: int = 0

    def machine(self) -> Machine:
        x_answers = lambda: self.display_answers  # noqa: E731
        return Machine(self.root, self.system, self.environ, self.run, self.ask, self.loads, x_answers, self.launch)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def site(self) -> Path:
        return environment.site_packages(self.machine(), self.version)

    def start(self, *words: str) -> int:
        return commands.start(self.machine(), words)

    def ran(self, word: str) -> list[str]:
        return [line for line in self.told if word in line]

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.dies_at:
            raise KilledError

    def loads(self, soname: str) -> bool:
        return soname not in self.missing

    def launch(self, command: Sequence[str], cwd: Path | None = None, **variables: str) -> int:
        self.launched = [*command]
        self.variables = variables
        return 7

    def run(self, command: Sequence[str], cwd: Path | None = None, **variables: str) -> int:
        self.told.append(" ".join(command))
        self.variables = variables
        if "apt-get" in command:
            return self.run_apt(command[command.index("apt-get") :])
        if "venv" in command:
            return self.run_venv()
        if "ensurepip" in command:
            return self.write_package("pip-25.0")
        return self.run_pip(command)

    def run_apt(self, command: Sequence[str]) -> int:
        if "update" in command:
            self.apt_list |= self.mirror
            return 0
        wanted = [word for word in command[command.index("install") + 1 :] if not word.startswith("-")]
        if not set(wanted) <= self.apt_list:
            return 100
        table = libraries.WINDOW_LIBRARIES
        self.missing -= {soname for soname in table if set(table[soname]) & set(wanted)}
        self.has_ensurepip |= any(name.endswith("-venv") for name in wanted)
        return 0

    def run_venv(self) -> int:
        self.step()
        Path(self.machine().python).parent.mkdir(parents=True, exist_ok=True)
        Path(self.machine().python).touch()
        self.step()
        (self.venv / "pyvenv.cfg").write_text(f"version = {self.version}")
        self.site.mkdir(parents=True)
        return self.write_package("pip-25.0")

    def run_pip(self, command: Sequence[str]) -> int:
        if self.pip_errors:
            Path(command[command.index("--log") + 1]).write_text(self.pip_errors.pop(0))
            return 1
        if not list(self.site.glob("pip-*.dist-info/INSTALLER")):
            return 1
        for name in ("torch-2.15", "torchvision-0.29", "torch_workbench-0.1"):
            self.write_package(name)
        return 0

    def write_package(self, name: str) -> int:
        info = self.site / f"{name}.dist-info"
        if (info / "INSTALLER").exists() or (info.exists() and not name.startswith("pip")):
            return 0  # pip takes it for installed, whole or not
        self.step()
        info.mkdir(parents=True, exist_ok=True)
        self.step()
        (info / "INSTALLER").write_text("pip")
        return 0

    def ask(self, command: Sequence[str]) -> str:
        if command[0] == self.machine().python:
            return self.ask_python(command[-1])
        if command[0] == "apt-get":
            return "apt 2.6" if self.apt else ""
        if command[0] == "apt-cache":
            return "".join(self.policy(name) for name in command[2:])
        uid = {("id", "-u"): "0" if self.is_root else "1000", ("sudo", "-n", "id", "-u"): "0" if self.sudo else ""}
        return uid[tuple(command)]

    def ask_python(self, question: str) -> str:
        if not Path(self.machine().python).exists():
            return ""
        if "sys.prefix" in question:
            return f"{self.version}\n{self.venv if (self.venv / 'pyvenv.cfg').exists() else self.root.parent}\n"
        return self.torch

    def policy(self, name: str) -> str:
        if name in self.mirror - self.apt_list:  # heard of, but not on offer
            return f"{name}:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"
        if name in self.apt_list:
            return f"{name}:\n  Installed: (none)\n  Candidate: 1.0-1\n  Version table:\n     1.0-1 500\n"
        return ""


ALL_PACKAGES = {"libglib2.0-0"} | {
    name for names in libraries.WINDOW_LIBRARIES.values() if len(names) == 1 for name in names
}
VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
