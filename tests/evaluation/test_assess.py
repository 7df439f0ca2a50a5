"""A part of the data judged sample by sample: the numbers of training itself, whatever the task, from a run folder alone."""

import csv
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from tests.data.vision import make
from workbench.data.browse import Collection, Shelf, gather, some_of
from workbench.evaluation import assess as assessing
from workbench.evaluation.assess import assess, assess_run
from workbench.evaluation.inputs import batches
from workbench.evaluation.parts import parts_of
from workbench.evaluation.picking import picked
from workbench.evaluation.saving import samples_csv
from workbench.evaluation.scores import scores
from workbench.evaluation.trained import Trained
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError, RunError
from workbench.training.events import EpochDone, RunFinished
from workbench.training.loop import train

STROKES = 'source = { type = "Strokes", train_count = 60, test_count = 30 }'
CANCER = 'source = { type = "BreastCancer" }'
ALWAYS = '[[data.transforms]]\ntype = "GaussianNoise"\nwhen = "always"\n'
SCALED = '[[data.transforms]]\ntype = "Standardize"\n'
TOKENS = '[[data.transforms]]\ntype = "Tokenize"\nlevel = "words"\nlength = 16\n'
PIECE = '[[data.transforms]]\ntype = "RandomResizedCrop"\nsize = 6\nwhen = "always"\n'
RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [6, 5]\n'


def layers(*words):
    return "".join(f"[[model.layers]]\n{word}\n" for word in words)


FLAT, TEN = 'type = "Flatten"', 'type = "Linear"\nout_features = 10'
THREE, FOUR = (f'type = "Linear"\nout_features = {count}' for count in (3, 4))
ONE = 'type = "Linear"\nout_features = 1'
COPY = layers(FLAT, 'type = "Linear"\nout_features = 784', 'type = "Unflatten"\nunflattened_size = [1, 28, 28]')
TEXTS = layers(
    'type = "Embedding"\nembedding_dim = 4', 'type = "GRU"\nhidden_size = 4', 'type = "Linear"\nout_features = 3'
)
SUBJECTS = {
    "classes": (STROKES, ALWAYS + layers(FLAT, TEN), 'loss = { type = "CrossEntropyLoss", label_smoothing = 0.1 }'),
    "averaged": (STROKES, layers(FLAT, TEN), "ema_decay = 0.5"),
    "in bfloat16": (STROKES, layers(FLAT, TEN), 'precision = "bfloat16"'),
    "weighted": (STROKES, layers(FLAT, TEN), f'loss = {{ type = "CrossEntropyLoss", weight = {[1.0, 3.0] * 5} }}'),
    "nll": (STROKES, layers(FLAT, TEN, 'type = "LogSoftmax"'), 'loss = { type = "NLLLoss" }'),
    "divergence": (STROKES, layers(FLAT, TEN, 'type = "LogSoftmax"'), 'loss = { type = "KLDivLoss" }'),
    "margins": (STROKES, layers(FLAT, TEN), 'loss = { type = "MultiMarginLoss", p = 2 }'),
    "squared error of classes": (STROKES, layers(FLAT, TEN), 'loss = { type = "MSELoss" }'),
    "binary": (CANCER, SCALED + layers(ONE), 'loss = { type = "BCEWithLogitsLoss" }'),
    "binary, sigmoid": (CANCER, SCALED + layers(ONE, 'type = "Sigmoid"'), 'loss = { type = "BCELoss", reduction = "sum" }'),
    "numbers": ('source = { type = "NPZ", path = "PLACE/a.npz" }', layers(THREE), 'loss = { type = "L1Loss", reduction = "sum" }'),
    "itself": (STROKES + '\ntarget = "input"', COPY, 'loss = { type = "MSELoss" }'),
    "texts": ('source = { type = "Sentences", train_count = 60, test_count = 12 }', TOKENS + TEXTS, ""),
    "series": ('source = { type = "Waves", train_count = 60, test_count = 12, length = 16 }', layers(FLAT, FOUR), ""),
    "files of many sizes": (
        "source = { type = 'ImageFolder', root = 'PLACE/photos', damaged = 'skip', mode = 'L' }",
        PIECE + layers(FLAT, 'type = "Linear"\nout_features = 2'), "",
    ),
    "files": (
        "source = { type = 'ImageFolder', root = 'PLACE/photos', test_fraction = 0.3, damaged = 'skip' }\n"
        "memory = 'stream'\nvalidation_fraction = 0.3\n"
        "corrections = [{ part = 'train', index = 3 }, { part = 'test', index = 2, label = 'dogs' }, { part = 'test', index = 0 }]",
        RESIZE + layers(FLAT, 'type = "Linear"\nout_features = 2'), "",
    ),
}  # fmt: skip
ADDS = ("binary, sigmoid", "weighted", "numbers")
"""Their mean loss is not the mean of the samples' losses: the sum over a batch, and a mean by the weights of the classes."""


