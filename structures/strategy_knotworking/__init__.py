from structures.vocabulary import EVERYONE, Step, Structure, call, date, leaves, on_stage, text

PURPOSE = on_stage("words.word")
RUNGS = ("what", "so-what", "now-what")

STRUCTURE = Structure(
    slug="strategy_knotworking",
    title="Strategy Knotworking",
    purpose="Six questions, each with a structure of its own, tie a strategy that everybody has a hand in.",
    invitation="Where are we going together, and how shall we get there?",
    least=8,
    steps=(
        # 1 Purpose: why do we exist?
        call("why", "nine_whys", "Why does our work matter?", title="Purpose",
             minutes={"why": 12, "fours": 8, "all": 8}),
        call("need", "one_two_four_all", "What is the deepest need that we are here to serve?", title="Need",
             minutes={"alone": 2, "pairs": 4, "fours": 6, "all": 6}),
        call("words", "consent_check", "Which words for our purpose can we all go on with for now?", title="Agree",
             minutes={"word": 8, "check": 3, "spread": 3}),
        # 2 Context: what goes on around us?
        call("around", "what_so_what_now_what", "What goes on around us that asks us to change?", title="Around us",
             sees=(PURPOSE,), minutes={f"{rung}-{part}": long for rung in RUNGS
                                       for part, long in (("alone", 2), ("tables", 8), ("all", 10))}),
        # 3 Baseline: where do we stand?
        call("stand", "ecocycle", "Where do we really stand? What takes up our time?", title="Today",
             minutes={"map": 20},
             only=("explain", "list", "pairs", "fours", "room", "map", "stop", "start")),
        Step("break", 15, "Half way. These are the words we agreed on. We go on when it rings.", EVERYONE,
             capture="none", invitation="Have a break.", title="Break",
             cue="Half way. Air, water, a walk. The purpose stays on the stage.", watch="work in the break.",
             sees=(PURPOSE,)),
        # 4 Challenge: which paradoxes must we live with?
        call("face", "wicked_questions", "Which two things must we do at the same time, though they pull apart?",
             title="We face", minutes={"example": 5, "alone": 5, "tables": 8, "all": 12}),
        # 5 Ambition: what becomes possible?
        call("dream", "future_present", "It is five years from now and it went well. How did we do it?", title="Dream",
             minutes={"explain": 3, "talk": 10, "write": 3, "read": 2, "all": 4}),
        call("bold", "twenty_five_ten", "If we were ten times bolder, what would we do? What is the first step?",
             title="Bold", minutes={"explain": 2, "write": 5, "score": 3, "top": 6}),
        # 6 Action and learning: how do we begin, and how shall we know?
        call("free", "fifteen_percent", "What can you begin now, without asking anybody?", title="My part",
             minutes={"list": 6, "share": 10, "consult": 14, "choose": 3}),
        call("pledge", "who_what_when", "What will you do, and by when?", title="Begin",
             minutes={"think": 2, "commit": 12, "read": 13}),
        Step("milestones", 5, "Say how and when we shall see that it works. One person writes for all of us.", EVERYONE,
             (text("sign", "We shall see it by", tells="measures"), date("when", "We look on")), by="scribe", entries=0,
             sees=(on_stage("milestones"), PURPOSE), title="Milestones",
             cue="Two or three signs, each with a day. Then tie it again: the six questions never end.",
             watch="signs that only a report can show.", move="advance. Decide when to look again."),
    ),
    leaves=leaves("words.word", "face.tables", "pledge.commit", "milestones"),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
