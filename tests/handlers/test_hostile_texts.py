"""Random and hostile texts get an answer: without a failure, within Telegram's limit, and escaped."""

import os
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from telegram import Update

from handlers import anything
from handlers.answer import Answer, Say
from handlers.turn import Office, Turn
from locales import utf16_length, without_tags
from storage import Session
from tests.participation.understanding.plans import FIRST_PLAN, questions
from tests.support.office import KEYS, ZONE, at, on_sqlite, plan

LIMIT = 4_096
NOW = at(FIRST_PLAN[1])
_asked = [text for _, _, text in questions(FIRST_PLAN[2])]
_words = [word for text in _asked for word in text.split()]
_nasty = ["<b>", "</b>", "<a href='x'>", "&lt;", "{plan}", "%s", "\x00", "\u202e", "PPC-2021-", "000001-7", "a" * 4_000]
_nasty += ["1032456789", "ladrones", "alguien preguntó por", "qué es el", "cuántas observaciones", "2019", "¿y?", "\n"]
_pieces = st.one_of(st.sampled_from(_words), st.sampled_from(_nasty), st.text(max_size=30))
_texts = st.one_of(st.sampled_from(_asked), st.lists(_pieces, max_size=40).map(" ".join), st.text(max_size=300)).map(
    lambda text: text[:LIMIT].encode("utf-8", "ignore").decode()
)
_numbers = count(1)


def typed(session: Session, text: str) -> Answer:
    """What a person who was never seen before is answered."""
    number = next(_numbers)
    person = {"id": number, "is_bot": False, "first_name": "Rosa"}
    chat = {"id": number, "type": "private", "first_name": "Rosa"}
    message = {"message_id": 7, "date": 1_625_000_000, "chat": chat, "from": person, "text": text}
    update = Update.de_json({"update_id": number, "message": message}, None)
    turn = Turn(update, session, NOW, Office("ParticipaDemoBot", ZONE, KEYS))
    with session.begin_nested() as unit:
        answer = anything.take_text(turn)
        unit.rollback()
    return answer


def answered_well(session: Session, text: str) -> None:
    answer = typed(session, text)
    said = [call for call in answer.calls if isinstance(call, Say)]

    assert said
    lengths = [utf16_length(without_tags(Markup(call.text))) for call in said]  # noqa: S704 - an answer of ours
    assert max(lengths) <= LIMIT
    assert all("<a href='x'>" not in call.text for call in said)


@pytest.fixture
def planned(session: Session) -> Session:
    plan(session)
    return session


_quietly = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@on_sqlite
@settings(max_examples=60, suppress_health_check=_quietly)
@given(text=_texts)
def test_any_text_is_answered_within_the_limit(planned: Session, text: str) -> None:
    answered_well(planned, text)


@pytest.mark.soak
@on_sqlite
@settings(max_examples=int(os.environ.get("SOAK_EXAMPLES", "10000")), suppress_health_check=_quietly)
@given(text=_texts)
def test_ten_thousand_texts_are_answered_within_the_limit(planned: Session, text: str) -> None:
    answered_well(planned, text)


@on_sqlite
@pytest.mark.parametrize("asked", ["qué es el <b>PIGD</b>", "<script>alert(1)</script> PPC-2021-000001-7 <b>"])
def test_html_comes_back_escaped_if_at_all(planned: Session, asked: str) -> None:
    said = [call.text for call in typed(planned, asked).calls if isinstance(call, Say)]

    assert said
    assert not any("<script>" in text for text in said)
