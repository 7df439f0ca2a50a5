"""Widgets that know pixels and numbers only: no experiment, no part, no tensor.

Each one follows the theme by itself, and takes its objectName from the panel that owns it.
"""
