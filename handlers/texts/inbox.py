"""What «Bandeja» says: shelves and lists."""

from datetime import date

from markupsafe import Markup

from handlers.texts.fitting import PARAGRAPH
from handlers.texts.observations import kind_name
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words, clip, in_sentence
from participation.followup.inbox import PAGE, Page, Shelves
from storage.models.kinds import CaseState
from storage.queries.inbox import Line, Shelf

LINE = Markup("\n")
SHELVES = {
    Shelf.NEW: Phrase("inbox", "New"),
    Shelf.MINE: Phrase("inbox", "Mine"),
    Shelf.SOON: Phrase("inbox", "Due soon"),
    Shelf.OVERDUE: Phrase("inbox", "Overdue"),
    Shelf.REOPENED: Phrase("inbox", "Reopened"),
    Shelf.ADDED: Phrase("inbox", "With new information"),
    Shelf.APPROVAL: Phrase("inbox", "To approve"),
    Shelf.UNDELIVERED: Phrase("inbox", "To publish"),
    Shelf.DENUNCIAS: Phrase("inbox", "Reports of corruption"),
    Shelf.OPEN: Phrase("inbox", "All open"),
    Shelf.ABOUT: Phrase("inbox", "By topic"),
}
ALWAYS = (Shelf.NEW, Shelf.MINE, Shelf.SOON, Shelf.OVERDUE)
"""Told also when there is nothing on them."""
FINISHED = frozenset({CaseState.ANSWERED, CaseState.WITHDRAWN, CaseState.SPAM})


def shelves(found: Shelves, words: Words, formats: Formats) -> Markup:
    """The filters with how many cases each has."""
    lines = [
        words.say("inbox", "{shelf}: {n}", shelf=words.plain_phrase(phrase), n=formats.number(found.counts[shelf]))
        for shelf, phrase in SHELVES.items()
        if found.counts.get(shelf) or shelf in ALWAYS
    ]
    return PARAGRAPH.join([words.say("inbox", "<b>Inbox</b>"), LINE.join(lines)])


def topics(words: Words) -> Markup:
    """Which topic."""
    return PARAGRAPH.join([words.say("inbox", "<b>Inbox</b>"), words.say("inbox", "What are the open cases about?")])


def page(
    found: Page, names: SubjectNames, today: date, words: Words, formats: Formats, *, me: int | None = None
) -> Markup:
    """The lines of a shelf, numbered as their buttons are; `me` is the row of who reads them."""
    title = words.plain_phrase(SHELVES[found.shelf])
    if found.about is not None:
        topic = names.name(*found.about, words)
        title = topic if found.shelf is Shelf.ABOUT else f"{title} · {topic}"
    head = Markup("<b>{}</b>").format(title)
    if not found.lines:
        return PARAGRAPH.join([head, words.say("inbox", "There is nothing here.")])
    first = found.number * PAGE + 1
    lines = [
        line(one, position, names, today, words, formats, me=me) for position, one in enumerate(found.lines, first)
    ]
    return PARAGRAPH.join([head, LINE.join(lines)])


def line(
    one: Line, position: int, names: SubjectNames, today: date, words: Words, formats: Formats, *, me: int | None = None
) -> Markup:
    """A case in one line: "000012 · Video · petición · venció el 13 de agosto · sin asignar"."""
    facts = [
        Markup("{:06}").format(one.number),
        Markup("{}").format(clip(names.name(one.about, one.about_code, words), 40)),
        Markup("{}").format(in_sentence(kind_name(one.kind, None, words))),
        *_due_in_short(one, today, words, formats),
        _whose(one, me, words),
    ]
    return Markup("{}. {}").format(position, Markup(" · ").join(facts))


def _whose(one: Line, me: int | None, words: Words) -> Markup:
    if one.assigned_name is None:
        return words.say("inbox", "unassigned")
    if one.assigned_to == me:
        return words.say("inbox", "yours")
    return words.say("inbox", "with {name}", name=one.assigned_name)


def _due_in_short(one: Line, today: date, words: Words, formats: Formats) -> list[Markup]:
    if one.state is CaseState.REOPENED:
        return [words.say("inbox", "reopened")]
    if one.due_on is None or one.state in FINISHED:
        return []
    if one.due_on < today:
        return [words.say("inbox", "was due on {date}", date=formats.day_month(one.due_on))]
    if one.due_on == today:
        return [words.say("inbox", "today")]
    return [Markup("{}").format(formats.day_month(one.due_on))]
