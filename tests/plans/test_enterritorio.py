"""The seed's plan holds exactly what the entity's report says, and its figures come out."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from participation.plan import import_plan, read_plan_file
from participation.plan.agenda import event_detail, list_events
from participation.progress import activity_progress, entity, plan_progress, product_detail
from storage import Session
from storage.models.plan import ComputedFigure, EventState, ProductStatus

PLAN = Path("plans/enterritorio-2021.yaml")
FIRST_OF_JULY = date(2021, 7, 1)

EVIDENCE = {
    "publicar-plan": [
        "Las acciones del Plan de participación ciudadana fueron consignadas en el Plan Institucional de Gestión y "
        "Desempeño - PIGD en la Dimensión de Gestión con Valores, el cual fue publicado en el portal Web institucional "
        "el 29 de diciembre/2020. El plazo establecido para recibir observaciones por parte de los interesados se "
        "habilitó hasta el 21 de enero/2021."
    ],
    "informe-observaciones": [
        "No se recibieron observaciones por parte de los grupos de valor de ENTerritorio, respecto a las acciones "
        "formuladas en el Plan de Participación Ciudadana 2021."
    ],
    "invitaciones": [
        "Se publicó en el banner del portal Web institucional el 15 de junio, la invitación a participar del primer "
        "espacio de diálogo. Y se enviaron las invitaciones por correo electrónico a los grupos de valor como "
        "alcaldías, gobernaciones, municipios PDET, municipios con los que se tiene algún convenio, los días 16, 20, "
        "21 de junio/2021."
    ],
    "evento-vivo": [
        "El primer espacio de diálogo que se desarrollaría el 30 de junio/2021 según la agenda programada, fue "
        "aplazado y dicha situación fue comunicada a los invitados vía correo electrónico.",
        "Para consultar otros eventos dirigidos a los grupos de valor, ENTerritorio, habilitó el Cronograma de "
        "actividades, el cual se encuentra como destacado en los enlaces de interés: "
        "https://www.enterritorio.gov.co/web/calendar-field_fecha/month",
    ],
    "video": [
        "Se realizó la promoción de los diferentes Canales de participación ciudadana/servicio al ciudadano "
        "institucionales a través del canal de YouTube el 30 de junio/2021. En el enlace se registra la publicación "
        "del video por YouTube : https://www.youtube.com/watch?v=hUYCEN1yIVY"
    ],
}


@pytest.fixture
def seeded(session: Session) -> Session:
    import_plan(session, read_plan_file(PLAN), datetime(2021, 7, 1, 14, 0, tzinfo=UTC))
    session.commit()
    return session


def test_the_year_and_the_semester_have_the_figures_of_the_report(seeded: Session) -> None:
    progress = plan_progress(seeded, FIRST_OF_JULY)

    assert (progress.year.percent, progress.year.executed, progress.year.programmed) == (26, 4, 15)
    assert (progress.due.percent, progress.due.executed, progress.due.programmed) == (80, 4, 5)
    assert progress.cut is not None
    assert (progress.cut.on, progress.cut.label) == (date(2021, 6, 30), "I semestre")


def test_each_activity_has_its_short_name_and_its_part(seeded: Session) -> None:
    activities = plan_progress(seeded, FIRST_OF_JULY).activities

    assert [(a.number, a.short_name, a.year.percent, a.year.executed, a.year.programmed) for a in activities] == [
        (1, "Divulgar la estrategia", 100, 2, 2),
        (2, "Promover los canales", 50, 1, 2),
        (3, "Abrir un espacio virtual", 100, 1, 1),
    ]


def test_what_the_report_does_not_print_is_marked_as_computed(seeded: Session) -> None:
    progress = plan_progress(seeded, FIRST_OF_JULY)

    assert progress.computed == {ComputedFigure.TOTAL, ComputedFigure.ACTIVITY_PERCENTAGES}
    [second_semester] = progress.unitemised
    assert (second_semester.quantity, second_semester.inferred) == (10, True)
    assert (second_semester.period.start, second_semester.period.end) == (date(2021, 7, 1), date(2021, 12, 31))


def test_the_dialogue_is_pending_because_it_was_postponed_without_a_new_date(seeded: Session) -> None:
    [pending] = plan_progress(seeded, FIRST_OF_JULY).pending

    assert (pending.product.code, pending.product.status) == ("evento-vivo", ProductStatus.POSTPONED)
    assert pending.event is not None
    assert (pending.event.mention, pending.event.state) == ("el diálogo", EventState.POSTPONED)
    assert (pending.event.original_date, pending.event.day) == (date(2021, 6, 30), None)


def test_hour_platform_and_reason_of_the_dialogue_stay_unknown(seeded: Session) -> None:
    event = event_detail(seeded, "dialogo", FIRST_OF_JULY)

    assert (event.hour, event.kind, event.reason, event.link, event.place, event.recording) == (None,) * 6
    assert list_events(seeded, FIRST_OF_JULY).upcoming == (event,)


@pytest.mark.parametrize("code", EVIDENCE)
def test_evidence_is_told_in_the_words_of_the_report(seeded: Session, code: str) -> None:
    assert [proof.text for proof in product_detail(seeded, code, FIRST_OF_JULY).evidence] == EVIDENCE[code]


def test_the_postponed_product_keeps_its_evidence_at_zero(seeded: Session) -> None:
    detail = product_detail(seeded, "evento-vivo", FIRST_OF_JULY)

    assert (detail.product.percentage, detail.product.executed, detail.product.overdue) == (0, False, False)
    assert [proof.link for proof in detail.evidence] == [
        None,
        "https://www.enterritorio.gov.co/web/calendar-field_fecha/month",
    ]


def test_the_invitations_have_their_four_dates_and_groups(seeded: Session) -> None:
    detail = product_detail(seeded, "invitaciones", FIRST_OF_JULY)

    assert detail.product.executed
    assert [day.isoformat() for proof in detail.evidence for day in proof.dates] == [
        "2021-06-15",
        "2021-06-16",
        "2021-06-20",
        "2021-06-21",
    ]
    assert detail.value_groups == (
        "Alcaldías",
        "Gobernaciones",
        "Municipios PDET",
        "Municipios con los que se tiene algún convenio",
    )


def test_no_observations_came_is_a_result_that_completes_a_product(seeded: Session) -> None:
    detail = product_detail(seeded, "informe-observaciones", FIRST_OF_JULY)

    assert detail.product.executed
    assert detail.evidence[0].text.startswith("No se recibieron observaciones por parte de los grupos de valor")


def test_the_video_has_its_link(seeded: Session) -> None:
    [proof] = product_detail(seeded, "video", FIRST_OF_JULY).evidence

    assert proof.link == "https://www.youtube.com/watch?v=hUYCEN1yIVY"
    assert proof.dates == (date(2021, 6, 30),)


def test_official_names_are_whole(seeded: Session) -> None:
    activity = activity_progress(seeded, "promover", FIRST_OF_JULY)

    assert activity.name == (
        "Realizar promoción de los diferentes canales de participación ciudadana/servicio al ciudadano institucionales"
    )
    assert [product.name for product in activity.products] == [
        "Envío de invitaciones a convocatoria (correo electrónico, redes sociales)",
        "Registros en Redes sociales del evento en vivo realizado",
    ]


def test_contact_data_that_the_report_does_not_give_are_not_made_up(seeded: Session) -> None:
    shown = entity(seeded)

    assert (shown.email, shown.phone, shown.address, shown.office_hours) == (None,) * 4
    assert (shown.protected_channel, shown.privacy_policy_link) == (None, None)
    assert shown.emergency_line == "123"


def test_the_privacy_notice_reads_easily(seeded: Session) -> None:
    sentences = re.split(r"(?<=[.])\s+|\n+", entity(seeded).privacy_notice)

    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
