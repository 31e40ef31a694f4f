"""`participa check`: what works and what doesn't, each in one sentence that says what to do."""

import asyncio

from bot import settings as configuration
from bot.checking.database import check_database, check_plan_file
from bot.checking.finding import Finding
from bot.checking.places import check_disk, check_files, check_mail, check_public_url, check_sentry
from bot.checking.telegram import check_channel, check_pace, check_telegram, check_webhook
from bot.settings import SettingsWrong
from locales import Language, words

__all__ = ["Finding", "check_all"]


async def check_all() -> list[Finding]:
    """Look at everything, also when the first thing is wrong already."""
    in_words = words(Language.ES)
    try:
        settings = configuration.load()
    except SettingsWrong as error:
        return [Finding(False, problem) for problem in error.problems]
    found = [Finding(True, in_words.plain("check", "The settings are in order."))]
    found += await asyncio.to_thread(check_database, settings, in_words)
    found += check_plan_file(settings, in_words)
    found += await asyncio.to_thread(check_files, settings, in_words)
    found += check_disk(settings, in_words)
    found += check_pace(settings, in_words)
    telegram = await check_telegram(settings, in_words)
    found.append(telegram)
    if telegram.good:
        found += await check_webhook(settings, in_words)
    if telegram.good and settings.channel_id is not None:
        found.append(await check_channel(settings, settings.channel_id, in_words))
    found.append(await check_mail(settings, in_words))
    found += await check_public_url(settings, in_words)
    return found + check_sentry(settings, in_words)
