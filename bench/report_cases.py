"""A database with very many cases, answered and reviewed, for what the report takes when it reads them."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from locales import Language, formats, words
from participation.plan import import_plan, read_plan_file
from participation.publication.requesting import FileFormat
from participation.radicado import radicado
from participation.reporting.periods import ReportPeriod
from reports.observations.files import write_files
from reports.observations.reading import Edition, follow_up
from storage import Session, open_database
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer, Decision, ReviewedText
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind
from storage.models.staff import Role, StaffMember
from storage.schema import upgrade

PLAN = Path(__file__).resolve().parents[1] / "plans" / "enterritorio-2021.yaml"
TEXT = "Propongo que el diálogo se haga en la mañana, con señas y con subtítulos, y que lo repitan. "
BEGUN = datetime(2021, 1, 4, 13, tzinfo=UTC)
PERIOD = ReportPeriod(date(2021, 1, 1), date(2021, 12, 31))
ZONE = ZoneInfo("America/Bogota")
TOGETHER = 5_000
ABOUT = ((AboutKind.PRODUCT, "video"), (AboutKind.ACTIVITY, "divulgar"), (AboutKind.PLAN, None))
PLACES = ("05001", "11001", "91001", None)


def fill(database: Path, cases: int) -> None:
    """Make the database, with so many cases of 2021."""
    opened = open_database(f"sqlite:///{database}")
    upgrade(opened.engine)
    opened.write(_begin).result()
    with opened.engine.begin() as connection:
        for first in range(1, cases + 1, TOGETHER):
            _insert(connection, range(first, min(first + TOGETHER, cases + 1)))
    opened.close()


def _begin(session: Session) -> None:
    import_plan(session, read_plan_file(PLAN), BEGUN)
    session.add(StaffMember(id=1, telegram_id=1, name="Ana", role=Role.PUBLISHES, joined_at=BEGUN))


def _insert(connection: Connection, numbers: range) -> None:
    connection.execute(insert(Case), [_case(number) for number in numbers])
    answered = [number for number in numbers if number % 5]
    connection.execute(insert(CaseAnswer), [_answer(number) for number in answered])
    connection.execute(insert(ReviewedText), [_reviewed(number) for number in numbers])


def _case(number: int) -> dict[str, Any]:
    about, code = ABOUT[number % 3]
    answered = number % 5 != 0
    received = BEGUN + timedelta(minutes=number)
    return {
        "id": number,
        "vigencia": 2021,
        "number": number,
        "radicado": radicado(2021, number),
        "channel": Channel.TELEGRAM,
        "kind": ContributionKind.OBSERVATION,
        "about": about,
        "about_code": code,
        "state": CaseState.ANSWERED if answered else CaseState.IN_REVIEW,
        "received_at": received,
        "received_on": received.date(),
        "due_on": received.date() + timedelta(days=30),
        "text": _text(number),
        "pseudonym": f"Persona {number:06X}",
        "municipality": PLACES[number % 4],
        "receipt": f"{number:064x}",
        "salt": number.to_bytes(32),
        "leaf": f"{number:064x}",
        "notice_version": "1",
        "area": "Grupo de Comunicaciones",
        "decision": [*Decision][number % 4] if answered else None,
        "answered_on": received.date() + timedelta(days=number % 40) if answered else None,
    }


def _answer(number: int) -> dict[str, Any]:
    sent = BEGUN + timedelta(days=60)
    return {
        "case_id": number,
        "version": 1,
        "state": AnswerState.SENT,
        "case_version": 1,
        "text": TEXT,
        "decision": [*Decision][number % 4],
        "reason": TEXT,
        "by_staff": 1,
        "created_at": sent,
        "updated_at": sent,
        "sent_at": sent,
    }


def _reviewed(number: int) -> dict[str, Any]:
    answer = TEXT if number % 5 else None
    return {
        "case_id": number,
        "text": _text(number),
        "answer_text": answer,
        "reason_text": answer,
        "case_version": 1,
        "reviewed_by": 1,
        "reviewed_at": BEGUN,
    }


def _text(number: int) -> str:
    return f"{number}. {TEXT * (1 + number % 5)}"


def write(database: Path, folder: Path) -> Iterator[Path]:
    """The data of the report, read from the database and written as it is when it is published."""
    spanish = words(Language.ES), formats(Language.ES, ZONE)
    edition = Edition(PERIOD, PERIOD.last, ZONE, *spanish)

    def work(session: Session) -> list[Path]:
        told = follow_up(session, edition)
        return [*write_files(told, [FileFormat.XLSX, FileFormat.CSV], *spanish, folder).values()]

    opened = open_database(f"sqlite:///{database}")
    try:
        yield from opened.read(work).result()
    finally:
        opened.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
