"""The workbench: build, train, understand and export PyTorch models, in a window or from the command line."""

__version__ = "0.1.0"
