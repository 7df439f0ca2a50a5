"""From an experiment to trained weights: shapes, checks, the loop, its events, and the run folder."""
