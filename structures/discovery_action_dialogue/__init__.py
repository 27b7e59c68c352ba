from structures.vocabulary import EVERYONE, KEEP, Step, Structure, groups_of, leaves, of_group, on_stage, text

TABLES = groups_of(8, least=5, most=15, remainder="down")
QUESTIONS = (
    ("know", "Signs", "How do you know when the problem is there?", "observation", "We notice",
     "Begin with what people see and hear. No causes yet.", "experts who explain: ask those who touch it every day."),
    ("self", "Myself", "What do you do yourself to keep safe from the problem, and to keep others safe?", "practice",
     "I keep us safe by",
     "Ask each person: and you, what do you do?", "talk of what others should do."),
    ("hinders", "Hurdles", "What keeps you from doing that every time?", "hurdle", "It is hard to",
     "Name the hurdles. Do not solve them yet.", "blame: ask what makes the right thing hard."),
    ("found", "Found", "Does anybody manage it in spite of that? What do they do?", "practice", "Somebody manages by",
     "This is the heart of it. Dig for small, plain deeds. Keep the deed, not the name.",
     "a practice that came from outside: we look for what is here."),
    ("ideas", "Ideas", "What ideas do you have?", "idea", "We could",
     "Every idea is welcome. Catch those that fly past in half a sentence.", "ideas with a 'they' in them."),
    ("actions", "Actions", "What could we do to make it happen? Who would like to?", "action", "We will",
     "Ask for hands, and for the first small thing. Say names aloud; do not write them.",
     "jobs handed out: wait for people to come forward."),
    ("others", "Others", "Who else should take part? Write what they do, not their names.", "missing", "Also ask",
     "Nothing about people without them. Who is missing from this talk?", "the same names as always."),
)


def question(n: int, name: str, title: str, ask: str, field: str, label: str, cue: str, watch: str) -> Step:
    """One of the seven questions: the group talks, one person notes what should not be lost."""
    seen = {"actions": ("found", "ideas"), "others": ("actions",)}.get(name, ())
    return Step(name, 5, "Talk. One person notes what must not get lost. The room may see it at the end.",
                TABLES if n == 1 else KEEP, (text(field, label),), by="scribe", entries=0, talk=True, invitation=ask,
                sees=tuple(of_group(s) for s in seen), round=(n, 7), title=title, cue=cue, watch=watch,
                move="discover. The answer is already in the room." if name == "found" else "")


STRUCTURE = Structure(
    slug="discovery_action_dialogue",
    title="Discovery and Action Dialogue",
    purpose="Find what some people here do already that solves the problem, and let it spread.",
    invitation="Which problem do we want to be rid of? Who here has found a way round it?",
    least=5,
    steps=(
        Step("start", 5, "Listen: what is the problem? Then each says in a word who they are.", EVERYONE,
             capture="none", talk=True, title="Start",
             cue="Seven questions. In each group one asks, and one notes. Talk may jump ahead: note it all the same.",
             watch="a group without the people who touch the problem every day."),
        *(question(n, *each) for n, each in enumerate(QUESTIONS, 1)),
        Step("all", 5, "Hear what each group found, and what it will do.", EVERYONE, talk=True, title="All",
             sees=(on_stage("found", held=True), on_stage("actions", held=True)),
             cue="One thing found, one thing to do, from each group. Who will try it by tomorrow?",
             watch="a report of everything.", move="advance. Begin where it works already."),
    ),
    leaves=leaves("found", "actions", "others"),
)
