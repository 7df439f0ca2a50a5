"""Short opinions, written by a grammar: number `index` under `seed` is a pure function of the two.

Each sentence judges two things, and a judgement may be turned around by a negation, or by two. Whether the two are good, bad or one
of each is therefore not told by the words alone, but by which word stands where. NumPy alone, because exported scripts carry
this file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

OPINIONS = ("bad", "mixed", "good")

THINGS = (
    ("soup", "bread", "salad", "coffee", "waiter", "table", "music", "bill", "dessert", "menu"),
    ("film", "plot", "ending", "cast", "sound", "script", "hero", "first half", "camera", "title song"),
    ("room", "bed", "view", "breakfast", "pool", "shower", "staff", "garden", "street", "lift"),
    ("phone", "screen", "battery", "price", "keyboard", "manual", "case", "charger", "speaker", "button"),
)
GOOD = ("good", "great", "lovely", "pleasant", "excellent", "fine", "charming", "wonderful", "clever", "nice")
BAD = ("bad", "awful", "poor", "boring", "terrible", "ugly", "dull", "dreadful", "weak", "annoying")
STRENGTH = ("", "", "very ", "really ", "rather ", "so ")
PLAIN = (
    "the {thing} was {strength}{word}", "I found the {thing} {strength}{word}", "the {thing} seemed {strength}{word} to me",
)  # fmt: skip
TURNED = (
    "the {thing} was not {strength}{word}", "the {thing} was never {strength}{word}", "I did not find the {thing} {strength}{word}",
    "the {thing} was anything but {word}", "nobody called the {thing} {word}", "the {thing} was far from {word}",
)  # fmt: skip
TURNED_TWICE = (
    "nobody said that the {thing} was not {strength}{word}", "I never thought that the {thing} was not {word}",
    "it is not true that the {thing} was not {strength}{word}",
)  # fmt: skip
OPENINGS = (
    "",
    "",
    "",
    "honestly, ",
    "last week: ",
    "my friend and I agree: ",
    "as for me, ",
    "not that it matters, but ",
)
LINKS = (" and ", ", and ", "; ", ", while ", ", but ", " although ")
ENDINGS = (".", ".", "!", " .", "")


def generate_sentences(seed: int, first: int, count: int) -> tuple[list[str], NDArray[np.int64]]:
    """Sentences and their opinions (count,) int64, places in `OPINIONS`, from number `first` on."""
    numbers = range(first, first + count)
    return [_sentence(seed, number) for number in numbers], np.array([number % 3 for number in numbers], np.int64)


def _sentence(seed: int, number: int) -> str:
    chance = np.random.Generator(np.random.PCG64([seed, number]))

    def one(words: tuple[str, ...]) -> str:
        return words[int(chance.integers(len(words)))]

    kind = number % 3
    fond = [kind == 2] * 2
    if kind == 1:
        fond[int(chance.integers(2))] = True
    things = THINGS[int(chance.integers(len(THINGS)))]
    places = chance.permutation(len(things))[:2]
    clauses = []
    for likes, place in zip(fond, places, strict=True):
        turns = int(chance.choice(3, p=(0.4, 0.4, 0.2)))
        word = one(GOOD if likes == (turns != 1) else BAD)
        frame = one((PLAIN, TURNED, TURNED_TWICE)[turns])
        clauses.append(frame.format(thing=things[place], strength=one(STRENGTH), word=word))
    text = one(OPENINGS) + clauses[0] + one(LINKS) + clauses[1] + one(ENDINGS)
    return text[0].upper() + text[1:]
