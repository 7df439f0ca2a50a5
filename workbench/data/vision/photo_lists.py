"""Where the photo sets keep their photos and labels, and what they download: torchvision's layouts."""

from __future__ import annotations

import csv
import json
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from workbench.data.vision.files import Wanted, damaged, unreadable
from workbench.data.vision.mat import read_mat
from workbench.data.vision.photo_names import FLOWERS, FOOD, KINDS_OF_PET, PETS, SIGNS
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import ExperimentError, Text

Entry = tuple[Path, int]
"""A photo and its class."""

WRONG = (OSError, ValueError, LookupError, TypeError, AttributeError, csv.Error, zlib.error, struct.error)
"""What reading a damaged list raises; that of :mod:`mat` and ``JSONDecodeError`` are ValueErrors."""


class PhotoList:
    """A set of photos under ``folder``. ``counts`` and ``classes`` are what is known before it is there."""

    classes: tuple[str, ...]
    counts: tuple[int, int]
    size: int
    """Bytes to download."""

    def __init__(self, part: DatasetPart, data_dir: Path) -> None:
        self.part = part
        self.data_dir = data_dir

    def needed(self) -> Iterable[Path]:
        """The folders and lists that have to be there; lists come after folders."""
        raise NotImplementedError

    def archives(self) -> Iterable[Path]:
        """What brings all of it, should the user have that already."""
        raise NotImplementedError

    def listed(self, train: bool) -> tuple[Path, Callable[[], list[Entry]]]:
        """The file (or folder) that lists a part, and what reads it."""
        raise NotImplementedError

    def downloads(self) -> Sequence[Wanted]:
        """What torchvision would fetch; imports it."""
        raise NotImplementedError

    def photos(self, path: Path) -> Path:
        """The folder to delete so that a photo is downloaded again."""
        return next((folder for folder in self.needed() if folder in path.parents), path.parent)

    def there(self) -> bool:
        """Whether it can be read without a download."""
        return all(path.exists() for path in self.needed())

    def entries(self, train: bool) -> Sequence[Entry]:
        """The photos of a part in torchvision's order. Raises :class:`ExperimentError` for a damaged list."""
        stamps = tuple(path.stat().st_mtime_ns for path in self.needed())
        return _remembered(self.part, self.data_dir, train, stamps)


@lru_cache(maxsize=8)
def _remembered(part: DatasetPart, data_dir: Path, train: bool, _stamps: tuple[int, ...]) -> tuple[Entry, ...]:
    """The entries, read once for each version of the files."""
    found = LISTS[part.type](part, data_dir)
    path, read = found.listed(train)
    try:
        entries = tuple(read())
    except ExperimentError:
        raise
    except WRONG as error:
        raise unreadable(path, error) from None
    last = len(found.classes) - 1
    wrong = next((target for _, target in entries if not 0 <= target <= last), None)
    if wrong is not None:
        words = "it has the label {label}, but there are {count} classes (0 to {last})"
        raise damaged(path, Text(words, {"label": wrong, "count": last + 1, "last": last}))
    if not entries:
        raise damaged(path, Text("it lists no photos"))
    return entries


class FlowersList(PhotoList):
    """Flowers102: numbered photos, and two lists in MATLAB's format."""

    classes = FLOWERS
    size = 344_878_000

    def __init__(self, part: DatasetPart, data_dir: Path) -> None:
        super().__init__(part, data_dir)
        self.folder = data_dir / "flowers-102"
        self.both: bool = part.train_split == "train+val"  # type: ignore[attr-defined]
        self.counts = (2_040 if self.both else 1_020, 6_149)

    def needed(self) -> Iterable[Path]:
        return [self.folder / name for name in ("jpg", "imagelabels.mat", "setid.mat")]

    def archives(self) -> Iterable[Path]:
        return [self.folder / name for name in ("102flowers.tgz", "imagelabels.mat", "setid.mat")]

    def listed(self, train: bool) -> tuple[Path, Callable[[], list[Entry]]]:
        return self.folder / "setid.mat", lambda: self._read(train)

    def _read(self, train: bool) -> list[Entry]:
        names = ["trnid", "valid"] if self.both else ["trnid"]
        ids = [
            int(i)
            for name in (names if train else ["tstid"])
            for i in read_mat(self.folder / "setid.mat", name).ravel()
        ]
        try:
            labels = read_mat(self.folder / "imagelabels.mat", "labels").ravel()
        except WRONG as error:
            raise unreadable(self.folder / "imagelabels.mat", error) from None
        return [(self.folder / "jpg" / f"image_{i:05d}.jpg", int(labels[i - 1]) - 1) for i in ids]

    def downloads(self) -> Sequence[Wanted]:
        from torchvision import datasets  # late: it costs a second or more

        known = datasets.Flowers102
        return [
            Wanted(self.folder / name, (known._download_url_prefix + name,), md5, ("jpg",) if key == "image" else ())
            for key, (name, md5) in known._file_dict.items()
        ]


