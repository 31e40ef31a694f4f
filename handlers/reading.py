"""What somebody typed, as the reader of the loaded plan understands it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from handlers.subjects import subject_names
from handlers.turn import Turn
from participation.observations.drafting import About
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import NoPlanError, PlanProgress, ProductDetail
from participation.progress import plan_progress, product_details
from participation.understanding import Contribution, Example, Reader, Reading, Subject, teaching
from participation.understanding.acronyms import Acronyms, acronyms_of
from participation.understanding.plan_subjects import entity_names, subjects_of
from storage import Session
from storage.models.kinds import AboutKind
from storage.queries import understanding as queries

PlanVersion = tuple[object, ...]


@dataclass(frozen=True)
class Understanding:
    """What is made once for a version of the plan. `learnt` tells which lessons and events it knows."""

    plan: PlanVersion
    learnt: tuple[object, ...]
    reader: Reader
    acronyms: Acronyms


_made: dict[PlanVersion, Understanding] = {}
_building = Lock()


def understood(turn: Turn, text: str) -> Reading:
    """A text, read in the light of the current plan and of what the chat was last told."""
    last = teaching.told(turn.session, turn.chat_id, turn.now) if turn.is_private else None
    return understanding(turn.session, turn.today).reader.read(text, last)


def reader(session: Session, today: date) -> Reader:
    """The reader of the current plan. Raises NoPlanError."""
    return understanding(session, today).reader


def understanding(session: Session, today: date) -> Understanding:
    """What is known of the current plan; made anew (a second of work) when the plan has changed. Raises NoPlanError.

    New lessons and new events are learnt in the background: until then the texts are read as before.
    """
    version = _version(session)
    found = _made.get(version)
    return found if found is not None else _make(session, version, today)


def make_ready(session: Session, today: date) -> bool:
    """Make what the texts need before the first one comes, and anew when there is something to learn: then True."""
    with suppress(NoPlanError):
        version = _version(session)
        found = _made.get(version)
        if found is None or found.learnt != _stamp(session):
            _make(session, version, today, found)
            return True
    return False


def _version(session: Session) -> PlanVersion:
    current = current_plan(session)
    return current.year, current.version, current.imported_at


def _stamp(session: Session) -> tuple[object, ...]:
    return queries.stamp(session, current_plan(session).year)


def _make(session: Session, version: PlanVersion, today: date, old: Understanding | None = None) -> Understanding:
    with _building:
        known = _made.get(version)
        if known is not None and known is not old:
            return known
        plan, learnt = plan_progress(session, today), _stamp(session)
        subjects = subjects_of(plan, list_events(session, today))
        made = _reader(subjects, teaching.examples(session), entity_names(plan))
        acronyms = acronyms_of(_texts(plan, product_details(session, today)))
        _made.clear()
        _made[version] = Understanding(version, learnt, made, acronyms)
        return _made[version]


@lru_cache(maxsize=2)  # the present one, and the one before: most changes of a plan change no name in it
def _reader(subjects: tuple[Subject, ...], taught: tuple[Example, ...], entity: tuple[str, ...]) -> Reader:
    return Reader.for_plan(subjects, taught=taught, entity=entity)


def _texts(plan: PlanProgress, details: list[ProductDetail]) -> Iterator[str]:
    """Everything that the plan says of its parts."""
    yield from (activity.name for activity in plan.activities)
    for detail in details:
        yield from (detail.product.name, detail.product.task_name, *detail.value_groups)
        yield from (proof.text for proof in detail.evidence)
        yield from (event.description for event in detail.events if event.description)


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
