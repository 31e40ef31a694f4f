"""What somebody typed, as the reader of the loaded plan understands it."""

from contextlib import suppress
from datetime import date, datetime
from threading import Lock

from handlers.subjects import subject_names
from handlers.turn import Turn
from participation.observations.drafting import About
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import NoPlanError
from participation.progress import plan_progress
from participation.understanding import Contribution, Reader, Reading
from participation.understanding.plan_subjects import entity_names, subjects_of
from storage import Session
from storage.models.kinds import AboutKind

Version = tuple[int, int, datetime]

_readers: dict[Version, Reader] = {}
_building = Lock()


def understood(turn: Turn, text: str) -> Reading:
    """A text, read in the light of the current plan."""
    return reader(turn.session, turn.today).read(text)


def reader(session: Session, today: date) -> Reader:
    """The reader of the current plan; made anew (a second of work) when the plan has changed. Raises NoPlanError."""
    current = current_plan(session)
    version = (current.year, current.version, current.imported_at)
    found = _readers.get(version)
    if found is not None:
        return found
    with _building:
        if version not in _readers:
            plan = plan_progress(session, today)
            made = Reader.for_plan(subjects_of(plan, list_events(session, today)), entity=entity_names(plan))
            _readers.clear()
            _readers[version] = made
        return _readers[version]


def make_ready(session: Session, today: date) -> None:
    """Make the reader before the first text comes, so that nobody waits for it; nothing where there is no plan."""
    with suppress(NoPlanError):
        reader(session, today)


def about_of(turn: Turn, contribution: Contribution) -> About | None:
    """What of the plan a contribution is about, where its text tells."""
    names = subject_names(turn)
    if contribution.event is not None and contribution.event in names.events:
        return About(AboutKind.EVENT, contribution.event)
    if contribution.target in names.products:
        return About(AboutKind.PRODUCT, contribution.target)
    if contribution.target in names.activities:
        return About(AboutKind.ACTIVITY, contribution.target)
    return None
