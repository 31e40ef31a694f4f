"""What Telegram says: of the token, of the webhook, of the entity's channel."""

import asyncio
from datetime import timedelta

from telegram import ChatMemberAdministrator
from telegram.error import InvalidToken, TelegramError

from bot.checking.finding import Finding
from bot.courier.pacing import costs_stars
from bot.present import real_now
from bot.process import open_bot
from bot.refusals import refused
from bot.settings import Settings, SettingsWrong
from locales import Words

TELEGRAM_SECONDS = 15.0
RECENT = timedelta(minutes=30)


async def check_telegram(settings: Settings, in_words: Words) -> Finding:
    """Whether Telegram answers and knows the token."""
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


def check_pace(settings: Settings, in_words: Words) -> list[Finding]:
    """What the pace of the sendings costs; nothing is said where it is free."""
    if not costs_stars(settings.send_rate):
        return []
    said = in_words.plain(
        "check",
        "SEND_RATE={rate} costs Stars of the bot's balance: 0.1 for each notice above 30 a second. Telegram allows up"
        " to 1,000 a second.",
        rate=f"{settings.send_rate:g}",
    )
    return [Finding(True, said, is_advice=True)]


async def check_channel(settings: Settings, channel: str, in_words: Words) -> Finding:
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


async def check_webhook(settings: Settings, in_words: Words) -> list[Finding]:
    """Whether Telegram delivers to our webhook; nothing is said where updates are fetched."""
    if settings.webhook_url is None:
        return []
    try:
        async with open_bot(settings) as bot, asyncio.timeout(TELEGRAM_SECONDS):
            await bot.initialize()
            info = await bot.get_webhook_info()
    except (TelegramError, TimeoutError):
        return []
    if info.url != settings.webhook_url:
        said = in_words.plain("check", "Telegram does not know WEBHOOK_URL yet. `participa migrate` registers it.")
        return [Finding(False, said)]
    if info.last_error_date is not None and real_now() - info.last_error_date < RECENT:
        said = in_words.plain(
            "check",
            "Telegram could not deliver to WEBHOOK_URL ({reason}); {n} wait. Check its certificate and `web`.",
            reason=info.last_error_message or "",
            n=info.pending_update_count,
        )
        return [Finding(False, said)]
    return [Finding(True, in_words.plain("check", "Telegram delivers to WEBHOOK_URL."))]
