"""Whether a file of weights is as it was written: PyTorch writes a checksum beside each tensor, and does not look at it."""

from __future__ import annotations

import zipfile
from pathlib import Path

_BEGIN = b"PK\x03\x04"
_PIECE = 1 << 20
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)


def is_intact(path: Path) -> bool:
    """False where a checksum says otherwise; True also for a file that has none. Takes about 1 MiB of memory.

    Raises ``OSError``.
    """
    with path.open("rb") as file:
        if file.read(len(_BEGIN)) != _BEGIN:  # as PyTorch wrote before 1.6
            return True
        try:
            with zipfile.ZipFile(file) as archive:
                records = archive.infolist()
                # PyTorch packs none: all together are no larger than the file, and take no longer to read.
                if sum(item.file_size for item in records) > path.stat().st_size or any(
                    i.compress_type for i in records
                ):
                    return False
                agree = [_agrees(archive, item) for item in records]
        except _DAMAGED:
            return False
    return all(agree) or not any(agree)  # none agrees where torch.serialization.set_crc32_options(False) was called


def _agrees(archive: zipfile.ZipFile, record: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(record) as content:
            while content.read(_PIECE):
                pass
    except _DAMAGED:
        return False
    return True
