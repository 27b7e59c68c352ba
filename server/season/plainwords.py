"""The words that phrases are made of: those of the mnemonic library (BIP 39, English) that anybody can spell and that
nobody minds to have, as their own, on a card.
"""

from __future__ import annotations

from functools import cache

from mnemonic import Mnemonic

from server.live.spelling import Spelling, is_one_slip, slips

LENGTHS = range(4, 8)

_UNKIND = """
abandon absurd accuse alien ancient argue awful awkward battle betray chaos chase dilemma execute flee furnace goddess
heavy horror hurdle kiss lottery purity rough shallow sheriff sorry toddler veteran wine
abuse addict afraid alcohol anger angry anxiety army armed arrest arrow assault asthma attack bachelor bitter blame
bleak blind blood bomb boring broken bullet bunker burden burst cannon cash casino cheat chronic cigar clown coyote
crack crash crazy crime critic cruel crush damage danger decline defy demise denial deny deposit despair destroy
detect disease divorce dizzy donor drastic drip drug dumb empty endless enemy erase erode erosion error erupt evil
exclude exhaust exile expire exploit expose fade fail faint false fatal fatigue fault female fever fiscal foil fragile
fury gasp gauge ghost gloom gospel gossip govern grief grit grocery grunt guilt harsh hate hazard hollow hospital
humble hungry hurt idle ignore illegal illness immune impose infant inflict inform inhale inject injury inmate insane
insect isolate jealous junk kick kidney kill knife labor lawsuit lazy liar lonely lose loyal mandate mercy misery
mistake monster mosquito muscle naive nasty naked neglect nerve nothing nuclear obey oblige obscure odor oppose
organ orphan panic patient pave peasant penalty pepper pill pistol poison poverty prison problem protest punch quit
race reject remove resist retire rebel rifle rigid riot risk ritual rude sadness satoshi scare scorpion scrap senior
sentence seven shiver shock shoot shove shrimp siege sick skin skull slab slam slim slender sniff snake soldier
spawn spider spike spit spoil spy squeeze stomach strike struggle stumble submit sudden suffer surge suspect swamp
swear sword symptom tattoo terror tissue tired tobacco toilet tongue tornado torture tragic trap trash trial trouble
ugly unable unaware unfair unhappy unusual upset useless vacant vanish vicious victim virus void vote warfare warrior
wasp waste weapon weasel weird whip widow wink worry worth wound wreck wrestle wrong
"""
_UNLIKE_BRITISH = """
armor catalog center color defense enroll favorite fiber flavor gray harbor honor humor license math mom program
"""
_HEARD_AS_OTHERS = """
beach blue board cereal flower knee know mail main meat none pair piece right role sail steel stairs tail their there
wait wear weather week whale wood write
"""


@cache
def words() -> tuple[str, ...]:
    """Every word of the list, in its order; no two are one slip apart."""
    left_out = {*_UNKIND.split(), *_UNLIKE_BRITISH.split(), *_HEARD_AS_OTHERS.split()}
    kept: list[str] = []
    near: dict[str, list[str]] = {}
    for word in Mnemonic("english").wordlist:
        if len(word) not in LENGTHS or word in left_out:
            continue
        around = slips(word) | {word}
        if any(is_one_slip(word, other) for slip in around for other in near.get(slip, ())):
            continue
        kept.append(word)
        for slip in around:
            near.setdefault(slip, []).append(word)
    return tuple(kept)


@cache
def spelling() -> Spelling:
    return Spelling(words())
