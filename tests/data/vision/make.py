"""Small files of exactly torchvision's formats."""

import bz2
import gzip
import io
import json
import pickle
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.io import savemat


def pixels(*shape: int, seed: int = 0) -> np.ndarray:
    """Bytes by chance."""
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def idx(array: np.ndarray, kind: int = 0x08) -> bytes:
    """The IDX format."""
    head = struct.pack(">HBB", 0, kind, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return head + array.astype({0x08: np.uint8, 0x0C: ">i4"}[kind]).tobytes()


def write(path: Path, content: bytes) -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def idx_files(prefix: str, classes: int, count: int, first: int = 0, seed: int = 0) -> dict[str, bytes]:
    """Images and labels of one part, by name."""
    return {
        f"{prefix}-images-idx3-ubyte": idx(pixels(count, 28, 28, seed=seed)),
        f"{prefix}-labels-idx1-ubyte": idx(np.arange(count) % classes + first),
    }


def mnist(data: Path, name: str = "MNIST", count: int = 60, tests: int = 20) -> None:
    """MNIST, FashionMNIST or KMNIST."""
    for file, content in (idx_files("train", 10, count) | idx_files("t10k", 10, tests, seed=1)).items():
        write(data / name / "raw" / file, content)


def emnist_files(split: str, classes: int, count: int = 70, tests: int = 65) -> dict[str, bytes]:
    """The four files of a split."""
    first = int(split == "letters")
    return idx_files(f"emnist-{split}-train", classes, count, first) | idx_files(
        f"emnist-{split}-test", classes, tests, first, seed=1
    )


def emnist(data: Path, split: str, classes: int) -> None:
    """A split, unpacked."""
    for file, content in emnist_files(split, classes).items():
        write(data / "EMNIST" / "raw" / file, content)


def qmnist(data: Path, count: int = 60, tests: int = 30) -> None:
    """Labels are rows of eight numbers; the first is the class."""
    for part, rows in (("train", count), ("test", tests)):
        labels = np.arange(rows * 8).reshape(rows, 8) * 1000
        labels[:, 0] = np.arange(rows) % 10
        write(data / "QMNIST" / "raw" / f"qmnist-{part}-images-idx3-ubyte", idx(pixels(rows, 28, 28, seed=rows)))
        write(data / "QMNIST" / "raw" / f"qmnist-{part}-labels-idx2-int", idx(labels, 0x0C))


def cifar_files(name: str, count: int = 12) -> dict[str, bytes]:
    """The pickled batches by their paths, as Python 2 wrote them."""
    ten = name == "CIFAR10"
    folder = "cifar-10-batches-py" if ten else "cifar-100-python"
    batches = [f"data_batch_{n}" for n in range(1, 6)] + ["test_batch"] if ten else ["train", "test"]
    found = {}
    for number, batch in enumerate(batches):
        labels = [(i + number) % 7 + (0 if ten else 90) for i in range(count)]
        entry = {"data": pixels(count, 3072, seed=number), "labels" if ten else "fine_labels": labels}
        found[f"{folder}/{batch}"] = pickle.dumps(entry, protocol=2)
    meta = {"label_names" if ten else "fine_label_names": [f"class {n}" for n in range(10 if ten else 100)]}
    return found | {f"{folder}/{'batches.meta' if ten else 'meta'}": pickle.dumps(meta, protocol=2)}


def files(data: Path, content: Mapping[str, bytes]) -> None:
    """Files by their paths."""
    for name, body in content.items():
        write(data / name, body)


def usps(data: Path, count: int = 30, tests: int = 20) -> None:
    """``label index:value …``, a line for each image."""
    for name, rows in (("usps.bz2", count), ("usps.t.bz2", tests)):
        values = np.random.default_rng(rows).uniform(-1, 1, (rows, 256)).round(4)
        lines = [
            f"{i % 10 + 1} " + " ".join(f"{k}:{v:g}" for k, v in enumerate(row, 1)) for i, row in enumerate(values)
        ]
        write(data / name, bz2.compress("".join(f"{line} \n" for line in lines).encode()))


def tar_gz(content: Mapping[str, bytes]) -> bytes:
    """A ``.tar.gz`` of these files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, body in content.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return buffer.getvalue()


def zipped(content: Mapping[str, bytes]) -> bytes:
    """A ``.zip`` of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def gz(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file gzipped."""
    return {f"{name}.gz": gzip.compress(body) for name, body in content.items()}


def svhn(data: Path, count: int = 30, tests: int = 12, compressed: bool = True) -> None:
    """MATLAB's format, compressed as the real one; the digit 0 has the label 10."""
    for number, (part, rows) in enumerate((("train", count), ("test", tests))):
        labels = np.arange(rows)[:, None] % 10
        labels[labels == 0] = 10
        data.mkdir(parents=True, exist_ok=True)
        savemat(
            data / f"{part}_32x32.mat",
            {"X": pixels(32, 32, 3, rows, seed=number), "y": labels.astype(np.uint8)},
            do_compression=compressed,
        )


def stl10(data: Path, count: int = 13, tests: int = 11) -> None:
    """Bytes without any head."""
    folder = data / "stl10_binary"
    for part, rows in (("train", count), ("test", tests)):
        write(folder / f"{part}_X.bin", pixels(rows, 3, 96, 96, seed=rows).tobytes())
        write(folder / f"{part}_y.bin", (np.arange(rows, dtype=np.uint8) % 10 + 1).tobytes())
    write(folder / "unlabeled_X.bin", b"")
    write(folder / "class_names.txt", b"airplane\n")


def photo(path: Path, number: int, kind: str = "RGB") -> Path:
    """A photo of a size of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = (20 + 3 * (number % 7), 30 - 2 * (number % 5))
    shape = (size[1], size[0], 3) if kind == "RGB" else (size[1], size[0])
    Image.fromarray(pixels(*shape, seed=number)).save(path)
    return path


def flowers(data: Path) -> None:
    """24 photos, the even ones to train with, three classes."""
    folder = data / "flowers-102"
    for number in range(1, 25):
        photo(folder / "jpg" / f"image_{number:05d}.jpg", number)
    ids = np.random.default_rng(0).permutation(np.arange(1, 25, dtype=np.uint16))
    savemat(folder / "setid.mat", {"trnid": ids[None, :10], "valid": ids[None, 10:16], "tstid": ids[None, 16:]})
    savemat(folder / "imagelabels.mat", {"labels": (np.arange(24, dtype=np.uint8) % 3 + 1)[None]}, do_compression=True)


def pets(data: Path) -> None:
    """Two breeds of dogs and one of cats; a photo in grey among them."""
    folder = data / "oxford-iiit-pet"
    breeds = (("Abyssinian", 1, 1), ("american_bulldog", 2, 2), ("american_pit_bull_terrier", 3, 2))
    for part, start, stop in (("trainval", 0, 8), ("test", 8, 12)):
        lines = []
        for number in range(start, stop):
            for name, category, kind in breeds:
                photo(folder / "images" / f"{name}_{number}.jpg", number * 10 + category, "L" if number == 3 else "RGB")
                lines.append(f"{name}_{number} {category} {kind} 1\n")
        write(folder / "annotations" / f"{part}.txt", "".join(lines).encode())


def food(data: Path) -> None:
    """The first two dishes, in the lists the other way round."""
    folder = data / "food-101"
    for part, start, stop in (("train", 0, 8), ("test", 8, 12)):
        rows = {name: [f"{name}/{n}" for n in range(start, stop)] for name in ("baby_back_ribs", "apple_pie")}
        for names in rows.values():
            for number, name in enumerate(names):
                photo(folder / "images" / f"{name}.jpg", start + number)
        write(folder / "meta" / f"{part}.json", json.dumps(rows).encode())


def signs(data: Path) -> None:
    """Three classes, with the lists that lie among the photos."""
    folder = data / "gtsrb"
    for target in range(3):
        for number in range(6):
            photo(folder / "GTSRB" / "Training" / f"{target:05d}" / f"{number:05d}.ppm", target * 10 + number)
        write(folder / "GTSRB" / "Training" / f"{target:05d}" / f"GT-{target:05d}.csv", b"Filename;Width\n")
    lines = ["Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\n"]
    for number in range(7):
        photo(folder / "GTSRB" / "Final_Test" / "Images" / f"{number:05d}.ppm", 90 + number)
        lines.append(f"{number:05d}.ppm;53;54;6;5;48;49;{number % 3}\n")
    write(folder / "GT-final_test.csv", "".join(lines).encode())
