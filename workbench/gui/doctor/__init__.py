"""The doctor: what is wrong with a run, why, and what to try."""
