from structures.vocabulary import EVERYONE, Step, Structure, leaves, on_stage, text

STEMS = ("What brings me here is", "What goes well just now is", "What keeps me awake is",
         "What nobody says aloud is", "What I could try is", "What I need from you is")


def cup(n: int, stem: str) -> tuple[Step, Step]:
    """One sentence to finish: everybody types, then all answers stand there at once."""
    cue = "Finish the sentence. Take your time. Nobody sees it until everybody does."
    return (
        Step(f"write-{n}", 1.5, "Finish the sentence. All read it in a moment, without your name.",
             form=(text("line", f"{stem} …"),), invitation=f"{stem} …", round=(n, len(STEMS)), title="Write",
             cue=cue, watch="fingers that stop early: wait for the slow ones.",
             move="inquire. Every view comes at the same moment, none of them first."),
        Step(f"read-{n}", 1, "Read in silence.", EVERYONE, sees=(on_stage(f"write-{n}"),), invitation=f"{stem} …",
             round=(n, len(STEMS)), title="Read", cue="A minute to read. No talk yet.",
             watch="your own wish to comment."),
    )


STRUCTURE = Structure(
    slug="calm_tea",
    title="Calm Tea",
    purpose="Everybody finishes the same sentences, and each time all answers appear at once.",
    invitation="What is on our minds?",
    least=4,
    steps=(
        Step("explain", 1, "Listen. There are six sentences to finish, one after the other.", EVERYONE,
             capture="none", talk=True, title="Listen",
             cue="Six sentences. Everybody types, nobody sees anything. Then all of it appears, and we read.",
             watch="explaining for longer than this."),
        *(step for n, stem in enumerate(STEMS, 1) for step in cup(n, stem)),
        Step("talk", 4, "Look up. What did you notice across all of it?", EVERYONE,
             sees=tuple(on_stage(f"write-{n}") for n in range(1, len(STEMS) + 1)), capture="none", talk=True,
             title="Notice",
             cue="What was alike? What surprised you? What did you read and not expect?",
             watch="guessing who wrote what.",
             move="inquire into what is unlike your own."),
    ),
    leaves=leaves("write"),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
