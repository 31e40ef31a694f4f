"""What is said of changes of the plan: in words, with what it was before, and to people without who of the team."""

from datetime import timedelta
from hashlib import sha256

import pytest
from telegram import Update

from handlers import desk as handlers_desk
from handlers.answer import Change, Say
from handlers.kept_cut import kept_cut
from handlers.texts import product_history as texts
from handlers.texts import products
from handlers.turn import Office, Turn
from locales import Language, formats, words
from participation.identity import Keyring
from participation.plan import import_plan, read_plan_text
from participation.plan.importing import kept
from participation.plan.product_history import history_of
from participation.plan.product_now import product_now
from participation.plan.public_history import public_history
from participation.plan.views import EvidenceView
from storage import Session
from storage.models.history import Origin
from storage.models.links import EvidenceLink, LinkState
from storage.models.plan import Evidence
from storage.models.staff import Role, StaffMember
from storage.queries import desks
from tests.handlers.texts.rendered import SEED
from tests.participation.plan_texts import changed
from tests.support import office
from tests.support.answering import NOW
from tests.support.forging import press
from tests.support.office import ZONE, official

SAID = (words(Language.ES), formats(Language.ES, ZONE))
WHY = "El evento se aplazó."
MOVED = (
    "            estado: aplazado\n            avance: 0\n",
    "            estado: en_ejecucion\n            avance: 40\n            trasladado:\n"
    f"              {{a: 2021-S2, motivo: {WHY}, firma: La jefe, fecha: 2021-07-01}}\n",
)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def luis(session: Session) -> StaffMember:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES)
    document = read_plan_text(changed(MOVED, text=SEED))
    import_plan(session, document, NOW + timedelta(hours=1), by=me, origin=Origin.CHAT, reason=WHY)
    return me


def test_the_history_reads_as_somebody_would_write_it_and_says_the_reason_once(
    session: Session, luis: StaffMember
) -> None:
    told = str(texts.entry(history_of(session, "evento-vivo")[0], *SAID)).replace("\u00a0", " ")

    assert told.splitlines()[1:] == [
        "Estado: En ejecución (antes: Aplazado)",
        "Avance: 40 % (antes: 0 %)",
        "Trasladado a: del 1 de julio al 31 de diciembre de 2021 (antes: sin dato)",
        f"Motivo del traslado: {WHY} (antes: sin dato)",
        "Quién decidió el traslado: La jefe (antes: sin dato)",
        "Fecha del traslado: 1 de julio de 2021 (antes: sin dato)",
    ]
    assert luis.name in told.splitlines()[0]


def test_people_read_what_was_changed_and_why_without_who_of_the_team(session: Session, luis: StaffMember) -> None:
    shown = press(session, 500, "1:prodhis:evento-vivo").calls[-1]

    assert isinstance(shown, Say | Change)
    assert "El equipo\nEstado: En ejecución (antes: Aplazado)" in shown.text
    assert f"Motivo del traslado: {WHY}" in shown.text
    assert "Se anotó aquí por primera vez.\n2 pruebas nuevas" in shown.text
    assert luis.name not in shown.text
    assert "La jefe" not in shown.text
    assert [one.came for one in public_history(session, ["evento-vivo"])] == [False, True]


def test_a_published_cut_that_a_file_leaves_out_is_said_to_stay(session: Session) -> None:
    office.plan(session)
    import_plan(session, read_plan_text(SEED), NOW)
    start = SEED.index("cortes:")
    without = SEED[:start] + SEED[SEED.index("\n\n", start) + 1 :]

    stays = kept(session, read_plan_text(without))

    assert [one.text(SAID[0]).replace("\u00a0", " ") for one in stays] == [
        "Corte del 30 de junio de 2021: el archivo no lo tiene y se queda, porque ya se publicó"
    ]
    assert kept_cut(session, stays, *SAID) == []


