"""The bot's own account: how many cases it took in and how they ended, what became of the events, what it told.

Every figure is a total over all kinds of cases, denuncias included, so none of them tells how many denuncias there are.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from participation.notices.counting import Totals, totals
from participation.plan.agenda import list_events
from participation.progress import plan_progress
from storage import Session
from storage.models.plan import EventState
from storage.queries import transparency as queries
from storage.queries.transparency import CaseCounts


@dataclass(frozen=True)
class EventCounts:
    """The events of the plan by how they stand. One whose day has passed is unconfirmed until somebody proves it."""

    held: int
    to_come: int
    postponed: int
    cancelled: int
    unconfirmed: int


@dataclass(frozen=True)
class Account:
    """The account of a plan's year at the end of the day `on`; `notices` are those put down from `since` on."""

    vigencia: int
    on: date
    since: date
    cases: CaseCounts
    events: EventCounts
    notices: Totals


def account(session: Session, today: date) -> Account:
    """How the bot has done so far, at a day in the entity's zone. Raises NoPlanError.

    The number of queries does not depend on how much there is to count.
    """
    plan = plan_progress(session, today)
    since = min(date(plan.vigencia, 1, 1), today)
    return Account(
        vigencia=plan.vigencia,
        on=today,
        since=since,
        cases=queries.case_counts(session, plan.vigencia, today),
        events=_events(session, today),
        notices=totals(session, since, today),
    )


def _events(session: Session, today: date) -> EventCounts:
    found = list_events(session, today)
    states = Counter(event.state for event in (*found.upcoming, *found.past))
    counted_apart = (EventState.HELD, EventState.POSTPONED, EventState.CANCELLED, EventState.UNCONFIRMED)
    return EventCounts(
        held=states[EventState.HELD],
        to_come=states.total() - sum(states[state] for state in counted_apart),
        postponed=states[EventState.POSTPONED],
        cancelled=states[EventState.CANCELLED],
        unconfirmed=states[EventState.UNCONFIRMED],
    )
