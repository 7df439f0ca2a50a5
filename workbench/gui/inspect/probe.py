"""What is asked of a model about one sample, and what is found: worked out in one thread, by one processor core."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.gui.lane import Problems
from workbench.gui.predictor import Outside
from workbench.spec.problems import ExperimentError, problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.data.samples import Progress
    from workbench.evaluation.inspect.activations import Activations
    from workbench.evaluation.inspect.attention import Attention
    from workbench.evaluation.inspect.by_hand import ByHand
    from workbench.evaluation.inspect.filters import Filters
    from workbench.evaluation.inspect.receptive_field import ReceptiveField
    from workbench.evaluation.inspect.saliency import Attribution, Method, Options
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.training.events import Weights
else:
    from workbench.gui.late import np

INPUT = "model"
"""The address of what the network gets, among those of the layers."""


@dataclass(frozen=True)
class Wanted:
    """What is looked at. ``subject`` is None for a sample that belongs to the run's own data; ``sample`` an array, a text or an
    :class:`Outside`."""

    sample: Any
    subject: Subject | None = None
    layer: str = ""
    filters: bool = False
    attention: bool = False
    reach: tuple[int, ...] | None = None
    hand: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Look:
    """What was found. ``values`` is what the network gets, ``picture`` (H, W, 3) uint8 the same to be looked at, if it is one.

    ``places`` are the names of the values (columns, tokens with padding), ``maps`` the layers for Grad-CAM, ``baselines`` the words for
    an input of nothing. Of ``filters``, ``attention``, ``reach`` and ``hand``, those are there that were wanted; ``refused`` says why
    one is not.
    """

    wanted: Wanted
    step: int
    kind: str
    judgement: Judgement
    activations: Activations
    names: tuple[str, ...]
    places: tuple[str, ...]
    values: NDArray[Any]
    picture: NDArray[np.uint8] | None
    maps: tuple[str, ...]
    baselines: tuple[str, ...]
    filters: Filters | None = None
    attention: Attention | None = None
    reach: ReceptiveField | None = None
    hand: ByHand | None = None
    refused: dict[str, Problems] = field(default_factory=dict)
    explains: bool = True


@dataclass(frozen=True)
class _Base:
    """What is known of a sample with some weights, whatever is looked at."""

    sample: Any
    weights: Any
    judgement: Judgement
    activations: Activations
    picture: Any
    maps: tuple[str, ...]


class Probe:
    """The model with the newest weights; belongs to one thread, that of the lane."""

    def __init__(self, data_dir: Path | None) -> None:
        self._data_dir = data_dir
        self._trained: Any = None
        self._built_for: Path | None = None
        self._loaded: Weights | None = None
        self._base: _Base | None = None
        self._filters: tuple[Any, str, Filters] | None = None
        self._read: tuple[Any, Any] = (None, None)

    def look(self, run_dir: Path, weights: Weights, step: int, wanted: Wanted) -> Look:
        """In the lane. Raises ExperimentError where nothing at all can be said."""
        from workbench.evaluation.inspect.baseline import words_for
        from workbench.evaluation.inspect.places import names_of_places

        base = self._judged(run_dir, weights, wanted)
        trained, seen = self._trained, base.judgement.seen
        refused: dict[str, Problems] = {}
        found: dict[str, Any] = {}

        def ask(name: str, work: Any) -> None:
            try:
                found[name] = work()
            except ExperimentError as error:
                refused[name] = error.problems

        if wanted.layer and wanted.layer != INPUT:
            from workbench.evaluation.inspect.attention import attention
            from workbench.evaluation.inspect.by_hand import by_hand
            from workbench.evaluation.inspect.receptive_field import receptive_field

            if wanted.filters:
                ask("filters", lambda: self._filters_of(wanted.layer))
            if wanted.attention:
                ask("attention", lambda: attention(trained, seen, wanted.layer))
            if wanted.reach is not None:
                place = wanted.reach
                ask("reach", lambda: receptive_field(trained, seen, wanted.layer, place))
            if wanted.hand is not None:
                at = wanted.hand
                ask("hand", lambda: by_hand(trained, seen, wanted.layer, at))
        return Look(
            wanted, step, trained.facts.kind, base.judgement, base.activations, _names(trained),
            names_of_places(trained, base.judgement), seen, base.picture, base.maps, words_for(trained), refused=refused,
            explains=trained.subject.task != "input", **found,
        )  # fmt: skip

    def explain(
        self, run_dir: Path, weights: Weights, wanted: Wanted, method: Method, target: int | None, options: Options,
        tell: Progress,
    ) -> Attribution:  # fmt: skip
        """In the lane."""
        from workbench.evaluation.inspect.saliency import attribution

        base = self._judged(run_dir, weights, wanted)
        return attribution(self._trained, base.judgement.seen, method, target, options, tell)

    def _judged(self, run_dir: Path, weights: Weights, wanted: Wanted) -> _Base:
        from workbench.evaluation.inspect.activations import activations
        from workbench.evaluation.inspect.saliency import layers_for_grad_cam
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread

        one_thread()
        if self._trained is None or self._built_for != run_dir:
            self._trained = None
            self._trained, self._built_for = Trained.in_run(run_dir, weights, self._data_dir), run_dir
            self._loaded, self._base, self._read = weights, None, (None, None)
        elif self._loaded is not weights:
            self._trained.load(weights)
            self._loaded = weights
        base = self._base
        if base is not None and base.sample is wanted.sample and base.weights is weights:
            return base
        sample = self._sample(wanted)
        judgement: Judgement = self._trained.judge(sample)
        maps = base.maps if base is not None and base.sample is wanted.sample else ()
        if not maps and judgement.seen.ndim > 1:
            maps = layers_for_grad_cam(self._trained, judgement.seen)
        made = _Base(
            wanted.sample,
            weights,
            judgement,
            activations(self._trained, judgement.seen),
            self._picture(judgement),
            maps,
        )
        self._base = made
        return made

    def _sample(self, wanted: Wanted) -> Any:
        if wanted.subject is not None and wanted.subject != self._trained.subject:
            raise ExperimentError([
                problem("", "What lies there is of another kind than the data of this run.",
                        "Take a sample of the data set, or train with the data that the window shows.")
            ])  # fmt: skip
        if not isinstance(wanted.sample, Outside):
            return wanted.sample
        if self._read[0] is not wanted.sample:
            from workbench.evaluation.picture import picture

            self._read = wanted.sample, picture(wanted.sample.picture, self._trained.experiment, self._trained.facts)
        return self._read[1]

    def _picture(self, judgement: Judgement) -> Any:
        """What the network gets, with Normalize taken back where that can be done."""
        import torch

        from workbench.evaluation.undoing import undone
        from workbench.gui.inspect.painting import as_picture

        if self._trained.facts.kind != "image":
            return None
        seen = undone(torch.tensor(judgement.seen)[None], self._trained.pipeline)[0].numpy()
        if seen.ndim == 3 and float(seen.min()) >= -0.01 and float(seen.max()) <= 1.01:
            seen = (seen * 255).round().clip(0, 255).astype(np.uint8)
        return as_picture(seen)

    def _filters_of(self, layer: str) -> Filters:
        from workbench.evaluation.inspect.filters import filters

        known = self._filters
        if known is None or known[0] is not self._loaded or known[1] != layer:
            known = self._filters = (self._loaded, layer, filters(self._trained, layer))
        return known[2]


def _names(trained: Any) -> tuple[str, ...]:
    """What the outputs are called: classes, or numbers."""
    names = trained.classes if trained.subject.task == "classes" else trained.names
    return tuple(str(name) for name in names)
