"""The plan from the command line."""

from contextlib import closing
from pathlib import Path

from bot.preparing import require_schema
from bot.present import real_now
from bot.settings import Settings
from handlers.texts import plan as texts
from locales import formats, without_tags, words
from participation.plan import compare, import_plan, kept, read_plan_file
from participation.progress import plan_progress
from storage import open_database


def import_file(settings: Settings, file: Path, *, dry_run: bool) -> list[str]:
    """Take over a plan file, or only tell what would change. Raises PlanFileErrors with all of its errors."""
    document = read_plan_file(file)
    in_words = words(settings.language)
    require_schema(settings)
    with closing(open_database(settings.database)) as database:
        stays = database.read(lambda session: kept(session, document)).result()
        if dry_run:
            differences = database.read(lambda session: compare(session, document)).result()
        else:
            differences = database.write(lambda session: import_plan(session, document, real_now())).result()
    lines = [difference.text(in_words) for difference in [*differences, *stays]]
    if not differences:
        return [*lines, in_words.plain("plan import", "Nothing changes: the plan is already so.")]
    closing_line = (
        in_words.plain("plan import", "Nothing was saved: this is what would change.")
        if dry_run
        else in_words.plain_count("plan import", "Saved: {n} change.", "Saved: {n} changes.", len(differences))
    )
    return [*lines, closing_line]


def shown(settings: Settings) -> str:
    """How the plan is going, as citizens read it."""
    require_schema(settings)
    today = real_now().astimezone(settings.zone).date()
    with closing(open_database(settings.database)) as database:
        plan = database.read(lambda session: plan_progress(session, today)).result()
    return without_tags(texts.progress(plan, words(settings.language), formats(settings.language, settings.zone)))
