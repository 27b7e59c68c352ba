from structures.vocabulary import EVERYONE, Step, Structure, earlier, leaves, on_stage, pick, ranking, text

STRUCTURE = Structure(
    slug="dot_vote",
    title="Dot Vote",
    purpose="See in a few minutes where the room wants to go, from what lies before it.",
    invitation="Which of these matter most to you?",
    source="A common practice of many facilitators",
    steps=(
        Step("add", 3, "Read what is there. Is a line missing? Add it. Everybody sees it, without your name.",
             form=(text("line", "I add", most=140),), entries=3, sees=(earlier(), on_stage("add")), title="Add",
             cue="Read all of it in silence. Add only what is not there yet. Adding nothing is fine.",
             watch="the same thing in other words: join such lines before the vote.", move="inquire."),
        Step("vote", 3, "Choose up to three. Nobody sees whose choice it was.",
             form=(pick("dots", "My choice", up_to=3),), sees=(earlier(), on_stage("add")), title="Vote",
             cue="By yourself. Not what is easy, but what you would give your own time to.",
             watch="people who ask how others voted."),
        Step("see", 6, "Look up. What do you see? What would be lost if we took only the top?", EVERYONE,
             sees=(ranking("output", by="vote"), ranking("add", by="vote")), talk=True, title="See",
             cue="A picture of the room, not a verdict. Look at ties. Who chose something low, and why?",
             watch="counting as deciding: ask what everybody can live with.",
             move="conclude. Talk first, then take what is good enough."),
    ),
    leaves=leaves("output", "add", by="vote", top=4),
)
