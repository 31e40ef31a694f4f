"""What somebody typed, as the reader of the loaded plan understands it."""

from threading import Lock

from handlers.subjects import subject_names
from handlers.turn import Turn
from participation.observations.drafting import About
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.progress import plan_progress
from participation.understanding import Contribution, Reader, Reading
from participation.understanding.plan_subjects import subjects_of
from storage.models.kinds import AboutKind

_readers: dict[tuple[int, int], Reader] = {}
_building = Lock()


def understood(turn: Turn, text: str) -> Reading:
    """A text, read in the light of the current plan."""
    return reader(turn).read(text)


def reader(turn: Turn) -> Reader:
    """The reader of the current plan; made anew (under a second) when the plan changes."""
    current = current_plan(turn.session)
    version = (current.year, current.version)
    with _building:
        if version not in _readers:
            plan = plan_progress(turn.session, turn.today)
            _readers.clear()
            _readers[version] = Reader.for_plan(subjects_of(plan, list_events(turn.session, turn.today)))
        return _readers[version]


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
