"""Benchmarks: ratios measured side by side, interleaved, in one run. ``python -m tests.benchmarks [NAME] [--short]``."""
