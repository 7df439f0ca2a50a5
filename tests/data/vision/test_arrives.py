"""Data sets that are not there yet: from a server on this machine, by torchvision's own table of addresses."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from torchvision import datasets

from tests.data.vision import make
from tests.data.vision.test_arrays import quiet, reader
from workbench.spec.problems import ExperimentError, RunError
from workbench.training.control import Stopped


class Handler(BaseHTTPRequestHandler):
    """Gives ``server.files``."""

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.server.asked.append(name)
        content = self.server.files.get(name)
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.base = f"http://127.0.0.1:{self.server_port}/"

    def md5(self, name: str) -> str:
        return hashlib.md5(self.files[name], usedforsecurity=False).hexdigest()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def emnist(server, monkeypatch):
    """EMNIST's one archive with two splits."""
    files = make.gz(make.emnist_files("letters", 26)) | make.gz(make.emnist_files("digits", 10))
    server.files["gzip.zip"] = make.zipped({f"gzip/{name}": body for name, body in files.items()})
    monkeypatch.setattr(datasets.EMNIST, "url", f"{server.base}gzip.zip")
    monkeypatch.setattr(datasets.EMNIST, "md5", server.md5("gzip.zip"))


@pytest.fixture
def cifar(server, monkeypatch):
    """CIFAR10's archive, with a file that is not wanted."""
    server.files["cifar-10-python.tar.gz"] = make.tar_gz(
        make.cifar_files("CIFAR10") | {"cifar-10-batches-py/readme.html": b"hello"}
    )
    monkeypatch.setattr(datasets.CIFAR10, "url", f"{server.base}cifar-10-python.tar.gz")
    monkeypatch.setattr(datasets.CIFAR10, "tgz_md5", server.md5("cifar-10-python.tar.gz"))


