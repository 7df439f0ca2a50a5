"""Evaluate: what the model gets right and wrong, in figures, in curves and in samples."""
