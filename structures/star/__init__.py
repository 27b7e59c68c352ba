from structures.vocabulary import EVERYONE, KEEP, Step, Structure, groups_of, leaves, on_stage, own, score, spread, text

ENDS = ("hardly", "very much")

STRUCTURE = Structure(
    slug="star",
    title="Generative Relationships STAR",
    purpose="See what makes us a team that brings forth new things, and what holds us back.",
    invitation="How do we work together? What helps it, and what holds it back?",
    steps=(
        Step("rate", 5, "Give four numbers for how we work. The room sees how they spread, never who gave which.",
             form=(score("separate", "How different are our views and skills?", ends=ENDS),
                   score("tuned", "How well do we listen to each other?", ends=ENDS),
                   score("act", "How much do we get done together?", ends=ENDS),
                   score("reason", "How good a reason do we have to work together?", ends=ENDS)), title="Rate",
             cue="By yourself. The four points of a star: being different, being in tune, acting, having a reason.",
             watch="a look at the neighbour's phone.", move="inquire."),
        Step("compare", 5, "First in twos, then in fours: why these numbers? Where do you see it another way?",
             groups_of(4, least=3, most=6), sees=(own("rate"), spread("rate")), capture="none", talk=True,
             title="Compare", cue="Look at where the numbers lie far apart. That is where the news is.",
             watch="the mean: a room of 3s and a room of 1s and 5s are not alike."),
        Step("result", 5, "What comes of a star like ours? One person writes. The room hears it next.", KEEP,
             (text("result", "A star like this brings"),), by="scribe", entries=2, sees=(spread("rate"),), talk=True,
             title="Result",
             cue="Much listening without acting: nice talk. Much acting without tuning: false starts. And ours?",
             watch="blame for those who are not here."),
        Step("steps", 5, "What first step would make a weak point stronger? One person writes. The room hears it next.",
             KEEP, (text("step", "We could"),), by="scribe", entries=2, sees=(spread("rate"),), talk=True,
             title="Steps", cue="Take one point of the star, not all four. What could we try next week?",
             watch="big plans: the step should fit into a week.", move="advance."),
        Step("all", 5, "Hear the steps. Which ones do we take, and who begins?", EVERYONE,
             sees=(on_stage("result", held=True), on_stage("steps", held=True), spread("rate")), talk=True,
             title="All", cue="One step from each group. Who takes it on? For promises, go on with Who/What/When.",
             watch="steps without anybody.", move="direct a little. Who does what?"),
    ),
    leaves=leaves("steps"),
)
