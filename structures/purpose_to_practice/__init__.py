from structures.vocabulary import (
    EVERYONE, KEEP, Call, Step, Structure, call, leaves, long_text, of_group, on_stage, pick, text,
)

PARTS = (
    ("purpose", "Purpose", "Why does our work matter, to us and to those around us?",
     "Deep down: who would miss it if it were not there?"),
    ("principles", "Principles", "Which rules must we keep, always, to serve our purpose?",
     "Few, and so clear that one can break them."),
    ("people", "People", "Who must be with us, so that our purpose can be served?",
     "Who can help, who can hinder, who is touched by it?"),
    ("structure", "Structure", "How do we share power and work, so that it serves our purpose?",
     "Who decides what? As little as possible, so that people are free."),
    ("practices", "Practices", "What will we do? What do we offer, and how?",
     "What would somebody see us do on a Monday morning?"),
)


def part(n: int, name: str, title: str, invitation: str, cue: str) -> tuple[Step | Call, ...]:
    """One of the five parts: one, two and four people, the fours' choice, words for all, a look back at all parts."""
    charter = tuple(long_text(name, title, most=600) for name, title, _, _ in PARTS[:n])
    before = f"{PARTS[n - 2][0]}-revise" if n > 1 else ""
    so_far = (on_stage(before),) if before else ()
    ideas, words, again = f"{name}.fours", f"{name}-all", f"{name}-revise"
    return (
        call(name, "one_two_four_all", invitation, title=title, only=("alone", "pairs", "fours"),
             minutes={"alone": 2, "pairs": 3, "fours": 5}, sees=so_far),
        Step(f"{name}-sift", 10, "Make one clear line of it. What can be left out? The room hears it next.", KEEP,
             (text("line", title), pick("from", "Which lines is it made of?", up_to=4)), by="scribe",
             sees=(of_group(ideas), *so_far), grows_from=ideas, invitation=invitation, title=f"{title}: sift", cue=cue,
             watch="long lines that keep everybody happy.", move="inquire. What is each word there for?"),
        Step(words, 10, "Find words for all of us. One person writes. Anyone can take the pen.", EVERYONE, charter,
             by="scribe", refines=before, grows_from=f"{name}-sift", invitation=invitation,
             sees=(on_stage(words), on_stage(f"{name}-sift", held=True), *so_far), title=f"{title}: all",
             cue="Hear each four's line. What is in all of them? Write that first.",
             watch="one person's pet word.", move="conclude a little. Good enough for now."),
        Step(again, 5, "Read all of it so far. What must change, now that this part is there?", EVERYONE, charter,
             by="scribe", refines=words, grows_from=words, invitation=invitation,
             sees=(on_stage(again), on_stage(words)), title=f"{title}: back",
             cue="Go back as far as you need. Earlier words are kept, so nothing can get lost.",
             watch="going on because the clock says so.", move="advance, and go back without shame."),
    )


STRUCTURE = Structure(
    slug="purpose_to_practice",
    title="Purpose-to-Practice",
    purpose="Five short parts that make a new venture hold: purpose, principles, people, structure, practices.",
    invitation="What must be clear before we begin, so that it can last?",
    least=4,
    steps=(
        Step("explain", 5, "Listen. Five parts, one after the other, and back again whenever we need to.", EVERYONE,
             capture="none", talk=True, title="Listen",
             cue="Purpose first. Each part must fit the ones before; if not, we change whichever is wrong.",
             watch="people who want to begin with the practices."),
        *(step for n, one in enumerate(PARTS, 1) for step in part(n, *one)),
        call("debrief", "what_so_what_now_what", "What have we made, and what comes next?",
             minutes={f"{rung}-{kind}": long for rung in ("what", "so-what", "now-what")
                      for kind, long in (("alone", 1), ("tables", 2), ("all", 2))}),
    ),
    leaves=leaves("practices-revise"),
)
