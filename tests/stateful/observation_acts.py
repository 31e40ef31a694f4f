"""How the machine does one act: it says beforehand how it must end, and looks at everything afterwards."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from participation.followup import errors as of_answers
from participation.observations.errors import CaseAnswered, CaseClosed, NoCase, NoDraft
from participation.office import errors
from participation.staff.rights import NotAllowed, Right, may
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import Role, StaffMember
from tests.stateful import observation_laws as laws
from tests.stateful.playing import Template
from tests.support.office import ZONE, at

REFUSALS = (errors.OfficeError, NotAllowed, NoCase, NoDraft, CaseAnswered, CaseClosed)
INCOMPLETE = (of_answers.NoAnswer, of_answers.Overtaken, of_answers.OnesOwn, of_answers.NobodyApproves)
Refusal = type[Exception] | None


@dataclass
class Sent:
    """What the machine knows of a case by itself. `person` is None once erased."""

    id: int
    key: str
    person: int | None


class OfficeAtWork(RuleBasedStateMachine):
    """A session, a clock, and the acts."""

    office: list[StaffMember]

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.engine = template.engine()
        self.session = Session(self.engine)
        self.now = at(date(2021, 7, 1))
        self.count = itertools.count(1)
        self.sent: list[Sent] = []
        self.stood: dict[int, laws.Stood] = {}  # as all cases stood after the last act
        self.told = 0

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def tick(self) -> None:
        """Time goes on from act to act."""
        self.now += timedelta(seconds=1)

    def case(self, sent: Sent) -> Case:
        found = self.session.get(Case, sent.id)
        assert found is not None, "a case is gone"
        return found

    def act(
        self, name: str, on: Sent | None, work: Callable[[], Any], refusal: Refusal = None, may_say: Sequence[type] = ()
    ) -> bool:
        """Do it: it ends with `refusal`, with one of those that it `may_say`, or as the laws want. Gives whether so."""
        self.tick()
        before, told = self.stood, self.told
        try:
            with self.session.begin_nested():
                work()
        except REFUSALS as said:
            known = (refusal,) if refusal is not None else tuple(may_say)
            assert isinstance(said, known), f"{name} says {type(said).__name__} and not {refusal}"  # noqa: PT017 - which refusal it may be is known only now
            self.look()
            assert (self.stood, self.told) == (before, told), f"{name}: refused, and done"
            return False
        self.look()
        assert refusal is None, f"{name} should say {refusal.__name__ if refusal else ''}"
        laws.check_act(self.session, name, on.id if on is not None else None, before, self.stood)
        laws.check_all(self.session)
        laws.check_denuncias(self.session, self.office[0])
        return True

    def look(self) -> None:
        """Remember how everything stands."""
        self.session.flush()
        self.session.expire_all()
        self.stood, self.told = laws.standing(self.session), laws.told(self.session)

    def staff_act(
        self,
        name: str,
        case: Sent,
        by: int,
        use_case: Callable[..., Any],
        *what: Any,
        after: Sequence[Any] = (),
        age: int = 0,
        before_answer: bool = False,
        closed_too: bool = False,
        may_say: Sequence[type] = (),
    ) -> bool:
        """An act on a card that was drawn `age` acts ago, by official number `by`."""
        me, stood = self.office[by], self.stood[case.id]
        refusal = self._refusal(me, stood, age, before_answer=before_answer, closed_too=closed_too)
        self.tick()

        def work() -> None:
            use_case(self.session, me, case.id, *what, stood.version - age, self.now, *after)

        return self.act(name, case, work, refusal, may_say)

    def answer_act(self, name: str, answer: tuple[int, Sent], by: int, use_case: Callable[..., Any]) -> None:
        """What is done with an answer; one that leaves was complete, current, and one's own or another's to approve."""
        row = self.session.get(CaseAnswer, answer[0])
        assert row is not None
        me, stood = self.office[by], self.stood[answer[1].id]
        was, based_on, writer = row.state, row.case_version, row.by_staff
        self.tick()

        def work() -> None:
            use_case(self.session, me, row.id, self.now, self.today)

        general = self._refusal(me, stood, 0)
        may_say = (*INCOMPLETE, NotAllowed, *([general] if general is not None else ()))
        if self.act(name, answer[1], work, None, may_say):
            assert general is None, f"{name} should say {general}"
            assert based_on == stood.version, f"{name}: it was overtaken"
            assert was is not AnswerState.SENT, f"{name}: it had left"
            assert (name == "approve") == (me.id != writer), f"{name} by {me.name}"

    def may_see(self, member: StaffMember, case: Sent) -> bool:
        return member.reads_denuncias or self.case(case).kind is not ContributionKind.DENUNCIA

    def _refusal(
        self, me: StaffMember, stood: laws.Stood, age: int, *, before_answer: bool = False, closed_too: bool = False
    ) -> Refusal:
        """What an act has to say before anything of its own."""
        rules: list[tuple[bool, type[Exception]]] = [
            (me.role is Role.CONSULTS or not may(me, Right.ANSWER), NotAllowed),
            (stood.kind is ContributionKind.DENUNCIA and not me.reads_denuncias, errors.NoSuchCase),
            (age > 0, errors.ChangedMeanwhile),
            (stood.state in laws.CLOSED and not closed_too, errors.CaseIsClosed),
            (before_answer and stood.state is CaseState.ANSWERED, errors.AlreadyAnswered),
        ]
        return next((refusal for holds, refusal in rules if holds), None)
