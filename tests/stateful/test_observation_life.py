"""Whatever happens to an observation, in whatever order: numbered once, kept whole, and never due later in silence.

Each bug is planted where the service could have it, and the machine has to say what is wrong.
"""

import itertools
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from participation.observations import filing, following
from participation.office import acting, duplicates, reclassifying, spam
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState
from storage.models.staff import StaffMember
from storage.queries import cases, drafts, office
from tests.stateful.observation_life import ObservationLife
from tests.stateful.playing import Bug, Template, finds, play, soak


def test_an_observation_lives_by_the_laws(office_template: Template) -> None:
    play(lambda: ObservationLife(office_template))


@pytest.mark.soak
def test_many_observations_live_by_the_laws(office_template: Template) -> None:
    soak(lambda: ObservationLife(office_template))


def number_skipped(patch: pytest.MonkeyPatch) -> None:
    drawn = cases.next_number
    patch.setattr(cases, "next_number", lambda *series: max(drawn(*series), drawn(*series)))


def filed_twice(patch: pytest.MonkeyPatch) -> None:
    """The draft stays, and a second press on its card is not known."""
    numbered, count = filing.numbered, itertools.count()

    def with_another_key(session: Session, *arguments: Any) -> Case:
        case = numbered(session, *arguments)
        case.draft_key = f"{next(count):016d}"
        return case

    patch.setattr(filing, "numbered", with_another_key)
    patch.setattr(filing, "filed_before", lambda *_: None)
    patch.setattr(drafts, "erase", lambda *_: None)


def later_by_reclassifying(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reclassifying, "reclassified_due_on", lambda due_on, by_new_kind: by_new_kind or due_on)


def old_card_unnoticed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(acting, "require_unchanged", lambda *_: None)


def spam_by_one(patch: pytest.MonkeyPatch) -> None:
    """Who proposed it confirms it."""

    def confirm(session: Session, by: StaffMember, case_id: int, version: int, now: datetime) -> Case:
        case = acting.begin(session, by, case_id, version, before_answer=True)
        case.state = CaseState.SPAM if case.spam_by is not None else case.state
        acting.finish(session, by, case, "case.spam_confirmed", now)
        return case

    patch.setattr(spam, "confirm_spam", confirm)


def no_audit_row(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(acting, "record", lambda *_, **__: None)


def answered_and_withdrawn(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(following, "withdraw", lambda case: setattr(case, "state", CaseState.WITHDRAWN))


def name_in_the_case(patch: pytest.MonkeyPatch) -> None:
    count = itertools.count()
    patch.setattr(filing, "pseudonym", lambda: f"Rosa Quintero {next(count)}")


def tie_that_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cases, "forget_person", lambda *_: 0)


def denuncia_linked(patch: pytest.MonkeyPatch) -> None:
    """A denuncia is taken for any other case that may be repeated."""
    patch.setattr(duplicates, "ContributionKind", SimpleNamespace(DENUNCIA=None))


def links_to_a_new_denuncia_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(office, "take_apart", lambda *_: None)


BUGS: dict[Bug, str] = {
    number_skipped: "comes",
    filed_twice: "a press on an old card",
    later_by_reclassifying: "silently",
    old_card_unnoticed: "ChangedMeanwhile",
    spam_by_one: "spam",
    no_audit_row: "audit",
    answered_and_withdrawn: "withdraw",
    name_in_the_case: "who wrote",
    tie_that_stays: "still tied",
    denuncia_linked: "leads to a denuncia",
    links_to_a_new_denuncia_stay: "leads to a denuncia",
}
"""What the machine says of each."""


@pytest.mark.soak
@pytest.mark.parametrize(("bug", "says"), BUGS.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_every_bug_is_found(bug: Bug, says: str, office_template: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    bug(monkeypatch)

    found = finds(lambda: ObservationLife(office_template))

    assert found is not None
    assert says in found
