"""Texts cut into tokens, and the vocabulary that is learned of them."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.data.pipeline import Pipeline
from workbench.data.recipe import Step, fit_steps, prepare
from workbench.data.sentences import BAD, GOOD, OPINIONS, generate_sentences
from workbench.data.tokens import PADDING, UNKNOWN, Tokenize
from workbench.data.vocabulary import Vocabulary, tokenizer_of, vocabulary_of
from workbench.spec.files import from_toml

WORDS = {
    "It's good.": ["it's", "good", "."],
    "Don’t stop: naïve cafe\u0301!": ["don’t", "stop", ":", "naïve", "café", "!"],
    "我喜欢PyTorch框架。": ["我", "喜", "欢", "pytorch", "框", "架", "。"],
    "かなカナ": ["か", "な", "カ", "ナ"],
    "हिन्दी भाषा": ["हिन्दी", "भाषा"],
    "日\u3000本  \t\n x_1": ["日", "本", "x_1"],
    "a👍b …": ["a", "👍", "b", "…"],
    "3.5%": ["3", ".", "5", "%"],
    "'quoted'": ["'", "quoted", "'"],
    "": [],
    " \n": [],
}


@pytest.mark.parametrize(("text", "wanted"), WORDS.items())
def test_words_and_signs(text, wanted):
    assert Tokenize().split(text) == wanted


@given(st.text(max_size=60))
def test_no_letter_is_lost(text):
    words = "".join(Tokenize(lowercase=False).split(text))
    characters = "".join(Tokenize("characters", lowercase=False).split(text))
    assert words == "".join(characters.split())


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6), st.sampled_from(["words", "characters"]))
def test_rows_are_whole_numbers_of_one_length_below_the_size_of_the_vocabulary(texts, level):
    step = Tokenize(level, length=5)
    step.fit(texts)
    rows = step(texts)
    assert rows.shape == (len(texts), 5) and rows.dtype == torch.int64
    assert rows.min() >= 0 and rows.max() < len(step.state["tokens"])
    assert (rows != 1).all()  # of the training part every token is known
    for text, row in zip(texts, rows.tolist(), strict=True):
        known = [step.state["tokens"][number] for number in row if number]
        assert known == step.split(text)[:5]


def test_characters_keep_spaces_and_capitals_only_if_wanted():
    assert Tokenize("characters").split("Ab c") == ["a", "b", " ", "c"]
    assert Tokenize("characters", lowercase=False).split("Ab") == ["A", "b"]


@pytest.mark.parametrize("level", ["words", "characters"])
def test_an_accent_of_its_own_makes_no_other_token(level):
    step = Tokenize(level, lowercase=False)
    assert step.split("Cafe\u0301") == step.split("Caf\u00e9")


def test_the_vocabulary_is_in_order_of_frequency_then_of_letters():
    step = Tokenize()
    step.fit(["b c a", "a c", "c d"])
    assert step.state == {"tokens": [PADDING, UNKNOWN, "c", "a", "b", "d"]}


def test_the_vocabulary_is_bounded_and_rare_words_are_unknown():
    few = Tokenize(max_tokens=3, length=3)
    few.fit(["b c a", "a c", "c d"])
    assert few.state["tokens"] == [PADDING, UNKNOWN, "c"]
    assert few(["a c new"]).tolist() == [[1, 2, 1]]
    often = Tokenize(min_count=2)
    often.fit(["b c a", "a c", "c d"])
    assert often.state["tokens"][2:] == ["c", "a"]


@pytest.mark.parametrize(("padding", "wanted"), [("end", [2, 3, 0, 0]), ("start", [0, 0, 2, 3])])
def test_short_texts_are_padded_and_long_ones_lose_their_end(padding, wanted):
    step = Tokenize(length=4, padding=padding)
    step.fit(["a a b c d e"])
    assert step(["a b"]).tolist() == [wanted]
    assert step(["a b c d e"]).tolist() == [[2, 3, 4, 5]]
    assert step([""]).tolist() == [[0, 0, 0, 0]] and step([]).shape == (0, 4)


def test_over_a_whole_set_chunk_by_chunk():
    texts = [f"word{i % 7} word" for i in range(2500)]
    step = Step(Tokenize(length=3))
    fit_steps(texts, [step])
    rows = prepare(texts, [step])
    assert rows.shape == (2500, 3) and rows.dtype == torch.int64
    assert torch.equal(rows[2499], step.function([texts[2499]])[0])


def test_what_was_learned_can_be_given_back():
    value = experiment('type = "Sentences", train_count = 60')
    one, other = (Pipeline(value.data.transforms, value.seed) for _ in range(2))
    texts = ["The soup was good!", "the film"]
    one.prepare_training(texts)
    other.load_state(one.state())
    assert torch.equal(one.evaluation(["good film, new word"]), other.evaluation(["good film, new word"]))
    assert one.state() == {
        "data.transforms[0]": {"tokens": [PADDING, UNKNOWN, "the", "!", "film", "good", "soup", "was"]}
    }


def experiment(source: str, step: str = 'type = "Tokenize"', data: str = "", seed: int = 0):
    return from_toml(
        f'format = 1\nseed = {seed}\n[data]\nsource = {{ {source} }}\n{data}\n[[data.transforms]]\n{step}\n'
    )  # fmt: skip


def learned(value, data_dir):
    return vocabulary_of(value, data_dir, tokenizer_of(value)[1])


def test_the_vocabulary_comes_from_the_training_part_alone(tmp_path):
    rows = [f"text number{i},{'ab'[i % 2]}" for i in range(40)]
    (tmp_path / "t.csv").write_text("\n".join(["words,label", *rows]), encoding="utf-8")
    source = 'type = "CSVText", path = "t.csv", test_fraction = 0.25'
    half = experiment(source, data="validation_fraction = 0.5")
    found = learned(half, tmp_path)
    assert len(found.tokens) == 3 + 14  # two classes of 15 texts: 7 of each are kept
    other = learned(half.replace(seed=1), tmp_path)
    assert set(other.tokens) != set(found.tokens) and len(other.tokens) == len(found.tokens)
    everything = learned(experiment(source, data="validation_fraction = 0.0"), tmp_path)
    assert set(found.tokens) < set(everything.tokens) and len(everything.tokens) == 3 + 30


def test_the_vocabulary_follows_the_file(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("words,label\nalpha,a\nbeta,b\n" * 3, encoding="utf-8")
    value = experiment('type = "CSVText", path = "t.csv", test_fraction = 0.4', data="validation_fraction = 0.0")
    assert "gamma" not in learned(value, tmp_path).tokens
    path.write_text("words,label\ngamma,a\nbeta delta,b\n" * 3, encoding="utf-8")
    assert "gamma" in learned(value, tmp_path).tokens


def test_sentences_are_a_pure_function_of_seed_and_number():
    texts, kinds = generate_sentences(0, 0, 30)
    assert generate_sentences(0, 10, 5)[0] == texts[10:15]
    assert generate_sentences(1, 0, 30)[0] != texts
    assert np.bincount(kinds).tolist() == [10] * len(OPINIONS)
    assert len(set(texts)) == 30


def test_the_words_of_a_sentence_do_not_tell_its_opinion():
    """Good and bad sentences with one negation have as many words of praise and of blame: one of each."""
    seen = {0: set(), 2: set()}
    for text, kind in zip(*generate_sentences(0, 0, 900), strict=True):
        words = Tokenize().split(text)
        if kind != 1:
            seen[kind].add((sum(w in GOOD for w in words), sum(w in BAD for w in words)))
    assert seen[0] == seen[2] == {(2, 0), (1, 1), (0, 2)}


def test_usual_lengths_are_such_that_tokenize_can_have_them():
    assert Vocabulary((), np.arange(101)).usual_lengths() == (50, 95)
    assert Vocabulary((), np.array([0, 0, 10**6])).usual_lengths() == (1, 65_536)
