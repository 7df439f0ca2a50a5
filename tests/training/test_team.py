"""Two processes are one: the same weights, metrics and statistics, within the rounding of sums."""

import json
import socket

import pytest

from tests.faults.processes import at_once
from tests.training.team_checks import find_out
from workbench.modules.team import Team
from workbench.spec.files import from_toml
from workbench.training.device import resolve_device
from workbench.training.team_problems import team_problems


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What both processes have found; started once, without torchrun, which the tests of the launch use."""
    folder = tmp_path_factory.mktemp("team")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = {"WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CACHE_DIR", cache := str(tmp_path_factory.getbasetemp() / "cache"))
        at_once(find_out, [(0, folder), (1, folder)], folder, place | {"WORKBENCH_CACHE_DIR": cache})
    return [json.loads((folder / f"found-{rank}.json").read_text()) for rank in range(2)]


@pytest.mark.parametrize(
    "case", ["plain", "accumulated, clipped, averaged", "class weights", "mixed", "sum", "closure"]
)
def test_the_weights_and_metrics_are_those_of_one_process(found, case):
    first, second = (each[case] for each in found)
    assert max(first) < 1e-5, first
    assert second == [""], "the second process has a run folder"


def test_batch_norm_is_over_the_whole_batch(found):
    for each in found:
        assert max(each["batch norm"]) < 2e-5


def test_a_stopped_run_goes_on_to_the_same_bits(found):
    reason, steps, end, gap, files, steered = found[0]["resumed"]
    assert (reason, steps, end, gap) == ("stopped", 3, "done", 0.0)
    assert steered == ["lr"], "the second process asked for it, and for a frozen layer, which cannot be"
    assert {"last.pth", "best.pth", "steering.jsonl", "log.txt", "metrics.csv", "summary.json"} <= set(files)


def test_all_compute_in_the_way_that_the_first_has_chosen(found):
    assert [each["chosen"] for each in found] == [
        ["RunFinished", "channels_last", 1],
        ["RunFinished", "channels_last", 0],
    ]


def test_shares_cover_a_batch_without_overlap(found):
    assert [sum(pair) for pair in zip(*(each["shares"] for each in found), strict=True)] == [1, 5, 6]
    for count in range(1, 20):
        for size in range(1, 9):
            shares = [Team(rank, size).share(count) for rank in range(size)]
            rows = [row for mine, counted in shares if counted for row in range(count)[mine]]
            assert rows == list(range(count))
            assert all(len(range(count)[mine]) >= 1 for mine, _ in shares)


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("processes = 2", None), ("processes = 65", "training.processes"), ('device = "cuda:0"', None),
        ('processes = 2\ndevice = "cuda:0"', "training.device"), ('processes = 2\ndevice = "mps"', "training.device"),
        ("nodes = 2", "training.address"), ('nodes = 2\naddress = "here:29500"', None),
        ('processes = 40\nnodes = 2\naddress = "here:29500"', "training.processes"),
        ('processes = 64\ndevice = "cuda"', "training.processes"),
        ("compile = true", None), ("processes = 2\ncompile = true", "training.compile"),
    ],
)  # fmt: skip
def test_what_several_processes_cannot_do_is_said_before(values, settings, address):
    from workbench.spec.problems import ExperimentError

    try:
        problems = tuple(team_problems(from_toml(f"format = 1\n[training]\n{settings}")))
    except ExperimentError as error:
        problems = error.problems
    assert [item.address for item in problems] == ([address] if address else [])
    assert all(values.is_a_sentence(item.line()) for item in problems)


def test_auto_is_the_cpu_without_a_gpu_for_each(monkeypatch):
    monkeypatch.setattr("workbench.training.device.devices", lambda: ["cpu", "cuda:0", "cuda:1"])
    assert [str(resolve_device("auto", count)) for count in (1, 2, 3)] == ["cuda:0", "cuda:0", "cpu"]
