"""The follow-up report of a period as the database tells it now: its rows, streamed, and what stands around them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from locales import Formats, Words
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import EntityView
from participation.progress import entity, plan_progress, product_details
from participation.reporting.periods import ReportPeriod
from participation.reporting.reading import ReportedCase, reported
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.observations.followup import Change, Diffusion, Dimension, FollowUp, Proof, Row, Window
from reports.observations.subjects import Topics
from reports.observations.summary import Summary, summarise
from storage import Session
from storage.models.followup import Decision
from storage.queries import plan as plans
from storage.queries import reporting as queries

EXACT = frozenset({Dimension.DECISION, Dimension.TOPIC, Dimension.KIND, Dimension.CHANNEL})
"""What these tell is the entity's work and nobody's person; groups and territories are."""
MOST_CHANGES = 300
"""More are in the annex, with their reasons."""
CHANGING = frozenset({Decision.ACCEPTED, Decision.PARTLY})


@dataclass(frozen=True)
class Edition:
    """Which report: its days, the day up to which answers count, and where its readers find the rest.

    `public_url` and `bot_address` are None where there is none; `counts` is called with each row that is read.
    """

    period: ReportPeriod
    cut: date
    zone: ZoneInfo
    words: Words
    formats: Formats
    public_url: str | None = None
    bot_address: str | None = None
    proof: Proof | None = None
    annex: str | None = None
    is_reviewed: bool = False
    counts: Callable[[], None] | None = None


def follow_up(session: Session, edition: Edition) -> FollowUp:
    """The report without its changes (`with_changes` reads them). Raises NoPlanError.

    The session reads one state of the data for as long as the report is used.
    """
    plan, own = current_plan(session), entity(session)
    span = edition.period.span(edition.zone)
    _, denuncias = queries.counts(session, span)
    return FollowUp(
        plan=plan.name,
        entity=own.short_name,
        first_day=edition.period.first,
        last_day=edition.period.last,
        cut=edition.cut,
        rows=lambda: _rows(session, edition),
        channels=tuple(_channels(own, edition)),
        windows=tuple(
            Window(one.name, one.opens_on, one.closes_on)
            for one in plans.windows(session, plan)
            if one.opens_on <= edition.period.last and one.closes_on >= edition.period.first
        ),
        diffusion=tuple(_diffusion(session, edition)),
        how_to_comment=tuple(_how_to_comment(own, edition)),
        denuncias=denuncias,
        proof=edition.proof,
        annex=edition.annex,
        made_on=edition.cut,
        is_reviewed=edition.is_reviewed,
        exact=EXACT,
        main=own.main_colour or DEFAULT_MAIN,
        accent=own.accent_colour or DEFAULT_ACCENT,
    )


def with_changes(found: FollowUp) -> tuple[FollowUp, Summary]:
    """The report with what changed in the plan because of its cases, and its figures: one pass for both."""
    changes: list[Change] = []

    def gathered() -> Iterator[Row]:
        for row in found.rows():
            if row.decision in CHANGING and row.reason and len(changes) < MOST_CHANGES:
                changes.append(Change(row.number, row.topic or row.point, row.reason))
            yield row

    summary = summarise(gathered(), found.cut, found.exact)
    return replace(found, changes=tuple(changes)), summary


def _rows(session: Session, edition: Edition) -> Iterator[Row]:
    topics = Topics.of(plan_progress(session, edition.cut), list_events(session, edition.cut), edition.words)
    kept_back = edition.words.plain("report", "[text kept back]")
    for case in reported(session, edition.period.span(edition.zone), edition.cut):
        if edition.counts is not None:
            edition.counts()
        yield _row(case, topics, kept_back, edition.words)


def _row(case: ReportedCase, topics: Topics, kept_back: str, words: Words) -> Row:
    row = case.row
    point, topic = topics.of_case(row.about, row.about_code)
    return Row(
        number=row.radicado,
        received_at=row.received_at,
        channel=row.channel,
        kind=row.kind,
        person=case.person,
        point=point,
        text=kept_back if case.text is None else case.text,
        state=row.state,
        petition=row.petition,
        group=case.group,
        territory=case.territory,
        topic=topic,
        area=row.area,
        answer=case.answer,
        decision=row.decision,
        reason=case.reason,
        answered_on=row.answered_on,
        due_on=row.due_on,
        days_used=case.days_used,
        days_allowed=case.days_allowed,
        support=_support(row.official_radicado, words, has_letter=row.has_letter),
        is_late=row.late,
        repeats=row.repeats,
    )


def _support(official: str | None, words: Words, *, has_letter: bool) -> str | None:
    """What proves the answer; the letter's own file name is not told, because it may name a person."""
    said = [words.plain("report", "Official number {number}", number=official)] if official else []
    said += [words.plain("report", "Answer with a letter")] if has_letter else []
    return " · ".join(said) or None


def _channels(own: EntityView, edition: Edition) -> Iterator[str]:
    words = edition.words
    yield words.plain("report", "Telegram")
    for name, value in (
        (words.plain("report", "e-mail {address}", address=own.email), own.email),
        (words.plain("report", "telephone {number}", number=own.phone), own.phone),
        (words.plain("report", "on paper, at {address}", address=own.address), own.address),
    ):
        if value:
            yield name


def _diffusion(session: Session, edition: Edition) -> Iterator[Diffusion]:
    """What the plan itself holds as proof of what was delivered in these days: each in the entity's own words."""
    for detail in product_details(session, edition.cut):
        for proof in detail.evidence if detail.product.executed else ():
            days = tuple(day for day in proof.dates if edition.period.first <= day <= edition.period.last)
            if days:
                yield Diffusion(proof.text, days, proof.link)


def _how_to_comment(own: EntityView, edition: Edition) -> Iterator[str]:
    words = edition.words
    yield words.plain("report", "In Telegram, write /observar to the assistant.")
    if edition.bot_address:
        yield edition.bot_address
    if own.email:
        yield words.plain("report", "By e-mail: {address}", address=own.email)
    if own.web_page:
        yield own.web_page
