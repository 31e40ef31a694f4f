"""Stories that a lawyer can read: what came in when, what was done with it, and by when it has to be answered.

`docs/terms.md` is written from them (`python -m tests.participation.terms_stories > docs/terms.md`). The tests play
them with the acts that officials have.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from locales import Language, formats
from participation.observations.drafting import About
from participation.office import clarifying, extending, finding, reclassifying, transferring
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import AboutKind, ContributionKind, PetitionKind
from storage.models.staff import StaffMember
from tests.support.office import ZONE, at

COMPLAINT, CONGRATULATION, DENUNCIA, OBSERVATION, PETITION = sorted(ContributionKind)
GENERAL, INFORMATION, CONSULTATION = PetitionKind.GENERAL, PetitionKind.INFORMATION, PetitionKind.CONSULTATION
UNCLEAR = PetitionKind.UNCLEAR
Act = Callable[[Session, StaffMember, Case, date], object]

STOPS = "La aclaración detiene el plazo; la persona tiene 10 días hábiles."
RULES = {
    "": "",
    STOPS: "reglas: {aclaracion: {detiene_el_plazo: sí, dias_habiles: 10}}",
    "La aclaración no detiene el plazo; la persona tiene 10 días hábiles.": "reglas: {aclaracion: {dias_habiles: 10}}",
    "La recepción cierra a las 5:00 p. m.": 'reglas: {cierre_de_recepcion: "17:00"}',
    "La entidad no atiende el 23 y el 24 de diciembre de 2021.": "reglas: {dias_cerrados: [2021-12-23, 2021-12-24]}",
    "Las peticiones prioritarias se responden en 5 días hábiles.": "reglas: {prioritarias: {dias_habiles: 5}}",
    "La prórroga llega hasta tres veces el plazo inicial.": "reglas: {prorroga: {hasta_veces: 3}}",
}
"""What the plan file says beside the seed's, by how a lawyer would say it."""


@dataclass(frozen=True)
class Step:
    """Something that is done on a day, and the due date after it."""

    on: date
    said: str
    act: Act
    due: date | None


@dataclass(frozen=True)
class Story:
    """A case from its reception on; `hour` is that of the reception. Without a `due` it has no date."""

    said: str
    received: date
    kind: ContributionKind
    petition: PetitionKind | None
    due: date | None
    steps: tuple[Step, ...] = ()
    hour: int = 9
    about: AboutKind = AboutKind.PLAN
    transfer: date | None = None
    rule: str = ""


def asked(session: Session, by: StaffMember, case: Case, on: date) -> object:
    return clarifying.ask(session, by, case.id, "¿De qué obra habla?", case.version, at(on, 10), ZONE)


def answered(session: Session, _by: StaffMember, case: Case, on: date) -> object:
    return clarifying.answered(session, case, at(on, 15), ZONE)


def nothing_came(session: Session, _by: StaffMember, _case: Case, on: date) -> object:
    return finding.find_due(session, at(on, 8), ZONE)


def foreign(session: Session, by: StaffMember, case: Case, on: date) -> object:
    return transferring.mark_foreign(session, by, case.id, case.version, at(on))


def priority(session: Session, by: StaffMember, case: Case, on: date) -> object:
    return reclassifying.give_priority(session, by, case.id, case.version, at(on))


def extended(until: date) -> Act:
    def act(session: Session, by: StaffMember, case: Case, on: date) -> object:
        return extending.extend(session, by, case.id, until, "Falta un concepto técnico", case.version, at(on), on)

    return act


def becomes(kind: ContributionKind, petition: PetitionKind | None = None) -> Act:
    def act(session: Session, by: StaffMember, case: Case, on: date) -> object:
        return reclassifying.reclassify(session, by, case.id, kind, petition, case.version, at(on))

    return act


TERMS = "El plazo según la fecha de recepción"
CHANGES = "Reclasificar nunca alarga el plazo"
ASKING = "Pedir aclaración"
LATER = "Prorrogar"
ELSEWHERE = "Trasladar a otra entidad"
OFFICE = "Horario, días propios y prioridad"

