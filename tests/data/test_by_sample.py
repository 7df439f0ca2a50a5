"""Steps that say so give a sample the same bits in a batch of any size: several batches may go through them at once."""

import pytest
import torch

from workbench.data.pipeline import Pipeline
from workbench.spec.parts import Transform, parts

STEPS = [part for part in parts("transform") if issubclass(part, Transform) and part.by_sample]


@pytest.mark.parametrize("part", STEPS, ids=lambda part: part.__name__)
@pytest.mark.parametrize("threads", [1, 3])
def test_alone_or_together(part, threads):
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        images = torch.randint(0, 256, (40, 3, 31, 29), dtype=torch.uint8)
        pipeline = Pipeline([part()], 0)
        pipeline.rest = pipeline.steps
        draws = pipeline.draws(1, len(images))
        assert pipeline.by_sample
        whole = pipeline.training_batch(images, draws)
        for size in (1, 7):
            cut = [slice(start, start + size) for start in range(0, len(images), size)]
            pieces = [pipeline.training_batch(images[c], [d if d is None else d[c] for d in draws]) for c in cut]
            assert torch.equal(torch.cat(pieces), whole)
    finally:
        torch.set_num_threads(before)
