"""The record of acts: who did what, when and on what, for who administers; of denuncias only for who may read them."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from locales import Language, formats, words
from participation.office import noting
from participation.staff import acts, team
from participation.staff.acts import ActKind
from participation.staff.audit import record
from participation.staff.rights import NotAllowed
from reports.team_acts.names import ACTS, OTHER, act_name, actor_name, subject_name
from reports.team_acts.workbook import workbook
from storage import Session
from storage.models.events import EventAct, QuestionState
from storage.models.kinds import ContributionKind
from storage.models.staff import Role
from tests.support.office import ZONE, official, on_sqlite, plan, received

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
DAY = date(2021, 7, 1)
ES, FORMATS = words(Language.ES), formats(Language.ES, ZONE)
CODED = re.compile(
    r'"((?:case|text|template|commitment|plan|report|cut|broadcast|notice|guests|staff|reader)\.[a-z_]+)"'
)


def said(page: acts.ActsPage) -> list[tuple[str, str, str]]:
    return [(actor_name(act, ES), act_name(act, ES), subject_name(act, ES, FORMATS)) for act in page.acts]


def test_acts_are_told_with_who_did_them_and_to_what_the_newest_first(session: Session) -> None:
    plan(session)
    root, other = official(session, 1, Role.ADMINISTERS), official(session, 2)
    filed = received(session, DAY)
    noting.note(session, other, filed.case.id, "Llamar a la interventoría", NOW)
    team.change_role(session, root, other, Role.PUBLISHES, NOW)
    team.invite(session, None, Role.ANSWERS, NOW, from_command_line=True)

    page = acts.acts_page(session, root)

    assert said(page)[:3] == [
        ("Desde el servidor", "Invitación al equipo", ""),
        ("Funcionaria 1", "Rol cambiado", "Funcionaria 2"),
        ("Funcionaria 2", "Nota interna", f"caso {filed.case.radicado}"),
    ]
    assert [act.act for act in acts.acts_page(session, root, kind=ActKind.CASES).acts] == ["case.noted"]
    assert [act.act for act in acts.acts_page(session, root, staff_id=0).acts] == ["staff.invited", "cut.published"]


def test_pages_go_on_where_the_last_one_ended(session: Session) -> None:
    root = official(session, 1, Role.ADMINISTERS)
    for number in range(acts.PAGE + 2):
        record(session, root, f"event.{number}", NOW + timedelta(minutes=number))
    session.flush()

    first = acts.acts_page(session, root)
    second = acts.acts_page(session, root, before=first.before)

    assert [act.act for act in [*first.acts, *second.acts]] == [f"event.{n}" for n in reversed(range(acts.PAGE + 2))]
    assert second.before is None


def test_who_may_not_read_denuncias_does_not_see_who_works_on_them(session: Session) -> None:
    plan(session)
    root, reader = official(session, 1, Role.ADMINISTERS), official(session, 2, Role.ADMINISTERS, denuncias=True)
    filed = received(session, DAY, ContributionKind.DENUNCIA, None)
    noting.note(session, reader, filed.case.id, "Pasa a control interno", NOW)

    assert acts.acts_page(session, root, kind=ActKind.CASES).acts == []
    assert [act.on for act in acts.acts_page(session, reader, kind=ActKind.CASES).acts] == [filed.case.radicado]


@on_sqlite
def test_only_who_administers_reads_the_record_and_taking_it_along_is_an_act(session: Session) -> None:
    root, consults = official(session, 1, Role.ADMINISTERS), official(session, 2, Role.PUBLISHES)
    for ask in (acts.acts_page, acts.actors):
        with pytest.raises(NotAllowed):
            ask(session, consults)
    with pytest.raises(NotAllowed):
        acts.take_acts(session, consults, NOW)
    record(session, root, "guests.removed", NOW)

    made = workbook(acts.take_acts(session, root, NOW), "=Entidad", DAY, ES, FORMATS)

    [sheet] = load_workbook(BytesIO(made))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[1:4] for row in rows] == [
        ["Funcionaria 1", "Equipo", "Registro de actividad descargado"],
        ["Funcionaria 1", "Difusión", "Persona invitada retirada"],
    ]
    assert rows[0][0] == NOW.astimezone(ZONE).replace(tzinfo=None)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_every_act_that_staff_leave_behind_has_words_of_its_own() -> None:
    sources = [path.read_text("utf-8") for path in Path("participation").rglob("*.py")]
    coded = {act for source in sources if "record(" in source or "finish(" in source for act in CODED.findall(source)}
    coded |= {f"event.{act}" for act in EventAct} | {f"question.{state}" for state in QuestionState}

    assert len(coded) > 60
    assert coded - ACTS.keys() == set()
    assert OTHER not in ACTS.values()
