"""The panel in which the trained model is tried: a page for every kind of data."""
