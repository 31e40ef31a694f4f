"""`participa plan export` and `participa plan import`: the plan goes out and comes back, with its conflicts decided."""

from pathlib import Path

import pytest

from bot.planning import Conflicting, UnknownChoice, UnknownEnding, export_file, import_file
from bot.refusals import refused
from bot.settings import Settings
from participation.plan import PlanFileErrors
from tests.participation.workbook.edited import edited, put
from tests.support.running import settings_for

NOTHING = ["No cambia nada: el plan ya está así."]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(planned_url: str, tmp_path: Path) -> Settings:
    return settings_for(planned_url, "http://127.0.0.1:1", tmp_path)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.YAML"])
def test_what_is_exported_is_imported_without_a_change(settings: Settings, tmp_path: Path, name: str) -> None:
    file = tmp_path / name

    assert export_file(settings, file) == [f"El plan está en {file}."]
    assert import_file(settings, file, dry_run=False) == NOTHING


def test_a_workbook_is_shown_saved_and_refused_by_its_cells(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    export_file(settings, file)
    content = file.read_bytes()
    file.write_bytes(edited(content, put("Productos", "Responsable", 1, "Oficina de Comunicaciones")))
    change = next(line for line in import_file(settings, file, dry_run=True) if "Responsable" in line)

    assert change.endswith("Responsable: Oficina de Comunicaciones (antes: sin dato)")
    assert import_file(settings, file, dry_run=False)[:2] == [change, "Se guardó 1 cambio."]

    file.write_bytes(edited(content, put("Productos", "Responsable", 1, "Otra oficina")))
    with pytest.raises(Conflicting) as conflicting:
        import_file(settings, file, dry_run=False)
    told = refused(conflicting.value)
    assert told is not None
    assert "aquí Oficina de Comunicaciones" in told[-2]
    assert "--conflicts ours" in told[-1]
    assert import_file(settings, file, dry_run=False, conflicts="theirs")[2] == "Se guardó 1 cambio."

    file.write_bytes(edited(content, put("Productos", "Avance (%)", 1, "mucho")))
    with pytest.raises(PlanFileErrors) as raised:
        import_file(settings, file, dry_run=False)
    assert refused(raised.value) == [
        "Hoja «Productos», celda L2: «mucho» no es un porcentaje. Escriba un número entero de 0 a 100."
    ]


def test_other_endings_and_choices_are_refused_in_a_sentence(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnknownEnding):
        export_file(settings, tmp_path / "plan.docx")
    with pytest.raises(UnknownChoice):
        import_file(settings, tmp_path / "plan.xlsx", dry_run=False, conflicts="nuestros")
    with pytest.raises(PlanFileErrors):
        import_file(settings, tmp_path / "no-hay.xlsx", dry_run=False)
