"""How the exported script reads texts, and writes the built-in sentences."""

from __future__ import annotations

from workbench.catalog.texts import CSVText, Sentences
from workbench.data.csv_table import Reading, names_of
from workbench.data.text_source import TEST_START, text_reading_of
from workbench.export.file_lines import placed
from workbench.spec.parts import DatasetPart


def text_body(source: DatasetPart) -> str:
    """The lines of ``load_data`` for these sets; empty for others."""
    if isinstance(source, Sentences):
        return _sentences_body(source)
    return _csv_body(source) if isinstance(source, CSVText) else ""


def _sentences_body(source: Sentences) -> str:
    seed = source.sentences_seed
    return (
        f"    train, train_opinions = generate_sentences({seed}, 0, {source.train_count})\n"
        f"    test, test_opinions = generate_sentences({seed}, {TEST_START}, {source.test_count})\n"
        "    return train, train_opinions, test, test_opinions"
    )


def _csv_body(source: CSVText) -> str:
    reading = text_reading_of(source)
    known = {name: value for name, value in vars(reading).items() if value != getattr(Reading(), name)}
    words = ", ".join(f"{name}={value!r}" for name, value in known.items())
    columns = names_of(source.text)
    lines = [
        f"    reading, columns = Reading({words}), {columns!r}",
        f"    table = read_texts({placed(source.path)}, reading, columns)",
    ]
    if source.test_path:
        return "\n".join([
            *lines,
            f"    test = read_texts({placed(source.test_path)}, reading, columns, table)",
            "    return table.texts, table.targets, test.texts, test.targets",
        ])  # fmt: skip
    return "\n".join([
        *lines,
        "    strata = table.targets if table.classes else np.zeros(len(table.targets), np.int64)",
        f"    kept, held_out = stratified_split(strata, {source.test_fraction!r}, seed=0)",
        "    return take(table.texts, kept), table.targets[kept], take(table.texts, held_out), table.targets[held_out]",
    ])  # fmt: skip
