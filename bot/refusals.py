"""Errors that have a sentence for the engineer: what is wrong, and what to do next."""

from telegram.error import InvalidToken

from bot.alone import AlreadyRunning
from bot.backing_up import FileThere, NotWritable, OtherKeys, ServiceRunning
from bot.keys import KeysMissing
from bot.matrices import MatrixUnclear
from bot.pages.copying import FolderRefused
from bot.planning import Conflicting, UnknownChoice, UnknownEnding, UnknownProduct
from bot.preparing import SchemaBehind, WebhookMissing
from bot.present import WrongInstant
from bot.progress_report import WrongCut
from bot.reporting import NoFormat, UnknownFormat, UnreadableFile, WrongPeriod
from bot.sentry import SentryMissing
from bot.settings import SettingsWrong
from bot.teaming import UnknownRole
from bot.understanding import NotALine
from bot.web import PortTaken
from locales import Language, Phrase, words
from participation.audience.sheets import UnreadableList
from participation.identity import BadDataKeys
from participation.office.errors import OfficeError
from participation.plan import PlanFileErrors
from participation.plan.views import NoPlanError
from reports.plan_workbook.cells import DoesNotFit
from storage import SchemaBusy, StorageUnavailable, UnusableUrl
from storage.archive import ArchiveDamaged, ArchiveTooNew, NotEmpty, NotPrepared
from storage.files import UnusableFilesUrl

NO_DATABASE = Phrase("refusal", "The database of DATABASE_URL can not be reached. Check that it runs and try again.")
SENTENCES: dict[type[Exception], Phrase] = {
    NoPlanError: Phrase("refusal", "The database holds no plan yet. Load one with `participa plan import`."),
    StorageUnavailable: NO_DATABASE,
    UnusableUrl: NO_DATABASE,
    UnusableFilesUrl: Phrase(
        "refusal", "FILES_URL is no place for files. Write a folder such as data/files, or s3://bucket."
    ),
    InvalidToken: Phrase("refusal", "Telegram does not know BOT_TOKEN. Copy it again from @BotFather into .env."),
    AlreadyRunning: Phrase(
        "refusal",
        "Another process is already running on {detail}. Stop it first, or use PostgreSQL for several processes.",
    ),
    KeysMissing: Phrase(
        "refusal", "DATA_KEYS is missing. Make one with `participa keys` and give the same to every process."
    ),
    PortTaken: Phrase("refusal", "Port {detail} is taken by another program. Choose another one."),
    FolderRefused: Phrase("refusal", "Nothing can be written in {detail}. Choose another folder."),
    UnknownRole: Phrase(
        "refusal", "“{detail}” is not a role. Write administra, responde, aprueba, publica or consulta."
    ),
    NoFormat: Phrase("refusal", "The file has no ending that tells its format. Write one, for example informe.pdf."),
    UnknownFormat: Phrase("refusal", "“{detail}” is not a format. Write pdf, docx, xlsx, html, csv or md."),
    WrongCut: Phrase("refusal", "“{detail}” is not a day. Write the cut like this: --cut 2021-06-30."),
    WrongPeriod: Phrase(
        "refusal",
        "“{detail}” are not two days in their order. Write them like this: --from 2021-01-01 --to 2021-06-30.",
    ),
    UnknownEnding: Phrase("refusal", "“{detail}” ends in none of .xlsx, .yaml. Choose one of the two."),
    UnknownProduct: Phrase("refusal", "The plan has no product with the code “{detail}”."),
    UnknownChoice: Phrase("refusal", "“{detail}” is no choice. Write --conflicts ours or --conflicts theirs."),
    UnreadableFile: Phrase("refusal", "“{detail}” can not be read as the list of a published report."),
    NotALine: Phrase("refusal", 'Line {detail} is not of the form {{"text": "…"}}. Write one JSON object a line.'),
    WrongInstant: Phrase("refusal", "“{detail}” is not a date and an hour. Write it like this: 2021-07-01T09:00."),
    ArchiveDamaged: Phrase("refusal", "The backup is damaged ({detail}). Nothing was changed. Use another one."),
    ArchiveTooNew: Phrase(
        "refusal", "The backup is of a newer version ({detail}). Install that one, then bring the backup back."
    ),
    NotEmpty: Phrase(
        "refusal", "The database holds data already. With --replace the backup takes their place; they are lost."
    ),
    NotPrepared: Phrase("refusal", "The database is empty: there is nothing to save."),
    FileThere: Phrase("refusal", "{detail} exists already. Choose another name for the backup."),
    NotWritable: Phrase(
        "refusal", "{detail} can not be read or written. Check the folder, the permissions and the disk."
    ),
    ServiceRunning: Phrase("refusal", "The service is working on this database. Stop all of its processes first."),
    OtherKeys: Phrase(
        "refusal",
        "DATA_KEYS are not those of the backup. Give those, or bring it back with --without-keys: then nobody who wrote"
        " can be answered.",
    ),
    SentryMissing: Phrase(
        "refusal", "SENTRY_DSN needs a package that is not installed. Install it: .venv/bin/pip install sentry-sdk"
    ),
    SchemaBehind: Phrase("refusal", "The database is not up to date. Run `participa migrate` and try again."),
    SchemaBusy: Phrase(
        "refusal",
        "Something holds the tables of the database, and the migration gave way. Nothing was changed. Try again soon.",
    ),
    WebhookMissing: Phrase(
        "refusal", "`participa web` needs WEBHOOK_URL and WEBHOOK_SECRET. Without them use `participa run`."
    ),
}


def refused(error: Exception) -> list[str] | None:
    """The sentences for an error; None for a fault of ours, which deserves its traceback."""
    in_words = words(Language.ES)
    if isinstance(error, SettingsWrong):
        return error.problems
    if isinstance(error, PlanFileErrors):
        return [problem.text(in_words) for problem in error.errors]
    if isinstance(error, Conflicting):
        return error.lines
    if isinstance(error, UnreadableList | DoesNotFit):
        return [error.text(in_words)]
    if isinstance(error, OfficeError | BadDataKeys | MatrixUnclear):
        return [in_words.plain_phrase(error.phrase, **error.values)]
    phrase = SENTENCES.get(type(error))
    return None if phrase is None else [in_words.plain_phrase(phrase, detail=str(error))]
