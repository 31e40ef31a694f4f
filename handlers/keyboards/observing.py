"""Buttons while an observation is written."""

from handlers import buttons
from handlers.answer import Keyboard
from handlers.keyboards.layout import rows, to
from handlers.texts.observations import KINDS, PETITIONS
from handlers.texts.subjects import SubjectNames
from locales import Words
from storage.models.kinds import ContributionKind


def prompt(draft: str, words: Words) -> Keyboard:
    """Under the prompt of an observation: the way out."""
    return rows([to(words.plain("button", "Cancel"), buttons.DropDraft(draft))])


def card(draft: str, words: Words, *, joins: int | None = None) -> Keyboard:
    """Under the card of a draft; with the case that it could join, where one says the same."""
    join = [to(words.plain("button", "I join it"), buttons.Join(draft, str(joins)))] if joins is not None else []
    return rows(
        [
            *join,
            to(words.plain("button", "Send with my name"), buttons.Send(draft, "1")),
            to(words.plain("button", "Send without my name"), buttons.Send(draft, "0")),
            to(words.plain("button", "Correct"), buttons.Fix(draft, "")),
            to(words.plain("button", "Cancel"), buttons.DropDraft(draft)),
        ]
    )


def fixes(draft: str, words: Words) -> Keyboard:
    """What of a draft can be corrected."""
    return rows(
        [
            to(words.plain("button", "Text"), buttons.Fix(draft, "text")),
            to(words.plain("button", "Topic"), buttons.Fix(draft, "about")),
            to(words.plain("button", "Kind"), buttons.Fix(draft, "kind")),
            to(words.plain("button", "Name"), buttons.Fix(draft, "name")),
            to(words.plain("button", "Back"), buttons.Card(draft)),
        ]
    )


def back_to_card(draft: str, words: Words) -> Keyboard:
    """Only the way back to the card."""
    return rows([to(words.plain("button", "Back"), buttons.Card(draft))])


def abouts(draft: str, names: SubjectNames, words: Words) -> Keyboard:
    """What a draft can be about."""
    activities = [to(name, buttons.SetAbout(draft, f"a-{code}")) for code, name in names.activities.items()]
    products = [to(name, buttons.SetAbout(draft, f"p-{code}")) for code, name in names.products.items()]
    events = [to(words.plain("button", "An event"), buttons.SetAbout(draft, "events"))] if names.events else []
    return rows(
        [
            to(words.plain("subject", "The whole plan"), buttons.SetAbout(draft, "plan")),
            *activities,
            *products,
            *events,
            to(words.plain("subject", "Another topic"), buttons.SetAbout(draft, "other")),
            to(words.plain("button", "Back"), buttons.Card(draft)),
        ]
    )


def about_events(draft: str, names: SubjectNames, words: Words) -> Keyboard:
    """Which event a draft is about."""
    events = [to(title, buttons.SetAbout(draft, f"e-{code}")) for code, title in names.events.items()]
    return rows([*events, to(words.plain("button", "Back"), buttons.Fix(draft, "about"))])


def kinds(draft: str, words: Words) -> Keyboard:
    """What a draft can be."""
    choices = [to(words.plain_phrase(phrase), buttons.SetKind(draft, kind)) for kind, phrase in KINDS.items()]
    return rows([*choices, to(words.plain("button", "Back"), buttons.Card(draft))])


def petitions(draft: str, words: Words) -> Keyboard:
    """What a petition can ask for."""
    kind = ContributionKind.PETITION
    choices = [
        to(words.plain_phrase(phrase), buttons.SetKind(draft, f"{kind}.{asked}")) for asked, phrase in PETITIONS.items()
    ]
    return rows([*choices, to(words.plain("button", "Back"), buttons.Card(draft))])


def half_way(draft: str, words: Words) -> Keyboard:
    """At /start: go on with what was not sent, or drop it."""
    return rows(
        [
            to(words.plain("button", "Go on"), buttons.Card(draft)),
            to(words.plain("button", "Drop it"), buttons.DropDraft(draft)),
        ]
    )


def offered(draft: str, words: Words) -> Keyboard:
    """Whether what came out of the blue is to be registered."""
    return rows(
        [
            to(words.plain("button", "Yes, register it"), buttons.Accept(draft)),
            to(words.plain("button", "No"), buttons.Decline(draft)),
        ]
    )


def question_inside(draft: str, words: Words) -> Keyboard:
    """What a question in the middle of a draft is meant for."""
    return rows(
        [
            to(words.plain("button", "Answer me"), buttons.AnswerMe(draft)),
            to(words.plain("button", "Add to my text"), buttons.AddToText(draft)),
        ]
    )


def question_left_out(question: str, words: Words) -> Keyboard:
    """A question that was answered can still be filed as it was written."""
    return rows([to(words.plain("button", "Add to my text"), buttons.AddToText(question))])


def petition_offered(draft: str, words: Words) -> Keyboard:
    """What is out of our scope but asks for something can be registered, and is passed on to who it belongs to."""
    return rows(
        [
            to(words.plain("button", "Register my petition"), buttons.Accept(draft)),
            to(words.plain("button", "No"), buttons.Decline(draft)),
        ]
    )
