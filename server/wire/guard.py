"""Guessing at join codes: failures are counted, never people (docs/adr/0006-join-codes.md)."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

ADDRESSES = 50_000
FORGOTTEN = 3600.0
"""Seconds after its last failure from which an address counts as one that never failed."""


class Bucket:
    """Holds `most` and fills again by `rate` a second."""

    __slots__ = ("_at", "_left", "most", "rate")

    def __init__(self, most: float, rate: float, now: float) -> None:
        self.most, self.rate = most, rate
        self._left, self._at = most, now

    def left(self, now: float) -> float:
        return min(self.most, self._left + (now - self._at) * self.rate)

    def take(self, now: float) -> None:
        self._left, self._at = max(0.0, self.left(now) - 1.0), now


class Guard:
    """Says whose code may be looked up. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        now = clock()
        # Two buckets for all: wrong codes from addresses that failed before, and first failures. An attack empties
        # the one; only an attack from very many addresses empties the other, and could shut out those who just came.
        self._known = Bucket(60, 1.0, now)
        self._new = Bucket(300, 5.0, now)
        self._by_address: OrderedDict[str, tuple[float, Bucket]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether a code from this address is looked up at all. Asking costs nothing."""
        now = self._clock()
        own = self._failures(address, now)
        if own is None:
            return self._new.left(now) >= 1.0
        return own.left(now) >= 1.0 and self._known.left(now) >= 1.0

    def failed(self, address: str) -> None:
        now = self._clock()
        own = self._failures(address, now)
        (self._new if own is None else self._known).take(now)
        own = own or Bucket(30, 0.25, now)
        own.take(now)
        key = network(address)
        self._by_address[key] = (now, own)
        self._by_address.move_to_end(key)
        if len(self._by_address) > ADDRESSES:
            self._by_address.popitem(last=False)

    def _failures(self, address: str, now: float) -> Bucket | None:
        """The bucket of an address that has failed within the hour."""
        since, own = self._by_address.get(network(address), (float("-inf"), None))
        return own if now - since < FORGOTTEN else None


def network(address: str) -> str:
    """Who is likely to be one sender: an IPv4 address, or the 48-bit network of an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 48), strict=False))
    return str(ip)
