"""The second factor: one-time codes from an app on the phone (TOTP, six digits, thirty seconds)."""

from __future__ import annotations

import hmac
import re

import pyotp

ISSUER = "Tingsha"
SECONDS = 30
SECRET = re.compile(r"[A-Z2-7]{32}")
AROUND = (0, -1, 1)
"""Steps of time around now whose codes are taken: phones' clocks are a little off."""


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, email: str) -> str:
    """What the app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, at: float) -> int:
    """The step of time that a code belongs to; 0 when it fits none near `at` (seconds since 1970)."""
    plain = "".join(code.split())
    now = int(at // SECONDS)
    found = 0
    for step in (now + offset for offset in AROUND):
        if hmac.compare_digest(pyotp.HOTP(secret).at(step).encode(), plain.encode("utf-8", "replace")):
            found = step
    return found
