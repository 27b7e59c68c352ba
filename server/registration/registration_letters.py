"""The letters that people get who register. Pure: they hold nothing that somebody typed on the public page, or anybody
could send strangers words of their own through this house."""

from __future__ import annotations

from server.mail.letters import Letter
from server.registration.places import Date, Registrant, Registration
from server.season.dates import known, place, spoken

KEEP_LINK = "This link is yours alone. Open it to see how you stand, or to take your name away:\n{link}"
NOT_YOU = "If this was not you, open the link and take the name away, or let us know."


def first(page: Registration, whom: Registrant, link: str) -> Letter:
    """Right after somebody registered, with the link that is their own."""
    if whom.state == "in":
        subject = f"You have a place: {page.form.title}"
        says = f"You have a place: {page.form.title} ({page.called})."
    elif whom.state == "waiting":
        subject = f"You are on the waiting list: {page.form.title}"
        says = (
            f"All places are taken, so you are on the waiting list: {page.form.title} ({page.called}). "
            f"Your number in the line is {whom.number}. We write to you if a place becomes free for you."
        )
    else:
        subject = f"We keep your address: {page.form.title}"
        says = (
            f"You would like to hear about: {page.form.title} ({page.called}). We write to you when there is a place."
        )
    words = [says, *_dates(page), KEEP_LINK.format(link=link), NOT_YOU]
    return Letter(f"register/{whom.id}/first", whom.details.email, subject, _letter(words), whom.person or None)


def has_place(page: Registration, whom: Registrant, at: float) -> Letter:
    """A place came free, or the organiser gave one. `at`: when, in seconds since 1970."""
    words = [
        f"You have a place now: {page.form.title} ({page.called}).",
        *_dates(page),
        "You cannot come? Open the link in our first letter and take your name away, and the next in the line gets "
        "your place.",
    ]
    about = f"register/{whom.id}/in/{int(at)}"
    return Letter(about, whom.details.email, f"You have a place now: {page.form.title}", _letter(words), whom.person)


def is_open(page: Registration, whom: Registrant, link: str) -> Letter:
    """A page has opened that somebody wanted to hear about. `link` leads to it."""
    words = [
        f"You wanted to hear about it: you can register now for {page.form.title} ({page.called}).",
        *_dates(page),
        f"Here is the page:\n{link}",
        "If you left your name on this very page, open it with the link that is your own, and one tap is enough.",
    ]
    about = f"register/{whom.id}/open/{page.id}"
    return Letter(about, whom.details.email, f"You can register now: {page.form.title}", _letter(words))


def _dates(page: Registration) -> list[str]:
    lines = [line for date in page.dates if (line := _date(date))]
    return ["\n".join(lines)] if lines else []


def _date(date: Date) -> str:
    if date.starts_at is None:
        return ""
    zone = known(date.zone)
    where = f", {date.place}" if date.place else ""
    return f"{date.title}: {spoken(date.starts_at, zone)} ({place(zone)} time){where}"


def _letter(parts: list[str]) -> str:
    return "\n\n".join(["Hello,", *parts]) + "\n"
