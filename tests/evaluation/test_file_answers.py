"""Many files at once: found, judged, named where they cannot be read, and written down."""

import csv
import io
import json

import numpy as np
import pytest
import torch
from PIL import Image

from workbench.evaluation import file_answers
from workbench.evaluation.file_answers import as_csv, as_json, files_in, judged_files, rows_of
from workbench.evaluation.trained import Trained
from workbench.spec import files
from workbench.spec.problems import ExperimentError

from .test_covering import TEXT


@pytest.fixture
def trained():
    torch.manual_seed(0)
    layer = torch.nn.Linear(784, 10)
    return Trained(files.from_toml(TEXT), {f"1.{name}": value for name, value in layer.state_dict().items()})


@pytest.fixture
def folder(tmp_path):
    generator = np.random.default_rng(0)
    (tmp_path / "set" / "deep").mkdir(parents=True)
    for number in range(5):
        pixels = np.zeros((28, 28), np.uint8)
        pixels[5:22, 5:22] = generator.integers(0, 255, (17, 17))
        Image.fromarray(pixels).save(tmp_path / "set" / ("deep" if number > 2 else "") / f"{number}.png")
    (tmp_path / "set" / "broken.png").write_bytes(b"no picture")
    (tmp_path / "set" / "notes.txt").write_text("no picture")
    return tmp_path / "set"


def test_folders_are_searched_in_order_and_what_is_named_in_vain_is_said(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    found, problems = files_in([folder, tmp_path / "empty", tmp_path / "gone.png", folder / "0.png"])
    names = [path.name for path in found]
    assert names == ["0.png", "1.png", "2.png", "broken.png", "3.png", "4.png", "gone.png", "0.png"]
    assert [item.severity for item in problems] == ["warning"] and "empty" in problems[0].line()


def test_answers_are_those_of_one_after_the_other(trained, folder, monkeypatch):
    monkeypatch.setattr(file_answers, "PIECE_FILES", 4)
    paths = files_in([folder])[0]
    answers = list(judged_files(trained, paths))
    assert [answer.path for answer in answers] == paths
    for answer in answers:
        if answer.path.name == "broken.png":
            assert answer.problem is not None and "broken.png cannot be read" in answer.problem.line()
            continue
        shares = trained.judge(np.asarray(Image.open(answer.path))).shares
        assert answer.best[0][0] == int(shares.argmax()) and answer.best[0][1] == pytest.approx(shares.max(), abs=1e-5)
        assert [share for _, share in answer.best] == sorted((share for _, share in answer.best), reverse=True)


def test_a_picture_that_does_not_fit_is_named_and_the_others_are_judged(trained, folder, monkeypatch):
    judge_all = trained.judge_all

    def picky(samples):
        if len(samples) != 2:
            raise ExperimentError([])
        return judge_all(samples)

    monkeypatch.setattr(trained, "judge_all", picky)
    monkeypatch.setattr(file_answers, "_first", lambda _error: "said")
    answers = list(judged_files(trained, files_in([folder])[0][:3]))
    assert [answer.problem for answer in answers] == ["said"] * 3
    assert not [answer.problem for answer in judged_files(trained, files_in([folder])[0][:2]) if answer.problem]


def test_a_table_and_a_list_of_the_same(trained, folder):
    rows = rows_of(judged_files(trained, files_in([folder])[0]), trained.classes, ())
    table = list(csv.DictReader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    listed = json.loads(as_json(rows))
    assert list(table[0]) == [
        "image", "prediction", "confidence", "second", "second_confidence", "third", "third_confidence", "problem",
    ]  # fmt: skip
    assert len(table) == len(listed) == 6
    for line, item in zip(table, listed, strict=True):
        assert line["image"] == item["image"] and line["prediction"] == item.get("prediction", "")
        assert bool(line["problem"]) == (line["prediction"] == "")
