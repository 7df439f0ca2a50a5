"""Image files that are decoded as they are needed: threads, a bounded read-ahead, and decoded images kept on the disk."""
