"""Copies as e-mails: one each; where its subject has changed, another one in the same thread."""

from datetime import datetime, timedelta

import structlog

from bot.courier.outcomes import Outcome
from bot.courier.pacing import Gate
from bot.courier.preparing import Prepared
from bot.present import Now
from bot.sending import SENDINGS
from handlers.mail import MailFate, MailOutcome, MailReason, Sends
from storage.models.notices import CopyState
from storage.queries.outbox import Ended

TRIES = 8  # of an e-mail that the server takes later, or not at all
NEXT_TRY = timedelta(minutes=15)  # as servers that let strangers wait expect it; doubled each time, 32 hours in all
OF_THE_ADDRESS = frozenset(
    {
        MailReason.NO_MAILBOX,
        MailReason.NO_DOMAIN,
        MailReason.BAD_ADDRESS,
        MailReason.MAILBOX_FULL,
        MailReason.REJECTED,
    }
)

log = structlog.get_logger(__name__)


class MailCarrier:
    """Brings copies to addresses; without a mail server they are settled as not sent."""

    def __init__(self, mailer: Sends | None, gate: Gate, now: Now) -> None:
        self._mailer = mailer
        self._gate = gate
        self._now = now

    async def is_reachable(self) -> bool:
        """Always tried: to connect is the first thing that an e-mail does."""
        return True

    async def carry(self, copy: Prepared) -> Outcome:
        """Send a copy, or what has changed since it was sent."""
        mail, told_before = copy.told.mail, copy.shown_version is not None
        if told_before and (mail is None or not copy.tells_change):
            return _outcome(copy, CopyState.SENT, shown_version=copy.version)
        if mail is None or self._mailer is None:
            return _outcome(copy, CopyState.SKIPPED, reason="nothing to say" if mail is None else "no mail server")
        if not await self._gate.turn(None):
            return _outcome(copy, copy.was, counted=False)
        return self._told(copy, await self._mailer.send(mail))

    def _told(self, copy: Prepared, outcome: MailOutcome) -> Outcome:
        match outcome.fate:
            case MailFate.ARRIVED:
                self._gate.all_is_well()
                return _outcome(copy, CopyState.SENT, shown_version=copy.version, at=self._now())
            case MailFate.UNKNOWN:
                once_more = copy.unknown + 1 < SENDINGS
                log.warning("notice.unknown", notice=copy.notice_id, copy=copy.copy_id, repeated=once_more)
                return _outcome(copy, copy.was if once_more else CopyState.UNKNOWN, unknown=True)
            case MailFate.LATER if outcome.whole_server:
                self._gate.trouble()
                return _outcome(copy, copy.was, counted=False)
            case MailFate.LATER if copy.attempts < TRIES:
                again = self._now() + NEXT_TRY * 2 ** (copy.attempts - 1)
                return _outcome(copy, copy.was, reason=_reason(outcome), not_before=again)
        return self._refused(copy, outcome)

    def _refused(self, copy: Prepared, outcome: MailOutcome) -> Outcome:
        reason = _reason(outcome)
        log.warning("notice.refused", notice=copy.notice_id, copy=copy.copy_id, reason=reason)
        ended = _outcome(copy, CopyState.REFUSED, reason=reason).ended
        is_final = outcome.fate is MailFate.REFUSED and outcome.reason in OF_THE_ADDRESS
        return Outcome(ended, refused_address=(str(copy.recipient), reason) if is_final else None)


def _reason(outcome: MailOutcome) -> str:
    """The word that `MailReason` knows; the numbers are in the log."""
    return outcome.reason.value if outcome.reason is not None else outcome.fate.value


def _outcome(
    copy: Prepared,
    state: CopyState,
    *,
    shown_version: int | None = None,
    at: datetime | None = None,
    reason: str | None = None,
    not_before: datetime | None = None,
    counted: bool = True,
    unknown: bool = False,
) -> Outcome:
    return Outcome(
        Ended(
            copy.copy_id,
            state,
            copy.notice_id,
            shown_version=shown_version,
            at=at,
            reason=reason,
            not_before=not_before,
            counted=counted,
            unknown=unknown,
        )
    )
