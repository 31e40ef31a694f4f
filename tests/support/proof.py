"""The seed's one link among its executed products, and what becomes of it."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import update

from participation.plan.links import FIRST_LOOK, Look, Outcome, keep_track, record_looks
from storage import Session
from storage.models.plan import Plan
from storage.queries.events import touch_plan
from tests.support.running import START

VIDEO = "https://www.youtube.com/watch?v=hUYCEN1yIVY"
GONE, OPENED = Look(Outcome.FAILED, "404"), Look(Outcome.OPENED, "200")


def looked(session: Session, look: Look, hours: Iterable[int]) -> None:
    """The video was looked at so many hours after the beginning."""
    keep_track(session, START - FIRST_LOOK, START.date())
    for hour in hours:
        record_looks(session, {VIDEO: look}, START + timedelta(hours=hour))


def die(session: Session, hours: Iterable[int]) -> None:
    """It opened at the beginning, and did not at these hours after it."""
    looked(session, OPENED, [0])
    looked(session, GONE, hours)


def show_people(session: Session) -> None:
    """The plan shows people how much of the progress has a proof that opens."""
    plan_id = session.execute(update(Plan).values(shows_sustained=True).returning(Plan.id)).scalar_one()
    touch_plan(session, plan_id)
