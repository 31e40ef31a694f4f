"""Buttons of «No era eso», and of the list from which staff teach the reader."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import buttons
from handlers.answer import Button, Call, Keyboard, Say
from handlers.buttons.teaching import Lessons, Misread, Misreadings, NotThat, Teach, TeachAbout
from handlers.keyboards.layout import rows, to
from handlers.keyboards.plan import READINGS, readings
from handlers.texts.subjects import SubjectNames
from locales import Words
from participation.understanding import Choice, Intent
from participation.understanding.reading import TARGETED
from participation.understanding.teaching import Page
from storage.models.understanding import TaughtExample

LONGEST_LABEL = 40


def with_not_that(calls: Sequence[Call], read: Choice, message_id: int, words: Words) -> tuple[Call, ...]:
    """The calls with «No era eso» under the last message, which replies to what was asked: so its words are known."""
    said = next((call for call in reversed(calls) if isinstance(call, Say)), None)
    if said is None:
        return tuple(calls)
    last = max(place for place, call in enumerate(calls) if call is said)
    door = to(words.plain("button", "That was not it"), NotThat(read.intent, code(read)))
    return (
        *calls[:last],
        replace(said, keyboard=(*said.keyboard, (door,)), reply_to=message_id),
        *calls[last + 1 :],
    )


def code(read: Choice) -> str:
    """What a reading is about, as a button carries it."""
    return (read.event if read.intent is Intent.EVENT_STATUS else None) or read.target or ""


def meant(choices: Sequence[Choice], names: SubjectNames, draft: str | None, words: Words) -> Keyboard:
    """After «No era eso»: the next best readings, and the door to an observation with the text kept."""
    door = buttons.Accept(draft) if draft is not None else buttons.Observe("plan")
    return (*readings(choices, names, words), (to(words.plain("button", "Send an observation"), door),))


def ask_it(words: Words) -> Keyboard:
    """Under a search: ask it oneself."""
    return rows([to(words.plain("button", "Send an observation"), buttons.Observe("plan"))])


def misreadings(page: Page, first: int, words: Words) -> Keyboard:
    """The numbers of the list, further pages, what was taught, the panel."""
    numbers = [to(str(number), Misread(str(one.id), "see")) for number, one in enumerate(page.rows, start=first + 1)]
    more = [to(words.plain("button", "Older"), Misreadings(str(first + len(page.rows))))] if page.more else []
    taught = to(words.plain("button", "What was taught"), Lessons(""))
    return rows([*numbers, *more, taught, to(words.plain("button", "Panel"), buttons.Panel())])


def misread(row: int, choices: Sequence[Choice], names: SubjectNames, words: Words) -> Keyboard:
    """One tap teaches a likely reading; any other can be chosen."""
    likely = [to(_label(one, names, words), Teach(str(row), one.intent, code(one))) for one in choices]
    return rows(
        [
            *likely,
            to(words.plain("button", "Another meaning"), Misread(str(row), "other")),
            to(words.plain("button", "Do not teach it"), Misread(str(row), "drop")),
            to(words.plain("button", "Back"), Misreadings("0")),
        ]
    )


def intents(row: int, words: Words) -> Keyboard:
    """Every intent; of those that can be about something, what is asked next."""
    each = [
        to(
            words.plain_phrase(READINGS[intent]),
            TeachAbout(str(row), intent) if intent in TARGETED else Teach(str(row), intent, ""),
        )
        for intent in Intent
    ]
    return rows([*each, to(words.plain("button", "Back"), Misread(str(row), "see"))])


def abouts(row: int, intent: Intent, names: SubjectNames, words: Words) -> Keyboard:
    """What of the plan a text is about."""
    known = names.events if intent is Intent.EVENT_STATUS else {**names.activities, **names.products}
    each = [to(name[:LONGEST_LABEL], Teach(str(row), intent, code)) for code, name in known.items()]
    none = to(words.plain("button", "Nothing in particular"), Teach(str(row), intent, ""))
    return rows([*each, none, to(words.plain("button", "Back"), Misread(str(row), "other"))])


def lessons(found: Sequence[TaughtExample], words: Words) -> Keyboard:
    """What was taught can be forgotten."""
    each = [
        to(words.plain("button", "Forget {number}", number=str(number)), Lessons(str(one.id)))
        for number, one in enumerate(found, start=1)
    ]
    return rows([*each, to(words.plain("button", "Back"), Misreadings("0"))])


def list_only(words: Words) -> Keyboard:
    """Back to the list."""
    return rows(
        [
            to(words.plain("button", "What I did not understand"), Misreadings("0")),
            to(words.plain("button", "Panel"), buttons.Panel()),
        ]
    )


def _label(choice: Choice, names: SubjectNames, words: Words) -> str:
    button: Button = readings([choice], names, words)[0][0]
    return words.plain("button", "Teach: {reading}", reading=button.label)
