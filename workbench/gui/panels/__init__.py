"""The panels of the window; each shows a part of the document or of the run, and asks for edits."""
