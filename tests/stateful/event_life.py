"""The life of events as a machine plays it: announced, changed, moved, called off, held; and what people have of it.

The courier's own look before sending, its queue and the renderers are real; what is played is Telegram, which keeps
what each person's screen says.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot.courier.preparing import Prepared, prepare
from handlers.turn import Office
from participation.events import closing, editing, errors, lifecycle, quiet, reminders
from participation.events.lifecycle import Move, Proof
from participation.events.moments import Moment
from storage import Session
from storage.models.events import EventChange
from storage.models.notices import Copy, CopyChannel, CopyState, Notice, NoticeKind, NoticeState
from storage.models.plan import Event, EventState
from storage.models.staff import AuditEntry, Role
from storage.queries import notices, outbox
from storage.queries.outbox import Ended
from tests.participation.events.stories import subscribe, want_reminder
from tests.stateful.event_laws import AFTER_CHECKS, LEADS, OVER, TO_COME, Screen
from tests.stateful.playing import Template
from tests.support.office import KEYS, ZONE, at, official

S = EventState
SUBSCRIBED, WEEKLY, FANS = (51, 52), (53,), (52, 54)
events_days = st.integers(0, 6)
hours = st.sampled_from([None, time(9), time(15), time(19)])


class EventLife(RuleBasedStateMachine):
    """The seed's plan, somebody who publishes, and four people."""

    events = Bundle("events")

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.engine = template.engine()
        self.session = Session(self.engine)
        self.now = at(date(2021, 7, 1))
        self.screens: dict[int, Screen] = {}
        self.sequence: dict[int, int] = {}
        self.called_off = False
        self.office = Office("bot", ZONE, KEYS)

    @initialize(target=events, day=events_days, hour=hours)
    def somebody_publishes(self, day: int, hour: time | None) -> int:
        self.by = official(self.session, 1, Role.PUBLISHES)
        for chat in (*SUBSCRIBED, *WEEKLY):
            subscribe(self.session, chat, weekly=chat in WEEKLY)
        return self._drafted(day, hour)

    @rule(target=events, day=events_days, hour=hours)
    def drafts(self, day: int, hour: time | None) -> int:
        return self._drafted(day, hour)

    def _drafted(self, day: int, hour: time | None) -> int:
        event = editing.create(self.session, "Diálogo", self.by, self._tick())
        moment = {"day": self._today() + timedelta(days=day), "hour": hour}
        editing.edit(self.session, event, moment, self.by, self._tick())
        for chat in FANS:
            want_reminder(self.session, event, chat)
        return event.id

    @rule(event=events)
    def announces(self, event: int) -> None:
        self._move(event, Move.ANNOUNCE, lambda e: lifecycle.announce(self.session, e, self.by, self.now, ZONE))

    @rule(event=events)
    def postpones(self, event: int) -> None:
        self._move(
            event,
            Move.POSTPONE,
            lambda e: lifecycle.postpone(self.session, e, None, "Por lluvia.", self.by, self.now, ZONE),
        )

    @rule(event=events, day=events_days, hour=hours)
    def reschedules(self, event: int, day: int, hour: time | None) -> None:
        until = Moment(self._today() + timedelta(days=day), hour)
        self._move(
            event, Move.RESCHEDULE, lambda e: lifecycle.reschedule(self.session, e, until, self.by, self.now, ZONE)
        )

    @rule(event=events)
    def cancels(self, event: int) -> None:
        self._move(
            event, Move.CANCEL, lambda e: lifecycle.cancel(self.session, e, "No hay sala.", self.by, self.now, ZONE)
        )

    @rule(event=events)
    def goes_live(self, event: int) -> None:
        self._move(event, Move.GO_LIVE, lambda e: lifecycle.go_live(self.session, e, self.by, self.now, ZONE))

    @rule(event=events, recording=st.sampled_from([None, "https://example.org/v"]))
    def is_held(self, event: int, recording: str | None) -> None:
        proof = Proof(recording=recording, record="Acta del diálogo")
        self._move(event, Move.HOLD, lambda e: lifecycle.mark_held(self.session, e, proof, self.by, self.now, ZONE))

    @rule(event=events, title=st.sampled_from(["Diálogo", "Segundo diálogo"]), hour=hours)
    def edits(self, event: int, title: str, hour: time | None) -> None:
        found = self._event(event)
        before, editable = found.version, found.state not in OVER
        try:
            editing.edit(self.session, found, {"title": title, "hour": hour}, self.by, self._tick())
        except errors.NotEditable:
            assert not editable
            return
        assert editable, "what is over was edited"
        assert found.state is not S.DRAFT or found.version == before, "nobody was told of a draft"

    @rule(minutes=st.sampled_from([5, 15, 90, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        """The clock goes on: half an hour at a time, or two where a day goes by."""
        until, step = self.now + timedelta(minutes=minutes), timedelta(minutes=30 if minutes < 24 * 60 else 120)
        while self.now < until:
            self._it_is(min(until, self.now + step))

    def _it_is(self, instant: datetime) -> None:
        self.now = instant
        for tick in (reminders.put_down_reminders, quiet.tell_edits, closing.ask_whether_held):
            tick(self.session, instant, ZONE)

    @rule(most=st.sampled_from([1, 3, 50]))
    def the_courier_sends(self, most: int) -> None:
        """So many copies leave, and what came of them is stored."""
        batch = self._looked(most)
        begun = outbox.begin(self.session, [(one.copy_id, one.notice_id, one.version) for one in batch])
        outbox.settle(self.session, [self._arrived(one) for one in batch if one.copy_id in begun])
        self.session.expire_all()

    @rule(event=events)
    def something_is_edited_while_a_copy_is_on_its_way(self, event: int) -> None:
        batch = self._looked(2)
        begun = outbox.begin(self.session, [(one.copy_id, one.notice_id, one.version) for one in batch])
        self.session.expire_all()
        self.postpones(event)
        outbox.settle(self.session, [self._arrived(one) for one in batch if one.copy_id in begun])
        self.session.expire_all()

    @precondition(lambda self: not self.called_off)  # once in a life is enough
    @rule()
    def is_called_off_before_its_reminder_leaves(self) -> None:
        """One that people were invited to: its reminder of the day before is put down, and then it is off for good."""
        event, self.called_off = self._drafted(2, time(15)), True
        self.announces(event)
        self.the_courier_sends(50)
        self._it_is(datetime.combine(self._today() + timedelta(days=1), time(15, 5), ZONE))
        self.cancels(event)
        self.the_courier_sends(50)
        self.reschedules(event, 1, time(15))

    def _looked(self, most: int) -> list[Prepared]:
        self.session.info.clear()  # each look of the courier has a session of its own
        batch = prepare(self.session, self.office, CopyChannel.TELEGRAM, self.now, most, [])
        assert not batch.failed, f"our own code fails at saying it: {batch.failed}"
        if batch.expired:
            notices.skip_waiting(self.session, batch.expired, "expired")
        outbox.skip(self.session, batch.skipped)
        self.session.expire_all()
        for one in batch.prepared:
            self._check_reminder(one)
        return batch.prepared

    def _check_reminder(self, one: Prepared) -> None:
        """When it leaves: what becomes of the event afterwards, while it is on its way, it can't know."""
        if one.kind is NoticeKind.EVENT_REMINDER and one.copy_id not in self.screens:
            state = self._event(self._notice(one).subject_id).state
            assert state in TO_COME, f"reminded of one that is {state}"

    def _arrived(self, one: Prepared) -> Ended:
        """Telegram takes it."""
        if one.kind is not NoticeKind.STAFF_ALERT:
            self._shown(one)
        return Ended(
            one.copy_id, CopyState.SENT, one.notice_id, message_id=one.copy_id, shown_version=one.version, at=self.now
        )

    def _shown(self, one: Prepared) -> None:
        state = self._event(self._notice(one).subject_id).state
        known = self.screens.get(one.copy_id)
        if known is None:
            assert one.message_id is None, "an edit of what nobody has"
            self.screens[one.copy_id] = Screen(one.version, state)
            return
        assert one.message_id is not None, "told a second time of the same"
        assert known.version < one.version, f"corrected from {known.version} to {one.version}"
        known.version, known.state = one.version, state
        if one.told.reply is not None and one.tells_change:
            known.replies.append(one.version)

    @invariant()
    def it_holds(self) -> None:
        if hasattr(self, "by"):
            self.session.flush()
            self._check_copies()
            self._check_events()

    def _check_copies(self) -> None:
        """What somebody has says what is so, or is marked to be corrected; told in words of a change once a person."""
        found = select(Copy, Notice, Event).join(Notice, Notice.id == Copy.notice_id)
        rows = self.session.execute(found.join(Event, Event.id == Notice.subject_id).where(Notice.subject == "event"))
        told, current = Counter[tuple[str, int, int]](), self._last_versions()
        for copy, notice, event in rows:
            screen = self.screens.get(copy.id)
            if screen is None:
                continue
            told.update((copy.recipient, event.id, version) for version in screen.replies)
            is_told = notice.state is not NoticeState.CLOSED
            if is_told and screen.version < current.get(event.id, 0) and not self._untold(event.id):
                assert copy.state in {CopyState.BEHIND, CopyState.SENDING}, f"{copy.state}, and the event has changed"
        assert all(count == 1 for count in told.values()), "told of the same change twice"

    def _check_events(self) -> None:
        """The calendar's SEQUENCE never goes back; each change of a published event has its row."""
        for event in self.session.scalars(select(Event)):
            assert event.version >= self.sequence.get(event.id, 0), "the calendar's version went back"
            self.sequence[event.id] = event.version

    def teardown(self) -> None:
        try:
            if hasattr(self, "by"):
                self._everything_leaves()
        finally:
            self.session.close()
            self.engine.dispose()

    def _everything_leaves(self) -> None:
        """Ten quiet minutes later everybody's screen says what is so."""
        for minute in (0, 15):
            self._it_is(datetime.combine(self._today() + timedelta(days=minute == 0), time(10, minute), ZONE))
        for _ in range(40):
            if not self._looked(50):
                break
            self.the_courier_sends(50)
        self.it_holds()
        behind = self.session.scalar(select(func.count(Copy.id)).where(Copy.state == CopyState.BEHIND))
        assert not behind, f"{behind} copies stay behind for ever"

    def _move(self, event_id: int, move: Move, work: Callable[[Event], None]) -> None:
        event = self._event(event_id)
        was, version, audits = event.state, event.version, self._audits(event_id)
        sources, target = LEADS[move]
        self._tick()
        try:
            with self.session.begin_nested():
                work(event)
        except errors.NotPossible:
            assert was not in sources, f"{move} is said to be impossible for one that is {was}"
            self.session.expire_all()
        except AFTER_CHECKS:
            assert was in sources
            self.session.expire_all()
        else:
            assert was in sources, f"{move} of one that is {was}"
            assert event.state is target, f"{move} led to {event.state}"
            assert event.version > version or was is S.DRAFT or was is target, f"{move} did not raise the version"
            assert self._audits(event_id) == audits + 1 or was is target, f"{move} left no audit row"

    def _last_versions(self) -> dict[int, int]:
        """Of each event the last version, which what people have of it says."""
        last = select(EventChange.event_id, func.max(EventChange.version)).group_by(EventChange.event_id)
        return {row[0]: row[1] for row in self.session.execute(last)}

    def _untold(self, event_id: int) -> bool:
        """Whether edits of the last minutes wait to be told together."""
        found = select(EventChange.id).where(EventChange.event_id == event_id, EventChange.told_at.is_(None))
        return self.session.scalar(found.limit(1)) is not None

    def _audits(self, event_id: int) -> int:
        acts = select(func.count(AuditEntry.id)).where(AuditEntry.subject == "event")
        return self.session.scalar(acts.where(AuditEntry.subject_id == str(event_id))) or 0

    def _event(self, event_id: int) -> Event:
        self.session.flush()
        found = self.session.get(Event, event_id)
        assert found is not None
        return found

    def _notice(self, one: Prepared) -> Notice:
        found = self.session.get(Notice, one.notice_id)
        assert found is not None
        return found

    def _today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
