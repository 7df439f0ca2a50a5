"""Layers that PyTorch lacks, as small modules of torch alone. Exported scripts carry what they use of them."""
