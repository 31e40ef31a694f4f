"""Each act of an office by itself: what it changes, what it refuses, who is told."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from participation.deadlines import PlanRules
from participation.observations.drafting import About
from participation.office import (
    asking_areas,
    assigning,
    clarifying,
    delegating,
    duplicates,
    extending,
    finding,
    hiding,
    noting,
    reclassifying,
    spam,
    transferring,
)
from participation.office.asking_areas import Area
from participation.office.delegating import NotMine
from participation.office.errors import (
    AskedAlready,
    BadDay,
    CannotTakeIt,
    ExtendedBefore,
    NeverByEmail,
    NeverTogether,
    NobodyToAsk,
    NoDueDate,
    NoExtensions,
    NoPriorityRule,
    NoRecording,
    NoSuchArea,
    NoSuchCase,
    NotAPetition,
    NothingProposed,
    NotOnesOwn,
    SameCase,
    TextMissing,
    TooLateToExtend,
    TooLong,
)
from participation.plan.current import current_plan
from participation.radicado import UnreadableRadicado
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind, PetitionKind
from storage.models.notices import Copy, Notice, NoticeKind
from storage.models.staff import Role
from storage.queries import office
from tests.support.office import AREAS, ZONE, at, official, on_sqlite, plan, received, voice

pytestmark = on_sqlite
DAY, TODAY = date(2021, 7, 1), date(2021, 7, 2)
NOW = at(TODAY)
AREA = Area("Obras", "obras@entidad.example.org")


def told(session: Session, kind: NoticeKind) -> list[tuple[object, str]]:
    """What was put down of a kind: what its facts say it is about, and each recipient."""
    session.flush()
    found = select(Notice, Copy).join(Copy, Copy.notice_id == Notice.id).where(Notice.kind == kind)
    rows = session.execute(found.order_by(Copy.id))
    return [(notice.facts.get("what"), copy.recipient) for notice, copy in rows]


class TestAssigning:
    def test_it_is_then_with_that_person_who_is_told(self, session: Session) -> None:
        plan(session)
        case, by, to = received(session, DAY).case, official(session, 1), official(session, 2)

        assigning.assign(session, by, case.id, to.id, 1, NOW, TODAY)

        assert (case.assigned_to, case.state) == (to.id, CaseState.ASSIGNED)
        assert told(session, NoticeKind.STAFF_ALERT) == [("assigned", str(to.telegram_id))]

    def test_who_takes_it_is_not_told_of_it(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)

        assigning.assign(session, by, case.id, by.id, 1, NOW, TODAY)

        assert told(session, NoticeKind.STAFF_ALERT) == []

    def test_given_back_it_is_under_review(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        assigning.assign(session, by, case.id, by.id, 1, NOW, TODAY)

        assigning.assign(session, by, case.id, None, 2, NOW, TODAY)

        assert (case.assigned_to, case.state) == (None, CaseState.IN_REVIEW)

    def test_only_who_answers_can_get_it_and_a_denuncia_only_who_may_read_it(self, session: Session) -> None:
        plan(session)
        by = official(session, 1, denuncias=True)
        reader, other = official(session, 2, Role.CONSULTS), official(session, 3)
        case, denuncia = received(session, DAY).case, received(session, DAY, ContributionKind.DENUNCIA, None).case

        for found, to in ((case, reader), (denuncia, other)):
            with pytest.raises(CannotTakeIt):
                assigning.assign(session, by, found.id, to.id, 1, NOW, TODAY)
        assert assigning.candidates(session, by, denuncia) == [by]


class TestReclassifying:
    def test_the_author_is_told_of_another_kind(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY).case

        reclassifying.reclassify(
            session, official(session), case.id, ContributionKind.PETITION, PetitionKind.INFORMATION, 1, NOW
        )

        assert case.due_on == date(2021, 8, 2)
        assert told(session, NoticeKind.CASE_RECLASSIFIED) == [(None, f"case:{case.id}")]

    def test_another_subject_alone_is_told_to_nobody(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY).case

        reclassifying.change_subject(session, official(session), case.id, About(AboutKind.PRODUCT, "video"), 1, NOW)

        assert (case.about, case.about_code) == (AboutKind.PRODUCT, "video")
        assert told(session, NoticeKind.CASE_RECLASSIFIED) == []

    def test_what_it_was_filed_as_is_still_known(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        untouched = received(session, DAY).case
        reclassifying.reclassify(session, by, case.id, ContributionKind.COMPLAINT, None, 1, NOW)
        reclassifying.change_subject(session, by, case.id, About(AboutKind.OTHER), 2, NOW)

        filed = reclassifying.filed_as(session, [case, untouched])

        assert filed[case.id] == filed[untouched.id]
        assert (filed[case.id].kind, filed[case.id].about) == (ContributionKind.PETITION, AboutKind.PLAN)

    def test_priority_needs_a_rule_and_a_petition(self, session: Session) -> None:
        plan(session)
        by, petition = official(session), received(session, DAY).case
        opinion = received(session, DAY, ContributionKind.OBSERVATION, None).case
        with pytest.raises(NoPriorityRule):
            reclassifying.give_priority(session, by, petition.id, 1, NOW)
        plan(session, "\nreglas: {prioritarias: {dias_habiles: 5}}\n")
        with pytest.raises(NotAPetition):
            reclassifying.give_priority(session, by, opinion.id, 1, NOW)


class TestDuplicates:
    def test_a_chain_is_collapsed_to_the_first(self, session: Session) -> None:
        plan(session)
        by = official(session)
        first, second, third = (received(session, DAY, person=person).case for person in (1, 2, 3))
        duplicates.repeats(session, by, third.id, second.radicado, 1, NOW)

        duplicates.repeats(session, by, second.id, "1", 1, NOW)

        assert {second.duplicate_of, third.duplicate_of} == {first.id}
        assert office.count_duplicates(session, first.id) == 2
        assert [case.state for case in (first, second, third)] == [
            CaseState.RECEIVED,
            CaseState.IN_REVIEW,
            CaseState.IN_REVIEW,
        ]

    def test_a_repetition_of_a_repetition_is_one_of_the_first(self, session: Session) -> None:
        plan(session)
        by = official(session)
        first, second, third = (received(session, DAY, person=person).case for person in (1, 2, 3))
        duplicates.repeats(session, by, second.id, first.radicado, 1, NOW)

        _, found = duplicates.repeats(session, by, third.id, second.radicado, 1, NOW)

        assert (found.id, third.duplicate_of) == (first.id, first.id)

    def test_it_is_no_repetition_of_itself_nor_round_a_corner(self, session: Session) -> None:
        plan(session)
        by, first, second = official(session), received(session, DAY).case, received(session, DAY, person=2).case
        with pytest.raises(SameCase):
            duplicates.repeats(session, by, first.id, first.radicado, 1, NOW)
        duplicates.repeats(session, by, second.id, first.radicado, 1, NOW)
        with pytest.raises(SameCase):
            duplicates.repeats(session, by, first.id, second.radicado, 1, NOW)

    def test_what_is_no_number_or_nobodys_is_refused(self, session: Session) -> None:
        plan(session)
        by, case = official(session), received(session, DAY).case

        with pytest.raises(UnreadableRadicado):
            duplicates.repeats(session, by, case.id, "mañana", 1, NOW)
        with pytest.raises(NoSuchCase):
            duplicates.repeats(session, by, case.id, "77", 1, NOW)

    def test_a_denuncia_is_linked_with_nothing_and_not_betrayed(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY).case
        denuncia = received(session, DAY, ContributionKind.DENUNCIA, None).case

        with pytest.raises(NoSuchCase):
            duplicates.repeats(session, official(session, 1), case.id, denuncia.radicado, 1, NOW)
        with pytest.raises(NeverTogether):
            duplicates.repeats(session, official(session, 2, denuncias=True), case.id, denuncia.radicado, 1, NOW)


class TestSpam:
    def test_it_takes_two_different_people(self, session: Session) -> None:
        plan(session)
        case, first, second = received(session, DAY).case, official(session, 1), official(session, 2)
        spam.propose_spam(session, first, case.id, "Publicidad de un casino", 1, NOW)
        with pytest.raises(NotOnesOwn):
            spam.confirm_spam(session, first, case.id, 2, NOW)
        assert case.state is CaseState.IN_REVIEW

        spam.confirm_spam(session, second, case.id, 2, NOW)

        assert (case.state, case.closed_at, case.spam_reason) == (CaseState.SPAM, NOW, "Publicidad de un casino")
        assert case.number == 1

    def test_a_rejected_proposal_leaves_nothing_to_confirm(self, session: Session) -> None:
        plan(session)
        case, first, second = received(session, DAY).case, official(session, 1), official(session, 2)
        spam.propose_spam(session, first, case.id, "Parece publicidad", 1, NOW)

        spam.reject_spam(session, second, case.id, 2, NOW)

        with pytest.raises(NothingProposed):
            spam.confirm_spam(session, second, case.id, 3, NOW)
        assert case.spam_reason is None

    @pytest.mark.parametrize("reason", ["", "  \n ", "x" * 601])
    def test_the_reason_is_there_and_not_endless(self, session: Session, reason: str) -> None:
        plan(session)
        with pytest.raises(TextMissing):
            spam.propose_spam(session, official(session), received(session, DAY).case.id, reason, 1, NOW)


class TestClarifying:
    def test_the_author_is_asked_once_at_a_time(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)

        asked = clarifying.ask(session, by, case.id, "¿De qué obra habla?", 1, NOW, ZONE)

        assert (asked.answer_by, asked.stops_clock, case.due_on) == (None, False, date(2021, 8, 17))
        assert told(session, NoticeKind.CASE_CLARIFICATION) == [(None, f"case:{case.id}")]
        with pytest.raises(AskedAlready):
            clarifying.ask(session, by, case.id, "¿Y cuándo?", 2, NOW, ZONE)

    def test_who_is_not_reached_by_the_bot_is_not_asked_by_it(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY).case
        case.channel = Channel.PAPER

        with pytest.raises(NobodyToAsk):
            clarifying.ask(session, official(session), case.id, "¿De qué obra?", 1, NOW, ZONE)

    def test_the_answer_tells_who_works_on_it_and_the_card_is_old(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        assigning.assign(session, by, case.id, by.id, 1, NOW, TODAY)
        clarifying.ask(session, by, case.id, "¿De qué obra habla?", 2, NOW, ZONE)

        assert clarifying.answered(session, case, at(date(2021, 7, 6)), ZONE) is not None

        assert case.version == 4
        assert told(session, NoticeKind.STAFF_ALERT) == [("clarified", str(by.telegram_id))]
        assert clarifying.answered(session, case, at(date(2021, 7, 7)), ZONE) is None

    def test_what_was_reclassified_meanwhile_is_not_lengthened_by_the_answer(self, session: Session) -> None:
        plan(session, "\nreglas: {aclaracion: {detiene_el_plazo: sí, dias_habiles: 10}}\n")
        case, by = received(session, DAY).case, official(session)
        clarifying.ask(session, by, case.id, "¿De qué obra habla?", 1, at(date(2021, 7, 8)), ZONE)
        reclassifying.reclassify(session, by, case.id, ContributionKind.PETITION, PetitionKind.INFORMATION, 2, NOW)

        clarifying.answered(session, case, at(date(2021, 7, 14)), ZONE)

        assert case.due_on == date(2021, 8, 2)

    def test_a_lapse_is_told_once_on_a_working_morning_and_closes_nothing(self, session: Session) -> None:
        plan(session, "\nreglas: {aclaracion: {dias_habiles: 2}}\n")
        case, by = received(session, DAY).case, official(session)
        asked = clarifying.ask(session, by, case.id, "¿De qué obra habla?", 1, at(date(2021, 7, 7)), ZONE)
        assert asked.answer_by == date(2021, 7, 9)
        friday, saturday, monday_at_6, monday = (
            at(date(2021, 7, 9), 20),
            at(date(2021, 7, 10), 9),
            at(date(2021, 7, 12), 6),
            at(date(2021, 7, 12), 7),
        )

        assert [finding.find_due(session, now, ZONE) for now in (friday, saturday, monday_at_6)] == [[], [], []]
        assert finding.next_found(session, saturday, ZONE) == monday
        assert finding.find_due(session, monday, ZONE) == [f"clarification-lapsed:{asked.id}"]
        assert finding.find_due(session, monday, ZONE) == []
        assert told(session, NoticeKind.STAFF_ALERT) == [("clarification_lapsed", str(by.telegram_id))]
        assert case.state is CaseState.IN_REVIEW


class TestExtending:
    def test_it_is_told_with_its_reason_and_once(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY, petition=PetitionKind.INFORMATION).case, official(session)

        made = extending.extend(session, by, case.id, date(2021, 8, 9), "Falta un concepto", 1, NOW, TODAY)

        assert (made.due_before, made.due_after, case.due_on) == (
            date(2021, 8, 2),
            date(2021, 8, 9),
            date(2021, 8, 9),
        )
        assert told(session, NoticeKind.CASE_EXTENDED) == [(None, f"case:{case.id}")]
        with pytest.raises(ExtendedBefore):
            extending.extend(session, by, case.id, date(2021, 8, 10), "Otra vez", 2, NOW, TODAY)

    @pytest.mark.parametrize("until", [date(2021, 8, 2), date(2021, 9, 1), date(2021, 7, 20)])
    def test_it_is_later_and_within_the_rule(self, session: Session, until: date) -> None:
        plan(session)
        case = received(session, DAY, petition=PetitionKind.INFORMATION).case

        with pytest.raises(TooLong):
            extending.extend(session, official(session), case.id, until, "Motivo", 1, NOW, TODAY)

    def test_what_is_overdue_has_no_date_or_no_rule_is_not_extended(self, session: Session) -> None:
        plan(session)
        by, late = official(session), received(session, DAY, petition=PetitionKind.INFORMATION).case
        opinion = received(session, DAY, ContributionKind.OBSERVATION, None).case
        day_after = date(2021, 8, 3)

        with pytest.raises(TooLateToExtend):
            extending.extend(session, by, late.id, date(2021, 8, 9), "Motivo", 1, at(day_after), day_after)
        with pytest.raises(NoDueDate):
            extending.extend(session, by, opinion.id, date(2021, 8, 9), "Motivo", 1, NOW, TODAY)
        plan(session, "\nreglas: {prorroga: {hasta_veces: 1}}\n")
        with pytest.raises(NoExtensions):
            extending.extend(session, by, late.id, date(2021, 8, 9), "Motivo", 1, NOW, TODAY)

    def test_the_days_to_choose_end_with_the_last_one_there_can_be(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY, petition=PetitionKind.INFORMATION).case

        assert extending.choices(session, case, TODAY) == [
            date(2021, 8, 9),
            date(2021, 8, 17),
            date(2021, 8, 24),
            date(2021, 8, 31),
        ]


class TestTransferring:
    def test_the_alarm_sounds_before_on_and_after_the_last_day_each_once(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        transferring.mark_foreign(session, by, case.id, 1, NOW)
        assert case.transfer_by == date(2021, 7, 9)
        mornings = [date(2021, 7, day) for day in (7, 8, 8, 9, 12, 13)]

        sounded = [finding.find_due(session, at(day, 8), ZONE) for day in mornings]

        assert sounded == [
            [],
            [f"transfer_soon:{case.id}"],
            [],
            [f"transfer_today:{case.id}"],
            [f"transfer_late:{case.id}"],
            [],
        ]

    def test_what_is_ours_after_all_sounds_no_alarm(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY, about=About(AboutKind.OTHER)).case, official(session)
        assert case.transfer_by == date(2021, 7, 9)

        transferring.mark_own(session, by, case.id, 1, NOW)

        assert finding.find_due(session, at(date(2021, 7, 9)), ZONE) == []


class TestAskingAreas:
    def test_the_area_gets_an_e_mail_and_is_reminded_before_and_after(self, session: Session) -> None:
        plan(session, AREAS)
        case, by = received(session, DAY).case, official(session)
        [area] = asking_areas.areas(session)

        asked = asking_areas.ask_area(session, by, case.id, area, "¿Qué falta?", date(2021, 7, 8), 1, at(TODAY), TODAY)

        done = [finding.find_due(session, at(date(2021, 7, day), 8), ZONE) for day in (2, 6, 7, 7, 8, 9, 9, 12)]
        soon, late = [f"area-soon:{asked.id}"], [f"area-late:{asked.id}"]
        assert done == [[], [], soon, [], [], late, [], []]
        assert [who for _, who in told(session, NoticeKind.AREA_REQUEST)] == [area.email] * 3
        assert told(session, NoticeKind.STAFF_ALERT) == [("area_late", str(by.telegram_id))]
        assert case.area == area.name

    def test_what_came_back_is_kept_and_nobody_is_reminded_any_more(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        asked = asking_areas.ask_area(session, by, case.id, AREA, "¿Qué falta?", date(2021, 7, 8), 1, NOW, TODAY)

        asking_areas.receive(session, by, asked.id, "Falta la señal", at(date(2021, 7, 6)))

        assert (asked.received, asking_areas.waiting(session, case)) == ("Falta la señal", [])
        assert finding.find_due(session, at(date(2021, 7, 9)), ZONE) == []

    def test_a_denuncia_is_never_e_mailed(self, session: Session) -> None:
        plan(session)
        by = official(session, denuncias=True)
        denuncia = received(session, DAY, ContributionKind.DENUNCIA, None).case

        with pytest.raises(NeverByEmail):
            asking_areas.ask_area(session, by, denuncia.id, AREA, "¿Qué pasó?", date(2021, 7, 8), 1, NOW, TODAY)
        assert told(session, NoticeKind.AREA_REQUEST) == []

    def test_what_becomes_a_denuncia_is_not_reminded_of_by_e_mail(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)
        asking_areas.ask_area(session, by, case.id, AREA, "¿Qué falta?", date(2021, 7, 8), 1, NOW, TODAY)
        case.kind = ContributionKind.DENUNCIA

        assert finding.find_due(session, at(date(2021, 7, 7)), ZONE) == []

    def test_an_area_is_one_of_the_plans_or_an_address(self, session: Session) -> None:
        plan(session, AREAS)

        assert asking_areas.area_named(session, " oficina  de comunicaciones ").email.startswith("comunicaciones@")
        assert asking_areas.area_named(session, "obras@entidad.example.org").name == "obras@entidad.example.org"
        with pytest.raises(NoSuchArea):
            asking_areas.area_named(session, "Oficina de la Luna")

    def test_an_address_that_was_typed_is_no_area_of_which_a_report_could_tell(self, session: Session) -> None:
        plan(session)
        case, typed = received(session, DAY).case, asking_areas.area_named(session, "obras@entidad.example.org")

        asking_areas.ask_area(session, official(session), case.id, typed, "¿Qué?", date(2021, 7, 8), 1, NOW, TODAY)

        assert case.area is None

    def test_the_day_is_not_past(self, session: Session) -> None:
        plan(session)
        case = received(session, DAY).case
        with pytest.raises(BadDay):
            asking_areas.ask_area(session, official(session), case.id, AREA, "¿Qué?", DAY, 1, NOW, TODAY)


class TestNotingAndHiding:
    def test_the_entity_s_number_is_kept_and_the_one_before_is_on_record(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session)

        noting.set_official_radicado(session, by, case.id, " 2021-20  004 ", 1, NOW)

        assert case.official_radicado == "2021-20 004"

    def test_only_a_recording_of_this_case_is_transcribed(self, session: Session) -> None:
        plan(session)
        by, spoken = official(session), received(session, DAY, files=[voice()]).case
        other = received(session, DAY, person=2).case
        [recording] = noting.recordings(session, spoken)

        with pytest.raises(NoRecording):
            noting.transcribe(session, by, other.id, recording.id, "…", 1, NOW)
        noting.transcribe(session, by, spoken.id, recording.id, "Pide la obra", 1, NOW)

        assert (recording.transcription, recording.transcribed_by) == ("Pide la obra", by.id)

    def test_who_administers_alone_shows_an_identity_again(self, session: Session) -> None:
        plan(session)
        case, by = received(session, DAY).case, official(session, 1)
        hiding.hide_identity(session, by, case.id, 1, NOW)
        with pytest.raises(NotAllowed):
            hiding.show_identity(session, by, case.id, 2, NOW)
        assert case.hides_identity

        hiding.show_identity(session, official(session, 2, Role.ADMINISTERS), case.id, 2, NOW)

        assert not case.hides_identity


class TestDelegating:
    def test_for_some_days_another_person_is_told_and_sees_it_as_the_own(self, session: Session) -> None:
        plan(session)
        away, here = official(session, 1), official(session, 2)
        delegating.delegate(session, away, away.id, here.id, date(2021, 7, 5), date(2021, 7, 9), NOW)

        for day, expected in ((4, away), (5, here), (9, here), (10, away)):
            assert delegating.who_is_told(session, away, date(2021, 7, day)) is expected
        assert delegating.whose_work(session, here, date(2021, 7, 7)) == {away.id, here.id}
        assert delegating.whose_work(session, here, date(2021, 7, 10)) == {here.id}

    def test_a_delegate_who_is_away_too_hands_it_on_and_a_ring_ends(self, session: Session) -> None:
        plan(session)
        one, two, three = (official(session, number) for number in (1, 2, 3))
        days = (date(2021, 7, 5), date(2021, 7, 9))
        delegating.delegate(session, one, one.id, two.id, *days, NOW)
        delegating.delegate(session, two, two.id, three.id, *days, NOW)

        assert delegating.who_is_told(session, one, days[0]) is three
        assert delegating.whose_work(session, three, days[0]) == {one.id, two.id, three.id}
        delegating.delegate(session, three, three.id, one.id, *days, NOW)
        assert delegating.who_is_told(session, one, days[0]) is not None

    def test_one_delegates_one_s_own_and_only_to_who_can_answer(self, session: Session) -> None:
        plan(session)
        one, two, reader = official(session, 1), official(session, 2), official(session, 3, Role.CONSULTS)
        days = (date(2021, 7, 5), date(2021, 7, 9))

        with pytest.raises(NotMine):
            delegating.delegate(session, one, two.id, one.id, *days, NOW)
        for to in (one.id, reader.id, 77):
            with pytest.raises(CannotTakeIt):
                delegating.delegate(session, one, one.id, to, *days, NOW)
        with pytest.raises(BadDay):
            delegating.delegate(session, one, one.id, two.id, days[1], days[0], NOW)

    def test_an_alert_on_a_denuncia_never_reaches_a_delegate_without_the_permission(self, session: Session) -> None:
        plan(session)
        away, here = official(session, 1, denuncias=True), official(session, 2)
        other = official(session, 3, denuncias=True)
        denuncia = received(session, DAY, ContributionKind.DENUNCIA, None).case
        delegating.delegate(session, away, away.id, here.id, TODAY, TODAY, NOW)

        assigning.assign(session, other, denuncia.id, away.id, 1, NOW, TODAY)

        assert str(here.telegram_id) not in {who for _, who in told(session, NoticeKind.STAFF_ALERT)}


def test_the_seed_s_plan_has_neutral_rules(session: Session) -> None:
    plan(session)

    rules = PlanRules.of(current_plan(session))

    assert (rules.reception_closes, rules.clarification_stops_clock, rules.clarification_days) == (None, False, None)
    assert (rules.extension_times, rules.priority_days, rules.own.closed) == (2, None, frozenset())
    assert current_plan(session).areas == []


def test_nothing_waits_where_nothing_was_asked(session: Session) -> None:
    plan(session)
    case: Case = received(session, DAY).case
    now: datetime = at(TODAY)

    assert case.transfer_by is None
    assert finding.next_found(session, now, ZONE) is None