STORIES: dict[str, tuple[Story, ...]] = {
    TERMS: (
        Story("Petición general", date(2021, 6, 30), PETITION, GENERAL, date(2021, 8, 13)),
        Story("Documentos o información", date(2021, 6, 30), PETITION, INFORMATION, date(2021, 7, 30)),
        Story("Consulta", date(2021, 6, 30), PETITION, CONSULTATION, date(2021, 8, 23)),
        Story("No se sabe qué pide: el plazo más corto", date(2021, 6, 30), PETITION, UNCLEAR, date(2021, 7, 30)),
        Story("Queja o reclamo", date(2021, 7, 1), COMPLAINT, None, date(2021, 8, 17)),
        Story("Observación: el plan no promete fecha", date(2021, 7, 1), OBSERVATION, None, None),
        Story("Denuncia: tiene su propio trámite", date(2021, 7, 1), DENUNCIA, None, None),
        Story("Llega un domingo: cuenta desde el lunes", date(2021, 7, 4), PETITION, GENERAL, date(2021, 8, 18)),
        Story("Un festivo en medio (20 de julio)", date(2021, 7, 19), PETITION, INFORMATION, date(2021, 8, 18)),
        Story("Antes del Decreto 491", date(2020, 3, 27), PETITION, GENERAL, date(2020, 4, 21)),
        Story("Primer día del Decreto 491", date(2020, 3, 28), PETITION, GENERAL, date(2020, 5, 13)),
        Story("Último día del Decreto 491", date(2022, 5, 17), PETITION, GENERAL, date(2022, 7, 1)),
        Story("Primer día después: información", date(2022, 5, 18), PETITION, INFORMATION, date(2022, 6, 2)),
        Story("Primer día después: general", date(2022, 5, 18), PETITION, GENERAL, date(2022, 6, 9)),
        Story("Primer día después: consulta", date(2022, 5, 18), PETITION, CONSULTATION, date(2022, 7, 5)),
    ),
    CHANGES: (
        Story(
            "General que pasa a información",
            date(2021, 7, 1),
            PETITION,
            GENERAL,
            date(2021, 8, 17),
            (Step(date(2021, 7, 5), "Pide documentos", becomes(PETITION, INFORMATION), date(2021, 8, 2)),),
        ),
        Story(
            "Información que pasa a consulta",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (Step(date(2021, 7, 5), "Pide un concepto", becomes(PETITION, CONSULTATION), date(2021, 8, 2)),),
        ),
        Story(
            "Petición que pasa a observación",
            date(2021, 7, 1),
            PETITION,
            GENERAL,
            date(2021, 8, 17),
            (Step(date(2021, 7, 5), "Era una opinión", becomes(OBSERVATION), date(2021, 8, 17)),),
        ),
        Story(
            "Observación que pasa a petición",
            date(2021, 7, 1),
            OBSERVATION,
            None,
            None,
            (Step(date(2021, 7, 9), "Pide documentos", becomes(PETITION, INFORMATION), date(2021, 8, 2)),),
        ),
        Story(
            "Recibida en el Decreto 491, reclasificada después",
            date(2022, 5, 17),
            OBSERVATION,
            None,
            None,
            (Step(date(2022, 5, 24), "Es una petición", becomes(PETITION, GENERAL), date(2022, 7, 1)),),
        ),
    ),
    ASKING: (
        Story(
            "El plazo se detiene y sigue con la respuesta",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 17)),
                Step(date(2021, 7, 14), "La persona responde", answered, date(2021, 8, 6)),
            ),
            rule=STOPS,
        ),
        Story(
            "La persona responde el mismo día",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 17)),
                Step(date(2021, 7, 8), "La persona responde", answered, date(2021, 8, 2)),
            ),
            rule=STOPS,
        ),
        Story(
            "Nadie responde: el plazo sigue desde el último día que había para responder",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 17)),
                Step(date(2021, 7, 26), "Pasó el último día; se avisa al equipo", nothing_came, date(2021, 8, 17)),
                Step(date(2021, 7, 28), "La persona responde tarde", answered, date(2021, 8, 17)),
            ),
            rule=STOPS,
        ),
        Story(
            "Se pide el día en que vence",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 8, 2), "Se pide aclaración", asked, date(2021, 8, 17)),
                Step(date(2021, 8, 4), "La persona responde", answered, date(2021, 8, 4)),
            ),
            rule=STOPS,
        ),
        Story(
            "Ya estaba vencida: preguntar no la revive",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (Step(date(2021, 8, 3), "Se pide aclaración", asked, date(2021, 8, 2)),),
            rule=STOPS,
        ),
        Story(
            "El plazo no se detiene",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 2)),
                Step(date(2021, 7, 14), "La persona responde", answered, date(2021, 8, 2)),
            ),
            rule="La aclaración no detiene el plazo; la persona tiene 10 días hábiles.",
        ),
        Story(
            "Sin regla en el plan: el plazo no se detiene",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 2)),),
        ),
    ),
    LATER: (
        Story(
            "Hasta el doble del plazo inicial: 20 y otros 20",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (Step(date(2021, 7, 30), "Se prorroga al máximo", extended(date(2021, 8, 31)), date(2021, 8, 31)),),
        ),
        Story(
            "El mismo día en que vence todavía se puede",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (Step(date(2021, 8, 2), "Se prorroga cinco días", extended(date(2021, 8, 9)), date(2021, 8, 9)),),
        ),
        Story(
            "La pausa de una aclaración no agranda la prórroga",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            (
                Step(date(2021, 7, 8), "Se pide aclaración", asked, date(2021, 8, 17)),
                Step(date(2021, 7, 14), "La persona responde", answered, date(2021, 8, 6)),
                Step(date(2021, 8, 5), "Se prorroga al máximo", extended(date(2021, 9, 6)), date(2021, 9, 6)),
            ),
            rule=STOPS,
        ),
        Story(
            "Otra entidad con otra regla",
            date(2022, 5, 18),
            PETITION,
            INFORMATION,
            date(2022, 6, 2),
            (Step(date(2022, 6, 1), "Se prorroga al máximo", extended(date(2022, 7, 5)), date(2022, 7, 5)),),
            rule="La prórroga llega hasta tres veces el plazo inicial.",
        ),
    ),
    ELSEWHERE: (
        Story(
            "Petición sobre otro tema: la alarma queda desde que llega",
            date(2021, 7, 1),
            PETITION,
            GENERAL,
            date(2021, 8, 17),
            about=AboutKind.OTHER,
            transfer=date(2021, 7, 9),
        ),
        Story(
            "Un funcionario ve que es de otra entidad",
            date(2021, 7, 1),
            PETITION,
            GENERAL,
            date(2021, 8, 17),
            (Step(date(2021, 7, 6), "Se marca como de otra entidad", foreign, date(2021, 8, 17)),),
            transfer=date(2021, 7, 9),
        ),
    ),
    OFFICE: (
        Story(
            "Llega a las 5 de la tarde: cuenta como del día siguiente",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 3),
            hour=17,
            rule="La recepción cierra a las 5:00 p. m.",
        ),
        Story(
            "Llega a las 4 de la tarde",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            hour=16,
            rule="La recepción cierra a las 5:00 p. m.",
        ),
        Story(
            "Sin regla, la hora no cuenta",
            date(2021, 7, 1),
            PETITION,
            INFORMATION,
            date(2021, 8, 2),
            hour=23,
        ),
        Story(
            "Días en que la entidad no atiende",
            date(2021, 12, 20),
            PETITION,
            INFORMATION,
            date(2022, 1, 20),
            rule="La entidad no atiende el 23 y el 24 de diciembre de 2021.",
        ),
        Story(
            "Petición prioritaria",
            date(2021, 7, 1),
            PETITION,
            GENERAL,
            date(2021, 8, 17),
            (Step(date(2021, 7, 2), "Se marca como prioritaria", priority, date(2021, 7, 9)),),
            rule="Las peticiones prioritarias se responden en 5 días hábiles.",
        ),
    ),
}