@pytest.fixture(scope="module", autouse=True)
def own_folders(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CACHE", "RUNS", "DATA"):
            patch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path_factory.mktemp(name.lower())))
        yield


def experiment(subject, place):
    data, rest, training = SUBJECTS[subject]
    text = f'format = 1\nseed = 2\n[data]\n{data}\n{rest}\n[training]\nepochs = 1\ndevice = "cpu"\n{training}\n'
    return from_toml(text.replace("PLACE", str(place)))


def saved(place):
    """Arrays with three numbers to predict, and photos of two classes, one of them damaged."""
    rng = np.random.default_rng(0)
    np.savez(
        place / "a.npz", x=rng.normal(size=(60, 4)).astype(np.float32), y=rng.normal(size=(60, 3)).astype(np.float32)
    )
    for number in range(30):
        folder = place / "photos" / ("cats" if number % 3 else "dogs")
        folder.mkdir(parents=True, exist_ok=True)
        height, width = rng.integers(8, 20, 2)
        Image.fromarray(rng.integers(0, 256, (height, width, 3), np.uint8)).save(folder / f"{number:02}.png")
    (place / "photos" / "cats" / "broken.png").write_bytes(b"no image")
    return place


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A run of each subject, when it is asked for: its folder, its last epoch and its end."""
    place, made = saved(tmp_path_factory.mktemp("runs")), {}

    def run(subject):
        if subject not in made:
            events = list(train(experiment(subject, place), out=place / subject))
            assert isinstance(events[-1], RunFinished), events[-1]
            made[subject] = (place / subject, next(each for each in events if isinstance(each, EpochDone)), events[-1])
        return made[subject]

    return run


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_numbers_are_those_of_training_to_the_bit(runs, subject):
    folder, epoch, end = runs(subject)
    made, shelf = assess_run(folder, "test")
    assert {"loss": made.mean_loss, made.metric: made.score} == end.test
    held_out, _ = assess_run(folder, "validation")
    assert (held_out.mean_loss, held_out.score) == (epoch.validation_loss, epoch.validation_score)
    assert not any("changed since" in note.line() for note in made.notes)
    assert len(made) == len(shelf) and np.array_equal(made.targets, shelf.targets)
    if subject not in ADDS:
        assert made.loss.mean() == pytest.approx(made.mean_loss, rel=1e-5)
    if made.task == "classes":
        assert made.right.mean() == pytest.approx(made.score)
        assert made.shares.shape == (len(made), len(made.classes)) and made.shares.sum(1) == pytest.approx(1, abs=1e-5)
        assert made.true_share == pytest.approx(made.shares[np.arange(len(made)), made.targets])
        assert ((made.true_rank == 0) == made.right).all()
    else:
        assert made.error.mean() == pytest.approx(made.score, rel=1e-5)


def test_a_sum_over_a_batch_is_a_sum_over_the_numbers_of_a_sample(runs):
    made, _ = assess_run(runs("numbers")[0], "test")
    assert made.loss == pytest.approx(np.abs(made.targets - made.predicted).sum(1), rel=1e-5)
    assert made.loss.sum() == pytest.approx(made.mean_loss, rel=1e-5)  # of one batch


def test_a_sample_alone_is_judged_like_all_together(runs):
    folder, *_ = runs("nll")
    made, shelf = assess_run(folder, "test")
    trained = Trained.from_run(folder)
    for position in (0, 17, 29):
        alone = trained.judge(np.array(shelf.sample(int(made.rows[position]))))
        assert made.shares[position] == pytest.approx(alone.shares, abs=1e-6)
        assert made.predicted[position] == alone.shares.argmax()
        assert made.loss[position] == pytest.approx(-np.log(alone.shares[made.targets[position]]), rel=1e-4)


def test_every_third_sample_is_the_same_sample(runs):
    folder, *_ = runs("classes")
    whole, _ = assess_run(folder, "train")
    some, shelf = assess_run(folder, "train", every=3)
    assert some.rows.tolist() == list(range(0, len(shelf), 3))
    assert np.array_equal(some.places, whole.places[::3]) and np.array_equal(some.targets, whole.targets[::3])
    assert some.loss == pytest.approx(whole.loss[::3], rel=1e-4)  # the noise of each sample is its own, too


def test_photos_that_cannot_be_read_are_left_out_before_the_split(runs):
    folder, *_ = runs("files")
    found = parts_of(Trained.from_run(folder).experiment, None, lambda *_: None)
    files = [shelf.file(row).name for shelf in found.parts.values() for row in range(len(shelf))]
    assert len(files) == len(set(files)) == 28 and "broken.png" not in files
    made, _ = assess_run(folder, "test")
    assert any("broken.png cannot be read" in note.line() and note.severity == "warning" for note in made.notes)


def test_every_second_photo_keeps_its_name_in_the_table(runs):
    made, shelf = assess_run(runs("files")[0], "train", every=2)
    wanted = [str(shelf.file(row)) for row in range(0, len(shelf), 2)]
    for each in (shelf, some_of(shelf, made.rows)):
        rows = list(csv.DictReader(samples_csv(made, each).decode().splitlines()))
        assert [row["file"] for row in rows] == wanted


def test_a_photo_that_has_gone_is_named(runs, tmp_path):
    folder, *_ = runs("files")
    trained = Trained.from_run(folder)
    found = parts_of(trained.experiment, None, lambda *_: None)
    gone = replace(found.parts["test"], files=tuple(tmp_path / "gone.png" for _ in found.parts["test"].files))
    with pytest.raises(RunError, match=r"gone\.png cannot be read"):
        assess(trained, Collection(found.facts, found.parts | {"test": gone}), "test")


def test_photos_of_a_downloaded_set_are_decoded_when_they_are_asked_for(tmp_path, monkeypatch):
    make.signs(tmp_path)
    text = f'format = 1\n[data]\nsource = {{ type = "GTSRB" }}\n{RESIZE}' + layers(
        FLAT, 'type = "Linear"\nout_features = 43'
    )
    *_, end = train(
        from_toml(f'{text}[training]\nepochs = 1\ndevice = "cpu"\n'), data_dir=tmp_path, out=tmp_path / "run"
    )
    monkeypatch.setattr("workbench.data.vision.photos.PhotoSource.load", None)
    made, shelf = assess_run(tmp_path / "run", "test", data_dir=tmp_path)
    assert {"loss": made.mean_loss, "accuracy": made.score} == end.test
    assert np.asarray(shelf.sample(0)).shape[0] == 3


def test_progress_counts_up_to_all_and_cancels(runs, monkeypatch):
    folder, *_ = runs("classes")
    monkeypatch.setattr("workbench.evaluation.inputs.EVALUATION_BATCH", 8)
    trained = Trained.from_run(folder)
    found = gather(trained.experiment, None, lambda *_: None)
    told = []
    assess(trained, found, "test", lambda *each: told.append(each))
    assert [done for _, done, _ in told] == [0, 8, 16, 24, 30] and {total for *_, total in told} == {30}

    def cancel(_what, done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess(trained, found, "test", cancel)


def test_inputs_come_in_small_batches_of_what_the_steps_make(runs, monkeypatch):
    """Of photos of many sizes, whatever the pieces in which they are read."""
    folder, *_ = runs("files")
    trained = Trained.from_run(folder)
    shelf = parts_of(trained.experiment, None, lambda *_: None).parts["train"]

    def made():
        return list(batches(shelf, np.arange(len(shelf)), trained.pipeline, trained.input_shape, 2))

    (whole,) = made()
    monkeypatch.setattr("workbench.evaluation.inputs.EVALUATION_BATCH", 4)
    monkeypatch.setattr("workbench.evaluation.inputs.PIECE_NUMBERS", 2_500)
    few = made()
    assert {len(each) for each in few[:-1]} == {4} and torch.equal(torch.cat(few), whole)


def test_too_many_probabilities_are_not_kept(runs, monkeypatch):
    folder, *_ = runs("classes")
    whole, _ = assess_run(folder, "test")
    monkeypatch.setattr(assessing, "MOST_SHARES", 299)
    made, _ = assess_run(folder, "test")
    assert made.shares is None and made.top_shares.shape == (30, 5)
    assert np.array_equal(made.top_shares, whole.top_shares)
    assert made.top_shares == pytest.approx(np.sort(whole.shares, 1)[:, :-6:-1])
    full, less = scores(whole), scores(made)
    assert full.auc is not None and less.auc is None
    assert (less.brier, less.calibration_error, less.top) == (full.brier, full.calibration_error, full.top)


def test_a_diverged_model_is_judged_as_it_is(runs):
    folder, *_ = runs("classes")
    trained = Trained.from_run(folder)
    trained.load({name: torch.full_like(value, torch.nan) for name, value in trained.model.state_dict().items()})
    made = assess(trained, parts_of(trained.experiment, None, lambda *_: None), "test")
    assert made.not_finite == 30 and not made.right[made.targets != 0].any()
    found = scores(made)
    assert (found.loss, found.auc, found.brier, found.calibration_error) == (None, None, None, None)
    assert found.top == (0.0,) * 5
    assert sorted(picked(made)) == list(range(30))


def test_a_diverged_model_of_squared_errors_is_not_taken_for_one_that_cannot_choose(runs):
    trained = Trained.from_run(runs("squared error of classes")[0])
    trained.load({name: torch.full_like(value, torch.nan) for name, value in trained.model.state_dict().items()})
    assert assess(trained, parts_of(trained.experiment, None, lambda *_: None), "test").not_finite == 30


@pytest.mark.parametrize("subject", ["binary", "squared error of classes", "itself"])
def test_a_loss_of_the_users_own_is_asked_for_each_sample(runs, subject, monkeypatch):
    folder, *_ = runs(subject)
    known, _ = assess_run(folder, "test")
    monkeypatch.setattr(assessing, "is_own", lambda _loss: True)
    assert assess_run(folder, "test")[0].loss == pytest.approx(known.loss, rel=1e-5, abs=1e-7)


def without_test(found):
    empty = np.zeros(0, np.int64)
    return replace(found, parts=found.parts | {"test": Shelf(empty, empty)})


def with_other_labels(found):
    test = found.parts["test"]
    return replace(found, parts=found.parts | {"test": replace(test, targets=test.targets + 10)})


def with_other_sizes(found):
    test = found.parts["test"]
    return replace(found, parts=found.parts | {"test": replace(test, images=np.zeros((30, 1, 30, 28), np.uint8))})


SPOILT = {
    "are not here": lambda found: Collection(found.facts),
    "has no test part": without_test,
    r"instead of 0, 1, .* \(10\)": lambda found: replace(found, facts=replace(found.facts, classes=("a", "b"))),
    "a label 19": with_other_labels,
    r"become \(1, 30, 28\) after the steps": with_other_sizes,
    r"\| a, b \(2\) instead of": lambda found: replace(found, facts=replace(found.facts, columns=("a", "b"))),
}


@pytest.mark.parametrize("words", SPOILT)
def test_what_is_not_the_runs_data_is_refused_in_words(runs, words):
    folder, *_ = runs("classes")
    trained = Trained.from_run(folder)
    found = gather(trained.experiment, None, lambda *_: None)
    with pytest.raises(ExperimentError, match=words):
        assess(trained, SPOILT[words](found), "test")


def test_more_data_than_the_run_had_is_said(runs):
    folder, *_ = runs("classes")
    trained = Trained.from_run(folder)
    trained.facts = replace(trained.facts, train=50)
    (note,) = assess(trained, gather(trained.experiment, None, lambda *_: None), "test").notes
    assert note.severity == "warning" and "60 samples to learn from" in note.line() and "50" in note.line()


def test_what_crosses_threads_is_frozen(runs):
    made, _ = assess_run(runs("classes")[0], "test")
    arrays = [value for value in vars(made).values() if not isinstance(value, int | float | str | tuple)]
    assert all(isinstance(each, np.ndarray) and not each.flags.writeable for each in arrays)
