"""`participa …`: what the engineer types. Each command loads only what it needs."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.command_settings import command_settings as _settings
from bot.plan_commands import plan_app
from bot.report_commands import report_app

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
staff_app = typer.Typer(no_args_is_help=True, help="El equipo de la entidad.")
events_app = typer.Typer(no_args_is_help=True, help="Los eventos de diálogo.")
guests_app = typer.Typer(no_args_is_help=True, help="Las entidades invitadas a los eventos.")
turns_app = typer.Typer(no_args_is_help=True, help="Los mensajes que quedaron apartados.")
app.add_typer(plan_app, name="plan")
app.add_typer(staff_app, name="staff")
app.add_typer(report_app, name="report")
app.add_typer(events_app, name="events")
app.add_typer(guests_app, name="guests")
app.add_typer(turns_app, name="turns")


@app.callback()
def participa() -> None:
    """Participa: el plan de participación ciudadana de una entidad, en Telegram."""


@app.command()
def demo(
    at: Annotated[
        str, typer.Option(help="El instante en que empieza, por ejemplo 2021-07-01T09:00")
    ] = "2021-07-01T09:00",
    port: Annotated[int, typer.Option(help="El puerto de la página; 0 busca uno libre")] = 8080,
    keep: Annotated[bool, typer.Option("--keep", help="Conserva la base de datos al terminar")] = False,
    script: Annotated[bool, typer.Option("--script", help="Cuenta la historia en la terminal y termina")] = False,
) -> None:
    """La demostración: un Telegram simulado, el bot y el plan, sin cuenta ni token."""
    from bot.demo import run_demo  # noqa: PLC0415 - only the demonstration loads the simulator

    status = asyncio.run(run_demo(at=at, port=port, keep=keep, script=script))
    raise typer.Exit(status)


@app.command()
def run() -> None:
    """Todo en un solo proceso: recibe, responde y, si la base de datos está vacía, la prepara."""
    from bot import preparing, process  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    preparing.prepare(settings)
    asyncio.run(process.run(settings, "run"))


@app.command()
def web() -> None:
    """Recibe por webhook y responde. Con PostgreSQL pueden correr varios a la vez."""
    from bot import preparing, process  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    preparing.require_webhook(settings)
    preparing.require_schema(settings)
    asyncio.run(process.run(settings, "web"))


@app.command()
def worker() -> None:
    """Hace los trabajos de fondo y envía los avisos. Uno trabaja; un segundo espera."""
    from bot import preparing, standing  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    preparing.require_schema(settings)
    asyncio.run(standing.run_worker(settings))


@app.command()
def clock() -> None:
    """Mira qué toca y cuándo. Uno trabaja; un segundo espera."""
    from bot import preparing, standing  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    preparing.require_schema(settings)
    asyncio.run(standing.run_clock(settings))


@app.command()
def tick(
    at: Annotated[str | None, typer.Option(help="Solo muestra qué se haría en ese instante")] = None,
) -> None:
    """Hace una vez lo que toca y envía lo que puede salir, para servidores con un programador de tareas propio."""
    from bot import preparing, standing  # noqa: PLC0415 - the other commands need none of it
    from bot.present import instant  # noqa: PLC0415 - as above

    settings = _settings()
    preparing.require_schema(settings)
    if at is None:
        done = asyncio.run(standing.tick(settings))
        typer.echo("\n".join(done) or "Nada tocaba.")
        return
    for line in standing.rehearse(settings, instant(at, settings.zone)):
        typer.echo(line)


@app.command()
def keys() -> None:
    """Imprime una clave nueva para DATA_KEYS."""
    from participation.identity import Keyring  # noqa: PLC0415 - the other commands need none of it

    typer.echo(Keyring.generate())


@app.command()
def understand() -> None:
    """Lee líneas JSON {"text": …} y agrega qué entendió: intent, target, confidence."""
    from bot import understanding  # noqa: PLC0415 - the other commands need none of it

    for line in understanding.read_lines(_settings(), sys.stdin):
        typer.echo(line)


@app.command()
def migrate() -> None:
    """Prepara la base de datos, carga el plan si no hay ninguno y registra el webhook y los comandos."""
    from bot import preparing, process  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    preparing.prepare(settings)
    if settings.webhook_url is not None:
        asyncio.run(process.announce(settings))
    typer.echo("La base de datos está al día.")


@app.command()
def check() -> None:
    """Revisa los ajustes, la base de datos, el plan y el token, y dice qué falta."""
    from bot.checking import check_all  # noqa: PLC0415 - the other commands need none of it

    findings = asyncio.run(check_all())
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.good for finding in findings) else 2)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="El archivo que se escribe, por ejemplo copia.zip")],
) -> None:
    """Guarda la base de datos y los adjuntos en un archivo, con el servicio en marcha. Las claves no van en él."""
    from bot import backing_up  # noqa: PLC0415 - the other commands need none of it

    for line in backing_up.back_up(_settings(), file):
        typer.echo(line)


def _agreed(question: str) -> bool:
    return str(typer.prompt(question, default="", show_default=False)).strip().lower() in {"si", "sí"}


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="La copia de seguridad")],
    replace: Annotated[bool, typer.Option("--replace", help="Reemplaza los datos que haya; pregunta antes")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="No pregunta")] = False,
    drill: Annotated[bool, typer.Option("--drill", help="Solo comprueba que la copia sirve; no cambia nada")] = False,
    without_keys: Annotated[bool, typer.Option("--without-keys", help="Aunque las claves sean otras")] = False,
) -> None:
    """Trae de vuelta una copia de seguridad, completa o nada. Pare antes el servicio."""
    from bot import backing_up  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    if drill:
        lines = backing_up.look_at(settings, file)
    else:
        if replace and not yes and not _agreed("Los datos que hay ahora se pierden. Para seguir escriba SI"):
            typer.echo("No se cambió nada.")
            raise typer.Exit(1)
        lines = backing_up.restore(settings, file, replace=replace, without_keys=without_keys)
    for line in lines:
        typer.echo(line)


@staff_app.command("invite")
def staff_invite(
    role: Annotated[str, typer.Option(help="administra, responde, aprueba, publica o consulta")],
    name: Annotated[str | None, typer.Option(help="El nombre con que firma sus decisiones")] = None,
    denuncias: Annotated[bool, typer.Option("--denuncias", help="Puede leer denuncias")] = False,
) -> None:
    """Imprime el enlace que deja entrar a una persona, una sola vez y por 72 horas."""
    from bot import teaming  # noqa: PLC0415 - the other commands need none of it

    settings = _settings()
    typer.echo(asyncio.run(teaming.invitation(settings, role, name, denuncias=denuncias)))


@staff_app.command("list")
def staff_list() -> None:
    """Muestra quién está en el equipo y qué hace."""
    from bot import teaming  # noqa: PLC0415 - the other commands need none of it

    for line in teaming.members(_settings()):
        typer.echo(line)


@events_app.command("import")
def events_import(
    file: Annotated[Path, typer.Argument(help="La hoja, en XLSX o CSV: título, tipo, fecha, hora, lugar, enlace…")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo muestra qué trae")] = False,
) -> None:
    """Guarda como borradores los eventos de una hoja. Las celdas con errores se muestran."""
    from bot import event_sheets  # noqa: PLC0415 - the other commands need none of it

    for line in event_sheets.import_file(_settings(), file, dry_run=dry_run):
        typer.echo(line)


@guests_app.command("import")
def guests_import(
    file: Annotated[Path, typer.Argument(help="La lista, en XLSX o CSV: nombre, correo, grupo y municipio")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo muestra qué cambiaría")] = False,
) -> None:
    """Carga la lista de entidades invitadas. Las filas con errores se muestran y quedan por fuera."""
    from bot import guests  # noqa: PLC0415 - the other commands need none of it

    for line in guests.import_file(_settings(), file, dry_run=dry_run):
        typer.echo(line)


@turns_app.command("retry")
def turns_retry() -> None:
    """Vuelve a poner en la fila los mensajes que quedaron apartados por un error."""
    from bot import preparing  # noqa: PLC0415 - the other commands need none of it

    typer.echo(preparing.retry_turns(_settings()))


def main() -> None:
    """The console script: an error that has a sentence is said in it, with exit status 2 and without a traceback."""
    command: Callable[[], Any] = app
    try:
        command()
    except Exception as error:
        from bot.refusals import refused  # noqa: PLC0415 - it knows every error, so it loads nearly everything

        sentences = refused(error)
        if sentences is None:
            raise
        for sentence in sentences:
            typer.echo(sentence, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
