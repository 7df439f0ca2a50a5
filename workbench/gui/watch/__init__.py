"""Watch it learn: the same few inputs, judged by the weights of many moments of a run."""
