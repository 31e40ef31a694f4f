"""The history of a product: as staff read it, with who and by what way, and as everybody does."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, PARAGRAPH, room_for
from locales import Formats, Phrase, Words, clip
from participation.plan.product_history import HistoryEntry, Said
from participation.plan.public_history import PublicChange
from participation.plan.telling import field_told, value_told
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
    more = words.say("history", "There is more than fits here. Your engineer can take all of it out.")
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
    if found.reason and all(said.new != found.reason for said in found.changes):
        lines.append(words.say("history", "Reason: {reason}", reason=clip(found.reason, LONGEST_TEXT)))
    return LINE.join(lines)


def _change(said: Said, words: Words) -> Markup:
    if said.field:
        return words.say(
            "history",
            "{field}: {new} (before: {old})",
            field=field_told(said.part, said.field, words),
            old=value_told(said.part, said.field, said.old, words),
            new=value_told(said.part, said.field, said.new, words),
        )
    if said.part is Part.EVIDENCE:
        if said.new is not None:
            return words.say("history", "New evidence: {text}", text=clip(said.new, LONGEST_TEXT))
        return words.say("history", "An evidence was taken out: {text}", text=clip(said.old, LONGEST_TEXT))
    if said.new is not None:
        return words.say("history", "It was written down here for the first time.")
    return words.say("history", "It left the plan.")


def public(name: str, found: Sequence[PublicChange], words: Words, formats: Formats) -> Markup:
    """What was changed of a product, for people: the latest first, as far as it fits."""
    title = words.say("history", "<b>History</b> · {product}", product=name)
    if not found:
        return PARAGRAPH.join([title, words.say("history", "Nothing has been changed since it is kept here.")])
    told = [LINE.join([_head(one, words, formats), *public_lines(one, words)]) for one in found]
    more = words.say("history", "There are older changes that do not fit here.")
    kept = room_for(told, [title, more], PARAGRAPH, MESSAGE)
    return PARAGRAPH.join([title, *kept, *([more] if len(kept) < len(told) else [])])


def public_lines(found: PublicChange, words: Words) -> list[Markup]:
    """What was changed at one moment, and why; without the texts of proof, which can have been taken out since."""
    lines = [words.say("history", "It was written down here for the first time.")] if found.came else []
    lines += [words.say("history", "It left the plan.")] if found.left else []
    lines += [
        words.say(
            "history",
            "{field}: {new} (before: {old})",
            field=field_told(Part.PRODUCT, one.field, words),
            old=value_told(Part.PRODUCT, one.field, one.old, words),
            new=value_told(Part.PRODUCT, one.field, one.new, words),
        )
        for one in found.values
    ]
    if found.new_proofs:
        lines.append(words.count("history", "{n} new proof", "{n} new proofs", found.new_proofs))
    if found.other_proofs:
        lines.append(
            words.count(
                "history", "{n} proof changed or taken out", "{n} proofs changed or taken out", found.other_proofs
            )
        )
    if found.reason and all(one.new != found.reason for one in found.values):
        lines.append(words.say("history", "Reason: {reason}", reason=clip(found.reason, LONGEST_TEXT)))
    return lines


def _head(found: PublicChange, words: Words, formats: Formats) -> Markup:
    day = formats.date(found.at)
    if found.by_assistant:
        return words.say("history", "{date} · The assistant", date=day)
    return words.say("history", "{date} · The team", date=day)
