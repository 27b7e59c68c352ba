"""Join codes that can be said and typed, and the secrets of links, which are kept as hashes only."""

from __future__ import annotations

import hashlib
import re
import secrets

# Four letters each, easy to say and to spell, none that could hurt.
_WORDS = (
    "ACER ALTO ARCH AUNT BARK BARN BEAD BEAM BELL BIRD BLUE BOAT BOLD BOOK BUOY CALM CAPE CAVE CHEF CLAY COAL COAT "
    "COOK CORK COVE CROW DALE DAWN DEER DESK DOVE DRUM DUCK DUNE DUSK EAST ECHO FARM FAWN FERN FIFE FIND FINE FIRE "
    "FISH FLAX FOAM FOLK FORD FROG GATE GIFT GLEN GLOW GOAT GOLD GOOD GULL HARE HARP HAWK HAZE HERB HILL HIVE HOLM "
    "HOME HOPE HORN HUSH IRIS ISLE JADE JAZZ JUNE KELP KIND KITE KNOT LAKE LAMB LAMP LARK LEAF LIME LINK LOAF LOCH "
    "LOOM LUTE LYNX MEAD MAST MILL MINT MIST MOON MOSS NEST NOON NOTE OPAL OPEN PALM PARK PATH PEAR PIER PINE PLUM "
    "POEM POND PONY QUAY RAIN REED RICE RING ROAD ROOF ROPE ROSE SAGE SAIL SAND SEAL SEED SHIP SILK SNOW SOFA SONG "
    "STAR SURF SWAN TEAL TIDE TILE TREE TUNE VALE VINE WARM WAVE WEST WIND WOOD WOOL WREN YARN YEAR ZEST"
).split()
_DIGITS = "23456789"
# Nothing that looks like something else, and no vowels, so that chance writes no words.
_SIGNS = _DIGITS + "BCDFGHJKMNPQRSTVWXYZ"
_HEAD, _TAIL = 6, 5


def new_code() -> str:
    """A join code such as WREN52-K7QM3: one of about 10^11, so guessing is hopeless when failures are counted."""
    digits = "".join(secrets.choice(_DIGITS) for _ in range(2))
    return f"{secrets.choice(_WORDS)}{digits}-{''.join(secrets.choice(_SIGNS) for _ in range(_TAIL))}"


def read_code(typed: str) -> str:
    """The code that somebody meant: small letters, blanks and dashes do not matter. Empty when it cannot be one."""
    signs = re.sub(r"[^A-Z0-9]", "", typed[:64].upper())
    return f"{signs[:_HEAD]}-{signs[_HEAD:]}" if len(signs) == _HEAD + _TAIL else ""


def new_id() -> str:
    """128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
