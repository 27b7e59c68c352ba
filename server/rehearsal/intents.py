"""Which voices answer which field: by the field's label, its name, or the words of the step around it."""

from __future__ import annotations

IDEAS = ("idea", "add", "line", "use", "words")
"""Fields that ask for an idea when nothing around them says more."""

BY_LABEL = {
    "one way for all": "reasons",
    "our own way": "reasons",
    "brings me here": "reason",
    "goes well": "strength",
    "what i bring": "strength",
    "awake": "fear",
    "nobody says": "fear",
    "what i fear": "fear",
    "hard": "hard",
    "could try": "action",
    "like to try": "action",
    "need from you": "request",
    "we are here to": "task",
    "in order to": "meeting",
    "mostly": "usual_way",
    "with us": "missing",
    "we could use": "way",
    "i add": "idea",
    "it worked when": "sign",
    "notice": "observation",
    "i do": "practice",
    "manages by": "practice",
    "we could": "action",
    "we will": "action",
    "also ask": "missing",
    "saw or heard": "observation",
    "saw it when": "moment",
    "i ask you": "open_question",
    "it matters because": "meaning",
    "next": "action",
    "we see": "drawn",
    "on it": "drawn",
}
"""Words of a label that tell by themselves what is asked."""

ALWAYS = {"weave": "link"}
"""Names of fields that say more than their label does."""

BY_FIELD = {
    "one": "paradox", "other": "paradox", "own": "reasons",
    "what": "commitment", "promise": "commitment", "commitment": "commitment",
    "action": "action", "actions": "action", "act": "action", "step": "action", "wish": "action",
    "try": "action", "change": "action", "move": "action",
    "question": "question", "issue": "question", "open": "question", "ask": "question", "doubt": "question",
    "advice": "advice", "note": "takeaway",
    "reservation": "reservation", "concern": "reservation",
    "statement": "statement",
    "observation": "observation", "seen": "observation", "saw": "observation", "said": "observation",
    "fact": "observation", "now": "observation",
    "heard": "takeaway", "valued": "takeaway", "take": "takeaway", "taken": "takeaway", "keep": "takeaway",
    "learned": "takeaway", "insight": "takeaway",
    "first": "bold_idea",
    "missing": "missing", "who_else": "missing",
    "story": "story", "made": "story", "title": "topic", "topic": "topic", "session": "topic",
    "word": "mood", "feeling": "mood",
    "part": "plan", "how": "plan", "time": "plan",
    "who": "ready", "ready": "ready",
    "activity": "activity",
    "did": "future", "message": "future",
    "loss": "fear", "fear": "fear", "pixy": "fear", "voice": "fear", "demon": "fear",
    "pattern": "pattern", "helped": "helped", "bit": "bit",
    "rule": "rule", "principle": "creed", "principles": "rule", "practice": "practice", "practices": "practice",
    "purpose": "purpose", "aim": "purpose", "why": "purpose",
    "need": "request", "request": "request", "offer": "topic",
    "result": "result", "where": "place", "shows": "drawn", "picture": "drawn",
    "habit": "habit", "stop": "stop",
    "participants": "missing", "people": "missing",
    "structure": "arrangement", "design": "arrangement",
    "left": "axes", "right": "axes", "below": "axes", "above": "axes",
    "unknown": "uncertainty", "day": "result", "force": "force", "door": "opening", "sign": "milestone",
    "uncertainty": "uncertainty", "name": "future_name", "future_name": "future_name", "life": "result",
    "strategy": "strategy", "obstacle": "hard", "opening": "opening", "opportunity": "opening",
    "problem": "problem",
}  # fmt: skip
"""Names of fields that say what they hold, whatever the step."""

BY_WORDS = {
    "missing": "missing",
    "who should be here": "missing",
    "who must be with us": "missing",
    "why does our work matter": "purpose",
    "deepest need": "purpose",
    "which rules must we": "rule",
    "share power": "arrangement",
    "what do we offer": "practice",
    "problem": "problem",
    "what happened": "observation",
    "so what": "meaning",
    "now what": "action",
    "take away": "takeaway",
    "worst": "worst",
    "triz": "worst",
}
"""Words of a step that tell what a field of ideas is for."""
