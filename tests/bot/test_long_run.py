"""Weeks of use in minutes, with restarts and kills; then every promise is looked at, one by one."""

import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.audience.cuts import publish_and_tell
from participation.proof_files import published_file
from participation.publication import checking
from participation.publication.inclusion import rows_of
from participation.reporting.reading import reported
from participation.transparency import account
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from storage.models.notices import Copy, CopyState, Notice, NoticeKind, NoticeState
from storage.models.staff import Role, StaffMember
from storage.models.turns import TurnState
from storage.queries import digests, publication
from tests.support.office import KEYS, ZONE
from tests.support.planned import planned_postgres, planned_sqlite, planned_url
from tests.support.reporting import AUGUST, JULY, SPAN, approve_all, publish
from tests.support.running import rows, world
from tests.support.soaking import chance, size
from tests.support.telling import copies
from tests.support.weeks import Weeks

__all__ = ["planned_postgres", "planned_sqlite", "planned_url"]

pytestmark = [pytest.mark.soak, pytest.mark.long, pytest.mark.second_database]

PEOPLE, DAYS = size(5_000, 120), size(28, 8)
WRITERS, BY_CHAT = size(60, 8), size(6, 1)
RATE = 1_000.0  # messages a second: nobody is watching
IN_THE_AIR = 200  # at that rate: what is accepted in a tenth of a second before its commit, and a little more
LAST_DAY = date(2021, 7, 31)


