from structures.vocabulary import EVERYONE, Step, Structure, earlier, groups_of, leaves, of_group, on_stage, pick, text

PARADOX = (text("one", "How can we"), text("other", "and at the same time"))

STRUCTURE = Structure(
    slug="wicked_questions",
    title="Wicked Questions",
    purpose="Name the two things we need at once, though they seem to pull apart.",
    invitation="Which two things do we need at the same time, though they seem to pull apart?",
    least=4,
    steps=(
        Step("example", 5, "Listen to an example. Both halves must be true, and both must be wanted.", EVERYONE,
             sees=(earlier(),), capture="none", talk=True, title="Example",
             cue="How can we raise children to be safe, and at the same time to be free? Both are true. Neither wins.",
             watch="questions that hide an answer or a complaint.",
             move="inquire. A paradox is not a quarrel."),
        Step("alone", 5, "Write a question with two halves. Your table reads it next, without your name.",
             form=PARADOX, entries=2, title="Alone",
             cue="Two halves. If you would give one of them up, it is not wicked yet.",
             watch="either-or: change it into both-and."),
        Step("tables", 5, "Read them together. Choose one, and make it sharper.", groups_of(5, least=3, most=6),
             (*PARADOX, pick("from", "Which ones is it made of?", up_to=3)), by="scribe", entries=1,
             sees=(of_group("alone"),), grows_from="alone", title="Tables",
             cue="Which one makes you smile, and then sigh? Sharpen that one.",
             watch="blame in either half: nobody should feel attacked.",
             move="advocate both halves, and inquire into both."),
        Step("all", 10, "Hear one from each table. Which of them must we live with, not solve?", EVERYONE,
             sees=(on_stage("tables", held=True),), talk=True, title="All",
             cue="Read each one slowly. Do not solve it. Where do you see both halves at work?",
             watch="people who start to solve.",
             move="advance. We go on with the questions open."),
    ),
    leaves=leaves("tables"),
)
