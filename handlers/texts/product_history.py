"""The history of a product, as staff read it: when, who, by what way, what and why."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, PARAGRAPH, room_for
from locales import Formats, Phrase, Words, clip
from participation.plan.differences import value_shown
from participation.plan.product_history import HistoryEntry, Said
from storage.models.history import Origin
from storage.queries.plan_parts import Part

LINE = Markup("\n")
LONGEST_TEXT = 200
ORIGINS = {
    Origin.FILE: Phrase("history", "plan file"),
    Origin.WORKBOOK: Phrase("history", "workbook"),
    Origin.CHAT: Phrase("history", "chat"),
    Origin.EVENT: Phrase("history", "what the bot did for an event"),
}


def history(name: str, entries: Sequence[HistoryEntry], words: Words, formats: Formats) -> Markup:
    """Everything that was changed of a product, the latest first, as far as it fits."""
    title = words.say("history", "<b>History</b> · {product}", product=name)
    told = [entry(one, words, formats) for one in entries]
    more = words.say("history", "There is more: `participa plan show --history` has all of it.")
    kept = room_for(told, [title, more], PARAGRAPH, MESSAGE)
    return PARAGRAPH.join([title, *kept, *([more] if len(kept) < len(told) else [])])


def whole(name: str, entries: Sequence[HistoryEntry], words: Words, formats: Formats) -> Markup:
    """The same without a limit."""
    title = words.say("history", "<b>History</b> · {product}", product=name)
    return PARAGRAPH.join([title, *(entry(one, words, formats) for one in entries)])


def entry(found: HistoryEntry, words: Words, formats: Formats) -> Markup:
    """What was changed at one moment."""
    who = found.by or words.plain("history", "the command line")
    origin = words.plain_phrase(ORIGINS[found.origin])
    head = words.say("history", "{moment} · {who} ({origin})", moment=formats.moment(found.at), who=who, origin=origin)
    lines = [head, *(_change(one, words) for one in found.changes)]
    if found.reason:
        lines.append(words.say("history", "Reason: {reason}", reason=clip(found.reason, LONGEST_TEXT)))
    return LINE.join(lines)


def _change(said: Said, words: Words) -> Markup:
    if said.field:
        return words.say(
            "history",
            "{field}: {old} → {new}",
            field=said.field,
            old=value_shown(said.old, words),
            new=value_shown(said.new, words),
        )
    if said.part is Part.EVIDENCE:
        if said.new is not None:
            return words.say("history", "New proof: {text}", text=clip(said.new, LONGEST_TEXT))
        return words.say("history", "A proof was taken out: {text}", text=clip(said.old, LONGEST_TEXT))
    if said.new is not None:
        return words.say("history", "It came into the plan.")
    return words.say("history", "It left the plan.")
