from structures.vocabulary import EVERYONE, KEEP, Role, Step, Structure, groups_of, leaves, on_stage, text

WAYS = (
    ("Be there", "Just be there. Listen with all you have. Give no answer, ask no question.",
     "First way: quiet. Coaches, your silence is the help.", "coaches who nod so much that they steer."),
    ("Ask", "Ask, so that you both find something new. Take up all that is said.",
     "Second way: ask. Only questions to which you do not know the answer.", "advice dressed up as a question."),
    ("Push", "Say kindly what they may not see. You may say no. You may offer another way.",
     "Third way: push, with love. Say what you would rather leave out.", "coaches who are too polite, or too rough."),
    ("Build", "Say yes to each idea and add to it. Look for a surprise, and make it grow.",
     "Fourth way: yes, and. Notice what new thing wants to happen.", "a way back to plain advice."),
)


def way(n: int, title: str, ask: str, cue: str, watch: str) -> Step:
    """One of four ways of helping; with each of them the client, the coach and the observer change."""
    return Step(f"help-{n}", 2, "Watch and listen. What does it do to the client?", KEEP, capture="none", talk=True,
                turn=(n - 1) % 3, round=(n, 4), lead="client", rest="observer", roles=(Role("coach", ask),),
                lead_ask="Say what is hard for you just now. See what the help does.", title=title, cue=cue,
                watch=watch, move="accompany. Offer, do not direct.")


STRUCTURE = Structure(
    slug="helping_heuristics",
    title="Helping Heuristics",
    purpose="Try four ways of helping, two minutes each, and feel which one helps when.",
    invitation="What is hard for you just now? How do you like to be helped?",
    least=3,
    steps=(
        Step("start", 2, "Find your three. In each round your phone says who you are: client, coach or observer.",
             groups_of(3), capture="none", talk=True, title="Start",
             cue="Four short rounds, four ways to help. Small true troubles, not the largest ones.",
             watch="anybody who is alone."),
        *(way(n, *each) for n, each in enumerate(WAYS, 1)),
        Step("look", 3, "Observers first: what did you see? One writes what helped, no names. The room hears it next.",
             KEEP, (text("helped", "It helped to"),), by="scribe", entries=2, talk=True, title="Look back",
             cue="What did each way do? Which do you use too much, and which too little?",
             watch="going on with the trouble itself."),
        Step("all", 2, "Hear what helped. Which way will you try next time?", EVERYONE,
             sees=(on_stage("look", held=True),), talk=True, title="All",
             cue="One line from each three. When is it good to be quiet? When to push?",
             move="accompany. Choose how you help."),
    ),
    leaves=leaves("look"),
)
