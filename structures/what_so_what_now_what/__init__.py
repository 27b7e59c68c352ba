from structures.vocabulary import EVERYONE, KEEP, Grouping, Step, Structure, groups_of, leaves, of_group, on_stage, text

ASKS = (
    ("what", "What", "What happened? What did you see and hear?", "I saw or heard",
     "Facts first. What would a camera have seen?", "opinions: ask what they saw that led there.",
     groups_of(6, least=3, most=7)),
    ("so-what", "So what", "So what? Why does it matter? What does it mean?", "It matters because",
     "Now look for meaning. Two meanings of one fact are welcome.", "a jump to action.", KEEP),
    ("now-what", "Now what", "Now what? What shall we do next?", "Next",
     "Now, and only now, what to do. Who would notice the difference?", "jobs for people who are not here.", KEEP),
)


def rung(n: int, name: str, title: str, invitation: str, label: str, cue: str, watch: str,
         grouping: Grouping) -> tuple[Step, ...]:
    """One of the three questions: alone, at the table, all together, with the answers to the one before in sight."""
    line, table = (text("line", label),), f"{name}-tables"
    below = (on_stage(f"{ASKS[n - 2][0]}-tables", held=True),) if n > 1 else ()
    return (
        Step(f"{name}-alone", 1, "Think by yourself. Write a line. Your table reads it next.", form=line, sees=below,
             invitation=invitation, round=(n, 3), title=f"{title}: alone", cue=cue, watch=watch),
        Step(table, 6, "Compare. Write the two lines that matter most.", grouping, line, by="scribe", entries=2,
             sees=(of_group(f"{name}-alone"), *below), grows_from=f"{name}-alone", invitation=invitation, round=(n, 3),
             title=f"{title}: tables", cue=cue, watch="the most senior person holding the pen."),
        Step(f"{name}-all", 8, "Hear a line from each table. Add only what is different.", EVERYONE,
             sees=(on_stage(table, held=True),), talk=True, invitation=invitation, round=(n, 3), title=f"{title}: all",
             cue="One line from each table. What is different from what we have heard?", watch=watch,
             move="advance, a step at a time."),
    )


STRUCTURE = Structure(
    slug="what_so_what_now_what",
    title="What, So What, Now What?",
    purpose="Look back together, one step at a time: the facts, what they mean, what to do next.",
    invitation="What have we just been through, and what do we do with it?",
    steps=tuple(step for n, ask in enumerate(ASKS, 1) for step in rung(n, *ask)),
    leaves=leaves("what-tables", "so-what-tables", "now-what-tables"),
)
