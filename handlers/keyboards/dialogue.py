"""Buttons around a dialogue event: what people send of it, and what staff do with that."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons.dialogue import (
    NEW,
    CommitmentAct,
    Commitments,
    EventEvidence,
    EventSurvey,
    FileQuestions,
    OwnQuestion,
    QuestionAct,
    Questions,
    SayRating,
    SettleEvidence,
)
from handlers.buttons.event_desk import DeskEvent
from handlers.keyboards.layout import rows, to
from locales import Words
from participation.dialogue import survey
from participation.dialogue.moderating import Group
from storage.models.cases import Case
from storage.models.events import Commitment, EventQuestion, EvidenceProposal
from storage.models.plan import Event, EventState

PAGE = 8
"""Groups of questions on one screen."""

# A person


def prompt(event: Event, words: Words) -> Keyboard:
    """While a question is awaited: the way out."""
    return rows([to(words.plain("button", "Cancel"), _own(event, 0, "drop"))])


def card(event: Event, message_id: int, words: Words) -> Keyboard:
    """Under a question that is read back."""
    return rows(
        [
            to(words.plain("button", "Send a question"), _own(event, message_id, "send")),
            to(words.plain("button", "Correct"), _own(event, message_id, "fix")),
            to(words.plain("button", "Cancel"), _own(event, message_id, "drop")),
        ]
    )


def half_way(event: Event, message_id: int, words: Words) -> Keyboard:
    """At /start: go on with a question that was not sent, or drop it."""
    return rows(
        [
            to(words.plain("button", "Go on"), _own(event, message_id, "card")),
            to(words.plain("button", "Drop it"), _own(event, message_id, "drop")),
        ]
    )


def denuncia(event: Event, message_id: int, words: Words) -> Keyboard:
    """Under what reads like a denuncia: register it as one, or it is a question all the same."""
    return rows(
        [
            to(words.plain("button", "Register as denuncia"), _own(event, message_id, "report")),
            to(words.plain("button", "It is a question"), _own(event, message_id, "card")),
            to(words.plain("button", "Cancel"), _own(event, message_id, "drop")),
        ]
    )


def see_event(event: Event, words: Words) -> Keyboard:
    """Only the way to the event."""
    return rows([to(words.plain("button", "See the event"), buttons.Event(event.code))])


def see_case(case: Case, words: Words) -> Keyboard:
    """The case that a question became."""
    return rows([to(words.plain("button", "See my case"), buttons.OpenCase(str(case.id)))])


def survey_step(event: Event, question: str, words: Words) -> Keyboard:
    """What can be said to a question of the survey, in one row, and leaving it out."""
    number = str(event.id)
    if question in survey.SCALES:
        values = range(survey.LOWEST, survey.HIGHEST + 1)
        said = tuple(to(str(value), SayRating(number, question, str(value))) for value in values)
    else:
        said = (
            to(words.plain("button", "Yes"), SayRating(number, question, str(survey.YES))),
            to(words.plain("button", "No"), SayRating(number, question, str(survey.NO))),
        )
    return (said, (to(words.plain("button", "Skip"), SayRating(number, question, "skip")),))


def survey_done(event: Event, words: Words) -> Keyboard:
    """After the last question: anew, or back to the event."""
    again = SayRating(str(event.id), survey.QUESTIONS[0], "")
    return rows(
        [
            to(words.plain("button", "Change my answers"), again),
            to(words.plain("button", "See the event"), buttons.Event(event.code)),
        ]
    )


# Staff


def around(event: Event, words: Words) -> list[Button]:
    """On the card of a published event: what people send of it, and what becomes of that."""
    if event.state is EventState.DRAFT:
        return []
    number = str(event.id)
    items = [
        to(words.plain("dialogue button", "Questions"), Questions(number)),
        to(words.plain("dialogue button", "Commitments"), Commitments(number)),
    ]
    if event.state is EventState.HELD:
        items.append(to(words.plain("dialogue button", "Survey"), EventSurvey(number)))
    if event.product_id is not None:
        items.append(to(words.plain("dialogue button", "Evidence"), EventEvidence(number)))
    return items


def questions(event: Event, groups: Sequence[Group], page: int, words: Words) -> Keyboard:
    """Under the moderator's list: a number each, other pages, and the list anew."""
    number, first = str(event.id), page * PAGE
    shown = groups[first : first + PAGE]
    numbers = [to(str(first + place), QuestionAct(str(one.head.id))) for place, one in enumerate(shown, start=1)]
    lines: list[tuple[Button, ...]] = [tuple(numbers[start : start + 4]) for start in range(0, len(numbers), 4)]
    items = []
    if page:
        items.append(to(words.plain("button", "Previous"), Questions(number, str(page - 1))))
    if first + PAGE < len(groups):
        items.append(to(words.plain("button", "Next"), Questions(number, str(page + 1))))
    items.append(to(words.plain("button", "Update"), Questions(number, str(page))))
    if groups and event.state in {EventState.HELD, EventState.CANCELLED}:
        items.append(to(words.plain("dialogue button", "Turn the rest into petitions"), FileQuestions(number)))
    items.append(to(words.plain("button", "See the event"), DeskEvent(number)))
    return (*lines, *rows(items))


