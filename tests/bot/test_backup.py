"""`participa backup` and `participa restore`, as an engineer uses them: by the settings, with sentences."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from bot import backing_up
from bot.alone import AlreadyRunning, alone
from bot.backing_up import FileThere, OtherKeys, ServiceRunning
from bot.checking.database import check_database
from bot.refusals import refused
from bot.settings import Settings
from locales import Language, words
from participation.identity import Keyring
from storage import Session, open_database
from storage.archive import ArchiveDamaged, NotEmpty, NotPrepared
from storage.files import open_store
from storage.models.cases import Case
from storage.queries import leases
from tests.support import office
from tests.support.running import settings_for

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def settings(planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with a case, its author sealed under its keys, and a file."""
    key = Keyring.generate()
    monkeypatch.setattr(office, "KEYS", Keyring.parse(key))

    def lived(session: Session) -> None:
        hash_ = open_store(str(tmp_path / "files")).put(b"una nota de voz")
        office.received(session, date(2021, 7, 1), files=[office.voice(file_hash=hash_)])

    with closing(open_database(planned_url)) as database:
        database.write(lived).result()
    return settings_for(planned_url, NOWHERE, tmp_path, data_keys=key)


def elsewhere(settings: Settings, folder: Path, **others: object) -> Settings:
    """Another, empty installation."""
    keys = settings.data_keys.get_secret_value() if settings.data_keys else None
    return settings_for(f"sqlite:///{folder}/new/p.db", NOWHERE, folder / "new", **{"data_keys": keys, **others})


def cases(settings: Settings) -> int | None:
    with closing(open_database(settings.database)) as database:
        return database.read(lambda session: session.scalar(select(func.count()).select_from(Case))).result()


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_backup_is_made_looked_at_and_brought_back_elsewhere(settings: Settings, tmp_path: Path) -> None:
    file, new = tmp_path / "copia.zip", elsewhere(settings, tmp_path)

    made = backing_up.back_up(settings, file)
    looked = backing_up.look_at(settings, file)
    backing_up.restore(new, file, replace=False, without_keys=False)

    assert "1 archivo" in made[0] or "archivos" in made[0]
    assert "DATA_KEYS" in made[-1]
    assert looked[-1] == "Se puede recuperar."
    assert cases(new) == 1
    assert len([*open_store(new.files_url).all_hashes()]) == 1
    with pytest.raises(FileThere):
        backing_up.back_up(settings, file)
    with pytest.raises(NotEmpty):
        backing_up.restore(new, file, replace=False, without_keys=False)


def test_other_keys_are_noticed_before_and_after(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "copia.zip"
    backing_up.back_up(settings, file)
    other = elsewhere(settings, tmp_path, data_keys=Keyring.generate())

    with pytest.raises(OtherKeys):
        backing_up.restore(other, file, replace=False, without_keys=False)
    backing_up.restore(other, file, replace=False, without_keys=True)

    found = check_database(other, words(Language.ES))
    assert [finding.text for finding in found if not finding.good] == [
        "DATA_KEYS no abre quién escribió los casos. Ponga las claves con las que se recibieron."
    ]
    other.data_keys = SecretStr(f"{Keyring.generate()},{settings.data_keys.get_secret_value()}")  # type: ignore[union-attr]  # this installation has keys
    assert all(finding.good for finding in check_database(other, words(Language.ES)))


def test_nothing_is_brought_back_while_the_service_works(settings: Settings, tmp_path: Path) -> None:
    file, new = tmp_path / "copia.zip", elsewhere(settings, tmp_path)
    backing_up.back_up(settings, file)

    with closing(open_database(new.database)) as database, alone(database), pytest.raises(AlreadyRunning):
        backing_up.restore(new, file, replace=False, without_keys=False)


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_on_a_server_a_process_that_lives_is_noticed_and_one_that_died_is_not(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copia.zip"
    backing_up.back_up(settings, file)
    with closing(open_database(settings.database)) as database:

        def lives(_seconds: float) -> None:
            database.write(lambda session: leases.beat(session, "web-1")).result()

        lives(0)
        monkeypatch.setattr("bot.backing_up.time.sleep", lives)
        with pytest.raises(ServiceRunning):
            backing_up.restore(settings, file, replace=True, without_keys=False)
        monkeypatch.setattr("bot.backing_up.time.sleep", lambda _seconds: None)
        backing_up.restore(settings, file, replace=True, without_keys=False)

    assert cases(settings) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ArchiveDamaged("cases"), "dañada (cases)"),
        (NotEmpty(), "--replace"),
        (NotPrepared(), "vacía"),
        (FileThere("copia.zip"), "copia.zip ya existe"),
        (ServiceRunning(), "Detenga"),
        (OtherKeys(), "--without-keys"),
    ],
)
def test_what_is_refused_is_said_with_what_to_do(error: Exception, said: str) -> None:
    assert said in " ".join(refused(error) or [])


def test_an_empty_installation_has_nothing_to_save(tmp_path: Path) -> None:
    empty = settings_for(f"sqlite:///{tmp_path}/p.db", NOWHERE, tmp_path)

    with pytest.raises(NotPrepared):
        backing_up.back_up(empty, tmp_path / "copia.zip")
