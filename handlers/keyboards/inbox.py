"""Buttons of «Bandeja»: shelves, lists, cards."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.texts.inbox import ALWAYS, SHELVES
from handlers.texts.subjects import SubjectNames
from locales import Words, clip
from participation.followup.inbox import PAGE, CaseCard, Page, Shelves
from participation.staff.rights import Right, may
from storage.models.followup import AnswerState
from storage.models.kinds import AboutKind, CaseState
from storage.models.staff import StaffMember
from storage.queries.inbox import Shelf, Topic

LETTERS = {AboutKind.ACTIVITY: "a", AboutKind.PRODUCT: "p", AboutKind.EVENT: "e"}
LONGEST_LABEL = 40
CLOSED = frozenset({CaseState.WITHDRAWN, CaseState.SPAM})


def about_of(about: AboutKind, code: str | None) -> str:
    """What a case is about, as buttons carry it."""
    return f"{LETTERS[about]}-{code}" if about in LETTERS and code else str(about)


def inbox_only(words: Words) -> Keyboard:
    """Only the way to «Bandeja»."""
    return rows([to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0"))])


def shelves(found: Shelves, me: StaffMember, words: Words) -> Keyboard:
    """The filters that have something, and those that one looks for."""
    items = [
        to(f"{words.plain_phrase(phrase)} ({found.counts[shelf]})", buttons.Inbox(shelf, "", "0"))
        for shelf, phrase in SHELVES.items()
        if found.counts.get(shelf) or shelf in ALWAYS
    ]
    if found.topics:
        items.append(to(words.plain_phrase(SHELVES[Shelf.ABOUT]), buttons.Inbox(Shelf.ABOUT, "", "0")))
    if may(me, Right.ANSWER):
        items.append(to(words.plain("button", "Templates"), buttons.Templates("")))
    return rows([*items, to(words.plain("button", "Panel"), buttons.Panel())])


def topics(found: Sequence[Topic], names: SubjectNames, words: Words) -> Keyboard:
    """What the open cases are about, each with how many there are."""
    items = [
        to(
            f"{clip(names.name(one.about, one.code, words), LONGEST_LABEL)} ({one.cases})",
            buttons.Inbox(Shelf.ABOUT, about_of(one.about, one.code), "0"),
        )
        for one in found
    ]
    return rows([*items, to(words.plain("button", "Back"), buttons.Inbox("", "", "0"))])


def page(found: Page, words: Words) -> Keyboard:
    """«Abrir 1» …, and the other pages."""
    first = found.number * PAGE + 1
    items = [
        to(words.plain("button", "Open {n}", n=position), buttons.StaffCase(str(line.id)))
        for position, line in enumerate(found.lines, first)
    ]
    about = about_of(*found.about) if found.about is not None else ""
    if found.number:
        previous = buttons.Inbox(found.shelf, about, str(found.number - 1))
        items.append(to(words.plain("button", "Previous"), previous))
    if found.has_more:
        items.append(to(words.plain("button", "Next"), buttons.Inbox(found.shelf, about, str(found.number + 1))))
    return rows([*items, to(words.plain("button", "Back"), buttons.Inbox("", "", "0"))])


def card(found: CaseCard, me: StaffMember, more: Sequence[Button], words: Words) -> Keyboard:
    """What this member of staff may do with a case."""
    number = str(found.case.id)
    items = [*_answering(found, me, words), *more]
    if len(found.case.text) or found.versions:
        items.append(to(words.plain("button", "See all"), buttons.CaseLook(number, "text")))
    if found.files:
        items.append(to(words.plain("button", "See files"), buttons.CaseLook(number, "files")))
    return rows([*items, to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0"))])


def _answering(found: CaseCard, me: StaffMember, words: Words) -> list[Button]:
    case, number = found.case, str(found.case.id)
    if not may(me, Right.ANSWER) or case.state in CLOSED:
        return []
    own = [one for one in found.unfinished if one.by_staff == me.id]
    if own:
        said = words.plain("button", "Go on with my answer")
    elif case.state is CaseState.ANSWERED:
        said = words.plain("button", "Correct the answer")
    else:
        said = words.plain("button", "Answer")
    items = [to(said, buttons.Respond(number))]
    awaiting = [one for one in found.unfinished if one.state is AnswerState.AWAITS_APPROVAL and one.by_staff != me.id]
    if may(me, Right.APPROVE):
        see = words.plain("button", "Review the answer")
        items += [to(see, buttons.AnswerStep(str(one.id), "see")) for one in awaiting]
    if found.is_undelivered:
        items.append(to(words.plain("button", "Publish the answer"), buttons.PublishAnswer(number, "")))
    return items


def see_case(case_id: int, words: Words) -> Keyboard:
    """The way to a case, and to the others."""
    return rows(
        [
            to(words.plain("button", "See the case"), buttons.StaffCase(str(case_id))),
            to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0")),
        ]
    )
