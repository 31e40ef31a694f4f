"""What the bot did becomes evidence: only what arrived, saved on one tap, and no import drops it."""

from datetime import datetime

import pytest
from sqlalchemy import select

from participation.dialogue import evidence
from participation.dialogue.errors import ProposalSettled
from participation.dialogue.from_file import keep_evidence
from participation.events import lifecycle
from participation.plan import compare, import_plan, kept, read_plan_text
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.events import EvidenceProposal
from storage.models.notices import Copy, CopyState, Notice
from storage.models.plan import Event, Evidence, Product
from storage.models.staff import StaffMember
from storage.queries.plan_parts import Part, PartRow, stored_parts
from tests.participation.dialogue.stories import HELD_AT, hold, told
from tests.participation.events.stories import BOGOTA, announced, at, invite_guest, subscribe
from tests.support.observing import on_sqlite
from tests.support.running import PLAN, START

FILE = PLAN.read_text("utf-8")
FIRST = "              - texto: >-\n                  Se publicó en el banner"
OTHER = "              - texto: Otra prueba de la oficina.\n"
RECORDING = "https://video.example.org/dialogo"
TEXT = (
    "Se publicó en el canal de Telegram de la entidad, el 1 de julio de 2021, la invitación a participar del espacio de"
    " diálogo. Se enviaron las invitaciones por correo electrónico a los grupos de valor (Alcaldías y Gobernaciones) el"
    " 1 y 2 de julio de 2021: 3 correos. Por Telegram la recibieron 2 personas el 1 de julio de 2021. Espacio de"
    " diálogo: «Segundo diálogo»."
)


@pytest.fixture
def product(planned: Session) -> Product:
    return planned.scalars(select(Product).where(Product.code == "invitaciones")).one()


@pytest.fixture
def event(planned: Session, publisher: StaffMember, product: Product) -> Event:
    """Announced to two subscribers, the channel and four guests of three groups."""
    for chat in (1, 2):
        subscribe(planned, chat)
    for mail, group in (("a@x.co", "alcaldias"), ("b@x.co", "alcaldias"), ("c@x.co", "gobernaciones")):
        invite_guest(planned, mail, group)
    invite_guest(planned, "no@x.co", "municipios-pdet")
    groups = ["alcaldias", "gobernaciones", "municipios-pdet"]
    return announced(planned, publisher, product_id=product.id, value_groups=groups)


def arrive(session: Session, *, refused: str = "no@x.co") -> None:
    """All copies arrive on the 1st but one e-mail on the 2nd; one address is refused."""
    for copy, notice in session.execute(select(Copy, Notice).join(Notice, Notice.id == Copy.notice_id)):
        copy.state, copy.shown_version, copy.tells_change = CopyState.SENT, notice.version, False
        copy.sent_at = copy.sent_at or (at("2021-07-02 08:00") if copy.recipient == "c@x.co" else START)
        if copy.recipient == refused:
            copy.state = CopyState.REFUSED
    session.flush()


