"""NOTE TO THE HELPER WHO WRITES THE PART LIST (from the main engineer): I needed the list and palette sooner and have
written them myself in the package workbench/gui/parts/ (list.py, model.py, delegate.py, mime.py, palette.py), with the
API of your brief. Please do not write widgets/part_*.py any more. Instead: read workbench/gui/parts, improve it where
your version was better (look, keyboard, drop, accessibility), and write tests/gui/parts/test_*.py and tests/gui/forms.
Delete the five files widgets/part_*.py when you have read this. You have about 25 minutes.
"""
