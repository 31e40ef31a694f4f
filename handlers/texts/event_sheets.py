"""What is said of a sheet of events, in the chat and on a terminal."""

from markupsafe import Markup

from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Words, clip
from participation.audience.sheets import UnreadableList
from participation.events.sheet import EventSheet

LINE = Markup("\n")
MOST_SHOWN = 15


def ask_file(words: Words) -> Markup:
    """What is to be sent."""
    return words.say(
        "event sheet",
        "Send the sheet as a file, XLSX or CSV. Its columns: título, tipo, fecha, hora, lugar, enlace, producto, "
        "grupos. Only the title is required.",
    )


def unreadable(error: UnreadableList, words: Words) -> Markup:
    """It is no such sheet."""
    return Markup("{}").format(error.text(words))


def preview(found: EventSheet, words: Words, formats: Formats) -> Markup:
    """What is in it, and what is wrong with it."""
    parts = [words.count("event sheet", "{n} event is right.", "{n} events are right.", len(found.events))]
    named = [clip(str(event["title"]), 80) for event in found.events[:MOST_SHOWN]]
    if named:
        parts.append(LINE.join(Markup("○ {}").format(name) for name in named))
    if found.remarks:
        wrong = words.count("event sheet", "{n} thing is wrong:", "{n} things are wrong:", len(found.remarks))
        shown = [Markup("{}").format(clip(remark.text(words), 160)) for remark in found.remarks[:MOST_SHOWN]]
        parts.append(LINE.join([wrong, *shown]))
    more = max(len(found.events), len(found.remarks)) - MOST_SHOWN
    if more > 0:
        parts.append(words.say("event sheet", "And {n} more.", n=formats.number(more)))
    return PARAGRAPH.join(parts)


def saved(made: int, words: Words) -> Markup:
    """They are drafts now."""
    return words.count("event sheet", "{n} draft was saved.", "{n} drafts were saved.", made)
