"""What an observation can be about: read from buttons and links, and named for people."""

from datetime import date

from handlers.texts.subjects import SubjectNames
from handlers.turn import Turn
from participation.observations.drafting import About
from participation.plan.agenda import list_events
from participation.progress import plan_progress
from storage import Session
from storage.models.kinds import AboutKind

KINDS = {"a": AboutKind.ACTIVITY, "p": AboutKind.PRODUCT, "e": AboutKind.EVENT}


def read_about(coded: str) -> About:
    """What a button says: `plan`, `other`, `a-<activity>`, `p-<product>`, `e-<event>`."""
    letter, _, code = coded.partition("-")
    if letter in KINDS and code:
        return About(KINDS[letter], code)
    return About(AboutKind.OTHER if coded == "other" else AboutKind.PLAN)


def subject_names(turn: Turn) -> SubjectNames:
    """The names of everything in the current plan, read once in a turn."""
    if turn.names is None:
        turn.names = names_of(turn.session, turn.today)
    return turn.names


def names_of(session: Session, today: date) -> SubjectNames:
    """The names of everything in the current plan, on a day of the entity's zone."""
    return SubjectNames.of(plan_progress(session, today), list_events(session, today))
