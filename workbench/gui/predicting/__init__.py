"""Many files before a trained model at once."""
