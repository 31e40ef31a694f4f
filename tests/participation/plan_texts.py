"""A small plan for tests, and ways to change it."""

from datetime import UTC, datetime

from locales import Language, words
from participation.plan import PlanFileErrors, import_plan, read_plan_text
from storage import Session

NOW = datetime(2022, 7, 1, 14, 0, tzinfo=UTC)

SMALL = """\
plan:
  nombre: Plan de prueba
  vigencia: 2022
entidad:
  nombre: Entidad de prueba
  nombre_corto: Entidad
  privacidad:
    version: "1"
    aviso_corto: Aviso corto.
    aviso: Aviso.
grupos_de_valor:
  - {codigo: vecinos, nombre: Vecinos}
actividades:
  - codigo: contar
    nombre: Contar el plan
    nombre_corto: Contar
    tareas:
      - codigo: publicar
        nombre: Publicar el plan
        productos:
          - codigo: pagina
            nombre: Página publicada
            nombre_corto: Página
            periodo: 2022-S1
            estado: cumplido
            avance: 100
            evidencias:
              - texto: Publicada en el portal.
                fecha: 2022-02-01
          - codigo: charla
            nombre: Charla con vecinos
            nombre_corto: Charla
            periodo: 2022-S1
            estado: programado
            avance: 0
cortes:
  - {fecha: 2022-06-30, nombre: primer semestre}
eventos:
  - codigo: charla-mayo
    titulo: Charla de mayo
    estado: aplazado
    fecha_original: 2022-05-20
    producto: charla
"""


def changed(*replacements: tuple[str, str], text: str = SMALL) -> str:
    """The small plan with some of its text replaced; each must be there exactly once."""
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def take(session: Session, text: str = SMALL) -> list[str]:
    """Import a text and commit; gives the differences in English."""
    found = import_plan(session, read_plan_text(text), NOW)
    session.commit()
    return [difference.text(words(Language.EN)) for difference in found]


def errors_of(text: str) -> list[str]:
    """Everything that is said about a text that cannot be taken, in English; nothing when it can."""
    try:
        read_plan_text(text)
    except PlanFileErrors as found:
        return [error.text(words(Language.EN)) for error in found.errors]
    return []
