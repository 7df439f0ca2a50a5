"""Small files of exactly torchvision's formats."""

import bz2
import gzip
import io
import pickle
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np


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
        labels = [(i + number) % (10 if ten else 100) for i in range(count)]
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
