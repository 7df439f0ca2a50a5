"""What every test may use. Importing the catalog here fills the registry of parts."""

import importlib.util
import os
import tempfile
from pathlib import Path
from types import ModuleType

# Before PyTorch comes in: on a busy machine two threads that wait for each other are slower than one, by far.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# No test finds the user's own code; one that needs some sets a folder of its own.
os.environ["WORKBENCH_CONFIG_DIR"] = str(Path(tempfile.gettempdir()) / "workbench-tests-have-no-configuration")
os.environ.pop("WORKBENCH_PLUGINS_DIR", None)
os.environ["WORKBENCH_STATE_DIR"] = str(Path(tempfile.gettempdir()) / "workbench-tests-leave-nothing-behind")

import pytest
from hypothesis import HealthCheck, settings

import workbench.catalog  # noqa: F401

# The same examples on every machine and in every run: a red test is red again.
settings.register_profile(
    "workbench", deadline=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("workbench")


@pytest.fixture(scope="session")
def values() -> ModuleType:
    """``tests/catalog/values.py``: values of all declared parameters, right and wrong."""
    path = Path(__file__).parent / "catalog" / "values.py"
    spec = importlib.util.spec_from_file_location("workbench_test_values", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def files() -> Path:
    """The folder of saved experiments."""
    return Path(__file__).parent / "files"
