from structures.vocabulary import (
    EVERYONE, KEEP, Step, Structure, choice, columns, earlier, groups_of, leaves, of_group, on_stage, pick, text,
)

RULE = (choice("kind", ("We must", "We must not")), text("rule", "The rule", most=160))

STRUCTURE = Structure(
    slug="min_specs",
    title="Min Specs",
    purpose="Find the very few rules that we cannot do without, and be free in all the rest.",
    invitation="What must we do, and what must we never do, to reach our purpose?",
    least=4,
    steps=(
        Step("alone", 1, "Write rules: what must we do, what must we never do? Your table reads them next.", form=RULE,
             entries=0, sees=(earlier(),), title="Alone",
             cue="Every rule you can think of, in silence. The list may be long now.",
             watch="polite wishes: a rule can be broken, a wish cannot."),
        Step("tables", 5, "Make one list of all your rules. One person writes.", groups_of(5, least=4, most=7), RULE,
             by="scribe", entries=0, sees=(of_group("alone"), earlier()), grows_from="alone", title="Tables",
             cue="Put them together. Leave nothing out yet; we cut in a moment.",
             watch="a quarrel over single rules: the next step is for that.", move="discover."),
        Step("test", 15, "Take each rule. If we broke it, could we still reach our purpose? If yes, drop it.", KEEP,
             (choice("test", ("Keep", "Drop")),), marks="tables", by="scribe", sees=(of_group("tables"), earlier()),
             talk=True, title="Test",
             cue="Be hard. Could we break this rule and still do what we are here for? Then it goes.",
             watch="rules that are kept because somebody wrote them: drop your own first.",
             move="direct as little as you can."),
        Step("all", 15, "Compare the tables. Which few rules do we all need? One person writes them for all of us.",
             EVERYONE, (*RULE, pick("from", "Which ones is it made of?", up_to=5)), by="scribe", entries=0,
             sees=(columns("tables", by="test"), on_stage("all"), earlier()), grows_from="tables", title="All",
             cue="Two to five rules, no more. What would happen if we kept only these?",
             watch="a long list by politeness: test each rule once more, aloud.",
             move="conclude. Few rules, much freedom."),
    ),
    leaves=leaves("all"),
)
