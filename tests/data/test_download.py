"""Downloads from a server on this machine that also misbehaves."""

import errno
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from workbench.data import download
from workbench.data.download import fetch
from workbench.data.exclusive import lock
from workbench.spec.problems import RunError
from workbench.training.control import Control, Stopped

CONTENT = bytes(range(256)) * 2000
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
OLD = CONTENT[::-1]


class Handler(BaseHTTPRequestHandler):
    """Each path is a way to misbehave; ``server.asked`` holds (path, Range) of every request."""

    def do_GET(self) -> None:
        way, wanted = self.path.strip("/"), self.headers.get("Range", "")
        self.server.asked.append((way, wanted))
        times = sum(path == way for path, _ in self.server.asked)
        getattr(self, f"answer_{way}")(times)

    def answer_good(self, _times: int) -> None:
        self.send_part()

    def answer_cut(self, times: int) -> None:
        """Breaks off at the first three attempts, each time a little later."""
        self.send_part(stop=100_000 * times if times < 4 else None)

    def answer_always_cut(self, _times: int) -> None:
        self.send_part(stop=1000)

    def answer_wrong(self, _times: int) -> None:
        self.send_part(OLD)

    def answer_busy(self, times: int) -> None:
        if times > 2:
            self.send_part()
            return
        self.send_response(503)
        self.send_header("Retry-After", "7")
        self.end_headers()

    def answer_always_busy(self, _times: int) -> None:
        self.send_error(503)

    def answer_missing(self, _times: int) -> None:
        self.send_error(404)

    def answer_no_length(self, _times: int) -> None:
        self.send_part(length=False)

    def answer_no_range(self, times: int) -> None:
        """Breaks off once, and always begins at the beginning."""
        self.send_part(stop=100_000 if times == 1 else None, ranges=False)

    def answer_changed(self, times: int) -> None:
        """Breaks off; meanwhile the file is another one, of which an ETag tells."""
        if times == 1:
            self.send_part(OLD, stop=100_000, etag='"old"')
        else:
            self.send_part(etag='"new"')

    def answer_changed_silently(self, times: int) -> None:
        self.send_part(*[OLD] * (times == 1), stop=100_000 if times == 1 else None, etag="")

    def answer_other_part(self, times: int) -> None:
        """Breaks off, and then sends a part that was not asked for."""
        if times == 1:
            self.send_part(stop=1000)
            return
        self.send_response(206)
        self.send_header("Content-Range", f"bytes 500-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.end_headers()
        self.wfile.write(CONTENT[500:])

    def answer_slow(self, _times: int) -> None:
        """Half of it, and then nothing until the test lets go."""
        self.send_part(stop=len(CONTENT) // 2, hold=True)

    def answer_silent(self, times: int) -> None:
        if times == 1:
            self.server.let_go.wait(20)
        else:
            self.send_part()

    def send_part(self, content=CONTENT, stop=None, etag='"1"', length=True, ranges=True, hold=False) -> None:
        wanted = self.headers.get("Range") if ranges else None
        if self.headers.get("If-Range", etag) != etag:
            wanted = None
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if length:
            self.send_header("Content-Length", str(len(content) - start))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(content[start : stop or len(content)])
        if hold:
            self.wfile.flush()
            self.server.let_go.wait(20)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.let_go = threading.Event()

    def url(self, way: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{way}"

    def handle_error(self, request, client_address) -> None:
        """A client that went away is what some of these tests are about."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def get(server, tmp_path):
    """Fetches from these ways to ``tmp_path/f``; gives the pauses that were made."""

    def run(*ways: str, progress=quiet, timeout: float = 10.0) -> list[float]:
        pauses: list[float] = []
        fetch([server.url(way) for way in ways], tmp_path / "f", MD5, progress, timeout, lambda s, _: pauses.append(s))
        assert (tmp_path / "f").read_bytes() == CONTENT and [p.name for p in tmp_path.iterdir()] == ["f"]
        return pauses

    return run


def quiet(_what: str, _done: int, _total: int) -> None:
    """No progress wanted."""


def ranges(server: Server) -> list[str]:
    return [wanted for _, wanted in server.asked]


def test_a_file_arrives_whole_with_progress(get):
    told: list[tuple[int, int]] = []
    assert get("good", progress=lambda _w, done, total: told.append((done, total))) == []
    assert told[-1] == (len(CONTENT), len(CONTENT)) and [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} <= {0, len(CONTENT)}


def test_what_broke_off_goes_on_where_it_broke_off(get, server):
    assert get("cut") == list(download.PAUSES[:3])
    assert ranges(server) == ["", "bytes=100000-", "bytes=200000-", "bytes=300000-"]


def test_a_busy_server_is_asked_again_when_it_wants_to_be(get, server):
    assert get("busy") == [7.0, 7.0]
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("bad", "times"), [("missing", 1), ("wrong", 1), ("other_part", 2), ("always_busy", 4), ("always_cut", 4)]
)
def test_the_next_mirror_is_tried(get, server, bad, times):
    get(bad, "good")
    assert [way for way, _ in server.asked] == [bad] * times + ["good"]


def test_the_next_mirror_goes_on_where_the_first_broke_off(get, server):
    get("always_cut", "good")
    assert server.asked[-1] == ("good", "bytes=1000-")


def test_without_a_length(get):
    told: list[int] = []
    get("no_length", progress=lambda _w, _done, total: told.append(total))
    assert set(told) == {0}


def test_a_server_that_always_begins_at_the_beginning(get, server):
    get("no_range")
    assert ranges(server) == ["", "bytes=100000-"]


def test_a_file_that_has_changed_meanwhile_is_taken_from_its_beginning(get, server):
    get("changed")
    assert ranges(server) == ["", "bytes=100000-"]


def test_a_file_that_has_changed_without_a_word_is_noticed_by_its_checksum(get, server):
    get("changed_silently")
    assert ranges(server) == ["", "bytes=100000-", ""]


def test_a_server_that_says_nothing_is_asked_again(get, server):
    assert get("silent", timeout=0.2) == [download.PAUSES[0]]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("always_busy", "503"),
        ("always_cut", "1,000 of 512,000 bytes"),
        ("wrong", "checksum"),
        ("missing", "answered 404"),
    ],
)
def test_what_went_wrong_is_said_and_no_wrong_file_is_left(get, tmp_path, name, words):
    with pytest.raises(RunError, match=words) as caught:
        get(name)
    assert str(tmp_path) in str(caught.value) and not (tmp_path / "f").exists()
    assert len(list(tmp_path.iterdir())) == (2 if name == "always_cut" else 0)


def test_every_mirror_is_named(get):
    with pytest.raises(RunError, match=r"/missing: .*404.*; .*/wrong: .*checksum"):
        get("missing", "wrong")


def test_no_server_at_all(tmp_path):
    with pytest.raises(RunError, match="could not be downloaded"):
        fetch(["http://127.0.0.1:9/none"], tmp_path / "f", MD5, quiet, timeout=2)


def stopping(after: int):
    """Progress that cancels."""
    control = Control()

    def progress(_what: str, done: int, _total: int) -> None:
        if done >= after:
            control.stop()
        control.raise_if_stopped()

    return progress


def test_what_was_cancelled_goes_on_the_next_time(get, server, tmp_path):
    with pytest.raises(Stopped):
        get("slow", progress=stopping(len(CONTENT) // 2))
    kept = (tmp_path / "f.part").stat().st_size
    assert kept == len(CONTENT) // 2 and not (tmp_path / "f").exists()
    get("good")
    assert ranges(server) == ["", f"bytes={kept}-"]


def test_cancel_does_not_wait_for_a_server_that_says_nothing(get, server):
    def progress(_what: str, _done: int, _total: int) -> None:
        if server.asked:
            raise Stopped

    with pytest.raises(Stopped):
        get("silent", progress=progress)
    assert server.asked == [("silent", "")]


def test_a_pause_can_be_cancelled():
    with pytest.raises(Stopped):
        download.wait(1000, lambda: stopping(0)("", 0, 0))


def test_what_is_kept_and_whole_is_only_checked(get, server, tmp_path):
    (tmp_path / "f.part").write_bytes(CONTENT)
    get("good")
    assert ranges(server) == [f"bytes={len(CONTENT)}-"]


def test_what_is_kept_and_wrong_is_thrown_away(get, server, tmp_path):
    (tmp_path / "f.part").write_bytes(OLD[:1000])
    get("good")
    assert ranges(server) == ["bytes=1000-", ""]


def test_another_process_at_the_same_file_is_left_alone(get, server, tmp_path):
    part = tmp_path / "f.part"
    part.write_bytes(CONTENT[:1000])
    with lock(tmp_path / "f.part.lock") as ours:
        assert ours
        with pytest.raises(AssertionError):  # the other's files are still there
            get("good")
    assert part.read_bytes() == CONTENT[:1000] and (tmp_path / "f").read_bytes() == CONTENT
    assert ranges(server) == [""]


def test_no_room_is_said_before_anything_is_written(get, tmp_path, monkeypatch):
    monkeypatch.setattr(download.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 500_000})())
    with pytest.raises(RunError, match=r"f needs 1 MB more, and the disk of .* has 0 MB free\. Free some space"):
        get("good")


def test_a_full_disk_is_said(get, tmp_path, monkeypatch):
    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(download._Download, "_write", refuse)
    with pytest.raises(RunError, match=r"The disk of .* is full: f does not fit on it\."):
        get("good")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(RunError, match=r"cannot be written: .* Check the rights"):
        fetch(["http://127.0.0.1:9/none"], tmp_path / "data" / "f", MD5, quiet)


def test_a_lock_is_held_by_one(tmp_path: Path):
    path = tmp_path / "lock"
    with lock(path) as first, lock(path) as second:
        assert first and not second
    with lock(path) as again:
        assert again
