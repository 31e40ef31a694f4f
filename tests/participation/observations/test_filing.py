"""Filing: numbers without gaps, terms, windows, and the proof that goes with a case."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from participation.identity import Keyring
from participation.observations import drafting, filing, rights
from participation.observations.drafting import About, AttachedFile
from participation.observations.errors import EmptyDraft, NoDraft, TooManyCases
from participation.observations.filing import Writer
from participation.proof import Leaf, leaf_of, sealed_leaf_of
from participation.radicado import check_digit, parse
from storage import Database, Session, open_database
from storage.models.cases import Case, Counter, Draft
from storage.models.kinds import AboutKind, ContributionKind, PartKind, PetitionKind
from storage.models.plan import Plan, Product, Window
from tests.support.importing import lay
from tests.support.planned import planned_postgres, planned_sqlite, planned_url
from tests.support.running import START, seed_plan

__all__ = ["planned_postgres", "planned_sqlite", "planned_url"]

KEYS = Keyring.parse(Keyring.generate())
BOGOTA = ZoneInfo("America/Bogota")
ROSA = Writer(1, 1, "Rosa")


@pytest.fixture
def planned(session: Session) -> Session:
    lay(session, seed_plan(), START)
    return session


def draft_of(session: Session, chat_id: int, text: str = "algo", about: About | None = None) -> Draft:
    draft = drafting.begin(session, chat_id, about, START)
    drafting.add(session, draft, 1, text, None, START)
    return draft


def file(session: Session, draft: Draft, now: datetime = START, *, with_name: bool = True) -> Case:
    writer = Writer(draft.chat_id, draft.chat_id, "Rosa")
    return filing.file_draft(session, draft.key, writer, KEYS, now, BOGOTA, with_name=with_name).case


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["file", "fail", "again"])), max_size=25))
def test_numbers_are_consecutive_whatever_fails_or_is_pressed_twice_in_between(
    planned: Session, acts: list[tuple[int, str]]
) -> None:
    before = len(planned.scalars(select(Case)).all())
    numbers: list[int] = []
    for chat_id, act in acts:
        draft = draft_of(planned, chat_id)
        draft.chat_id = chat_id
        with planned.begin_nested() as savepoint:
            case = _filed(planned, draft)
            if act == "again":
                assert _filed(planned, draft).number == case.number
            if act == "fail":
                savepoint.rollback()
        if act == "fail":
            drafting.cancel(planned, draft.key, START)
        else:
            numbers.append(case.number)

    assert numbers == list(range(before + 1, before + 1 + len(numbers)))


def _filed(session: Session, draft: Draft) -> Case:
    writer = Writer(draft.chat_id, draft.chat_id, "Rosa")
    filing.MOST_A_DAY, most = 10_000, filing.MOST_A_DAY
    try:
        return filing.file_draft(session, draft.key, writer, KEYS, START, BOGOTA, with_name=True).case
    finally:
        filing.MOST_A_DAY = most


def test_units_of_work_that_file_at_the_same_instant_get_one_number_each(
    planned_url: str,
) -> None:

    with closing(open_database(planned_url)) as one, closing(open_database(planned_url)) as other:

        def work(chat_id: int, database: Database) -> object:
            return database.write(lambda session: file(session, draft_of(session, chat_id)).number)

        futures = [work(chat_id, one if chat_id % 2 else other) for chat_id in range(1, 41)]

        assert sorted(future.result() for future in futures) == list(range(1, 41))  # type: ignore[attr-defined]  # the test knows which it is
        assert one.read(lambda session: session.scalars(select(Counter.value)).all()).result() == [40]


def test_a_number_has_its_check_digit_and_is_read_back(planned: Session) -> None:
    case = file(planned, draft_of(planned, 1))

    assert case.radicado == f"PPC-2021-000001-{check_digit('000001')}"
    assert parse(case.radicado) == (2021, 1)


def test_each_vigencia_has_its_own_numbers(planned: Session) -> None:
    assert file(planned, draft_of(planned, 1)).number == 1
    planned.add(_next_year(planned))
    planned.flush()

    assert (file(planned, draft_of(planned, 2)).radicado[:15], file(planned, draft_of(planned, 3)).number) == (
        "PPC-2022-000001",
        2,
    )


def _next_year(session: Session) -> Plan:
    plan = session.scalars(select(Plan)).one()
    columns = {column.key: getattr(plan, column.key) for column in Plan.__table__.columns if column.key != "id"}
    return Plan(**{**columns, "year": 2022})


@pytest.mark.parametrize(
    ("kind", "petition", "due"),
    [
        (ContributionKind.PETITION, PetitionKind.GENERAL, date(2021, 8, 17)),
        (ContributionKind.PETITION, PetitionKind.INFORMATION, date(2021, 8, 2)),
        (ContributionKind.PETITION, PetitionKind.CONSULTATION, date(2021, 8, 24)),
        (ContributionKind.PETITION, None, date(2021, 8, 2)),
        (ContributionKind.OBSERVATION, None, None),
    ],
)
def test_the_day_to_answer_by_depends_on_what_is_asked(
    planned: Session, kind: ContributionKind, petition: PetitionKind | None, due: date | None
) -> None:
    draft = draft_of(planned, 1)
    drafting.choose_kind(draft, kind, petition, START)

    assert file(planned, draft).due_on == due


def test_the_day_of_reception_is_the_entity_s(planned: Session) -> None:
    late_evening = datetime(2021, 7, 2, 4, 30, tzinfo=UTC)  # 11:30 p. m. of the 1st in Bogota

    assert file(planned, draft_of(planned, 1), late_evening).received_on == date(2021, 7, 1)


@pytest.mark.parametrize(
    ("kind", "about", "closes_on", "late"),
    [
        (ContributionKind.OBSERVATION, "window", date(2021, 6, 30), True),
        (ContributionKind.OBSERVATION, "window", date(2021, 7, 1), False),
        (ContributionKind.OBSERVATION, "another", date(2021, 6, 30), False),
        (ContributionKind.PETITION, "window", date(2021, 6, 30), False),
    ],
)
def test_an_observation_on_what_has_a_window_is_late_once_it_has_closed(
    planned: Session, kind: ContributionKind, about: str, closes_on: date, late: bool
) -> None:
    products = planned.scalars(select(Product.code).order_by(Product.id)).all()
    plan = planned.scalars(select(Plan)).one()
    for window in planned.scalars(select(Window)).all():
        window.products = []
    planned.add(_window(plan, closes_on, products[0]))
    code = products[0] if about == "window" else products[1]
    draft = draft_of(planned, 1, about=About(AboutKind.PRODUCT, code))
    drafting.choose_kind(draft, kind, None, START)

    assert file(planned, draft).late is late


def _window(plan: Plan, closes_on: date, product: str) -> Window:
    return Window(
        plan_id=plan.id,
        position=99,
        code="otra",
        name="Otra ventana",
        opens_on=date(2021, 5, 1),
        closes_on=closes_on,
        purpose="Comentarios",
        products=[product],
    )


def test_the_last_of_several_windows_counts(planned: Session) -> None:
    plan = planned.scalars(select(Plan)).one()
    code = planned.scalars(select(Product.code).order_by(Product.id)).first() or ""
    for window in planned.scalars(select(Window)).all():
        window.products = []
    first, second = _window(plan, date(2021, 6, 1), code), _window(plan, date(2021, 7, 15), code)
    second.code, second.position = "una más", 100
    planned.add_all([first, second])
    draft = draft_of(planned, 1, about=About(AboutKind.PRODUCT, code))
    drafting.choose_kind(draft, ContributionKind.OBSERVATION, None, START)

    assert file(planned, draft).late is False


def test_the_leaf_of_a_case_vouches_for_its_content_and_not_for_its_author(planned: Session) -> None:
    draft = draft_of(planned, 1)
    photo = AttachedFile(PartKind.PHOTO, "a" * 64, "foto.jpg", "image/jpeg", 3)
    drafting.add(planned, draft, 2, "", photo, START)
    case = file(planned, draft)

    content = filing.filed_content(case, ("a" * 64,))
    assert leaf_of(content, case.salt).hash.hex() == case.leaf
    assert leaf_of(replace(content, text="otra cosa"), case.salt).hash.hex() != case.leaf
    assert b"Rosa" not in Leaf(case.salt, content.canonical()).entry


def test_the_leaf_of_a_denuncia_is_sealed(planned: Session) -> None:
    draft = draft_of(planned, 1)
    drafting.choose_kind(draft, ContributionKind.DENUNCIA, None, START)
    case = file(planned, draft)

    sealed = sealed_leaf_of(filing.filed_content(case, ()), case.salt[:32], case.salt[32:])
    assert sealed.outer.hash.hex() == case.leaf


def test_who_files_twice_has_one_pseudonym(planned: Session) -> None:
    first, second = file(planned, draft_of(planned, 1)), file(planned, draft_of(planned, 1))
    other = file(planned, draft_of(planned, 2))

    assert first.pseudonym == second.pseudonym != other.pseudonym


def test_somebody_else_s_draft_is_no_draft(planned: Session) -> None:
    draft = draft_of(planned, 7)

    with pytest.raises(NoDraft):
        filing.file_draft(planned, draft.key, ROSA, KEYS, START, BOGOTA, with_name=True)


def test_an_empty_draft_is_not_filed(planned: Session) -> None:
    draft = drafting.begin(planned, 1, None, START)

    with pytest.raises(EmptyDraft):
        file(planned, draft)
    assert planned.scalars(select(Counter)).all() == []


def test_the_day_s_limit_is_not_avoided_by_erasing(planned: Session, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(filing, "MOST_A_DAY", 1)
    file(planned, draft_of(planned, 1))
    rights.erase(planned, KEYS, 1, 1, START)

    with pytest.raises(TooManyCases):
        file(planned, draft_of(planned, 1))
    assert file(planned, draft_of(planned, 1), START + timedelta(days=1, seconds=1)).number == 2


def test_a_case_filed_by_somebody_else_is_not_given_again(planned: Session) -> None:
    draft = draft_of(planned, 1)
    key = draft.key
    file(planned, draft)

    assert filing.filed_before(planned, KEYS, 2, key) is None
    again = filing.filed_before(planned, KEYS, 1, key)
    assert again is not None
    assert again.again
