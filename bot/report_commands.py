"""`participa report …`: both reports, whether a published one still holds, and a copy of the public pages."""

from pathlib import Path
from typing import Annotated

import typer

from bot.command_settings import command_settings as _settings

report_app = typer.Typer(no_args_is_help=True, help="Los informes y las páginas públicas.")


@report_app.command("site")
def report_site(
    folder: Annotated[Path, typer.Option("-o", "--output", help="La carpeta donde quedan las páginas")],
    bot: Annotated[str | None, typer.Option(help="El nombre del bot al que llevan los enlaces, sin @")] = None,
) -> None:
    """Guarda una copia de las páginas públicas, que se abre desde una carpeta o desde cualquier ruta de un portal."""
    from bot.pages.copying import copy_site  # noqa: PLC0415 - the other commands need none of it

    count = copy_site(_settings(), folder, bot)
    typer.echo(f"{count} archivos en {folder}. Empiece por {folder / 'index.html'}")


@report_app.command("year")
def report_year(
    file: Annotated[Path, typer.Option("-o", "--output", help="El archivo XLSX que se escribe")],
    year: Annotated[int | None, typer.Option(help="El año; sin él, el del plan vigente")] = None,
) -> None:
    """Escribe el libro del año para el FURAG y Control Interno: espacios, participantes y contribuciones."""
    from bot import year_book  # noqa: PLC0415 - the other commands need none of it

    count = year_book.write(_settings(), file, year)
    typer.echo(f"{file}: {count} contribuciones.")


@report_app.command("progress")
def report_progress(
    output: Annotated[Path, typer.Option("-o", "--output", help="El archivo donde queda el informe")],
    form: Annotated[
        str | None, typer.Option("--format", help="pdf, docx, xlsx, html, csv o md; si falta, el del archivo")
    ] = None,
    cut: Annotated[str | None, typer.Option(help="El corte, por ejemplo 2021-06-30; si falta, el último")] = None,
    version: Annotated[int | None, typer.Option(help="La versión del corte; si falta, la última")] = None,
) -> None:
    """Hace el informe de avance de un corte, tal como se publicó."""
    from bot import progress_report  # noqa: PLC0415 - the other commands need none of it

    facts = progress_report.write_progress(_settings(), cut, version, form, output)
    typer.echo(f"Productos: {len(facts.details)}. Datos hasta: {facts.plan.reference}. Informe: {output}")


@report_app.command("observations")
def report_observations(
    output: Annotated[Path, typer.Option("-o", "--output", help="El archivo donde queda el informe")],
    first: Annotated[str | None, typer.Option("--from", help="El primer día, por ejemplo 2021-01-01")] = None,
    last: Annotated[str | None, typer.Option("--to", help="El último día, por ejemplo 2021-06-30")] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="pdf, docx, xlsx, html, csv o md; si falta, el del archivo")
    ] = None,
) -> None:
    """Hace el informe de seguimiento a las observaciones de unas fechas. Si faltan, las de este año."""
    from bot import reporting  # noqa: PLC0415 - the other commands need none of it

    count = reporting.write_report(_settings(), first, last, form, output)
    typer.echo(f"Casos: {count}. Informe: {output}")


@report_app.command("verify")
def report_verify(
    file: Annotated[Path, typer.Argument(help="Las huellas publicadas, o cualquier archivo de un informe publicado")],
) -> None:
    """Compara un informe publicado con la base de datos y dice qué cambió, qué falta y qué sobra."""
    from bot import reporting  # noqa: PLC0415 - the other commands need none of it

    good, lines = reporting.verify_report(_settings(), file)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if good else 2)
