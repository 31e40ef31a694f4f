"""The database: whether it answers, what it holds, whether the keys open it, and whether the service goes round."""

from contextlib import closing
from datetime import timedelta

from bot.checking.finding import Finding
from bot.keys import known_keys
from bot.preparing import reachable
from bot.present import real_now
from bot.refusals import refused
from bot.settings import Settings
from locales import Words, formats
from participation.identity import BadDataKeys, Keyring, UnreadableSeal
from participation.plan import PlanFileErrors, read_plan_file
from participation.watching import PATIENCE, WORK_PATIENCE, Part
from storage import Database, StorageUnavailable, UnusableUrl
from storage.queries import plan as plans
from storage.queries import watching


def check_database(settings: Settings, in_words: Words) -> list[Finding]:
    """The database and what is in it."""
    from storage import schema  # noqa: PLC0415 - Alembic is loaded by who asks for the schema

    try:
        database = reachable(settings)
    except (StorageUnavailable, UnusableUrl) as error:
        return [Finding(False, sentence) for sentence in refused(error) or []]
    with closing(database):
        state = schema.state(database.engine)
        if state in {schema.SchemaState.EMPTY, schema.SchemaState.BEHIND}:
            prepares = in_words.plain("check", "The database answers; `participa migrate` or `run` prepares it.")
            return [Finding(True, prepares), *_keys(settings, None, in_words)]
        loaded = database.read(plans.current_plan).result() is not None
        plan = (
            in_words.plain("check", "The database answers and holds a plan.")
            if loaded
            else in_words.plain("check", "The database answers and holds no plan yet; `participa run` loads PLAN_FILE.")
        )
        return [
            Finding(True, plan),
            *_keys(settings, database, in_words),
            *_team(database, in_words),
            *_rounds(settings, database, in_words),
        ]


def check_plan_file(settings: Settings, in_words: Words) -> list[Finding]:
    """The plan file."""
    try:
        document = read_plan_file(settings.plan_file)
    except PlanFileErrors as error:
        intro = in_words.plain("check", "PLAN_FILE ({file}) has errors:", file=str(settings.plan_file))
        return [Finding(False, "\n  ".join([intro, *(problem.text(in_words) for problem in error.errors)]))]
    return [
        Finding(
            True, in_words.plain("check", "PLAN_FILE can be read: it holds the plan of {year}.", year=document.year)
        )
    ]


def _keys(settings: Settings, database: Database | None, in_words: Words) -> list[Finding]:
    """Whether the keys open what is sealed: the first and the last author."""
    try:
        keys = known_keys(settings)
    except BadDataKeys as error:
        return [Finding(False, sentence) for sentence in refused(error) or []]
    sealed = database.read(watching.some_sealed).result() if database is not None else []
    if keys is None:
        return _no_keys(in_words, needed=bool(sealed) or (database is not None and database.shared))
    if not all(_opens(keys, one) for one in sealed):
        said = in_words.plain(
            "check", "DATA_KEYS do not open who wrote the cases. Give the keys that they were received with."
        )
        return [Finding(False, said)]
    if settings.data_keys is None:
        said = in_words.plain("check", "The keys are in data/claves.txt. Keep a copy apart from the backups.")
        return [Finding(True, said)]
    return [Finding(True, in_words.plain("check", "The keys of DATA_KEYS can be used."))]


def _no_keys(in_words: Words, *, needed: bool) -> list[Finding]:
    if needed:
        said = in_words.plain("check", "DATA_KEYS is missing. Make one with `participa keys` and keep a copy.")
        return [Finding(False, said)]
    return [Finding(True, in_words.plain("check", "The keys are made at the first start, in data/claves.txt."))]


def _opens(keys: Keyring, sealed: bytes) -> bool:
    try:
        keys.open(sealed)
    except UnreadableSeal:
        return False
    return True


def _team(database: Database, in_words: Words) -> list[Finding]:
    """Whether there is somebody who is told when something stops."""
    if database.read(watching.administrators).result():
        return []
    said = in_words.plain(
        "check", "Nobody administers yet. Invite the first with `participa staff invite --role administra`."
    )
    return [Finding(True, said, is_advice=True)]


def _rounds(settings: Settings, database: Database, in_words: Words) -> list[Finding]:
    """Whether clock and worker go round; nothing is said where they never did."""
    pulses, now = database.read(watching.pulses).result(), real_now()
    at = formats(settings.language, settings.zone)
    found = []
    for part, command, patience in ((Part.CLOCK, "clock", PATIENCE), (Part.WORKER, "worker", WORK_PATIENCE)):
        last = pulses.get(part)
        if last is not None and now - last > patience + timedelta(minutes=1):
            said = in_words.plain(
                "check",
                "`{command}` last worked on {moment}. Start `participa run`, or `participa {command}`.",
                command=command,
                moment=at.moment(last),
            )
            found.append(Finding(False, said))
    return found
