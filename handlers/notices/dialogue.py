"""What is told around an event: the answer to a question, the survey, and to staff commitments and evidence."""

from handlers.answer import Say
from handlers.keyboards import dialogue as keyboards
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import dialogue as texts
from handlers.texts import moderating as staff_texts
from participation.dialogue import commitments, evidence, survey
from participation.notices import QUESTION_PREFIX
from participation.progress import entity
from participation.staff.rights import Right, may
from participation.staff.team import staff_member
from storage.models.events import EventQuestion, QuestionState
from storage.models.notices import NoticeKind
from storage.models.plan import EventState
from storage.queries import audience, cases, events, staff
from storage.queries import dialogue as queries
from storage.queries import evidence as proposals


def answered(telling: Telling) -> Told:
    """What became of a question, to who asked it."""
    question = _question(telling)
    event = queries.event_of(telling.session, question)
    if question.state is QuestionState.PETITION:
        return _petition(telling, question)
    if question.state is QuestionState.ANSWERED_LIVE:
        said = texts.answered_live(question, event, telling.words)
    elif question.state is QuestionState.ANSWERED:
        said = texts.answered(question, event, _signed(telling, question), telling.words)
    else:
        raise NotNow("changed since")
    return Told((Say(said, keyboards.see_event(event, telling.words)),))


def _petition(telling: Telling, question: EventQuestion) -> Told:
    case = cases.case(telling.session, question.case_id) if question.case_id is not None else None
    author = cases.author(telling.session, case.id) if case is not None else None
    if case is None or author is None:
        raise NotNow("gone")
    receipt = telling.office.keys.open(author.sealed).get("receipt")
    event = queries.event_of(telling.session, question)
    said = texts.became_petition(question, event, case, receipt, telling.words, telling.formats)
    return Told((Say(said, keyboards.see_case(case, telling.words)),))


def ask_survey(telling: Telling) -> Told:
    """The first question of the survey, to who took part: once, also to who both asked and wanted to be reminded."""
    event = events.event(telling.session, telling.notice.subject_id)
    if event is None or event.state is not EventState.HELD:
        raise NotNow("not held")
    author = telling.known_author
    if author is not None and audience.is_reminded(telling.session, event.id, author.chat_id):
        raise NotNow("told already")
    first = survey.QUESTIONS[0]
    said = texts.survey(event, first, 1, len(survey.QUESTIONS), telling.words)
    return Told((Say(said, keyboards.survey_step(event, first, telling.words)),))


def commitment(telling: Telling) -> Told:
    """A commitment that is due, while it is."""
    _require_publisher(telling)
    one = queries.commitment(telling.session, telling.notice.subject_id)
    event = events.event(telling.session, one.event_id) if one is not None else None
    if one is None or event is None or one.done_on is not None:
        raise NotNow("done since")
    what = str(telling.notice.facts["what"])
    said = staff_texts.reminder(what, one, event, telling.today, telling.words, telling.formats)
    return Told((Say(said, keyboards.commitment_alert(one, telling.words)),))


def proposed(telling: Telling) -> Told:
    """What was done for an event, to be saved as evidence or not."""
    _require_publisher(telling)
    one = proposals.proposal(telling.session, telling.notice.subject_id)
    product = proposals.product(telling.session, one.product_id) if one is not None else None
    if one is None or product is None or one.settled_at is not None:
        raise NotNow("decided since")
    said = staff_texts.proposal(one, product.short_name, telling.words)
    return Told((Say(said, keyboards.proposal(one, telling.words)),))


def _question(telling: Telling) -> EventQuestion:
    """The recipient's own question; of a petition the one that it was."""
    recipient = telling.copy.recipient
    is_own = recipient.startswith(QUESTION_PREFIX)
    question_id = int(recipient.removeprefix(QUESTION_PREFIX)) if is_own else telling.notice.subject_id
    question = queries.question(telling.session, question_id)
    if question is None:
        raise NotNow("gone")
    return question


def _signed(telling: Telling, question: EventQuestion) -> str:
    by = staff.member_by_id(telling.session, question.answered_by) if question.answered_by is not None else None
    office = entity(telling.session).short_name
    name = by.name if by is not None else office
    return telling.words.plain("question", "Answered by {name}, {entity}.", name=name, entity=office)


def _require_publisher(telling: Telling) -> None:
    member = staff_member(telling.session, telling.chat_id or 0)
    if member is None or not may(member, Right.PUBLISH):
        raise NotNow("not allowed")


RENDERERS = {
    NoticeKind.QUESTION_ANSWERED: answered,
    NoticeKind.EVENT_SURVEY: ask_survey,
}
ALERTS = {commitments.SUBJECT: commitment, evidence.SUBJECT: proposed}
"""Alerts to staff that are not about a case, by the notice's subject."""
