"""When the plan's proof is looked at, when it is called dead, who is told, and how much of the progress it carries."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from participation.plan.dead_links import dead_links, still_dead, tell_dead
from participation.plan.figures import Fraction
from participation.plan.links import (
    FIRST_LOOK,
    LATEST,
    REGULARLY,
    SOONEST,
    LinkHealth,
    Look,
    Outcome,
    due_links,
    file_address,
    keep_track,
    links_of,
    proofs,
    proved_by,
    put_off,
    record_looks,
)
from participation.plan.sustained import Backing, shows_sustained, sustained
from storage import Session
from storage.models.links import EvidenceLink, LinkState
from storage.models.notices import Copy, Notice
from storage.models.plan import Event, EventState, Evidence, Plan, Product
from storage.models.staff import Role
from storage.queries.events import touch_plan
from tests.participation.plan_texts import changed, take
from tests.support.office import ZONE, official, on_sqlite, plan
from tests.support.running import START

pytestmark = on_sqlite

TODAY = date(2021, 7, 1)
VIDEO = "https://www.youtube.com/watch?v=hUYCEN1yIVY"
CALENDAR = "https://www.enterritorio.gov.co/web/calendar-field_fecha/month"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORKS, GONE = Look(Outcome.OPENED, "200"), Look(Outcome.FAILED, "404")


@pytest.fixture
def planned(session: Session) -> Session:
    plan(session)
    keep_track(session, START - FIRST_LOOK, TODAY)
    return session


def row(session: Session, link: str = VIDEO) -> EvidenceLink:
    return session.scalars(select(EvidenceLink).where(EvidenceLink.link == link)).one()


def see(session: Session, look: Look, now: datetime, link: str = VIDEO) -> EvidenceLink:
    record_looks(session, {link: look}, now)
    return row(session, link)


def fail_until_dead(session: Session, *links: str) -> datetime:
    """The instant at which these are found dead."""
    for hours in (0, 1, 7, 31):
        record_looks(session, dict.fromkeys(links or (VIDEO,), GONE), START + hours * HOUR)
    return START + 31 * HOUR


def product(session: Session, code: str) -> Product:
    return session.scalars(select(Product).where(Product.code == code)).one()


def prove(session: Session, code: str, **values: str) -> None:
    """One more proof of a product."""
    of = product(session, code)
    session.add(Evidence(plan_id=of.plan_id, product_id=of.id, position=9, text="Prueba", dates=[], **values))
    touch_plan(session, of.plan_id)


# What is looked at


def test_the_addresses_of_the_plan_are_those_of_its_evidence_its_files_and_its_events_that_were_held(
    planned: Session,
) -> None:
    event = planned.scalars(select(Event)).one()
    event.state, event.recording = EventState.HELD, "https://videos.test/dialogo"
    event.record, event.minutes_link = "Acta firmada", "https://www.entidad.test/acta.pdf"
    prove(planned, "invitaciones", file_hash="ab" * 32)

    found = proofs(planned, TODAY)

    assert {code: links for code, links in found.items() if links} == {
        "invitaciones": (file_address("ab" * 32),),
        "evento-vivo": (CALENDAR, "https://videos.test/dialogo", "https://www.entidad.test/acta.pdf"),
        "video": (VIDEO,),
    }
    assert proved_by(planned, TODAY)[VIDEO] == ["Video"]


def test_what_the_plan_names_no_more_is_not_looked_at_and_what_was_known_of_it_stays(planned: Session) -> None:
    see(planned, WORKS, START)
    proof = planned.scalars(select(Evidence).where(Evidence.link == VIDEO)).one()
    proof.link = None
    touch_plan(planned, proof.plan_id)
    keep_track(planned, START, TODAY)

    assert due_links(planned, START + 30 * DAY, 9) == [CALENDAR]

    proof.link = VIDEO
    touch_plan(planned, proof.plan_id)
    keep_track(planned, START + 30 * DAY, TODAY)

    assert due_links(planned, START + 31 * DAY, 9) == [CALENDAR, VIDEO]
    assert row(planned).worked_at == START


# What is made of a look


def test_what_works_is_looked_at_weekly_and_what_fails_sooner_and_less_and_less(planned: Session) -> None:
    assert see(planned, WORKS, START).next_at == START + REGULARLY
    pauses = [row.next_at - now for now in (START,) * 20 if (row := see(planned, GONE, now)).next_at]

    assert pauses == [HOUR, 6 * HOUR, *[DAY] * 11, *[REGULARLY] * 7]


def test_a_link_is_dead_only_after_several_failures_over_a_day(planned: Session) -> None:
    see(planned, WORKS, START - DAY)
    states = [see(planned, GONE, START + hours * HOUR).state for hours in (0, 1, 7, 31)]

    assert states == [LinkState.DOUBTFUL] * 3 + [LinkState.DEAD]
    assert links_of(planned, [VIDEO])[VIDEO] == LinkHealth(VIDEO, LinkState.DEAD, START + 31 * HOUR, START - DAY, "404")


def test_two_failures_far_apart_are_not_a_death_and_one_success_forgives_all(planned: Session) -> None:
    see(planned, GONE, START)
    assert see(planned, GONE, START + 9 * DAY).state is LinkState.DOUBTFUL
    see(planned, WORKS, START + 10 * DAY)

    assert [see(planned, GONE, START + (11 + day) * DAY).state for day in range(2)] == [LinkState.DOUBTFUL] * 2


def test_who_may_not_be_looked_at_is_neither_alive_nor_dead(planned: Session) -> None:
    found = see(planned, Look(Outcome.NOT_ALLOWED, "robots"), START)

    assert (found.state, found.failures, found.next_at) == (LinkState.NOT_ALLOWED, 0, START + REGULARLY)
    assert (links_of(planned, [VIDEO])[VIDEO].opens, links_of(planned, [VIDEO])[VIDEO].is_dead) == (False, False)


@pytest.mark.parametrize(
    ("asked", "waits"),
    [(None, 6 * HOUR), (timedelta(seconds=5), SOONEST), (2 * DAY, 2 * DAY), (timedelta(days=4_000), LATEST)],
)
def test_who_asks_for_patience_gets_it_within_bounds_and_has_not_failed(
    planned: Session, asked: timedelta | None, waits: timedelta
) -> None:
    see(planned, WORKS, START - DAY)
    found = see(planned, Look(Outcome.LATER, "429", asked), START)

    assert (found.state, found.failures, found.next_at) == (LinkState.WORKS, 0, START + waits)


def test_where_our_own_network_was_away_nothing_is_known_and_it_is_looked_at_again(planned: Session) -> None:
    put_off(planned, [VIDEO], START + HOUR)

    assert links_of(planned, [VIDEO])[VIDEO] == LinkHealth(VIDEO)
    assert due_links(planned, START + HOUR, 9) == [CALENDAR, VIDEO]


def test_what_is_drawn_from_the_plan_is_stale_only_where_people_see_a_change(planned: Session) -> None:
    def version() -> int:
        return planned.scalars(select(Plan.version)).one()

    before = version()
    see(planned, WORKS, START)
    opened = version()
    see(planned, WORKS, START + DAY)
    see(planned, GONE, START + 2 * DAY)

    assert (opened, version()) == (before + 1, before + 1)


# Who is told


def told(session: Session) -> list[tuple[list[str], list[str]]]:
    """The addresses that each notice tells of, and who gets it."""
    return [
        (
            [health.link for health in still_dead(session, notice)],
            [*session.scalars(select(Copy.recipient).where(Copy.notice_id == notice.id).order_by(Copy.id))],
        )
        for notice in session.scalars(select(Notice).order_by(Notice.id))
    ]


def test_who_publishes_is_told_once_of_each_death_and_together_of_those_of_one_hour(planned: Session) -> None:
    publisher = official(planned, 1, Role.PUBLISHES)
    official(planned, 2, Role.ANSWERS)
    died = fail_until_dead(planned, VIDEO, CALENDAR)

    assert tell_dead(planned, died, ZONE) == []
    assert tell_dead(planned, died + HOUR, ZONE) == ["dead links: 2"]
    assert tell_dead(planned, died + 2 * HOUR, ZONE) == []
    assert [(sorted(links), who) for links, who in told(planned)] == [
        (sorted([VIDEO, CALENDAR]), [str(publisher.telegram_id)])
    ]


def test_what_opens_again_is_flagged_no_more_and_its_next_death_is_told_anew(planned: Session) -> None:
    official(planned, 1, Role.PUBLISHES)
    died = fail_until_dead(planned)
    tell_dead(planned, died + HOUR, ZONE)
    see(planned, WORKS, died + DAY)

    assert (dead_links(planned), told(planned)[0][0]) == ([], [])

    for hours in (0, 1, 7, 31):
        see(planned, GONE, died + 10 * DAY + hours * HOUR)

    assert tell_dead(planned, died + 12 * DAY, ZONE) == ["dead links: 1"]
    assert [links for links, _ in told(planned)] == [[VIDEO], [VIDEO]]


# How much of the progress it carries


def test_the_seeds_progress_has_one_proof_to_open_and_three_in_words(planned: Session) -> None:
    before = sustained(planned, TODAY)
    see(planned, WORKS, START)
    after = sustained(planned, TODAY)

    assert (before.declared, before.planned) == (Fraction(4, 15), Fraction(5, 15))
    assert (before.live, after.live) == (Fraction(0, 15), Fraction(1, 15))
    assert (before.backing["video"], after.backing["video"]) == (Backing.UNKNOWN, Backing.OPENS)
    assert after.count(Backing.TEXT_ONLY) == 3
    assert [after.declared.percent, after.live.percent, after.planned.percent] == [26, 6, 33]


def test_a_proof_that_died_carries_nothing_and_one_that_only_stumbled_still_does(planned: Session) -> None:
    see(planned, WORKS, START - DAY)
    see(planned, GONE, START)
    stumbled = sustained(planned, TODAY).backing["video"]
    fail_until_dead(planned)

    assert (stumbled, sustained(planned, TODAY).backing["video"]) == (Backing.OPENS, Backing.GONE)


def test_one_proof_that_opens_is_enough(planned: Session) -> None:
    file = file_address("ab" * 32)
    prove(planned, "video", file_hash="ab" * 32)
    keep_track(planned, START, TODAY)
    fail_until_dead(planned)
    see(planned, Look(Outcome.OPENED, "file"), START, file)

    assert sustained(planned, TODAY).backing["video"] is Backing.OPENS


def test_where_the_total_is_not_known_no_percentage_is_made_up(session: Session) -> None:
    take(
        session,
        changed(
            ("cortes:", "productos_sin_detalle:\n  - {periodo: 2022-S2, cantidad: desconocida, inferido: no}\ncortes:")
        ),
    )

    found = sustained(session, date(2022, 7, 1))

    assert (found.live.percent, found.planned.percent) == (None, None)
    assert found.backing == {"pagina": Backing.TEXT_ONLY}


def test_people_see_it_only_where_the_plan_says_so(session: Session) -> None:
    take(session)
    hidden = shows_sustained(session)
    take(session, changed(("  vigencia: 2022", "  vigencia: 2022\n  muestra_avance_sostenido: sí")))

    assert (hidden, shows_sustained(session)) == (False, True)
