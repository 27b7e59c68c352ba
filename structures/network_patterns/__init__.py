from structures.vocabulary import EVERYONE, Step, Structure, choice, groups_of, leaves, on_stage, score, spread, text

PATTERNS = (
    ("hub", "Star: all goes through one person"), ("ladder", "Ladder: news goes up, orders come down"),
    ("chain", "Chain: each hands on to the next"), ("islands", "Islands: groups that do not meet"),
    ("bridge", "Bridge: a few people join groups"), ("castle", "Castle: close friends, hard to get in"),
    ("campfire", "Campfire: some work, many look on"), ("dust", "Dust: each works alone"),
    ("flock", "Flock: we gather for a job, then part"), ("web", "Web: anybody can turn to anybody"),
)
LIKE = tuple(score(name, says, low=0, high=3, ends=("not us", "just like us")) for name, says in PATTERNS)


def rate(name: str, title: str, ask: str, cue: str, watch: str) -> Step:
    """All ten patterns, rated once."""
    return Step(name, 2, ask, form=LIKE, title=title, cue=cue, watch=watch, move="stand outside, and look at us.")


STRUCTURE = Structure(
    slug="network_patterns",
    title="Network Relationship Patterns",
    purpose="Ten pictures of how people can be linked: which do we say we are, which are we, which do we want?",
    invitation="How are we linked with each other?",
    least=4,
    steps=(
        Step("read", 4, "Read all ten. Which one strikes you first?",
             form=(choice("first", [says for _, says in PATTERNS], "How people can be linked"),), title="Read",
             cue="Ten pictures. None of them is bad: each is good for something. Read them all, then choose one.",
             watch="questions about the right answer."),
        rate("say", "Say", "What we SAY we are. How much is each one like that? Only the sums are shown.",
             "Think of our leaflets and speeches.", "people who hurry on to what is wrong."),
        rate("do", "Do", "What we really DO. How much is each one like that?",
             "Think of last week. Who called whom?", "one bad day that colours it all."),
        rate("want", "Want", "What we WANT to be. How much should each one be like us?",
             "Think of the work we have to do. Which patterns would carry it?", "all threes: a want is a choice."),
        Step("talk", 8, "Where do say, do and want differ? Write what you notice. The room hears it.", groups_of(4),
             (text("seen", "We notice"),), by="scribe", entries=2, sees=(spread("say"), spread("do"), spread("want")),
             talk=True, title="Fours",
             cue="Look at one pattern at a time. Where is the gap widest? What keeps it so?",
             watch="blame: patterns are made by all of us.",
             move="stand inside. What do I do that keeps it so?"),
        Step("hear", 3, "Hear a line from each group. What is different?", EVERYONE,
             sees=(on_stage("talk", held=True),), talk=True, title="Hear",
             cue="One line each. Which gap do we want to close first?",
             watch="a second line before all have had one."),
        Step("act", 3, "Write one small thing you can do to move us from do to want. No name beside it.",
             form=(text("act", "I could"),), sees=(on_stage("talk", held=True),), title="Act",
             cue="Small: a call, an invitation, two people you bring together. No name beside it.",
             watch="new committees.", move="direct a little. One thread at a time."),
    ),
    leaves=leaves("talk", "act"),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
