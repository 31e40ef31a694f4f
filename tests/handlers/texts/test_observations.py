"""What is said once a contribution has its number, and before a denuncia is sent."""

import pytest

from handlers.texts import observations as texts
from participation.progress import entity
from storage import Session
from storage.models.kinds import ContributionKind
from tests.handlers.texts.rendered import EXAMPLE, SEED, file, read, said_in, take


def receipt_of(session: Session, kind: ContributionKind) -> list[str]:
    filed = file(session, kind)
    return read(texts.filed(filed.case, "9F2C-71AB-04DE", *said_in())).splitlines()


def test_a_denuncia_is_not_promised_a_place_in_the_report(session: Session) -> None:
    take(session, SEED)

    lines = receipt_of(session, ContributionKind.DENUNCIA)

    assert lines[0] == "Recibimos su denuncia."
    assert lines[-1] == ("Comprobante: 9F2C-71AB-04DE. Sirve para comprobar que la recibimos y que no ha cambiado.")
    assert "informe" not in "\n".join(lines)


def test_a_congratulation_is_promised_no_decision(session: Session) -> None:
    take(session, SEED)

    lines = receipt_of(session, ContributionKind.CONGRATULATION)

    assert lines[0] == "Recibimos su felicitación."
    assert lines[3] == "Gracias. Se la haremos llegar a quien corresponde."


def test_an_observation_for_which_the_plan_promises_a_date_has_it(session: Session) -> None:
    take(session, EXAMPLE)

    assert receipt_of(session, ContributionKind.OBSERVATION)[3] == "Le respondemos a más tardar el 26 de julio de 2021."


def test_what_came_after_its_window_is_answered_all_the_same(session: Session) -> None:
    take(session, SEED)
    filed = file(session)
    filed.case.late = True

    lines = read(texts.filed(filed.case, filed.receipt, *said_in())).splitlines()

    assert lines[4] == "Llegó después de la fecha. La respondemos igual."


@pytest.mark.parametrize("written", ["Línea 000", "Línea 000."])
def test_a_protected_channel_ends_its_sentence_once(session: Session, written: str) -> None:
    take(session, SEED, ("  # canal_protegido:\n", f"  canal_protegido: {written}\n"))

    warning = read(texts.denuncia_warning(entity(session), said_in()[0]))

    assert warning.endswith("Si teme por su seguridad, use Línea 000.")


def test_without_a_protected_channel_nobody_is_sent_to_one(session: Session) -> None:
    take(session, SEED)

    warning = read(texts.denuncia_warning(entity(session), said_in()[0]))

    assert warning.endswith("La entidad todavía no ha dado un canal protegido.")
