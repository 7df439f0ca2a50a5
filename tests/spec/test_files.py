"""Files: written whole or not at all, read however people save them."""

import errno
import os
import stat
from pathlib import Path

import pytest

from workbench.spec.experiment import FORMAT, Correction, Experiment, corrected, uncorrected
from workbench.spec.files import MAX_BYTES, MIGRATIONS, from_plain, from_toml, read, to_toml, write, write_whole
from workbench.spec.problems import ExperimentError

OLD, NEW = Experiment(name="old"), Experiment(name="new")

posix = pytest.mark.skipif(os.name == "nt", reason="rights and links as on POSIX")


def refusal(path):
    with pytest.raises(ExperimentError) as error:
        read(path)
    (problem,) = error.value.problems
    return problem


def test_written_is_read(tmp_path):
    path = tmp_path / "ein Versuch 数字 🖊.toml"
    write(NEW, path)
    assert read(path) == NEW
    assert path.read_bytes() == to_toml(NEW).encode()
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("encode", [
    lambda text: "\ufeff".encode() + text.encode(),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.rstrip("\n").encode(),
    lambda text: ("# a comment\n\n" + text).encode(),
], ids=["byte order mark", "Windows lines", "no last newline", "comment"])  # fmt: skip
def test_what_other_editors_write_is_read(tmp_path, encode):
    path = tmp_path / "experiment.toml"
    path.write_bytes(encode(to_toml(NEW)))
    assert read(path) == NEW


def failing(call, on):
    """The call, raising a full disk the ``on``-th time."""
    count = 0

    def wrapped(*args, **kwargs):
        nonlocal count
        count += 1
        if count == on:
            raise OSError(errno.ENOSPC, "No space left on device")
        return call(*args, **kwargs)

    return wrapped


