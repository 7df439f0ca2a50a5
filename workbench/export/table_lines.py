"""How the exported script reads tables (scikit-learn's and the user's own) and draws waves and shapes."""

from __future__ import annotations

from workbench.catalog.datasets import NPZ
from workbench.catalog.tables import CSV
from workbench.data.bundled import BUNDLED, TEST_START
from workbench.data.csv_source import reading_of
from workbench.data.csv_table import Reading
from workbench.data.npz_arrays import NpzReading
from workbench.data.npz_source import npz_reading
from workbench.export.file_lines import placed
from workbench.spec.parts import DatasetPart


def table_imports(source: DatasetPart) -> list[str]:
    """The import lines that the body needs."""
    return [f"from sklearn.datasets import {BUNDLED[source.type].loader}"] if source.type in BUNDLED else []


def table_body(source: DatasetPart) -> str:
    """The lines of ``load_data`` for these sets; empty for others."""
    if source.type == "Waves":
        return _waves_body(source)
    if source.type == "Shapes":
        return _shapes_body(source)
    if isinstance(source, CSV):
        return _csv_body(source)
    if isinstance(source, NPZ):
        return _npz_body(source)
    if source.type not in BUNDLED:
        return ""
    known = BUNDLED[source.type]
    options = ", scaled=False" if source.type == "Diabetes" else ""
    lines = [f"    inputs, targets = {known.loader}(return_X_y=True{options})"]
    if known.columns:
        lines.append("    inputs = torch.from_numpy(inputs.astype(np.float32))")
    else:
        lines.append(
            "    inputs = torch.from_numpy((inputs * (255 / 16)).round().astype(np.uint8).reshape(-1, 1, 8, 8))"
        )
    fraction = repr(source.test_fraction)  # type: ignore[attr-defined]
    if known.outputs:
        lines.append("    targets = targets.astype(np.float32)[:, None]")
        lines.append(f"    kept, held_out = stratified_split(np.zeros(len(targets), np.int64), {fraction}, seed=0)")
    else:
        lines.append("    targets = targets.astype(np.int64)")
        lines.append(f"    kept, held_out = stratified_split(targets, {fraction}, seed=0)")
    lines.append("    return inputs[kept], targets[kept], inputs[held_out], targets[held_out]")
    return "\n".join(lines)


def _waves_body(source: DatasetPart) -> str:
    seed, length, noise = (getattr(source, name) for name in ("waves_seed", "length", "noise"))
    train, test = source.train_count, source.test_count  # type: ignore[attr-defined]
    rest = f"length={length}, noise={noise!r})"
    return (
        f"    train, train_kinds = generate_waves({seed}, 0, {train}, {rest}\n"
        f"    test, test_kinds = generate_waves({seed}, {TEST_START}, {test}, {rest}\n"
        "    return torch.from_numpy(train), train_kinds, torch.from_numpy(test), test_kinds"
    )


def _shapes_body(source: DatasetPart) -> str:
    seed, side, noise = (getattr(source, name) for name in ("shapes_seed", "image_size", "noise"))
    train, test = source.train_count, source.test_count  # type: ignore[attr-defined]
    rest = f"side={side}, noise={noise!r})"
    return (
        f"    train, train_kinds = generate_shapes({seed}, 0, {train}, {rest}\n"
        f"    test, test_kinds = generate_shapes({seed}, {TEST_START}, {test}, {rest}\n"
        "    return torch.from_numpy(train), train_kinds, torch.from_numpy(test), test_kinds"
    )


def _csv_body(source: CSV) -> str:
    reading = reading_of(source)
    known = {name: value for name, value in vars(reading).items() if value != getattr(Reading(), name)}
    words = ", ".join(f"{name}={value!r}" for name, value in known.items())
    lines = [
        f"    reading = Reading({words})",
        f"    table = read_table({placed(source.path)}, reading)",
    ]
    if source.test_path:
        return "\n".join([
            *lines,
            f"    test = read_table({placed(source.test_path)}, reading, table)",
            "    return torch.from_numpy(table.inputs), table.targets, torch.from_numpy(test.inputs), test.targets",
        ])  # fmt: skip
    return "\n".join([
        *lines,
        "    strata = table.targets if table.classes else np.zeros(len(table.targets), np.int64)",
        f"    kept, held_out = stratified_split(strata, {source.test_fraction!r}, seed=0)",
        "    inputs = torch.from_numpy(table.inputs)",
        "    return inputs[kept], table.targets[kept], inputs[held_out], table.targets[held_out]",
    ])  # fmt: skip


def _npz_body(source: NPZ) -> str:
    reading = npz_reading(source)
    known = {name: value for name, value in vars(reading).items() if value != getattr(NpzReading(), name)}
    words = ", ".join(f"{name}={value!r}" for name, value in known.items())
    return "\n".join([
        f"    arrays = read_npz({placed(source.path)}, NpzReading({words}))",
        "    inputs, targets = torch.from_numpy(arrays.inputs), arrays.found.targets",
        "    if arrays.test_inputs is not None:",
        "        return inputs, targets, torch.from_numpy(arrays.test_inputs), arrays.found.test_targets",
        "    strata = targets if arrays.found.classes else np.zeros(len(targets), np.int64)",
        f"    kept, held_out = stratified_split(strata, {source.test_fraction!r}, seed=0)",
        "    return inputs[kept], targets[kept], inputs[held_out], targets[held_out]",
    ])  # fmt: skip
