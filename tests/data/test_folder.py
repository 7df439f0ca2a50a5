"""A folder of images as people have them: what is read, and what is said of what cannot be."""

import io
import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from workbench.catalog.datasets import ImageFolder
from workbench.data.folder import EXTENSIONS, FolderSource
from workbench.data.image_files import read_image
from workbench.data.pixels import as_bytes
from workbench.data.samples import Loaded
from workbench.spec.problems import ExperimentError, Problem, RunError


def saved(path: Path, value: int = 100, size: tuple[int, int] = (6, 4), mode: str = "RGB") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((size[1], size[0], 3), value, np.uint8)
    Image.fromarray(pixels).convert(mode).save(path)
    return path


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two classes of three pictures, 6 wide and 4 high."""
    for name, value in (("cats", 10), ("dogs", 200)):
        for number in range(3):
            saved(tmp_path / "photos" / name / f"{number}.png", value + number)
    return tmp_path / "photos"


def source(root: object, **settings: object) -> FolderSource:
    return FolderSource(ImageFolder(root=str(root), test_fraction=0, **settings), Path("nowhere"))


def load(root: object, **settings: object) -> Loaded:
    return source(root, **settings).load(lambda *_: None)


def said(root: object, **settings: object) -> str:
    """The one problem of a folder that cannot be read, the same from a quick look as from loading."""
    lines = []
    for look in (lambda: source(root, **settings).facts(), lambda: load(root, **settings)):
        with pytest.raises(ExperimentError) as caught:
            look()
        (found,) = caught.value.problems
        assert found.address.startswith("data.source.") and str(found.remedy)
        lines.append(found.line())
    assert lines[0] == lines[1]
    return lines[0]


def refusal(path: Path, mode: str = "RGB") -> str:
    """Why a file cannot be read; the sentence names it."""
    found = read_image(path, mode)
    assert isinstance(found, Problem)
    assert str(found.what).startswith(f"{path} cannot be read: ") and "skip" in str(found.remedy)
    return str(found.what.values["reason"])


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")


# ---- what is read


def test_classes_files_and_labels_in_their_order(photos):
    facts = source(photos).facts()
    assert (facts.classes, facts.shape, facts.train, facts.test) == (("cats", "dogs"), (3, 4, 6), 6, 0)
    loaded = load(photos)
    assert loaded.train.images.shape == (6, 3, 4, 6) and loaded.train.images.dtype == np.uint8
    assert loaded.train.images[:, 0, 0, 0].tolist() == [10, 11, 12, 200, 201, 202]
    assert loaded.train.targets.tolist() == [0, 0, 0, 1, 1, 1] and loaded.notes == ()


def test_listed_as_torchvision_does(photos):
    from torchvision import datasets

    for name in ("b/deep/er/1.JPG", "a.b/2.png", "a/3.Png", "a/b/4.webp", "Z/5.bmp"):
        saved(photos / "cats" / name)
    for name in (".DS_Store", "Thumbs.db", "notes.txt", "movie.mp4"):
        (photos / "cats" / name).write_bytes(b"x")
    (photos / "readme.txt").write_bytes(b"x")
    theirs = datasets.ImageFolder(photos)
    found = source(photos).listing()
    assert list(found.classes) == theirs.classes
    assert [(str(path), target) for path, target in found.train] == theirs.samples and len(found.train) == 11


@pytest.mark.parametrize("ending", EXTENSIONS)
def test_endings_in_capitals(photos, ending):
    saved(photos / "cats" / f"picture{ending.upper()}", mode="L" if ending in (".ppm", ".pgm") else "RGB")
    assert source(photos).facts().train == 7


def test_hidden_files_are_no_images(photos):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"):
        (photos / name).write_bytes(b"\0")
        (photos / "dogs" / name).write_bytes(b"\0")
    assert source(photos).facts().train == 6 and len(load(photos).train) == 6


@pytest.mark.parametrize("name", ["two words", "🐈 und 🐕", "猫", "ünï", "it's", "{0} %s", "-x"])
def test_names_of_all_kinds(tmp_path, name):
    for each in (name, "other"):
        saved(tmp_path / each / "1.png").replace(tmp_path / each / f"{name}.png")
    loaded = load(tmp_path)
    assert loaded.classes == tuple(sorted((name, "other"))) and len(loaded.train) == 2
    (tmp_path / name / "broken.png").write_bytes(b"nothing")
    with pytest.raises(RunError, match="cannot be read") as caught:
        load(tmp_path)
    assert str(tmp_path / name / "broken.png") in str(caught.value)


def test_a_folder_within_a_class_belongs_to_it(photos):
    saved(photos / "dogs" / "2020" / "summer" / "x.png", 77)
    loaded = load(photos)
    assert len(loaded.train) == 7 and loaded.train.targets[loaded.train.images[:, 0, 0, 0] == 77].tolist() == [1]


def test_images_of_different_sizes(photos):
    saved(photos / "dogs" / "big.png", size=(30, 20))
    facts, loaded = source(photos).facts(), load(photos)
    assert facts.shape is None and facts.largest == (3, 20, 30)
    assert [image.shape for image in loaded.train.images] == [*[(3, 4, 6)] * 6, (3, 20, 30)]


def test_a_relative_folder_is_looked_for_here_and_in_the_data_folder(photos, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert source("photos").facts().train == 6
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert FolderSource(ImageFolder(root="photos"), tmp_path).facts().train == 6
    monkeypatch.chdir(photos)
    assert source(".").facts().classes == ("cats", "dogs")


def test_reading_in_threads_changes_nothing(photos):
    alone = load(photos)
    part = ImageFolder(root=str(photos), test_fraction=0)
    together = FolderSource(part, Path("nowhere"), num_workers=3).load(lambda *_: None)
    assert np.array_equal(alone.train.images, together.train.images)


def test_the_test_folder_is_read_apart(photos, tmp_path):
    for name in ("cats", "dogs"):
        saved(tmp_path / "test" / name / "1.png", 55)
    loaded = load(photos, test_root=str(tmp_path / "test"))
    assert (len(loaded.train), loaded.test.targets.tolist()) == (6, [0, 1])
    saved(tmp_path / "test" / "mice" / "1.png")
    assert "different classes: mice." in said(photos, test_root=str(tmp_path / "test"))


# ---- folders that will not do


@pytest.mark.parametrize("root", ["", "  "])
def test_no_folder_is_chosen(root, photos, monkeypatch):
    monkeypatch.chdir(photos)
    assert said(root) == ("data.source.root: No folder is chosen. Choose the folder that holds one folder per class.")


@pytest.mark.parametrize("name", ["gone", "gone/deep", "~nobody-here/x"])
def test_a_folder_that_is_not_there(tmp_path, name):
    line = said(tmp_path / name if "~" not in name else name)
    assert line.startswith("data.source.root: There is no folder “") and "gone" in line + "gone" * ("~" in name)


@pytest.mark.skipif(os.name == "nt", reason="there such a name is just not there")
def test_a_name_that_is_too_long(tmp_path):
    assert "File name too long" in said(tmp_path / ("x" * 300))


def test_a_file_is_no_folder(photos):
    path = photos / "cats" / "0.png"
    assert said(path).startswith(f"data.source.root: “{path}” is not a folder. Choose")


def test_no_class_folders(tmp_path):
    saved(tmp_path / "1.png")
    assert f"“{tmp_path}” holds no folders; a class is a folder" in said(tmp_path)


def test_one_class_only(tmp_path):
    saved(tmp_path / "cats" / "1.png")
    assert "holds one folder only, “cats”" in said(tmp_path)


def test_an_archive_in_a_folder_of_its_name_is_mended(photos):
    with pytest.raises(ExperimentError) as caught:
        source(photos.parent).facts()
    (edit,) = caught.value.problems[0].fix.edits
    assert source(edit.value).facts().train == 6


def test_every_empty_class_is_named(photos):
    for name in ("mice", "birds"):
        (photos / name / "within").mkdir(parents=True)
    (photos / "mice" / "photo.heic").write_bytes(b"x")
    with pytest.raises(ExperimentError) as caught:
        source(photos).facts()
    lines = [item.line() for item in caught.value.problems]
    assert [
        f"“{name}” has no images ({photos / name})" in line for name, line in zip(("birds", "mice"), lines, strict=True)
    ]
    assert all(".png" in line for line in lines)


def test_a_hidden_folder_counts_and_is_said(photos):
    (photos / ".ipynb_checkpoints").mkdir()
    assert "hidden folder" in said(photos) and ".ipynb_checkpoints" in said(photos)
    saved(photos / ".ipynb_checkpoints" / "0-checkpoint.png")
    facts = source(photos).facts()
    (note,) = facts.notes
    assert len(facts.classes) == 3 and note.severity == "warning" and ".ipynb_checkpoints" in note.line()


@pytest.mark.parametrize("place", [".", "cats", "cats/within"])
def test_a_folder_that_may_not_be_read(photos, monkeypatch, place):
    (photos / "cats" / "within").mkdir()
    scandir = os.scandir

    def refuse(path):
        if Path(path) == photos / place:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert f"{photos / place} cannot be read: Permission denied. Check the name and the rights." in said(photos)


@pytest.mark.parametrize("look", ["is_dir", "exists"])
def test_a_folder_that_may_not_be_looked_at(photos, monkeypatch, look):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.chdir(photos.parent)
    monkeypatch.setattr(Path, look, refuse)
    if look == "is_dir":
        assert "photos cannot be read: Permission denied" in said("photos")
    else:
        assert source("photos").facts().train == 6


@pytest.mark.parametrize(
    ("link", "target"), [("cats/again", "cats"), ("cats/up", "."), ("self", "."), ("cats/x/y", "cats/x")]
)
def test_a_link_in_a_circle(photos, link, target):
    (photos / link).parent.mkdir(exist_ok=True)
    linked(photos / link, photos / target)
    assert said(photos) == (
        f"data.source.root: “{photos / link}” is a link to a folder that it lies in itself. Remove the link."
    )


def test_two_links_in_a_circle(photos):
    linked(photos / "cats" / "others", photos / "dogs")
    linked(photos / "dogs" / "others", photos / "cats")
    assert "is a link to a folder that it lies in itself" in said(photos)


def test_links_that_do_not_go_in_a_circle_are_followed(photos, tmp_path):
    saved(tmp_path / "elsewhere" / "4.png")
    linked(photos / "cats" / "more", tmp_path / "elsewhere")
    linked(photos / "mice", tmp_path / "elsewhere")
    assert source(photos).facts().train == 8


# ---- files that will not do


def png(width: int, height: int, data: bytes) -> bytes:
    """A grey PNG that says what size it has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def content(kind: str) -> bytes:
    stream = io.BytesIO()
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 256, (40, 40, 3), np.uint8)).save(stream, "JPEG" if "jpg" in kind else "PNG")
    whole = stream.getvalue()
    return {
        "empty": b"",
        "text": b"This is a text, and no image at all.",
        "page": b"<!doctype html><html><body>404</body></html>",
        "cut png": whole[: len(whole) // 2],
        "cut jpg": whole[: len(whole) // 2],
        "head of a png": whole[:30],
        "damaged png": whole[:60] + bytes(byte ^ 0x55 for byte in whole[60:-20]) + whole[-20:],
        "64 million": png(8001, 8000, b""),
        "100 million": png(10_000, 10_000, b""),
        "bomb": png(60_000, 60_000, b""),
    }[kind]


BAD = [
    ("empty", "it is empty"),
    ("text", "it is not an image that Pillow knows"),
    ("page", "it is not an image that Pillow knows"),
    ("cut png", "its end is missing"),
    ("cut jpg", "its end is missing"),
    ("head of a png", ""),
    ("damaged png", ""),
    ("64 million", "it has 8001 × 8000 pixels, more than 64 million"),
    ("100 million", "it has more than 64 million pixels"),
    ("bomb", "it has more than 64 million pixels"),
]


@pytest.mark.parametrize(("kind", "words"), BAD, ids=[kind for kind, _ in BAD])
def test_a_bad_file_is_named_or_left_out(photos, kind, words):
    path = photos / "dogs" / "1.png"
    path.write_bytes(content(kind))
    reason = refusal(path)
    assert words in reason and len(reason.splitlines()) == 1 and str(path) not in reason
    assert source(photos).facts().train == 6
    with pytest.raises(RunError) as caught:
        load(photos)
    assert caught.value.problem.severity == "error" and str(path) in str(caught.value)
    loaded = load(photos, damaged="skip")
    (note,) = loaded.notes
    assert str(path) in note.line() and note.severity == "warning"
    assert loaded.train.targets.tolist() == [0, 0, 0, 1, 1]
    assert len(source(photos).preview(6)) == 5


def test_a_folder_of_bad_files_only(photos):
    for path in photos.rglob("*.png"):
        path.write_bytes(b"x")
    with pytest.raises(ExperimentError, match="None of the 6 training images can be read"):
        load(photos, damaged="skip")


def test_a_file_that_may_not_be_read(photos, monkeypatch):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Image, "open", refuse)
    assert refusal(photos / "dogs" / "1.png") == "Permission denied"


def test_a_link_that_leads_nowhere(photos):
    path = photos / "dogs" / "link.png"
    linked(path, photos / "gone.png")
    assert refusal(path) == "it is not a file, or a link that leads nowhere"
    with pytest.raises(RunError, match="leads nowhere"):
        load(photos)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(photos):
    os.mkfifo(photos / "dogs" / "pipe.png")
    assert source(photos).facts().train == 7
    assert "it is not a file" in refusal(photos / "dogs" / "pipe.png")


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".webp", ".tif", ".ppm"])
def test_whatever_byte_is_wrong_it_is_an_image_or_a_sentence(tmp_path, ending):
    whole = saved(tmp_path / f"whole{ending}", size=(9, 7)).read_bytes()
    rng = np.random.default_rng(1)
    path, seen = tmp_path / f"wrong{ending}", set()
    for _ in range(150):
        wrong = bytearray(whole)
        for place in rng.integers(0, min(len(whole), 120), rng.integers(1, 4)):
            wrong[place] = rng.integers(256)
        path.write_bytes(wrong[: rng.integers(1, len(wrong) + 1)] if rng.random() < 0.3 else wrong)
        found = read_image(path, "RGB")
        seen.add(type(found))
        assert isinstance(found, Problem) or (found.ndim == 3 and found.shape[0] == 3)
    assert Problem in seen


