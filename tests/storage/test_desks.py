"""What staff are in the middle of: one thing a chat, erased when it is left alone."""

from datetime import UTC, datetime, timedelta

from storage import Session
from storage.queries import desks

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
CHAT = 900_000_001


def test_the_last_thing_counts_and_is_cleared_once(session: Session) -> None:
    desks.sit_down(session, CHAT, "answer-text", NOW, answer=1)
    desks.sit_down(session, CHAT, "note", NOW, case=2)

    found = desks.desk(session, CHAT)

    assert found is not None
    assert (found.doing, found.facts) == ("note", {"case": 2})
    assert (desks.clear(session, CHAT), desks.clear(session, CHAT)) == (True, False)
    assert desks.desk(session, CHAT) is None


def test_what_nobody_touched_is_erased(session: Session) -> None:
    desks.sit_down(session, CHAT, "note", NOW, case=2)
    desks.sit_down(session, CHAT + 1, "note", NOW + timedelta(days=1), case=3)

    assert desks.forget(session, NOW + timedelta(hours=1)) == 1
    assert desks.desk(session, CHAT + 1) is not None
