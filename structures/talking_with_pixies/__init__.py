from structures.vocabulary import EVERYONE, KEEP, Role, Step, Structure, groups_of, own, rotate, text


def cast(interviewer: str, innovator: str, protector: str) -> tuple[Role, ...]:
    """Who the others are, and what each is asked in a step."""
    return Role("interviewer", interviewer), Role("innovator", innovator), Role("protector", protector)


STRUCTURE = Structure(
    slug="talking_with_pixies",
    title="Talking with Pixies",
    purpose="Two voices inside us, one bold and one careful, are played by friends, so that we can hear both.",
    invitation="What would you like to try, and what holds you back?",
    least=3,
    steps=(
        Step("reflect", 2, "Write what you would like to try. Only you can read it.",
             form=(text("wish", "I should like to try"),), capture="private", title="Alone",
             cue="Something of your own that you have put off. You will say it to three people.",
             watch="plans for other people."),
        Step("demo", 6, "Watch one round. Two pixies speak: one wants to dare, one wants to guard.", EVERYONE,
             capture="none", talk=True, title="Show",
             cue="Three of us play a short round for you. Both pixies love the listener. Neither is a fool.",
             watch="a protector who is played as a villain."),
        Step("gather", 1, "Find your partners. Sit close. In a three, the interviewer is the voice that guards, too.",
             groups_of(4, least=3, remainder="down"), capture="none", talk=True, title="Fours",
             cue="Fours. In a three, the interviewer speaks for the protector too."),
        *rotate(4, "listener", "witness",
            Step("tell", 3, "One of you tells. The others take it in.", KEEP, sees=(own("reflect"),), capture="none",
                 talk=True, title="Tell",
                 lead_ask="Say what you would like to try, and what holds you back.",
                 roles=cast("Ask short questions, to understand.", "Listen for what wants to begin.",
                            "Listen for what needs care."),
                 cue="Listener, tell. Everybody else takes it in.", watch="advice."),
            Step("voices", 8, "Two voices speak, and the listener only listens.", KEEP, capture="none", talk=True,
                 title="Voices",
                 lead_ask="Only listen. Two voices of yours are speaking.",
                 roles=cast("Ask one pixie, then the other: what do you want for them? What do you fear?",
                            "Be the voice that dares. Say 'I want …'.",
                            "Be the voice that guards. Say 'I care for …'."),
                 cue="Interviewer, talk with the pixies as if the listener were not here. Be fair to both.",
                 watch="a quarrel that one of them has to win.", move="inquire. Each voice has its reason."),
            Step("answer", 4, "Listen. What does the listener say to both voices?", KEEP,
                 (text("taken", "I take with me"),), by="lead", capture="private", talk=True, title="Answer",
                 lead_ask="Talk to both voices. What do you thank each for? What will you try?",
                 cue="Listener, you have the last word. What would let both of them say yes?",
                 watch="partners who go on playing.", move="accompany. It is their step, not yours.")),
        Step("all", 4, "What did you find out about daring and guarding?", EVERYONE, capture="none", talk=True,
             title="All", cue="Not your story, please: what did you notice about the two voices?",
             watch="private stories in the big circle."),
    ),
    source="Liberating Structures Fieldbook (Keith McCandless, Nancy White)",
)
