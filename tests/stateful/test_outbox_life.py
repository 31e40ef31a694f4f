"""Whatever Telegram does and whenever processes die: nothing is lost, and twice comes only what was in the air."""

from collections.abc import Iterator

import pytest
import structlog

from bot.courier.pacing import Gate
from storage.queries import outbox
from tests.stateful.fake_telegram import Fault
from tests.stateful.outbox_life import OutboxLife
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
@pytest.mark.long
def test_the_outbox_lives_by_the_laws_for_long(template: Template) -> None:
    soak(lambda: OutboxLife(template))


def forgotten_after_a_kill(patch: pytest.MonkeyPatch) -> None:
    """What was claimed by who died stays claimed."""
    patch.setattr(outbox, "recover", lambda *_: 0)


def not_marked_before_it_leaves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "begin", lambda _session, versions: {copy_id for copy_id, *_ in versions})


def pause_not_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Gate, "close", lambda *_: None)


BUGS: list[tuple[Bug, Fault, str]] = [
    (forgotten_after_a_kill, Fault.KILL_AFTER, "on its way for ever"),
    (not_marked_before_it_leaves, Fault.NONE, "without end"),
    (pause_not_kept, Fault.SLOW_DOWN, "within the pause"),
]
"""Each with what goes wrong first, and what the machine says of it."""


@pytest.mark.soak
@pytest.mark.long
@pytest.mark.parametrize(("bug", "first", "says"), BUGS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_bug_is_found(
    bug: Bug, first: Fault, says: str, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug(monkeypatch)

    found = finds(lambda: OutboxLife(template, first))

    assert found is not None
    assert says in found
