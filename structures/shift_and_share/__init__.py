from structures.vocabulary import KEEP, Step, Structure, leaves, of_group, on_stage, text, tour

STATIONS = (on_stage("offer"),)

STRUCTURE = Structure(
    slug="shift_and_share",
    title="Shift and Share",
    purpose="Show good work at several small stations at once; everybody goes round and takes something home.",
    invitation="What have you made or tried that others here could use?",
    least=6,
    steps=(
        Step("offer", 5, "Do you have something to show? Write its name; everybody sees it. If not, just wait.",
             form=(text("title", "I show", most=80),), sees=STATIONS, title="Offer",
             cue="Three to seven stations. A short talk, nothing polished. Hosts stay; everybody else goes round.",
             watch="more than seven stations: ask two to join, or hide a line. Or the bosses at all of them.",
             move="discover. Good work is nearer than we think."),
        *tour(7, "offer",
            Step("go", 1, "Go to your next station. Your phone says which.", sees=STATIONS, capture="none", talk=True,
                 turn=0, lead="host", rest="guest", lead_ask="Stay at your station. Say hello to those who come.",
                 title="Go", cue="Move now. Hosts, stay where you are."),
            Step("show", 10, "Listen, look, touch. What could you use?", KEEP, sees=STATIONS, capture="none", talk=True,
                 turn=0, lead="host", rest="guest", lead_ask="Show it. Tell what went wrong, too. Leave room for talk.",
                 title="Show", cue="Ten minutes. Hosts, tell it as you would tell a friend.",
                 watch="slides, and hosts who run out of breath: bring them water."),
            Step("ask", 2, "Ask one more thing. Write what you could use, if you like. The host reads it.",
                 KEEP, (text("use", "I could use"),), by="rest", talk=True, turn=0, lead="host", rest="guest",
                 sees=(*STATIONS, of_group("ask", to="lead")), title="Ask",
                 lead_ask="Answer in short. Their lines come to your phone.",
                 cue="Two minutes for questions. What will you take along?")),
    ),
    leaves=leaves("ask"),
)