def test_the_card_of_a_product_flags_a_proof_that_does_not_open_any_more(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.CONSULTS)
    now = product_now(session, "evento-vivo")
    proof = session.query(Evidence).filter_by(text=now.evidence[0].text).one()
    proof.link = "https://vivo.example.org/1"
    session.add(
        EvidenceLink(
            link_hash=sha256(proof.link.encode()).hexdigest(),
            link=proof.link,
            state=LinkState.DEAD,
            checked_at=NOW,
            worked_at=NOW - timedelta(days=9),
            failing_since=NOW,
            failures=4,
            answer="404",
            next_at=NOW,
        )
    )
    session.flush()

    card = press(session, me.telegram_id, "1:ppc:evento-vivo").calls[-1]

    assert isinstance(card, Say | Change)
    assert "La página ya no existe (404)." in card.text


@pytest.mark.parametrize(
    ("text", "link", "times"),
    [
        ("Está en www.example.gov.co.", "https://www.example.gov.co", 1),
        ("Está en https://www.example.gov.co.", "https://www.example.gov.co", 1),
        ("Está en el portal.", "https://www.example.gov.co", 1),
        ("Está en www.example.gov.co.", "http://www.example.gov.co", 2),
        ("Se publicó en a.example.", "https://a.example", 2),
    ],
)
def test_a_link_that_the_words_of_a_proof_have_is_shown_once(text: str, link: str, times: int) -> None:
    said = products.evidence(EvidenceView(text, (), link, None, None), *SAID)

    assert said.count(link.partition("://")[2]) == times


def test_the_card_says_that_a_product_is_overdue_as_the_list_does(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES)
    late = ("            estado: aplazado\n", "            estado: en_ejecucion\n")
    import_plan(session, read_plan_text(changed(late, text=SEED)), NOW)

    listed, card = (press(session, me.telegram_id, data).calls[-1] for data in ("1:ppl:0", "1:ppc:evento-vivo"))

    assert isinstance(listed, Say | Change)
    assert isinstance(card, Say | Change)
    assert "▲ Diálogo: 0\u00a0% · atrasado" in listed.text
    assert "Estado: ◐ En ejecución (atrasado)" in card.text


@pytest.mark.parametrize("doing", ["plan-workbook-sure", "plan-matrix"])
def test_what_is_written_after_a_preview_with_nothing_to_decide_is_an_ordinary_message(
    session: Session, doing: str
) -> None:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES)
    message = {
        "message_id": 5,
        "date": 0,
        "chat": {"id": me.telegram_id, "type": "private"},
        "from": {"id": me.telegram_id, "is_bot": False, "first_name": "X"},
        "text": "¿Cómo va el plan?",
    }
    update = Update.de_json({"update_id": 1, "message": message}, None)
    turn = Turn(update, session, NOW, Office("bot", ZONE, Keyring(()), public_url=None), bot_id=1)
    handlers_desk.sit_down(turn, doing, file="a" * 64, answers={}, open=False)

    assert handlers_desk.take(turn, None) is None
    assert desks.desk(session, me.telegram_id) is None


@pytest.mark.parametrize(
    ("button", "said", "stays"),
    [
        ("1:planx:no", "No se guardó nada. El plan queda como estaba.", False),
        (f"1:planxc:{'b' * 16}::", "Ya no tengo ese archivo a la mano.", True),
        (f"1:planxc:{'b' * 16}:{'c' * 8}:theirs", "Ya no tengo ese archivo a la mano.", True),
    ],
)
def test_the_file_that_waits_is_left_and_no_button_of_another_one_decides_of_it(
    session: Session, button: str, said: str, *, stays: bool
) -> None:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES)
    desks.sit_down(session, me.telegram_id, "plan-workbook-sure", NOW, file="a" * 64, open=True, each=[])

    shown = press(session, me.telegram_id, button).calls[-1]

    assert isinstance(shown, Say | Change)
    assert said in shown.text
    assert (desks.desk(session, me.telegram_id) is not None) is stays
