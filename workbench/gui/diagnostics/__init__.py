"""Diagnostics: gradients, weights and activations of each layer over the steps of a run."""
