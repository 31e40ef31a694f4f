"""What a chat asked of us is kept, and nothing of who never asked."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage import Session
from storage.models.turns import Chat
from storage.queries import chats

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)


def test_who_chose_nothing_has_the_usual(session: Session) -> None:
    assert chats.preferences(session, 5) == chats.Preferences(None, False)
    assert session.scalars(select(Chat)).all() == []


def test_one_choice_leaves_the_others_as_they_were(session: Session) -> None:
    chats.choose(session, 5, new_messages=True)
    chats.choose(session, 5, language="en")

    assert chats.preferences(session, 5) == chats.Preferences("en", True)


def test_who_blocked_us_is_known_until_he_comes_back(session: Session) -> None:
    chats.choose(session, 5, language="en")

    chats.mark_blocked(session, 5, NOW)
    assert session.scalars(select(Chat.blocked_at)).one() == NOW
    chats.mark_blocked(session, 5, None)

    assert session.scalars(select(Chat.blocked_at)).one() is None
    assert chats.preferences(session, 5) == chats.Preferences("en", False)
