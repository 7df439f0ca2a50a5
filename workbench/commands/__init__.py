"""The commands of the command line: each module declares some and runs them. What needs PyTorch is imported late."""
