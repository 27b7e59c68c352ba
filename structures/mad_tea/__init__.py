from structures.vocabulary import EVERYONE, PAIRS, Step, Structure

STEMS = (
    "What brings me here is", "Something I love about our work is", "Something I find odd about our work is",
    "A thing I should stop is", "If I could change one thing tomorrow,", "A risk worth taking is",
    "What we never talk about is", "Somebody I want to thank is", "I could use help with",
    "A question I carry around is", "In a year I hope we", "What I will do first is",
)


def sip(n: int, stem: str) -> Step:
    """One sentence with one partner, then on to the next."""
    return Step(f"tea-{n}", 1, "Find your partner. Each of you finishes the sentence aloud. Keep it short.", PAIRS,
                capture="none", talk=True, moves_on=True, invitation=f"{stem} …", round=(n, len(STEMS)), title="Tea",
                cue=f"{stem} … Each of you. Do not think long. The bell moves you on.",
                watch="somebody without a partner: the phone knows where they belong.",
                move="inquire. Say the first true thing.")


STRUCTURE = Structure(
    slug="mad_tea",
    title="Mad Tea",
    purpose="Twelve sentences, twelve partners, a minute each: the room is warm and knows what it thinks.",
    invitation="Finish the sentence. Then move on.",
    least=6,
    steps=(
        Step("explain", 3, "Stand up if you like. Listen to how it works.", EVERYONE, capture="none", talk=True,
             title="Listen",
             cue="A sentence, a partner, half a minute each, then a new partner. Nothing is written down.",
             watch="people who would rather sit: let others come to them."),
        *(sip(n, stem) for n, stem in enumerate(STEMS, 1)),
        Step("talk", 5, "Look up. What did you hear more than once? What surprised you?", EVERYONE, capture="none",
             talk=True, title="Notice", invitation="What do we know now?",
             cue="Say what you heard, not who said it.",
             watch="stories that belong to somebody else.",
             move="advance. What does the room know now?"),
    ),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
