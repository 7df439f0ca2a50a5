"""Layers of ``torch.nn``, a module per group of the palette."""
