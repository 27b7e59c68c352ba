from structures.vocabulary import KEEP, Step, Structure, call, choice, circle, leaves, text, to_circle

TABLES = {"what-tables": 4.0, "so-what-tables": 4.0, "now-what-tables": 4.0}

STRUCTURE = Structure(
    slug="ux_fishbowl",
    title="User Experience Fishbowl",
    purpose="A few who have done it tell each other how it was; all the others listen, and then ask.",
    invitation="What was it really like? What would you tell a friend who is about to begin?",
    least=6,
    steps=(
        Step("chairs", 2, "Have you done this yourself? Tap if you will take a chair in the middle.",
             form=(choice("chair", ("I take a chair", "I listen")),), capture="private", title="Chairs",
             cue="Three to seven chairs in the middle, for people who did it with their own hands.",
             watch="leaders who take a chair for their team."),
        Step("talk", 15, "Listen, as if you were not here. What would you like to ask?",
             circle(5, outer=4, of="chairs"), capture="none", talk=True, lead="inside", rest="outside",
             lead_ask="Talk to each other, as on a long drive home: the good, the bad, the funny.", title="Talk",
             cue="Inside: talk to each other, not to us. Forget that we are here. Outside: not a word.",
             watch="speeches to the room: ask them to look at each other.",
             move="inquire. Listen to those who touch the work."),
        Step("questions", 4, "Talk in your group. Write the two best questions. Those in the middle read them next.",
             KEEP, (text("question", "We ask"),), by="scribe", entries=2, talk=True, lead="inside", rest="outside",
             lead_ask="Take a breath. What has nobody said yet? Write it as a question to yourselves.",
             title="Questions", cue="Outside: what do you still want to know? Two questions, no speeches.",
             watch="advice dressed up as a question."),
        Step("answer", 15, "Listen to the answers.", KEEP, sees=(to_circle("questions"),), capture="none", talk=True,
             lead="inside", rest="outside", lead_ask="Read the questions. Talk about them among yourselves.",
             title="Answer", cue="Inside: take the questions in any order. Keep talking to each other.",
             watch="one person who answers them all."),
        call("debrief", "what_so_what_now_what", minutes=TABLES, only=tuple(TABLES)),
    ),
    leaves=leaves("questions", "debrief.now-what-tables"),
)
