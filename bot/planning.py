"""The plan from the command line: shown, exported and taken over."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import typer
from markupsafe import Markup

from bot.matrices import import_matrix
from bot.pages.copying import FolderRefused
from bot.preparing import require_schema
from bot.present import real_now
from bot.progress_bar import progress_bar
from bot.settings import Settings
from handlers.kept_cut import kept_cut
from handlers.texts import plan as texts
from handlers.texts import plan_workbook as workbook_texts
from handlers.texts import product_history as history_texts
from locales import Phrase, Words, formats, without_tags, words
from participation.plan import compare, import_plan, kept, read_plan_file
from participation.plan.current import current_plan
from participation.plan.differences import Difference
from participation.plan.product_history import history_of
from participation.plan.views import NotInPlanError
from participation.plan.workbook.finding import is_plan_workbook
from participation.plan.workbook.grid import MOST_BYTES, TOO_LARGE, read_grids, refusal
from participation.plan.workbook.merging import Choice
from participation.plan.workbook.reading import PlanWorkbook, read_workbook
from participation.plan.workbook.taking import Preview, preview, save
from participation.plan.writing import plan_file
from participation.progress import plan_progress, present_details
from storage import Database, Session, open_database
from storage.queries.plan_parts import stored_parts

WORKBOOK, PLAN_FILE = ".xlsx", {".yaml", ".yml"}
_OF_OFFICE = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
CHOOSE = Phrase(
    "plan import",
    "Nothing was saved. Add --conflicts ours to keep what is here, or --conflicts theirs to take what the file says.",
)
NO_FILE = Phrase("plan file", "There is no file {path}. Check its name and folder.")


class Conflicting(Exception):
    """The workbook and somebody here changed the same. `lines` tell it, and how to decide."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = list(lines)


class UnknownEnding(Exception):
    """A plan is exported to XLSX or YAML, by the file's ending. Names the file."""


class UnknownProduct(Exception):
    """The plan has, and had, no product with this code. Names it."""


class UnknownChoice(Exception):
    """Conflicts go by `ours` or `theirs`. Names what was given."""


def export_file(settings: Settings, file: Path) -> list[str]:
    """Write the plan into a workbook or a plan file, by the ending. Raises UnknownEnding, DoesNotFit, NoPlanError."""
    from reports.plan_workbook import plan_workbook  # noqa: PLC0415 - xlsxwriter

    ending = file.suffix.lower()
    if ending != WORKBOOK and ending not in PLAN_FILE:
        raise UnknownEnding(file.name)
    require_schema(settings)
    in_words, shown = words(settings.language), formats(settings.language, settings.zone)
    with closing(open_database(settings.database)) as database:
        rows = database.read(lambda session: stored_parts(session, current_plan(session).year)).result()
    is_workbook = ending == WORKBOOK
    content = plan_workbook(rows, real_now(), in_words, shown) if is_workbook else plan_file(rows).encode()
    try:
        file.write_bytes(content)
    except OSError as error:
        raise FolderRefused(str(file)) from error
    return [in_words.plain("plan import", "The plan is in {file}.", file=file)]


def import_file(
    settings: Settings,
    file: Path,
    *,
    dry_run: bool,
    conflicts: str | None = None,
    columns: str = "",
    answers: Sequence[str] = (),
    ask: bool = False,
) -> list[str]:
    """Take over a plan file, a workbook or an office's own matrix, or only tell what would change.

    `columns`, `answers`, `ask`: for a matrix, see `bot.matrices`. Raises PlanFileErrors with all of its errors.
    """
    if conflicts is not None and conflicts not in set(Choice):
        raise UnknownChoice(conflicts)
    if file.suffix.lower() in PLAN_FILE or not _is_office_file(file):
        return _import_plan_file(settings, file, dry_run=dry_run)
    content = _content_of(file)
    if not is_plan_workbook(read_grids(content)):
        asking = _ask if ask else None
        return import_matrix(settings, content, dry_run=dry_run, columns=columns, answers=answers, ask=asking)
    return _import_workbook(settings, content, Choice(conflicts) if conflicts else None, dry_run=dry_run)


def shown(settings: Settings) -> str:
    """How the plan is going, as citizens read it."""
    require_schema(settings)
    today = real_now().astimezone(settings.zone).date()
    with closing(open_database(settings.database)) as database:
        plan = database.read(lambda session: plan_progress(session, today)).result()
    return without_tags(texts.progress(plan, words(settings.language), formats(settings.language, settings.zone)))


