"""Buttons under an answer that is being written, under one that awaits approval, and of the templates."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.texts.answers import DECISIONS
from locales import Words
from storage.models.followup import AnswerTemplate, CaseAnswer, Decision


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


def go_on(answer: CaseAnswer, words: Words) -> Keyboard:
    """Under the alert that it was returned."""
    return rows([to(words.plain("button", "Go on with my answer"), buttons.AnswerStep(str(answer.id), "preview"))])


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
            to(words.plain("button", "Approve and send"), buttons.AnswerStep.approving(answer.id, answer.case_version)),
            to(words.plain("button", "Return it"), buttons.AnswerStep(number, "return")),
            to(words.plain("button", "See the case"), buttons.StaffCase(str(answer.case_id))),
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
