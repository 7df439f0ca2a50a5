"""Downloads from a server on this machine that also misbehaves."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from workbench.data.download import fetch
from workbench.spec.problems import RunError
from workbench.training.control import Control, Stopped

CONTENT = bytes(range(256)) * 2000
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()


class Server(BaseHTTPRequestHandler):
    """/good answers well, /cut breaks off half-way, /wrong has other bytes, /busy says 503."""

    def do_GET(self) -> None:
        if self.path == "/busy":
            self.send_error(503)
            return
        body = {"/good": CONTENT, "/cut": CONTENT[:1000], "/wrong": CONTENT[::-1]}[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def quiet(_what: str, _done: int, _total: int) -> None:
    """No progress wanted."""


def test_a_file_arrives_whole_with_progress(address, tmp_path):
    told: list[tuple[int, int]] = []
    fetch([f"{address}/good"], tmp_path / "new" / "f", MD5, lambda _w, done, total: told.append((done, total)))
    assert (tmp_path / "new" / "f").read_bytes() == CONTENT
    assert told[0] == (0, len(CONTENT)) and told[-1] == (len(CONTENT), len(CONTENT)) and sorted(told) == told


def test_the_next_mirror_is_tried(address, tmp_path):
    urls = [f"{address}/{name}" for name in ("busy", "cut", "wrong", "good")]
    fetch(urls, tmp_path / "f", MD5, quiet)
    assert (tmp_path / "f").read_bytes() == CONTENT and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(("name", "words"), [("busy", "503"), ("cut", "bytes|Incomplete"), ("wrong", "checksum")])
def test_what_went_wrong_is_said_and_nothing_is_left(address, tmp_path, name, words):
    with pytest.raises(RunError, match=words) as caught:
        fetch([f"{address}/{name}"], tmp_path / "f", MD5, quiet)
    assert str(tmp_path) in str(caught.value) and not list(tmp_path.iterdir())


def test_no_server_at_all(tmp_path):
    with pytest.raises(RunError, match="could not be downloaded"):
        fetch(["http://127.0.0.1:9/none"], tmp_path / "f", MD5, quiet, timeout=2)


def test_cancel_leaves_nothing(address, tmp_path):
    control = Control()

    def cancelling(_what: str, done: int, _total: int) -> None:
        if done > 100_000:
            control.stop()
        control.raise_if_stopped()

    with pytest.raises(Stopped):
        fetch([f"{address}/good"], tmp_path / "f", MD5, cancelling)
    assert not list(tmp_path.iterdir())
