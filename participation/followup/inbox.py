"""«Bandeja»: what waits for staff, by shelves, and one case whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from participation.deadlines import working_days_between
from participation.identity import Keyring
from participation.office.acting import readable
from participation.staff.overview import look, own_days
from storage import Session
from storage.models.cases import Case, CaseFile, CaseVersion
from storage.models.followup import CaseAnswer, Feedback, PublishedAnswer
from storage.models.kinds import AboutKind
from storage.models.staff import StaffMember
from storage.queries import answers, cases
from storage.queries import inbox as queries
from storage.queries.answers import Delivery
from storage.queries.inbox import Line, Shelf, Topic

PAGE = 8  # entries: a screen of a phone, with a button for each


@dataclass(frozen=True)
class Shelves:
    """How many cases are on each shelf, and what the open ones are about."""

    counts: dict[Shelf, int]
    topics: Sequence[Topic]


@dataclass(frozen=True)
class Page:
    """Some lines of a shelf. `number` counts from 0."""

    shelf: Shelf
    about: tuple[AboutKind, str | None] | None
    number: int
    lines: Sequence[Line]
    has_more: bool


@dataclass(frozen=True)
class CaseCard:
    """A case as staff see it. `name` is what its author chose to be called, where that may be seen.

    `days_left` are working days, negative once it is overdue.
    """

    case: Case
    name: str | None
    is_erased: bool
    days_left: int | None
    versions: Sequence[CaseVersion]
    files: Sequence[CaseFile]
    sent: Sequence[CaseAnswer]
    unfinished: Sequence[CaseAnswer]
    names: dict[int, str]
    linked: dict[int, str]
    supporters: int
    repetitions: int
    delivery: Delivery | None
    is_undelivered: bool
    publication: PublishedAnswer | None
    feedback: Feedback | None


def shelves(session: Session, by: StaffMember | None, today: date) -> Shelves:
    """What there is, counted. Raises NotAllowed, NoPlanError."""
    looking = look(session, by, today)
    return Shelves(queries.counts(session, looking), queries.topics(session, looking))


def page(
    session: Session,
    by: StaffMember | None,
    shelf: Shelf,
    about: tuple[AboutKind, str | None] | None,
    number: int,
    today: date,
) -> Page:
    """Some lines of a shelf, what is due first before the others. Raises NotAllowed, NoPlanError."""
    found = queries.lines(session, shelf, look(session, by, today), about, number * PAGE, PAGE + 1)
    return Page(shelf, about, number, found[:PAGE], has_more=len(found) > PAGE)


def card(session: Session, by: StaffMember | None, case_id: int, keys: Keyring, today: date) -> CaseCard:
    """One case whole. Raises NotAllowed, NoSuchCase (also of a denuncia without its permission), NoPlanError."""
    case = readable(session, by, case_id)
    author = cases.author(session, case.id)
    shows_name = case.shown_name and not case.hides_identity and author is not None
    sent, unfinished = answers.sent(session, case.id), answers.unfinished(session, case.id)
    supporters, repetitions = queries.joined_counts(session, case.id)
    people = {one.by_staff for one in (*sent, *unfinished)} | {one.approved_by for one in sent}
    linked = {case.duplicate_of, case.supports} - {None}
    return CaseCard(
        case=case,
        name=keys.open(author.sealed).get("name") if shows_name and author is not None else None,
        is_erased=author is None and case.draft_key is not None,
        days_left=working_days_between(today, case.due_on, own_days(session)) if case.due_on is not None else None,
        versions=cases.versions_of(session, case.id),
        files=cases.files_of(session, case.id),
        sent=sent,
        unfinished=unfinished,
        names=queries.names(session, {one for one in (*people, case.assigned_to) if one is not None}),
        linked=queries.numbers(session, [one for one in linked if one is not None]),
        supporters=supporters,
        repetitions=repetitions,
        delivery=answers.delivery(session, case.id) if sent else None,
        is_undelivered=bool(sent) and answers.is_undelivered(session, case.id),
        publication=answers.publication(session, sent[-1].id) if sent else None,
        feedback=answers.last_feedback(session, case.id) if sent else None,
    )
