"""Own files: the script reads what the program read, also the odd ones, and comes to the same weights."""

import numpy as np
import pytest
from PIL import Image

from tests.export.test_script import assert_same_weights, experiment
from workbench.spec.files import from_toml

RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [12, 12]\n'


def odd_images(folder, rng, count):
    """Images of many kinds: 16 bits, turned by the camera, with a palette, with transparency."""
    folder.mkdir(parents=True)
    turned = Image.Exif()
    turned[0x0112] = 6
    for number in range(count):
        pixels = rng.integers(0, 256, (14, 18, 3), np.uint8)
        image, path = Image.fromarray(pixels), folder / f"图片 {number}.png"
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
    data += 'memory = "stream"\n' if damaged == "skip" else ""
    data += "[[data.corrections]]\nindex = 0\n"  # counted with the damaged ones
    data += '[[data.corrections]]\nindex = 6\nlabel = "dogs"\ngiven = "cats"\n'
    data += '[[data.corrections]]\nindex = 1\nlabel = "cats"\ngiven = "dogs"\n'  # it is no dog any more
    assert_same_weights(experiment(data + RESIZE, "epochs = 1", classes=2), tmp_path, monkeypatch, tmp_path)


LISTS = {
    "classes by words": (lambda i: "小猫" if i % 2 else "dog", "", 2, "epochs = 1"),
    "classes by numbers, damaged ones": (lambda i: str(10 * (i % 2)), ', damaged = "skip"', 2, "epochs = 1"),
    "numbers": (lambda i: f"{i / 4:.3f},{i % 3 - 1}", ', targets = "a, b", mode = "L"', 2,
                'epochs = 1\nloss = { type = "MSELoss" }'),
}  # fmt: skip


@pytest.mark.parametrize("second_file", [False, True], ids=["one file", "two files"])
@pytest.mark.parametrize("case", LISTS.values(), ids=LISTS.keys())
def test_a_list_of_images(tmp_path, monkeypatch, case, second_file):
    label, settings, outputs, training = case
    odd_images(tmp_path / "photos" / "more", np.random.default_rng(4), 20)
    names = [f"more/图片 {number}.png" for number in range(20)]
    if "skip" in settings:
        (tmp_path / "photos" / names[3]).write_bytes(b"x")
        names[4] = "gone.png"
    header = "file,a,b" if "," in label(0) else "file,a"
    for name, numbers in (("train", range(16 if second_file else 20)), ("test", range(16, 20))):
        rows = "\n".join([header, *(f"{names[i]},{label(i)}" for i in numbers)])
        (tmp_path / f"{name}.csv").write_text(rows, encoding="gb18030")
    test = 'test_path = "test.csv"' if second_file else "test_fraction = 0.2"
    data = f'source = {{ type = "ImageList", path = "train.csv", root = "photos", {test}{settings} }}\nbatch_size = 4\n'
    assert_same_weights(experiment(data + RESIZE, training, classes=outputs), tmp_path, monkeypatch, tmp_path)


def test_all_for_training(tmp_path, monkeypatch):
    """Nothing is kept for the test."""
    odd_images(tmp_path / "a", np.random.default_rng(5), 8)
    (tmp_path / "l.txt").write_text(
        "\n".join(f"a/图片 {i}.png {i % 2}" for i in range(8)).replace("图片 ", "图片"), "utf-8"
    )
    for path in (tmp_path / "a").iterdir():
        path.rename(path.with_name(path.name.replace(" ", "")))
    data = (
        'validation_fraction = 0\nsource = { type = "ImageList", path = "l.txt", test_fraction = 0 }\nbatch_size = 4\n'
    )
    assert_same_weights(experiment(data + RESIZE, "epochs = 1", classes=2), tmp_path, monkeypatch, tmp_path)


MLP = '[[model.layers]]\ntype = "Flatten"\n[[model.layers]]\ntype = "Linear"\nout_features = {outputs}\n'
RNG = np.random.default_rng(6)
IMAGES = RNG.integers(0, 256, (30, 9, 9, 3), np.uint8)
NUMBERS = 'epochs = 2\nloss = { type = "MSELoss" }'

ARRAYS = {
    "images, gaps": ({"x": IMAGES, "y": np.arange(30) % 3 * 5}, "", 3, "epochs = 2"),
    "images of floats, one-hot": ({"x": IMAGES[..., 0] / 255, "y": np.eye(3)[np.arange(30) % 3]}, "", 3, "epochs = 2"),
    "images, a test of their own": (
        {"x_train": IMAGES[:20], "y_train": np.arange(20) % 3, "x_test": IMAGES[20:], "y_test": np.arange(10) % 3}, "", 3, "epochs = 2"),
    "a table, two numbers": ({"data": RNG.normal(size=(30, 4)), "target": RNG.normal(size=(30, 2))}, "", 2, NUMBERS),
    "series, words": ({"a": RNG.normal(size=(30, 12, 2)), "b": np.array(["no", "是"] * 15)},
                      ', x = "a", y = "b", layout = "NTC", test_fraction = 0.3', 2, "epochs = 2"),
}  # fmt: skip


@pytest.mark.parametrize("case", ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays(tmp_path, monkeypatch, case):
    arrays, settings, outputs, training = case
    np.savez(tmp_path / "a.npz", **arrays)
    value = from_toml(
        f'format = 1\nseed = 3\n[data]\nsource = {{ type = "NPZ", path = "a.npz"{settings} }}\nbatch_size = 4\n'
        f'{MLP.format(outputs=outputs)}\n[training]\ndevice = "cpu"\n{training}\n'
    )
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "read_npz(" in text and "workbench.data" not in text


@pytest.mark.parametrize("settings", ["", ', damaged = "skip", texts = "words"', ', test_root = "more", mode = "L"'])
def test_images_with_texts(tmp_path, monkeypatch, settings):
    texts = tmp_path / ("words" if "texts" in settings else "photos")
    for folder, count in (("photos", 16), ("more", 6)):
        odd_images(tmp_path / folder, np.random.default_rng(count), count)
        place = texts if folder == "photos" else tmp_path / folder
        place.mkdir(exist_ok=True)
        for number in range(count):
            (place / f"图片 {number}.txt").write_text("大狗" if number % 2 else "小猫", encoding="gb18030")
    if "skip" in settings:
        (texts / "图片 3.txt").unlink()
        (tmp_path / "photos" / "图片 4.png").write_bytes(b"x")
    data = f'source = {{ type = "ImageTextPairs", root = "photos"{settings} }}\nbatch_size = 4\n'
    assert_same_weights(experiment(data + RESIZE, "epochs = 1", classes=2), tmp_path, monkeypatch, tmp_path)


def test_a_path_from_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    np.savez(tmp_path / "a.npz", x=IMAGES, y=np.arange(30) % 3)
    value = from_toml(
        'format = 1\n[data]\nsource = { type = "NPZ", path = "~/a.npz" }\n'
        f'{MLP.format(outputs=3)}\n[training]\ndevice = "cpu"\nepochs = 1\n'
    )
    assert_same_weights(value, tmp_path, monkeypatch, tmp_path / "elsewhere")
