"""«Recordarme»: one event that a chat wants to be reminded of, whether it has a date yet or not."""

from dataclasses import dataclass
from datetime import date, datetime

from participation.plan.agenda import event_detail, is_past
from participation.plan.current import current_plan
from participation.plan.views import EventView, NotInPlanError
from storage import Session
from storage.models.plan import Event, EventState
from storage.queries import audience as queries
from storage.queries import events


class NothingToRemind(ValueError):
    """The event was held, or was cancelled, or its day has passed."""

    def __init__(self, event: EventView) -> None:
        super().__init__(event.code)
        self.event = event


@dataclass(frozen=True)
class Reminded:
    """An event, and whether the wish is new."""

    event: EventView
    is_new: bool


def remind(session: Session, code: str, chat_id: int, today: date, now: datetime) -> Reminded:
    """Keep that a chat wants to be reminded of an event; once is enough. `today` in the entity's zone.

    Raises NothingToRemind, NotInPlanError, NoPlanError.
    """
    found = event_detail(session, code, today)
    if found.state is EventState.CANCELLED or is_past(found, today):
        raise NothingToRemind(found)
    return Reminded(found, queries.remind(session, _row(session, code).id, chat_id, now))


def stop_reminding(session: Session, code: str, chat_id: int, today: date) -> EventView:
    """«Quitar recordatorio»: not any more. Raises NotInPlanError, NoPlanError."""
    found = event_detail(session, code, today)
    queries.stop_reminding(session, _row(session, code).id, chat_id)
    return found


def is_reminded(session: Session, code: str, chat_id: int) -> bool:
    """Whether a chat wants to be reminded of an event of the current plan. Raises NoPlanError."""
    found = events.event_with_code(session, current_plan(session).id, code)
    return found is not None and queries.is_reminded(session, found.id, chat_id)


def _row(session: Session, code: str) -> Event:
    found = events.event_with_code(session, current_plan(session).id, code)
    if found is None:
        raise NotInPlanError(code)
    return found
