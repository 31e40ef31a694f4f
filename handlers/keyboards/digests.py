"""Buttons under the digest, and of its choices."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons.digests import ChooseDigest, DigestCases, Digests
from handlers.buttons.event_desk import DeskEvent, EventDesk
from handlers.keyboards.inbox import about_of
from handlers.keyboards.layout import rows, to
from locales import Phrase, Words
from participation.digests.contents import Alike, Contents, Item, Rest, Unconfirmed, Waiting
from storage.models.staff import Digest, StaffMember
from storage.queries.digests import Group, Matter
from storage.queries.inbox import Line, Shelf

SHELVES = {
    Matter.APPROVAL: Shelf.APPROVAL,
    Matter.REOPENED: Shelf.REOPENED,
    Matter.UNDELIVERED: Shelf.UNDELIVERED,
}
CHANNELS = {
    Digest.TELEGRAM: Phrase("digest button", "Telegram"),
    Digest.EMAIL: Phrase("digest button", "E-mail"),
    Digest.BOTH: Phrase("digest button", "Both"),
    Digest.NONE: Phrase("digest button", "None"),
}


def digest(found: Contents, notice_id: int, words: Words) -> Keyboard:
    """«Abrir 1» …, numbered as the lines are."""
    items = [to(words.plain("button", "Open {n}", n=n), _behind(item, notice_id)) for n, item in found.items]
    return rows([*items, to(words.plain("button", "Panel"), buttons.Panel())])


def _behind(item: Item, notice_id: int) -> buttons.Data:
    """A single case opens its card, several the shelf that they are on."""
    match item:
        case Line(id=case_id) | Alike(Group(cases=1, first=case_id)) | Waiting(cases=1, first=case_id):
            return buttons.StaffCase(str(case_id))
        case Rest(shelf):
            return buttons.Inbox(shelf, "", "0")
        case Alike(group):
            return buttons.Inbox(Shelf.NEW, about_of(group.about, group.code), "0")
        case Waiting(matter):
            return buttons.Inbox(SHELVES[matter], "", "0") if matter in SHELVES else DigestCases(str(notice_id), matter)
        case Unconfirmed(events):
            return DeskEvent(str(events[0].id), "") if len(events) == 1 else EventDesk()


def cases(found: Sequence[Line], words: Words) -> Keyboard:
    """«Abrir 1» … under the cases behind one line."""
    items = [
        to(words.plain("button", "Open {n}", n=n), buttons.StaffCase(str(line.id))) for n, line in enumerate(found, 1)
    ]
    return rows([*items, to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0"))])


def preferences(me: StaffMember, words: Words) -> Keyboard:
    """Where and how often, but what is chosen already."""
    items = [
        to(words.plain_phrase(label), ChooseDigest(where))
        for where, label in CHANNELS.items()
        if where is not me.digest
    ]
    items.append(_pace(me, words))
    address = (
        words.plain("digest button", "Change my e-mail") if me.email else words.plain("digest button", "My e-mail")
    )
    return rows([*items, to(address, ChooseDigest("address")), to(words.plain("button", "Panel"), buttons.Panel())])


def _pace(me: StaffMember, words: Words) -> Button:
    if me.weekly_digest:
        return to(words.plain("digest button", "Each working day"), ChooseDigest("daily"))
    return to(words.plain("digest button", "Weekly"), ChooseDigest("weekly"))


def back(words: Words) -> Keyboard:
    """Back to the choices."""
    return rows([to(words.plain("digest button", "Digests"), Digests())])
