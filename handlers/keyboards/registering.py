"""Buttons while something that came otherwise is registered, answered outside, or somebody else stands in."""

from collections.abc import Sequence
from datetime import date

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.keyboards.office import LONGEST_LABEL, kinds, subjects
from handlers.texts.registering import CHANNELS, MEANS
from handlers.texts.subjects import SubjectNames
from locales import Words, clip
from participation.office.registering import OutsideItem
from storage.models.cases import Case
from storage.models.staff import StaffMember


def channels(words: Words) -> Keyboard:
    """How it came in."""
    each = [to(words.plain_phrase(said), buttons.NewCase("channel", channel)) for channel, said in CHANNELS.items()]
    return rows([*each, to(words.plain("button", "Panel"), buttons.Panel())])


def reception_days(today: date, yesterday: date, words: Words) -> Keyboard:
    """When it came in, most often; another day is typed."""
    return rows(
        [
            to(words.plain("button", "Today"), buttons.NewCase("day", today.isoformat())),
            to(words.plain("button", "Yesterday"), buttons.NewCase("day", yesterday.isoformat())),
            _drop(words),
        ]
    )


def registration(words: Words, *, is_empty: bool) -> Keyboard:
    """Under what is being registered."""
    asks = {
        "day": words.plain("button", "Date"),
        "kind": words.plain("button", "Kind"),
        "about": words.plain("button", "Topic"),
        "name": words.plain("button", "Name"),
        "means": words.plain("button", "How to answer"),
    }
    send = [to(words.plain("button", "Register the case"), buttons.NewCase("send", ""))] if not is_empty else []
    each = [to(said, buttons.NewCase("ask", what)) for what, said in asks.items()]
    return rows([*send, *each, _drop(words)])


def registration_kinds(words: Words) -> Keyboard:
    choices = kinds(lambda kind: buttons.NewCase("kind", kind), words)
    return rows([*(button for row in choices for button in row), _card(words)])


def registration_subjects(names: SubjectNames, words: Words) -> Keyboard:
    choices = subjects(lambda about: buttons.NewCase("about", about), names, words)
    return rows([*(button for row in choices for button in row), _card(words)])


def registration_means(words: Words) -> Keyboard:
    """How the person can be answered."""
    each = [to(words.plain_phrase(said), buttons.NewCase("means", means)) for means, said in MEANS.items()]
    none = to(words.plain("button", "No way to answer"), buttons.NewCase("means", "none"))
    return rows([*each, none, _card(words)])


def registration_card(words: Words) -> Keyboard:
    """Only the way back to what is being registered."""
    return rows([_card(words)])


def registered(case: Case, words: Words) -> Keyboard:
    """Under a case that was registered."""
    return rows(
        [
            to(words.plain("button", "See the case"), buttons.StaffCase(str(case.id))),
            to(words.plain("button", "Register another case"), buttons.NewCase("begin", "")),
        ]
    )


def outside(found: Sequence[OutsideItem], words: Words) -> Keyboard:
    """Which answer left."""
    each = [
        to(
            words.plain("button", "Sent: {number}", number=item.case.radicado),
            buttons.OutsideSent(str(item.answer.id), ""),
        )
        for item in found
    ]
    return rows([*each, to(words.plain("button", "Panel"), buttons.Panel())])


def outside_days(answer: int, today: date, yesterday: date, words: Words) -> Keyboard:
    """When it left, most often; another day is typed."""
    return rows(
        [
            to(words.plain("button", "Today"), buttons.OutsideSent(str(answer), today.isoformat())),
            to(words.plain("button", "Yesterday"), buttons.OutsideSent(str(answer), yesterday.isoformat())),
            to(words.plain("button", "Back"), buttons.OutsideAnswers()),
        ]
    )


def away(words: Words, *, is_away: bool, has_others: bool) -> Keyboard:
    """Somebody stands in, or could."""
    back = [to(words.plain("button", "I am back"), buttons.Away("back", ""))] if is_away else []
    choose = [to(words.plain("button", "Choose who stands in"), buttons.Away("choose", ""))] if has_others else []
    return rows([*back, *choose, to(words.plain("button", "Panel"), buttons.Panel())])


def stand_ins(found: Sequence[StaffMember], words: Words) -> Keyboard:
    """Who stands in."""
    each = [to(clip(one.name, LONGEST_LABEL), buttons.Away("to", str(one.id))) for one in found]
    return rows([*each, to(words.plain("button", "Back"), buttons.Away("show", ""))])


def _drop(words: Words) -> Button:
    return to(words.plain("button", "Cancel"), buttons.NewCase("drop", ""))


def _card(words: Words) -> Button:
    return to(words.plain("button", "Back"), buttons.NewCase("card", ""))
