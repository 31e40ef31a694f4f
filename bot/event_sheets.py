"""Events from a sheet, from the command line."""

from contextlib import closing
from pathlib import Path

from bot.guests import content_of
from bot.preparing import require_schema
from bot.present import real_now
from bot.settings import Settings
from handlers.texts import event_sheets as texts
from locales import formats, without_tags, words
from participation.events.sheet import EventSheet, read_sheet, save_sheet
from storage import Session, open_database


def import_file(settings: Settings, file: Path, *, dry_run: bool) -> list[str]:
    """Make a draft of each event of a sheet, or only tell what it holds.

    Rows with an error are left out and told by their cell. Raises UnreadableList, SchemaBehind, NoPlanError.
    """
    require_schema(settings)
    content, now = content_of(file), real_now()

    def look(session: Session) -> EventSheet:
        return read_sheet(session, content, now, settings.zone)

    def save(session: Session) -> EventSheet:
        found = look(session)
        save_sheet(session, found, None, now, from_command_line=True)
        return found

    with closing(open_database(settings.database)) as database:
        found = (database.read(look) if dry_run else database.write(save)).result()
    in_words = words(settings.language)
    shown = texts.preview(found, in_words, formats(settings.language, settings.zone))
    made = 0 if dry_run else len(found.events)
    return [without_tags(shown), without_tags(texts.saved(made, in_words))]
