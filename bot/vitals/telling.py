"""Telling the administrators what has stopped, directly: not by the outbox, which may be what has."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.present import real_now
from bot.settings import Settings
from bot.trouble import describe
from handlers.mail import Address, Mail, MailFate
from locales import Phrase, formats, words
from participation.watching import Trouble
from storage.models.staff import StaffMember

TELL_SECONDS = 30.0

log = structlog.get_logger(__name__)

SAYS = {
    Trouble.DATABASE: (
        Phrase("watch", "The database does not answer. Messages wait at Telegram and nothing is lost yet."),
        Phrase("watch", "Look at the database's server, its disk and DATABASE_URL."),
    ),
    Trouble.UPDATES: (
        Phrase("watch", "What people write does not reach the bot."),
        Phrase("watch", "Look at WEBHOOK_URL, its certificate and the process web."),
    ),
    Trouble.TURNS: (
        Phrase("watch", "What people write comes in and is not answered."),
        Phrase("watch", "Look at the log of the process web, and whether Telegram can be reached."),
    ),
    Trouble.MESSAGES: (
        Phrase("watch", "Notices do not leave by Telegram."),
        Phrase("watch", "Look at the log of the process worker."),
    ),
    Trouble.MAILS: (
        Phrase("watch", "E-mails do not leave."),
        Phrase("watch", "Look at SMTP_URL and at the log of the process worker."),
    ),
    Trouble.CLOCK: (
        Phrase("watch", "The clock has stopped: no reminders, no digests."),
        Phrase("watch", "Start the process clock again."),
    ),
    Trouble.WORKER: (
        Phrase("watch", "The work in the background has stopped: no reports, nothing is erased in time."),
        Phrase("watch", "Start the process worker again."),
    ),
    Trouble.DISK: (
        Phrase("watch", "The disk is nearly full. When it is full, nothing more can be received."),
        Phrase("watch", "Free some space, or make the disk larger."),
    ),
}


@dataclass(frozen=True)
class Recipient:
    """Somebody who administers, as far as telling needs it."""

    chat_id: int
    email: str | None

    @classmethod
    def of(cls, member: StaffMember) -> "Recipient":
        return cls(member.telegram_id, member.email)


class Teller:
    """Tells by the chat and, where there is a mail server, by e-mail; whichever works."""

    def __init__(
        self, settings: Settings, open_own: Callable[[Settings], AbstractAsyncContextManager[Bot]], bot: Bot | None
    ) -> None:
        self._settings, self._open_own, self._bot = settings, open_own, bot

    async def stopped(self, whom: Sequence[Recipient], trouble: Trouble, since: datetime) -> bool:
        """Tell that something has stopped. Gives whether anybody was told."""
        said_words = words(self._settings.language)
        what, to_do = (said_words.plain_phrase(phrase) for phrase in SAYS[trouble])
        when = said_words.plain("watch", "Since {moment}.", moment=self._moment(since))
        subject = said_words.plain("watch", "Participa: something has stopped")
        return await self._tell(whom, subject, [subject, what, when, to_do], f"{trouble}:{since.isoformat()}")

    async def over(self, whom: Sequence[Recipient], trouble: Trouble, since: datetime, now: datetime) -> bool:
        """Tell that it is in order again."""
        said_words = words(self._settings.language)
        what = said_words.plain_phrase(SAYS[trouble][0])
        subject = said_words.plain("watch", "Participa: in order again")
        span = said_words.plain(
            "watch", "It lasted from {since} to {now}.", since=self._moment(since), now=self._moment(now)
        )
        about = said_words.plain("watch", "We had told you: {what}", what=what)
        return await self._tell(whom, subject, [subject, about, span], f"{trouble}:{since.isoformat()}:over")

    def _moment(self, at: datetime) -> str:
        return formats(self._settings.language, self._settings.zone).moment(at)

    async def _tell(self, whom: Sequence[Recipient], subject: str, lines: Sequence[str], key: str) -> bool:
        text = "\n".join(lines)
        told = [await self._by_chat(whom, text), await self._by_mail(whom, subject, text, key)]
        return any(told)

    async def _by_chat(self, whom: Sequence[Recipient], text: str) -> bool:
        told = False
        try:
            async with asyncio.timeout(TELL_SECONDS), self._client() as bot:
                for one in whom:
                    told |= await _sent(bot, one.chat_id, text)
        except (TelegramError, TimeoutError) as error:
            log.warning("watch.telegram_away", reason=type(error).__name__)
        return told

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Bot]:
        if self._bot is not None:
            yield self._bot
            return
        async with self._open_own(self._settings) as bot:
            await bot.initialize()
            yield bot

    async def _by_mail(self, whom: Sequence[Recipient], subject: str, text: str, key: str) -> bool:
        addresses = [one.email for one in whom if one.email is not None]
        if self._settings.smtp_url is None or not addresses:
            return False
        from bot.mail.mailer import Mailer  # noqa: PLC0415 - aiosmtplib is loaded by who sends e-mails

        mailer = Mailer.of(self._settings, real_now)
        if mailer is None:
            return False
        try:
            async with asyncio.timeout(TELL_SECONDS), mailer:
                mails = [Mail(f"watch:{key}:{address}", Address(address), subject, text) for address in addresses]
                return any([(await mailer.send(mail)).fate is MailFate.ARRIVED for mail in mails])
        except Exception as error:  # a mail server's surprise must not keep the chat from being told next time
            log.warning("watch.mail_away", **describe(error))
            return False


async def _sent(bot: Bot, chat_id: int, text: str) -> bool:
    """Whether one of them was told; who has blocked the bot keeps nobody else from hearing."""
    try:
        await bot.send_message(chat_id, text)
    except TelegramError as error:
        log.warning("watch.not_told", reason=type(error).__name__)
        return False
    return True
