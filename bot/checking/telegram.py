"""`participa check`: what works and what doesn't, each in one sentence that says what to do."""

import asyncio
from contextlib import closing
from dataclasses import dataclass

from telegram import ChatMemberAdministrator
from telegram.error import InvalidToken, TelegramError

from bot import settings as configuration
from bot.preparing import reachable
from bot.process import open_bot
from bot.refusals import refused
from bot.settings import Settings, SettingsWrong
from handlers.mail import reason_in_words
from locales import Language, Words, words
from participation.plan import PlanFileErrors, read_plan_file
from storage import StorageUnavailable, UnusableUrl
from storage.queries import plan as plans

TELEGRAM_SECONDS = 15.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    text: str


async def check_all() -> list[Finding]:
    """Look at everything, also when the first thing is wrong already."""
    in_words = words(Language.ES)
    try:
        settings = configuration.load()
    except SettingsWrong as error:
        return [Finding(False, problem) for problem in error.problems]
    found = [Finding(True, in_words.plain("check", "The settings are in order."))]
    found += await asyncio.to_thread(_database, settings, in_words)
    found += _plan_file(settings, in_words)
    telegram = await _telegram(settings, in_words)
    found.append(telegram)
    if telegram.good and settings.channel_id is not None:
        found.append(await _channel(settings, settings.channel_id, in_words))
    found.append(await _mail(settings, in_words))
    return found


def _database(settings: Settings, in_words: Words) -> list[Finding]:
    from storage import schema  # noqa: PLC0415 - Alembic is loaded by who asks for the schema

    try:
        database = reachable(settings)
    except (StorageUnavailable, UnusableUrl) as error:
        return [Finding(False, sentence) for sentence in refused(error) or []]
    with closing(database):
        state = schema.state(database.engine)
        if state in {schema.SchemaState.EMPTY, schema.SchemaState.BEHIND}:
            return [
                Finding(
                    True, in_words.plain("check", "The database answers; `participa migrate` or `run` prepares it.")
                )
            ]
        loaded = database.read(plans.current_plan).result() is not None
    plan = (
        in_words.plain("check", "The database answers and holds a plan.")
        if loaded
        else in_words.plain("check", "The database answers and holds no plan yet; `participa run` loads PLAN_FILE.")
    )
    return [Finding(True, plan)]


def _plan_file(settings: Settings, in_words: Words) -> list[Finding]:
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


async def _telegram(settings: Settings, in_words: Words) -> Finding:
    try:
        async with open_bot(settings) as bot, asyncio.timeout(TELEGRAM_SECONDS):
            await bot.initialize()
            name = bot.username
    except SettingsWrong as error:
        return Finding(False, error.problems[0])
    except InvalidToken as error:
        return Finding(False, (refused(error) or [""])[0])
    except (TelegramError, TimeoutError):
        server = settings.bot_api_url
        return Finding(
            False,
            in_words.plain("check", "{server} can not be reached. Check the network and BOT_API_URL.", server=server),
        )
    return Finding(True, in_words.plain("check", "Telegram answers: the bot is @{name}.", name=name))


async def _channel(settings: Settings, channel: str, in_words: Words) -> Finding:
    """Whether the bot may post in the entity's channel: it has to be an administrator there who may post."""
    try:
        async with open_bot(settings) as bot, asyncio.timeout(TELEGRAM_SECONDS):
            await bot.initialize()
            member = await bot.get_chat_member(channel, bot.id)
    except (TelegramError, TimeoutError):
        return Finding(
            False,
            in_words.plain(
                "check",
                "The bot does not see the channel of CHANNEL_ID ({channel}). Write its @name or its number, and add the"
                " bot there as an administrator.",
                channel=channel,
            ),
        )
    if isinstance(member, ChatMemberAdministrator) and member.can_post_messages:
        return Finding(True, in_words.plain("check", "The bot may post in the channel {channel}.", channel=channel))
    return Finding(
        False,
        in_words.plain(
            "check",
            "The bot may not post in the channel {channel}. Make it an administrator there who may post messages.",
            channel=channel,
        ),
    )


async def _mail(settings: Settings, in_words: Words) -> Finding:
    from bot.mail.mailer import Mailer  # noqa: PLC0415 - aiosmtplib is loaded by who sends e-mails

    mailer = Mailer.of(settings)
    if mailer is None:
        return Finding(True, in_words.plain("check", "There is no SMTP_URL: no e-mails are sent."))
    trouble = await mailer.check()
    if trouble is not None:
        return Finding(False, reason_in_words(trouble, in_words))
    return Finding(True, in_words.plain("check", "The mail server answers and takes e-mails from us."))
