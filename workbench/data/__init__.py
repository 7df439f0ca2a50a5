"""Data: from samples on disk, or drawn here, to batches on the device."""
