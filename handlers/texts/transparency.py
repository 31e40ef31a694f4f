"""What is said of the bot's own account, in the chat and on the page."""

from dataclasses import dataclass

from markupsafe import Markup

from locales import Formats, Words
from participation.transparency import Account

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")


@dataclass(frozen=True)
class Group:
    """Figures that belong together, each with its name; `notes` say how they are counted."""

    title: str
    rows: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


def account(found: Account, words: Words, formats: Formats) -> Markup:
    """/transparencia: every figure in one message."""
    parts = [Markup("<b>{}</b>").format(title(words)), opening(found, words, formats)]
    parts = [LINE.join(parts)]
    for group in groups(found, words, formats):
        rows = [Markup("{}: {}").format(name, value) for name, value in group.rows]
        parts.append(LINE.join([Markup("<b>{}</b>").format(group.title), *rows, *map(Markup.escape, group.notes)]))
    return PARAGRAPH.join(parts)


def title(words: Words) -> str:
    """What the account is called."""
    return words.plain("transparency", "This assistant's account")


def opening(found: Account, words: Words, formats: Formats) -> Markup:
    """Of which day the figures are."""
    return words.say(
        "transparency", "What we did with what you sent us. Data until {date}", date=formats.date(found.on)
    )


def groups(found: Account, words: Words, formats: Formats) -> tuple[Group, ...]:
    """Cases, events and notices, in this order."""
    return _cases(found, words, formats), _events(found, words, formats), _notices(found, words, formats)


def _cases(found: Account, words: Words, formats: Formats) -> Group:
    cases, number = found.cases, formats.number
    rows = [
        (words.plain("transparency", "Received"), number(cases.received)),
        (words.plain("transparency", "Answered"), number(cases.answered)),
        (words.plain("transparency", "Answered in time"), _in_time(found, words, formats)),
        (words.plain("transparency", "Pending"), number(cases.pending)),
        (words.plain("transparency", "Overdue, among the pending"), number(cases.overdue)),
    ]
    if cases.withdrawn:
        rows.append((words.plain("transparency", "Withdrawn by their authors"), number(cases.withdrawn)))
    if cases.discarded:
        rows.append((words.plain("transparency", "Discarded as spam, by two officials"), number(cases.discarded)))
    return Group(words.plain("transparency", "Cases of {year}", year=found.vigencia), tuple(rows))


def _in_time(found: Account, words: Words, formats: Formats) -> str:
    """Of the answers that had a date; without any, that it does not apply."""
    if not found.cases.with_term:
        return words.plain("transparency", "does not apply yet")
    return words.plain(
        "transparency",
        "{done} of {all} with a date",
        done=formats.number(found.cases.in_time),
        all=formats.number(found.cases.with_term),
    )


def _events(found: Account, words: Words, formats: Formats) -> Group:
    events, number = found.events, formats.number
    rows = [
        (words.plain("transparency", "Held, with their proof"), number(events.held)),
        (words.plain("transparency", "Still to come"), number(events.to_come)),
        (words.plain("transparency", "Postponed without a new date"), number(events.postponed)),
        (words.plain("transparency", "Not confirmed"), number(events.unconfirmed)),
        (words.plain("transparency", "Cancelled"), number(events.cancelled)),
    ]
    return Group(words.plain("transparency", "Dialogue events"), tuple(rows))


def _notices(found: Account, words: Words, formats: Formats) -> Group:
    rows = (
        (words.plain("transparency", "Sent"), formats.number(found.notices.sent)),
        (words.plain("transparency", "Failed"), formats.number(found.notices.failed)),
    )
    note = words.plain("transparency", "Those since {date}.", date=formats.date(found.since))
    return Group(words.plain("transparency", "Notices"), rows, (note,))