def history(settings: Settings, product: str | None) -> str:
    """Every change of a product, or of all of them, with when, who and why. Raises NoPlanError, UnknownProduct."""
    require_schema(settings)
    in_words, in_formats = words(settings.language), formats(settings.language, settings.zone)
    today = real_now().astimezone(settings.zone).date()

    def told(session: Session) -> list[Markup]:
        names = {one.product.code: one.product.short_name for one in present_details(session, today)}
        codes = [product] if product is not None else list(names)
        return [
            history_texts.whole(names.get(code, code), history_of(session, code), in_words, in_formats)
            for code in codes
        ]

    with closing(open_database(settings.database)) as database:
        try:
            return "\n\n".join(without_tags(one) for one in database.read(told).result())
        except NotInPlanError as error:
            raise UnknownProduct(error.code) from error


def _import_plan_file(settings: Settings, file: Path, *, dry_run: bool) -> list[str]:
    document = read_plan_file(file)
    in_words = words(settings.language)
    require_schema(settings)
    with closing(open_database(settings.database)) as database:
        stays = database.read(lambda session: kept(session, document)).result()
        if dry_run:
            differences = database.read(lambda session: compare(session, document)).result()
        else:
            differences = database.write(lambda session: import_plan(session, document, real_now())).result()
        held = _held(database, settings, differences, dry_run=dry_run, year=document.year)
    lines = [difference.text(in_words) for difference in [*differences, *stays]]
    return [*lines, _closing(len(differences), in_words, dry_run=dry_run), *held]


def _import_workbook(settings: Settings, content: bytes, choice: Choice | None, *, dry_run: bool) -> list[str]:
    require_schema(settings)
    in_words, in_formats = words(settings.language), formats(settings.language, settings.zone)
    with progress_bar(in_words.plain("plan import", "Reading the workbook")) as step:
        book = read_workbook(content)
        step(1, 2)
        with closing(open_database(settings.database)) as database:
            found = database.read(lambda session: preview(session, book, choice)).result()
            if not dry_run and (choice or not found.clashes):
                found = database.write(lambda session: _saved(session, book, choice, real_now())).result()
            held = _held(database, settings, found.differences, dry_run=dry_run)
        step(2, 2)
    lines = workbook_texts.full(book, found, in_words, in_formats)
    if found.clashes and choice is None:
        raise Conflicting([*lines, in_words.plain_phrase(CHOOSE)])
    return [*lines, _closing(len(found.differences), in_words, dry_run=dry_run), *held]


def _held(
    database: Database, settings: Settings, found: Sequence[Difference], *, dry_run: bool, year: int | None = None
) -> list[str]:
    """That the published cut keeps its figures, where the import changes what it holds."""
    said = (words(settings.language), formats(settings.language, settings.zone))
    lines = database.read(lambda session: kept_cut(session, found, *said, year=year, applied=not dry_run)).result()
    return [without_tags(line) for line in lines]


def _saved(session: Session, book: PlanWorkbook, choice: Choice | None, now: datetime) -> Preview:
    return save(session, book, None, now, choice, from_command_line=True)


def _closing(changes: int, in_words: Words, *, dry_run: bool) -> str:
    if not changes:
        return in_words.plain("plan import", "Nothing changes: the plan is already so.")
    if dry_run:
        return in_words.plain("plan import", "Nothing was saved: this is what would change.")
    return in_words.plain_count("plan import", "Saved: {n} change.", "Saved: {n} changes.", changes)


def _is_office_file(file: Path) -> bool:
    """Whether a file is to be read as a workbook: by its ending, or because it is packed as one."""
    if file.suffix.lower() in _OF_OFFICE:
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(4) == b"PK\x03\x04"
    except OSError:
        return False  # the reader of the plan file says in words what is wrong


def _content_of(file: Path) -> bytes:
    """The bytes of a file that is not too large. Raises PlanFileErrors."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise refusal(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        raise refusal(NO_FILE, path=file) from error


def _ask(text: str, choices: Sequence[str]) -> int:
    """Ask in the terminal; gives the place of what was chosen, from 0."""
    typer.echo(text)
    for number, choice in enumerate(choices, start=1):
        typer.echo(f"{number}. {choice}")
    given = 0
    while not 1 <= given <= len(choices):
        given = typer.prompt("1", type=int, prompt_suffix=f"-{len(choices)}: ")
    return given - 1
