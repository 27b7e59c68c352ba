"""The hand at the press: the process that makes files, one at a time, for a server that must not wait.

`python -m server.takeaway.hand SECONDS WORK BYTES` reads orders from its input and writes what became of each to its
output. An order that takes more than WORK seconds of the processor ends it. It ends when its input does. What it read
last it keeps for the next order about the same.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import math
import os
import pickle
import sys
import threading
import time
from collections import OrderedDict
from typing import Any, BinaryIO

import orjson

from server.live.trouble import where
from server.record.handouts import make
from server.record.handouts.occasion import Occasion
from server.record.readers import READERS, Taken, take
from server.record.taking import NothingToTake, Source
from server.takeaway.material import Material, source_of
from server.takeaway.orders import HEAD, At, Made, Not, Order, framed
from server.takeaway.told import document_told, record_told

KEPT = 2
"""Sources that are kept for the next order: a session's, and its series'."""
NICE = 10
"""Whoever is in a session comes first."""
UNSEEN = "This cannot be shown here. It can be downloaded."


def main() -> None:
    """Serves orders until there are no more."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    seconds, work, memory = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    _be_modest(memory)
    hand = Hand()
    while head := orders.read(HEAD.size):
        asked = orders.read(HEAD.unpack(head)[0])
        # The server ends what takes too long. Where there is no server any more, this does.
        alone = threading.Timer(2 * seconds, os._exit, (1,))
        alone.daemon = True
        alone.start()
        _work_no_longer_than(work)
        hand.serve(asked, answers)
        alone.cancel()


class Hand:
    """Makes what is ordered."""

    def __init__(self) -> None:
        self._sources: OrderedDict[bytes, Source] = OrderedDict()

    def serve(self, asked: bytes, answers: BinaryIO) -> None:
        """Answers one order: how far it is, and at last what became of it."""

        def say(frame: object) -> None:
            answers.write(framed(frame))
            answers.flush()

        began = time.process_time()
        try:
            order, packed = pickle.loads(asked)
            say(At("reading"))
            if order.task == "print":
                occasion: Occasion = pickle.loads(packed)
                say(At("writing"))
                taken = Taken(make(order.reader, occasion), "application/pdf", "pdf")
            else:
                source = self._source(packed)
                say(At("writing"))
                taken = _made(source, order)
            say(Made(taken, time.process_time() - began, _peak()))
        except NothingToTake as nothing:
            say(Not("nothing", str(nothing)))
        except MemoryError:
            self._sources.clear()
            say(Not("too_much", ""))
        except Exception as failure:
            say(Not("trouble", where(failure)))

    def _source(self, packed: bytes) -> Source:
        mark = hashlib.sha256(packed).digest()
        if mark not in self._sources:
            material: Material = pickle.loads(packed)
            self._sources[mark] = source_of(material)
        self._sources.move_to_end(mark)
        while len(self._sources) > KEPT:
            self._sources.popitem(last=False)
        return self._sources[mark]


def _made(source: Source, order: Order) -> Taken:
    if order.task == "take":
        return take(source, order.reader, order.form, order.choice)
    if order.task == "tree":
        return _packed(order, record_told(source))
    document = READERS[order.reader].document
    if document is None:
        raise NothingToTake(UNSEEN)
    return _packed(order, document_told(document(source, order.choice)))


def _packed(order: Order, told: dict[str, Any]) -> Taken:
    written = orjson.dumps({"ok": True, **order.tells, **told}, option=orjson.OPT_NON_STR_KEYS)
    return Taken(gzip.compress(written, 5, mtime=0), "application/json", "json")


def _be_modest(memory: int) -> None:
    """Steps back behind whoever is in a session, and takes no more memory than it may."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError):
        os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what people wrote is left on no disk when it is ended
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _work_no_longer_than(seconds: float) -> None:
    """The system ends this process when it has worked for so many seconds more, whatever it is doing then."""
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = math.ceil(time.process_time() + seconds)
    if most != resource.RLIM_INFINITY:
        until = min(until, most)  # the house has a limit of its own
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
