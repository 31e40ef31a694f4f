"""Buttons under cases that were sent."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Keyboard
from handlers.keyboards.layout import rows, to
from locales import Phrase, Words
from participation.territory import Municipality
from storage.models.cases import Case
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


def case(found: Case, words: Words) -> Keyboard:
    """Under a case of one's own."""
    number = str(found.id)
    open_still = found.state is not CaseState.WITHDRAWN
    acts = [to(words.plain("button", "Add information"), buttons.AddToCase(number))]
    if found.state is not CaseState.ANSWERED:
        acts.append(to(words.plain("button", "Withdraw my case"), buttons.WithdrawCase(number, "")))
    if found.municipality is None:
        acts.append(to(words.plain("button", "Add municipality"), buttons.AddMunicipality(number, "")))
    return rows([*(acts if open_still else []), to(words.plain("button", "Back"), buttons.MyCases())])


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
