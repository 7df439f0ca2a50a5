"""Sets of photos: the same photos and labels as torchvision's own classes give for the same files."""

import os

import numpy as np
import pytest
from PIL import Image
from torchvision import datasets

from tests.data.vision import make
from tests.data.vision.test_arrays import quiet, reader
from workbench.data.vision import photo_lists, photo_names, photos
from workbench.data.vision.smaller import smaller
from workbench.evaluation.picture import picture
from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Experiment
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError, RunError


def pair(cls, *splits: str, **values):
    """What gives torchvision's two parts for a folder."""
    return lambda data: [cls(data, split=split, **values) for split in splits]


CASES = {
    "Flowers102": (make.flowers, {}, pair(datasets.Flowers102, "train", "test"), (10, 8)),
    "OxfordIIITPet": (make.pets, {}, pair(datasets.OxfordIIITPet, "trainval", "test"), (24, 12)),
    "pets by kind": (
        make.pets, {"target_types": "binary-category"},
        pair(datasets.OxfordIIITPet, "trainval", "test", target_types="binary-category"), (24, 12)),
    "Food101": (make.food, {}, pair(datasets.Food101, "train", "test"), (16, 8)),
    "GTSRB": (make.signs, {}, pair(datasets.GTSRB, "train", "test"), (18, 7)),
}  # fmt: skip

every_set = pytest.mark.parametrize("case", CASES)


def made(case: str, data, workers: int = 0, **values):
    """The reader of a set, whose files are made."""
    make_files, given, _, _ = CASES[case]
    make_files(data)
    ours = reader(data, "OxfordIIITPet" if case == "pets by kind" else case, **given, **values)
    ours.num_workers = workers
    return ours


@every_set
@pytest.mark.parametrize("workers", [0, 2])
def test_like_torchvision(case, tmp_path, any_checksum, workers):
    ours = made(case, tmp_path, workers)
    loaded, facts = ours.load(quiet), ours.facts()
    for samples, known in zip((loaded.train, loaded.test), CASES[case][2](tmp_path), strict=True):
        assert len(samples) == len(known) > 0
        for index, (image, target) in enumerate(zip(samples.images, samples.targets, strict=True)):
            theirs, label = known[index]
            assert np.array_equal(image, np.asarray(theirs).transpose(2, 0, 1)) and target == label
    assert (facts.train, facts.test) == CASES[case][3] and facts.ready and facts.classes == loaded.classes
    assert facts.shape is None and facts.largest[0] == 3


@every_set
def test_a_preview_decodes_only_what_it_shows(case, tmp_path, monkeypatch):
    ours = made(case, tmp_path)
    opened = []
    real = photos.Pillow.open
    monkeypatch.setattr(photos.Pillow, "open", lambda path: opened.append(path) or real(path))
    ours.facts()
    assert not opened
    few = ours.preview(5)
    assert len(few) == 5 == len(opened) and len(set(few.targets)) > 1


def test_facts_read_a_list_once(tmp_path, monkeypatch):
    ours = made("Food101", tmp_path)
    facts = ours.facts()
    monkeypatch.setattr(photo_lists.json, "loads", None)
    assert reader(tmp_path, "Food101").facts() == facts


def test_flowers_with_those_for_validation(tmp_path, any_checksum):
    make.flowers(tmp_path)
    ours = reader(tmp_path, "Flowers102", train_split="train+val").load(quiet).train
    known = [datasets.Flowers102(tmp_path, split=split) for split in ("train", "val")]
    assert ours.targets.tolist() == [*known[0]._labels, *known[1]._labels]
    assert np.array_equal(ours.images[12], np.asarray(known[1][2][0]).transpose(2, 0, 1))


def test_photos_are_made_smaller_while_they_are_read(tmp_path):
    whole, small = [made("Food101", tmp_path, shorter_side=side).load(quiet).train for side in (0, 15)]
    for before, after in zip(whole.images, small.images, strict=True):
        assert min(after.shape[1:]) == 15
        assert after.shape[1] / after.shape[2] == pytest.approx(before.shape[1] / before.shape[2], rel=0.05)
        expected = smaller(Image.fromarray(before.transpose(1, 2, 0)), 15)
        assert np.array_equal(after, np.asarray(expected).transpose(2, 0, 1))


