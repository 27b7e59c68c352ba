from structures.vocabulary import (
    KEEP, Grouping, Sight, Step, Structure, earlier, groups_of, leaves, of_group, pick, text,
)

AIM = of_group("sharpen")


def loop(name: str, minutes: float, title: str, ask: str, label: str, cue: str, watch: str = "", *, entries: int = 1,
         sees: tuple[Sight, ...] = (AIM,), grouping: Grouping = KEEP, refines: str = "", move: str = "") -> Step:
    """One question of the design: a quiet minute, a talk, and one person writes."""
    return Step(name, minutes, f"{ask} A quiet minute first, then talk. One person writes for you all.", grouping,
                (text("line", label),), by="scribe", entries=entries, sees=sees, refines=refines, title=title, cue=cue,
                watch=watch, move=move)


STRUCTURE = Structure(
    slug="design_storyboards",
    title="Design StoryBoards",
    purpose="Plan a meeting in which everybody takes part, step by step, before it begins.",
    invitation="Which meeting do we plan? What should be true when people go home?",
    steps=(
        loop("purpose", 4, "Purpose", "What is the meeting for?", "We meet in order to",
             "Why do we meet at all? What must come of it?", "a topic in place of a purpose.",
             sees=(earlier(),), grouping=groups_of(4, most=6)),
        loop("usual", 7, "Usual way", "How is it mostly done, and how well does that work?", "Mostly",
             "Tell the truth about the usual meeting: who speaks, who does not?", "stories about single people.",
             entries=0, sees=(of_group("purpose"),), move="inquire."),
        loop("sharpen", 4, "Sharpen", "Look at your purpose again. Say it more clearly.", "We meet in order to",
             "Now that you know what you want to leave behind: is it still the purpose?",
             sees=(of_group("purpose"), of_group("usual")), refines="purpose"),
        loop("who", 4, "Who", "Who must take part? Who is always left out?", "With us",
             "Those who do the work, those who live with it. Write what they do, not who they are.", entries=0),
        loop("options", 8, "Options", "Which ways of working could serve this purpose? List many.", "We could use",
             "At least two for every part. Look at the menu, and at ways you never tried.",
             "the first idea taken at once.", entries=0, move="discover."),
        Step("choose", 6, "Choose, and put the parts in order: what for, how, how long. One person writes for all.",
             KEEP, (text("part", "This part is for"), text("how", "We do it with"), text("time", "Minutes", most=40),
                    pick("from", "Which option is it?")), by="scribe", entries=0, sees=(of_group("options"),),
             grows_from="options", title="Choose", cue="One card for each part, in order. Each part feeds the next.",
             watch="too much for the time: take one part out.", move="map. Then be ready to change it."),
        Step("roles", 6, "Take each part. Who leads it, and what must be ready? One person writes for you all.", KEEP,
             (text("who", "Who leads it"), text("ready", "What must be ready", required=False)), marks="choose",
             by="scribe", sees=(AIM, of_group("choose")), title="Roles",
             cue="Share it out. Who has never led a part, and would like to?", watch="one person with all the parts."),
        loop("judge", 4, "Judge", "How will you know that it worked?", "It worked when",
             "What would you see and hear on the day, and a month later?", entries=0,
             sees=(AIM, of_group("choose")), move="conclude. Good enough to try."),
    ),
    leaves=leaves("sharpen", "who", "choose", "judge"),
)
