"""A copy of the pages in a folder, for a portal or a disk: every link in it works from there, in both languages."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.pages import progress, reports
from bot.pages.document import HTML, Document
from bot.pages.table import PAGES, Page, Parameters
from bot.pages.visit import Asked, House, Visit
from bot.preparing import require_schema
from bot.present import Now, real_now
from bot.settings import Settings
from locales import Language
from participation.identity import Keyring
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.pages import assets
from storage import Session, open_database
from storage.files import FileDamaged, FileMissing, FileStore, open_store

PARAMETER = re.compile(r"\{(\w+)(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?\}")


log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Stored:
    """A file that is in the store under this hash; it may be large."""

    hash: str


class FolderRefused(Exception):
    """Nothing can be written there."""


def copy_site(settings: Settings, folder: Path, bot: str | None = None, now: Now = real_now) -> int:
    """Write all pages that need no database into `folder`, with the files that they lead to, and say how many that are.

    `bot` is the user name of the bot that links lead to. Raises NoPlanError, SchemaBehind, StorageUnavailable and
    FolderRefused.
    """
    require_schema(settings)
    house = House(
        zone=settings.zone,
        keys=Keyring(()),
        language=settings.language,
        bot_address=f"https://t.me/{bot.removeprefix('@')}" if bot else None,
        public_url=settings.public_url,
        copy=True,
        files=(store := open_store(settings.files_url)),
        plan_file=settings.plan_file,
        licence=settings.data_licence,
    )
    with closing(open_database(settings.database)) as database:
        written = database.read(lambda session: dict(_files(session, house, now))).result()
    try:
        return sum(_written(folder / place, content, store) for place, content in written.items())
    except OSError as error:
        raise FolderRefused(str(folder)) from error


def _files(session: Session, house: House, now: Now) -> Iterator[tuple[str, bytes | Stored]]:
    """The place of each file under the folder, and its content."""
    at = now()
    plain = Visit(session, at, house, Asked("", house.language))
    entity = plain.plan.entity
    for asset in assets.all_assets(entity.main_colour or DEFAULT_MAIN, entity.accent_colour or DEFAULT_ACCENT):
        yield asset.address, asset.content
    for page in PAGES:
        for parameters in page.copies(plain):
            for language in Language if page.in_languages else (house.language,):
                visit = Visit(session, at, house, Asked(_filled(page, parameters), language, False, parameters))
                document = page.build(visit)
                yield _place(visit, document), document.content
    for address, file_hash in (progress.stored(plain) | reports.stored(plain)).items():
        yield address, Stored(file_hash)


def _filled(page: Page, parameters: Parameters) -> str:
    """A page's address with its parameters put in."""
    return PARAMETER.sub(lambda found: parameters[found[1]], page.address)


def _place(visit: Visit, document: Document) -> str:
    return visit.links.place if document.content_type == HTML else visit.asked.address


def _written(path: Path, content: bytes | Stored, store: FileStore) -> bool:
    """Whether it is there now. What the store does not have, the pages of the web do not give either."""
    try:
        _write(path, [content] if isinstance(content, bytes) else store.stream(content.hash))
    except (FileMissing, FileDamaged) as error:
        log.warning("site.file_missing", file=str(error))
        return False
    return True


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Whole or not at all: a portal may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
