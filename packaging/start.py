#!/usr/bin/env python3
"""Sets the workbench up and starts it, or its tests: `python3 packaging/start.py [test | COMMAND] [ARGUMENT...]`.

The one thing to know: any Python, even 2.7, must be able to read this file, so that it can say which one is needed.
That is all it does; the work is in `first_run`, which like this file needs nothing but Python's standard library.
"""

import os.path
import platform
import sys

OLDEST_PYTHON = (3, 11)
TOO_OLD = (
    "Python 3.11 or newer is needed (this is " + platform.python_version() + "). "
    "Where a newer one is installed beside it, start the script with that one by name, such as python3.12."
)

if sys.version_info[:2] < OLDEST_PYTHON:
    sys.exit(TOO_OLD)

# Python does this by itself, unless PYTHONSAFEPATH is set.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - Python 2 has no pathlib

from first_run.commands import main  # noqa: E402 - only now is it known that this Python can read it

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
