"""What the clock finds due in rows: reminders of events, digests, and the like, each found by a function of its own.

The cron-like rules are in `bot/schedule.py`. A finder looks what is due at `now` and puts down its notices, with keys
of the domain, so that however often it is called, and by how many clocks, nothing is put down twice.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from participation.audience import weekly
from participation.dialogue import commitments, evidence, left_over, survey
from participation.digests import choosing
from participation.events import closing, quiet, reminders
from participation.followup import finding as unexplained
from participation.office import finding
from participation.plan import dead_links, freezing
from storage import Session

Finder = Callable[[Session, datetime, ZoneInfo], list[str]]
"""Called with `now` and the entity's zone. Puts down what is due, and gives the names of what it did, or let pass and
why, for the log. It writes nothing where nothing is due; it is called every half minute."""

Upcoming = Callable[[Session, datetime, ZoneInfo], datetime | None]
"""The first instant after the one given at which the finder beside it will find something, as far as can be told."""

FINDERS: list[Finder] = [
    freezing.freeze_due,  # the first: what the others tell of the plan is that of the cut
    finding.find_due,
    weekly.find_summary,
    reminders.put_down_reminders,
    quiet.tell_edits,
    closing.ask_whether_held,
    unexplained.find_unexplained,
    left_over.find_left_over,
    survey.find_surveys,
    commitments.remind,
    evidence.find_evidence,
    dead_links.tell_dead,
    choosing.find_digests,  # the last: it tells of what the others found
]
"""One line each, by their owners."""

UPCOMING: list[Upcoming] = [
    freezing.next_freeze,
    finding.next_found,
    weekly.next_summary,
    reminders.next_reminder,
    quiet.next_edit_to_tell,
    closing.next_question,
    unexplained.next_unexplained,
    left_over.next_left_over,
    survey.next_survey,
    commitments.next_reminder,
    choosing.next_digest,
]
"""One line each: what the demonstration stops at when its date is moved forward."""


def next_due(session: Session, after: datetime, zone: ZoneInfo, upcoming: Iterable[Upcoming] = ()) -> datetime | None:
    """The first instant after `after` at which some finder will find something; None while none can tell."""
    found = [instant(session, after, zone) for instant in upcoming or UPCOMING]
    return min((instant for instant in found if instant is not None and instant > after), default=None)