@pytest.mark.parametrize(
    ("side", "size"), [(0, (40, 20)), (20, (40, 20)), (30, (40, 20)), (10, (20, 10)), (7, (14, 7))]
)
def test_smaller(side, size):
    assert smaller(Image.new("RGB", (40, 20)), side).size == size


def test_a_picture_is_predicted_as_the_photos_were_read(tmp_path):
    ours = made("Food101", tmp_path, shorter_side=15)
    experiment = apply(Experiment(), [SetValue("data.source", find("dataset", "Food101")(shorter_side=15))])
    path, sample = ours.list.entries(True)[2][0], ours.load(quiet).train.images[2]
    assert np.array_equal(picture(path, experiment, ours.facts()), sample)


def test_photos_that_do_not_fit_into_memory_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(photos.psutil, "virtual_memory", lambda: type("Memory", (), {"available": 20_000})())
    with pytest.raises(ExperimentError, match=r"data\.source\.shorter_side: .*memory.* Set a smaller shorter_side\."):
        made("Food101", tmp_path).load(quiet)
    made("Food101", tmp_path, shorter_side=4).load(quiet)


@every_set
@pytest.mark.parametrize("content", [b"", b"<html>", None])
def test_a_damaged_photo_is_named_with_the_folder_to_delete(case, tmp_path, content):
    ours = made(case, tmp_path)
    path = ours.list.entries(False)[3][0]
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(
        RunError, match=r"cannot be read: .*\. Delete the folder .*, and it is downloaded again\."
    ) as error:
        ours.load(quiet)
    folder = error.value.problem.remedy.values["folder"]
    assert str(path) in str(error.value) and folder in path.parents and folder in list(ours.list.needed())
    assert folder.name in {brings.rpartition("/")[2] for wanted in ours.list.downloads() for brings in wanted.brings}


@pytest.mark.parametrize(
    ("case", "file", "content"),
    [
        ("Flowers102", "flowers-102/setid.mat", b"words"),
        ("Flowers102", "flowers-102/imagelabels.mat", b""),
        ("OxfordIIITPet", "oxford-iiit-pet/annotations/test.txt", b"Abyssinian_1 1\n"),
        ("OxfordIIITPet", "oxford-iiit-pet/annotations/test.txt", b"Abyssinian_1 38 1 1\n"),
        ("OxfordIIITPet", "oxford-iiit-pet/annotations/trainval.txt", b""),
        ("Food101", "food-101/meta/train.json", b"{"),
        ("Food101", "food-101/meta/train.json", b"[1, 2]"),
        ("Food101", "food-101/meta/train.json", b'{"stones": ["stones/1"]}'),
        ("GTSRB", "gtsrb/GT-final_test.csv", b"Filename;ClassId\n1.ppm;x\n"),
        ("GTSRB", "gtsrb/GT-final_test.csv", b"name\n1.ppm\n"),
    ],
)
def test_a_damaged_list_is_named(case, tmp_path, file, content):
    ours = made(case, tmp_path)
    assert ours.facts().ready  # what was read before is not remembered for another version of the file
    (tmp_path / file).write_bytes(content)
    os.utime(tmp_path / file, (1, 1))
    with pytest.raises(ExperimentError, match=r"is damaged: .*\. Delete it, and it is downloaded again\.") as error:
        ours.facts()
    assert str(tmp_path / file) in str(error.value)


def test_the_names_are_torchvisions(tmp_path):
    make.pets(tmp_path)
    assert list(photo_names.FLOWERS) == datasets.Flowers102.classes
    assert list(photo_names.PETS)[:3] == datasets.OxfordIIITPet(tmp_path).classes
    assert list(photo_names.KINDS_OF_PET) == datasets.OxfordIIITPet(tmp_path).bin_classes
    assert sorted(photo_names.FOOD) == list(photo_names.FOOD)
