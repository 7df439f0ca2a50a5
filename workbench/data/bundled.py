"""The data sets that come with scikit-learn, the waves and the shapes: nothing to download."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.datasets import Shapes
from workbench.catalog.tables import Waves
from workbench.data.samples import Facts, Loaded, Progress, SampleKind, Samples
from workbench.data.shapes import SHAPES, generate_shapes
from workbench.data.splits import stratified_split
from workbench.data.waves import WAVES, generate_waves
from workbench.spec.parts import DatasetPart

PIECE = 1024
"""So many shapes are drawn before it is said how far it is."""

TEST_START = 10**9
"""Test waves and shapes are drawn from here on, so that no number of training ones reaches them."""


@dataclass(frozen=True)
class Bundled:
    """What is known of one of scikit-learn's sets without loading it."""

    loader: str
    counts: tuple[int, ...]  # samples of each class, or of the whole where there are none
    shape: tuple[int, ...]
    classes: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


IRIS = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
WINE = (
    "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
    "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280/od315_of_diluted_wines", "proline",
)  # fmt: skip
CANCER = tuple(
    f"{which}{name}{error}"
    for which, error in (("mean ", ""), ("", " error"), ("worst ", ""))
    for name in ("radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points",
                 "symmetry", "fractal dimension")
)  # fmt: skip
DIABETES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")

BUNDLED = {
    "Digits": Bundled(
        "load_digits", (178, 182, 177, 183, 181, 182, 181, 179, 174, 180), (1, 8, 8), classes=tuple("0123456789")
    ),
    "Iris": Bundled("load_iris", (50, 50, 50), (4,), classes=("setosa", "versicolor", "virginica"), columns=IRIS),
    "Wine": Bundled("load_wine", (59, 71, 48), (13,), classes=("class_0", "class_1", "class_2"), columns=WINE),
    "BreastCancer": Bundled("load_breast_cancer", (212, 357), (30,), classes=("malignant", "benign"), columns=CANCER),
    "Diabetes": Bundled("load_diabetes", (442,), (10,), outputs=("progression",), columns=DIABETES),
}


class BundledSource:
    """One of scikit-learn's sets, split into training and test part by seed 0."""

    def __init__(self, part: DatasetPart, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part, self.known = part, BUNDLED[part.type]
        self.fraction: float = part.test_fraction  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        """Known without loading."""
        test = sum(min(round(count * self.fraction), count - 1) for count in self.known.counts)
        kind: SampleKind = "table" if self.known.columns else "image"
        return Facts(
            self.known.classes, self.known.shape, sum(self.known.counts) - test, test, kind=kind, outputs=self.known.outputs,
            columns=self.known.columns,
        )  # fmt: skip

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("reading the table", 0, 0)
        inputs, targets = self._read()
        kept, held_out = self._split(targets)
        train, test = (Samples(inputs[rows], targets[rows]) for rows in (kept, held_out))
        return Loaded(self.known.classes, train, test, outputs=self.known.outputs)

    def preview(self, count: int) -> Samples:
        """The first training samples."""
        inputs, targets = self._read()
        rows = self._split(targets)[0][:count]
        return Samples(inputs[rows], targets[rows])

    def _read(self) -> tuple[NDArray[np.uint8] | NDArray[np.float32], NDArray[np.int64] | NDArray[np.float32]]:
        from sklearn import datasets  # late: a second

        options = {"scaled": False} if self.part.type == "Diabetes" else {}
        inputs, targets = getattr(datasets, self.known.loader)(return_X_y=True, **options)
        if self.part.type == "Digits":
            return (inputs * (255 / 16)).round().astype(np.uint8).reshape(-1, 1, 8, 8), targets.astype(np.int64)
        if self.known.outputs:
            return inputs.astype(np.float32), targets.astype(np.float32)[:, None]
        return inputs.astype(np.float32), targets.astype(np.int64)

    def _split(self, targets: NDArray[np.int64] | NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        strata = np.zeros(len(targets), np.int64) if self.known.outputs else targets.astype(np.int64)
        return stratified_split(strata, self.fraction, 0)


class WavesSource:
    """The built-in waves."""

    def __init__(self, part: Waves, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part = part

    def facts(self) -> Facts:
        """Known without drawing one."""
        part = self.part
        return Facts(WAVES, (1, part.length), part.train_count, part.test_count, kind="series")

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("drawing waves", 0, 0)
        return Loaded(WAVES, self._some(0, self.part.train_count), self._some(TEST_START, self.part.test_count))

    def preview(self, count: int) -> Samples:
        """The first training series."""
        return self._some(0, min(count, self.part.train_count))

    def targets(self, train: bool) -> NDArray[np.int64]:
        """Of the training or the test part: known without drawing, one kind after the other."""
        first, count = (0, self.part.train_count) if train else (TEST_START, self.part.test_count)
        return (first + np.arange(count, dtype=np.int64)) % len(WAVES)

    def _some(self, first: int, count: int) -> Samples:
        part = self.part
        return Samples(*generate_waves(part.waves_seed, first, count, part.length, part.noise))


class ShapesSource:
    """The built-in coloured shapes."""

    def __init__(self, part: Shapes, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part = part

    def facts(self) -> Facts:
        """Known without drawing one."""
        part = self.part
        return Facts(SHAPES, (3, part.image_size, part.image_size), part.train_count, part.test_count)

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        train = self._some(0, self.part.train_count, progress)
        return Loaded(SHAPES, train, self._some(TEST_START, self.part.test_count, progress))

    def preview(self, count: int) -> Samples:
        """The first training pictures."""
        return self._some(0, min(count, self.part.train_count))

    def targets(self, train: bool) -> NDArray[np.int64]:
        """Of the training or the test part: known without drawing, one shape after the other."""
        first, count = (0, self.part.train_count) if train else (TEST_START, self.part.test_count)
        return (first + np.arange(count, dtype=np.int64)) % len(SHAPES)

    def _some(self, first: int, count: int, progress: Progress | None = None) -> Samples:
        """In pieces, so that it can be cancelled."""
        part, pieces = self.part, []
        for start in range(0, count, PIECE):
            if progress:
                progress("drawing shapes", start, count)
            some = min(PIECE, count - start)
            pieces.append(generate_shapes(part.shapes_seed, first + start, some, part.image_size, part.noise))
        return Samples(np.concatenate([each for each, _ in pieces]), np.concatenate([kinds for _, kinds in pieces]))
