"""``python -m workbench``, and the command ``workbench``."""

import gc
import sys

gc.disable()  # what is imported stays: looking through it again and again takes a tenth of the time
from workbench.cli import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(main())
