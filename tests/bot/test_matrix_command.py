"""`participa plan import FILE` with an office's own matrix: told with options, or asked about in a terminal."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.matrices import MatrixUnclear
from bot.planning import import_file
from bot.refusals import refused
from bot.settings import Settings
from tests.support import matrices
from tests.support.running import settings_for


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(planned_url: str, tmp_path: Path) -> Settings:
    return settings_for(planned_url, "http://127.0.0.1:1", tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "matriz.xlsx"
    path.write_bytes(matrices.seed_matrix("40 %"))
    return path


def unclear(settings: Settings, file: Path, columns: str = "") -> str:
    """What has to be said first."""
    with pytest.raises(MatrixUnclear) as caught:
        import_file(settings, file, dry_run=False, columns=columns)
    told = refused(caught.value)
    assert told is not None
    return told[0]


def test_without_a_terminal_what_is_not_sure_is_named_with_an_example(settings: Settings, file: Path) -> None:
    assert unclear(settings, file).startswith(
        "No es claro qué traen estas columnas: B «TAREAS PARA DESARROLLAR LA ACTIVIDAD». "
        'Dígalo así: --columns "B=tarea_y_producto". Pueden ser: actividad, tarea,'
    )
    assert "“Z=avance” no nombra una columna" in unclear(settings, file, "Z=avance")
    assert "“B=cosa” no nombra una columna" in unclear(settings, file, "B=cosa")


def test_told_with_an_option_it_is_saved_and_the_next_time_nothing_need_be_told(settings: Settings, file: Path) -> None:
    dry = import_file(settings, file, dry_run=True, columns="B=tarea_y_producto")
    first = import_file(settings, file, dry_run=False, columns="B=tarea_y_producto")
    second = import_file(settings, file, dry_run=False)

    change = "Producto evento-vivo · Avance: 40\u00a0% (antes: 0\u00a0%)"
    assert dry[:2] == [change, "No se guardó nada: lo de arriba es lo que cambiaría."]
    assert first[:2] == [change, "Se guardó 1 cambio."]
    assert dry[2:] == first[2:]
    assert first[2].startswith("El corte publicado del 30 de junio de 2021 conserva sus cifras")
    assert second == ["No cambia nada: el plan ya está así."]


def test_in_a_terminal_it_is_asked_with_the_choices_of_the_chat(
    settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(text: str, choices: Sequence[str]) -> int:
        asked.append(text.splitlines()[0])
        wanted = {"Tarea y producto", "Así está bien"}
        return next(place for place, choice in enumerate(choices) if choice in wanted)

    monkeypatch.setattr("bot.planning._ask", choose)

    said = import_file(settings, file, dry_run=False, ask=True)

    assert asked == ["Columna B: «TAREAS PARA DESARROLLAR LA ACTIVIDAD»", "Así entendí las columnas"]
    assert "Se guardó 1 cambio." in said
