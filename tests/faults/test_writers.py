"""A few of the operations that ``python -m tests.faults writers`` lets fail."""

from tests.faults import writers
from tests.faults.operations import FULL, STAYS_FULL


def test_other_files_are_old_or_new(tmp_path, qapp):
    for writer in writers.writers(tmp_path):
        kinds = [operation.kind for operation in writers.operations_of(writer)]
        assert "replace" in kinds
        assert not writers.one_fails(writer, kinds.index("write"), STAYS_FULL), writer.name
        assert not writers.one_fails(writer, kinds.index("replace"), FULL), writer.name