class Torn:
    """A file that takes half of what is written and then fails."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self.file.close()

    def write(self, content):
        self.file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def tear_writes(monkeypatch):
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *args, **kwargs: Torn(real(path, *args, **kwargs)))


BREAKS = {
    "open": lambda patch: patch.setattr(Path, "open", failing(Path.open, 1)),
    "write": tear_writes,
    "chmod": lambda patch: patch.setattr(Path, "chmod", failing(Path.chmod, 1)),
    "fsync": lambda patch: patch.setattr(os, "fsync", failing(os.fsync, 1)),
    "rename": lambda patch: patch.setattr(os, "replace", failing(os.replace, 1)),
}


@pytest.mark.parametrize("point", BREAKS)
def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, point):
    path = tmp_path / "experiment.toml"
    write(OLD, path)
    with monkeypatch.context() as patch:
        BREAKS[point](patch)
        with pytest.raises(OSError, match="No space left"):
            write(NEW, path)
    assert read(path) == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("point", sorted(BREAKS.keys() - {"chmod"}))
def test_failed_first_write_leaves_nothing(tmp_path, monkeypatch, point):
    with monkeypatch.context() as patch:
        BREAKS[point](patch)
        with pytest.raises(OSError, match="No space left"):
            write(NEW, tmp_path / "experiment.toml")
    assert list(tmp_path.iterdir()) == []


def test_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "experiment.toml"
    write(OLD, path)

    def stop(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            write(NEW, path)
    assert read(path) == OLD
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_folder_that_cannot_be_flushed_is_no_failure(tmp_path, monkeypatch):
    path = tmp_path / "experiment.toml"
    calls = []
    real = os.fsync

    def fsync(handle):
        calls.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        if calls[-1]:
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write(NEW, path)
    assert read(path) == NEW
    assert calls == [False, True]  # the file first, then its folder


def test_content_is_on_the_disk_before_the_name_changes(tmp_path, monkeypatch):
    order = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, real=real: (order.append(name), real(*args))[1])
    write_whole(tmp_path / "x", b"content")
    assert order[:2] == ["fsync", "replace"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_rights_of_the_old_file_are_kept(tmp_path, mode):
    path = tmp_path / "experiment.toml"
    write(OLD, path)
    path.chmod(mode)
    write(NEW, path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_new_file_has_the_rights_of_any_new_file(tmp_path):
    write(NEW, tmp_path / "ours.toml")
    (tmp_path / "any").write_text("x")
    assert (tmp_path / "ours.toml").stat().st_mode == (tmp_path / "any").stat().st_mode


@posix
def test_link_stays_a_link(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "real.toml", tmp_path / "link.toml"
    write(OLD, target)
    link.symlink_to(target)
    write(NEW, link)
    assert link.is_symlink()
    assert read(target) == NEW


def test_longest_name_can_be_written(tmp_path):
    for name in ("x" * 250 + ".toml", "数" * 80 + ".toml"):
        write(NEW, tmp_path / name)
        assert read(tmp_path / name) == NEW


def test_relative_path_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(NEW, Path("experiment.toml"))
    assert read(tmp_path / "experiment.toml") == NEW


def test_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write(NEW, tmp_path / "nowhere" / "experiment.toml")


def test_missing_file_is_said_with_its_name(tmp_path, values):
    problem = refusal(tmp_path / "nowhere.toml")
    assert str(tmp_path / "nowhere.toml") in problem.line()
    assert "No such file" in problem.line()
    assert values.is_a_sentence(problem.line())


def test_folder_is_not_a_file(tmp_path, values):
    problem = refusal(tmp_path)
    assert str(problem.what) == f"{tmp_path} is not a file."
    assert values.is_a_sentence(problem.line())


@posix
def test_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "is not a file" in refusal(tmp_path / "pipe").line()


@posix
def test_endless_device_is_refused():
    assert "is not a file" in refusal(Path("/dev/zero")).line()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00f", b"\x89PNG\r\n\x1a\n\x00", b'name = "\xe9"'])
def test_other_bytes_are_not_a_text(tmp_path, values, content):
    path = tmp_path / "other.toml"
    path.write_bytes(content)
    assert "is not a text in UTF-8" in refusal(path).line()
    assert values.is_a_sentence(refusal(path).line())


def test_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch, values):
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_text", failing(Path.read_text, 1))
    problem = refusal(path)
    assert "larger than 10 MB" in problem.line()
    assert values.is_a_sentence(problem.line())


@pytest.mark.parametrize(
    "text", ["format = 1\nx", "[", "a = 1\na = 2", "format = 1\n[model]\n[model]", "\x00", "a = 1979-99-99"]
)
def test_broken_toml_names_the_place(values, text):
    with pytest.raises(ExperimentError) as error:
        from_toml(text)
    (problem,) = error.value.problems
    assert "This is not a TOML file" in problem.line()
    assert "(at " in problem.line()
    assert values.is_a_sentence(problem.line())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "“format = 1”"),
        ("format = true", "“format = 1”"),
        ('format = "1"', "“format = 1”"),
        ("format = 1.0", "“format = 1”"),
        ("format = 2", "has format 2; this program knows 1. Update the workbench."),
        ("format = 0", "never been a format 0"),
        ("format = -7", "never been a format -7"),
        (f"format = {10**30}", "Update the workbench"),
        ("format = 0x" + "f" * 9000, "Update the workbench"),
        ("format = -" + "9" * 4000, "never been"),
    ],
)
def test_other_formats_are_refused(values, line, words):
    with pytest.raises(ExperimentError) as error:
        from_toml(line)
    (problem,) = error.value.problems
    assert problem.address == "format"
    assert words in problem.line()
    assert values.is_a_sentence(problem.line())


def test_older_formats_are_migrated_step_by_step(monkeypatch):
    monkeypatch.setitem(MIGRATIONS, -1, lambda plain: {"title": plain["heading"]})
    monkeypatch.setitem(MIGRATIONS, 0, lambda plain: {"name": plain["title"]})
    assert from_plain({"format": -1, "heading": "x"}).name == "x"
    assert from_plain({"format": 0, "title": "y"}).name == "y"


def test_a_format_never_lacks_its_migration():
    assert set(MIGRATIONS) == set(range(1, FORMAT))


def test_reading_does_not_change_the_tables():
    plain = {"format": 1, "model": {"layers": [{"type": "Linear", "out_features": 3}]}}
    from_plain(plain)
    assert plain == {"format": 1, "model": {"layers": [{"type": "Linear", "out_features": 3}]}}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("seed = -1", "seed"), ("seed = 9223372036854775808", "seed"), ("seed = 1.5", "seed"), ("name = 3", "name"),
        ('name = "a\\nb"', "name"), ('name = "a\\u2028b"', "name"), ("data = 3", "data"),
        (f'name = "{"x" * 201}"', "name"),
        ("data.batch_size = 0", "data.batch_size"), ("data.validation_fraction = 1", "data.validation_fraction"),
        ("data.transforms = {}", "data.transforms"), ("model.layers = 'x'", "model.layers"), ("model = []", "model"),
        ("training.epochs = 0", "training.epochs"), ("training.device = 'gpu'", "training.device"),
        ("training.device = 'cuda:'", "training.device"), ("training.device = 'cuda:٣'", "training.device"),
        ("training.device = 'cuda:0\\n'", "training.device"), ("training.precision = 'int8'", "training.precision"),
        ("training.processes = 0", "training.processes"), ("training.address = 'x'", "training.address"),
        ("training.checkpoint = 3", "training.checkpoint"),
        ("training.checkpoint.keep = 0", "training.checkpoint.keep"), ("training.loss = 'none'", "training.loss"),
        ("training.checkpoint.every_seconds = nan", "training.checkpoint.every_seconds"), ("extra = 1", "extra"),
        ("training.extra = 1", "training.extra"), ("training.scheduler = 3", "training.scheduler"),
        ("data.shuffle = 1", "data.shuffle"), ("data.num_workers = -1", "data.num_workers"),
    ],
)  # fmt: skip
def test_fields_of_the_experiment_are_refused_at_their_address(values, line, address):
    with pytest.raises(ExperimentError) as error:
        from_toml(f"format = 1\n{line}")
    (problem,) = error.value.problems
    assert problem.address == address
    assert values.is_a_sentence(problem.line()), problem.line()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("seed = 1.5", "seed: must be a whole number (it is 1.5)."),
        ("seed = -1", "seed: must be at least 0 (it is -1)."),
        ("data.validation_fraction = 1", "data.validation_fraction: must be less than 1 (it is 1)."),
        ("data.validation_fraction = true", "data.validation_fraction: must be a number (it is true)."),
        (f"data.validation_fraction = {10**400}",
         "data.validation_fraction: must be a finite number (it is a number of about 400 digits)."),
        ("data.shuffle = 1", "data.shuffle: must be true or false (it is 1)."),
        ("data = 3", "data: must be a table (it is 3)."),
        ("data.transforms = 'x'", 'data.transforms: must be a list (it is "x").'),
        ("name = 3", "name: must be a text in quotes (it is 3)."),
        ("extra = 3", "extra: is not known here. Remove it, or mend its spelling."),
        ("training.device = 'gpu'",
         'training.device: must be "auto", "cpu", "mps", "cuda", or "cuda:1" for the second one (it is "gpu").'),
        ("training.precision = 'int8'",
         'training.precision: must be "float32", "bfloat16", "float16" or "auto" (it is "int8").'),
        ("training.checkpoint.every_seconds = 0", "training.checkpoint.every_seconds: must be more than 0 (it is 0)."),
        ("training.loss = 'MSELoss'",
         'training.loss: must be a table with a type (it is "MSELoss"). Write { type = "MSELoss" }.'),
        ("training.loss = { type = 'mSELoss' }",
         'training.loss: "mSELoss" is not a loss of this program. Did you mean MSELoss?'),
        ("model.layers = [{ type = 'MaxPool2d', kernel_size = 0 }]",
         "model.layers[0].kernel_size: needs a whole number of at least 1, or a list of 2 of them (it is 0)."),
    ],
)  # fmt: skip
def test_what_is_said(line, words):
    with pytest.raises(ExperimentError) as error:
        from_toml(f"format = 1\n{line}")
    assert str(error.value) == words


def test_all_problems_are_told_and_each_on_its_line():
    with pytest.raises(ExperimentError) as error:
        from_toml("format = 1\nseed = -1\nextra = 1\n[training]\nepochs = 0\nloss = { type = 'x' }")
    assert [problem.address for problem in error.value.problems] == [
        "seed",
        "training.epochs",
        "training.loss",
        "extra",
    ]
    assert str(error.value).splitlines() == [problem.line() for problem in error.value.problems]
    assert "seed: must be at least 0 (it is -1)." in str(error.value)


def test_a_class_called_none_is_a_class_and_no_label_leaves_the_sample_out():
    named, left_out = Correction(index=3, label="none"), Correction(part="test", index=7)
    data = NEW.data.replace(corrections=corrected((), left_out, Correction(index=3, label="other"), named))
    assert data.corrections == (named, left_out)  # in order, the later of two for one sample
    read_again = from_toml(to_toml(NEW.replace(data=data))).data.corrections
    assert read_again == (named, left_out) and read_again[1].label is None
    assert uncorrected(read_again, ("train", 3)) == (left_out,)
