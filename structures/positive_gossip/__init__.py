from structures.vocabulary import EVERYONE, PAIRS, Step, Structure

ROUNDS = (
    "Tell your partner something good about somebody who is here, and not in your pair.",
    "New partner. Pass on what you heard, and add something good of your own.",
    "New partner again. Pass on the best you heard. Who should hear it today?",
)

STRUCTURE = Structure(
    slug="positive_gossip",
    title="Positive Gossip",
    purpose="Good things are said behind people's backs, and travel.",
    invitation="What have you seen somebody here do well?",
    least=12,
    steps=(
        Step("explain", 1, "Listen. We are going to gossip: only good things, and only true ones.", EVERYONE,
             capture="none", talk=True, title="Listen",
             cue="Speak of people who are here. Small and true beats big. Nothing is written down.",
             watch="irony: say that it must be meant."),
        *(Step(f"gossip-{n}", 3, ask, PAIRS, capture="none", talk=True, round=(n, len(ROUNDS)), title="Gossip", cue=cue,
               watch="praise of the same two people: who does quiet work?", move="stand inside. Say what you saw.")
          for n, (ask, cue) in enumerate(zip(ROUNDS, (
              "Tell what they did and what it did to you.", "Pass it on as a good story, and add to it.",
              "Let it travel once more. Somebody may hear it before you leave."), strict=True), 1)),
        Step("all", 5, "How was it to gossip like this? Who got back to hear about themselves?", EVERYONE,
             capture="none", talk=True, title="All",
             cue="How did it feel? Who heard something about themselves? Is there one you want to say aloud?",
             watch="somebody of whom nobody spoke: see that they hear something from you.",
             move="accompany. Thanks need no plan."),
    ),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
