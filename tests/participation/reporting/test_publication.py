"""Review and publication: nobody's text goes out unread, nothing is left out, and what changes afterwards shows."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from participation.observations import rights
from participation.observations.drafting import About
from participation.office import reclassifying
from participation.office.errors import ChangedMeanwhile
from participation.proof import verify_inclusion
from participation.proof_files import published_file
from participation.publication import checking, publishing, receipts, requesting
from participation.publication.checking import Findings, UnreadablePublication
from participation.publication.errors import BeingPublished, NotReviewed, ReasonMissing
from participation.publication.inclusion import in_report
from participation.publication.published import published_report, published_reports
from participation.reporting import reviewing
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.cases import CaseVersion
from storage.models.followup import Report, ReportState
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.notices import Notice, NoticeKind
from storage.models.staff import Role, StaffMember
from storage.queries import attachments
from storage.queries import publication as queries
from tests.support.answering import answered
from tests.support.office import KEYS, ZONE, at, facts_of, official, on_sqlite, plan, received, voice
from tests.support.reporting import AUGUST, CHAT, JULY, SPAN, approve_all, case, propose, publish

DAY = date(2021, 7, 5)
OBSERVATION = ContributionKind.OBSERVATION


@pytest.fixture
def publisher(session: Session) -> StaffMember:
    """July with five cases: a denuncia is the second, a voice note the last."""
    plan(session)
    kinds = (OBSERVATION, ContributionKind.DENUNCIA, OBSERVATION, OBSERVATION)
    for number, kind in enumerate(kinds):
        received(session, DAY, kind, None, person=90 + number, text=f"Texto {number}")
    received(session, DAY, OBSERVATION, None, person=95, files=[voice()])
    return official(session, 2, Role.PUBLISHES)


def huellas(session: Session, leaves: list[str] | None = None, root: str | None = None) -> bytes:
    """The published file of July, changed where something is given."""
    [report] = queries.published(session)
    kept = [leaf for _, leaf in queries.leaves_of(session, report.id)]
    file: dict[str, Any] = json.loads(
        published_file("Informe", JULY.first, JULY.last, AUGUST, [bytes.fromhex(leaf) for leaf in kept])
    )
    file |= {"huellas": leaves} if leaves is not None else {}
    file |= {"raiz": root} if root is not None else {}
    return json.dumps(file).encode()


def found(session: Session, content: bytes) -> Findings:
    session.flush()
    return checking.check(session, content, ZONE)


@on_sqlite
def test_only_who_publishes_reviews_and_asks_for_a_publication(session: Session, publisher: StaffMember) -> None:
    propose(session)
    for role in (Role.ANSWERS, Role.APPROVES, Role.CONSULTS):
        other = official(session, 10 + [*Role].index(role), role)
        for refused in (
            lambda by=other: reviewing.to_review(session, by, SPAN, 5),
            lambda by=other: reviewing.approve(session, by, [(1, 1)], AUGUST),
            lambda by=other: reviewing.correct(session, by, 1, 1, "otra", AUGUST),
            lambda by=other: requesting.request_publication(session, by, JULY, None, CHAT, AUGUST, ZONE),
        ):
            with pytest.raises(NotAllowed):
                refused()
    publisher.removed_at = AUGUST
    with pytest.raises(NotAllowed):
        requesting.request(session, publisher, JULY, requesting.IN_CHAT, CHAT, AUGUST)


def test_nothing_is_published_until_every_text_is_reviewed(session: Session, publisher: StaffMember) -> None:
    propose(session)
    shelf = reviewing.to_review(session, publisher, SPAN, 3)
    assert shelf.left == 4
    reviewing.approve(session, publisher, [(one.case.id, one.case.version) for one in shelf.next], AUGUST)
    with pytest.raises(NotReviewed) as refused:
        requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    assert refused.value.values == {"n": 1}

    approve_all(session, publisher)
    report = requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    with pytest.raises(BeingPublished):
        requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    assert report.state is ReportState.REQUESTED


def test_what_is_done_to_a_case_after_its_review_wants_a_new_one(session: Session, publisher: StaffMember) -> None:
    approve_all(session, publisher)
    reviewing.correct(session, publisher, case(session, 1).id, case(session, 1).version, "En mis palabras", AUGUST)
    answered(session, official(session, 3), case(session, 1))
    with pytest.raises(NotReviewed):
        requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    with pytest.raises(ChangedMeanwhile):
        reviewing.keep_back(session, publisher, case(session, 1).id, 1, "[texto reservado]", AUGUST)

    propose(session)
    [again] = reviewing.to_review(session, publisher, SPAN, 5).next

    assert (again.proposed.text, again.proposed.answer_text) == ("En mis palabras", "Sí se puede.")
    assert again.proposed.reviewed_by is None


def test_a_case_stands_in_the_row_where_readers_find_it_and_its_files_prove_it(
    session: Session, publisher: StaffMember
) -> None:
    approve_all(session, publisher)
    assert in_report(session, case(session, 1)) is None
    report = publish(session, publisher)
    session.flush()

    rows = {number: in_report(session, case(session, number)) for number in range(1, 6)}

    assert {number: one.row for number, one in rows.items() if one} == {1: 1, 3: 2, 4: 3, 5: 4, 2: 5}
    assert all(one is not None and one.is_verified and one.rows == 5 for one in rows.values())
    assert [number for number, one in rows.items() if one and one.is_sealed] == [2]
    for number, one in rows.items():
        assert one is not None
        receipt = json.loads(receipts.receipt(session, case(session, number)))
        path = json.loads(receipts.path_file(case(session, number), one))
        hashes = [bytes.fromhex(step) for step in path["camino"]]
        leaf, root = bytes.fromhex(receipt["huella"]), bytes.fromhex(str(report.root))
        assert verify_inclusion(leaf, path["fila"] - 1, path["casos"], hashes, root)
    sealed = json.loads(receipts.receipt(session, case(session, 2)))
    assert "Texto 1" not in sealed["contenido"]
    assert "Texto 1" in sealed["sellado"]["contenido"]


@on_sqlite
def test_what_happens_to_a_case_afterwards_changes_nothing_that_was_proved(
    session: Session, publisher: StaffMember
) -> None:
    approve_all(session, publisher)
    publish(session, publisher)
    me = official(session, 3)
    reclassifying.change_subject(session, me, case(session, 1).id, About(AboutKind.PRODUCT, "video"), 1, AUGUST)
    reclassifying.reclassify(session, me, case(session, 3).id, ContributionKind.COMPLAINT, None, 1, AUGUST)
    session.add(CaseVersion(case_id=case(session, 4).id, text="Una cosa más", at=AUGUST))
    rights.erase(session, KEYS, 90, 90, AUGUST)
    rights.withdraw_authorisation(session, KEYS, 95, AUGUST)

    assert found(session, huellas(session)).is_good
    standing = [in_report(session, case(session, number)) for number in range(1, 6)]
    assert all(one is not None and one.is_verified for one in standing)


@on_sqlite
def test_a_changed_text_is_admitted_to_its_author_and_named(session: Session, publisher: StaffMember) -> None:
    approve_all(session, publisher)
    publish(session, publisher)
    case(session, 3).text = "Nunca dijo eso"
    session.flush()

    standing = in_report(session, case(session, 3))

    assert standing is not None
    assert not standing.is_verified
    assert found(session, huellas(session)).changed == [case(session, 3).radicado]


@on_sqlite
def test_a_new_leaf_for_a_changed_text_does_not_hide_it(session: Session, publisher: StaffMember) -> None:
    approve_all(session, publisher)
    publish(session, publisher)
    one = case(session, 3)
    one.text = "Nunca dijo eso"
    from participation.publication.inclusion import filed_leaf, hash_of  # noqa: PLC0415 - as who tampers would

    one.leaf = hash_of(filed_leaf(session, one)).hex()
    session.flush()

    standing = in_report(session, one)

    assert standing is not None
    assert not standing.is_verified


@on_sqlite
def test_what_was_left_out_added_or_moved_in_the_list_is_named(session: Session, publisher: StaffMember) -> None:
    approve_all(session, publisher)
    report = publish(session, publisher)
    kept = [leaf for _, leaf in queries.leaves_of(session, report.id)]

    assert found(session, huellas(session)).is_good
    assert found(session, huellas(session, kept[1:])).left_out == [case(session, 1).radicado]
    assert found(session, huellas(session, [*kept, "ab" * 32])).added == [6]
    moved = found(session, huellas(session, kept[::-1]))
    assert (moved.wrong_root, moved.left_out, moved.added) == (True, [], [])
    other = found(session, huellas(session, root="0" * 64))
    assert (other.wrong_root, other.other_root, other.is_good) == (True, True, False)
    assert found(session, b"something else").report is None
    with pytest.raises(UnreadablePublication):
        checking.check(session, b'{"formato": "participa-huellas", "huellas": [1], "raiz": "x"}', ZONE)


@on_sqlite
def test_a_case_that_was_there_and_is_not_in_the_report_shows_and_a_later_one_is_no_fault(
    session: Session, publisher: StaffMember
) -> None:
    approve_all(session, publisher)
    report = requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    gone = case(session, 3).id
    without = publishing.ReportLeaves([one for one in publishing.leaves_of(session, SPAN).rows if one[0] != gone])
    publishing.publish(session, report.id, {}, without, without.root, AUGUST, ZONE)
    later = received(session, date(2021, 7, 30), OBSERVATION, None).case
    later.registered_by = publisher.id

    told = found(session, huellas(session))

    assert told.left_out == [case(session, 3).radicado]
    assert told.later == [later.radicado]


@on_sqlite
def test_a_new_version_keeps_the_one_before_and_says_why(session: Session, publisher: StaffMember) -> None:
    approve_all(session, publisher)
    first = publish(session, publisher)
    with pytest.raises(ReasonMissing):
        requesting.request_publication(session, publisher, JULY, None, CHAT, AUGUST, ZONE)
    second = publish(session, publisher, "Faltaba la carta del caso 3")

    assert [(one.id, one.version, one.reason) for one in published_reports(session)] == [
        (second.id, 2, "Faltaba la carta del caso 3"),
        (first.id, 1, None),
    ]
    assert first.root == second.root
    standing = in_report(session, case(session, 1))
    assert standing is not None
    assert standing.report.id == second.id
    assert [one["version"] for one in facts_of(session, "report.published")] == [1, 2]


@on_sqlite
def test_an_empty_period_is_published_with_the_root_of_nothing(session: Session) -> None:
    plan(session)
    report = publish(session, official(session, 2, Role.PUBLISHES))

    assert report.root == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert found(session, huellas(session)).is_good
    seen = published_report(session, report.id)
    assert seen is not None
    assert seen.cases == 0
    assert published_report(session, 99) is None


@on_sqlite
def test_the_files_of_reports_are_kept_and_old_unpublished_ones_go(session: Session) -> None:
    plan(session)
    me = official(session, 2, Role.PUBLISHES)
    old = requesting.request(session, me, JULY, requesting.IN_CHAT, CHAT, at(date(2021, 6, 1)))
    publishing.made(session, old.id, {"pdf": "a" * 64}, AUGUST)
    session.flush()
    assert attachments.referenced(session, ["a" * 64, "b" * 64]) == {"a" * 64}

    requesting.request(session, me, JULY, requesting.IN_CHAT, CHAT, AUGUST)

    assert attachments.referenced(session, ["a" * 64]) == set()
    assert [one.created_at for one in session.query(Report)] == [AUGUST]


@on_sqlite
def test_who_asks_for_a_report_is_told_of_it_also_where_it_has_the_number_of_an_old_one(
    session: Session, publisher: StaffMember
) -> None:
    later = AUGUST + requesting.UNPUBLISHED_KEPT + timedelta(days=1)
    for now in (AUGUST, later):
        report = requesting.request(session, publisher, JULY, (), CHAT, now)
        publishing.made(session, report.id, {}, now)

    told = session.scalars(select(Notice.subject_id).where(Notice.kind == NoticeKind.REPORT_READY)).all()

    assert told == [report.id, report.id]
