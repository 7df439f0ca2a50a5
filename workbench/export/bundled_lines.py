"""How the exported script reads scikit-learn's data sets and draws the waves."""

from __future__ import annotations

from workbench.data.bundled import BUNDLED, TEST_START
from workbench.spec.parts import DatasetPart


def bundled_imports(source: DatasetPart) -> list[str]:
    """The import lines that the body needs."""
    return [f"from sklearn.datasets import {BUNDLED[source.type].loader}"] if source.type in BUNDLED else []


def bundled_body(source: DatasetPart) -> str:
    """The lines of ``load_data`` for these sets; empty for others."""
    if source.type == "Waves":
        return _waves_body(source)
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
