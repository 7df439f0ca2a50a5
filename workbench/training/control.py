"""The way into a running run: stop, pause, changes, and a request for the weights. Any thread may call these."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from workbench.training.events import Steered

What = Literal["lr", "augmentation", "frozen", "epochs", "checkpoint"]


class Stopped(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised inside the run where it was told to stop."""


@dataclass(frozen=True)
class Order:
    """A change of the run that goes on, from its next step on; what it means is said in :mod:`workbench.training.steering`.

    ``value``: the learning rate (lr), on or off (augmentation, frozen), how many epochs in all (epochs), nothing (checkpoint).
    With ``relative``, a learning rate is what the one of now is multiplied by, and epochs are added. ``address`` is the layer's.
    """

    what: What
    value: float | bool | int | None = None
    address: str = ""
    relative: bool = False

    @classmethod
    def of(cls, row: object) -> Order:
        """From plain values. Raises ``ValueError`` for what is no order."""
        if not isinstance(row, dict) or row.get("what") not in get_args(What):
            raise ValueError("not an order")
        value, address = row.get("value"), row.get("address", "")
        if not isinstance(value, float | int | None) or not isinstance(address, str):
            raise ValueError("not an order")
        return cls(row["what"], value, address, bool(row.get("relative")))


class Control:
    """A flag that is read between batches, and a condition on which a paused run waits without computing."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stop = False
        self._pause = False
        self._weights_wanted = False
        self._orders: list[Order] = []
        self.planned: list[Steered] = []
        """What is still to be repeated of another run, the first first."""

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

    def steer(self, order: Order) -> None:
        """Change the run between two steps; also while paused."""
        with self._changed:
            self._orders.append(order)
            self._changed.notify_all()

    def repeat(self, told: Iterable[Steered]) -> None:
        """Do what another run was told, at the same steps."""
        self.planned = [event for event in told if event.what in get_args(What)]

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

    def take_orders(self, step: int = -1) -> tuple[Order, ...]:
        """The changes that were asked for since the last call, after those to be repeated that are due after this step."""
        if not self._orders and not self.planned:
            return ()
        due = sum(event.step <= step for event in self.planned)
        repeated, self.planned = self.planned[:due], self.planned[due:]
        with self._changed:
            asked, self._orders = self._orders, []
        return (*(Order(event.what, event.value, event.address) for event in repeated), *asked)  # type: ignore[arg-type]

    def wait_while_paused(self, seconds: float | None = None) -> bool:
        """Sleep while paused, at most so long. True: woken for another reason (weights wanted, a change); False: go on, stop, or time."""
        with self._changed:
            while self._pause and not self._stop:
                if self._weights_wanted or self._orders:
                    return True
                if not self._changed.wait(seconds):
                    return False
        return False
