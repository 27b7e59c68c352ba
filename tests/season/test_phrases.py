"""Phrases: hard to guess, easy to say, and forgiving to those who type them."""

from __future__ import annotations

import math
import random

import pytest

from server.live.codes import new_code
from server.live.spelling import is_one_slip
from server.season import plainwords
from server.season.phrases import COUNT, Unreadable, new_phrase, read_phrase


def test_guessing_one_phrase_takes_forty_one_bits() -> None:
    words = plainwords.words()
    assert len(set(words)) == len(words)
    assert COUNT * math.log2(len(words)) > 41
    assert len({new_phrase() for _ in range(1000)}) == 1000


def test_no_word_is_a_slip_from_another_nor_one_that_hurts() -> None:
    words = random.Random(4).sample(plainwords.words(), 40)
    assert not [(a, b) for a in words for b in plainwords.words() if a != b and is_one_slip(a, b)]
    assert not {"victim", "suffer", "ugly", "death", "cancer"} & set(plainwords.words())


@pytest.mark.parametrize(
    "typed",
    ["maple orange river garden", "MAPLE-ORANGE-RIVER-GARDEN", " Maple,  orange\triver\ngarden. ",
     "máple oränge river garden", "mapleorangerivergarden", "mapel orange river garden", "maple orange rivr garden",
     "1. maple 2. orange 3. river 4. garden", "maple orangee river gardn"],
)  # fmt: skip
def test_it_does_not_matter_how_it_is_typed(typed: str) -> None:
    assert read_phrase(typed) == "maple orange river garden"


def test_every_phrase_reads_as_itself_also_without_gaps() -> None:
    phrases = [new_phrase() for _ in range(300)]
    assert [read_phrase(phrase) for phrase in phrases] == phrases
    together = [(phrase, read_phrase(phrase.replace(" ", ""))) for phrase in phrases]
    assert sum(phrase == read for phrase, read in together) > 290
    assert all(phrase == read or isinstance(read, Unreadable) for phrase, read in together), "never another's"


@pytest.mark.parametrize(
    "typed",
    ["", "maple", "maple orange river", "maple orange river garden maple", "'; drop table people; --", "a" * 10_000,
     "\0" * 40, "мапле оранге", "maple orange qqqqq garden"],
)  # fmt: skip
def test_what_is_no_phrase_is_said_in_words_and_not_looked_up(typed: str) -> None:
    assert isinstance(read_phrase(typed), Unreadable)


def test_a_word_that_is_not_known_is_named_and_a_code_is_known_as_one() -> None:
    wrong = read_phrase("maple orange qqqqq garden")
    assert isinstance(wrong, Unreadable)
    assert "“qqqqq”" in wrong.says
    for code in (new_code() for _ in range(50)):
        told = read_phrase(code)
        assert isinstance(told, Unreadable)
        assert "code of a session" in told.says
