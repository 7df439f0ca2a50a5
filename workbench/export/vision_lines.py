"""How the exported script loads torchvision's data sets: through torchvision's own classes."""

from __future__ import annotations

from workbench.catalog.vision_sets import EMNIST, QMNIST, FakeData
from workbench.data.vision import smaller
from workbench.export.inline import Carried
from workbench.spec.parts import DatasetPart

TRAIN = ("train in (True, False)", "train=train")
SPLIT = ('split in ("train", "test")', "split=split")
DATA, TARGETS = "part.data[:, None]", "part.targets.numpy()"

PLAIN = {
    "MNIST": (*TRAIN, DATA, TARGETS),
    "FashionMNIST": (*TRAIN, DATA, TARGETS),
    "KMNIST": (*TRAIN, DATA, TARGETS),
    "USPS": (*TRAIN, f"torch.from_numpy({DATA})", "np.array(part.targets)"),
    "CIFAR10": (
        *TRAIN,
        "torch.from_numpy(np.ascontiguousarray(part.data.transpose(0, 3, 1, 2)))",
        "np.array(part.targets)",
    ),
    "SVHN": (*SPLIT, "torch.from_numpy(np.ascontiguousarray(part.data))", "part.labels"),
    "STL10": (*SPLIT, "torch.from_numpy(np.ascontiguousarray(part.data))", "part.labels.astype(np.int64)"),
}
"""The loop over the two parts, what the class is asked for, its images and its targets."""
PLAIN["CIFAR100"] = PLAIN["CIFAR10"]

PHOTOS = {
    "Flowers102": ("train", "test"),
    "OxfordIIITPet": ("trainval", "test"),
    "Food101": ("train", "test"),
    "GTSRB": ("train", "test"),
}
"""What torchvision calls the two parts."""


def vision_carried(source: DatasetPart, found: Carried) -> None:
    """Add what the lines use of ours."""
    if getattr(source, "shorter_side", 0):
        found.add_module(smaller)


def vision_body(source: DatasetPart, head: str) -> str:
    """``load_data`` with what it needs, after its ``head``; empty for other sets."""
    if source.type in ("SVHN", "Flowers102"):
        head += "    # torchvision reads this set's labels with SciPy: pip install scipy\n"
    if source.type in PLAIN:
        loop, asked, images, targets = PLAIN[source.type]
        return head + _loop(loop, f"datasets.{source.type}(data_dir, {asked}, download=True)", f"[{images}, {targets}]")
    if isinstance(source, EMNIST):
        images = "part.data.transpose(1, 2).contiguous()[:, None]" if source.upright else DATA
        targets = f"{TARGETS} - 1" if source.split == "letters" else TARGETS
        call = f'datasets.EMNIST(data_dir, split="{source.split}", {TRAIN[1]}, download=True)'
        return head + _loop(TRAIN[0], call, f"[{images}, {targets}]")
    if isinstance(source, QMNIST):
        call = "datasets.QMNIST(data_dir, what=what, download=True)"
        return head + _loop(f'what in ("train", "{source.what}")', call, f"[{DATA}, part.targets[:, 0].numpy()]")
    if isinstance(source, FakeData):
        return _fake(source, head)
    return _photos(source, head) if source.type in PHOTOS else ""


def _loop(loop: str, call: str, result: str) -> str:
    return f"    parts = []\n    for {loop}:\n        part = {call}\n        parts += {result}\n    return parts"


def _reading(what: str, image: str, pixels: str) -> str:
    return (
        "def read_images(part):\n"
        f'    """{what}"""\n'
        "    images, targets = [], []\n"
        "    for index in range(len(part)):\n"
        "        image, target = part[index]\n"
        f"        pixels = np.array({image})\n"
        f"        images.append(torch.from_numpy({pixels}))\n"
        "        targets.append(target)\n"
        "    return together(images), np.array(targets)\n\n\n"
    )


CHANNELS_FIRST = "np.ascontiguousarray(pixels.transpose(2, 0, 1))"


def _photos(source: DatasetPart, head: str) -> str:
    side = getattr(source, "shorter_side", 0)
    first, second = PHOTOS[source.type]
    if getattr(source, "train_split", "train") == "train+val":
        call = "datasets.Flowers102(data_dir, split=split, download=True)"
        lines = (
            f'    train, val, test = ({call} for split in ("train", "val", "test"))\n'
            "    return (*read_images(ConcatDataset([train, val])), *read_images(test))"
        )
    else:
        kind = getattr(source, "target_types", "category")
        more = f', target_types="{kind}"' if kind != "category" else ""
        call = f"datasets.{source.type}(data_dir, split=split{more}, download=True)"
        lines = _loop(f'split in ("{first}", "{second}")', call, "read_images(part)")
    what = "Photos (C, H, W), made smaller, and their class numbers." if side else "Photos (C, H, W), class numbers."
    return _reading(what, f"smaller(image, {side})" if side else "image", CHANNELS_FIRST) + head + lines


def _fake(source: FakeData, head: str) -> str:
    first, second = source.random_offset, source.random_offset + source.size
    call = f"datasets.FakeData(size, {source.image_size}, {source.num_classes}, random_offset=offset)"
    loop = f"size, offset in (({source.size}, {first}), ({source.test_size}, {second}))"
    pixels = "pixels[None]" if source.image_size[0] == 1 else CHANNELS_FIRST
    return (
        _reading("Images (C, H, W) and their class numbers.", "image", pixels)
        + head
        + _loop(loop, call, "read_images(part)")
    )
