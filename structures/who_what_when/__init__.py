from structures.vocabulary import EVERYONE, Step, Structure, date, earlier, leaves, on_stage, person, text

PROMISE = (text("what", "I will"), date("when", "By when"), person("with", "With whom"))

STRUCTURE = Structure(
    slug="who_what_when",
    title="Who/What/When",
    purpose="People first, then what each will do, then by when: no task without a person.",
    invitation="What will you do, and by when?",
    source="Gamestorming (Dave Gray, Sunni Brown, James Macanufo)",
    steps=(
        Step("think", 1, "Think by yourself. What are you ready to take on?", sees=(earlier(),), capture="none",
             title="Think",
             cue="We begin with names, not with tasks. Say what you will do yourself. Nothing is a good answer too.",
             watch="jobs given to people who are not here.",
             move="stand inside. Name your own part."),
        Step("commit", 7, "Write what you will do, and by when. Everybody sees it with your name.", form=PROMISE,
             entries=3, sees=(on_stage("commit", named=True, show="commitments"), earlier()), named=True,
             title="Promise",
             cue="One clear thing that you can do, with a day. Small and kept beats big and forgotten.",
             watch="words like 'support' or 'look into': ask what we would see.",
             move="direct a little. A day is a kindness."),
        Step("read", 7, "Look up. Read your line aloud. Who can help? What is still missing?", EVERYONE,
             sees=(on_stage("commit", named=True, show="commitments"),), capture="none", talk=True, title="Read",
             cue="We go through the names. A blank is fine. Who wants to add a line, or change one?",
             watch="one person with most of the lines. To add or change a line, press Back.",
             move="accompany. Ask who would like to go with them."),
    ),
    leaves=leaves("commit"),
)
