"""Runs that are killed while they train. ``python -m tests.faults [KILLS]``."""