def test_invitations_are_told_as_the_plans_own_report_tells_of_them(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    assert evidence.find_evidence(planned, START, BOGOTA) == []  # nothing has arrived
    arrive(planned)

    assert evidence.find_evidence(planned, START, BOGOTA) == [f"evidence proposed: event:{event.id}:invitations"]
    assert evidence.find_evidence(planned, START, BOGOTA) == []

    [proposal] = planned.scalars(select(EvidenceProposal)).all()
    assert proposal.text.replace("\u00a0", " ") == TEXT
    assert proposal.dates == ["2021-07-01", "2021-07-02"]
    assert told(planned, "staff_alert") == [(f"evidence:{proposal.id}", str(publisher.telegram_id))]


def saved(session: Session, event: Event, by: StaffMember, now: datetime = START) -> Evidence:
    arrive(session)
    [proposal] = evidence.proposals(session, by, event, now, BOGOTA)
    return evidence.save(session, proposal.id, by, now, "https://t.me/bot?start=evento_x")


def test_saved_on_one_tap_it_stands_after_the_others_and_the_percentage_is_the_same(
    planned: Session, event: Event, publisher: StaffMember, product: Product
) -> None:
    before = product.percentage

    row = saved(planned, event, publisher)

    assert (row.product_id, row.position, row.link) == (product.id, 2, "https://t.me/bot?start=evento_x")
    assert product.percentage == before
    assert evidence.proposals(planned, publisher, event, START, BOGOTA) == []
    with pytest.raises(ProposalSettled):
        evidence.save(planned, planned.scalars(select(EvidenceProposal.id)).one(), publisher, START)


@on_sqlite
def test_no_import_drops_it_and_what_comes_from_the_file_stands_before_it(
    planned: Session, event: Event, publisher: StaffMember, product: Product
) -> None:
    row = saved(planned, event, publisher)
    text, file = row.text, read_plan_text(FILE)
    assert compare(planned, file) == []
    [stays] = [one for one in kept(planned, file) if one.part is Part.EVIDENCE]
    assert (stays.key, stays.new) == ("invitaciones/2", text)

    import_plan(planned, read_plan_text(FILE.replace(FIRST, OTHER + FIRST)), START)

    of_product = select(Evidence.text).where(Evidence.product_id == product.id, Evidence.retired_at.is_(None))
    found = planned.scalars(of_product.order_by(Evidence.position)).all()
    assert [found[0], len(found), found[2]] == ["Otra prueba de la oficina.", 3, text]
    assert import_plan(planned, read_plan_text(FILE), START) != []
    assert planned.scalars(of_product.order_by(Evidence.position)).all()[1:] == [text]


@on_sqlite
def test_a_postponement_tells_who_was_told(planned: Session, event: Event, publisher: StaffMember) -> None:
    saved(planned, event, publisher)
    lifecycle.postpone(planned, event, None, "Falló la red", publisher, at("2021-07-14 10:00"), BOGOTA)
    assert evidence.find_evidence(planned, at("2021-07-14 10:01"), BOGOTA) == []  # still being told
    arrive(planned)

    evidence.find_evidence(planned, at("2021-07-14 11:00"), BOGOTA)

    [proposal] = evidence.proposals(planned, publisher, event, at("2021-07-14 11:00"), BOGOTA)
    assert proposal.text.replace("\u00a0", " ") == (
        "El espacio de diálogo «Segundo diálogo», que se desarrollaría el 15 de julio de 2021, fue aplazado."
        " Se comunicó a los invitados el 14 de julio de 2021, por correo electrónico (3 mensajes) y por Telegram"
        " (2 personas)."
    )


@on_sqlite
def test_a_recording_is_proposed_with_its_own_link(planned: Session, event: Event, publisher: StaffMember) -> None:
    saved(planned, event, publisher)
    hold(planned, event, publisher, RECORDING)

    [proposal] = evidence.proposals(planned, publisher, event, HELD_AT, BOGOTA)

    assert (proposal.what, proposal.link, proposal.dates) == ("recording", RECORDING, ["2021-07-15"])


@on_sqlite
def test_only_who_publishes_decides(
    planned: Session, event: Event, publisher: StaffMember, answerer: StaffMember
) -> None:
    arrive(planned)
    [proposal] = evidence.proposals(planned, publisher, event, START, BOGOTA)
    with pytest.raises(NotAllowed):
        evidence.save(planned, proposal.id, answerer, START)
    evidence.leave(planned, proposal.id, publisher, START)
    assert evidence.find_evidence(planned, START, BOGOTA) == []


@on_sqlite
def test_a_plan_that_was_exported_brings_it_back_once(
    planned: Session, event: Event, publisher: StaffMember, product: Product
) -> None:
    saved(planned, event, publisher)
    exported = [row for row in stored_parts(planned, 2021) if row.part is Part.EVIDENCE]

    assert keep_evidence(planned, 2021, exported, [*exported, PartRow(Part.PRODUCT, product.code, None, {})]).kept == ()
