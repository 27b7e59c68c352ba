"""Words that not everybody knows, and what they mean, in plain words. A text explains only those that stand in it."""

from __future__ import annotations

import re

MEANING = {
    "carer": "somebody who looks after a relative or a friend",
    "commissioner": "somebody who plans and pays for care in an area",
    "criteria": "the signs by which we can see whether it went well",
    "default": "what happens when nobody chooses",
    "deprescribing": "stopping a medicine, or taking less of it, in a safe way",
    "discharge": "going home from hospital",
    "geriatrician": "a doctor for older people",
    "GP": "your family doctor (general practitioner)",
    "guideline": "advice for doctors and nurses on what helps with an illness",
    "ICB": "the board that plans and pays for NHS care in an area (integrated care board)",
    "locum": "a doctor who stands in for another",
    "overprescribing": "giving people more medicines than do them good",
    "paradox": "two things that are both true but seem to pull apart",
    "pharmacist": "somebody who knows about medicines and hands them out",
    "polypharmacy": "taking many medicines at the same time",
    "prescribe": "to decide that somebody should have a medicine",
    "prescription": "the note that says which medicine you should have",
    "primary care": "care near your home: your surgery, your pharmacy, your nurse",
    "priority": "one of the things that come first",
    "repeats": "medicines that you get again and again without asking a doctor each time",
    "review": "a talk in which somebody goes through your medicines with you",
    "side effect": "something that a medicine does to you, and that you do not want",
    "specialist": "a doctor for one kind of illness",
    "veto": "the right to say no, so that it does not happen",
}


def explained(text: str) -> list[tuple[str, str]]:
    """The words of this text that need explaining, from A to Z, with what they mean."""
    return [(word, meaning) for word, meaning in MEANING.items() if _PATTERNS[word].search(text)]


def _pattern(word: str) -> re.Pattern[str]:
    """The word by itself, one or many; a short form only in its capitals."""
    if word.isupper():
        return re.compile(rf"\b{word}s?\b")
    end = f"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else rf"{re.escape(word)}(?:s|es|d)?"
    return re.compile(rf"\b{end}\b", re.IGNORECASE)


_PATTERNS = {word: _pattern(word) for word in MEANING}
