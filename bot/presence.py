"""How the bot shows itself in Telegram: its commands in each language, and where its updates go."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError

from bot.intake import ALLOWED_UPDATES
from bot.settings import Settings
from bot.transport import asked_pause
from handlers.commands import IN_GROUPS, IN_PRIVATE, about_us, described
from locales import Language

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0

log = structlog.get_logger(__name__)


async def in_time(registration: Callable[[Bot, Settings], Awaitable[None]], bot: Bot, settings: Settings) -> None:
    """Register until it succeeds, while the bot goes on with its work."""
    pause = FIRST_PAUSE
    while True:
        try:
            await registration(bot, settings)
        except TelegramError as error:
            log.error("telegram.registration_failed", reason=type(error).__name__, seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def reach(bot: Bot) -> None:
    """Ask Telegram who we are, waiting while it is away. Raises InvalidToken."""
    pause = FIRST_PAUSE
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram.away", reason=type(error).__name__, seconds=pause)
            await asyncio.sleep(asked_pause(error) or pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def register_commands(bot: Bot, settings: Settings) -> None:
    """The commands in the entity's language for everybody, and in each language for who uses Telegram in it."""
    own = settings.language
    for language in (None, *Language):
        said = described(IN_PRIVATE, language or own)
        in_groups = described(IN_GROUPS, language or own)
        code = language.value if language else None
        await bot.set_my_commands(
            [BotCommand(name, text) for name, text in said], BotCommandScopeAllPrivateChats(), language_code=code
        )
        await bot.set_my_commands(
            [BotCommand(name, text) for name, text in in_groups], BotCommandScopeAllGroupChats(), language_code=code
        )
        await bot.set_my_description(about_us(language or own), language_code=code)


async def register_updates(bot: Bot, settings: Settings) -> None:
    """Where our updates go: to our webhook, or nowhere, so that we can fetch them."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        await bot.delete_webhook()  # keeps what is waiting
        return
    await bot.set_webhook(
        settings.webhook_url,
        allowed_updates=ALLOWED_UPDATES,
        secret_token=settings.webhook_secret.get_secret_value(),
        max_connections=40,
    )
