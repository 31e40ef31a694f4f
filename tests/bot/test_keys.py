"""The keys of an installation: made once on SQLite, asked for elsewhere."""

from pathlib import Path

import pytest

from bot.keys import FILE, KeysMissing, keyring
from bot.refusals import refused
from participation.identity import BadDataKeys
from tests.support.running import KEYS, settings_for


def test_on_sqlite_they_are_made_beside_the_database_for_its_owner_only(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/data/p.db", "http://127.0.0.1:1", tmp_path, data_keys=None)

    made = keyring(settings)

    file = tmp_path / "data" / FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert keyring(settings).open(made.seal("hola")) == "hola"


def test_keys_that_are_given_are_used_and_none_are_made(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/p.db", "http://127.0.0.1:1", tmp_path)

    keyring(settings)

    assert settings.data_keys is not None
    assert settings.data_keys.get_secret_value() == KEYS
    assert not (tmp_path / FILE).exists()


def test_a_file_that_was_spoilt_is_refused_and_not_replaced(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/p.db", "http://127.0.0.1:1", tmp_path, data_keys=None)
    (tmp_path / FILE).write_text("no es una clave")

    with pytest.raises(BadDataKeys):
        keyring(settings)
    assert (tmp_path / FILE).read_text() == "no es una clave"


def test_postgresql_without_keys_is_refused_with_its_sentence(tmp_path: Path) -> None:
    settings = settings_for("postgresql://u:p@127.0.0.1:1/p", "http://127.0.0.1:1", tmp_path, data_keys=None)

    with pytest.raises(KeysMissing) as missing:
        keyring(settings)

    [sentence] = refused(missing.value) or []
    assert "DATA_KEYS" in sentence
    assert "`participa keys`" in sentence
