"""Long texts stay within what Telegram takes, and say that there is more."""

from datetime import date

from handlers.texts import events, products
from handlers.texts.fitting import MESSAGE, length
from participation.plan.agenda import list_events
from participation.progress import plan_progress, product_detail
from storage import Session
from tests.handlers.texts.rendered import AFTER_THE_CUT, SEED, read, said_in, take

PROOF = "              - texto: >-\n                  Se publicó en el banner del portal"
LONG = "Se contó en cada municipio, con su lista de asistencia y su acta. " * 30


def with_proofs(*texts: str) -> tuple[str, str]:
    """The seed with more proof of its invitations."""
    more = "".join(f"              - texto: {text}\n" for text in texts)
    return PROOF, more + PROOF


def test_a_message_with_all_its_proof_says_nothing_of_more(session: Session) -> None:
    take(session, SEED, with_proofs("Acta publicada."))
    plan = plan_progress(session, AFTER_THE_CUT)

    said = read(products.product(product_detail(session, "invitaciones", AFTER_THE_CUT), plan, *said_in()))

    assert "Acta publicada." in said
    assert "Hay más" not in said


def test_what_a_product_has_no_room_for_is_said_to_exist(session: Session) -> None:
    take(session, SEED, with_proofs(LONG, LONG, LONG))
    plan = plan_progress(session, AFTER_THE_CUT)

    whole = products.product(product_detail(session, "invitaciones", AFTER_THE_CUT), plan, *said_in())

    assert length(whole) <= MESSAGE
    assert "Hay más pruebas de las que caben aquí." in read(whole).splitlines()
    assert read(whole).splitlines()[-1].startswith("Para: alcaldías")


def test_a_proof_longer_than_a_message_is_shortened_and_keeps_its_link(session: Session) -> None:
    link = "https://www.enterritorio.gov.co/acta"
    proof = f"{LONG * 3}{link}\n                enlace: {link}"
    take(session, SEED, with_proofs(proof))
    plan = plan_progress(session, AFTER_THE_CUT)

    whole = products.product(product_detail(session, "invitaciones", AFTER_THE_CUT), plan, *said_in())

    assert length(whole) <= MESSAGE
    assert "…" in whole
    assert link in read(whole).splitlines()


def test_more_events_than_fit_are_said_to_exist(session: Session) -> None:
    head, events_part = SEED.split("eventos:\n")
    many = "".join(
        f"  - {{codigo: e{day}, titulo: Charla {day}, estado: programado, fecha: 2021-08-{day},"
        f' descripcion: "{LONG[:400].strip()}"}}\n'
        for day in range(10, 30)
    )
    take(session, f"{head}eventos:\n{many}{events_part}")

    whole = events.events(list_events(session, date(2021, 7, 1)), *said_in())

    assert length(whole) <= MESSAGE
    assert "Charla 10" in whole
    assert read(whole).endswith("Hay más eventos. Toque uno para verlo.")
