"""Lists and palettes of parts: rows that are edited in place, drag and drop, clipboard, search."""