def group(event: Event, found: Group, words: Words, *, may_confirm: bool) -> Keyboard:
    """What can be done with a question and those that ask the same."""
    number = str(found.head.id)
    if found.discard_by is not None:
        confirm = to(words.plain("dialogue button", "Confirm discarding"), _act(number, "confirm"))
        items = [*([confirm] if may_confirm else []), to(words.plain("dialogue button", "Keep"), _act(number, "keep"))]
    else:
        items = [
            to(words.plain("dialogue button", "Answered live"), _act(number, "live")),
            to(words.plain("dialogue button", "Answer in writing"), _act(number, "write")),
            to(words.plain("dialogue button", "Discard"), _act(number, "drop")),
        ]
    return rows([*items, to(words.plain("dialogue button", "All questions"), Questions(str(event.id)))])


def reasons(question: EventQuestion, words: Words) -> Keyboard:
    """Why a question is to be discarded: only for one of these."""
    number = str(question.id)
    return rows(
        [
            to(words.plain("dialogue button", "Spam"), _act(number, "spam")),
            to(words.plain("dialogue button", "Insult"), _act(number, "insult")),
            to(words.plain("button", "Back"), _act(number, "see")),
        ]
    )


def writing(question: EventQuestion, words: Words) -> Keyboard:
    """While an answer is awaited: the way back."""
    return rows([to(words.plain("button", "Back"), _act(str(question.id), "see"))])


def preview(question: EventQuestion, words: Words) -> Keyboard:
    """Under an answer as it will be read."""
    number = str(question.id)
    return rows(
        [
            to(words.plain("button", "Send the answer"), _act(number, "send")),
            to(words.plain("button", "Correct"), _act(number, "write")),
            to(words.plain("button", "Back"), _act(number, "see")),
        ]
    )


def all_questions(event: Event, words: Words) -> Keyboard:
    """Only the way back to the list."""
    return rows([to(words.plain("dialogue button", "All questions"), Questions(str(event.id)))])


def sure_to_file(event: Event, words: Words) -> Keyboard:
    """Before the questions that are left over become petitions."""
    return rows(
        [
            to(words.plain("dialogue button", "Yes, turn them into petitions"), FileQuestions(str(event.id), "1")),
            to(words.plain("button", "No"), Questions(str(event.id))),
        ]
    )


def commitments(event: Event, found: Sequence[Commitment], words: Words, *, publishes: bool) -> Keyboard:
    """Under the commitments of an event: those that are open, and one more."""
    number = str(event.id)
    items = [
        to(words.plain("dialogue button", "Mark {n} as done", n=one.number), CommitmentAct(str(one.id), "done"))
        for one in found
        if one.done_on is None and publishes
    ]
    if publishes:
        items.append(to(words.plain("dialogue button", "Add commitment"), Commitments(number, NEW)))
    return rows([*items, to(words.plain("button", "See the event"), DeskEvent(number))])


def commitment_step(event: Event, words: Words, *, dated: bool = False) -> Keyboard:
    """While a commitment is written: without a date, where that is asked; the way back."""
    number = str(event.id)
    items = [to(words.plain("dialogue button", "Without a date"), Commitments(number, "no-date"))] if dated else []
    return rows([*items, to(words.plain("button", "Back"), Commitments(number))])


def commitment_alert(one: Commitment, words: Words) -> Keyboard:
    """Under a reminder of a commitment."""
    return rows(
        [
            to(words.plain("dialogue button", "Mark {n} as done", n=one.number), CommitmentAct(str(one.id), "done")),
            to(words.plain("dialogue button", "Commitments"), Commitments(str(one.event_id))),
        ]
    )


def to_event(event_id: int, words: Words) -> Keyboard:
    """Only the way to the event's card."""
    return rows([to(words.plain("button", "See the event"), DeskEvent(str(event_id)))])


def proposal(one: EvidenceProposal, words: Words) -> Keyboard:
    """Whether what was done becomes evidence."""
    number = str(one.id)
    return rows(
        [
            to(words.plain("dialogue button", "Save as evidence"), SettleEvidence(number, "1")),
            to(words.plain("button", "No"), SettleEvidence(number, "0")),
        ]
    )


def saved(product_code: str | None, event_id: int, words: Words) -> Keyboard:
    """After evidence was saved: the product that has it now."""
    items = [to(words.plain("button", "See it in the plan"), buttons.Product(product_code))] if product_code else []
    return rows([*items, to(words.plain("button", "See the event"), DeskEvent(str(event_id)))])


def _own(event: Event, message_id: int, what: str) -> OwnQuestion:
    return OwnQuestion(str(event.id), str(message_id), what)


def _act(number: str, what: str) -> QuestionAct:
    return QuestionAct(number, what)
