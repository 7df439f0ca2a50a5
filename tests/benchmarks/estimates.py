"""What is said before a run of its memory and its time, against a run in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HEAD = """
format = 1
[data]
source = {{ type = "Strokes", train_count = {count}, test_count = 100 }}
batch_size = {batch}
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
{layers}
[training]
epochs = 1
device = "cpu"
"""


def linear(width: int) -> str:
    return f'[[model.layers]]\ntype = "Linear"\nout_features = {width}\n[[model.layers]]\ntype = "ReLU"\n'


def convolution(channels: int) -> str:
    return f'[[model.layers]]\ntype = "Conv2d"\nout_channels = {channels}\nkernel_size = 3\npadding = 1\n[[model.layers]]\ntype = "ReLU"\n'


FLAT, OUT = '[[model.layers]]\ntype = "Flatten"\n', '[[model.layers]]\ntype = "Linear"\n'
MODELS = {
    "MLP 784-512-10": (6_400, 64, FLAT + linear(512) + OUT),
    "MLP of 41 million parameters": (640, 64, FLAT + linear(6_000) + linear(6_000) + OUT),
    "convolutions, batch 256": (2_560, 256, convolution(16) + convolution(16) + FLAT + OUT),
}

RUN = """
import json, resource, sys
from pathlib import Path
from workbench.spec.files import read
from workbench.training.check import check
from workbench.training.estimate import estimated
from workbench.training.events import EpochDone
from workbench.training.loop import train

experiment = read(Path(sys.argv[1]))
said = estimated(experiment, check(experiment, None))
seconds = next(e.seconds for e in train(experiment, out=Path(sys.argv[2])) if isinstance(e, EpochDone))
peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said.memory.peak / peak, said.seconds / seconds]))
"""


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Said ÷ measured, for each model."""
    for name, (count, batch, layers) in list(MODELS.items())[: 1 if short else None]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "experiment.toml"
            file.write_text(HEAD.format(count=640 if short else count, batch=batch, layers=layers))
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(file), str(Path(folder) / "run")],
                check=True,
                capture_output=True,
                text=True,
            )
            memory, time = json.loads(done.stdout)
        yield f"{name}: memory, said ÷ used (wanted: 0.5 to 2)", f"{memory:.2f}"
        yield f"{name}: time of an epoch, said ÷ taken", f"{time:.2f}"
