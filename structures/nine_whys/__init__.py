from structures.vocabulary import EVERYONE, PAIRS, Step, Structure, leaves, merge, on_stage, text

STRUCTURE = Structure(
    slug="nine_whys",
    title="Nine Whys",
    purpose="Dig down, question by question, until it is plain why our work matters.",
    invitation="What do you do in this work? And why does that matter to you?",
    least=4,
    steps=(
        Step("why", 10, "Take turns. One says what they do. The other asks why it matters, again and again, up to nine "
             "times.", PAIRS, capture="none", talk=True, turns=True, title="Why",
             cue="Half the time each. Ask gently: why does that matter to you? Stop when you touch the ground.",
             watch="why questions that sound like blame, and partners who begin to chat.",
             move="inquire. Go below what is usually said."),
        Step("fours", 5, "Tell each other where you ended. Write one line: why are we here? The room hears it next.",
             merge(2), (text("purpose", "We are here to"),), by="scribe", entries=2, talk=True, title="Fours",
             cue="What do your deepest answers share? One plain line, in words your neighbour would use.",
             watch="slogans: ask who would miss us, and for what.",
             move="conclude a little. Put it in words."),
        Step("all", 5, "Hear each line. What is the same in all of them? What is new?", EVERYONE,
             sees=(on_stage("fours", held=True),), talk=True, title="All",
             cue="One line from each group. How would this purpose change what we do next?",
             watch="a quarrel about single words: the wording can wait.",
             move="advance. Good enough to go on with."),
    ),
    leaves=leaves("fours"),
)
