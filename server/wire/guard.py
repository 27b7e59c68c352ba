"""Guessing at join codes: failures are counted, never people (docs/adr/0006-join-codes.md)."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

ADDRESSES = 50_000


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
        self._all = Bucket(60, 1.0, clock())
        self._by_address: OrderedDict[str, Bucket] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether a code from this address is looked up at all. Asking costs nothing."""
        now = self._clock()
        own = self._by_address.get(network(address))
        if own is None or own.left(now) >= own.most:
            return True  # nobody there has failed lately: an attack from elsewhere shuts no room out
        return own.left(now) >= 1.0 and self._all.left(now) >= 1.0

    def failed(self, address: str) -> None:
        now = self._clock()
        key = network(address)
        own = self._by_address.pop(key, None) or Bucket(30, 0.25, now)
        own.take(now)
        self._all.take(now)
        self._by_address[key] = own
        while len(self._by_address) > ADDRESSES:
            self._by_address.popitem(last=False)


def network(address: str) -> str:
    """Who is likely to be one sender: an IPv4 address, or the 64-bit network of an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
