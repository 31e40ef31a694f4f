"""`participa report progress`: the report of a cut as one file, and what is said where there is none."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.progress_report import WrongCut, write_progress
from bot.refusals import refused
from bot.reporting import NoFormat, UnknownFormat
from bot.settings import Settings
from participation.plan.report import NoSuchCut
from storage import open_database
from tests.support.office import plan
from tests.support.reporting import report_settings

NOW = datetime(2021, 7, 5, 14, tzinfo=UTC)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    with closing(open_database(migrated_url)) as database:
        database.write(plan).result()
    return report_settings(migrated_url, tmp_path, public_url="https://participa.example.org")


def test_the_report_of_the_latest_cut_is_written_in_the_format_of_the_files_name(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "made" / "informe.md"

    facts = write_progress(settings, None, None, None, file, lambda: NOW)

    assert len(facts.details) == 5
    assert "26\u00a0% de avance global del plan" in file.read_text("utf-8")
    write_progress(settings, "2021-06-30", 1, "csv", file, lambda: NOW)
    assert file.read_text("utf-8-sig").startswith("corte,version,actividad_numero")


def test_a_cut_a_version_or_a_format_that_there_is_not_is_said_in_a_sentence(
    settings: Settings, tmp_path: Path
) -> None:
    file, nameless = tmp_path / "informe.pdf", tmp_path / "informe"

    for error, cut, version, form, path in (
        (WrongCut, "junio", None, None, file),
        (NoSuchCut, "2021-03-31", None, None, file),
        (NoSuchCut, None, 7, None, file),
        (UnknownFormat, None, None, "odt", file),
        (NoFormat, None, None, None, nameless),
    ):
        with pytest.raises(error) as raised:
            write_progress(settings, cut, version, form, path, lambda: NOW)
        told = refused(raised.value)
        assert told is not None
        assert len(told) == 1
    assert not file.exists()
    assert not nameless.exists()
