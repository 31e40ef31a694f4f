"""Everything that the progress report of a cut says, as values: the plan as it was published, and what is beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.plan.current import current_plan, cut_view, seen_cut, visible_versions
from participation.plan.report.errors import NoSuchCut
from participation.plan.report.frozen_cut import CutTold, as_it_is, as_published
from participation.plan.views import CutView, EventView, PlanProgress, ProductDetail
from storage import Session
from storage.models.plan import Plan
from storage.models.progress_report import ReportSignature
from storage.queries import plan as plans
from storage.queries import progress_report as queries
from storage.queries.progress_report import CasesAtCut


@dataclass(frozen=True)
class DifficultyView:
    """A difficulty and what is done about it. `product` is a short name; None: the plan as a whole."""

    id: int
    product: str | None
    text: str
    action: str | None


@dataclass(frozen=True)
class Signed:
    """Who prepared and who approved it, as the office wrote it; None where nobody wrote it."""

    prepared_by: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True)
class CommitmentMade:
    """A commitment at the end of the day of the cut: `done_on` is None while it was open."""

    number: int
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    proof: str | None


@dataclass(frozen=True)
class ReportFacts:
    """`plan`, `details` and `events` as of the cut; without a cut (`plan.cut` is None) these are today's.

    `commitments` by the event's code; `earlier` and `later` are the other versions of the same cut, the first
    one first.
    """

    plan: PlanProgress
    details: Sequence[ProductDetail]
    events: Sequence[EventView]
    commitments: Mapping[str, Sequence[CommitmentMade]]
    difficulties: Sequence[DifficultyView]
    signed: Signed
    cases: CasesAtCut
    earlier: Sequence[CutView] = ()
    later: Sequence[CutView] = ()


def editions(session: Session, today: date) -> list[CutView]:
    """Every version of every cut that people may see: the latest cut first, of each the latest version first.

    A cut that nobody has frozen yet has the version 0. Raises NoPlanError.
    """
    plan = current_plan(session)
    versions = visible_versions(session, plan, today)
    found = [cut_view(one) for one in versions]
    known, latest = {one.on for one in versions}, seen_cut(versions, plans.cuts(session, plan), today)
    return found if latest is None or latest.on in known else [latest, *found]


def report_facts(
    session: Session, today: date, zone: ZoneInfo, cut_on: date | None = None, version: int | None = None
) -> ReportFacts:
    """The facts of a cut (None: the latest one) in a version (None: its latest one). `today` in the entity's zone.

    The number of queries does not depend on the size of the plan. Raises NoPlanError, NoSuchCut.
    """
    plan, known = current_plan(session), editions(session, today)
    cut = _chosen(known, cut_on, version)
    told = _told(session, plan, cut, today)
    reference = told.plan.reference
    until = datetime.combine(reference + timedelta(days=1), time(), zone)
    same = sorted((one for one in known if cut is not None and one.on == cut.on), key=lambda one: one.version)
    return ReportFacts(
        plan=told.plan,
        details=told.details,
        events=told.events,
        commitments=_commitments(session, plan, reference, until),
        difficulties=_difficulties(session, plan, told.plan),
        signed=_signed(queries.signature(session, plan.id, reference)),
        cases=queries.cases_at(session, plan.year, reference, until),
        earlier=tuple(one for one in same if cut is not None and one.version < cut.version),
        later=tuple(one for one in same if cut is not None and one.version > cut.version),
    )


def _chosen(known: Sequence[CutView], cut_on: date | None, version: int | None) -> CutView | None:
    if cut_on is None and version is None:
        return known[0] if known else None
    for cut in known:
        if cut_on in (None, cut.on) and version in (None, cut.version):
            return cut
    raise NoSuchCut


def _told(session: Session, plan: Plan, cut: CutView | None, today: date) -> CutTold:
    if cut is None or not cut.version:
        return as_it_is(session, plan, today)
    versions = visible_versions(session, plan, today)
    return as_published(session, plan, next(one for one in versions if (one.on, one.version) == (cut.on, cut.version)))


def _commitments(session: Session, plan: Plan, cut_on: date, until: datetime) -> dict[str, list[CommitmentMade]]:
    found: dict[str, list[CommitmentMade]] = {}
    for code, row in queries.commitments_until(session, plan.id, until):
        is_done = row.done_on is not None and row.done_on <= cut_on
        made = CommitmentMade(row.number, row.text, row.owner, row.due_on, row.done_on, row.proof)
        found.setdefault(code, []).append(made if is_done else replace(made, done_on=None, proof=None))
    return found


def _difficulties(session: Session, plan: Plan, progress: PlanProgress) -> tuple[DifficultyView, ...]:
    names = {product.code: product.short_name for activity in progress.activities for product in activity.products}
    return tuple(
        DifficultyView(row.id, names.get(row.product_code or "", row.product_code), row.text, row.action)
        for row in queries.difficulties(session, plan.id, progress.reference)
    )


def _signed(row: ReportSignature | None) -> Signed:
    return Signed() if row is None else Signed(row.prepared_by, row.approved_by)
