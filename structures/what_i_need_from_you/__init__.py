from structures.vocabulary import (
    EVERYONE, KEEP, Step, Structure, addressed, addressee, call, choice, clusters, leaves, matrix, of_group, text,
)

ANSWERS = ("Yes", "No", "We will try", "Not clear to us")
TABLES = {"what-tables": 5.0, "so-what-tables": 5.0, "now-what-tables": 5.0}

STRUCTURE = Structure(
    slug="what_i_need_from_you",
    title="What I Need From You",
    purpose="People of different roles ask each other plainly for what they need, and get a plain answer.",
    invitation="What do you need from the others so that you can do your part?",
    least=6,
    steps=(
        Step("start", 3, "Listen. You will ask, and be asked. There are only four answers.", EVERYONE, capture="none",
             talk=True, title="Start",
             cue="Sit with those who share your role. Ask clearly, answer clearly: yes, no, we will try, not clear.",
             watch="groups of mixed roles: this works between roles."),
        Step("needs", 10, "List what you need. Keep the top two. Write to whom each goes: that group reads it.",
             clusters(5), (text("need", "What we need from you is"), addressee("to", "For")), by="scribe", entries=2,
             title="Needs",
             cue="Think alone, then together. Ask for things somebody could do. Choose one of you to speak.",
             watch="complaints: what would you like to have instead?",
             move="advocate. Ask for what you need."),
        Step("ask", 15, "Listen to what is asked of you. Do not answer yet.", KEEP, capture="none", talk=True, turn=0,
             sees=(of_group("needs"), addressed("needs", by="to")), lead="spokesperson", rest="listener",
             lead_ask="Come to the middle. Read out your needs, to those who should hear them.", title="Ask",
             cue="Spokespersons, one circle. Each reads two needs. No answer, no sigh. Write down what you are asked.",
             watch="answers that come too soon.",
             move="inquire. Hear a need as a need."),
        Step("answer", 8, "Give each need one of four answers. One person taps. The others see it when all are done.",
             KEEP, (choice("answer", ANSWERS),), marks="needs", by="scribe", sees=(addressed("needs", by="to"),),
             title="Answer",
             cue="Yes: we do it. No: we do not. We will try: we mean it. Not clear: too vague to answer.",
             watch="a yes for the sake of peace: a no is worth more."),
        Step("reply", 10, "Listen. Only the four answers, and no reasons.", KEEP, sees=(matrix("needs", by="answer"),),
             capture="none", talk=True, turn=0, lead="spokesperson", rest="listener",
             lead_ask="Come to the middle. Read out each need you got, and your answer. No reasons.", title="Reply",
             cue="Look up: here is who asked whom, and what they say. Read it out. A no is an honest gift.",
             watch="explaining. Thank you is the only comment.",
             move="direct. A clear answer can be built on."),
        call("debrief", "what_so_what_now_what", minutes=TABLES, only=tuple(TABLES)),
    ),
    leaves=leaves("needs", by="answer"),
)
