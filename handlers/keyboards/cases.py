"""Buttons under cases that were sent."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.keyboards.reports import save_receipt
from locales import Phrase, Words
from participation.territory import Municipality
from storage.models.cases import Case
from storage.models.followup import CaseAnswer
from storage.models.kinds import CaseState

GROUPS = {
    "ethnic": Phrase("group", "Ethnic groups"),
    "victims": Phrase("group", "Victims"),
    "disability": Phrase("group", "People with a disability"),
    "social-organisations": Phrase("group", "Social organisations"),
}


def filed(case: Case, words: Words) -> Keyboard:
    """Under the number of a case: what may be told afterwards."""
    return rows(
        [
            to(words.plain("button", "Add municipality"), buttons.AddMunicipality(str(case.id), "")),
            to(words.plain("button", "My observations"), buttons.MyCases()),
            save_receipt(case.id, words),
        ]
    )


def my_cases(found: Sequence[Case], words: Words) -> Keyboard:
    """Under the list of one's cases."""
    listed = [to(case.radicado, buttons.OpenCase(str(case.id))) for case in found]
    return rows(
        [
            *listed,
            to(words.plain("button", "Send an observation"), buttons.Observe("plan")),
            to(words.plain("button", "Start"), buttons.Home()),
        ]
    )


def my_cases_only(words: Words) -> Keyboard:
    """Only the way to one's cases."""
    return rows([to(words.plain("button", "My observations"), buttons.MyCases())])


def case(found: Case, words: Words, answer: CaseAnswer | None = None) -> Keyboard:
    """Under a case of one's own; with the answer in force, whether that helped."""
    number = str(found.id)
    open_still = found.state not in {CaseState.WITHDRAWN, CaseState.SPAM}
    answered_now = answer if found.state is CaseState.ANSWERED else None
    acts = [*(_feedback(answered_now, words) if answered_now is not None else []), _add(found.id, words)]
    if found.state is not CaseState.ANSWERED:
        acts.append(to(words.plain("button", "Withdraw my case"), buttons.WithdrawCase(number, "")))
    if found.municipality is None:
        acts.append(to(words.plain("button", "Add municipality"), buttons.AddMunicipality(number, "")))
    papers = [save_receipt(found.id, words), to(words.plain("button", "Record as PDF"), buttons.Constancia(number))]
    acts = [*(acts if open_still else []), *papers]
    return rows([*acts, to(words.plain("button", "Back"), buttons.MyCases())])


def answered(answer: CaseAnswer, words: Words) -> Keyboard:
    """Under an answer: whether it helped, and what one can add."""
    return rows([*_feedback(answer, words), _add(answer.case_id, words)])


def _feedback(answer: CaseAnswer, words: Words) -> list[Button]:
    number = str(answer.id)
    return [
        to(words.plain("button", "It helped me"), buttons.Helped(number, "1")),
        to(words.plain("button", "It did not help me"), buttons.Helped(number, "0")),
    ]


def _add(case_id: int, words: Words) -> Button:
    return to(words.plain("button", "Add information"), buttons.AddToCase(str(case_id)))


def without_why(answer: CaseAnswer, words: Words) -> Keyboard:
    """While the reason is awaited: nobody has to give one."""
    return rows([to(words.plain("button", "I prefer not to say why"), buttons.WithoutWhy(str(answer.id)))])


def sure_to_withdraw(found: Case, words: Words) -> Keyboard:
    """The confirmation of a withdrawal."""
    return rows(
        [
            to(words.plain("button", "Yes, withdraw it"), buttons.WithdrawCase(str(found.id), "1")),
            to(words.plain("button", "No"), buttons.OpenCase(str(found.id))),
        ]
    )


def municipalities(found: Case, alike: Sequence[Municipality], words: Words) -> Keyboard:
    """The municipalities that are like what was typed."""
    choices = [to(one.label, buttons.AddMunicipality(str(found.id), one.code)) for one in alike]
    return rows([*choices, to(words.plain("button", "Leave it"), buttons.StopAsking())])


def groups(words: Words) -> Keyboard:
    """The groups that one may say to belong to; nobody has to."""
    choices = [to(words.plain_phrase(phrase), buttons.AddGroup(code)) for code, phrase in GROUPS.items()]
    return rows([*choices, to(words.plain("button", "I prefer not to say"), buttons.StopAsking())])


def half_way_in_case(found: Case, words: Words) -> Keyboard:
    """At /start: go on with what was being added, or leave it."""
    return rows(
        [
            to(words.plain("button", "Go on"), buttons.AddToCase(str(found.id))),
            to(words.plain("button", "Leave it"), buttons.StopAsking()),
        ]
    )


def stop_asking(words: Words) -> Keyboard:
    """The way out of an optional question."""
    return rows([to(words.plain("button", "Leave it"), buttons.StopAsking())])
