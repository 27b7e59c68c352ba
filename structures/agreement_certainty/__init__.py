from structures.vocabulary import (
    EVERYONE, KEEP, PAIRS, Step, Structure, earlier, leaves, merge, on_stage, own, place, plot, quadrants, text,
)

FIELD = quadrants(("sure what works", "not sure what works"), ("we agree on it", "we do not agree"),
                  "simple", "agreed, not sure how", "sure, not agreed", "wild")
ROOM = plot("write", by="place")
GROUP = plot("write", by="place", whose="group")

STRUCTURE = Structure(
    slug="agreement_certainty",
    title="Agreement and Certainty Matrix",
    purpose="Sort what is hard into simple, complicated, complex and wild, to treat each in a way that fits.",
    invitation="What takes up our time? How sure are we what works, and how far do we agree?",
    source="Liberating Structures (Henri Lipmanowicz, Keith McCandless); after Ralph Stacey and Brenda Zimmerman",
    least=4,
    steps=(
        Step("write", 5, "Write what you find hard, a line for each. The room reads them later, without names.",
             form=(text("line", "It is hard to", most=140),), entries=3, sees=(earlier(),), title="List",
             cue="Up to three things that take your time. Yours, not those of the world.",
             watch="topics of one word: say what is hard about it."),
        Step("place", 5, "Place each of your lines. Do we agree on it? Are we sure what works? All see it later.",
             form=(place("where", FIELD),), marks="write", sees=(own("write"),), title="Place",
             cue="Lower left: we agree and know how. Upper right: wild. Between them it is complex.",
             watch="everything in the wild corner: ask what is simple after all."),
        Step("pairs", 5, "Show each other your lines. Why there? You may see it another way.", PAIRS, sees=(GROUP,),
             capture="none", talk=True, title="Pairs", cue="Ask why it is there. Then say where you would put it.",
             move="inquire more than you advocate."),
        Step("groups", 10, "Compare. Where do you treat a thing as simple that is not, or the other way round?",
             merge(2), sees=(GROUP,), capture="none", talk=True, title="Groups",
             cue="Do we plan what can only be tried? Do we debate what could just be done?",
             watch="a quarrel over the exact spot: the talk matters, not the spot."),
        Step("room", 5, "Look up. Here are all of them. Where are many? Where is nothing?", EVERYONE, sees=(ROOM,),
             talk=True, title="Room", cue="Walk up and look. Read some aloud. Do not move them.", move="map."),
        Step("seen", 5, "What do you notice? Where does our way not fit? One person writes. The room hears it next.",
             KEEP, (text("seen", "We notice"),), by="scribe", entries=2, sees=(ROOM,), talk=True, title="Notice",
             cue="Plan what is simple, ask experts on the complicated, try small things in the complex.",
             watch="solving single cases now."),
        Step("all", 10, "Hear what each group saw. What shall we treat in another way from now on?", EVERYONE,
             sees=(on_stage("seen", held=True), ROOM), talk=True, title="All",
             cue="One line from each group. Which one thing did we treat wrongly?",
             move="discover. Where nobody is sure, try something small."),
    ),
    leaves=leaves("seen"),
)
