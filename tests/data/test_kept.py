"""A data set that grows picture by picture: numbered files, a folder for each class, names that every system takes."""

import numpy as np
import pytest
from PIL import Image

from workbench.catalog.datasets import ImageFolder
from workbench.data.folder import FolderSource
from workbench.data.kept import class_counts, keep
from workbench.spec.problems import ExperimentError, RunError


def test_what_is_kept_is_read_as_a_data_set(tmp_path):
    folder = tmp_path / "my set"
    assert class_counts(folder) == {}
    grey = np.arange(784, dtype=np.uint32).reshape(28, 28).astype(np.uint8)
    first, second = keep(folder, "3", grey), keep(folder, "3", grey[None])
    keep(folder, "八", np.stack([grey] * 3))
    assert (first.name, second.name) == ("kept-00001.png", "kept-00002.png")
    assert np.array_equal(np.asarray(Image.open(first)), grey)
    assert class_counts(folder) == {"3": 2, "八": 1}
    found = FolderSource(ImageFolder(root=str(folder), mode="L", test_fraction=0.0), tmp_path).facts()
    assert found.classes == ("3", "八") and found.train == 3 and found.shape == (1, 28, 28)


def test_a_number_that_was_taken_away_is_not_given_twice_while_later_ones_are_there(tmp_path):
    blank = np.zeros((2, 2), np.uint8)
    paths = [keep(tmp_path, "a", blank) for _ in range(3)]
    paths[0].unlink()
    assert keep(tmp_path, "a", blank).name == "kept-00004.png"


@pytest.mark.parametrize("name", ["", " ", "a/b", "..", ".a", "a.", "con", "LPT1.x", "a:b", "x" * 101, "a\n"])
def test_names_that_cannot_be_folders_everywhere_are_refused(tmp_path, name):
    with pytest.raises(ExperimentError):
        keep(tmp_path, name, np.zeros((2, 2), np.uint8))
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(RunError, match="cannot be written"):
        keep(tmp_path, "a", np.zeros((2, 2), np.uint8))
