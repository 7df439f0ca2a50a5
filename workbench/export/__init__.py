"""Taking the work away: a plain PyTorch script."""
