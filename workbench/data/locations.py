"""Where data, runs and caches live: the user's folders, or what the environment says."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

APP = "workbench"


def data_dir(given: str | Path | None = None) -> Path:
    """Where data sets are: ``given``, else ``WORKBENCH_DATA_DIR``, else the user's data folder."""
    return _chosen(given, "WORKBENCH_DATA_DIR", Path(platformdirs.user_data_dir(APP, appauthor=False)) / "data")


def runs_dir(given: str | Path | None = None) -> Path:
    """Where runs are kept: ``given``, else ``WORKBENCH_RUNS_DIR``, else the user's data folder."""
    return _chosen(given, "WORKBENCH_RUNS_DIR", Path(platformdirs.user_data_dir(APP, appauthor=False)) / "runs")


def cache_dir() -> Path:
    """What can be made again at any time: ``WORKBENCH_CACHE_DIR``, else the user's cache folder."""
    return _chosen(None, "WORKBENCH_CACHE_DIR", Path(platformdirs.user_cache_dir(APP, appauthor=False)))


def state_dir() -> Path:
    """What the program keeps for its next start: ``WORKBENCH_STATE_DIR``, else the user's state folder."""
    return _chosen(None, "WORKBENCH_STATE_DIR", Path(platformdirs.user_state_dir(APP, appauthor=False)))


def config_dir() -> Path:
    """What the user has set up: ``WORKBENCH_CONFIG_DIR``, else the user's configuration folder."""
    return _chosen(None, "WORKBENCH_CONFIG_DIR", Path(platformdirs.user_config_dir(APP, appauthor=False)))


def plugins_dir() -> Path:
    """Where the user's own code is: ``WORKBENCH_PLUGINS_DIR``, else a folder in :func:`config_dir`."""
    return _chosen(None, "WORKBENCH_PLUGINS_DIR", config_dir() / "plugins")


def resolved(name: str, data_dir: Path) -> Path:
    """A file or folder of the user's: a relative path is looked for here first, then in the data folder.

    What cannot be looked at is said later.
    """
    path = Path(name)
    with suppress(RuntimeError):  # “~name” of somebody who is not known here
        path = path.expanduser()
    with suppress(OSError):
        return path if path.is_absolute() or path.exists() else data_dir / path
    return path


def is_dir(path: Path) -> bool:
    """Whether there is such a folder; of a name that is too long there is none, where :class:`Path` raises ``OSError``."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    """The same for a file."""
    return os.path.isfile(path)  # noqa: PTH113


def _chosen(given: str | Path | None, variable: str, default: Path) -> Path:
    chosen = given or os.environ.get(variable)
    return Path(chosen).expanduser() if chosen else default
