"""What the tests around an event tell: who asks what, and when it was held."""

from datetime import datetime

from sqlalchemy import select

from participation.dialogue import questions
from participation.events import lifecycle
from participation.events.lifecycle import Proof
from participation.identity import Keyring
from participation.observations.filing import Writer
from storage import Session
from storage.models.events import EventQuestion
from storage.models.notices import Copy, Notice
from storage.models.plan import Event
from storage.models.staff import StaffMember
from tests.participation.events.stories import BOGOTA, at
from tests.support.running import START

KEYS = Keyring.parse(Keyring.generate())
HELD_AT = at("2021-07-15 17:00")  # a Thursday; the next Tuesday is a holiday


def ask(
    session: Session, event: Event, text: str, person: int = 1, message: int = 10, now: datetime = START
) -> EventQuestion:
    writer = Writer(person, person, "Rosa")
    return questions.ask(session, event, text, message, writer, KEYS, now, BOGOTA).question


def hold(session: Session, event: Event, by: StaffMember, recording: str | None = None) -> None:
    proof = Proof(recording=recording, record=None if recording else "Acta")
    lifecycle.mark_held(session, event, proof, by, HELD_AT, BOGOTA)


def told(session: Session, kind: str) -> list[tuple[str, str]]:
    """The keys of the notices of a kind with the recipients of their copies."""
    found = select(Notice.key, Copy.recipient).join(Copy, Copy.notice_id == Notice.id).where(Notice.kind == kind)
    return [(key, recipient) for key, recipient in session.execute(found.order_by(Notice.id, Copy.id))]
