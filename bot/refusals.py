"""Errors that have a sentence for the engineer: what is wrong, and what to do next."""

from telegram.error import InvalidToken

from bot.keys import KeysMissing
from bot.pages.copying import FolderRefused
from bot.preparing import SchemaBehind, WebhookMissing
from bot.present import WrongInstant
from bot.process import AlreadyRunning, PortTaken
from bot.reporting import UnknownFormat, UnreadableFile, WrongPeriod
from bot.settings import SettingsWrong
from bot.teaming import UnknownRole
from bot.understanding import NotALine
from locales import Language, Phrase, words
from participation.audience.sheets import UnreadableList
from participation.identity import BadDataKeys
from participation.plan import PlanFileErrors
from participation.plan.views import NoPlanError
from storage import StorageUnavailable, UnusableUrl

NO_DATABASE = Phrase("refusal", "The database of DATABASE_URL can not be reached. Check that it runs and try again.")
SENTENCES: dict[type[Exception], Phrase] = {
    NoPlanError: Phrase("refusal", "The database holds no plan yet. Load one with `participa plan import`."),
    StorageUnavailable: NO_DATABASE,
    UnusableUrl: NO_DATABASE,
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
    UnknownFormat: Phrase("refusal", "“{detail}” is not a format. Write pdf, docx, xlsx, html, csv or md."),
    WrongPeriod: Phrase(
        "refusal",
        "“{detail}” are not two days in their order. Write them like this: --from 2021-01-01 --to 2021-06-30.",
    ),
    UnreadableFile: Phrase("refusal", "“{detail}” can not be read as the list of a published report."),
    NotALine: Phrase("refusal", 'Line {detail} is not of the form {{"text": "…"}}. Write one JSON object a line.'),
    WrongInstant: Phrase("refusal", "“{detail}” is not a date and an hour. Write it like this: 2021-07-01T09:00."),
    SchemaBehind: Phrase("refusal", "The database is not up to date. Run `participa migrate` and try again."),
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
    if isinstance(error, UnreadableList):
        return [error.text(in_words)]
    if isinstance(error, BadDataKeys):
        return [in_words.plain_phrase(error.phrase, **error.values)]
    phrase = SENTENCES.get(type(error))
    return None if phrase is None else [in_words.plain_phrase(phrase, detail=str(error))]