# ---- pixels of all kinds


@pytest.mark.parametrize("ending", ["png", "tif", "pgm"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_of_sixteen_bits_the_upper_eight_count(tmp_path, ending, mode):
    values = np.array([[0, 255, 256, 4096], [25_700, 32_768, 65_280, 65_535]], np.uint16)
    Image.fromarray(values).save(tmp_path / f"x.{ending}")
    found = read_image(tmp_path / f"x.{ending}", mode)
    assert found.dtype == np.uint8 and len(found) == {"L": 1, "RGB": 3}[mode]
    assert all(channel.tolist() == (values >> 8).tolist() for channel in found)


@pytest.mark.parametrize("dtype", [np.float32, np.int32])
def test_numbers_of_32_bits_are_refused_in_words(tmp_path, dtype):
    Image.fromarray(np.arange(12, dtype=dtype).reshape(3, 4)).save(tmp_path / "x.tif")
    assert refusal(tmp_path / "x.tif") == "its numbers have 32 bits; save it with 8 or 16"


KINDS = {"1": (255, 0, 0), "L": (7, 7, 7), "LA": (7, 7, 7), "P": (200, 30, 90), "RGB": (200, 30, 90),
         "RGBA": (200, 30, 90), "CMYK": (200, 30, 90), "YCbCr": (200, 30, 90)}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_pixel_becomes_colour_and_grey(tmp_path, kind):
    image = Image.new("RGB", (5, 3), {"1": (255, 255, 255), "L": (7, 7, 7), "LA": (7, 7, 7)}.get(kind, (200, 30, 90)))
    path = tmp_path / ("x.tif" if kind in ("CMYK", "YCbCr") else "x.png")
    (image.quantize(4) if kind == "P" else image.convert(kind)).save(path)
    with Image.open(path) as opened:
        assert opened.mode == kind
    colour, grey = read_image(path, "RGB"), read_image(path, "L")
    assert colour.shape == (3, 3, 5) and grey.shape == (1, 3, 5)
    wanted = np.asarray(image)[0, 0].astype(int)
    assert np.abs(colour[:, 1, 1].astype(int) - wanted).max() <= 2
    assert abs(int(grey[0, 1, 1]) - wanted @ (0.299, 0.587, 0.114)) <= 2


def test_transparency_is_dropped_without_a_warning(tmp_path):
    image = Image.new("P", (4, 2), 1)
    image.putpalette([0, 0, 0, 200, 30, 90])
    image.save(tmp_path / "palette.png", transparency=bytes([0, 128]))
    Image.new("RGBA", (4, 2), (200, 30, 90, 0)).save(tmp_path / "alpha.png")
    for name in ("palette.png", "alpha.png"):
        assert read_image(tmp_path / name, "RGB")[:, 0, 0].tolist() == [200, 30, 90]


QUARTERS = np.repeat(np.repeat(np.array([[10, 90], [170, 250]], np.uint8), 8, 0), 12, 1)
"""Four grey fields, 24 wide and 16 high."""


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(photos, ending, orientation):
    """As the camera noted that it was held; the size that is said before reading is that of the upright image."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = photos / "cats" / f"a.{ending}"
    Image.fromarray(QUARTERS).convert("RGB").save(path, exif=exif, **({"lossless": True} if ending == "webp" else {}))
    turned = {1: lambda a: a, 2: np.fliplr, 3: lambda a: np.rot90(a, 2), 4: np.flipud, 5: np.transpose,
              6: lambda a: np.rot90(a, -1), 7: lambda a: np.rot90(a, 2).T, 8: np.rot90}[orientation](QUARTERS)  # fmt: skip
    found = read_image(path, "L")
    assert found.shape[1:] == turned.shape and np.abs(found[0].astype(int) - turned).max() <= 6
    for other in photos.rglob("?.png"):
        other.unlink() if other != path else None
    path.replace(photos / "dogs" / path.name)
    path.with_name(f"b.{ending}").write_bytes((photos / "dogs" / path.name).read_bytes())
    assert source(photos).facts().shape == (3, *turned.shape)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_damaged_note_of_the_camera_is_no_reason_to_stop(tmp_path):
    path = tmp_path / "x.jpg"
    Image.fromarray(QUARTERS).save(path, exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xffgarbage")
    assert read_image(path, "L").shape == (1, 16, 24)


@pytest.mark.parametrize("ending", ["webp", "png", "tif", "gif"])
def test_of_an_animation_the_first_image_counts(tmp_path, ending):
    first, second = (Image.new("RGB", (6, 4), (value,) * 3) for value in (50, 200))
    first.save(tmp_path / f"x.{ending}", save_all=True, append_images=[second])
    with Image.open(tmp_path / f"x.{ending}") as opened:
        assert opened.n_frames == 2
    found = read_image(tmp_path / f"x.{ending}", "L")
    assert found.shape == (1, 4, 6) and abs(int(found.mean()) - 50) <= 2


def test_a_photo_for_the_press_has_its_colours(tmp_path):
    """CMYK in a JPEG, which stores it inverted."""
    Image.new("RGB", (16, 16), (200, 30, 90)).convert("CMYK").save(tmp_path / "x.jpg")
    assert np.abs(read_image(tmp_path / "x.jpg", "RGB")[:, 5, 5].astype(int) - (200, 30, 90)).max() <= 6


def test_a_side_file_of_macos_is_called_so(photos):
    (photos / "cats" / "._0.png").write_bytes(b"\0\x05\x16\x07" + bytes(100))
    assert refusal(photos / "cats" / "._0.png") == "it is a side file of macOS, and no image"
    assert len(load(photos, damaged="skip").train) == 6


def test_a_class_that_is_lost_is_said(photos):
    for path in (photos / "cats").iterdir():
        path.write_bytes(b"x")
    loaded = load(photos, damaged="skip")
    assert loaded.train.targets.tolist() == [1, 1, 1]
    assert "None of the training images of the class “cats”" in loaded.notes[-1].line() and len(loaded.notes) == 4


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_pixels_may_be_written_to(tmp_path, mode):
    """PyTorch warns of arrays that may not."""
    torch.from_numpy(read_image(saved(tmp_path / "x.png"), mode)).add_(1)


def test_what_the_script_carries_refuses_the_same(tmp_path):
    Image.fromarray(np.zeros((2, 2), np.float32)).save(tmp_path / "x.tif")
    with Image.open(tmp_path / "x.tif") as image, pytest.raises(ValueError, match="32 bits"):
        as_bytes(image, "L")
    with pytest.raises(ValueError, match="too many"):
        as_bytes(Image.new("1", (8001, 8000)), "L")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a name may be any bytes")
def test_names_in_another_encoding(tmp_path):
    for name in (b"\xc4\xe3", b"other"):  # GBK, as archives from elsewhere have it
        folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        folder.mkdir()
        saved(tmp_path / "x.png").replace(folder / "1.png")
    assert len(load(tmp_path).classes) == 2
