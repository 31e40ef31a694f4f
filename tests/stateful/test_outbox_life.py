"""Whatever Telegram does and whenever processes die: nothing is lost, and twice comes only what was in the air."""

from collections.abc import Collection, Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy.orm.attributes import set_committed_value

from bot.courier import preparing, telegram
from bot.courier.pacing import Gate
from handlers.turn import Office
from storage import Session
from storage.models.notices import Notice
from storage.queries import chats, leases, outbox
from storage.queries.outbox import Ended
from tests.stateful.fake_telegram import Fault
from tests.stateful.outbox_life import OutboxLife
from tests.stateful.outbox_scenes import OutboxScenes
from tests.stateful.playing import Bug, Template, finds, play, soak
from tests.support.telling import tell_plainly


@pytest.fixture(autouse=True)
def _quietly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Notices are plain texts; the pauses and the clock of the gates are those of the loop that counts time."""
    tell_plainly(monkeypatch)
    monkeypatch.setattr("bot.courier.pacing.CHAT_SECONDS", 1.0)
    monkeypatch.setattr("bot.courier.courier.DRAIN_LOOK_SECONDS", 0.5)
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.configure(**before)


def test_the_outbox_lives_by_the_laws(template: Template) -> None:
    play(lambda: OutboxLife(template))


@pytest.mark.soak
def test_the_outbox_lives_by_the_laws_for_long(template: Template) -> None:
    soak(lambda: OutboxScenes(template))


def forgotten_after_a_kill(patch: pytest.MonkeyPatch) -> None:
    """What was claimed by who died stays claimed."""
    patch.setattr(outbox, "recover", lambda *_: 0)


def not_marked_before_it_leaves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "begin", lambda _session, versions: {copy_id for copy_id, *_ in versions})


def pause_not_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Gate, "close", lambda *_: None)


def double_after_an_unknown_outcome(patch: pytest.MonkeyPatch) -> None:
    """What nobody heard the outcome of is sent until somebody does."""
    patch.setattr(telegram, "SENDINGS", 99)


def in_the_order_of_arrival(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "_place", lambda notice: notice.id)


def written_to_who_blocked_us(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(chats, "blocked_among", lambda *_: set())


def two_senders(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the lease has it."""
    for question in ("take", "is_free"):
        patch.setattr(leases, question, lambda *_: True)


def sent_when_over(patch: pytest.MonkeyPatch) -> None:
    """The look before sending takes every notice for one that has no end."""

    def in_time(session: Session, office: Office, notice: Notice, *arguments: Any) -> None:
        with session.no_autoflush:
            set_committed_value(notice, "expires_at", None)
            look(session, office, notice, *arguments)

    look = preparing._prepare_notice
    patch.setattr(preparing, "_prepare_notice", in_time)


def changed_in_the_air(patch: pytest.MonkeyPatch) -> None:
    """What was on its way when its subject changed arrives, and is taken for what is so."""
    settle = outbox.settle

    def blindly(session: Session, ended: Collection[Ended]) -> None:
        with pytest.MonkeyPatch.context() as for_now:
            for_now.setattr(outbox, "_versions", lambda *_: {})
            settle(session, ended)

    patch.setattr(outbox, "settle", blindly)


BUGS: list[tuple[Bug, Fault, str]] = [
    (forgotten_after_a_kill, Fault.KILL_AFTER, "on its way for ever"),
    (not_marked_before_it_leaves, Fault.NONE, "without end"),
    (pause_not_kept, Fault.SLOW_DOWN, "within the pause"),
    (double_after_an_unknown_outcome, Fault.CUT_AFTER, "without anybody hearing"),
    (in_the_order_of_arrival, Fault.NONE, "in the order"),
    (written_to_who_blocked_us, Fault.BLOCKED, "blocked us"),
    (two_senders, Fault.NONE, "two processes send"),
    (sent_when_over, Fault.NONE, "after its time"),
    (changed_in_the_air, Fault.CHANGED, "shows"),
]
"""Each with what goes wrong first, and what the machine says of it."""


@pytest.mark.soak
@pytest.mark.parametrize(("bug", "first", "says"), BUGS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_bug_is_found(
    bug: Bug, first: Fault, says: str, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug(monkeypatch)

    found = finds(lambda: OutboxScenes(template, first))

    assert found is not None
    assert says in found
