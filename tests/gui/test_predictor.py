"""What is tried is judged one after the other: an answer is delivered though something newer has been asked since."""

import threading
from pathlib import Path

import pytest

from workbench.gui.predictor import Predictor
from workbench.spec.experiment import Experiment


class Slow(Predictor):
    """Judges when it is let to; its judgement is the sample and the weights."""

    def __init__(self) -> None:
        super().__init__(None)
        self.go_on = threading.Semaphore(0)
        self.told: list[object] = []
        self.predicted.connect(self.told.append)

    def _judge(self, run_dir, weights, subject, sample):
        assert self.go_on.acquire(timeout=20)
        return sample, weights["w"]


@pytest.fixture
def slow(qtbot, tiny: Experiment, tmp_path: Path):
    made = Slow()
    made.set_weights(tmp_path, tiny, {"w": 0}, 1)
    yield made
    made.go_on.release(9)
    made.close()


def test_no_answer_is_lost_however_fast_somebody_draws(slow: Slow, qtbot) -> None:
    for sample in range(5):
        slow.set_sample("digits", sample)
    slow.go_on.release()
    qtbot.waitUntil(lambda: slow.told == [(0, 0)])
    slow.go_on.release()
    qtbot.waitUntil(lambda: slow.told == [(0, 0), (4, 0)])


def test_newer_weights_are_judged_after_those_at_hand(slow: Slow, qtbot, tiny: Experiment, tmp_path: Path) -> None:
    slow.set_sample("digits", 7)
    slow.set_weights(tmp_path, tiny, {"w": 1}, 2)
    slow.go_on.release(2)
    qtbot.waitUntil(lambda: slow.told == [(7, 0), (7, 1)])


def test_what_is_not_tried_any_more_is_not_told(slow: Slow, qtbot) -> None:
    slow.set_sample("digits", 1)
    slow.set_sample("digits", None)
    slow.set_sample("texts", "a")
    slow.go_on.release(2)
    qtbot.waitUntil(lambda: slow.told == [("a", 0)])
