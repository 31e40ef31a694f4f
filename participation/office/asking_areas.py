"""«Pedir insumo al área»: an e-mail with an internal date, its reminders, and what came back.

The e-mail holds the number, the subject and what the official asks: never the citizen's text or name. A denuncia is
never e-mailed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import PlanRules, add_working_days, next_working_day
from participation.notices import Subject, put_down, to_address
from participation.office.acting import SUBJECT, begin, finish, readable, written
from participation.office.alerting import Alert, alert, at_work
from participation.office.errors import BadDay, NeverByEmail, NoSuchArea
from participation.plan.current import current_plan
from participation.plan.errors import UnreadableError
from participation.plan.values import email
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AreaRequest
from storage.models.kinds import ContributionKind
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import office as queries
from storage.queries import plan as plans

LONGEST_QUESTION = 2_000
USUAL_DAYS = (2, 3, 5)  # working days that are offered
FARTHEST = timedelta(days=120)


@dataclass(frozen=True)
class Area:
    """An area of the entity and where it reads its mail."""

    name: str
    email: str


def areas(session: Session) -> list[Area]:
    """The areas that the plan names."""
    return [Area(area["name"], area["email"]) for area in current_plan(session).areas]


def area_named(session: Session, written_by_hand: str) -> Area:
    """An area of the plan by its name, or an address that somebody typed. Raises NoSuchArea."""
    wanted = " ".join(written_by_hand.split())
    for area in areas(session):
        if area.name.casefold() == wanted.casefold():
            return area
    try:
        return Area(wanted, email(wanted))
    except UnreadableError:
        raise NoSuchArea from None


def days_to_choose(session: Session, case: Case, today: date) -> list[date]:
    """Internal dates: a few working days from today, before the case itself is due where that can still be."""
    own = PlanRules.of(current_plan(session)).own
    days = [add_working_days(today, count, own) for count in USUAL_DAYS]
    return [day for day in days if case.due_on is None or day < case.due_on] or [next_working_day(today, own)]


def ask_area(
    session: Session,
    by: StaffMember,
    case_id: int,
    area: Area,
    question: str,
    due_on: date,
    version: int,
    now: datetime,
    today: date,
) -> AreaRequest:
    """Send the question to an area, by e-mail. The case says from now on which area it waits for.

    Raises NotAllowed, NeverByEmail, TextMissing, BadDay and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    if case.kind is ContributionKind.DENUNCIA:
        raise NeverByEmail
    if not today <= due_on <= today + FARTHEST:
        raise BadDay(first=today, last=today + FARTHEST)
    asked = AreaRequest(
        case_id=case.id,
        area=area.name,
        email=area.email,
        question=written(question, LONGEST_QUESTION),
        due_on=due_on,
        asked_at=now,
        by_staff=by.id,
    )
    if area.name != area.email:  # an address that somebody typed is no area, and reports name the area
        case.area = area.name
    session.add(asked)
    finish(session, by, case, "case.area_asked", now, area=area.name, due_on=due_on.isoformat())
    _send(session, asked, "asked", now, by)
    return asked


def waiting(session: Session, case: Case) -> list[AreaRequest]:
    """What areas still owe on a case."""
    return [asked for asked in queries.area_requests(session, case.id) if asked.received_at is None]


def receive(session: Session, by: StaffMember, request_id: int, text: str, now: datetime) -> AreaRequest:
    """What the area said, as somebody writes it down, or only that it came. Raises NotAllowed, NoSuchArea."""
    asked = queries.area_request(session, request_id)
    if asked is None:
        raise NoSuchArea
    case = readable(session, by, asked.case_id)
    begin(session, by, case.id, None)
    asked.received_at, asked.received = now, text.strip()[:LONGEST_QUESTION] or None
    finish(session, by, case, "case.area_answered", now, area=asked.area)
    return asked


def remind_areas(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """The area is reminded one working day before its date and one after it; then its official is told as well."""
    plan = plans.current_plan(session)
    if plan is None or not at_work(now, zone, own := PlanRules.of(plan).own):
        return []
    today = now.astimezone(zone).date()
    tomorrow, done = add_working_days(today, 1, own), []
    for asked, case in queries.waiting_area_requests(session, tomorrow + timedelta(days=1)):
        if asked.asked_at.astimezone(zone).date() == today or case.kind is ContributionKind.DENUNCIA:
            continue
        late = add_working_days(asked.due_on, 1, own) <= today
        if not late and asked.due_on <= today:
            continue
        if _send(session, asked, "late" if late else "soon", now, None):
            asked.reminded_at = now
            done.append(f"area-{'late' if late else 'soon'}:{asked.id}")
            if late:
                alert(session, Alert.AREA_LATE, case, now, today, once=f"area:{asked.id}", area=asked.area)
    return done


def _send(session: Session, asked: AreaRequest, occasion: str, now: datetime, by: StaffMember | None) -> bool:
    session.flush()
    notice = put_down(
        session,
        NoticeKind.AREA_REQUEST,
        Subject(SUBJECT, asked.case_id),
        f"area:{asked.id}:{occasion}",
        now,
        facts={"request": asked.id, "occasion": occasion},
        by=by,
    )
    return notice is not None and bool(to_address(session, notice, asked.email))