def inside(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_mnist_comes_file_by_file_and_only_what_is_missing(server, monkeypatch, tmp_path):
    make.mnist(tmp_path / "made")
    raw = tmp_path / "made" / "MNIST" / "raw"
    server.files = make.gz({path.name: path.read_bytes() for path in raw.iterdir()})
    monkeypatch.setattr(datasets.MNIST, "mirrors", [f"{server.base}gone/", server.base])
    monkeypatch.setattr(datasets.MNIST, "resources", [(name, server.md5(name)) for name in server.files])
    labels = make.write(
        tmp_path / "data/MNIST/raw/t10k-labels-idx1-ubyte", (raw / "t10k-labels-idx1-ubyte").read_bytes()
    )
    ours = reader(tmp_path / "data", "MNIST")
    assert not ours.facts().ready
    loaded = ours.load(quiet)
    expected = reader(tmp_path / "made", "MNIST").load(quiet)
    assert np.array_equal(loaded.train.images, expected.train.images) and ours.facts().ready
    assert labels.name + ".gz" not in server.asked and len(server.asked) == 3
    ours.load(quiet)
    assert len(server.asked) == 3


def test_emnist_is_unpacked_split_by_split_and_downloaded_once(server, emnist, tmp_path):
    told = set()
    loaded = reader(tmp_path, "EMNIST", split="letters").load(lambda what, _done, _total: told.add(what.split()[0]))
    raw = tmp_path / "EMNIST" / "raw"
    assert inside(raw) == sorted(["gzip.zip", *make.emnist_files("letters", 26)])
    assert {"downloading", "unpacking", "reading"} <= told
    assert len(loaded.train) == 70 and len(datasets.EMNIST(tmp_path, split="letters")) == 70
    other = reader(tmp_path, "EMNIST", split="digits")
    assert other.facts().ready and len(other.load(quiet).train) == 70
    assert server.asked == ["gzip.zip"]


def test_cifar_is_unpacked_and_its_archive_goes(server, cifar, tmp_path, any_checksum):
    ours = reader(tmp_path, "CIFAR10")
    loaded = ours.load(quiet)
    assert inside(tmp_path) == sorted(make.cifar_files("CIFAR10"))
    assert len(loaded.train) == len(datasets.CIFAR10(tmp_path)) == 60 and ours.facts().ready


def test_an_archive_that_the_user_has_is_used_and_stays(server, cifar, tmp_path):
    make.write(tmp_path / "cifar-10-python.tar.gz", server.files["cifar-10-python.tar.gz"])
    ours = reader(tmp_path, "CIFAR10")
    assert ours.facts().ready and len(ours.load(quiet).test) == 12
    assert server.asked == [] and (tmp_path / "cifar-10-python.tar.gz").is_file()


def test_an_archive_that_the_user_has_and_is_damaged_is_said(server, cifar, tmp_path):
    make.write(tmp_path / "cifar-10-python.tar.gz", server.files["cifar-10-python.tar.gz"][:-9])
    with pytest.raises(
        ExperimentError, match=r"cifar-10-python\.tar\.gz is damaged: its checksum is wrong\. Delete it"
    ):
        reader(tmp_path, "CIFAR10").load(quiet)


def test_usps(server, monkeypatch, tmp_path):
    make.usps(tmp_path / "made")
    server.files = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    rows = {
        part: [server.base + name, name, server.md5(name)]
        for part, name in (("train", "usps.bz2"), ("test", "usps.t.bz2"))
    }
    monkeypatch.setattr(datasets.USPS, "split_list", rows)
    assert len(reader(tmp_path / "data", "USPS").load(quiet).train) == 30


def test_qmnist(server, monkeypatch, tmp_path):
    make.qmnist(tmp_path / "made")
    raw = tmp_path / "made" / "QMNIST" / "raw"
    server.files = make.gz({path.name: path.read_bytes() for path in raw.iterdir()})
    names = {part: [name for name in server.files if part in name] for part in ("train", "test")}
    rows = {part: [(server.base + name, server.md5(name)) for name in found] for part, found in names.items()}
    monkeypatch.setattr(datasets.QMNIST, "resources", rows)
    loaded = reader(tmp_path / "data", "QMNIST").load(quiet)
    assert (len(loaded.train), len(loaded.test)) == (60, 30) and sorted(server.asked) == sorted(server.files)


PHOTOS = {
    "Flowers102": (make.flowers, "flowers-102", "setid.mat"),
    "OxfordIIITPet": (make.pets, "oxford-iiit-pet", "annotations/test.txt"),
    "Food101": (make.food, "", "food-101/meta/test.json"),
    "GTSRB": (make.signs, "gtsrb", "GT-final_test.csv"),
}


def serve(server, root, wanted):
    """A download that the server has, made of what lies under ``root``."""
    names = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    kept = {name: body for name, body in names.items() if name.startswith(wanted.brings)}
    pack = make.zipped if wanted.path.suffix == ".zip" else make.tar_gz
    server.files[wanted.path.name] = pack(kept) if wanted.brings else names[wanted.path.name]
    return replace(wanted, urls=(server.base + wanted.path.name,), md5=server.md5(wanted.path.name))


@pytest.mark.parametrize("name", PHOTOS)
def test_photos(server, monkeypatch, tmp_path, name):
    make_files, folder, a_list = PHOTOS[name]
    make_files(tmp_path / "made")
    ours = reader(tmp_path / "data", name)
    wanted = [serve(server, tmp_path / "made" / folder, item) for item in ours.list.downloads()]
    assert {item.path for item in wanted} == set(ours.list.archives())
    monkeypatch.setattr(ours.list, "downloads", lambda: wanted)
    assert not ours.facts().ready and len(ours.preview(3)) == 0
    assert len(ours.load(quiet).train) == len(reader(tmp_path / "made", name).load(quiet).train)
    assert ours.facts().ready and len(server.asked) == len(wanted)
    assert not [path for path in (tmp_path / "data").rglob("*") if path.suffix in (".gz", ".tgz", ".zip", ".part")]
    (tmp_path / "data" / folder / a_list).unlink()  # as the sentence about a damaged list says
    assert not ours.facts().ready
    ours.load(quiet)
    assert len(server.asked) == len(wanted) + 1


@pytest.mark.parametrize("word", ["downloading", "unpacking"])
def test_cancel_at_any_time_leaves_nothing_half_done(server, cifar, tmp_path, word):
    def cancel(what: str, done: int, _total: int) -> None:
        if what.startswith(word) and done > 5000:
            raise Stopped

    ours = reader(tmp_path, "CIFAR10")
    with pytest.raises(Stopped):
        ours.load(cancel)
    assert not ours.there() and not (tmp_path / "cifar-10-batches-py").exists()
    assert not list(tmp_path.glob(".unpacking*"))
    assert len(ours.load(quiet).train) == 60


def test_what_cannot_be_had_is_said_with_where_to_put_it(server, cifar, tmp_path):
    server.files.clear()
    with pytest.raises(RunError, match=r"cifar-10-python\.tar\.gz could not be downloaded .*404.* put the file into"):
        reader(tmp_path, "CIFAR10").load(quiet)
