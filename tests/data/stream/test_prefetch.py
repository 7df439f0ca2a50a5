"""Things made ahead: in order, never too many, and nothing goes on once nobody waits."""

import threading

import pytest

from workbench.data.stream.prefetch import AHEAD_BYTES, ahead


@pytest.mark.parametrize("workers", [0, 1, 3])
@pytest.mark.parametrize("size", [1, AHEAD_BYTES // 3, 10 * AHEAD_BYTES])
def test_in_order_and_never_too_many(workers, size):
    lock, made, taken, most = threading.Lock(), [], [], []

    def make(number, _given_up):
        with lock:
            made.append(number)
            most.append(len(made) - len(taken))
        return -number

    for number in ahead(make, range(40), workers, size):
        with lock:
            taken.append(number)
    assert taken == [-number for number in range(40)]
    assert max(most) <= 1 + max(1, min(2 * workers, AHEAD_BYTES // size))


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_comes_at_its_place(workers):
    def make(number, _given_up):
        if number == 5:
            raise ValueError(number)
        return number

    taken = []
    with pytest.raises(ValueError, match="5"):
        for number in ahead(make, range(40), workers, 1):
            taken.append(number)
    assert taken == [0, 1, 2, 3, 4]
    assert not any(thread.name.startswith("reading") for thread in threading.enumerate())


def test_whoever_goes_away_stops_it():
    begun, told = [], threading.Event()

    def make(number, given_up):
        begun.append(number)
        if number:  # as long as one waits
            told.set()
            assert given_up.wait(20)
        return number

    made = ahead(make, range(100), 2, 1)
    assert next(made) == 0
    assert told.wait(20)
    made.close()
    assert len(begun) < 6
    assert not any(thread.name.startswith("reading") for thread in threading.enumerate())
