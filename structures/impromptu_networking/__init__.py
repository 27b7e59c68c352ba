from structures.vocabulary import PAIRS, Step, Structure, leaves, repeat, text

STRUCTURE = Structure(
    slug="impromptu_networking",
    title="Impromptu Networking",
    purpose="Three short talks with three new people, so that everybody has spoken and been heard.",
    invitation="What brings you here today? What do you hope to get, and what can you give?",
    least=4,
    steps=(
        Step("think", 1, "Think by yourself. What would you like to say first?", capture="none", title="Think",
             cue="A new person each round, the same question each time. It gets clearer as you go.",
             watch="people who need a chair, a quiet corner or a walk to the phone: help them first."),
        *repeat(3, Step("meet", 4, "Find your partner. Tell each other. Each of you has the same time.", PAIRS,
             capture="none", talk=True, turns=True, title="Meet",
             cue="Your phone names somebody new. Share the time. I ring at the end, not in the middle.",
             watch="two old friends together, or somebody still looking for a partner.",
             move="inquire. Listen for what surprises you.")),
        Step("keep", 2, "Write one thing you heard that you want to keep.", form=(text("heard", "I heard"),),
             title="Keep",
             cue="One line. Say what you heard, not who said it.",
             watch="private stories: keep the thought, leave the story with its owner."),
    ),
    leaves=leaves("keep"),
)
