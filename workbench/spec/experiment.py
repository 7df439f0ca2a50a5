"""The experiment: an immutable tree of data, transforms, model, training and seed.

Everything else is a function of it. Names and defaults are PyTorch's wherever it has them.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from workbench.spec.containers import walk
from workbench.spec.fields import one_line, shown
from workbench.spec.parts import (
    DatasetPart,
    Layer,
    Loss,
    OfKind,
    Optimizer,
    Scheduler,
    Transform,
    Value,
    read_part,
)

FORMAT = 1
MAX_LAYERS = 10_000
MAX_CORRECTIONS = 100_000

_ADDRESS = re.compile(r"[A-Za-z0-9.:_-]{1,255}:([0-9]{1,5})")
_DEVICE = re.compile(r"auto|cpu|mps|cuda(:[0-9]{1,3})?")


def _part(kind: str, name: str) -> Any:
    return read_part(kind, {"type": name})


SourcePart = Literal["train", "test"]
"""The parts that a source itself has; validation is taken from the first."""


class Correction(Value):
    """What is mended in the data, without touching them: a sample has another label, or is left out."""

    part: Annotated[SourcePart, Field(description="The source's own part; validation is a share of train.")] = "train"
    index: Annotated[int, Field(ge=0, description="The sample's place in that part as the source gives it, from 0.")]
    label: Annotated[
        str | None, Field(max_length=1_000, description="The name of its class; none: the sample is left out.")
    ] = None
    given: Annotated[
        str | None,
        Field(
            max_length=1_000, description="The label that the data gave it then: a class, or numbers; none: unknown."
        ),
    ] = None

    @property
    def place(self) -> tuple[SourcePart, int]:
        """Which sample it is."""
        return self.part, self.index

    @classmethod
    def _allows_none(cls, _name: str) -> bool:  # a class may be called “none”; who leaves a sample out gives no label
        return False


def corrected(corrections: Iterable[Correction], *new: Correction) -> tuple[Correction, ...]:
    """The list with new ones in it, in order; of two for one sample the later counts."""
    found = {item.place: item for item in (*corrections, *new)}
    return tuple(found[place] for place in sorted(found, key=lambda place: (place[0] == "test", place[1])))


def uncorrected(corrections: Iterable[Correction], *places: tuple[SourcePart, int]) -> tuple[Correction, ...]:
    """The list without those of these samples."""
    gone = frozenset(places)
    return tuple(item for item in corrections if item.place not in gone)


class Data(Value):
    """Which samples, how they are split, batched and prepared."""

    source: Annotated[DatasetPart, OfKind("dataset")] = Field(
        default_factory=lambda: _part("dataset", "Strokes"), validate_default=False, description="The data set."
    )
    validation_fraction: Annotated[
        float,
        Field(
            ge=0, lt=1, description="Share of the training part kept for validation, the same of every class; 0: none."
        ),
    ] = 0.1
    target: Annotated[
        Literal["label", "input"],
        Field(description="What the model learns to give: the data's label, or the input itself (an autoencoder)."),
    ] = "label"
    balanced: Annotated[
        bool, Field(description="Draw every class equally often, the rare ones repeatedly (weighted sampling).")
    ] = False
    batch_size: Annotated[int, Field(ge=1, le=1_000_000, description="Samples per step.")] = 64
    shuffle: Annotated[bool, Field(description="Draw a new order of the training samples in every epoch.")] = True
    drop_last: Annotated[bool, Field(description="Leave out the last batch of an epoch when it is smaller.")] = False
    num_workers: Annotated[
        int, Field(ge=0, le=256, description="Threads that read and decode image files; 0: no extra threads.")
    ] = 2
    memory: Annotated[
        Literal["auto", "memory", "stream"],
        Field(
            description="Where image files are kept: all in memory; or streamed, decoded as they are needed and then kept "
            "on the disk; auto: in memory if they fit."
        ),
    ] = "auto"
    transforms: Annotated[
        tuple[Annotated[Transform, OfKind("transform")], ...],
        Field(strict=False, max_length=1_000, description="The steps that every image goes through, in order."),
    ] = ()
    corrections: Annotated[
        tuple[Correction, ...],
        Field(strict=False, max_length=MAX_CORRECTIONS, description="Samples with another label, or left out."),
    ] = ()


class Model(Value):
    """The layers of an ``nn.Sequential``."""

    layers: Annotated[
        tuple[Annotated[Layer, OfKind("layer")], ...],
        Field(strict=False, max_length=MAX_LAYERS, description="The layers, in order."),
    ] = ()

    @field_validator("layers")
    @classmethod
    def _not_too_many(cls, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        count = sum(1 for _ in walk(layers))
        if count > MAX_LAYERS:
            context = {"field_type": "Tuple", "max_length": MAX_LAYERS, "actual_length": count}
            raise PydanticKnownError("too_long", context)
        return layers


class Checkpoint(Value):
    """When a checkpoint is written while training runs; the sooner of the two counts."""

    every_steps: Annotated[
        int,
        Field(ge=1, description="Write a checkpoint after so many steps, if it takes at most 2 % of the time."),
    ] = 500
    every_seconds: Annotated[float, Field(gt=0, description="Write a checkpoint after so many seconds.")] = 60.0
    keep: Annotated[int, Field(ge=1, le=1000, description="How many checkpoints are kept.")] = 3


class Training(Value):
    """How the model learns."""

    epochs: Annotated[int, Field(ge=1, le=1_000_000, description="How often the training data are gone through.")] = 3
    device: Annotated[str, Field(description="Where to compute: auto, cpu, cuda, cuda:1, mps.")] = "auto"
    precision: Annotated[
        Literal["float32", "bfloat16", "float16", "auto"],
        Field(
            description="Number format of the forward pass (autocast); auto: bfloat16 where the device is fast at it."
        ),
    ] = "float32"
    memory_format: Annotated[
        Literal["auto", "contiguous_format", "channels_last"],
        Field(description="How images lie in memory; auto: what is faster, where the run is long enough to try."),
    ] = "auto"
    threads: Annotated[
        int | None,
        Field(
            ge=1,
            le=1024,
            description="Threads of PyTorch on the CPU; none: as many as there are cores, or fewer where that is faster.",
        ),
    ] = None
    compile: Annotated[
        bool,
        Field(
            description="Let torch.compile make faster code of the model first; it takes its time, and pays in long runs."
        ),
    ] = False
    loss: Annotated[Loss, OfKind("loss")] = Field(
        default_factory=lambda: _part("loss", "CrossEntropyLoss"), description="What is made small."
    )
    optimizer: Annotated[Optimizer, OfKind("optimizer")] = Field(
        default_factory=lambda: _part("optimizer", "Adam"), description="How the weights are changed."
    )
    scheduler: Annotated[Scheduler, OfKind("scheduler")] | None = Field(
        default=None, description="How the learning rate changes during the run."
    )
    warmup_epochs: Annotated[
        float,
        Field(
            ge=0, le=1e6, description="Epochs in which the learning rate grows from almost nothing; parts count, too."
        ),
    ] = 0.0
    warmup_steps: Annotated[
        int, Field(ge=0, le=10**9, description="The same in steps of the optimizer; added to warmup_epochs.")
    ] = 0
    init: Annotated[
        Literal["default", "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "orthogonal"],
        Field(
            description="How Linear and convolution weights begin (torch.nn.init); default: as PyTorch does by itself."
        ),
    ] = "default"
    accumulate: Annotated[
        int, Field(ge=1, le=100_000, description="Batches whose gradients are added up for one step of the optimizer.")
    ] = 1
    clip_grad_norm: Annotated[
        float | None, Field(gt=0, description="Shorten the gradient to this length where it is longer; none: never.")
    ] = None
    clip_grad_value: Annotated[
        float | None, Field(gt=0, description="Cut every number of the gradient at plus and minus this; none: never.")
    ] = None
    ema_decay: Annotated[
        float | None,
        Field(
            ge=0,
            lt=1,
            description="Keep a running mean of the weights, which is judged and saved (0.999 is usual); none: no mean.",
        ),
    ] = None
    early_stopping: Annotated[
        int | None, Field(ge=1, description="End after so many epochs without a lower validation loss; none: never.")
    ] = None
    processes: Annotated[
        int, Field(ge=1, le=64, description="Processes on this machine that share every batch and train together.")
    ] = 1
    nodes: Annotated[
        int, Field(ge=1, le=1000, description="Machines that train together, each with so many processes.")
    ] = 1
    address: Annotated[
        str, Field(description="Where the first of several machines is reached, as host:port; empty with one machine.")
    ] = ""
    checkpoint: Annotated[Checkpoint, Field(description="When the weights are written.")] = Checkpoint()
    diagnostics: Annotated[
        Literal["auto", "off"],
        Field(
            description="Look into the layers now and then while the run goes on, for at most about 3 % of its time; off: never."
        ),
    ] = "auto"
    tensorboard: Annotated[
        bool, Field(description="Write event files for TensorBoard into the run folder, in its folder tensorboard.")
    ] = False

    @property
    def warms_up(self) -> bool:
        """Whether the learning rate begins small."""
        return bool(self.warmup_epochs or self.warmup_steps)

    def warmup(self, steps_per_epoch: int) -> int:
        """The steps of the warm-up."""
        return self.warmup_steps + round(self.warmup_epochs * steps_per_epoch)

    @property
    def workers(self) -> int:
        """All processes, of all machines."""
        return self.processes * self.nodes

    @field_validator("address")
    @classmethod
    def _host_and_port(cls, address: str) -> str:
        match = _ADDRESS.fullmatch(address)
        if address and not (match and 0 < int(match[1]) < 65_536):
            words = 'must be a name or number and a port, such as "192.168.0.5:29500" (it is {given})'
            raise PydanticCustomError("address", words, {"given": shown(address)})
        return address

    @field_validator("device")
    @classmethod
    def _known_device(cls, device: str) -> str:
        if not _DEVICE.fullmatch(device):
            words = 'must be "auto", "cpu", "mps", "cuda", or "cuda:1" for the second one (it is {given})'
            raise PydanticCustomError("device", words, {"given": shown(device)})
        return device


class Experiment(Value):
    """All that makes a run. Equal experiments give equal weights on one machine."""

    name: Annotated[str, Field(max_length=200, description="A name for people."), AfterValidator(one_line)] = "Untitled"
    seed: Annotated[int, Field(ge=0, lt=2**63, description="Where all random numbers begin.")] = 0
    data: Data = Field(default_factory=Data)
    model: Model = Field(default_factory=Model)
    training: Training = Field(default_factory=Training)
