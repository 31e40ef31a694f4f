"""The bot's own account: how many cases it took in and how they ended, what became of the events, what it told.

Every figure is a total over all kinds of cases, denuncias included, so none of them tells how many denuncias there are.
"""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from participation.notices.counting import Totals, totals
from participation.plan.agenda import list_events
from participation.progress import plan_progress
from storage import Session
from storage.models.plan import EventState
from storage.queries import transparency as queries
from storage.queries.transparency import CaseCounts

MANY = 10_000
KEPT_SECONDS = 60.0
"""How long figures over so many cases and messages serve whoever asks: to count them takes up to seconds."""


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

    The number of queries does not depend on how much there is to count. Where there is very much, the counts may be
    `KEPT_SECONDS` old.
    """
    plan = plan_progress(session, today)
    since = min(date(plan.vigencia, 1, 1), today)
    cases, told = _KEPT.counted(session, plan.vigencia, since, today)
    return Account(
        vigencia=plan.vigencia,
        on=today,
        since=since,
        cases=cases,
        events=_events(session, today),
        notices=told,
    )


class _Kept:
    """What was counted last in each database, where it was much. While one counts anew, others get what there is."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Any, tuple[object, float, tuple[CaseCounts, Totals]]] = WeakKeyDictionary()
        self._counting = Lock()

    def counted(self, session: Session, vigencia: int, since: date, today: date) -> tuple[CaseCounts, Totals]:
        """The cases of a plan's year, and the notices of these days."""
        database, asked = session.connection().engine, (vigencia, since, today)
        known = self._known.get(database)
        if known is None or known[0] != asked:
            return self._count(session, database, asked)
        if time.monotonic() - known[1] < KEPT_SECONDS or not self._counting.acquire(blocking=False):
            return known[2]
        try:
            return self._count(session, database, asked)
        finally:
            self._counting.release()

    def _count(self, session: Session, database: object, asked: tuple[int, date, date]) -> tuple[CaseCounts, Totals]:
        vigencia, since, today = asked
        found = queries.case_counts(session, vigencia, today), totals(session, since, today)
        if found[0].received + found[1].all > MANY:
            self._known[database] = asked, time.monotonic(), found
        else:
            self._known.pop(database, None)
        return found


_KEPT = _Kept()


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
