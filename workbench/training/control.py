"""The way into a running run: stop, pause, and a request for the weights. Any thread may call these."""

from __future__ import annotations

import threading


class Stopped(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised inside the run where it was told to stop."""


class Control:
    """A flag that is read between batches, and a condition on which a paused run waits without computing."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stop = False
        self._pause = False
        self._weights_wanted = False

    def stop(self) -> None:
        """End the run at the next batch (or the next chunk of a download)."""
        with self._changed:
            self._stop = True
            self._changed.notify_all()

    def pause(self) -> None:
        """Wait before the next batch until :meth:`resume`."""
        self._pause = True

    def resume(self) -> None:
        """Go on."""
        with self._changed:
            self._pause = False
            self._changed.notify_all()

    def want_weights(self) -> None:
        """Ask for a copy of the weights soon, as an event; also while paused."""
        with self._changed:
            self._weights_wanted = True
            self._changed.notify_all()

    @property
    def stopping(self) -> bool:
        """Whether the end was asked for."""
        return self._stop

    @property
    def pausing(self) -> bool:
        """Whether a pause was asked for."""
        return self._pause

    def raise_if_stopped(self) -> None:
        """Raise :class:`Stopped` if so."""
        if self._stop:
            raise Stopped

    def take_weights_wanted(self) -> bool:
        """Whether a copy was asked for since the last call."""
        wanted, self._weights_wanted = self._weights_wanted, False
        return wanted

    def wait_while_paused(self, seconds: float | None = None) -> bool:
        """Sleep while paused, at most so long. True: woken for another reason (weights wanted); False: go on, stop, or time."""
        with self._changed:
            while self._pause and not self._stop:
                if self._weights_wanted:
                    return True
                if not self._changed.wait(seconds):
                    return False
        return False
