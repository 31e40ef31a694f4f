"""The plan as it is today: as it is stored, and after a change only what is otherwise is made anew."""

from datetime import date

from participation.plan import import_plan, read_plan_text
from participation.plan.current import current_plan
from participation.plan.present import present_products, present_state
from storage import Database, Session
from storage.queries.plan_parts import Part, stored_parts
from storage.queries.plan_told import told_parts
from tests.participation.plan_texts import NOW, SMALL, changed, take

JULY = date(2022, 7, 1)
TOLD = (Part.PLAN, Part.ACTIVITY, Part.TASK, Part.PRODUCT, Part.EVIDENCE, Part.UNITEMISED)
EVERYTHING = changed(
    (
        "estado: programado\n            avance: 0",
        "estado: cancelado\n            cancelado: {motivo: Sin cupo, firma: Jefe, fecha: 2022-05-02}\n"
        "            avance: 10\n            cantidad: 3\n            responsable: Ana\n"
        "            grupos_de_valor: [vecinos]\n"
        "            evidencias: [{texto: Acta, fecha: [2022-05-01, 2022-05-02]}, {texto: Otra, enlace: https://a.co}]",
    ),
    ("cortes:\n", "productos_sin_detalle: [{periodo: 2022-S2, cantidad: 4, inferido: sí}]\ncortes:\n"),
)


def test_what_is_told_is_what_is_stored(session: Session) -> None:
    take(session, EVERYTHING)

    told = told_parts(session, current_plan(session))

    assert told == [row for row in stored_parts(session, 2022) if row.part in TOLD]


def test_after_a_change_the_products_that_it_left_alone_are_not_made_again(database: Database) -> None:
    def taken(text: str) -> dict[str, object]:
        database.write(lambda session: import_plan(session, read_plan_text(text), NOW)).result()
        state = database.read(lambda session: present_state(session, JULY)).result()
        return {one.product.code: one for one in state.products}

    before = taken(SMALL)
    proven = taken(changed(("Publicada en el portal.", "Publicada en la cartelera.")))
    moved = taken(changed(("nombre: Publicar el plan", "nombre: Mostrar el plan")))

    assert proven["charla"] is before["charla"]
    assert proven["pagina"] != before["pagina"]
    assert moved["charla"] != before["charla"]
    assert taken(SMALL) == before


def test_some_products_are_told_as_they_are_among_all(session: Session) -> None:
    take(session, EVERYTHING)

    found = present_products(session, JULY, ["charla", "nada"])

    assert found == {"charla": present_state(session, JULY).by_code["charla"]}
