"""`participa plan …`: the plan taken over from a file, exported to one, and shown."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.command_settings import command_settings as _settings

plan_app = typer.Typer(no_args_is_help=True, help="El plan: cargarlo, exportarlo y verlo.")


@plan_app.command("import")
def plan_import(
    file: Annotated[Path, typer.Argument(help="El plan: YAML, el Excel que se descargó o la matriz de la entidad")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo muestra qué cambiaría")] = False,
    conflicts: Annotated[
        str | None, typer.Option(help="Lo que cambió aquí y en el Excel: ours deja lo de aquí, theirs toma el archivo")
    ] = None,
    columns: Annotated[str, typer.Option(help="De una matriz, qué trae cada columna: B=producto,D=avance,*=nada")] = "",
    answer: Annotated[list[str] | None, typer.Option(help="De una matriz, lo que preguntaría: periodo=2023-S1")] = None,
) -> None:
    """Carga el plan de un archivo. Si algo está mal, lo dice todo y no cambia nada."""
    from bot import planning  # noqa: PLC0415 - the other commands need none of it

    lines = planning.import_file(
        _settings(),
        file,
        dry_run=dry_run,
        conflicts=conflicts,
        columns=columns,
        answers=answer or (),
        ask=sys.stdin.isatty(),
    )
    for line in lines:
        typer.echo(line)


@plan_app.command("export")
def plan_export(
    file: Annotated[Path, typer.Argument(help="El archivo que se escribe: termina en .xlsx o en .yaml")],
) -> None:
    """Guarda el plan en un Excel para trabajarlo, o en un archivo YAML."""
    from bot import planning  # noqa: PLC0415 - the other commands need none of it

    for line in planning.export_file(_settings(), file):
        typer.echo(line)


@plan_app.command("show")
def plan_show(
    product: Annotated[str | None, typer.Argument(help="Con --history, el código de un producto; si no, todos")] = None,
    history: Annotated[bool, typer.Option("--history", help="Qué cambió, cuándo, quién y por qué")] = False,
) -> None:
    """Muestra cómo va el plan, como lo ve la ciudadanía. Con --history, la historia de sus productos."""
    from bot import planning  # noqa: PLC0415 - the other commands need none of it

    typer.echo(planning.history(_settings(), product) if history else planning.shown(_settings()))
