"""Forms made from declarations: a field for every parameter, its words, its range, and what is wrong with it.

Nothing here names a part. :mod:`workbench.gui.forms.editors` is the only table from a parameter's form to a widget.
"""

from workbench.gui.forms.editor import Editor
from workbench.gui.forms.editors import editor_for
from workbench.gui.forms.form import PartForm

__all__ = ["Editor", "PartForm", "editor_for"]
