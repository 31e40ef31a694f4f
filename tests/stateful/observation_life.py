"""The life of observations as a machine plays it: authors write, staff act on any card, old or new, and days pass."""

import itertools
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule

from participation.followup import answering, feedback, sending
from participation.observations import drafting, filing, following, rights
from participation.observations.errors import CaseAnswered, CaseClosed, NoCase
from participation.office import assigning, clarifying, duplicates, errors, extending, hiding, reclassifying, spam
from storage.models.cases import Draft
from storage.models.followup import Decision
from storage.models.kinds import CaseState, ContributionKind, PetitionKind
from storage.models.staff import Role, StaffMember
from storage.queries import answers as answer_queries
from tests.stateful import observation_laws as laws
from tests.stateful.observation_acts import REFUSALS, OfficeAtWork, Sent
from tests.support.office import KEYS, ZONE, official

PEOPLE = {7_000_000_041: "Rosa Quintero", 7_000_000_042: "Camilo Ñáñez", 7_000_000_043: "Pilar Usme"}
people = st.sampled_from(sorted(PEOPLE))
kinds = st.sampled_from([*ContributionKind, ContributionKind.DENUNCIA])
petitions = st.sampled_from([None, *PetitionKind])
clerks = st.sampled_from([0, 1, 2, 1, 2, 3])  # whom most is allowed acts most
ages = st.sampled_from([0, 0, 0, 0, 0, 1])  # how many acts ago the card was drawn on which somebody presses
Answer = tuple[int, Sent]


