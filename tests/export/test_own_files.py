"""Own files: the script reads what the program read, also the odd ones, and comes to the same weights."""

import numpy as np
import pytest
from PIL import Image

from tests.export.test_script import assert_same_weights, experiment

RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [12, 12]\n'


def odd_images(folder, rng, count):
    """Images of many kinds: 16 bits, turned by the camera, with a palette, with transparency."""
    folder.mkdir(parents=True)
    turned = Image.Exif()
    turned[0x0112] = 6
    for number in range(count):
        pixels = rng.integers(0, 256, (14, 18, 3), np.uint8)
        image, path = Image.fromarray(pixels), folder / f"图 {number}.png"
        match number % 4:
            case 0:
                Image.fromarray(rng.integers(0, 65536, (14, 18)).astype(np.uint16)).save(path)
            case 1:
                image.save(path, exif=turned)
            case 2:
                image.quantize(8).save(path, transparency=3)
            case _:
                image.convert("RGBA").save(path)


@pytest.mark.parametrize("damaged", ["stop", "skip"])
def test_a_folder_of_odd_images(tmp_path, monkeypatch, damaged):
    rng = np.random.default_rng(3)
    for name in ("cats", "dogs"):
        odd_images(tmp_path / "photos" / name, rng, 10)
    if damaged == "skip":
        for name, content in (("1b.png", b""), ("2b.png", b"nothing"), ("3b.jpg", b"\xff\xd8\xff")):
            (tmp_path / "photos" / "cats" / name).write_bytes(content)
        Image.fromarray(np.zeros((4, 4), np.float32)).save(tmp_path / "photos" / "dogs" / "wide.tif")
    data = f'source = {{ type = "ImageFolder", root = "photos", test_fraction = 0.2, damaged = "{damaged}" }}\nbatch_size = 4\n'
    assert_same_weights(experiment(data + RESIZE, "epochs = 1", classes=2), tmp_path, monkeypatch, tmp_path)
