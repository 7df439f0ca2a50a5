"""What is wrong with a user's file, as the modules say it that exported scripts carry."""

from __future__ import annotations


class TableError(ValueError):
    """What is wrong with a file: two templates and their values."""

    def __init__(self, what: str, remedy: str, **values: object) -> None:
        self.what, self.remedy, self.values = what, remedy, values
        super().__init__(f"{what} {remedy}".format(**values))
