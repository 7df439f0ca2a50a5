"""The user's own code: files in a folder, each shown in full and allowed once, by the hash of its bytes."""

from workbench.data.locations import plugins_dir as folder
from workbench.plugins.files import OwnFile, allow, find_file, listed, refresh, revoke, shown
from workbench.plugins.template import new_file

__all__ = ["OwnFile", "allow", "find_file", "folder", "listed", "new_file", "refresh", "revoke", "shown"]
