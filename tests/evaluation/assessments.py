"""Assessments from numbers, without a model."""

import numpy as np

from workbench.evaluation.assessment import TOP, Assessment

EMPTY = np.zeros(0, np.float32)


def of_classes(shares, targets, classes=None, **more):
    """As a model would be judged that gives these probabilities (N, C)."""
    shares, targets = np.asarray(shares, np.float32), np.asarray(targets, np.int64)
    count, size = shares.shape
    rows = np.arange(count)
    order = np.argsort(-shares, 1, kind="stable")
    sorted_shares = np.take_along_axis(shares, order, 1)
    second = sorted_shares[:, 1] if size > 1 else 0
    true = shares[rows, targets]
    values = {
        "part": "test", "task": "classes", "classes": tuple(classes or (f"c{number}" for number in range(size))), "outputs": (),
        "rows": rows, "places": rows, "targets": targets, "predicted": order[:, 0].astype(np.int64),
        "loss": -np.log(np.maximum(true, 1e-30)), "mean_loss": float(-np.log(np.maximum(true, 1e-30)).mean()),
        "score": float((order[:, 0] == targets).mean()), "metric": "accuracy", "error": EMPTY, "confidence": sorted_shares[:, 0],
        "margin": sorted_shares[:, 0] - second, "true_share": true,
        "true_rank": (order == targets[:, None]).argmax(1).astype(np.int32),
        "squares": ((shares - np.eye(size, dtype=np.float32)[targets]) ** 2).sum(1),
        "top_classes": order[:, :TOP].astype(np.int32), "top_shares": sorted_shares[:, :TOP], "shares": shares,
    }  # fmt: skip
    return Assessment(**values | more)


def of_numbers(predicted, targets, outputs=None, **more):
    """The same for numbers (N, outputs)."""
    predicted, targets = np.asarray(predicted, np.float32), np.asarray(targets, np.float32)
    rows, error = np.arange(len(targets)), np.abs(predicted - targets).mean(1)
    values = {
        "part": "test", "task": "numbers", "classes": (), "outputs": tuple(outputs or (f"y{n}" for n in range(targets.shape[1]))),
        "rows": rows, "places": rows, "targets": targets, "predicted": predicted, "loss": ((predicted - targets) ** 2).mean(1),
        "mean_loss": float(((predicted - targets) ** 2).mean()), "score": float(error.mean()), "metric": "mae", "error": error,
        "confidence": EMPTY, "margin": EMPTY, "true_share": EMPTY, "true_rank": np.zeros(0, np.int32), "squares": EMPTY,
        "top_classes": np.zeros((0, 0), np.int32), "top_shares": np.zeros((0, 0), np.float32),
    }  # fmt: skip
    return Assessment(**values | more)


def guesses(count=300, size=4, seed=0, sharpness=2.0):
    """Probabilities (N, C) that are right more often than not, and the true classes (N,)."""
    rng = np.random.default_rng(seed)
    targets = rng.integers(0, size, count)
    scores = rng.normal(size=(count, size)) + sharpness * np.eye(size)[targets]
    shares = np.exp(scores)
    return (shares / shares.sum(1, keepdims=True)).astype(np.float32), targets
