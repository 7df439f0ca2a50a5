"""Steering a run that goes on, from the window."""
