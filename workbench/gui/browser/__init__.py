"""Looking through a data set: a grid of its samples, one of them large, its classes to choose from."""
