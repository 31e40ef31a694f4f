"""What is told of an answer fits into one message, whatever was written, and says what people should know."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from handlers.texts import answers, cards
from handlers.texts.answers import Signed
from handlers.texts.fitting import length
from handlers.texts.subjects import SubjectNames
from locales import Language, formats, words
from participation.followup.answering import LONGEST_ENTITY, LONGEST_REASON, LONGEST_TEXT
from participation.followup.inbox import CaseCard
from storage.models.cases import Case, CaseVersion
from storage.models.followup import AnswerState, CaseAnswer, Decision, Feedback
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind
from tests.support.answering import NOW

MOST = 4_096
SPANISH, SPANISH_FORMATS = words(Language.ES), formats(Language.ES, ZoneInfo("America/Bogota"))
NAMES = SubjectNames({}, {"video": "Video " * 12}, {})
SIGNED = Signed("Ana " * 25, "Luis " * 20, "ENTerritorio")


def case(**columns: Any) -> Case:
    """A case as it is stored."""
    values = {
        "id": 1,
        "radicado": "PPC-2021-000001-7",
        "kind": ContributionKind.PETITION,
        "about": AboutKind.PRODUCT,
        "about_code": "video",
        "state": CaseState.IN_REVIEW,
        "channel": Channel.TELEGRAM,
        "received_at": NOW,
        "text": "<b>" + "w" * 20_000,
    }
    return Case(**{**values, **columns})


def answer(decision: Decision | None, **columns: Any) -> CaseAnswer:
    """An answer as long as it can be."""
    values = {
        "id": 1,
        "by_staff": 1,
        "version": 1,
        "decision": decision,
        "text": "&" * LONGEST_TEXT,
        "reason": "<" * LONGEST_REASON,
        "transferred_to": "E" * LONGEST_ENTITY,
        "letter_name": "c" * 80,
        "sent_at": NOW,
        "updated_at": NOW,
        "state": AnswerState.SENT,
    }
    return CaseAnswer(**{**values, **columns})


@pytest.mark.parametrize("decision", list(Decision))
def test_the_longest_answer_fits_into_one_message(decision: Decision) -> None:
    text = answers.corrected(answer(decision), case(), SIGNED, NAMES, SPANISH, SPANISH_FORMATS)

    assert length(text) <= MOST - 150  # above it an approver is told who asks
    assert "&amp;&amp;" in text
    assert "&lt;&lt;" in text


@pytest.mark.parametrize(
    ("decision", "reason", "said"),
    [
        (Decision.ACCEPTED, "Se agregó.", "la tuvimos en cuenta.\nQué cambió en el plan: Se agregó."),
        (Decision.ACCEPTED, None, "la tuvimos en cuenta.\nEl plan no cambió."),
        (Decision.PARTLY, "Falta dinero.", "la tuvimos en cuenta en parte.\nPor qué: Falta dinero."),
        (Decision.NOT_ACCEPTED, "Falta dinero.", "no la pudimos incluir, por esta razón: Falta dinero."),
        (Decision.TRANSFERRED, "Es su vía.", "La trasladamos a Alcaldía.\nPor qué: Es su vía."),
    ],
)
def test_each_decision_is_said_in_the_words_of_people(decision: Decision, reason: str | None, said: str) -> None:
    assert answers.decided(answer(decision, reason=reason, transferred_to="Alcaldía"), SPANISH).endswith(said)


def test_the_fullest_card_fits_into_one_message() -> None:
    versions = [CaseVersion(id=n, text="x" * 4_000, is_edit=n % 2 == 0, at=NOW) for n in range(60)]
    sent = [answer(Decision.PARTLY, id=n, version=n) for n in range(1, 12)]
    full = CaseCard(
        case=case(due_on=date(2021, 7, 1), duplicate_of=2, supports=3, official_radicado="2021" * 20, late=True),
        name="N" * 5_000,
        is_erased=False,
        days_left=-4,
        versions=versions,
        files=[],
        sent=sent,
        unfinished=[answer(None, id=20, state=AnswerState.DRAFT)],
        names={1: "Ana " * 25},
        linked={2: "PPC-2021-000002-5", 3: "PPC-2021-000003-3"},
        supporters=1_240,
        repetitions=1,
        delivery=None,
        is_undelivered=True,
        publication=None,
        feedback=Feedback(helped=False, why="y" * 3_000),
    )

    text = cards.card(full, NAMES, [], SPANISH, SPANISH_FORMATS)

    assert length(text) <= MOST
    assert "Ver todo" in text
    assert "&lt;b&gt;" in text


@pytest.mark.parametrize(
    "text", ["", "corto", "." * 10_000, "😀" * 5_000, "palabra " * 3_000, "\n" * 9_000, "a\u0301" * 4_000]
)
def test_everything_that_was_written_comes_in_pieces_that_fit(text: str) -> None:
    pieces = cards.pieces(text)

    assert all(length(Markup("{}").format(piece)) <= cards.PIECE for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
