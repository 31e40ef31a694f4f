"""Whatever happens to an event, in whatever order: what people have of it is so, or is marked to be corrected."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from handlers.notices import events as event_notices
from participation.events import changes, lifecycle, telling
from storage import Session
from storage.models.plan import Event, EventState
from storage.queries import notices as notice_queries
from storage.queries import outbox
from storage.queries.outbox import Ended
from tests.stateful.event_life import EventLife
from tests.stateful.playing import STEPS, Bug, Template, finds, play, soak


def test_an_event_lives_by_the_laws(template: Template) -> None:
    play(lambda: EventLife(template))


@pytest.mark.soak
def test_many_events_live_by_the_laws(template: Template) -> None:
    soak(lambda: EventLife(template), STEPS)


def not_marked_behind(patch: pytest.MonkeyPatch) -> None:
    """A change raises the notice and leaves the copies that people have as they are."""
    patch.setattr(notice_queries, "fall_behind", lambda *_: 0)


def in_the_air_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What was on its way when its event changed arrives, and is taken for what is so."""
    settle = outbox.settle

    def blindly(session: Session, ended: Collection[Ended]) -> None:
        with pytest.MonkeyPatch.context() as for_now:
            for_now.setattr(outbox, "_versions", lambda *_: {})
            settle(session, ended)

    patch.setattr(outbox, "settle", blindly)


def no_new_version(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(changes, "TOLD", frozenset({"title"}))


def told_again(patch: pytest.MonkeyPatch) -> None:
    """What was brought up to date is taken for what it showed before."""
    settle = outbox.settle

    def as_before(session: Session, ended: Collection[Ended]) -> None:
        settle(session, [replace(one, shown_version=0) for one in ended])

    patch.setattr(outbox, "settle", as_before)


def cancelled_and_moved(patch: pytest.MonkeyPatch) -> None:
    """What is off for good is given another day."""
    sources, target = lifecycle.MOVES[lifecycle.Move.RESCHEDULE]
    moves = {**lifecycle.MOVES, lifecycle.Move.RESCHEDULE: (sources | {EventState.CANCELLED}, target)}
    patch.setattr(lifecycle, "MOVES", moves)


def not_corrected(patch: pytest.MonkeyPatch) -> None:
    """A postponement is written down, and nobody is told."""
    patch.setattr(telling, "_up_to_date", lambda *_, **__: None)


def sequence_back(patch: pytest.MonkeyPatch) -> None:
    """A new date begins the calendar's count anew."""
    correct = telling.correct

    def anew(session: Session, event: Event, *arguments: Any, **options: Any) -> None:
        correct(session, event, *arguments, **options)
        event.version = 1

    patch.setattr(telling, "correct", anew)


def dead_reminder(patch: pytest.MonkeyPatch) -> None:
    """Who is reminded of an event is not asked whether it is still to be held."""
    patch.setattr(event_notices, "TO_BE_HELD", frozenset(EventState))


BUGS: dict[Bug, str] = {
    not_marked_behind: "has changed",
    in_the_air_forgotten: "has changed",
    no_new_version: "raise the version",
    told_again: "corrected from",
    cancelled_and_moved: "of one that is",
    not_corrected: "has changed",
    sequence_back: "version",
    dead_reminder: "reminded of one that is",
}
"""What the machine says of each."""


@pytest.mark.soak
@pytest.mark.parametrize(("bug", "says"), BUGS.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_every_bug_is_found(bug: Bug, says: str, template: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    bug(monkeypatch)

    found = finds(lambda: EventLife(template), STEPS)

    assert found is not None
    assert says in found