class PetsList(PhotoList):
    """OxfordIIITPet: photos, and lists of ``name class kind breed`` from 1 on."""

    size = 811_092_049
    counts = (3_680, 3_669)

    def __init__(self, part: DatasetPart, data_dir: Path) -> None:
        super().__init__(part, data_dir)
        self.folder = data_dir / "oxford-iiit-pet"
        self.kinds: bool = part.target_types == "binary-category"  # type: ignore[attr-defined]
        self.classes = KINDS_OF_PET if self.kinds else PETS

    def needed(self) -> Iterable[Path]:
        lists = [self.folder / "annotations" / name for name in ("trainval.txt", "test.txt")]
        return [self.folder / "images", self.folder / "annotations", *lists]

    def archives(self) -> Iterable[Path]:
        return [self.folder / "images.tar.gz", self.folder / "annotations.tar.gz"]

    def listed(self, train: bool) -> tuple[Path, Callable[[], list[Entry]]]:
        path = self.folder / "annotations" / ("trainval.txt" if train else "test.txt")
        return path, lambda: [self._entry(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def _entry(self, line: str) -> Entry:
        name, category, kind, _ = line.split()
        return self.folder / "images" / f"{name}.jpg", int(kind if self.kinds else category) - 1

    def downloads(self) -> Sequence[Wanted]:
        from torchvision import datasets  # late: it costs a second or more

        found = []
        for url, md5 in datasets.OxfordIIITPet._RESOURCES:
            name = url.rpartition("/")[2]
            kind = name.removesuffix(".tar.gz")
            lists = ("annotations/trainval.txt", "annotations/test.txt") if kind == "annotations" else ()
            found.append(Wanted(self.folder / name, (url,), md5, (kind, *lists)))
        return found


class FoodList(PhotoList):
    """Food101: a folder for each class, and two lists in JSON."""

    classes = FOOD
    counts = (75_750, 25_250)
    size = 4_996_278_331

    def __init__(self, part: DatasetPart, data_dir: Path) -> None:
        super().__init__(part, data_dir)
        self.folder = data_dir / "food-101"

    def needed(self) -> Iterable[Path]:
        return [self.folder / name for name in ("images", "meta", "meta/train.json", "meta/test.json")]

    def archives(self) -> Iterable[Path]:
        return [self.data_dir / "food-101.tar.gz"]

    def listed(self, train: bool) -> tuple[Path, Callable[[], list[Entry]]]:
        path = self.folder / "meta" / ("train.json" if train else "test.json")
        return path, lambda: self._read(json.loads(path.read_text(encoding="utf-8")))

    def _read(self, rows: Mapping[str, Sequence[str]]) -> list[Entry]:
        number = {name: i for i, name in enumerate(self.classes)}
        images = self.folder / "images"
        return [(images / f"{name}.jpg", number[key]) for key, names in rows.items() for name in names]

    def downloads(self) -> Sequence[Wanted]:
        from torchvision import datasets  # late: it costs a second or more

        known = datasets.Food101
        brings = tuple(path.relative_to(self.data_dir).as_posix() for path in self.needed())
        return [Wanted(self.data_dir / "food-101.tar.gz", (known._URL,), known._MD5, brings)]


class SignsList(PhotoList):
    """GTSRB: for the training a folder for each class, for the test one list."""

    classes = SIGNS
    counts = (26_640, 12_630)
    size = 276_568_468

    URL = "https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370/"
    FILES = (
        ("GTSRB-Training_fixed.zip", "513f3c79a4c5141765e10e952eaa2478", "GTSRB/Training"),
        ("GTSRB_Final_Test_Images.zip", "c7e4e6327067d32654124b0fe9e82185", "GTSRB/Final_Test/Images"),
        ("GTSRB_Final_Test_GT.zip", "fe31e9c9270bbcd7b84b7f21a9d9d9e5", "GT-final_test.csv"),
    )
    """torchvision holds these inside a function."""

    def __init__(self, part: DatasetPart, data_dir: Path) -> None:
        super().__init__(part, data_dir)
        self.folder = data_dir / "gtsrb"

    def needed(self) -> Iterable[Path]:
        return [self.folder / brings for _, _, brings in self.FILES]

    def archives(self) -> Iterable[Path]:
        return [self.folder / name for name, _, _ in self.FILES]

    def listed(self, train: bool) -> tuple[Path, Callable[[], list[Entry]]]:
        path = self.folder / ("GTSRB/Training" if train else "GT-final_test.csv")
        return path, lambda: self._training(path) if train else self._test(path)

    def _training(self, root: Path) -> list[Entry]:
        folders = sorted(path for path in root.iterdir() if path.is_dir())
        return [
            (path, target) for target, folder in enumerate(folders) for path in sorted(folder.rglob("*.[pP][pP][mM]"))
        ]

    def _test(self, path: Path) -> list[Entry]:
        images = self.folder / "GTSRB" / "Final_Test" / "Images"
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter=";", skipinitialspace=True)
            return [(images / row["Filename"], int(row["ClassId"])) for row in rows]

    def downloads(self) -> Sequence[Wanted]:
        return [Wanted(self.folder / name, (self.URL + name,), md5, (brings,)) for name, md5, brings in self.FILES]


LISTS: Mapping[str, Callable[[DatasetPart, Path], PhotoList]] = {
    "Flowers102": FlowersList,
    "OxfordIIITPet": PetsList,
    "Food101": FoodList,
    "GTSRB": SignsList,
}
