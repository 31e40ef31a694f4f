"""«Informes»: which days, in which formats; and «Publicar», asked once."""

from handlers import desk
from handlers.answer import Answer
from handlers.buttons.reports import ReportAct, ReportDays
from handlers.inbox.working import working
from handlers.keyboards import reports as keyboards
from handlers.notices.live import report_message
from handlers.texts import reports as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.publication import requesting
from participation.publication.errors import NotReviewed, ReasonMissing
from participation.publication.requesting import IN_CHAT, FileFormat
from participation.reporting.periods import Choice, NotAPeriod, ReportPeriod, choices, read_period
from participation.staff.rights import Right, require
from storage.models.followup import Desk, Report
from storage.models.staff import StaffMember
from storage.queries import publication as queries
from storage.queries import reporting

DAYS, REASON = "report-days", "report-reason"
MOST_LISTED = 5


def home(turn: Turn) -> Answer:
    """Which days can be chosen, and what was asked for last."""

    def show(_me: StaffMember) -> Answer:
        latest = queries.latest(turn.session, MOST_LISTED)
        text = texts.home(latest, turn.words, turn.formats)
        return turn.show(text, keyboards.home(choices(turn.session, turn.today), turn.words))

    return working(turn, show)


def choose_days(turn: Turn) -> Answer:
    """The days that were chosen, or the question for others."""
    what = ReportDays.read(turn.pressed).what

    def act(me: StaffMember) -> Answer:
        found = choices(turn.session, turn.today).get(Choice(what)) if what != "other" else None
        if found is not None:
            return _period(turn, me, found)
        desk.sit_down(turn, DAYS)
        return turn.say(texts.ask_days(turn.words), keyboards.home_only(turn.words))

    return working(turn, act)


def take_days(turn: Turn, _sat: Desk, _file: AttachedFile | None) -> Answer:
    """The days as they were written; asked anew while they are not understood."""

    def act(me: StaffMember) -> Answer:
        try:
            found = read_period(turn.text, turn.today)
        except NotAPeriod:
            return turn.say(texts.not_days(turn.words), keyboards.home_only(turn.words))
        desk.leave(turn)
        return _period(turn, me, found)

    return working(turn, act)


def act(turn: Turn) -> Answer:
    """What is done with the report of some days."""
    data = ReportAct.read(turn.pressed)

    def do(me: StaffMember) -> Answer:
        days = period_of(data.days)
        if days is None:
            return home(turn)
        match data.what:
            case "show":
                return _period(turn, me, days)
            case "publish":
                return _ask_publish(turn, me, days)
            case "publish-sure":
                return _publish(turn, me, days, None)
            case "all":
                return _make(turn, me, days, IN_CHAT)
        return _make(turn, me, days, (FileFormat(data.what),))

    return working(turn, do)


def period_of(code: str) -> ReportPeriod | None:
    """The days that a button carries; None for a forged one."""
    try:
        return ReportPeriod.parse(code)
    except NotAPeriod:
        return None


def _period(turn: Turn, me: StaffMember, days: ReportPeriod) -> Answer:
    span = days.span(turn.office.zone)
    cases, _ = reporting.counts(turn.session, span)
    left = reporting.count_to_review(turn.session, span)
    before = requesting.last_published(turn.session, days)
    text = texts.period(days, cases, left, before, turn.words, turn.formats)
    return turn.show(text, keyboards.period(days, me, turn.words, to_review=left))


def _make(turn: Turn, me: StaffMember, days: ReportPeriod, formats: tuple[FileFormat, ...]) -> Answer:
    return _watched(turn, requesting.request(turn.session, me, days, formats, turn.chat_id, turn.now))


def _watched(turn: Turn, report: Report) -> Answer:
    """The message in which its making is seen: the courier edits it."""
    return turn.answer(report_message(report, turn.words, turn.formats))


def _ask_publish(turn: Turn, me: StaffMember, days: ReportPeriod) -> Answer:
    """What stands in the way is said first; of what was published before, why there is a new version is asked."""
    require(me, Right.PUBLISH)
    span = days.span(turn.office.zone)
    if left := reporting.count_to_review(turn.session, span):
        error = NotReviewed(n=left)
        said = turn.words.say_phrase(error.phrase, **error.values)
        return turn.say(said, keyboards.period(days, me, turn.words, to_review=left))
    before = requesting.last_published(turn.session, days)
    if before is not None:
        desk.sit_down(turn, REASON, days=days.code)
        return turn.say(texts.ask_reason(before, turn.words), keyboards.to_period(days, turn.words))
    cases, _ = reporting.counts(turn.session, span)
    return turn.say(texts.ask_publish(cases, turn.words), keyboards.sure_to_publish(days, turn.words))


def take_reason(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer:
    """Why there is a new version."""
    days = ReportPeriod.parse(str(sat.facts["days"]))

    def do(me: StaffMember) -> Answer:
        answer = _publish(turn, me, days, turn.text)
        desk.leave(turn)
        return answer

    return working(turn, do)


def _publish(turn: Turn, me: StaffMember, days: ReportPeriod, reason: str | None) -> Answer:
    try:
        report = requesting.request_publication(
            turn.session, me, days, reason, turn.chat_id, turn.now, turn.office.zone
        )
    except ReasonMissing:
        return _ask_publish(turn, me, days)
    return _watched(turn, report)


desk.TAKES.update({DAYS: take_days, REASON: take_reason})
