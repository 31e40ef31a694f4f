"""«Me sumo»: who is about to send what somebody else has sent already can join it, with a number of their own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from participation.identity import Keyring
from participation.observations.drafting import DraftView
from participation.observations.filing import Filed, Writer, file_draft, person_of
from participation.similar import alike
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import ContributionKind
from storage.queries import cases
from storage.queries import supporting as queries

LOOK_BACK = timedelta(days=120)
MOST_COMPARED = 200


def alike_case(session: Session, draft: DraftView, keys: Keyring, person_id: int, now: datetime) -> Case | None:
    """An observation of somebody else that staff have looked at and that says much the same; None where there is none.

    Petitions, complaints and denuncias are one's own: nobody joins them, and nobody is told that there are any.
    """
    if draft.kind is not ContributionKind.OBSERVATION or not draft.text:
        return None
    person, since = person_of(keys, person_id), now - LOOK_BACK
    found = queries.joinable(session, draft.about.kind, draft.about.code, person, since, MOST_COMPARED)
    best = alike(draft.text, (text for _, text in found))
    return cases.case(session, found[best][0]) if best is not None else None


def join(
    session: Session, key: str, case_id: int, writer: Writer, keys: Keyring, now: datetime, zone: ZoneInfo
) -> Filed:
    """File a draft as support of a case, without a name. What can't be joined any more is an observation of its own.

    Raises what `file_draft` raises.
    """
    filed = file_draft(session, key, writer, keys, now, zone, with_name=False)
    if filed.again or filed.case.kind is not ContributionKind.OBSERVATION:
        return filed
    joined = queries.joinable_case(session, case_id)
    if joined is not None:
        filed.case.supports, filed.case.state = joined.id, joined.state
        filed.case.assigned_to = joined.assigned_to
    return filed
