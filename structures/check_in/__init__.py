from structures.vocabulary import EVERYONE, Step, Structure, groups_of, leaves, on_stage, own, per_person, text

STRUCTURE = Structure(
    slug="check_in",
    title="Check-in",
    purpose="Everybody arrives: a few words from each, read together, then a short round in threes.",
    invitation="How are you as you arrive today?",
    source="Our own; after the check-ins of many circles",
    steps=(
        Step("write", 2, "Write a few words. Everybody reads them, without your name.",
             form=(text("word", "I come with", most=80),), title="Write",
             cue="Two minutes to arrive. A few words are plenty. All of them appear at once.",
             watch="people whose phone will not play along: write their words for them."),
        Step("read", 1, "Look up, and read in silence.", EVERYONE, sees=(on_stage("write"),), title="Read",
             cue="This is who we are right now. No comments yet.",
             watch="a joke about somebody's words."),
        Step("round", per_person(1), "Take turns. Say what is behind your words, as much as you like.",
             groups_of(3, remainder="down"), sees=(own("write"),), capture="none", talk=True, turns=True,
             title="Threes",
             cue="A minute each. The others only listen. You may pass.",
             watch="advice: nobody has asked for any.",
             move="inquire. Meet the person before the problem."),
    ),
    leaves=leaves("write"),
)
