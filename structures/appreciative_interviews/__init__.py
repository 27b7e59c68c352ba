from structures.vocabulary import EVERYONE, PAIRS, Step, Structure, call, leaves, merge, on_stage, text

STORIES = on_stage("retell", held=True)

STRUCTURE = Structure(
    slug="appreciative_interviews",
    title="Appreciative Interviews",
    purpose="Find out from true stories what makes things go well here, and how to have more of it.",
    invitation="Tell of a time when this went well and you had a part in it. What made it possible?",
    least=4,
    steps=(
        Step("think", 3, "Think of a time when it went well and you had a part in it. Nothing is written.",
             capture="none", title="Think",
             cue="A true story, small or large, that you are a little proud of. You were there.",
             watch="people who find nothing: a good ten minutes is a story too."),
        Step("interview", 20, "Take turns. Ask for the story. What happened? What made it go well? Then listen.",
             PAIRS, capture="none", talk=True, turns=True, title="Interview",
             cue="Half the time each. Ask what happened, and what helped. At the end ask: may I tell it?",
             watch="listeners who answer with a story of their own.",
             move="inquire. Be curious about what works."),
        Step("retell", 15, "Ask: may I tell it? Then tell your partner's story. Note what made it go well. No names.",
             merge(2), (text("story", "Title of the story"), text("made", "What made it go well")), by="scribe",
             entries=0, talk=True, turns=True, title="Retell",
             cue="Each tells the other's story. Leave out what your partner wants left out. Listen for what is alike.",
             watch="notes that give somebody away: keep what helped, leave the rest in the room."),
        Step("gather", 12, "Hear the titles, and what made these things go well. What do you hear again and again?",
             EVERYONE, sees=(STORIES,), talk=True, title="Gather",
             cue="A title and a line from each group. What do they share? What surprises you?",
             watch="a jump to what is wrong: stay with what works a little longer.",
             move="discover. What works already is on the map."),
        call("grow", "one_two_four_all", "What could we do so that this happens more often?", title="Grow",
             minutes={"all": 3}, sees=(STORIES,)),
    ),
    leaves=leaves("retell", "grow.fours"),
)
