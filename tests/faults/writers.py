"""What else the program writes: each operation fails once, and the file is then the old one or the new one."""

import io
import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np

from tests.faults.failing import SMALL, places_in
from tests.faults.operations import KILLED, TORN_KILLED, Disk, Killed, Operation
from tests.faults.runs import every_epoch_saves, experiment, folders_below, last_event
from tests.faults.table import Row, counted
from workbench.catalog.datasets import Strokes
from workbench.crash import EDITS
from workbench.data.sources import source
from workbench.evaluation.looks import NAME, count_look
from workbench.export.run_export import export_script, export_weights
from workbench.plugins import blocks, template
from workbench.plugins import files as own_files
from workbench.spec import files
from workbench.spec.problems import ExperimentError, RunError
from workbench.training import tuning
from workbench.training.loop import train

DIGITS = Strokes(train_count=30, test_count=10)


@dataclass(frozen=True)
class Writer:
    """One of the program's files below ``root``; ``quiet``: a failure is told nobody, for nothing of the user's is lost."""

    name: str
    root: Path
    target: Path
    write: Callable[[], object]
    quiet: bool = False
    reads: Callable[[bytes], object] | None = None
    """Raises where the content is not whole; None: it is the same every time."""
    old: bytes | None = b"old"


def writers(folder: Path) -> Iterator[Writer]:
    """All but what a run writes."""
    run, out = folder / "run", folder / "out"
    out.mkdir()
    last_event(train(experiment(**SMALL), out=run))

    def writer(name: str, ending: str, write: Callable[[Path], object], **more: object) -> Writer:
        (out / name).mkdir()
        path = out / name / f"file{ending}"
        return Writer(name, out / name, path, lambda: write(path), **more)  # type: ignore[arg-type]

    yield writer("experiment file", ".toml", lambda path: files.write(experiment(), path))
    yield writer("script", ".py", lambda path: export_script(run, path, "last", None))
    yield writer("weights", ".pth", lambda path: export_weights(run, path, "last", None))
    aside = out / "edits to recover"
    aside.mkdir()
    yield Writer("edits to recover", aside, aside / EDITS, lambda: _aside(aside / EDITS), quiet=True)
    looks = out / "looks at the test part"
    looks.mkdir()
    none = b'{"count": 0, "looks": []}'
    yield Writer("looks at the test part", looks, looks / NAME, lambda: count_look(looks), reads=json.loads, old=none)
    config = folder / "config"
    layers = experiment().model.layers[:2]
    yield Writer("own block", config, config / "blocks" / "two.toml", lambda: blocks.save("two", layers, replace=True))
    with suppress(ExperimentError):
        own = template.new_file()
        digest = own_files.listed()[0].digest
        allowed = config / "allowed-code.json"
        yield Writer("allowed code", config, allowed, lambda: own_files.allow(own, digest), reads=json.loads)
    cache = folder / "cache"
    shutil.rmtree(cache)
    load = lambda: source(DIGITS, folder).load(lambda *_: None)  # noqa: E731
    load()
    kept = next(cache.glob("*-30.npz"))
    yield Writer(
        "digits' cache", cache, kept, load, quiet=True, reads=lambda c: np.load(io.BytesIO(c))["images"], old=None
    )
    yield Writer("what is fastest here", cache, cache / "tuning.json", _fastest, quiet=True)
    yield writer("curve's picture", ".png", _picture)
    yield writer("curve's table", ".csv", _table)


def _fastest() -> None:
    tuning._remember("a model", tuning.Way("float32", "contiguous_format", 1))


def _aside(path: Path) -> None:
    from workbench.gui.recovery import Recovery

    journal = SimpleNamespace(folder=path.parent, begin=lambda: True)
    Recovery._put_now(SimpleNamespace(_journal=journal), experiment(), None)  # type: ignore[arg-type]


def _picture(path: Path) -> None:
    from workbench.gui.widgets.curve_export import _write

    _write(path, b"a picture")


def _table(path: Path) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    from workbench.gui.widgets.curve_export import CsvExport

    application = QCoreApplication.instance() or QCoreApplication([])
    parent = QObject()
    assert application
    said: list[str] = []
    export = CsvExport(path, iter(["a row\n"] * 3000), parent)
    export.failed.connect(said.append)
    try:
        export.start()
        while not said and export._timer.isActive():
            export._write_next()
    except OSError as error:  # nobody would catch it in the event loop
        raise ValueError(str(error)) from error
    del export
    parent.deleteLater()
    application.sendPostedEvents(parent, QEvent.Type.DeferredDelete)
    if said:
        raise RunError(SimpleNamespace(line=lambda: said[0]))  # type: ignore[arg-type]


def one_fails(writer: Writer, at: int, way: str) -> str:
    """Write over the old file with one operation going wrong; what is wrong with that, or nothing."""
    writer.target.unlink(missing_ok=True)
    if writer.old is not None:
        writer.target.write_bytes(writer.old)
    before = set(writer.root.rglob("*"))
    told, escaped = False, []
    with (
        Disk(writer.root, at, way),
        patch.object(sys, "excepthook", lambda _kind, error, _trace: escaped.append(error)),
    ):
        try:
            writer.write()
        except (ExperimentError, RunError, OSError, Killed):
            told = True
        except Exception as error:  # noqa: BLE001 - none may come out
            return f"{error!r} came out"
    if odd := [error for error in escaped if not isinstance(error, Killed)]:
        return f"{odd[0]!r} came out of Qt"
    content = writer.target.read_bytes() if writer.target.exists() else None
    left = {path for path in set(writer.root.rglob("*")) - before if path.suffix in (".tmp", ".part")}
    for path in left:
        path.unlink()
    if left and way not in (KILLED, TORN_KILLED):
        return f"{[path.name for path in left]} were left over"
    return "" if content == writer.old and (told or writer.quiet) else _whole(writer, content)


def _whole(writer: Writer, content: bytes | None) -> str:
    if content is None or content == writer.old:
        return "nothing was said, and nothing written"
    if writer.reads:
        try:
            writer.reads(content)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            return f"torn: {error!r}"
        return ""
    writer.write()
    return "" if content == writer.target.read_bytes() else f"torn: {content[:60]!r}"


def operations_of(writer: Writer) -> list[Operation]:
    """What it does to files where nothing goes wrong."""
    writer.target.unlink(missing_ok=True)
    if writer.old is not None:
        writer.target.parent.mkdir(parents=True, exist_ok=True)
        writer.target.write_bytes(writer.old)
    with Disk(writer.root) as disk:
        writer.write()
    return disk.seen


def measure(folder: Path, count: int | None, seed: int) -> Iterator[Row]:
    """The row of the table; ``count`` of each writer's operations."""
    wrong, tries, names = [], 0, []
    with (
        folders_below(folder),
        every_epoch_saves(),
        patch.object(logging.getLogger("workbench.gui.recovery"), "disabled", True),
    ):
        for writer in writers(folder):
            names.append(writer.name)
            seen = operations_of(writer)
            for at, way in places_in(seen, count, seed):
                found = one_fails(writer, at, way)
                tries += 1
                wrong += [f"{writer.name}: {way} at {at} ({' '.join(seen[at])}): {found}"] if found else []
    yield counted(
        "the n-th operation of other files fails: the old file or the new one", tries, wrong, ", ".join(names)
    )
