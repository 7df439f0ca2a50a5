"""What the sources of users' own files share: their errors as problems, and whether a file has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.data.table_error import TableError
from workbench.spec.problems import ExperimentError, problem

Stamp = tuple[str, int, int]


def refused(error: TableError, address: str) -> ExperimentError:
    """The error at the address of the field that names the file."""
    values: dict[str, Any] = error.values
    return ExperimentError([problem(address, error.what, error.remedy, **values)])


def stamp(path: Path) -> Stamp:
    """Another one whenever the file or folder is another: its name, time and size."""
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
