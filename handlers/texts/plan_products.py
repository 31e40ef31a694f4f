"""What staff read of the products of the plan while they keep them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from handlers.texts import products as texts
from handlers.texts.fitting import MESSAGE, PARAGRAPH, room_for
from handlers.texts.proof import state
from locales import Formats, Phrase, Words, clip
from participation.plan.edit_errors import ChangedMeanwhile
from participation.plan.editing import Effect, effect
from participation.plan.links import LinkHealth
from participation.plan.periods import Period
from participation.plan.product_now import FIELDS, ProductNow, Proof
from participation.plan.values import is_said
from participation.plan.views import ProductDetail, ProductView
from storage.models.plan import ProductStatus

LINE = Markup("\n")
LINE_UNITS = 120
SHOWN = 300  # characters of a text in a list; the whole is on the people's own screen
STATUS_NAMES = {
    ProductStatus.PROGRAMMED: Phrase("product status", "Programmed"),
    ProductStatus.IN_PROGRESS: Phrase("product status", "Under way"),
    ProductStatus.DONE: Phrase("product status", "Done"),
    ProductStatus.POSTPONED: Phrase("product status", "Postponed"),
    ProductStatus.CANCELLED: Phrase("product status", "Cancelled"),
}
FIELD_NAMES = {
    "status": Phrase("product field", "Status"),
    "percentage": Phrase("product field", "Progress"),
    "executed_on": Phrase("product field", "Done on"),
    "cancel_reason": Phrase("product field", "Reason of the cancellation"),
    "cancel_signed_by": Phrase("product field", "Who signs the cancellation"),
    "cancelled_on": Phrase("product field", "Cancelled on"),
    "moved_to": Phrase("product field", "Moved to"),
    "move_reason": Phrase("product field", "Reason of the move"),
    "move_signed_by": Phrase("product field", "Who signs the move"),
    "moved_on": Phrase("product field", "Moved on"),
    "evidence": Phrase("product field", "Number of proofs"),
}
QUESTIONS = {
    "status": Phrase("product desk", "What is its status now?"),
    "percent": Phrase("product desk", "How far is it? Write a number from 0 to 100."),
    "on": Phrase("product desk", "When was it done? Tap «Today» or write the date: 30 de junio."),
    "text": Phrase("product desk", "What proves it? Write it in one or two sentences. People read it like that."),
    "dates": Phrase("product desk", "Of which date is it? For example: 30 de junio, or 15 y 16 de junio."),
    "proof": Phrase("product desk", "Send the link, the photo or the document."),
    "which": Phrase("product desk", "Which evidence do you take out? Tap it or write its number."),
    "to": Phrase("product desk", "To when is it moved? Tap a period or write the date: 15 de octubre."),
    "signed": Phrase("product desk", "Who signs the decision? Write the name or the office."),
    "reason": Phrase(
        "product desk", "Why? Write the reason in one sentence. It stays in the history, which people read."
    ),
}
PUBLIC_REASON = Phrase("product desk", "Why? Write the reason in one sentence. People read it.")
NOT_UNDERSTOOD = {
    "status": Phrase("product desk", "Tap one of the buttons, please."),
    "percent": Phrase("product desk", "That is no number from 0 to 100. Write it like this: 60."),
    "on": Phrase("product desk", "I did not understand the date, or it is to come. Write it like this: 30 de junio."),
    "text": Phrase("product desk", "The text has to be of 3 to 2,000 characters."),
    "dates": Phrase(
        "product desk", "I did not understand the date, or it is to come. Write it like this: 30 de junio."
    ),
    "proof": Phrase(
        "product desk", "That is no link. It begins with https:// or www. You can also send a photo or a document."
    ),
    "which": Phrase("product desk", "There is no evidence with that number. Tap one of the buttons, please."),
    "to": Phrase("product desk", "I did not understand when. Write it like this: segundo semestre, or 15 de octubre."),
    "signed": Phrase("product desk", "Write the name or the office, in up to 200 characters."),
    "reason": Phrase("product desk", "Write it in a sentence of 3 to 600 characters."),
}
EFFECTS = {
    Effect.COUNTS_AS_DONE: Phrase("product desk", "It will count as done at the next cut."),
    Effect.NOT_DONE_ANY_MORE: Phrase("product desk", "It will no longer count as done at the next cut."),
    Effect.ONLY_OF_PRODUCT: Phrase(
        "product desk", "The percentage is shown on the product. It adds to the plan only when it is done."
    ),
    Effect.STAYS_IN_PERIOD: Phrase(
        "product desk", "It still counts in the period in which it was first programmed. People see the move and why."
    ),
    Effect.LEAVES: Phrase("product desk", "It leaves the figures of the plan. People see the reason."),
    Effect.COMES_BACK: Phrase("product desk", "It counts in the figures of the plan again."),
    Effect.NONE: Phrase("product desk", "The figures of the plan stay the same."),
}
PUBLIC_FILE = Phrase("product desk", "Anybody can download this file. Check that there are no personal data in it.")
NO_LONGER_WAITING = Phrase("product desk", "Nothing is waiting to be saved. Begin again from the product, please.")
ONE_FILE = Phrase("product desk", "Each evidence has one file. Save this one and add another evidence.")
SAVED = Phrase("product desk", "Saved. People see it like that from now on.")
NOT_SAVED_YET = Phrase("product desk", "Write «guardar» or tap the button. Nothing is saved yet.")


def listing(found: Sequence[ProductDetail], page: int, pages: int, words: Words, formats: Formats) -> Markup:
    """A page of products under their activities, each with its shape, percentage and status."""
    parts = [words.say("product desk", "<b>Products</b>")]
    for (number, name), some in groupby(found, key=lambda one: (one.activity_number, one.activity_short_name)):
        lines = [texts.product_line(_short(one.product), words, formats) for one in some]
        parts.append(LINE.join([Markup("<b>{}. {}</b>").format(number, clip(name, LINE_UNITS)), *lines]))
    if pages > 1:
        parts.append(words.say("product desk", "Page {page} of {pages}", page=page + 1, pages=pages))
    return PARAGRAPH.join(parts)


def _short(product: ProductView) -> ProductView:
    return replace(product, short_name=clip(product.short_name, LINE_UNITS))


def card(
    now: ProductNow, detail: ProductDetail, known: Mapping[str, LinkHealth], words: Words, formats: Formats
) -> Markup:
    """A product as it stands now, whatever was published of it. `known`: whether what proves it opens, by address."""
    head = [Markup("<b>{}</b>").format(clip(now["short_name"], SHOWN))]
    if now["name"] != now["short_name"]:
        head.append(words.say("product", "Official name: {name}", name=clip(now["name"], SHOWN)))
    activity = {"number": detail.activity_number, "activity": clip(detail.activity_name, SHOWN)}
    head.append(words.say("product", "Activity: {number}. {activity}", **activity))
    opening = [LINE.join(head), LINE.join(_standing(now, detail.product, words, formats))]
    proofs = [_proof(number, one, known, words, formats) for number, one in enumerate(now.evidence, start=1)]
    more = words.say("product desk", "There is more evidence than fits here.")
    shown = room_for(proofs, [*opening, more, more], PARAGRAPH, MESSAGE)
    closing = [more] if len(shown) < len(proofs) else []
    title = words.say("product desk", "<b>Evidence</b>") if proofs else words.say("product desk", "No evidence yet.")
    return PARAGRAPH.join([*opening, title, *shown, *closing])


def _standing(now: ProductNow, product: ProductView, words: Words, formats: Formats) -> Iterator[Markup]:
    """What it says of itself; that it is overdue stands beside the status, as the list has it."""
    shown = f"{texts.SHAPES[now.status]} {words.plain_phrase(STATUS_NAMES[now.status])}"
    if texts.is_late(product):
        shown = f"{shown} ({words.plain('status', 'overdue')})"
    yield words.say("product desk", "{name}: {value}", name=words.plain_phrase(FIELD_NAMES["status"]), value=shown)
    for name in FIELDS[1:]:
        if now[name] is not None:
            label = words.plain_phrase(FIELD_NAMES[name])
            yield words.say("product desk", "{name}: {value}", name=label, value=value(name, now[name], words, formats))
    due = formats.dates(now.period.start, now.period.end)
    yield words.say("product desk", "Programmed for: {period}", period=due)
    if now["responsible"]:
        yield words.say("product", "Responsible: {responsible}", responsible=clip(now["responsible"], SHOWN))


def _proof(number: int, proof: Proof, known: Mapping[str, LinkHealth], words: Words, formats: Formats) -> Markup:
    lines = [Markup("{}. {}").format(number, clip(proof.text, SHOWN))]
    lines += _around(proof, words, formats)
    dead = [known[address] for address in proof.addresses if address in known and known[address].is_dead]
    lines += [state(one, words, formats) for one in dead]
    return LINE.join(lines)


def _around(proof: Proof, words: Words, formats: Formats) -> Iterator[Markup]:
    """What an evidence has beside its text."""
    if proof.dates:
        yield words.say("product", "Dates: {dates}", dates=formats.days(map(date.fromisoformat, proof.dates)))
    if proof.link and not is_said(proof.link, proof.text):
        yield words.say("product desk", "Link: {link}", link=clip(proof.link, SHOWN))
    known = [proof.file_name or proof.file_kind, formats.size(proof.file_bytes) if proof.file_bytes else None]
    if file := ", ".join(part for part in known if part):
        yield words.say("product", "File: {file}", file=file)


def value(name: str, found: Any, words: Words, formats: Formats) -> str:
    """A value of a product in words."""
    if found is None:
        return words.plain("product desk", "nothing")
    if name == "status":
        return words.plain_phrase(STATUS_NAMES[ProductStatus(found)])
    if name == "percentage":
        return formats.percent(found)
    if name == "moved_to":
        period = Period.parse(found)
        return formats.dates(period.start, period.end)
    if name in {"executed_on", "cancelled_on", "moved_on"}:
        return formats.date(found)
    return str(found) if isinstance(found, int) else clip(str(found), SHOWN)


def question(step: str, now: ProductNow, what: str, words: Words, formats: Formats) -> Markup:
    """What is asked next, after how it stands."""
    asked = PUBLIC_REASON if step == "reason" and what in {"move", "cancellation"} else QUESTIONS[step]
    stands = words.say(
        "product desk",
        "<b>{name}</b>: {status}, {percent}",
        name=clip(now["short_name"], SHOWN),
        status=value("status", now.status, words, formats),
        percent=formats.percent(now["percentage"]),
    )
    return PARAGRAPH.join([stands, words.say_phrase(asked)])


def preview(now: ProductNow, becomes: ProductNow, words: Words, formats: Formats) -> Markup:
    """Before and after, and what that means for the figures; asked once."""
    parts = [
        words.say("product desk", "<b>{name}</b>: this changes", name=clip(now["short_name"], SHOWN)),
        LINE.join(_differences(now, becomes, words, formats)),
        words.say_phrase(EFFECTS[effect(now, becomes)]),
    ]
    if any(one.file_hash for one in becomes.evidence if one not in now.evidence):
        parts.append(words.say_phrase(PUBLIC_FILE))
    return PARAGRAPH.join([*parts, words.say_phrase(NOT_SAVED_YET)])


def _differences(now: ProductNow, becomes: ProductNow, words: Words, formats: Formats) -> Iterator[Markup]:
    for name in FIELDS:
        if now[name] != becomes[name]:
            yield _arrow(name, now[name], becomes[name], words, formats)
    for proof in becomes.evidence:
        if proof not in now.evidence:
            added = words.say("product desk", "New evidence: {text}", text=clip(proof.text, 2_000))
            yield LINE.join([added, *_around(proof, words, formats)])
    for proof in now.evidence:
        if proof not in becomes.evidence:
            yield words.say("product desk", "Evidence that goes: {text}", text=clip(proof.text, 2_000))


def _arrow(name: str, old: Any, new: Any, words: Words, formats: Formats) -> Markup:
    return words.say(
        "product desk",
        "{field}: {old} → {new}",
        field=words.plain_phrase(FIELD_NAMES[name]),
        old=value(name, old, words, formats),
        new=value(name, new, words, formats),
    )


def meanwhile(error: ChangedMeanwhile, words: Words, formats: Formats) -> Markup:
    """What another has changed since it was looked at."""
    lines = [words.say_phrase(error.phrase)]
    if error.at is not None:
        who = error.by or words.plain("product desk", "The plan file")
        lines.append(words.say("product desk", "{who}, {moment}", who=who, moment=formats.moment(error.at)))
    lines += [_arrow(one.name, one.old, one.new, words, formats) for one in error.changes]
    return LINE.join(lines)
