"""Inspect: what each layer makes of a sample, and what the answer hangs on."""
