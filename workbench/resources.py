"""Files that belong to the program: icons, themes, examples, translations.

In an installed wheel they lie in `workbench/_resources`, in a checkout in `resources/` beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """The path of a file or folder of the program, e.g. `resource("icons", "save.svg")`.

    Raises FileNotFoundError, in words, when it is not there: the installation is then incomplete.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    name = "/".join(parts)
    raise FileNotFoundError(
        f"The program's own file {name!r} is missing (looked in {_ROOTS[0]} and {_ROOTS[1]}). "
        "Installing the workbench again brings it back."
    )
