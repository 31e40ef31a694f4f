"""«Revisar textos»: what of each case will be public, read by a person before it is."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from handlers import desk
from handlers.answer import Answer, Say
from handlers.buttons.reports import ReviewPage, ReviewText
from handlers.inbox.working import row, working
from handlers.keyboards import reports as keyboards
from handlers.reports_desk.choosing import home, period_of
from handlers.texts import reports as texts
from handlers.turn import Turn
from locales import words
from participation.observations.drafting import AttachedFile
from participation.progress import entity
from participation.reporting import reviewing
from participation.reporting.periods import ReportPeriod
from participation.reporting.reviewing import ToReview
from reports.redaction import redact
from storage.models.followup import Desk
from storage.models.staff import StaffMember

TEXT = "report-text"
TOGETHER = 5
"""Texts in one message, of those in which nothing was found."""
PROPOSED_AT_ONCE = 40
STAMP_DIGITS = 10


def page(turn: Turn) -> Answer:
    """The next texts; with a stamp those that were shown are approved first."""
    data = ReviewPage.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        days = period_of(data.days)
        if days is None:
            return home(turn)
        if not data.stamp:
            return _next(turn, me, days, row(data.after))
        shown = _shown(turn, me, days, row(data.after))
        if _stamp(shown) != data.stamp:
            return _next(turn, me, days, row(data.after), Say(texts.changed_meanwhile(turn.words)))
        reviewing.approve(turn.session, me, [(one.case.id, one.case.version) for one in shown], turn.now)
        return _next(turn, me, days, shown[-1].case.id)

    return working(turn, act)


def one(turn: Turn) -> Answer:
    """One text: seen, approved, kept back, or about to be written anew."""
    data = ReviewText.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        days, case_id, version = period_of(data.days), row(data.case), row(data.version)
        if days is None:
            return home(turn)
        match data.what:
            case "good":
                if not reviewing.approve(turn.session, me, [(case_id, version)], turn.now):
                    return _next(turn, me, days, case_id - 1, Say(texts.changed_meanwhile(turn.words)))
            case "hide":
                instead = words(turn.office.language).plain_phrase(texts.KEPT_BACK)
                reviewing.keep_back(turn.session, me, case_id, version, instead, turn.now)
            case "correct":
                return _ask_text(turn, me, days, case_id, version)
            case _:
                return _alone(turn, me, days, reviewing.one_to_review(turn.session, me, case_id))
        return _next(turn, me, days, case_id)

    return working(turn, act)


def _ask_text(turn: Turn, me: StaffMember, days: ReportPeriod, case_id: int, version: int) -> Answer:
    found = reviewing.one_to_review(turn.session, me, case_id)
    desk.sit_down(turn, TEXT, days=days.code, case=case_id, version=version)
    text = texts.ask_correction(found.case.radicado, turn.words)
    return turn.say(text, keyboards.to_period(days, turn.words))


def take_text(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer:
    """«Corregir»: the public version, as somebody wrote it."""
    case_id, version, days = int(sat.facts["case"]), int(sat.facts["version"]), str(sat.facts["days"])

    def act(me: StaffMember) -> Answer:
        reviewing.correct(turn.session, me, case_id, version, turn.text, turn.now)
        desk.leave(turn)
        return _next(turn, me, ReportPeriod.parse(days), case_id)

    return working(turn, act)


def _next(turn: Turn, me: StaffMember, days: ReportPeriod, after: int, *before: Say) -> Answer:
    """A text that differs from what was written comes alone; others come together."""
    span = days.span(turn.office.zone)
    shelf = reviewing.to_review(turn.session, me, span, TOGETHER, after)
    if len(shelf.next) < min(shelf.left, TOGETHER):
        _propose(turn, days)
        shelf = reviewing.to_review(turn.session, me, span, TOGETHER, after)
    if not shelf.next:
        said = Say(texts.nothing_to_review(turn.words), keyboards.to_period(days, turn.words))
        return turn.answer(*before, said)
    if _stands_alone(shelf.next[0]):
        text = texts.one_text(shelf.next[0], shelf.left, turn.words, turn.formats)
        return turn.answer(
            *before, Say(text, keyboards.one_text(days, shelf.next[0], shelf.left, turn.words), protected=True)
        )
    shown = _together(shelf.next)
    text = texts.several_texts(shown, shelf.left, turn.words)
    first = str(shown[0].case.id - 1)
    keyboard = keyboards.several_texts(days, shown, shelf.left, first, _stamp(shown), turn.words)
    return turn.answer(*before, Say(text, keyboard, protected=True))


def _alone(turn: Turn, me: StaffMember, days: ReportPeriod, found: ToReview) -> Answer:
    left = reviewing.to_review(turn.session, me, days.span(turn.office.zone), 1).left
    text = texts.one_text(found, left, turn.words, turn.formats)
    return turn.answer(Say(text, keyboards.one_text(days, found, left, turn.words), protected=True))


def _shown(turn: Turn, me: StaffMember, days: ReportPeriod, after: int) -> list[ToReview]:
    return _together(reviewing.to_review(turn.session, me, days.span(turn.office.zone), TOGETHER, after).next)


def _together(found: Sequence[ToReview]) -> list[ToReview]:
    """The first ones up to one that has to be looked at alone."""
    kept: list[ToReview] = []
    for one_found in found:
        if kept and _stands_alone(one_found):
            break
        kept.append(one_found)
    return kept


def _stands_alone(found: ToReview) -> bool:
    """Whether something was found in it, or it does not fit beside others."""
    answer = found.proposed.answer_text or ""
    return found.changes or max(len(found.proposed.text), len(answer)) > texts.MOST_OF_SEVERAL


def _stamp(shown: Sequence[ToReview]) -> str:
    """What changes when anything that was shown does."""
    read = [(one.case.id, one.case.version, one.proposed.text, one.proposed.answer_text) for one in shown]
    return sha256(repr(read).encode("utf-8", "surrogatepass")).hexdigest()[:STAMP_DIGITS]


def _propose(turn: Turn, days: ReportPeriod) -> None:
    """Some more proposals, where the report was never made and none are there yet."""
    own = entity(turn.session)
    allowed = [value for value in (own.email, own.phone, own.web_page, own.address, own.protected_channel) if value]
    language = words(turn.office.language)

    def redacted(text: str, names: Collection[str]) -> str:
        return redact(text, language, names, allowed).text

    span = days.span(turn.office.zone)
    reviewing.propose(turn.session, span, turn.office.keys, redacted, most=PROPOSED_AT_ONCE)


desk.TAKES[TEXT] = take_text
