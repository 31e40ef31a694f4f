"""Papers of one case and the workbook of a year: what they say, and that no text of a citizen does harm in them."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from locales import Formats, Language, Words, formats, words
from participation.deadlines import OwnDays
from participation.observations import following
from participation.observations.drafting import About
from participation.office import case_file, clarifying, extending, noting, registering, year_figures
from participation.office.errors import NoSuchCase
from participation.office.registering import Registration
from participation.plan.views import NoPlanError
from participation.progress import entity
from participation.staff.rights import NotAllowed
from reports.case_file import constancia, folder
from reports.case_file.parcels import Annex, pack, parcels
from reports.documents import Document, DocumentFormat, render
from reports.year_workbook import workbook
from storage import Session
from storage.models.cases import Case, GroupCount
from storage.models.followup import AnswerState, CaseAnswer, Decision
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind
from storage.models.office import AnswerMeans
from storage.models.staff import Role
from storage.queries import office as queries
from tests.support.office import KEYS, ZONE, at, official, on_sqlite, plan, received, voice

DAY, TODAY = date(2021, 7, 1), date(2021, 7, 2)
NOW = at(TODAY)
ES: Words = words(Language.ES)
SHOWN: Formats = formats(Language.ES, ZONE)
HOSTILE = '=HYPERLINK("http://x","y") <b>#let</b> $x$ ' + "a" * 10_000


def markdown(document: Document) -> str:
    return render(document, DocumentFormat.MARKDOWN).decode()


@on_sqlite
def test_the_record_of_a_verbal_petition_has_its_eight_fields(session: Session) -> None:
    plan(session)
    by, filed = official(session, name="Marta Ruiz"), received(session, DAY, text="", files=[voice()])
    [recording] = noting.recordings(session, filed.case)
    noting.transcribe(session, by, filed.case.id, recording.id, "Pido copia del contrato", 1, NOW)

    given = case_file.constancia(session, following.whole(session, filed.case), filed.receipt, "Rosa")
    said = markdown(constancia.document(given, "El plan completo", entity(session), ES, SHOWN))

    assert given.is_verbal
    for field in (
        filed.case.radicado,
        "1 de julio de 2021, 9:00",
        "Rosa",
        "Pregunta o petición, sobre: El plan completo",
        "Pido copia del contrato",
        "voz.ogg",
        "Marta Ruiz",
        "se presentó de manera verbal",
    ):
        assert field in said, field
    assert filed.receipt in said


@on_sqlite
def test_what_nobody_took_down_was_received_by_the_bot(session: Session) -> None:
    plan(session)
    filed = received(session, DAY)

    given = case_file.constancia(session, following.whole(session, filed.case), filed.receipt, None)
    said = markdown(constancia.document(given, "El plan completo", entity(session), ES, SHOWN))

    assert (given.received_by, given.is_verbal) == (None, False)
    assert "El asistente automático Participa, de ENTerritorio" in said
    assert "Sin nombre, por decisión de la persona" in said
    assert "verbal" not in said


@on_sqlite
@pytest.mark.parametrize("text", ["Niñez: ¿cuándo? — café", HOSTILE])
def test_both_papers_are_made_of_any_text(session: Session, text: str) -> None:
    plan(session)
    by, filed = official(session), received(session, DAY, text=text, files=[voice("=1+1.ogg")])
    given = case_file.constancia(session, following.whole(session, filed.case), filed.receipt, "=Rosa <i>")
    found = case_file.case_folder(session, by, filed.case.id, KEYS, NOW)

    for paper in (
        constancia.as_pdf(given, "El plan completo", entity(session), ES, SHOWN),
        folder.as_pdf(found, "El plan completo", entity(session), ES, SHOWN),
    ):
        assert paper.startswith(b"%PDF")


@on_sqlite
def test_a_case_file_tells_everything_that_was_done(session: Session) -> None:
    plan(session)
    by, case = official(session, name="Marta Ruiz"), received(session, DAY).case
    noting.note(session, by, case.id, "Llamé al área de obras", NOW)
    clarifying.ask(session, by, case.id, "¿De qué obra habla?", 1, NOW, ZONE)
    extending.extend(session, by, case.id, date(2021, 8, 20), "Falta un concepto", 2, NOW, TODAY)

    found = case_file.case_folder(session, by, case.id, KEYS, NOW)
    said = markdown(folder.document(found, "El plan completo", entity(session), ES, SHOWN))

    for told in (
        "Llamé al área de obras",
        "¿De qué obra habla?",
        "Falta un concepto",
        "20 de agosto de 2021",
        "Rosa",
        "Aclaración pedida",
        "Plazo prorrogado",
        "Expediente descargado",
        "Marta Ruiz",
    ):
        assert told in said, told


@on_sqlite
def test_a_case_file_hides_a_hidden_name_and_a_denuncia_from_who_may_not_read_it(session: Session) -> None:
    plan(session)
    by, case = official(session, 1), received(session, DAY).case
    case.hides_identity = True
    denuncia = received(session, DAY, ContributionKind.DENUNCIA, None).case

    assert case_file.case_folder(session, by, case.id, KEYS, NOW).author is None
    with pytest.raises(NoSuchCase):
        case_file.case_folder(session, by, denuncia.id, KEYS, NOW)
    with pytest.raises(NotAllowed):
        case_file.case_folder(session, official(session, 2, Role.CONSULTS), case.id, KEYS, NOW)


def sizes(packed: Sequence[Sequence[Annex]]) -> list[list[int]]:
    return [[annex.bytes for annex in one] for one in packed]


def test_annexes_go_into_as_many_parcels_as_telegram_needs() -> None:
    annexes = [Annex(f"{number}.pdf", "a" * 64, size) for number, size in enumerate((40, 30, 20, 60, 5))]

    assert sizes(parcels(annexes, beside=10, largest=100)) == [[40, 30, 20], [60, 5]]
    assert sizes(parcels(annexes, beside=90, largest=100)) == [[], [40, 30, 20], [60, 5]]
    assert sizes(parcels([], beside=10, largest=100)) == [[]]


def test_a_parcel_holds_each_file_under_its_name() -> None:
    made = pack([("expediente.pdf", b"%PDF"), ("anexos/01-voz.ogg", b"Ogg")])

    with ZipFile(BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "expediente.pdf": b"%PDF",
            "anexos/01-voz.ogg": b"Ogg",
        }


class TestRegistering:
    def given(self, **changes: Any) -> Registration:
        known: dict[str, Any] = {"channel": Channel.PAPER, "received_on": date(2021, 6, 24), "text": "Pido una copia"}
        return Registration(**{**known, **changes})

    @on_sqlite
    def test_it_is_in_the_same_series_and_due_from_its_real_day(self, session: Session) -> None:
        plan(session)
        by = official(session)
        before = received(session, DAY).case

        found = registering.register(
            session, by, self.given(kind=ContributionKind.PETITION, key="k" * 16), KEYS, NOW, ZONE
        )

        assert (before.number, found.case.number) == (1, 2)
        assert (found.case.received_on, found.case.due_on) == (date(2021, 6, 24), date(2021, 7, 26))
        assert (found.case.channel, found.case.registered_by) == (Channel.PAPER, by.id)
        again = registering.register(session, by, self.given(key="k" * 16), KEYS, NOW, ZONE)
        assert (again.case.id, again.receipt) == (found.case.id, found.receipt)

    @on_sqlite
    @pytest.mark.parametrize("day", [date(2021, 7, 3), date(2018, 12, 31)])
    def test_it_did_not_come_tomorrow_nor_ages_ago(self, session: Session, day: date) -> None:
        plan(session)
        with pytest.raises(ValueError, match=r"reception|fit"):
            registering.register(session, official(session), self.given(received_on=day), KEYS, NOW, ZONE)

    @on_sqlite
    def test_its_receipt_opens_it_and_the_way_to_answer_is_sealed(self, session: Session) -> None:
        plan(session)
        by = official(session)
        given = self.given(name="Luis", means=AnswerMeans.EMAIL, contact="luis@example.org")

        found = registering.register(session, by, given, KEYS, NOW, ZONE)

        opened = following.find_case(session, KEYS, 77, 2021, found.case.number, found.receipt)
        author = queries.author(session, found.case.id)
        assert opened.id == found.case.id
        assert author is not None
        assert b"luis" not in author.sealed
        assert KEYS.open(author.sealed)["contact"] == {"means": "email", "value": "luis@example.org"}

    @on_sqlite
    def test_what_is_answered_is_listed_until_it_was_taken_there(self, session: Session) -> None:
        plan(session)
        by = official(session)
        given = self.given(name="Luis", means=AnswerMeans.ADDRESS, contact="Calle 1 # 2-3")
        found = registering.register(session, by, given, KEYS, NOW, ZONE)
        assert registering.to_answer_outside(session, by, KEYS) == []
        answer = answered(session, found.case, by.id)

        [item] = registering.to_answer_outside(session, by, KEYS)
        assert (item.name, item.means, item.contact) == ("Luis", AnswerMeans.ADDRESS, "Calle 1 # 2-3")
        found.case.hides_identity = True
        [item] = registering.to_answer_outside(session, by, KEYS)
        assert item.name is None
        registering.mark_sent_outside(session, by, answer, TODAY, NOW, TODAY)

        assert registering.to_answer_outside(session, by, KEYS) == []

    def test_a_day_is_old_after_five_working_days(self) -> None:
        assert not registering.is_old(date(2021, 6, 25), TODAY, OwnDays())
        assert registering.is_old(date(2021, 6, 24), TODAY, OwnDays())


def answered(session: Session, case: Case, by: int) -> int:
    case.state = CaseState.ANSWERED
    answer = CaseAnswer(
        case_id=case.id,
        version=1,
        state=AnswerState.SENT,
        case_version=1,
        text="Sí",
        decision=Decision.ACCEPTED,
        by_staff=by,
        created_at=NOW,
        updated_at=NOW,
        sent_at=NOW,
    )
    session.add(answer)
    session.flush()
    return answer.id


class TestYear:
    @on_sqlite
    def test_each_contribution_is_counted_once(self, session: Session) -> None:
        plan(session)
        received(session, date(2021, 1, 4), ContributionKind.OBSERVATION, None)
        received(session, DAY, about=About(AboutKind.EVENT, "dialogo"), person=2)
        taken = received(session, DAY, ContributionKind.OBSERVATION, None, person=3).case
        taken.decision, taken.answered_on, taken.state = Decision.PARTLY, TODAY, CaseState.ANSWERED
        received(session, DAY, ContributionKind.DENUNCIA, None, person=4)
        spam = received(session, DAY, person=5).case
        spam.state = CaseState.SPAM

        figures = year_figures.year_figures(session, 2021, TODAY)

        window, dialogue, telegram = figures.spaces
        assert [(space.received, space.taken_up) for space in figures.spaces] == [(1, 0), (1, 0), (1, 1)]
        assert (window.phase, dialogue.event_state, telegram.channel) == ("formulation", "aplazado", "telegram")
        assert dialogue.people is None
        assert figures.received == 3
        assert {one.kind: one.received for one in figures.by_kind} == {
            ContributionKind.OBSERVATION: 2,
            ContributionKind.PETITION: 1,
        }

    @on_sqlite
    def test_a_year_without_contributions_has_its_spaces(self, session: Session) -> None:
        plan(session)

        figures = year_figures.year_figures(session, 2021, TODAY)

        assert [space.received for space in figures.spaces] == [0, 0]
        with pytest.raises(NoPlanError):
            year_figures.year_figures(session, 1999, TODAY)

    @on_sqlite
    def test_the_workbook_explains_every_column_and_suppresses_small_groups(self, session: Session) -> None:
        plan(session)
        received(session, DAY, text="=1+1")
        session.add_all(
            [GroupCount(vigencia=2021, group_code=code, people=n) for code, n in (("ethnic", 4), ("victims", 6))]
        )

        book = load_workbook(BytesIO(workbook(year_figures.year_figures(session, 2021, TODAY), ES, SHOWN)))

        assert book.sheetnames == ["Participación", "Oportunidad", "Grupos", "Diccionario"]
        heads = {cell.value for cell in book["Participación"][1]}
        explained = {row[1] for row in book["Diccionario"].iter_rows(min_row=2, values_only=True)}
        assert heads <= explained
        groups = {row[0]: row[1] for row in book["Grupos"].iter_rows(min_row=2, values_only=True)}
        assert groups == {"Grupos étnicos": "Menos de 5", "Víctimas": 6}
        values = [value for row in book["Participación"].iter_rows(values_only=True) for value in row]
        assert not any(re.match(r"[=+@-]", str(value)) for value in values if value is not None)
