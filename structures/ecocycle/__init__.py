from structures.vocabulary import (
    EVERYONE, KEEP, PAIRS, Step, Structure, leaves, loop, merge, of_group, on_stage, pick, place, plot, text,
)

LOOP = loop("Growing", "In full strength", "Stuck", "Letting go", "New seeds", "Starving")
WHERE = place("where", LOOP, "Where is it on the loop?")
FIRST = "First step"
END = (text("stop", "We let go of"), text("first", FIRST, tells="next"), pick("what", "Which one is it on the map?"))
FEED = (text("activity", "We feed"), text("step", FIRST, tells="next"), pick("what", "Which one is it on the map?"))

STRUCTURE = Structure(
    slug="ecocycle",
    title="Ecocycle Planning",
    purpose="See all we do on one loop of growing, ageing and renewing: what to let go, what to feed.",
    invitation="Where on the loop is all that we spend our time on?",
    least=4,
    steps=(
        Step("explain", 5, "Listen to how the loop goes: seeds, growing, full strength, letting go.", EVERYONE,
             capture="none", talk=True, title="Listen",
             cue="A wood does it. Two traps: what is stuck gets all the money; what is starving gets none.",
             watch="the thought that full strength is the best place: all of them are needed."),
        Step("list", 5, "List what takes up your time. Your partners read it next.",
             form=(text("activity", "We do"),), entries=6, title="List",
             cue="Meetings, projects, services, habits. Small ones too. One to a line.",
             watch="only the new and shiny."),
        Step("pairs", 10, "Talk about each one. Where on the loop is it? One person places it.", PAIRS, (WHERE,),
             by="scribe", marks="list", sees=(of_group("list"),), title="Pairs",
             cue="Is it growing, or stuck? If you do not agree, remember it: that is what we look for.",
             watch="quick placing without a talk.",
             move="inquire. What do you see that puts it there?"),
        Step("fours", 15, "Write the four that matter most, and place them. Join what is alike. All see them next.",
             merge(2), (text("activity", "We do"), WHERE), by="scribe", entries=4, grows_from="list",
             sees=(of_group("list"), plot("list", by="pairs", whose="group")), title="Fours",
             cue="Four, spread over the whole loop if you can. These go on the big map.",
             watch="one person who owns the loop."),
        Step("room", 15, "Where do YOU see each one? Place those you know. Only the map shows it, not your name.",
             EVERYONE, (WHERE,), marks="fours", sees=(on_stage("fours"),), title="Everybody",
             cue="By yourself, phone in hand. Leave out what you do not know.",
             watch="neighbours who copy. The differences are what we need.",
             move="advocate with a dot."),
        Step("map", 15, "Look at the map. Where is it crowded, where is it empty? What does it say about us?", EVERYONE,
             sees=(plot("fours", by="room"),), capture="none", talk=True, title="Map",
             cue="Step back. Is all our time in one place? Are there seeds at all?",
             watch="a hunt for who is to blame.",
             move="inquire into the whole, not the parts."),
        Step("stop", 10, "What is stuck? Choose what to let go, and write the first step. The room hears it later.",
             KEEP, END, by="scribe", entries=3, sees=(plot("fours", by="room"),), grows_from="fours", title="Let go",
             cue="What would set us free if it ended well? Who must be thanked for it?",
             watch="letting go of other people's work.",
             move="advance. Ending well is an action too."),
        Step("start", 10, "What is starving? Choose what to feed, and write the first step. The room hears it later.",
             KEEP, FEED, by="scribe", entries=3, sees=(plot("fours", by="room"),), grows_from="fours", title="Feed",
             cue="Which small thing deserves what you have just set free?",
             watch="feeding all of it a little.",
             move="discover. Try a small one now."),
        Step("differ", 10, "Hear what we let go and feed. Where are our dots far apart? What do you see there?",
             EVERYONE, sees=(plot("fours", by="room"), on_stage("stop", held=True), on_stage("start", held=True)),
             talk=True, title="Differ",
             cue="First hear the tables; then take the line off, and the map is back. No need to settle it.",
             watch="a vote about where it belongs.",
             move="inquire. Two places can both be true."),
    ),
    leaves=leaves("stop", "start"),
)
