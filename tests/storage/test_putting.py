"""A row that is put down takes the place of the one with its key, whatever its columns hold."""

from datetime import UTC, datetime

from storage import Session
from storage.changes import has_changed
from storage.models.cases import Dialogue
from storage.models.followup import Desk
from storage.models.kinds import Waiting
from storage.queries.dialect import put

NOW, LATER = datetime(2021, 7, 1, 14, 0, tzinfo=UTC), datetime(2021, 7, 1, 15, 0, tzinfo=UTC)


def test_what_is_put_down_counts_as_a_change_of_its_table(session: Session) -> None:
    before = has_changed(session, ["desks"])

    put(session, Desk, {"chat_id": 1}, doing="answer", facts={}, updated_at=NOW)

    assert (before, has_changed(session, ["desks"]), has_changed(session, ["plans"])) == (False, True, False)


def test_it_comes_after_what_the_unit_of_work_has_not_stored_yet(session: Session) -> None:
    session.add(Desk(chat_id=1, doing="answer", facts={"case": 1}, updated_at=NOW))

    put(session, Desk, {"chat_id": 1}, doing="note", facts={"texto": '«ñ» "\\"', "n": [1, None]}, updated_at=LATER)
    session.expire_all()

    found = session.get_one(Desk, 1)
    assert (found.doing, found.facts, found.updated_at) == ("note", {"texto": '«ñ» "\\"', "n": [1, None]}, LATER)


def test_only_the_row_with_the_key_is_changed_and_a_word_stays_one(session: Session) -> None:
    for chat_id, waiting in (
        (1, Waiting.MORE_INFORMATION),
        (2, Waiting.MORE_INFORMATION),
        (1, Waiting.QUESTION_OR_TEXT),
    ):
        put(session, Dialogue, {"chat_id": chat_id}, waiting_for=waiting, text=None, updated_at=NOW)

    assert [session.get_one(Dialogue, chat_id).waiting_for for chat_id in (1, 2)] == [
        Waiting.QUESTION_OR_TEXT,
        Waiting.MORE_INFORMATION,
    ]
