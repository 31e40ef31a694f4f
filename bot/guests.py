"""The contact list of institutions from the command line."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from bot.preparing import require_schema
from bot.present import real_now
from bot.settings import Settings
from handlers.texts import guests as texts
from locales import Words, without_tags, words
from participation.audience import guests
from participation.audience.groups import institutional_groups
from participation.audience.guest_list_reading import GuestList, Remark, read_guest_list
from participation.audience.guests import Merge
from participation.audience.sheets import MOST_BYTES, NOT_A_TABLE, TOO_LARGE, UnreadableList
from storage import Session, open_database


def import_file(settings: Settings, file: Path, *, dry_run: bool) -> list[str]:
    """Take over a contact list, or only tell what would change. Raises UnreadableList, SchemaBehind, NoPlanError.

    Rows with an error are left out and told by their cell; the others are saved.
    """
    require_schema(settings)
    content = content_of(file)

    def look(session: Session) -> tuple[GuestList, Merge]:
        found = read_guest_list(content, institutional_groups(session))
        return found, guests.preview(session, None, found, from_command_line=True)

    def save(session: Session) -> tuple[GuestList, Merge]:
        found = read_guest_list(content, institutional_groups(session))
        return found, guests.save(session, None, found, real_now(), from_command_line=True)

    with closing(open_database(settings.database)) as database:
        found, merge = (database.read(look) if dry_run else database.write(save)).result()
    return list(_told(found, merge, words(settings.language), dry_run=dry_run))


def content_of(file: Path) -> bytes:
    """A file, if it is no larger than any list may be. Raises UnreadableList."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UnreadableList(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        raise UnreadableList(NOT_A_TABLE) from error


def _told(found: GuestList, merge: Merge, in_words: Words, *, dry_run: bool) -> Iterator[str]:
    yield from _remarks((*found.errors, *found.remarks), in_words)
    yield from (without_tags(line) for line in texts.outcome(merge, in_words))
    if found.errors:
        yield in_words.plain_count("guests", "Left out: one row.", "Left out: {n} rows.", len(found.errors))
    yield (
        in_words.plain("guests", "Nothing was saved: this is what would change.")
        if dry_run
        else in_words.plain("guests", "The list is saved.")
    )


def _remarks(remarks: Iterable[Remark], in_words: Words) -> Iterator[str]:
    return (remark.text(in_words) for remark in remarks)
