"""How the exported script reads the user's own image files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import ModuleType
from typing import Any

from workbench.catalog.datasets import ImageFolder, ImageList, ImageTextPairs
from workbench.data import image_list, pixels, text_labels
from workbench.data.image_list import ListReading
from workbench.data.image_list_source import list_reading
from workbench.spec.parts import DatasetPart

CORRECTED = (
    "    files, targets = [files[row] for row in rows], targets[rows]",
    "    targets, rows = mended(targets, still_fitting(targets, corrections, given))",
)


def file_modules(source: DatasetPart) -> tuple[ModuleType, ...]:
    """What the script carries for it; empty for data sets of other kinds."""
    if isinstance(source, ImageFolder):
        return (pixels,)
    if isinstance(source, ImageTextPairs):
        return (pixels, text_labels)
    return (pixels, image_list) if isinstance(source, ImageList) else ()


def file_functions(source: DatasetPart, head: str, corrected: Collection[str] = ()) -> str:
    """``read_images`` and, under its ``head``, the body of ``load_data``; ``corrected`` are the parts with corrections."""
    names = ("TRAIN", "TEST")
    given = tuple(f", {name}_CORRECTIONS, {name}_GIVEN" if name.lower() in corrected else ", {}, {}" for name in names)
    given = given if corrected else ("", "")
    if isinstance(source, ImageFolder):
        body = _folder(source, given)
    else:
        body = _pairs(source, given) if isinstance(source, ImageTextPairs) else _list(source, given)
    return f"{_read_images(source, bool(corrected))}\n\n\n{head}{body}"


def _read_images(source: Any, corrected: bool) -> str:
    decode = f'pixels = read_pixels(Path(files[row]), "{source.mode}")'
    lines = [
        f"def read_images(files: list, targets: np.ndarray, rows: np.ndarray{', corrections: dict, given: dict' if corrected else ''}):",
        '    """These files decoded (C, H, W), all of them in memory, and their targets."""',
        *(CORRECTED if corrected else ()),
        "    images, kept = [], []",
        "    for row in rows:",
    ]
    if source.damaged == "skip":
        lines += ["        try:", f"            {decode}", "        except Exception:", "            continue"]
    else:
        lines.append(f"        {decode}")
    return "\n".join([
        *lines,
        "        images.append(torch.from_numpy(pixels))",
        "        kept.append(row)",
        "    return together(images), targets[kept]",
    ])  # fmt: skip


def placed(name: str) -> str:
    """The expression of a path that is looked for here, then in the data folder."""
    if name.startswith("~"):
        return f"Path({name!r}).expanduser()"
    return f"Path({name!r}) if Path({name!r}).exists() else data_dir / {name!r}"


def _folder(source: ImageFolder, given: Sequence[str]) -> str:
    def listed(name: str, root: str) -> list[str]:
        return [
            f"    {name}_root = {placed(root)}",
            f"    {name}_files, {name}_targets = zip(*datasets.ImageFolder({name}_root).samples)",
            f"    {name}_targets = np.array({name}_targets)",
        ]

    if source.test_root:
        lines = [*listed("train", source.root), *listed("test", source.test_root)]
        return "\n".join([*lines, *_both_parts(given)])
    return "\n".join(
        [*listed("all", source.root), *_split("all_files", "all_targets", "all_targets", source.test_fraction, given)]
    )


def _both_parts(given: Sequence[str]) -> list[str]:
    return [
        "    return (",
        f"        *read_images(train_files, train_targets, np.arange(len(train_files)){given[0]}),",
        f"        *read_images(test_files, test_targets, np.arange(len(test_files)){given[1]}),",
        "    )",
    ]


def _split(files: str, targets: str, strata: str, fraction: float, given: Sequence[str]) -> list[str]:
    return [
        f"    kept, held_out = stratified_split({strata}, {fraction!r}, seed=0)",
        f"    return (*read_images({files}, {targets}, kept{given[0]}), *read_images({files}, {targets}, held_out{given[1]}))",
    ]


def _list(source: Any, given: Sequence[str]) -> str:
    reading = list_reading(source)
    known = {name: value for name, value in vars(reading).items() if value != getattr(ListReading(), name)}
    words = ", ".join(f"{name}={value!r}" for name, value in known.items())
    rest = f"must_exist={source.damaged == 'stop'}"
    lines = [
        f"    reading = ListReading({words})",
        f"    root = {placed(source.root) if source.root.strip() else None}",
        f"    found = read_list({placed(source.path)}, reading, root, {rest})",
    ]
    if source.test_path.strip():
        return "\n".join([
            *lines,
            f"    test = read_list({placed(source.test_path)}, reading, root, found, {rest})",
            "    train_files, train_targets, test_files, test_targets = found.files, found.targets, test.files, test.targets",
            *_both_parts(given),
        ])  # fmt: skip
    return "\n".join([
        *lines,
        "    strata = found.targets if found.classes else np.zeros(len(found.targets), np.int64)",
        *_split("found.files", "found.targets", "strata", source.test_fraction, given),
    ])  # fmt: skip


def _pairs(source: ImageTextPairs, given: Sequence[str]) -> str:
    rest = f"must_label={source.damaged == 'stop'}"
    lines = [
        f"    texts = {placed(source.texts) if source.texts.strip() else None}",
        f"    found = read_labelled({placed(source.root)}, texts, {source.encoding!r}, {rest})",
    ]
    if source.test_root.strip():
        return "\n".join([
            *lines,
            f"    test = read_labelled({placed(source.test_root)}, texts, {source.encoding!r}, found.classes, {rest})",
            "    train_files, train_targets, test_files, test_targets = found.files, found.targets, test.files, test.targets",
            *_both_parts(given),
        ])  # fmt: skip
    return "\n".join([*lines, *_split("found.files", "found.targets", "found.targets", source.test_fraction, given)])
