"""The life of an event: which moves there are, who may make them, and that everybody who was invited is told."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from participation.events import editing, errors, lifecycle, telling
from participation.events.lifecycle import MOVES, Move, Proof, may_move
from participation.events.moments import Moment
from participation.events.quiet import tell_edits
from participation.plan.agenda import event_as_it_is, list_events
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.events import EventChange
from storage.models.notices import CopyState, Notice
from storage.models.plan import Event, EventState
from storage.models.staff import AuditEntry, Role, StaffMember
from tests.participation.events.stories import (
    BOGOTA,
    CHANNEL,
    FIFTEENTH,
    all_sent,
    announced,
    at,
    copies,
    drafted,
    invite_guest,
    keys,
    member,
    subscribe,
    want_reminder,
)
from tests.support.observing import on_sqlite
from tests.support.running import START

S = EventState
LATER = Moment(date(2021, 7, 22), time(10))
AFTERWARDS = at("2021-07-15 17:30")
FROM = {
    Move.ANNOUNCE: {S.DRAFT, S.PROGRAMMED},
    Move.POSTPONE: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED, S.LIVE, S.UNCONFIRMED},
    Move.RESCHEDULE: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED, S.POSTPONED, S.UNCONFIRMED},
    Move.CANCEL: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED, S.POSTPONED, S.LIVE, S.UNCONFIRMED},
    Move.GO_LIVE: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED},
    Move.HOLD: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED, S.LIVE, S.UNCONFIRMED},
    Move.DOUBT: {S.PROGRAMMED, S.INVITED, S.RESCHEDULED, S.LIVE},
}


def do(session: Session, move: Move, event: Event, by: StaffMember | None) -> None:
    acts: dict[Move, Any] = {
        Move.ANNOUNCE: lambda: lifecycle.announce(session, event, by, START, BOGOTA),
        Move.POSTPONE: lambda: lifecycle.postpone(session, event, None, "Motivo", by, START, BOGOTA),
        Move.RESCHEDULE: lambda: lifecycle.reschedule(session, event, LATER, by, START, BOGOTA),
        Move.CANCEL: lambda: lifecycle.cancel(session, event, "Motivo", by, START, BOGOTA),
        Move.GO_LIVE: lambda: lifecycle.go_live(session, event, by, at("2021-07-15 15:00"), BOGOTA),
        Move.HOLD: lambda: lifecycle.mark_held(session, event, Proof(record="Acta"), by, AFTERWARDS, BOGOTA),
    }
    acts[move]()


@on_sqlite
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", EventState)
def test_an_event_moves_only_from_where_the_table_says(
    planned: Session, publisher: StaffMember, move: Move, state: EventState
) -> None:
    event = drafted(planned, publisher)
    event.state = state

    if move is Move.DOUBT:
        lifecycle.doubt(planned, event, AFTERWARDS)
        assert event.state == (S.UNCONFIRMED if state in FROM[move] else state)
        return
    assert may_move(event, move) == (state in FROM[move])
    if state in FROM[move]:
        do(planned, move, event, publisher)
        assert event.state is MOVES[move][1]
    else:
        with pytest.raises(errors.NotPossible):
            do(planned, move, event, publisher)


@on_sqlite
@pytest.mark.parametrize("role", [Role.ANSWERS, Role.APPROVES, Role.CONSULTS])
@pytest.mark.parametrize("move", [move for move in Move if move is not Move.DOUBT])
def test_only_who_publishes_moves_events(planned: Session, publisher: StaffMember, role: Role, move: Move) -> None:
    event = drafted(planned, publisher)
    event.state = sorted(FROM[move])[0]
    other = member(planned, role, 900_000_002)

    for by in (other, None):
        with pytest.raises(NotAllowed):
            do(planned, move, event, by)


def test_an_announcement_goes_to_who_wants_it_and_to_the_guests_of_its_groups(
    planned: Session, publisher: StaffMember
) -> None:
    subscribe(planned, 1)
    subscribe(planned, 2, weekly=True)
    invite_guest(planned, "alcaldia@municipio.example.org")
    invite_guest(planned, "gobernacion@departamento.example.org", "gobernaciones")
    event = drafted(planned, publisher, value_groups=["alcaldias"])
    reach = telling.reach(planned, event, CHANNEL, rate=25)

    lifecycle.announce(planned, event, publisher, START, BOGOTA, CHANNEL)

    assert set(copies(planned, "announced")) == {"1", CHANNEL, "alcaldia@municipio.example.org"}
    assert (reach.telegram, reach.email, reach.channel) == (1, 1, 1)


def test_a_postponed_event_is_told_to_everyone_who_was_invited(planned: Session, publisher: StaffMember) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher)
    all_sent(planned)
    subscribe(planned, 2, weekly=True)
    want_reminder(planned, event, 3)
    version = event.version

    lifecycle.postpone(planned, event, None, "Falló  la luz", publisher, START, BOGOTA, CHANNEL)

    assert (event.state, event.day, event.reason) == (S.POSTPONED, None, "Falló la luz")
    assert (event.original_date, event.version) == (FIFTEENTH.day, version + 1)
    behind, waiting = CopyState.BEHIND, CopyState.WAITING
    assert copies(planned, "announced") == {"1": behind, CHANNEL: behind, "2": waiting, "3": waiting}
    assert keys(planned) == [f"event:{event.id}:announced"]


def test_a_new_date_of_the_seeds_dialogue_is_announced_for_the_first_time(
    planned: Session, publisher: StaffMember, dialogue: Event
) -> None:
    subscribe(planned, 1)

    lifecycle.reschedule(planned, dialogue, FIFTEENTH, publisher, START, BOGOTA, channel=CHANNEL)

    assert (dialogue.state, dialogue.day, dialogue.hour) == (S.RESCHEDULED, FIFTEENTH.day, FIFTEENTH.hour)
    assert dialogue.original_date == date(2021, 6, 30)
    assert set(copies(planned, "announced")) == {"1", CHANNEL}
    shown = event_as_it_is(planned, dialogue, date(2021, 7, 1))
    assert shown.dates_before == (date(2021, 6, 30),)
    assert (dialogue.reason, dialogue.place) == (None, None)


def test_every_date_that_an_event_lost_is_remembered(planned: Session, publisher: StaffMember, dialogue: Event) -> None:
    lifecycle.reschedule(planned, dialogue, FIFTEENTH, publisher, START, BOGOTA)
    lifecycle.postpone(planned, dialogue, None, "Motivo", publisher, START, BOGOTA)

    shown = list_events(planned, date(2021, 7, 1)).upcoming[0]

    assert shown.dates_before == (date(2021, 6, 30), FIFTEENTH.day)
    assert shown.original_date == date(2021, 6, 30)


def test_the_change_is_kept_with_old_and_new_and_who_did_it(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher)

    lifecycle.postpone(planned, event, LATER, "Motivo", publisher, START, BOGOTA)

    last = planned.scalars(select(EventChange).order_by(EventChange.id.desc())).first()
    assert last is not None
    assert (last.what, last.by_staff, last.reason) == ("rescheduled", publisher.id, "Motivo")
    assert (last.old["day"], last.new["day"]) == ("2021-07-15", "2021-07-22")
    assert (last.old["hour"], last.new["hour"]) == ("15:00", "10:00")
    acts = planned.scalars(select(AuditEntry.act).where(AuditEntry.subject == "event").order_by(AuditEntry.id)).all()
    assert acts == ["event.created", "event.edited", "event.announced", "event.rescheduled"]


@pytest.mark.parametrize(
    ("proof", "error"),
    [
        (Proof(), errors.NeedsProof),
        (Proof(attendance=85, attendance_metric="personas"), errors.NeedsProof),
        (Proof(record="Acta 3", attendance=85), errors.NeedsMetric),
    ],
)
def test_without_proof_nothing_was_held(
    planned: Session, publisher: StaffMember, proof: Proof, error: type[errors.EventError]
) -> None:
    event = announced(planned, publisher)

    with pytest.raises(error):
        lifecycle.mark_held(planned, event, proof, publisher, AFTERWARDS, BOGOTA)

    assert event.state is S.INVITED


def test_nothing_was_held_before_it_began(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher)

    with pytest.raises(errors.NotYet):
        lifecycle.mark_held(planned, event, Proof(record="Acta"), publisher, at("2021-07-15 14:00"), BOGOTA)


def test_the_recording_is_told_once_to_who_was_told_of_the_event(planned: Session, publisher: StaffMember) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher)
    all_sent(planned)
    want_reminder(planned, event, 2)
    proof = Proof("https://video.example.org/1", None, 85, "personas inscritas", "https://acta.example.org")

    lifecycle.mark_held(planned, event, proof, publisher, AFTERWARDS, BOGOTA, CHANNEL)

    assert set(copies(planned, "recording")) == {"1", "2", CHANNEL}
    assert copies(planned, "announced") == {"1": CopyState.BEHIND, CHANNEL: CopyState.BEHIND}
    assert (event.attendance, event.attendance_metric) == (85, "personas inscritas")


def test_what_announced_it_says_that_it_is_live_and_that_nobody_confirmed_it(
    planned: Session, publisher: StaffMember
) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher)
    all_sent(planned)
    editing.edit(planned, event, {"link": "https://vivo.example.org"}, publisher, at("2021-07-15 14:58"))

    lifecycle.go_live(planned, event, publisher, at("2021-07-15 15:00"), BOGOTA)
    live = copies(planned, "announced")
    all_sent(planned)
    again = tell_edits(planned, at("2021-07-15 15:10"), BOGOTA)
    quiet = copies(planned, "announced")
    lifecycle.doubt(planned, event, AFTERWARDS)

    assert live == copies(planned, "announced") == {"1": CopyState.BEHIND, CHANNEL: CopyState.BEHIND}
    assert again, "the edit is taken for told"
    assert quiet == {"1": CopyState.SENT, CHANNEL: CopyState.SENT}


def test_a_recording_that_comes_later_is_told_when_it_comes(planned: Session, publisher: StaffMember) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher)
    all_sent(planned)
    lifecycle.mark_held(planned, event, Proof(record="Acta"), publisher, AFTERWARDS, BOGOTA, CHANNEL)
    assert copies(planned, "recording") == {}

    editing.edit(planned, event, {"recording": "https://video.example.org"}, publisher, AFTERWARDS)
    tell_edits(planned, AFTERWARDS + editing.QUIET, BOGOTA)

    assert copies(planned, "recording") == {"1": CopyState.WAITING, CHANNEL: CopyState.WAITING}


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_who_was_invited_is_owed_a_reason(planned: Session, publisher: StaffMember, reason: str) -> None:
    event = announced(planned, publisher)

    with pytest.raises(errors.NeedsReason):
        lifecycle.cancel(planned, event, reason, publisher, START, BOGOTA)


def test_nobody_is_invited_to_what_has_no_day_or_has_passed(planned: Session, publisher: StaffMember) -> None:
    without = editing.create(planned, "Sin día", publisher, START)
    past = drafted(planned, publisher, Moment(date(2021, 6, 30)))

    with pytest.raises(errors.HasNoDay):
        lifecycle.announce(planned, without, publisher, START, BOGOTA)
    with pytest.raises(errors.HasPassed):
        lifecycle.announce(planned, past, publisher, START, BOGOTA)


@pytest.mark.parametrize(
    ("hour", "waits"), [(Moment(date(2021, 7, 2), time(8)), False), (Moment(date(2021, 7, 9), time(8)), True)]
)
def test_in_the_night_only_what_cannot_wait_leaves(
    planned: Session, publisher: StaffMember, hour: Moment, *, waits: bool
) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher, hour)
    all_sent(planned)

    lifecycle.postpone(planned, event, None, "Motivo", publisher, at("2021-07-01 22:00"), BOGOTA)

    planned.expire_all()
    assert planned.scalars(select(Notice.waits_at_night)).one() is waits


def test_a_draft_can_be_deleted_and_what_was_published_not(planned: Session, publisher: StaffMember) -> None:
    draft, public = drafted(planned, publisher), announced(planned, publisher, title="Tercero")

    editing.discard(planned, draft, publisher, START)

    assert [event.title for event in list_events(planned, date(2021, 7, 1)).upcoming] == [
        "Tercero",
        "Primer espacio de diálogo",
    ]
    with pytest.raises(errors.NotPossible):
        editing.discard(planned, public, publisher, START)


def test_codes_are_short_stable_and_never_used_again(planned: Session, publisher: StaffMember) -> None:
    titles = ["¿Año nuevo? Diálogo 2", "¿Año nuevo? Diálogo 2", "🎉", "x" * 80]

    codes = [editing.create(planned, title, publisher, START).code for title in titles]

    assert codes == ["ano-nuevo-dialogo-2", "ano-nuevo-dialogo-2-2", "evento", "x" * 28]
