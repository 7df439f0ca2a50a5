"""The benchmarks of the window and of long runs work, at a tiny size; what they count must be right at every size."""

from tests.benchmarks import curves


def test_every_spike_of_a_curve_is_painted(qapp) -> None:
    found = curves.inner(8_000, 4)
    assert found["wanted"] > 20
    assert found["seen"] == found["wanted"]
