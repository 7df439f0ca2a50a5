"""What an experiment is: values, parts, addresses, edits, problems and files.

Knows neither PyTorch nor Qt, so that a file opens, shows and saves before either is loaded.
"""
