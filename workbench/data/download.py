"""Downloading one file: several mirrors, progress, cancel, checksum, and never half a file under the real name."""

from __future__ import annotations

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from workbench.data.samples import Progress
from workbench.spec.problems import RunError, problem

CHUNK = 1 << 16
TIMEOUT = 30.0
SHA256 = "sha256:"


def fetch(urls: Sequence[str], path: Path, md5: str, progress: Progress, timeout: float = TIMEOUT) -> None:
    """Download to ``path`` from the first URL that gives the right bytes.

    ``md5`` may also be ``sha256:`` and the first figures of that sum.
    ``progress`` may raise to cancel; what was half done is removed. Raises :class:`RunError` with a
    sentence for every mirror when none works.
    """
    reasons = []
    for url in urls:
        partial = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _fetch_one(url, partial, md5, path.name, progress, timeout)
            partial.replace(path)
            return
        except (OSError, http.client.HTTPException, ValueError) as error:
            reasons.append(f"{url}: {_words(error)}")
        finally:
            partial.unlink(missing_ok=True)
    raise RunError(
        problem(
            "data.source",
            "{name} could not be downloaded ({reasons}).",
            "Try again later, or put the file into {folder} yourself.",
            name=path.name,
            reasons="; ".join(reasons),
            folder=path.parent,
        )
    )


def _fetch_one(url: str, partial: Path, md5: str, name: str, progress: Progress, timeout: float) -> None:
    digest = hashlib.sha256() if md5.startswith(SHA256) else hashlib.md5(usedforsecurity=False)
    what = f"downloading {name}"
    with urllib.request.urlopen(url, timeout=timeout) as answer, partial.open("wb") as file:
        total = int(answer.headers.get("Content-Length") or 0)
        done = 0
        progress(what, 0, total)
        while chunk := answer.read(CHUNK):
            file.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            progress(what, done, total)
    if total and done < total:
        raise ValueError(f"the connection broke off after {done:,} of {total:,} bytes")
    if not digest.hexdigest().startswith(md5.removeprefix(SHA256)):
        raise ValueError("the bytes are not the right ones (wrong checksum)")


def _words(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return str(error.reason)
    return str(error) or type(error).__name__
