"""What lies around the service: files, disk, mail, the public address, and who hears of faults."""

import secrets
import shutil
from importlib.util import find_spec

import aiohttp

from bot.checking.finding import Finding
from bot.refusals import refused
from bot.settings import Settings
from bot.vitals.watch import folders_of
from handlers.mail import reason_in_words
from locales import Words
from participation.watching import LEAST_FREE
from storage import StorageUnavailable
from storage.files import FileDamaged, FileMissing, UnusableFilesUrl, open_store

PUBLIC_SECONDS = 10.0


def check_files(settings: Settings, in_words: Words) -> list[Finding]:
    """Whether a file can be kept, read again and removed."""
    try:
        store = open_store(settings.files_url)
        content = secrets.token_bytes(16)
        name = store.put(content)
        good = store.get(name) == content
        store.delete(name)
    except UnusableFilesUrl as error:
        return [Finding(False, sentence) for sentence in refused(error) or []]
    except (StorageUnavailable, FileMissing, FileDamaged):
        good = False
    if good:
        return [Finding(True, in_words.plain("check", "Files can be kept in {place}.", place=settings.files_url))]
    said = in_words.plain(
        "check",
        "No file can be kept in {place}. Check FILES_URL, its permissions and its disk.",
        place=settings.files_url,
    )
    return [Finding(False, said)]


def check_disk(settings: Settings, in_words: Words) -> list[Finding]:
    """Whether a disk of this machine is nearly full; nothing is said where there is room."""
    for folder in folders_of(settings):
        there = next((place for place in (folder, *folder.absolute().parents) if place.exists()), folder)
        free = shutil.disk_usage(there).free
        if free < LEAST_FREE:
            said = in_words.plain(
                "check",
                "The disk of {folder} has {n} MB free. Free some space.",
                folder=str(folder),
                n=free // 1_000_000,
            )
            return [Finding(False, said)]
    return []


async def check_mail(settings: Settings, in_words: Words) -> Finding:
    """The mail server."""
    from bot.mail.mailer import Mailer  # noqa: PLC0415 - aiosmtplib is loaded by who sends e-mails

    mailer = Mailer.of(settings)
    if mailer is None:
        return Finding(True, in_words.plain("check", "There is no SMTP_URL: no e-mails are sent."))
    trouble = await mailer.check()
    if trouble is not None:
        return Finding(False, reason_in_words(trouble, in_words))
    return Finding(True, in_words.plain("check", "The mail server answers and takes e-mails from us."))


async def check_public_url(settings: Settings, in_words: Words) -> list[Finding]:
    """Whether the public address leads to this service."""
    if settings.public_url is None:
        return []
    url = settings.public_url
    if await _leads_here(f"{url}/salud/vivo"):
        return [Finding(True, in_words.plain("check", "PUBLIC_URL leads to this service: {url}", url=url))]
    said = in_words.plain(
        "check",
        "{url} does not lead to this service. Start it, and let the server before it hand on to PORT.",
        url=url,
    )
    return [Finding(False, said)]


async def _leads_here(address: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=PUBLIC_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as client, client.get(address) as response:
            found = await response.json()
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return False
    return isinstance(found, dict) and found.get("vivo") is True


def check_sentry(settings: Settings, in_words: Words) -> list[Finding]:
    """Whether faults can be reported as the settings want it; nothing is said where they don't."""
    if settings.sentry_dsn is None:
        return []
    if find_spec("sentry_sdk") is None:
        return [
            Finding(
                False,
                in_words.plain("check", "SENTRY_DSN needs a package. Install it: .venv/bin/pip install sentry-sdk"),
            )
        ]
    return [Finding(True, in_words.plain("check", "Faults are reported to Sentry, without data of people."))]
