"""What an office tells: authors of their cases, areas of what they are asked, members of staff of what waits."""

from collections.abc import Callable

from handlers.answer import Say
from handlers.keyboards import inbox as inbox_keyboards
from handlers.keyboards import office as keyboards
from handlers.mail import Address, Mail
from handlers.mail.layout import Letter, text_and_html
from handlers.notices.telling import NotNow, Renderer, Telling, Told
from handlers.subjects import names_of
from handlers.texts import clarifying as texts
from handlers.texts import office_alerts as alert_texts
from participation.office.acting import CLOSED
from participation.office.alerting import Alert
from participation.progress import entity
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from storage.models.notices import NoticeKind
from storage.queries import office as queries
from storage.queries import staff


def clarification(telling: Telling) -> Told:
    """The author is asked something. Raises NotNow for what was answered or closed meanwhile."""
    case = _open_case(telling)
    found = queries.clarification(telling.session, int(telling.notice.facts["clarification"]))
    if found is None or found.answered_at is not None:
        raise NotNow("answered")
    text = texts.asked(case, found, telling.words, telling.formats)
    return Told((Say(text, keyboards.clarification(case.id, telling.words)),))


def extended(telling: Telling) -> Told:
    """The author is told the later date and why."""
    case, made = _open_case(telling), queries.extension(telling.session, telling.notice.subject_id)
    if made is None:
        raise NotNow("gone")
    text = texts.extended(case, made, telling.words, telling.formats)
    return Told((Say(text, keyboards.see_my_case(case.id, telling.words)),))


def reclassified(telling: Telling) -> Told:
    """The author is told what the case is treated as, as it is now: of several changes the last."""
    case = _open_case(telling)
    text = texts.reclassified(case, telling.words, telling.formats)
    return Told((Say(text, keyboards.see_my_case(case.id, telling.words)),))


def area_request(telling: Telling) -> Told:
    """What an area is asked or reminded of, by e-mail. Raises NotNow once it came, or where it may not be e-mailed."""
    asked = queries.area_request(telling.session, int(telling.notice.facts["request"]))
    case = queries.case(telling.session, telling.notice.subject_id)
    if asked is None or case is None or asked.received_at is not None:
        raise NotNow("received")
    if case.state in CLOSED or case.kind is ContributionKind.DENUNCIA:
        raise NotNow("closed")
    occasion = str(telling.notice.facts["occasion"])
    subject = names_of(telling.session, telling.today).name(case.about, case.about_code, telling.words)
    told, words = entity(telling.session), telling.words
    official = staff.member_by_id(telling.session, asked.by_staff)
    asks = official.name if official is not None else told.short_name
    letter = Letter(
        title=alert_texts.area_title(case, occasion, words),
        paragraphs=alert_texts.area_paragraphs(case, asked, subject, asks, occasion, words, telling.formats),
        why=alert_texts.area_why(told, words),
    )
    text, html = text_and_html(letter, told, words)
    first = f"area-{asked.id}-asked"
    return Told(
        mail=Mail(
            key=f"area-{asked.id}-{occasion}",
            to=Address(telling.copy.recipient, asked.area if asked.area != asked.email else ""),
            subject=alert_texts.area_title(case, "asked", words),
            text=text,
            html=html,
            reply_to=Address(official.email, official.name) if official is not None and official.email else None,
            follows=() if occasion == "asked" else (first,),
        )
    )


def alert(telling: Telling, _case: Case) -> Say:
    """One member of staff is told of a case. Raises NotNow for one that needs nothing more."""
    case = _open_case(telling)
    text = alert_texts.alert(case, telling.notice.facts, telling.words, telling.formats)
    return Say(text, inbox_keyboards.see_case(case.id, telling.words), protected=True)


def _open_case(telling: Telling) -> Case:
    case = queries.case(telling.session, telling.notice.subject_id)
    if case is None or case.state in CLOSED or case.state is CaseState.ANSWERED:
        raise NotNow("closed")
    return case


RENDERERS: dict[NoticeKind, Renderer] = {
    NoticeKind.CASE_CLARIFICATION: clarification,
    NoticeKind.CASE_EXTENDED: extended,
    NoticeKind.CASE_RECLASSIFIED: reclassified,
    NoticeKind.AREA_REQUEST: area_request,
}
ALERTS: dict[str, Callable[[Telling, Case], Say]] = {what.value: alert for what in Alert}
"""By the `what` of the facts of a notice to one member of staff."""
