"""What was published at a cut stays as it was published, and is corrected only in the open."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from participation.audience import cuts
from participation.plan import compare, import_plan, read_plan_text
from participation.plan.current import current_plan
from participation.plan.cut_changes import changes_of_version, corrections, latest_changes
from participation.plan.freezing import cut_that_stays, freeze_due, next_freeze
from participation.plan.frozen import thawed_parts
from participation.plan.published import NoSuchCut
from participation.plan.publishing import (
    CutBeforePlan,
    CutInFuture,
    CutPublished,
    LaterCutPublished,
    NothingToCorrect,
    PlanChangedMeanwhile,
    ReasonMissing,
    correct_cut,
    preview_correction,
    preview_cut,
    publish_cut,
)
from participation.plan.views import PlanProgress
from participation.progress import cut_progress, plan_progress, product_detail, product_details
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.notices import Notice
from storage.models.plan import Cut, ProductStatus
from storage.models.staff import AuditEntry, Role, StaffMember
from storage.queries.history import cut_parts, cut_versions
from storage.queries.plan_parts import stored_parts
from tests.participation.plan_texts import NOW, SMALL, changed, take
from tests.participation.test_progress import counted_statements

pytestmark = pytest.mark.second_database
BOGOTA = ZoneInfo("America/Bogota")
JULY, JUNE = date(2022, 7, 1), date(2022, 6, 30)
OCTOBER = datetime(2022, 10, 3, 15, tzinfo=UTC)
SEPTEMBER = date(2022, 9, 30)
DONE = "estado: cumplido\n            avance: 100\n            evidencias: [{texto: Acta, fecha: 2022-06-15}]"
DONE_LATER = DONE.replace("2022-06-15", "2022-08-02")
OPEN = "estado: programado\n            avance: 0"


@pytest.fixture
def luis(session: Session) -> StaffMember:
    return official(session, 7, Role.PUBLISHES)


def official(session: Session, number: int, role: Role) -> StaffMember:
    member = StaffMember(telegram_id=number, name=f"Luis {number}", role=role, joined_at=NOW)
    session.add(member)
    session.flush()
    return member


def percents(found: PlanProgress) -> tuple[int | None, int | None]:
    return found.year.percent, found.due.percent


def publish(session: Session, by: StaffMember | None, on: date = SEPTEMBER, stamp: int | None = None) -> None:
    publish_cut(session, by, on, "III trimestre", OCTOBER, BOGOTA, stamp)
    session.commit()


def correct(session: Session, by: StaffMember | None, reason: str = "Faltaba el acta", on: date = JUNE) -> None:
    correct_cut(session, by, on, reason, OCTOBER, BOGOTA, None)
    session.commit()


def test_the_figures_of_a_plan_file_with_a_reached_cut_are_frozen_with_it(session: Session) -> None:
    take(session)
    take(session, changed((OPEN, DONE)))

    found = plan_progress(session, JULY)

    assert (found.cut and found.cut.version, percents(found)) == (1, (50, 50))
    assert [detail.product.status for detail in product_details(session, JULY)] == [
        ProductStatus.DONE,
        ProductStatus.PROGRAMMED,
    ]


def test_names_are_those_of_now_and_figures_those_of_then(session: Session) -> None:
    take(session)
    take(session, changed((OPEN, DONE), ("nombre_corto: Charla", "nombre_corto: La charla")))

    [activity] = plan_progress(session, JULY).activities

    assert [(one.short_name, one.percentage) for one in activity.products] == [("Página", 100), ("La charla", 0)]


def test_what_is_new_since_the_cut_is_shown_and_does_not_count(session: Session) -> None:
    take(session)
    more = "{codigo: feria, nombre: Feria, nombre_corto: Feria, periodo: 2022-S1, estado: programado, avance: 0}"
    take(session, changed(("cortes:\n", f"          - {more}\ncortes:\n")))

    found = plan_progress(session, JULY)

    assert [(one.code, one.is_new) for one in found.activities[0].products][-1] == ("feria", True)
    assert (found.year.programmed, [one.product.code for one in found.pending]) == (2, ["charla"])


def test_a_product_is_told_as_it_is_today_with_what_changed_since_the_cut(session: Session) -> None:
    take(session)
    take(session, changed((OPEN, DONE)))

    found = product_detail(session, "charla", JULY)

    assert (found.product.percentage, [proof.text for proof in found.evidence]) == (100, ["Acta"])
    assert found.since_cut is not None
    assert (found.since_cut.status, found.since_cut.percentage, found.since_cut.evidence) == (
        ProductStatus.PROGRAMMED,
        0,
        1,
    )
    assert product_detail(session, "pagina", JULY).since_cut is None
    assert [one.done_since for one in plan_progress(session, JULY).pending] == [True]


def test_a_product_that_left_the_plan_still_counts_at_the_cut(session: Session) -> None:
    take(session)
    gone = SMALL[SMALL.index("          - codigo: charla") : SMALL.index("cortes:")]
    take(session, changed((gone, ""), ("    producto: charla\n", "")))

    found = product_detail(session, "charla", JULY)

    assert found.since_cut is not None
    assert found.since_cut.is_gone
    assert plan_progress(session, JULY).year.programmed == 2


def test_an_import_says_that_a_published_cut_keeps_its_figures(session: Session) -> None:
    found = import_plan(session, read_plan_text(SMALL), NOW)
    assert cut_that_stays(session, 2022, found, applied=True) is None
    document = read_plan_text(changed((OPEN, DONE)))

    looked_at = compare(session, document)
    stays = cut_that_stays(session, 2022, looked_at, applied=False)
    done = import_plan(session, document, NOW)

    assert stays is not None
    assert stays.on == JUNE
    assert cut_that_stays(session, 2022, done, applied=True) == stays
    assert cut_that_stays(session, 2022, import_plan(session, read_plan_text(SMALL), NOW), applied=True) is None


def test_a_cut_of_the_file_is_frozen_by_the_clock_once_its_day_is_over(session: Session) -> None:
    before = datetime(2022, 6, 1, tzinfo=UTC)
    import_plan(session, read_plan_text(SMALL), before)
    midnight = datetime(2022, 7, 1, 0, 0, tzinfo=BOGOTA)

    assert next_freeze(session, before, BOGOTA) == midnight
    assert freeze_due(session, datetime(2022, 6, 30, 23, 59, tzinfo=BOGOTA), BOGOTA) == []
    assert freeze_due(session, midnight, BOGOTA) == ["cut frozen: 2022-06-30"]
    assert freeze_due(session, midnight, BOGOTA) == []
    assert next_freeze(session, midnight, BOGOTA) is None


def test_the_earlier_of_two_cuts_of_a_file_is_told_by_the_dates_of_the_plan(session: Session) -> None:
    earlier = "cortes:\n  - {fecha: 2022-03-31, nombre: primer trimestre}\n"
    undated = changed(("cortes:\n", earlier), (OPEN, DONE), ("                fecha: 2022-02-01\n", ""))
    take(session, undated)

    march = cut_progress(session, date(2022, 3, 31), JULY)

    assert march.cut is not None
    assert (march.cut.from_dates, march.year.executed) == (True, 0)  # nobody knows when the page was published
    assert plan_progress(session, JULY).year.executed == 2
    found = latest_changes(session, JULY)
    assert found is not None
    assert [one.product.code for one in found.executed] == ["pagina", "charla"]


def test_publishing_freezes_the_figures_of_a_date_and_makes_its_cut(session: Session, luis: StaffMember) -> None:
    take(session)
    take(session, changed((OPEN, DONE_LATER)))

    preview = preview_cut(session, luis, SEPTEMBER, "III trimestre", OCTOBER.date())
    publish(session, luis, stamp=preview.stamp)

    found = plan_progress(session, OCTOBER.date())
    assert found.cut is not None
    assert (found.cut.on, found.cut.label, percents(found)) == (SEPTEMBER, "III trimestre", (100, 100))
    assert found.has_changes
    assert percents(cut_progress(session, JUNE, OCTOBER.date())) == (50, 50)
    assert session.scalars(select(Cut.published_on).where(Cut.cut_on == SEPTEMBER)).all() == [OCTOBER.date()]
    assert session.scalars(select(AuditEntry.act).order_by(AuditEntry.id.desc())).first() == "cut.published"
    changes = latest_changes(session, OCTOBER.date())
    assert changes is not None
    assert [one.product.code for one in changes.executed] == ["charla"]
    assert [(one.product.code, one.new_proofs) for one in changes.evidence] == [("charla", 1)]


def test_an_import_of_a_file_that_does_not_know_the_cut_keeps_it(session: Session, luis: StaffMember) -> None:
    take(session)
    publish(session, luis)

    assert take(session) == []
    assert session.scalars(select(Cut.cut_on).order_by(Cut.cut_on)).all() == [JUNE, SEPTEMBER]


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (date(2022, 10, 4), CutInFuture),
        (JUNE, CutPublished),
        (date(2022, 3, 31), LaterCutPublished),
        (date(2021, 12, 31), CutBeforePlan),
    ],
)
def test_a_date_that_cannot_be_a_cut_is_refused(
    session: Session, luis: StaffMember, on: date, refusal: type[Exception]
) -> None:
    take(session)

    with pytest.raises(refusal):
        publish(session, luis, on)


def test_what_was_not_looked_at_is_not_published(session: Session, luis: StaffMember) -> None:
    take(session)
    seen = preview_cut(session, luis, SEPTEMBER, "III trimestre", OCTOBER.date())
    take(session, changed((OPEN, DONE)))

    with pytest.raises(PlanChangedMeanwhile):
        publish(session, luis, stamp=seen.stamp)


def test_only_who_may_publish_publishes_or_corrects(session: Session) -> None:
    take(session)
    reader = official(session, 8, Role.CONSULTS)

    with pytest.raises(NotAllowed):
        publish(session, reader)
    with pytest.raises(NotAllowed):
        correct(session, reader)


def test_a_correction_is_a_new_version_beside_what_was_published(session: Session, luis: StaffMember) -> None:
    take(session)
    take(session, changed((OPEN, DONE)))

    preview = preview_correction(session, luis, JUNE, OCTOBER.date())
    correct(session, luis)

    assert preview.changes is not None
    assert (preview.changes.year[0].percent, preview.changes.year[1].percent) == (50, 100)
    found = plan_progress(session, OCTOBER.date())
    assert found.cut is not None
    assert (found.cut.version, found.cut.reason, percents(found)) == (2, "Faltaba el acta", (100, 100))
    assert percents(cut_progress(session, JUNE, OCTOBER.date(), version=1)) == (50, 50)
    changes = changes_of_version(session, JUNE, 2, OCTOBER.date())
    assert changes is not None
    assert (changes.is_correction, [one.product.code for one in changes.executed]) == (True, ["charla"])
    assert corrections(session, OCTOBER.date()) == [changes] == [latest_changes(session, OCTOBER.date())]
    with pytest.raises(NoSuchCut):
        cut_progress(session, JUNE, OCTOBER.date(), version=3)


def test_what_was_done_after_the_cut_is_no_error_of_the_cut(session: Session, luis: StaffMember) -> None:
    take(session)
    take(session, changed((OPEN, DONE_LATER)))

    with pytest.raises(NothingToCorrect):
        correct(session, luis)


def test_a_correction_without_a_reason_is_refused(session: Session, luis: StaffMember) -> None:
    take(session)
    take(session, changed((OPEN, DONE)))

    with pytest.raises(ReasonMissing):
        correct(session, luis, "  ")


def test_subscribers_are_told_of_a_cut_and_of_its_correction_once_each(session: Session, luis: StaffMember) -> None:
    take(session)
    published = cuts.publish_and_tell(session, luis, SEPTEMBER, OCTOBER, BOGOTA, None, label="III trimestre")
    take(session, changed((OPEN, DONE)))
    corrected = cuts.correct_and_tell(session, luis, SEPTEMBER, OCTOBER, BOGOTA, None, reason="Faltaba el acta")

    told = session.scalars(select(Notice).order_by(Notice.id)).all()
    assert [notice.facts for notice in told] == [{"on": "2022-09-30", "version": n} for n in (1, 2)]
    assert list(told) == [published, corrected]
    assert cuts.announce_cut(session, luis, OCTOBER.date(), OCTOBER, None) is None


def test_what_is_frozen_is_the_whole_plan(session: Session, luis: StaffMember) -> None:
    take(session)
    before = stored_parts(session, 2022)

    publish(session, luis)

    version = cut_versions(session, current_plan(session).id)[0]
    kept = [row for row in thawed_parts(cut_parts(session, version.id)) if row.part.value != "cut"]
    assert kept == [row for row in before if row.part.value != "cut"]


def test_the_number_of_queries_grows_with_neither_cuts_nor_changes(session: Session, luis: StaffMember) -> None:
    take(session)
    counts = []
    for on in (None, date(2022, 9, 1), date(2022, 9, 2)):
        if on is not None:
            publish(session, luis, on)
            take(session, changed((OPEN, DONE)))
            correct(session, luis, on=on)
            take(session)
        session.expire_all()
        made = []
        for read in (plan_progress, corrections):
            with counted_statements(session) as statements:
                read(session, OCTOBER.date())
            made.append(len(statements))
        counts.append(made)

    assert counts == [counts[0]] * 3