async def test_weeks_of_use_keep_every_promise(
    planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.courier.pacing.CHAT_SECONDS", 0.01)
    began, keys = time.monotonic(), ",".join(KEYS._keys)
    async with world(planned_url, tmp_path, send_rate=RATE, data_keys=keys) as telegram:
        people = [telegram.simulator.add_person(f"Persona {number}") for number in range(PEOPLE)]
        officials = [telegram.simulator.add_person(name) for name in ("Luis", "Ana", "Pilar")]
        weeks = Weeks(telegram, chance(), people, officials)
        await weeks.opens()
        try:
            await weeks.arrive()
            for number in range(DAYS):
                await weeks.a_day(WRITERS, BY_CHAT, restarts=number % 3 == 1, dies=number % 4 == 3)
            await the_month_ends(weeks)
            print(summary(weeks, time.monotonic() - began))  # noqa: T201 - what was played is what one wants to know
            check_everything(weeks)
        finally:
            await weeks.closes()


async def the_month_ends(weeks: Weeks) -> None:
    """A cut is published, what still waits is told, and the report of the month is published."""
    weeks.write(lambda session: publish_cut(session, weeks.now))
    await weeks.arrived()
    weeks.today = LAST_DAY
    await weeks.it_is(10)
    await weeks.answered()
    weeks.write(publish_report)
    await weeks.arrived()


def publish_cut(session: Session, now: datetime) -> None:
    by = session.scalars(select(StaffMember).where(StaffMember.role == Role.ADMINISTERS)).one()
    publish_and_tell(session, by, now.astimezone(ZONE).date(), now, ZONE, None, label="julio")


def publish_report(session: Session) -> None:
    by = session.scalars(select(StaffMember).where(StaffMember.role == Role.ADMINISTERS)).one()
    approve_all(session, by)
    publish(session, by)


def check_everything(weeks: Weeks) -> None:
    check_updates(weeks)
    check_notices(weeks)
    for check in (check_digests, check_report, check_figures):
        weeks.parts.database.read(check).result()
    cases = weeks.parts.database.read(lambda session: session.execute(select(Case.number, Case.text)).all()).result()
    assert sorted(row.number for row in cases) == list(range(1, len(cases) + 1))
    assert Counter(row.text for row in cases) == Counter(weeks.played.texts)


def check_updates(weeks: Weeks) -> None:
    """Each update was handled, once: it had one turn, and the turn was done."""
    handled = Counter(update for update, _ in weeks.played.handled)
    assert handled == Counter(weeks.played.handed)
    assert {turn.state for turn in rows(weeks.parts.database)} == {TurnState.DONE}


def check_notices(weeks: Weeks) -> None:
    """Each copy is up to date, or of no use any more; the same was told twice only where a kill was in between."""
    open_ones = {CopyState.WAITING, CopyState.SENDING, CopyState.BEHIND}
    found = weeks.parts.database.read(
        lambda session: session.execute(
            select(Copy, Notice).join(Notice).where(Notice.state != NoticeState.CLOSED)
        ).all()
    ).result()
    late = [(notice.key, copy.state) for copy, notice in found if copy.state in open_ones]
    assert not late, late[:5]
    old = [
        (notice.key, copy.shown_version, notice.version)
        for copy, notice in found
        if copy.state is CopyState.SENT and copy.reason is None and copy.shown_version != notice.version
    ]
    assert not old, old[:5]
    assert twice(weeks) <= IN_THE_AIR * weeks.played.kills


def twice(weeks: Weeks) -> int:
    """How many notices somebody read more than once; what one is answered at each step is no notice."""
    return sum(
        count - 1 for (_, text), count in weeks.played.said.items() if "Diálogo " in text or "Respuesta " in text
    )


def check_digests(session: Session) -> None:
    """Each new case is in exactly one list of new ones of each official, and the lists follow upon each other."""
    received = list(session.scalars(select(Case.received_at)))
    for member in session.scalars(select(StaffMember)):
        told = select(Notice.facts).where(Notice.kind == NoticeKind.DIGEST, Notice.subject == digests.STAFF)
        facts = session.scalars(told.where(Notice.subject_id == member.id).order_by(Notice.id)).all()
        spans = [(datetime.fromisoformat(one["since"]), datetime.fromisoformat(one["until"])) for one in facts]
        assert len(spans) > 3
        assert all(before[1] == after[0] for before, after in pairwise(spans)), spans
        missed = [at for at in received if at <= spans[-1][1] and sum(since < at <= to for since, to in spans) != 1]
        assert not missed, missed[:5]


def check_report(session: Session) -> None:
    """Each case of the month is a leaf, each leaf leads to the root, and the published file is that of the database."""
    [report] = publication.published(session)
    listed = list(session.scalars(select(Case).order_by(Case.id)))
    found = rows_of(session, listed)
    assert found.keys() == {case.id for case in listed}
    assert all(one.is_verified for one in found.values())
    leaves = [bytes.fromhex(leaf) for _, leaf in publication.leaves_of(session, report.id)]
    file = published_file("Informe", JULY.first, JULY.last, AUGUST, leaves)
    assert checking.check(session, file, ZONE).is_good


def check_figures(session: Session) -> None:
    """What the bot says of itself is what its report says, and the denuncias, of which the report has no rows."""
    said = account(session, LAST_DAY).cases
    hidden = select(Case.state).where(Case.kind == ContributionKind.DENUNCIA)
    states = Counter(one.row.state for one in reported(session, SPAN, LAST_DAY)) + Counter(session.scalars(hidden))
    assert said.received == states.total()
    assert said.answered == states[CaseState.ANSWERED]
    assert said.withdrawn == states[CaseState.WITHDRAWN]
    assert said.pending == said.received - said.answered - said.withdrawn - said.discarded


def summary(weeks: Weeks, seconds: float) -> str:
    """One line."""
    played, told = weeks.played, len(copies(weeks.world.database))
    return (
        f"{PEOPLE} people, {DAYS} days, {len(played.handed)} updates, {len(played.texts)} observations, "
        f"{played.acts} acts of staff, {told} copies, {played.said.total()} messages, {played.restarts} restarts, "
        f"{played.kills} kills, {twice(weeks)} told twice, {seconds:.0f} s, "
        f"of which {time.process_time():.0f} s of the processor"
    )
