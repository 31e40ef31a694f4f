"""A person's rights over the own data: to know, take along and erase it, and to withdraw the authorisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.identity import Keyring
from participation.observations.filing import person_of
from participation.observations.following import CaseView, whole
from storage import Session
from storage.models.cases import Consent
from storage.models.kinds import CaseState
from storage.queries import cases, chats, drafts, retention

EVERYTHING = 10_000


@dataclass(frozen=True)
class Held:
    """What we hold about a person right now."""

    cases: int
    with_name: int
    has_draft: bool
    consents: Sequence[Consent]
    language: str | None
    new_messages: bool

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.cases or self.has_draft or self.consents or self.language or self.new_messages)


def held(session: Session, keys: Keyring, person_id: int, chat_id: int) -> Held:
    """What we hold about a person right now."""
    person = person_of(keys, person_id)
    found = cases.cases_of(session, person, EVERYTHING)
    preferences = chats.preferences(session, chat_id)
    return Held(
        cases=len(found),
        with_name=sum(case.shown_name for case in found),
        has_draft=bool(drafts.drafts_of(session, chat_id)),
        consents=cases.consents_of(session, person),
        language=preferences.language,
        new_messages=preferences.new_messages,
    )


def all_cases(session: Session, keys: Keyring, person_id: int) -> list[CaseView]:
    """Every case of a person with all that belongs to it, for «Descargar mis datos»."""
    return [whole(session, case) for case in cases.cases_of(session, person_of(keys, person_id), EVERYTHING)]


def erase(session: Session, keys: Keyring, person_id: int, chat_id: int, now: datetime) -> int:
    """«Borrar mis datos»: nothing ties the person to the cases any more. Gives how many cases live on without it.

    The consents stay by their keyed hash, as the proof that the law asks for, and are withdrawn.
    """
    person = person_of(keys, person_id)
    for case in cases.cases_of(session, person, EVERYTHING):
        case.shown_name = False
    session.flush()
    count = cases.forget_person(session, person)
    cases.withdraw_consents(session, person, now)
    for draft in drafts.drafts_of(session, chat_id):
        drafts.erase(session, draft.key)
    drafts.stop_waiting(session, chat_id)
    chats.forget(session, chat_id)
    retention.forget_chat_turns(session, chat_id)
    return count


def withdraw_authorisation(session: Session, keys: Keyring, person_id: int, now: datetime) -> int:
    """«Retirar autorización»: open cases are withdrawn; what the law makes us keep stays. Gives how many were open."""
    person = person_of(keys, person_id)
    open_cases = [
        case
        for case in cases.cases_of(session, person, EVERYTHING)
        if case.state not in {CaseState.ANSWERED, CaseState.WITHDRAWN}
    ]
    for case in open_cases:
        case.state = CaseState.WITHDRAWN
    cases.withdraw_consents(session, person, now)
    return len(open_cases)
