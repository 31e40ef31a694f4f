"""The workbook of a digest."""

from datetime import date
from io import BytesIO

import openpyxl

from handlers.subjects import names_of
from locales import Language, formats, words
from participation.digests.choosing import day_of, span_of
from participation.digests.contents import listed, outlook
from reports.digests import workbook
from storage import Session
from storage.models.kinds import CaseState, ContributionKind
from tests.support.digests import DIALOGUE, FRIDAY, TUESDAY, VIDEO, case, contents, last, member, tick
from tests.support.office import ZONE, on_sqlite, plan

SOME_DAY = date(2021, 7, 5)
PETITION = ContributionKind.PETITION


@on_sqlite
def test_each_case_says_why_it_is_there_and_nothing_that_tells_of_a_person(session: Session) -> None:
    plan(session)
    me = member(session)
    overdue = case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.ASSIGNED, due_on=FRIDAY, assigned_to=me.id)
    today = case(session, SOME_DAY, DIALOGUE, PETITION, state=CaseState.IN_REVIEW, due_on=TUESDAY)
    new = case(session, FRIDAY, VIDEO, text="=HYPERLINK(1)", person=7)
    alike = [case(session, FRIDAY, DIALOGUE, text="El diálogo no tuvo sonido", person=n) for n in (8, 9)]
    case(session, FRIDAY, VIDEO, ContributionKind.DENUNCIA, text="Una coima", due_on=FRIDAY)
    tick(session, TUESDAY)
    found, notice = contents(session, me), last(session, me)
    look = outlook(session, day_of(notice), span_of(notice))
    names, spanish = names_of(session, TUESDAY), Language.ES

    made = workbook(
        found, listed(session, look), look.alike, "Entidad", names.name, words(spanish), formats(spanish, ZONE)
    )

    heading, *rows = openpyxl.load_workbook(BytesIO(made))["Casos"].iter_rows(values_only=True)
    assert heading == (
        *("Número", "Por qué está aquí", "Sobre", "Tipo", "Estado"),
        *("Recibida", "Vence", "A cargo de", "Grupo de parecidas"),
    )
    assert [(row[0], row[1], row[2], row[7], row[8]) for row in rows] == [
        (overdue.radicado, "Vencida", "Video", "Usted", None),
        (today.radicado, "Vence hoy", "Diálogo", "Nadie todavía", None),
        (new.radicado, "Nueva", "Video", "Nadie todavía", None),
        (alike[0].radicado, "Nueva", "Diálogo", "Nadie todavía", 1),
        (alike[1].radicado, "Nueva", "Diálogo", "Nadie todavía", 1),
    ]
