"""Join codes: three short words and three figures, such as wren-maple-coin-527. Easy to say, to hear and to type.

No two of the words are one slip apart (a letter wrong, missing, doubled or swapped), so a slip is put right instead
of being refused. The arithmetic of guessing is in docs/adr/0006-join-codes.md.
"""

from __future__ import annotations

import re
import secrets
from functools import cache

from server.live.spelling import Spelling

_LIST = """
acorn alder algae alley almond aloe amber angle apple apron arbor arch arena arrow aspen aster atlas attic azure
baker balm bamboo banjo banner barley basil basket beacon beak beetle bell berry birch bison blaze bloom blue
board boat bonus book brass bread brick brown brush bucket bugle bulb butter button cabin cable cactus cake
camel camp canal candle canoe canvas canyon carol carpet carrot castle cedar cello chair chalk charm cherry
chess chime cider circle citrus clay cliff cloak cloth cloud clover coast cobalt cocoa coin comet copper coral
cosmic cotton cove cradle crane crater crayon cream crisp crumb cube cuckoo daisy dance dawn delta denim desert
desk dingo diver donkey dragon drum duck dune dust eagle earth easel ebony echo egret elbow elk engine falcon
fancy farm feast fennel fern fiddle field fig finch fjord flag flame flask fleet flint float foal forest fork
fossil fox fresh frog frost fruit fudge galaxy garden garlic garnet gate gecko gem geyser ginger glade glass
globe glow gold goose grape gravel green grove guitar gull hamlet hammer harp hawk hazel heath hedge helmet
heron hill hinge hive holly honey hoop hotel house ibis icing icon igloo indigo ink island ivory ivy jacket jade
jaguar jam jazz jelly jewel jigsaw judo juice jumbo jungle kale kayak kelp kernel kettle kiln kiosk kite kitten
kiwi koala lace ladder lagoon lamb lark lasso lava leaf legend lemon lentil lever lichen lilac lily lime linen
lion lizard llama lobby locket lodge lotus lunar lupin lute lynx lyric magic magnet mango maple marble market
marsh mask meadow medal melon midday mild mimosa mint mirror mocha mole moss moth mulch mural music myrtle
napkin nectar needle nest nickel noodle north novel nugget nutmeg oak oasis ocean octave olive onion onyx opal
opera orange orbit orchid otter owl oyster paddle palace panda panel paper parade pasta pastry path peach peanut
pebble pencil pepper petal piano picnic pigeon pilot pine pixel pizza planet plaza plum polar pond poppy porch
potato prism puffin pulse puppet purple puzzle quail quartz quest quick quiet quill quince quiver rabbit radio
radish raft rain raisin ranch raven ravine reef relay ribbon rice ridge ripple robin rodeo roof rope royal ruby
rudder rumba rustic salad salmon sand satin saturn sauce scarf scone scout seal season seed shadow shelf ship
shore shovel shrub silk silver siren sketch sky slate slope smile smoke snail snow soap sofa sonata song south
spark spice spider spiral spoon spring sprout spruce squash stable stamp star statue steam storm stove straw
studio sugar summer sunny surf swan swift syrup tapir target tavern teapot temple tennis thorn ticket tiger
timber toffee topaz tower trail trout tulip tundra tunnel turnip turtle tweed twig twine umpire unity upbeat
vapour velvet verse vessel viola violet vista vivid voice vortex voyage waffle wagon walnut walrus waltz water
wax wheat whisk willow window winter wolf wombat wool wren yacht yard yellow yodel yoga yogurt zebra zenith
zephyr zigzag zinc zone
"""
WORDS = tuple(_LIST.split())
FIGURES = "23456789"
"""Without 0 and 1, which look like letters."""

COUNT = 3
LONGEST_TYPED = 64

_LIKE_FIGURES = str.maketrans("bgqsz", "89952")
_LIKE_LETTERS = str.maketrans("015", "ols")
_CODE = re.compile("(.*?)((?:[^a-z0-9]*[2-9bgqsz]){3})[^a-z0-9]*", re.DOTALL)


def new_code() -> str:
    """A fresh code; there are about 6 x 10^10 of them."""
    words = [secrets.choice(WORDS) for _ in range(COUNT)]
    return "-".join([*words, "".join(secrets.choice(FIGURES) for _ in range(COUNT))])


def read_code(typed: str) -> str:
    """The code that somebody meant; empty when it cannot be one.

    Capitals, blanks and dashes do not matter, nor one slip in a word, nor a letter for the figure it looks like.
    """
    if len(typed) > LONGEST_TYPED:
        return ""
    said = _CODE.fullmatch(typed.lower())
    if said is None:
        return ""
    figures = re.sub("[^a-z0-9]", "", said[2]).translate(_LIKE_FIGURES)
    pieces = re.findall("[a-z]+", said[1].translate(_LIKE_LETTERS))
    spelling = _spelling()
    words = [spelling.meant(one) for one in pieces] if len(pieces) == COUNT else spelling.cut("".join(pieces), COUNT)
    return "-".join([*words, figures]) if len(words) == COUNT and all(words) else ""


@cache
def _spelling() -> Spelling:
    return Spelling(WORDS)
