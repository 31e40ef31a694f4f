"""The cases of a period as the public may read them: one pass, streamed, nothing in it that tells who wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from participation.deadlines import OwnDays, is_working_day, working_days_between
from participation.deadlines.plan_rules import PlanRules
from participation.plan.current import current_plan
from participation.territory import municipality
from storage import Session
from storage.models.kinds import CaseState
from storage.queries import plan as plans
from storage.queries import reporting as queries
from storage.queries.reporting import CaseRow, Span

CLOSED = frozenset({CaseState.WITHDRAWN, CaseState.SPAM})
LONGEST_TERM = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ReportedCase:
    """A case of the report. `days_used` and `days_allowed` are *días hábiles*, the former up to the answer or the cut.

    Its texts are None where they are kept back: what was withdrawn, and what nobody has proposed a public text for.
    """

    row: CaseRow
    person: str
    text: str | None
    answer: str | None
    reason: str | None
    group: str | None
    territory: str | None
    days_used: int | None
    days_allowed: int | None


class WorkingDays:
    """Working days between any two days, from a table that is filled once: a hundred thousand cases ask for them."""

    def __init__(self, first: date, last: date, own: OwnDays) -> None:
        self._first, self._own = first, own
        self._before = [0]
        for number in range((last - first).days + 1):
            self._before.append(self._before[-1] + is_working_day(first + timedelta(days=number), own))

    def between(self, start: date, end: date) -> int:
        """As `working_days_between`."""
        begin, stop = (start - self._first).days + 1, (end - self._first).days + 1
        if 0 <= begin < len(self._before) and 0 <= stop < len(self._before):
            return self._before[stop] - self._before[begin]
        return working_days_between(start, end, self._own)


def reported(session: Session, span: Span, cut: date) -> Iterator[ReportedCase]:
    """The rows of the report, by number. `cut` is a day of the entity's zone. Raises NoPlanError."""
    plan = current_plan(session)
    days = WorkingDays(span.since.date(), cut + LONGEST_TERM, PlanRules.of(plan).own)
    groups = plans.value_group_names(session, plan)
    places: dict[str | None, str | None] = {None: None}
    for row in queries.rows(session, span):
        if row.municipality not in places:
            found = municipality(row.municipality or "")
            places[row.municipality] = found.label if found is not None else None
        yield _reported(row, cut, days, groups, places)


def _reported(
    row: CaseRow, cut: date, days: WorkingDays, groups: Mapping[str, str], places: Mapping[str | None, str | None]
) -> ReportedCase:
    is_readable = row.state not in CLOSED and row.text_version is not None
    return ReportedCase(
        row=row,
        person="" if row.hides_identity else row.pseudonym,
        text=row.text if is_readable else None,
        answer=row.answer if is_readable else None,
        reason=row.reason if is_readable else None,
        group=groups.get(row.group_code or ""),
        territory=places[row.municipality],
        days_used=None if row.state in CLOSED else days.between(row.received_on, row.answered_on or cut),
        days_allowed=days.between(row.received_on, row.due_on) if row.due_on is not None else None,
    )
