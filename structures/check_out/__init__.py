from structures.vocabulary import EVERYONE, Step, Structure, leaves, on_stage, text

STRUCTURE = Structure(
    slug="check_out",
    title="Check-out",
    purpose="End together: each says what they take with them and what is still open.",
    invitation="What do you take with you, and what is still open?",
    source="Our own; after the check-outs of many circles",
    steps=(
        Step("write", 2, "Write what you take with you. Everybody reads it in a moment, without your name.",
             form=(text("take", "I take with me"), text("open", "Still open for me", required=False)), title="Write",
             cue="Look back over our time. One line that you take with you; one more if something is still open.",
             watch="people who are packing: it is only a few minutes."),
        Step("read", 2, "Look up, and read in silence.", EVERYONE, sees=(on_stage("write"),), title="Read",
             cue="Read slowly. This is what we made today.",
             watch="your own wish to explain what is still open: thank them for it."),
        Step("voice", 2, "Who would like to say one thing aloud? Short is good.", EVERYONE, sees=(on_stage("write"),),
             capture="none", talk=True, title="Say",
             cue="Two or three voices. Then I thank you, and we end on time.",
             watch="a last speech. Thank the speaker, and ring the bell.",
             move="accompany. They have the last word."),
    ),
    leaves=leaves("write"),
)
