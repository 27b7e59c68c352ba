"""Join codes: hard to guess, easy to say, and forgiving to those who type them."""

import math
import random

import pytest

from server.live.codes import FIGURES, WORDS, new_code, read_code


def test_guessing_one_code_takes_thirty_five_bits() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert math.log2(len(WORDS) ** 3 * len(FIGURES) ** 3) > 35.8
    assert len({new_code() for _ in range(1000)}) == 1000


def test_every_code_reads_as_itself() -> None:
    for code in (new_code() for _ in range(500)):
        assert read_code(code) == code
        assert len(code) <= 32


@pytest.mark.parametrize(
    "typed",
    [
        "WREN-MAPLE-COIN-527",
        "wren maple coin 527",
        " Wren  Maple, coin 5 2 7. ",
        "wrenmaplecoin527",
        "WRENMAPLECOIN 527",
        "wren/maple/c0in/527",
        "wren maple coin s27",
        "wren mapel coin 527",
        "wren maple coinn 527",
        "wrn maple coin 527",
    ],
)
def test_it_does_not_matter_how_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "wren-maple-coin-527"


@pytest.mark.parametrize(
    "typed",
    ["", "527", "wren", "wren maple 527", "wren maple coin", "wren maple coin 5277", "wren maple coin 120",
     "wren maple gold silver 527", "xxxx yyyy zzzz 527", "'; drop table sessions; --", "a" * 10_000, "\0" * 40, "٣٤٥"],
)  # fmt: skip
def test_what_is_no_code_is_not_looked_up(typed: str) -> None:
    assert read_code(typed) == ""


def test_one_slip_in_any_word_is_put_right() -> None:
    dice = random.Random(5)
    letters = "abcdefghijklmnopqrstuvwxyz"
    right = wrong = 0
    for word in WORDS:
        for _ in range(20):
            at, letter = dice.randrange(len(word)), dice.choice(letters)
            slip = dice.choice(
                [word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]]
            )
            read = read_code(f"{slip} maple coin 527")
            right += read == f"{word}-maple-coin-527"
            wrong += read not in ("", f"{word}-maple-coin-527")
    assert right > 0.9 * 20 * len(WORDS)
    assert wrong < 0.01 * 20 * len(WORDS)
