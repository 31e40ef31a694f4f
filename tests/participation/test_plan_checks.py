"""What does not fit together in a plan file is told: one case a rule."""

import pytest

from participation.plan import read_plan_text
from storage.queries.plan_parts import Part
from tests.participation.plan_texts import SMALL, changed, errors_of

DONE = "estado: cumplido\n            avance: 100"
PROOF = """\
            evidencias:
              - texto: Publicada en el portal.
                fecha: 2022-02-01
"""
TERM = "\nterminos:\n  - {{{first}dias_habiles: {days}}}\n  - {{{second}dias_habiles: {days}}}\n"
DAYS = "{general: 15, informacion: 10, consulta: 30}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PROOF, "", "A product that is cumplido needs at least one element in «evidencias»."),
        (DONE, "estado: cumplido\n            avance: 90", "A product that is cumplido has avance 100."),
        (
            DONE,
            "estado: en_ejecucion\n            avance: 100",
            "With avance 100 the estado is cumplido. Change one of the two.",
        ),
        (
            "estado: programado",
            "estado: programado\n            ejecutado_el: 2022-03-01",
            "Only a product that is cumplido has «ejecutado_el».",
        ),
        (
            "estado: programado",
            "estado: cancelado",
            "A product that is cancelado needs the key «cancelado» with motivo and firma.",
        ),
        (
            "estado: programado",
            "estado: cancelado\n            cancelado: {motivo: Falta de cupo}",
            "The key «firma» is missing or has no value.",
        ),
        (
            "estado: programado",
            "estado: programado\n            cancelado: {motivo: No, firma: Nadie}",
            "The key «cancelado» goes with the estado cancelado only.",
        ),
        (
            "estado: programado",
            "estado: programado\n            trasladado: {a: 2022-S2, motivo: Lluvias}",
            "The key «firma» is missing or has no value.",
        ),
        (
            "estado: programado",
            "estado: programado\n            trasladado: {a: 2022-S1, motivo: Lluvias, firma: Jefe}",
            "The product is moved to where it already was. Leave «periodo» as first programmed.",
        ),
        (
            "estado: programado",
            "estado: programado\n            vence: 2022-05-01",
            "Write «periodo» or «vence», not both.",
        ),
        ("codigo: charla\n", "codigo: pagina\n", "«pagina» is used twice; the first is on line 21."),
        ("producto: charla", "producto: chrla", "No product of this plan has the code «chrla»."),
        (
            "producto: charla",
            "producto: charla\n    grupos_de_valor: [niños]",
            "«niños» is no code.",
        ),
        (
            "producto: charla",
            "producto: charla\n    grupos_de_valor: [jovenes]",
            "No group in the list grupos_de_valor has the code «jovenes».",
        ),
        ("fecha: 2022-06-30", "fecha: 2021-06-30", "This is outside the plan's year, 2022."),
        (
            "nombre: primer semestre}",
            "nombre: uno, publicado_el: 2022-06-01}",
            "A cut cannot be published before its own date.",
        ),
        (
            "producto: charla",
            "producto: charla\n    fecha: 2022-08-01",
            "An event that is aplazado has no new date. With a date its estado is reprogramado.",
        ),
        (
            "    fecha_original: 2022-05-20\n",
            "",
            "An event that is aplazado needs the «fecha_original» on which it was to be held.",
        ),
        ("estado: aplazado", "estado: convocado", "An event that is convocado needs its «fecha»."),
        (
            "estado: aplazado",
            "estado: realizado\n    fecha: 2022-05-20",
            "An event that is realizado needs its proof: «grabacion» or «registro».",
        ),
        ("estado: aplazado", "estado: cancelado", "An event that is cancelado needs its «motivo»."),
        (
            "estado: aplazado",
            "estado: aplazado\n    asistencia: 85",
            "«asistencia» needs «asistencia_cuenta»: registered people, peak viewers…",
        ),
    ],
)
def test_what_does_not_fit_together_is_told(old: str, new: str, expected: str) -> None:
    assert any(expected in error for error in errors_of(changed((old, new))))


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        (
            "productos_sin_detalle:\n  - {periodo: 2023-S1, cantidad: 2, inferido: no}\n",
            "Line 45: This is outside the plan's year, 2022.",
        ),
        (
            "ventanas:\n  - {codigo: ideas, nombre: Ideas, para: Oír, desde: 2022-02-02, hasta: 2022-02-01}\n",
            "Line 45: This window closes before it opens.",
        ),
        (
            TERM.format(first="hasta: 2022-01-01, ", second="desde: 2022-01-03, ", days=DAYS),
            "Line 47: The terms go from the oldest to the newest. Each begins the day after the last.",
        ),
        (
            TERM.format(first="", second="", days=DAYS),
            "Line 47: The terms go from the oldest to the newest. Each begins the day after the last.",
        ),
        (
            TERM.format(first="hasta: 2022-01-01, ", second="desde: 2022-01-02, hasta: 2021-01-01, ", days=DAYS),
            "Line 47: This term ends on 2021-01-01, before it begins.",
        ),
        (
            "promesas:\n  - {tipo: observacion, dias_habiles: 5}\n  - {tipo: observacion, dias_habiles: 6}\n",
            "Line 46: There is already a promise for observacion. Keep one.",
        ),
    ],
)
def test_what_an_office_adds_is_checked_too(added: str, expected: str) -> None:
    assert errors_of(SMALL + added) == [expected]


def test_a_product_without_a_time_is_told_where_it_begins() -> None:
    text = changed(
        ("            periodo: 2022-S1\n            estado: programado\n", "            estado: programado\n")
    )

    assert errors_of(text) == ["Line 30: A product needs «periodo» or «vence»: when it is due."]


def test_an_unknown_number_of_products_is_allowed() -> None:
    text = SMALL + "productos_sin_detalle:\n  - {periodo: 2022-S2, cantidad: desconocida, inferido: no}\n"

    [counted] = [row for row in read_plan_text(text).rows if row.part is Part.UNITEMISED]

    assert counted.values["quantity"] is None


def test_terms_that_follow_one_another_are_kept_as_data() -> None:
    text = SMALL + TERM.format(first="hasta: 2022-01-01, ", second="desde: 2022-01-02, ", days=DAYS)

    assert read_plan_text(text).rows[0].values["terms"] == [
        {"from": None, "to": "2022-01-01", "source": None, "general": 15, "informacion": 10, "consulta": 30},
        {"from": "2022-01-02", "to": None, "source": None, "general": 15, "informacion": 10, "consulta": 30},
    ]