class ObservationLife(OfficeAtWork):
    """A plan, four officials, three authors."""

    drafts = Bundle("drafts")
    cases = Bundle("cases")
    answers = Bundle("answers")

    @initialize(target=cases)
    def an_office(self) -> object:
        """Who works there, and one case of each kind but a denuncia."""
        roles = (Role.ANSWERS, Role.APPROVES, Role.ADMINISTERS, Role.CONSULTS)
        self.office = [
            official(self.session, number, role, denuncias=role in roles[1:3]) for number, role in enumerate(roles, 1)
        ]
        written = zip(list(ContributionKind)[:4], itertools.cycle(PEOPLE), strict=False)
        return multiple(*(self.sends(self.writes(person, kind, None), with_name=True) for kind, person in written))

    @rule(target=drafts, person=people, kind=kinds, petition=petitions)
    def writes(self, person: int, kind: ContributionKind, petition: PetitionKind | None) -> str:
        self.tick()
        number = next(self.count)
        draft = drafting.begin(self.session, person, None, self.now)
        drafting.add(self.session, draft, number, f"Texto {number}.", None, self.now)
        drafting.choose_kind(draft, kind, petition if kind is ContributionKind.PETITION else None, self.now)
        return draft.key

    @rule(target=cases, key=drafts, with_name=st.booleans())
    def sends(self, key: str, with_name: bool) -> object:
        """Number it; for a draft that was sent already give the same number, for one that is gone say so."""
        self.tick()
        self.session.flush()
        draft = self.session.get(Draft, key, populate_existing=True)
        known = next((one for one in self.sent if one.key == key), None)
        if draft is None:
            return self._sends_again(key, known)
        writer = filing.Writer(draft.chat_id, draft.chat_id, PEOPLE[draft.chat_id])
        filed = filing.file_draft(self.session, key, writer, KEYS, self.now, ZONE, with_name=with_name)
        assert not filed.again, "a draft that was never sent is said to be filed"
        assert filed.case.number == len(self.sent) + 1, f"after {len(self.sent)} comes {filed.case.number}"
        self.sent.append(Sent(filed.case.id, key, writer.id))
        self._sends_again(key, self.sent[-1])  # a double tap
        self.look()
        laws.check_all(self.session)
        return self.sent[-1]

    def _sends_again(self, key: str, known: Sent | None) -> object:
        if known is None or known.person is None:
            return multiple()
        writer = filing.Writer(known.person, known.person, PEOPLE[known.person])
        again = filing.file_draft(self.session, key, writer, KEYS, self.now, ZONE, with_name=True)
        assert again.again, "a press on an old card filed something"
        assert again.case.id == known.id, "a press on an old card gave another case"
        return multiple()

    @rule(key=drafts)
    def drops(self, key: str) -> None:
        drafting.cancel(self.session, key, self.now)

    @rule(case=cases)
    def withdraws(self, case: Sent) -> None:
        answered = self.case(case).state is CaseState.ANSWERED
        self.act("withdraw", case, lambda: following.withdraw(self.case(case)), CaseAnswered if answered else None)

    @rule(case=cases)
    def adds(self, case: Sent) -> None:
        """More information, which also answers what was asked."""
        person, number = case.person or 0, next(self.count)

        def work() -> None:
            own = following.my_case(self.session, KEYS, person, case.id)
            following.add_information(self.session, KEYS, person, own, number, "Más.", None, self.now)
            clarifying.answered(self.session, own, self.now, ZONE)

        closed = CaseClosed if self.case(case).state is CaseState.WITHDRAWN else None
        self.act("add", case, work, NoCase if case.person is None else closed)

    @rule(case=cases)
    def was_not_helped(self, case: Sent) -> None:
        answer, person = answer_queries.in_force(self.session, case.id), case.person or 0
        if answer is None:
            return

        def work() -> None:
            feedback.reopen(self.session, KEYS, person, answer.id, "No.", self.now, self.today)

        self.act("reopen", case, work, NoCase if case.person is None else None)

    @rule(person=people)
    def erases(self, person: int) -> None:
        self.act("erase", None, lambda: rights.erase(self.session, KEYS, person, person, self.now))
        for one in self.sent:
            one.person = None if one.person == person else one.person

    @rule(case=cases, by=clerks, to=st.sampled_from([None, 0, 1, 2]), age=ages)
    def assigns(self, case: Sent, by: int, to: int | None, age: int) -> None:
        whom = self.office[to] if to is not None else None
        refused = [errors.CannotTakeIt] if whom is not None and not self.may_see(whom, case) else []
        name, to_id = ("assign", whom.id) if whom is not None else ("unassign", None)
        self.staff_act(name, case, by, assigning.assign, to_id, after=(self.today,), age=age, may_say=refused)

    @rule(case=cases, by=clerks, kind=kinds, petition=petitions, age=ages)
    def reclassifies(
        self, case: Sent, by: int, kind: ContributionKind, petition: PetitionKind | None, age: int
    ) -> None:
        self.staff_act("reclassify", case, by, reclassifying.reclassify, kind, petition, age=age, before_answer=True)

    @rule(person=people, by=st.sampled_from([1, 2]))
    def turns_out_to_be_less_urgent(self, person: int, by: int) -> None:
        """From the shortest term to the longest: its date stays."""
        urgent = self.sends(self.writes(person, ContributionKind.PETITION, PetitionKind.INFORMATION), with_name=True)
        assert isinstance(urgent, Sent)
        kind, petition = ContributionKind.PETITION, PetitionKind.CONSULTATION
        self.staff_act("reclassify", urgent, by, reclassifying.reclassify, kind, petition, before_answer=True)

    @rule(case=cases, by=clerks)
    def gives_priority(self, case: Sent, by: int) -> None:
        may_say = [errors.NotAPetition]
        self.staff_act("priority", case, by, reclassifying.give_priority, before_answer=True, may_say=may_say)

    @rule(case=cases, by=clerks, days=st.integers(1, 25))
    def extends(self, case: Sent, by: int, days: int) -> None:
        until = (self.case(case).due_on or self.today) + timedelta(days)
        may_say = [errors.NoDueDate, errors.ExtendedBefore, errors.TooLateToExtend, errors.TooLong, errors.NoExtensions]
        what, after = (until, "Falta un dato."), (self.today,)
        self.staff_act("extend", case, by, extending.extend, *what, after=after, before_answer=True, may_say=may_say)

    @rule(case=cases, by=clerks)
    def asks(self, case: Sent, by: int) -> None:
        may_say = [errors.NobodyToAsk] if case.person is None else [errors.AskedAlready]
        self.staff_act("ask", case, by, clarifying.ask, "¿Dónde?", after=(ZONE,), before_answer=True, may_say=may_say)

    @rule(case=cases, other=cases, by=clerks)
    def repeats(self, case: Sent, other: Sent, by: int) -> None:
        may_say = [errors.SameCase, errors.NeverTogether, errors.NoSuchCase]
        self.staff_act("repeats", case, by, duplicates.repeats, self.case(other).radicado, may_say=may_say)

    @rule(case=cases, person=people, by=st.sampled_from([1, 2]))
    def repeats_a_denuncia(self, case: Sent, person: int, by: int) -> None:
        """Who may read both can't tie them."""
        denuncia = self.sends(self.writes(person, ContributionKind.DENUNCIA, None), with_name=False)
        assert isinstance(denuncia, Sent)
        may_say = [errors.NeverTogether]
        self.staff_act("repeats", case, by, duplicates.repeats, self.case(denuncia).radicado, may_say=may_say)

    @rule(case=cases, person=people, by=st.sampled_from([1, 2]))
    def turns_out_to_be_a_denuncia(self, case: Sent, person: int, by: int) -> None:
        """What another case was said to repeat is let go."""
        first = self.sends(self.writes(person, ContributionKind.OBSERVATION, None), with_name=False)
        assert isinstance(first, Sent)
        may_say, denuncia = [errors.NeverTogether], ContributionKind.DENUNCIA
        self.staff_act("repeats", case, by, duplicates.repeats, self.case(first).radicado, may_say=may_say)
        self.staff_act("reclassify", first, by, reclassifying.reclassify, denuncia, None, before_answer=True)

    @rule(case=cases, by=clerks, age=ages)
    def proposes_spam(self, case: Sent, by: int, age: int) -> None:
        self.staff_act("propose spam", case, by, spam.propose_spam, "Publicidad.", age=age, before_answer=True)

    @rule(case=cases, by=clerks)
    def confirms_spam(self, case: Sent, by: int) -> None:
        may_say = [errors.NothingProposed, errors.NotOnesOwn]
        self.staff_act("confirm spam", case, by, spam.confirm_spam, before_answer=True, may_say=may_say)

    @rule(case=cases, by=clerks)
    def rejects_spam(self, case: Sent, by: int) -> None:
        self.staff_act("reject spam", case, by, spam.reject_spam, may_say=[errors.NothingProposed])

    @rule(case=cases, by=clerks)
    def hides(self, case: Sent, by: int) -> None:
        self.staff_act("hide", case, by, hiding.hide_identity, closed_too=True)

    @rule(target=answers, case=cases, by=clerks)
    def begins_an_answer(self, case: Sent, by: int) -> object:
        made: list[int] = []

        def work(_session: object, me: StaffMember, case_id: int, *_: object) -> None:
            made.append(self._written(me, case_id, Decision.PARTLY))

        self.staff_act("begin answer", case, by, work)
        return (made[0], case) if made else multiple()

    def _written(self, me: StaffMember, case_id: int, decision: Decision) -> int:
        answer = answering.begin(self.session, me, case_id, self.now)
        answering.write(self.session, me, answer.id, f"Respuesta {next(self.count)}.", self.now, anew=True)
        answering.decide(self.session, me, answer.id, decision, self.now)
        answering.explain(self.session, me, answer.id, "Por presupuesto.", self.now)
        return answer.id

    @rule(answer=answers, by=clerks)
    def reads_what_changed(self, answer: Answer, by: int) -> None:
        self.tick()
        try:
            answering.catch_up(self.session, self.office[by], answer[0], self.now)
            self.session.flush()
        except REFUSALS:
            self.session.expire_all()

    @rule(answer=answers, by=clerks)
    def sends_an_answer(self, answer: Answer, by: int) -> None:
        self.answer_act("send", answer, by, sending.send)

    @rule(answer=answers, by=clerks)
    def asks_for_approval(self, answer: Answer, by: int) -> None:
        self.answer_act("ask approval", answer, by, sending.ask_approval)

    @rule(answer=answers, by=clerks)
    def approves(self, answer: Answer, by: int) -> None:
        self.answer_act("approve", answer, by, sending.approve)

    @rule(case=cases, by=st.sampled_from([1, 2]))
    def answers_at_once(self, case: Sent, by: int) -> None:
        """From the first word to «Enviar respuesta»: nothing stands in the way of it."""
        if self.case(case).state in laws.CLOSED:
            return
        self.tick()
        me = self.office[by]
        answer = self._written(me, case.id, Decision.ACCEPTED)
        answering.catch_up(self.session, me, answer, self.now)
        self.look()
        self.act("send", case, lambda: sending.send(self.session, me, answer, self.now, self.today))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days)
        self.act("lapse", None, lambda: clarifying.note_lapsed(self.session, self.now, ZONE))

    def teardown(self) -> None:
        try:
            if self.sent:
                laws.check_shelves(self.session, self.office[0], self.today)
                left = {filing.person_of(KEYS, one.person) for one in self.sent if one.person is not None}
                laws.check_identity(self.session, [*PEOPLE.values(), *map(str, PEOPLE)], left)
        finally:
            self.session.close()
            self.engine.dispose()
