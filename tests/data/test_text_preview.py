"""What the data panel shows of texts."""

from workbench.data.preview import MOST_LETTERS, preview
from workbench.spec.files import from_toml

SENTENCES = 'source = { type = "Sentences", train_count = 30, test_count = 10 }\n'
TOKENIZE = '[[data.transforms]]\ntype = "Tokenize"\nlength = 6\n'


def shown(data, tmp_path):
    seen = preview(from_toml(f"format = 1\n[data]\n{data}"), tmp_path, 4, 2, 0)
    assert not seen.samples and not seen.trail and not seen.draws
    return seen.texts


def test_each_text_with_its_label_and_numbers(tmp_path):
    texts = shown(SENTENCES + TOKENIZE, tmp_path)
    assert [label for label, _, _ in texts] == ["bad", "mixed", "good", "bad"]
    assert all(len(numbers) == 6 and 1 not in numbers for _, _, numbers in texts)


def test_without_a_tokenize_there_are_no_numbers(tmp_path):
    assert all(text and numbers == () for _, text, numbers in shown(SENTENCES, tmp_path))


def test_long_texts_and_line_breaks_are_cut_to_one_short_line(tmp_path):
    long, word = "many words\n" * 100, "x" * 500
    (tmp_path / "t.csv").write_text(f'text,stars\n"{long}",1.5\n{word},2.5\n"{long}",3.5\n', encoding="utf-8")
    texts = shown('source = { type = "CSVText", path = "t.csv", test_fraction = 0.1 }\n' + TOKENIZE, tmp_path)
    assert [label for label, _, _ in texts] == ["1.5", "2.5", "3.5"]
    assert all(len(text) == MOST_LETTERS and "\n" not in text for _, text, _ in texts)
