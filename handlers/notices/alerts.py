"""What one member of staff is told: an answer to approve, one that came back, a case that was reopened.

Other families register what they tell in `ALERTS`, by the `what` of the notice's facts.
"""

from collections.abc import Callable

from handlers.answer import Say
from handlers.keyboards import answering as answer_keyboards
from handlers.keyboards import inbox as keyboards
from handlers.notices import dialogue, event_alerts, office, proof, team
from handlers.notices.telling import NotNow, Telling, Told
from handlers.subjects import names_of
from handlers.texts import alerts as texts
from handlers.texts.answers import Signed, whole
from handlers.texts.fitting import PARAGRAPH
from participation.events import closing
from participation.office.acting import may_see
from participation.progress import entity
from participation.staff.rights import Right, may
from participation.staff.team import staff_member
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer
from storage.queries import answers, cases


def told(telling: Telling) -> Told:
    """An alert, for who may still read it. Raises NotNow for who left, or lost the permission meanwhile."""
    if telling.notice.subject == closing.SUBJECT:
        return event_alerts.unconfirmed(telling)
    if (of_subject := OF_SUBJECTS.get(telling.notice.subject)) is not None:
        return of_subject(telling)
    member = staff_member(telling.session, telling.chat_id or 0)
    case = cases.case(telling.session, telling.notice.subject_id)
    if member is None or case is None or not may(member, Right.READ) or not may_see(member, case):
        raise NotNow("not allowed")
    say = ALERTS.get(str(telling.notice.facts.get("what")))
    if say is None:
        raise NotNow("nothing to say")
    return Told((say(telling, case),))


def _answer(telling: Telling) -> CaseAnswer:
    answer = answers.answer(telling.session, int(telling.notice.facts["answer"]))
    if answer is None:
        raise NotNow("gone")
    return answer


def approval(telling: Telling, case: Case) -> Say:
    """An answer as its author would read it, to be approved or returned."""
    answer = _answer(telling)
    if answer.state is not AnswerState.AWAITS_APPROVAL:
        raise NotNow("decided since")
    names = answers.signers(telling.session, [answer])
    signed = Signed.of(answer, names, entity(telling.session).short_name)
    preview = whole(answer, case, signed, names_of(telling.session, telling.today), telling.words, telling.formats)
    asked = texts.approval(names.get(answer.by_staff, ""), telling.words)
    keyboard = answer_keyboards.approving(answer, telling.words)
    return Say(PARAGRAPH.join([asked, preview]), keyboard, protected=True)


def approved(telling: Telling, case: Case) -> Say:
    """Somebody approved an answer, and it was sent."""
    answer = _answer(telling)
    names = answers.signers(telling.session, [answer])
    text = texts.approved(case, names.get(answer.approved_by or 0, ""), telling.words)
    return Say(text, keyboards.see_case(case.id, telling.words), protected=True)


def returned(telling: Telling, case: Case) -> Say:
    """An answer came back with a remark."""
    answer = _answer(telling)
    if answer.state is not AnswerState.RETURNED:
        raise NotNow("changed since")
    return Say(
        texts.returned(case, answer, telling.words),
        answer_keyboards.go_on(answer, telling.words),
        protected=True,
    )


def reopened(telling: Telling, case: Case) -> Say:
    """The author says that the answer did not help."""
    said = answers.feedback(telling.session, _answer(telling).id)
    text = texts.reopened(case, said.why if said is not None else None, telling.words)
    return Say(text, keyboards.see_case(case.id, telling.words), protected=True)


OF_SUBJECTS: dict[str, Callable[[Telling], Told]] = {**dialogue.ALERTS, **proof.ALERTS, **team.ALERTS}
"""Alerts that are not about a case, by the notice's subject."""
ALERTS: dict[str, Callable[[Telling, Case], Say]] = {
    "approval": approval,
    "approved": approved,
    "returned": returned,
    "reopened": reopened,
    **office.ALERTS,
}
