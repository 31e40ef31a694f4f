"""A person's rights over the own data: to know, take along and erase it, and to withdraw the authorisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.audience import subscriptions
from participation.audience.subscriptions import NOTHING, Wishes
from participation.identity import Keyring
from participation.observations.drafting import DraftView, view
from participation.observations.filing import person_of
from participation.observations.following import CaseView
from storage import Session
from storage.models.cases import Consent
from storage.models.events import EventQuestion
from storage.queries import answers, cases, chats, dialogue, drafts, paces, retention, understanding


@dataclass(frozen=True)
class Held:
    """What we hold about a person right now."""

    cases: int
    with_name: int
    has_draft: bool
    consents: Sequence[Consent]
    language: str | None
    new_messages: bool
    wishes: Wishes = NOTHING
    questions: int = 0
    """Sent for events and not a case of their own."""
    rated_events: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing at all."""
        of_cases = self.cases or self.has_draft or self.consents or self.questions or self.rated_events
        return not (of_cases or self.language or self.new_messages) and self.wishes.is_nothing


@dataclass(frozen=True)
class OwnCase:
    """A case as its author takes it along: with the receipt, and the name that it was sent with, if with one."""

    view: CaseView
    receipt: str
    name: str | None


@dataclass(frozen=True)
class OwnData:
    """Everything that we hold about a person, to be handed over."""

    held: Held
    cases: Sequence[OwnCase]
    drafts: Sequence[DraftView]
    questions: Sequence[EventQuestion] = ()


def held(session: Session, keys: Keyring, person_id: int, chat_id: int) -> Held:
    """What we hold about a person right now; the number of statements does not depend on how much that is."""
    person = person_of(keys, person_id)
    count, with_name = cases.count_of(session, person)
    preferences = chats.preferences(session, chat_id)
    return Held(
        cases=count,
        with_name=with_name,
        has_draft=bool(drafts.drafts_of(session, chat_id)),
        consents=cases.consents_of(session, person),
        language=preferences.language,
        new_messages=preferences.new_messages,
        wishes=subscriptions.wishes(session, chat_id),
        questions=len(dialogue.of_person(session, person)),
        rated_events=dialogue.events_rated_by(session, person),
    )


def own_data(session: Session, keys: Keyring, person_id: int, chat_id: int) -> OwnData:
    """Everything that we hold about a person, opened, for «Descargar mis datos»."""
    own, held_cases = [], cases.whole_cases_of(session, person_of(keys, person_id))
    ids = [found.case.id for found in held_cases]
    sent, said = answers.sent_to(session, ids), answers.feedback_on(session, ids)
    for found in held_cases:
        identity = keys.open(found.author.sealed)
        of_case = found.case.id
        whole = CaseView(found.case, found.versions, found.files, sent.get(of_case, ()), said.get(of_case, ()))
        own.append(OwnCase(whole, identity["receipt"], identity.get("name")))
    unsent = [view(session, draft) for draft in drafts.drafts_of(session, chat_id)]
    asked = dialogue.of_person(session, person_of(keys, person_id))
    return OwnData(held(session, keys, person_id, chat_id), own, unsent, asked)


def erase(session: Session, keys: Keyring, person_id: int, chat_id: int, now: datetime) -> int:
    """«Borrar mis datos»: nothing ties the person to the cases any more. Gives how many cases live on without it.

    The consents stay by their keyed hash, as the proof that the law asks for, and are withdrawn. The turn in which this
    is done, and those that wait behind it, wipe themselves when they are finished.
    """
    person = person_of(keys, person_id)
    count = cases.forget_person(session, person)
    dialogue.forget_person(session, person)
    cases.withdraw_consents(session, person, now)
    drafts.erase_of(session, chat_id, now)
    drafts.stop_waiting(session, chat_id)
    chats.forget(session, chat_id)
    subscriptions.forget(session, chat_id)
    paces.forget(session, chat_id)
    understanding.forget_chat(session, chat_id)
    retention.forget_chat_turns(session, chat_id)
    return count


def withdraw_authorisation(session: Session, keys: Keyring, person_id: int, now: datetime) -> int:
    """«Retirar autorización»: open cases are withdrawn; what the law makes us keep stays. Gives how many were open.

    Questions for events stay without their author, as with an erasure.
    """
    person = person_of(keys, person_id)
    cases.withdraw_consents(session, person, now)
    dialogue.forget_person(session, person)
    return cases.withdraw_open(session, person)
