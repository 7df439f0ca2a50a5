"""PyTorch's own launcher with the workers of a job; what became of those that failed is left in a file beside the job.

``python -m workbench.training.torchrun JOB``
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FAILURES = "failures.json"


def main(path: Path) -> int:
    """Run the job's workers to their end; returns the exit code."""
    from torch.distributed.elastic.multiprocessing.errors import ChildFailedError
    from torch.distributed.run import get_args_parser, run

    job = json.loads(path.read_text(encoding="utf-8"))
    try:
        run(get_args_parser().parse_args([*arguments(job, path.parent), str(path)]))  # type: ignore[no-untyped-call]
    except ChildFailedError as error:
        rows = [{"rank": rank, "code": item.exitcode} for rank, item in error.failures.items()]
        (path.parent / FAILURES).write_text(json.dumps(rows), encoding="utf-8")
        return 1
    return 0


def arguments(job: dict[str, Any], folder: Path) -> list[str]:
    """What torchrun is told."""
    if job["nodes"] > 1:
        host, _, port = job["address"].rpartition(":")
        place = ["--nnodes", str(job["nodes"]), "--node-rank", str(job["node_rank"]), "--master-addr", host]
        place += ["--master-port", port]
    else:
        place = ["--standalone"]
    each = ["--nproc-per-node", str(job["processes"]), "--log-dir", str(folder)]
    return [*place, *each, "--module", "workbench.training.worker"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
