"""What can go wrong goes wrong here, and the run must survive it. ``python -m tests.faults [NAME] [--short] [--count N] [--seed N]``."""
