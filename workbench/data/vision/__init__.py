"""torchvision's data sets: read from its own layout of files, downloaded from its own addresses."""
