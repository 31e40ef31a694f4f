"""`participa guests import FILE [--dry-run]`."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.guests import import_file
from bot.refusals import refused
from bot.settings import Settings
from participation.audience.sheets import UnreadableList
from storage import open_database
from storage.queries import guests
from tests.support.running import settings_for

LIST = "Correo;Grupo;Nombre\r\na@x.gov.co;Alcaldías;Alcaldía de A\r\nb@x.gov.co;Bancos;B\r\nA@x.gov.co;;\r\n"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(planned_url: str, tmp_path: Path) -> Settings:
    return settings_for(planned_url, "http://127.0.0.1:1", tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "invitados.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def saved(settings: Settings) -> list[str]:
    with closing(open_database(settings.database)) as database:
        return [guest.name for guest in database.read(guests.everybody).result()]


def test_a_dry_run_tells_what_would_change_and_saves_nothing(settings: Settings, file: Path) -> None:
    said = import_file(settings, file, dry_run=True)

    assert said[0].startswith("B3: «Bancos» no es uno de los grupos: Alcaldías, Gobernaciones")
    assert said[1:] == [
        "Nuevos: 1.",
        "Con cambios: 0.",
        "Iguales: 0.",
        "Por fuera: 1 fila.",
        "No se guardó nada: esto es lo que cambiaría.",
    ]
    assert saved(settings) == []


def test_the_rows_without_an_error_are_saved_and_once(settings: Settings, file: Path) -> None:
    first, second = import_file(settings, file, dry_run=False), import_file(settings, file, dry_run=False)

    assert (first[1], first[-1]) == ("Nuevos: 1.", "La lista quedó guardada.")
    assert second[1:4] == ["Nuevos: 0.", "Con cambios: 0.", "Iguales: 1."]
    assert saved(settings) == ["Alcaldía de A"]


@pytest.mark.parametrize("name", ["no-existe.csv", "."])
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(settings: Settings, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableList) as error:
        import_file(settings, tmp_path / name, dry_run=False)

    assert refused(error.value) == [
        "El archivo no es una hoja de Excel (XLSX) ni un CSV. Guárdelo en uno de esos formatos."
    ]
