"""What `packaging/start.py` does before anything is installed, with Python's standard library alone.

`commands` is the entry; it uses `environment` (`.venv` and its stamp), `packages` (pip), `libraries` (apt) and
`display`. All of them touch the computer through a `machine.Machine`, so that the tests can pass another one.
"""
