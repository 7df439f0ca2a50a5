"""A few of the bits that ``python -m tests.faults bits`` turns."""

import random

import torch

from tests.faults.bits import bit_of_a_checkpoint, bit_of_weights, half_a_run
from workbench.training.intact import is_intact


def test_turned_bits(tmp_path):
    run, chance = half_a_run(tmp_path / "run"), random.Random(1)
    assert not [wrong for _ in range(5) if (wrong := bit_of_a_checkpoint(run, chance.getrandbits(40)))]
    found = [bit_of_weights(run / "last.pth", chance.getrandbits(40)) for _ in range(20)]
    assert not [wrong for _, wrong in found if wrong] and any(noticed for noticed, _ in found)


def test_files_without_checksums_are_read(tmp_path):
    state = {"a": torch.ones(3)}
    torch.save(state, tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    torch.serialization.set_crc32_options(False)
    try:
        torch.save(state, tmp_path / "without.pth")
    finally:
        torch.serialization.set_crc32_options(True)
    assert is_intact(tmp_path / "old.pth") and is_intact(tmp_path / "without.pth")
