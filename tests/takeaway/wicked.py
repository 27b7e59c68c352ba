"""A hand at the press that knows readers nobody should have."""

from __future__ import annotations

import os
import time

from server.record import readers
from server.record.document import Document, Paragraph, Section
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Write
from server.takeaway.hand import main

CANARY = "kittiwake"


def good(source: Source, choice: Choice) -> bytes:
    os.write(1, b"a library says something")
    return source.season.sessions[1].title.encode()


def sleeps(source: Source, choice: Choice) -> bytes:
    time.sleep(60)
    return b""


def toils(source: Source, choice: Choice) -> bytes:
    while True:
        pass


def eats(source: Source, choice: Choice) -> bytes:
    return b"".join(bytes(50_000_000) for _ in range(100))


def dies(source: Source, choice: Choice) -> bytes:
    os._exit(9)


def fails(source: Source, choice: Choice) -> bytes:
    raise ValueError(CANARY)


def has_nothing(source: Source, choice: Choice) -> bytes:
    raise NothingToTake("Nobody has said anything yet.")


def knows(source: Source, choice: Choice) -> bytes:
    return " ".join(name for name in os.environ if name.startswith("TINGSHA_")).encode()


def shown(source: Source, choice: Choice) -> Document:
    on = "opening" in (choice.sections or {"opening"})
    section = Section("opening", "What was said", (Paragraph(source.season.title),) if on else ())
    return Document(source.season.title, (section,))


def _form(write: Write) -> Form:
    return Form(write.__name__, "txt", "text/plain", write)


FORMS = {write.__name__: _form(write) for write in (good, sleeps, toils, eats, dies, fails, has_nothing, knows)}
WICKED = Reader("wicked", "Wicked", "For tests.", (), FORMS, shown)

if __name__ == "__main__":
    readers.READERS = {**readers.READERS, "wicked": WICKED}  # type: ignore[misc]
    import server.takeaway.hand as hand

    hand.READERS = readers.READERS  # type: ignore[misc]
    main()
