"""The architecture's contracts: that they name what exists, and that each of them can fail.

That they hold is import-linter's own run (``.ci/run``).
"""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
HEAVY = ["torch", "torchvision", "PySide6", "pyqtgraph", "numpy", "PIL", "sklearn"]

every_contract = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])


def own_modules(contract):
    """The modules of this program that a contract names."""
    rows = [*contract.get("layers", []), *contract.get("source_modules", []), *contract.get("containers", [])]
    return [name.strip(" ()") for row in rows for name in re.split(r"[|:]", row)]


def other_modules(contract):
    """The packages of others that a contract names."""
    return [name for name in contract.get("forbidden_modules", []) if not name.startswith("workbench.")]


def run_python(code, cwd=ROOT, **options):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=cwd, **options)


@pytest.mark.parametrize("package", ["spec", "catalog"])
def test_import_loads_neither_torch_nor_qt(package):
    done = run_python(
        f"import importlib, pkgutil, sys, workbench.{package} as package\n"
        "rows = list(pkgutil.walk_packages(package.__path__, package.__name__ + '.'))\n"
        "for row in rows: importlib.import_module(row.name)\n"
        f"print(len(rows), [name for name in {HEAVY} if name in sys.modules])"
    )
    files = [path for path in (PACKAGE / package).rglob("*.py") if path != PACKAGE / package / "__init__.py"]
    assert done.stdout == f"{len(files)} []\n", done.stderr


def test_an_experiment_is_opened_edited_and_saved_without_torch(tmp_path):
    """By a Python that could not import them if it tried."""
    saved = tmp_path / "experiment.toml"
    saved.write_text('format = 1\nmodel.layers = [{ type = "Conv2d" }]', encoding="utf-8")
    done = run_python(
        f"import sys\nfor name in {HEAVY}: sys.modules[name] = None\n"
        "import workbench.catalog\nfrom pathlib import Path\n"
        "from workbench.spec.files import read, write\nfrom workbench.spec.edits import SetValue, apply\n"
        f"path = Path({str(saved)!r})\n"
        "write(apply(read(path), [SetValue('model.layers[0].kernel_size', 5)]), path)\n"
        "print(read(path).model.layers[0].call((1, 28, 28)).source())"
    )
    assert done.stdout == "nn.Conv2d(1, 16, kernel_size=5)\n", done.stderr


@every_contract
def test_contract_names_what_exists(contract):
    for name in own_modules(contract):
        path = ROOT.joinpath(*name.split("."))
        found = (path / "__init__.py").is_file() or path.with_suffix(".py").is_file()
        assert found, f"{name}: a contract that guards nothing"
    for name in other_modules(contract):
        assert importlib.util.find_spec(name), f"{name} is not installed: is that its import name?"


def test_every_package_has_its_layer():
    layers = {name for contract in CONTRACTS if contract["type"] == "layers" for name in own_modules(contract)}
    packages = {f"workbench.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= layers


def test_no_package_of_others_is_drawn_on_but_by_gui():
    (contract,) = (contract for contract in CONTRACTS if contract["name"] == "only gui draws")
    packages = {f"workbench.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    above = {"workbench.gui", "workbench.commands"}  # the command that opens the window imports it
    assert packages - above <= set(own_modules(contract))


def violation(contract):
    """(module, an import in it) that this contract forbids."""
    names = own_modules(contract)
    return (names[-1], names[0]) if contract["type"] == "layers" else (names[0], contract["forbidden_modules"][0])


@pytest.fixture
def skeleton(tmp_path):
    """A program of empty modules under the names that the contracts know, and the real contracts."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for name in {"workbench", *(name for contract in CONTRACTS for name in own_modules(contract))}:
        folder = tmp_path.joinpath(*name.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return tmp_path


def linted(folder):
    """(whether all contracts are kept, the words of import-linter)."""
    code = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    done = run_python(code, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"})
    return done.returncode == 0, done.stdout + done.stderr


def test_contracts_are_kept_by_a_program_without_imports(skeleton):
    kept, words = linted(skeleton)
    assert kept, words


@every_contract
def test_contract_can_fail(skeleton, contract):
    module, imported = violation(contract)
    skeleton.joinpath(*module.split("."), "__init__.py").write_text(f"import {imported}\n", encoding="utf-8")
    kept, words = linted(skeleton)
    assert not kept
    assert re.search(rf"{re.escape(contract['name'])}\W+BROKEN", words), words
