from structures.vocabulary import EVERYONE, PAIRS, Step, Structure, own, text

STEMS = ("Just now I notice", "What I bring is", "What I find hard is", "What I should like to try is")
MINE = tuple(own(f"corner-{n}") for n in range(1, len(STEMS) + 1))

STRUCTURE = Structure(
    slug="spiral_journal",
    title="Spiral Journal",
    purpose="Slow down with a pen, write four short answers for yourself, and tell one person as much as you like.",
    invitation="What is moving in me just now?",
    steps=(
        Step("explain", 1, "Take paper and a pen. What you write is yours alone.", EVERYONE, capture="none", talk=True,
             title="Listen",
             cue="Paper if you have it, the phone if not. Nobody reads it. You choose later what you tell.",
             watch="people without paper: the phone will do."),
        Step("spiral", 2, "Draw a spiral, very slowly. The lines come close and do not touch.", capture="none",
             title="Spiral",
             cue="As slowly as you can. Breathe. If the lines touch, begin again, no harm done.",
             watch="your own hurry."),
        *(Step(f"corner-{n}", 2, "Finish the sentence, on paper or here. Only you can read it.",
               form=(text("line", f"{stem} …"),), entries=0, capture="private", invitation=f"{stem} …",
               round=(n, len(STEMS)), title="Write", cue=f"{stem} … Keep the pen moving.",
               watch="talk. This is the silent part.", move="inquire, into yourself first.")
          for n, stem in enumerate(STEMS, 1)),
        Step("mark", 2, "Read what you wrote. Mark one or two lines in each corner that matter.", sees=MINE,
             capture="none", title="Mark",
             cue="Draw a ring round what has life in it. Which of these would you tell somebody?",
             watch="people who want to tell it all."),
        Step("tell", 3, "Tell each other one thing from your journal. The rest stays with you.",
             PAIRS, sees=MINE, capture="none", talk=True, turns=True, title="Tell",
             cue="One thing each. The other one listens and says thank you.",
             watch="advice."),
        Step("all", 3, "Who would like to say one line aloud?", EVERYONE, capture="none", talk=True, title="All",
             cue="A few lines, no comments. Silence is fine too.",
             watch="filling the silence."),
    ),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