HEAD = """\
# Los plazos, con ejemplos

Esta tabla es para el área jurídica. Cada fila es un caso que el programa resuelve en sus pruebas.
Lo hace con los mismos actos que usa un funcionario. Si el programa y esta tabla no coinciden, la prueba falla.

- Los días son hábiles en Colombia (Ley 51 de 1983). El plazo empieza el día siguiente al de recepción.
- Los plazos de ley están en `terminos` del archivo del plan. Las demás reglas, en `reglas`. Vea `docs/plan-file.md`.
- Los ejemplos usan el plan `plans/enterritorio-2021.yaml`. La columna «Regla» dice qué se le agregó en la prueba.
- Una prórroga se da una sola vez, con motivo, antes de vencer. Se le cuenta a quien escribió.
- El asunto de otra entidad se traslada dentro de 5 días hábiles. Se avisa al equipo el día hábil anterior, ese día y
  después.
"""


def document() -> str:
    """`docs/terms.md`, as it has to be."""
    return "\n".join([HEAD, *(_table(title, stories) for title, stories in STORIES.items())]).rstrip() + "\n"


def _table(title: str, stories: tuple[Story, ...]) -> str:
    head = "| Caso | Recibida | Qué se hizo | Se responde a más tardar | Regla |\n|---|---|---|---|---|"
    rows = [f"| {' | '.join(row)} |" for story in stories for row in _rows(story)]
    return "\n".join([f"## {title}", "", head, *rows, ""])


def _rows(story: Story) -> Iterator[tuple[str, ...]]:
    hour = {9: "", 16: ", 4:00 p. m.", 17: ", 5:00 p. m.", 23: ", 11:00 p. m."}[story.hour]
    transfer = f" Se traslada a más tardar el {_date(story.transfer)}." if story.transfer and not story.steps else ""
    yield story.said, _date(story.received) + hour, f"Llega.{transfer}", _date(story.due), story.rule or "Ninguna"
    for step in story.steps:
        also = f" Se traslada a más tardar el {_date(story.transfer)}." if story.transfer else ""
        yield "", "", f"{_date(step.on)}: {step.said[0].lower()}{step.said[1:]}.{also}", _date(step.due), ""


def _date(day: date | None) -> str:
    return formats(Language.ES, ZONE).date(day) if day is not None else "Sin fecha"


def about(story: Story) -> About:
    return About(story.about)


if __name__ == "__main__":
    sys.stdout.write(document())
