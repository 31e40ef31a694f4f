"""Buttons of «Bandeja»."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.texts.answers import DECISIONS
from handlers.texts.inbox import SHELVES
from handlers.texts.subjects import SubjectNames
from locales import Words, clip
from participation.followup.inbox import PAGE, CaseCard, Page, Shelves
from participation.staff.rights import Right, may
from storage.models.followup import AnswerState, AnswerTemplate, CaseAnswer, Decision
from storage.models.kinds import AboutKind, CaseState
from storage.models.staff import StaffMember
from storage.queries.inbox import Shelf, Topic

ALWAYS = (Shelf.NEW, Shelf.MINE, Shelf.SOON, Shelf.OVERDUE)
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
        to(f"{words.plain_phrase(SHELVES[shelf])} ({n})", buttons.Inbox(shelf, "", "0"))
        for shelf, n in found.counts.items()
        if n or shelf in ALWAYS
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
    if _is_to_publish(found):
        items.append(to(words.plain("button", "Publish the answer"), buttons.PublishAnswer(number, "")))
    return items


def _is_to_publish(found: CaseCard) -> bool:
    return bool(found.sent) and found.delivery is None and found.publication is None


def writing(answer: CaseAnswer, words: Words) -> Keyboard:
    """While the text is awaited."""
    number = str(answer.id)
    return rows(
        [
            to(words.plain("button", "Use a template"), buttons.AnswerStep(number, "templates")),
            to(words.plain("button", "Drop my answer"), buttons.AnswerStep(number, "drop")),
            to(words.plain("button", "See the case"), buttons.StaffCase(str(answer.case_id))),
        ]
    )


def decisions(answer: CaseAnswer, words: Words) -> Keyboard:
    """«Acogida», «Acogida parcialmente», «No acogida», «Trasladada»."""
    number = str(answer.id)
    each = [to(words.plain_phrase(DECISIONS[one]), buttons.Decide(number, one)) for one in Decision]
    return rows([*each, *_changes(answer, words)])


def ready(answer: CaseAnswer, words: Words) -> Keyboard:
    """A complete answer: send it, or let somebody else sign it too."""
    number = str(answer.id)
    return rows(
        [
            to(words.plain("button", "Send the answer"), buttons.AnswerStep(number, "send")),
            to(words.plain("button", "Ask for approval"), buttons.AnswerStep(number, "ask")),
            to(words.plain("button", "Change the decision"), buttons.AnswerStep(number, "decide")),
            *_changes(answer, words),
        ]
    )


def _changes(answer: CaseAnswer, words: Words) -> list[Button]:
    number = str(answer.id)
    letter = (
        to(words.plain("button", "Take the letter off"), buttons.AnswerStep(number, "no-letter"))
        if answer.letter_hash
        else to(words.plain("button", "Attach a letter"), buttons.AnswerStep(number, "letter"))
    )
    return [
        to(words.plain("button", "Write it anew"), buttons.AnswerStep(number, "anew")),
        letter,
        to(words.plain("button", "Drop my answer"), buttons.AnswerStep(number, "drop")),
        to(words.plain("button", "See the case"), buttons.StaffCase(str(answer.case_id))),
    ]


def back_to_answer(answer: CaseAnswer, words: Words) -> Keyboard:
    """Only the way back to the answer."""
    return rows([to(words.plain("button", "Back"), buttons.AnswerStep(str(answer.id), "preview"))])


def no_change(answer: CaseAnswer, words: Words) -> Keyboard:
    """«Acogida»: the plan may stay as it is."""
    number = str(answer.id)
    return rows(
        [
            to(words.plain("button", "The plan did not change"), buttons.AnswerStep(number, "no-change")),
            to(words.plain("button", "Back"), buttons.AnswerStep(number, "preview")),
        ]
    )


def sure_to_drop(answer: CaseAnswer, words: Words) -> Keyboard:
    """Dropping what was written, confirmed or not."""
    number = str(answer.id)
    return rows(
        [
            to(words.plain("button", "Yes, drop it"), buttons.AnswerStep(number, "drop-sure")),
            to(words.plain("button", "No"), buttons.AnswerStep(number, "preview")),
        ]
    )


def overtaken(answer: CaseAnswer, words: Words) -> Keyboard:
    """The case changed while the answer was written: look, then go on with it or not."""
    return rows(
        [
            to(words.plain("button", "See the case"), buttons.StaffCase(str(answer.case_id))),
            to(words.plain("button", "Go on with my answer"), buttons.AnswerStep(str(answer.id), "catch-up")),
        ]
    )


def approving(answer: CaseAnswer, words: Words) -> Keyboard:
    """Under an answer that awaits approval."""
    number = str(answer.id)
    return rows(
        [
            to(words.plain("button", "Approve and send"), buttons.AnswerStep(number, "approve")),
            to(words.plain("button", "Return it"), buttons.AnswerStep(number, "return")),
            to(words.plain("button", "See the case"), buttons.StaffCase(str(answer.case_id))),
        ]
    )


def see_case(case_id: int, words: Words) -> Keyboard:
    """The way to a case, and to the others."""
    return rows(
        [
            to(words.plain("button", "See the case"), buttons.StaffCase(str(case_id))),
            to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0")),
        ]
    )


def sure_to_publish(case_id: int, words: Words) -> Keyboard:
    """The answer was read as the page will show it."""
    return rows(
        [
            to(words.plain("button", "Yes, publish it"), buttons.PublishAnswer(str(case_id), "1")),
            to(words.plain("button", "No"), buttons.StaffCase(str(case_id))),
        ]
    )


def templates_to_use(answer: CaseAnswer, found: Sequence[AnswerTemplate], words: Words) -> Keyboard:
    """The templates to start an answer from."""
    number = str(answer.id)
    each = [
        to(f"{words.plain_phrase(DECISIONS[one.decision])}: {one.name}", buttons.UseTemplate(number, str(one.id)))
        for one in found
    ]
    return rows([*each, to(words.plain("button", "Back"), buttons.AnswerStep(number, "preview"))])


def template_decisions(words: Words) -> Keyboard:
    """The templates of which decision."""
    each = [to(words.plain_phrase(phrase), buttons.Templates(one)) for one, phrase in DECISIONS.items()]
    return rows([*each, to(words.plain("button", "Back"), buttons.Inbox("", "", "0"))])


def templates(decision: Decision, found: Sequence[AnswerTemplate], words: Words) -> Keyboard:
    """The templates of a decision, and a new one."""
    each = [to(one.name, buttons.Template(str(one.id), "")) for one in found]
    return rows(
        [
            *each,
            to(words.plain("button", "New template"), buttons.NewTemplate(decision)),
            to(words.plain("button", "Back"), buttons.Templates("")),
        ]
    )


def template(found: AnswerTemplate, words: Words) -> Keyboard:
    """What can be done with a template."""
    number = str(found.id)
    return rows(
        [
            to(words.plain("button", "Change the text"), buttons.Template(number, "text")),
            to(words.plain("button", "Change the name"), buttons.Template(number, "name")),
            to(words.plain("button", "Remove it"), buttons.Template(number, "remove")),
            to(words.plain("button", "Back"), buttons.Templates(found.decision)),
        ]
    )


def sure_to_remove_template(found: AnswerTemplate, words: Words) -> Keyboard:
    """Removing a template, confirmed or not."""
    number = str(found.id)
    return rows(
        [
            to(words.plain("button", "Yes, remove it"), buttons.Template(number, "remove-sure")),
            to(words.plain("button", "No"), buttons.Template(number, "")),
        ]
    )
