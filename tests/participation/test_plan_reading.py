"""A plan file is read strictly, and everything that is wrong is told at once with its line."""

import pytest

from participation.plan import PlanFileErrors, read_plan_text
from participation.plan.form import SECTIONS, paths
from storage.queries.plan_parts import SHAPES, Part
from tests.participation.plan_texts import SMALL, changed, errors_of


def test_the_small_plan_is_right() -> None:
    assert errors_of(SMALL) == []


def test_all_errors_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        ("vigencia: 2022", "vigencia: pronto"),
        ("  nombre_corto: Entidad\n", ""),
        ("nombre: Charla con vecinos", "nombrre: Charla"),
        ("fecha: 2022-02-01", "fecha: 2022-02-30"),
        ("estado: aplazado", "estado: demorado"),
    )

    assert errors_of(text) == [
        "Line 3: «pronto» is no year. Write it like 2021.",
        "Line 5: The key «nombre_corto» is missing or has no value.",
        "Line 28: The date 2022-02-30 does not exist in the calendar.",
        "Line 29: The key «nombre» is missing or has no value.",
        "Line 30: The key «nombrre» is not known here. Did you mean «nombre»?",
        "Line 40: «demorado» is not known here. It may be: borrador, programado, convocado, en_vivo, realizado, "
        "aplazado, reprogramado, cancelado, sin_confirmar.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("avance: 100", "avance: 101", "«101» is no percentage. Write a whole number from 0 to 100."),
        ("avance: 100", "avance: -1", "«-1» is no percentage. Write a whole number from 0 to 100."),
        ("avance: 100", "avance: 99.5", "«99.5» is no percentage. Write a whole number from 0 to 100."),
        ("avance: 100", "avance: ²", "«²» is no percentage. Write a whole number from 0 to 100."),
        ("fecha: 2022-02-01", "fecha: 1/2/2022", "«1/2/2022» is no date. Write it like 2021-06-30."),
        (
            "codigo: pagina",
            "codigo: Página",
            "«Página» is no code. Use 2 to 32 of these: a-z without accents, 0-9 and hyphen.",
        ),
        (
            "codigo: pagina",
            f"codigo: {'x' * 33}",
            f"«{'x' * 33}» is no code. Use 2 to 32 of these: a-z without accents, 0-9 and hyphen.",
        ),
        (
            "fecha: 2022-02-01",
            "enlace: javascript:alert(1)",
            "«javascript:alert(1)» is no link. It must begin with https:// or http:// and have no spaces.",
        ),
        (
            "fecha: 2022-02-01",
            "enlace: 'https://a b'",
            "«https://a b» is no link. It must begin with https:// or http:// and have no spaces.",
        ),
        ("nombre: Contar el plan", "nombre: [a, b]", "The key «nombre» takes one text. Put it in quotes"),
        ("nombre: Contar el plan", "nombre: ''", "The key «nombre» is missing or has no value."),
        ("nombre: Contar el plan", "nombre: ~", "The key «nombre» is missing or has no value."),
        ("fecha_original: 2022-05-20", "hora: '24:00'", "«24:00» is no hour. Write it like 15:00"),
        ("nombre: Contar el plan", f"nombre: {'x' * 20_001}", "The text is too long."),
        ("avance: 100", "avance: 100\n            cantidad: 0", "«0» is no whole number from 1."),
        (
            "avance: 100",
            "avance: 100\n            zzz: 0",
            "The key «zzz» is not known here. The keys here are: codigo,",
        ),
        ("fecha: 2022-02-01", "enlace: 'https://a:99999'", "«https://a:99999» is no link."),
        ("fecha: 2022-02-01", "archivo: pdf", "Under «archivo» these keys are expected: tipo, bytes, nombre, huella."),
        ("  privacidad:", "  contacto: {correo: a@b}\n  privacidad:", "«a@b» is no e-mail address."),
        ("  privacidad:", "  colores: {acento: rojo}\n  privacidad:", "«rojo» is no colour. Write it in quotes"),
        (
            "vigencia: 2022",
            "vigencia: 2022\n  calculado_por_nosotros: [todo]",
            "It may be: total, porcentajes_por_actividad.",
        ),
        (
            "cortes:",
            "productos_sin_detalle:\n  - {periodo: 2022, cantidad: varios, inferido: no}\ncortes:",
            "«varios» is no whole number from 1. Where nobody knows it, write desconocida.",
        ),
        (
            "cortes:",
            "productos_sin_detalle:\n  - {periodo: 2022, cantidad: 2, inferido: tal vez}\ncortes:",
            "«tal vez» does not fit here. Write sí or no.",
        ),
        ("cortes:", "terminos: [quince]\ncortes:", "Under «terminos» these keys are expected: desde, hasta, fuente"),
    ],
)
def test_a_value_that_does_not_fit_says_what_was_expected(old: str, new: str, expected: str) -> None:
    assert any(expected in error for error in errors_of(changed((old, new))))


@pytest.mark.parametrize("period", ["2022-S3", "2022-T0", "2022-M13", "2022-05-20", "S1", "2022-X1"])
def test_a_period_that_does_not_exist_is_refused(period: str) -> None:
    text = changed(
        ("nombre_corto: Página\n            periodo: 2022-S1", f"nombre_corto: P\n            periodo: {period}")
    )

    assert errors_of(text) == [f"Line 24: «{period}» is no period. Write it like 2021, 2021-S1, 2021-T3 or 2021-M06."]


def test_words_that_yaml_would_twist_stay_as_written() -> None:
    text = changed(("nombre: Contar el plan", "nombre: no"), ("codigo: contar", "codigo: 0012"))

    [activity] = [row for row in read_plan_text(text).rows if row.part is Part.ACTIVITY]

    assert (activity.key, activity.values["name"]) == ("0012", "no")


def test_a_colour_without_quotes_is_not_silently_lost() -> None:
    text = changed(("  privacidad:", "  colores:\n    principal: #1f5a8f\n  privacidad:"))

    assert errors_of(text) == ["Line 8: The key «principal» has no value. A value that begins with # needs quotes."]


def test_a_list_where_keys_belong_and_keys_where_a_list_belongs() -> None:
    text = changed(("cortes:\n  - {", "cortes:\n  {"), ("  - {codigo: vecinos, nombre: Vecinos}", "  - vecinos"))

    assert errors_of(text) == [
        "Line 12: Keys with their values are expected here: codigo, nombre.",
        "Line 37: Under «cortes» a list is expected: each element begins with a hyphen.",
    ]


def test_a_move_may_name_a_day() -> None:
    text = changed(
        ("estado: programado", "estado: programado\n            trasladado: {a: 2022-09-15, motivo: M, firma: F}")
    )

    [charla] = [row for row in read_plan_text(text).rows if row.key == "charla"]

    assert charla.values["moved_to"] == "2022-09-15"


def test_states_are_read_with_capitals_spaces_and_accents() -> None:
    text = changed(("estado: programado", "estado: En ejecución"))

    [charla] = [row for row in read_plan_text(text).rows if row.key == "charla"]

    assert charla.values["status"] == "en_ejecucion"


def test_the_form_fills_every_column_of_every_table() -> None:
    for part, shape in SHAPES.items():
        kept = {name for name, _ in paths(SECTIONS[part].fields)} - {SECTIONS[part].link}
        position = set() if part is Part.PLAN else {"position"}
        assert kept | position == set(shape.columns), part


def test_the_exception_itself_names_the_first_error() -> None:
    with pytest.raises(PlanFileErrors, match="3 errors in the plan file"):
        read_plan_text("")
