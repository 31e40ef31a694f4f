"""A product is kept from the chat by the rules of the plan file; who looked at something else saves nothing."""

import random
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from participation.plan.edit_errors import (
    ChangedMeanwhile,
    EditError,
    Gone,
    HasPassed,
    LastEvidence,
    NeedsEvidence,
    NeedsReason,
    NothingChanges,
    NotOpen,
    NotYet,
    Unsound,
)
from participation.plan.editing import (
    Edit,
    Effect,
    Kind,
    advances,
    cancelled,
    done,
    effect,
    moved,
    not_moved,
    proves,
    save,
    stands,
    without,
)
from participation.plan.history import parts_at
from participation.plan.product_now import Proof, product_now
from participation.plan.reading import read_tree
from participation.plan.tree import tree_of
from participation.plan.views import NotInPlanError
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.plan import Evidence, Plan, ProductStatus
from storage.models.staff import AuditEntry, Role, StaffMember
from storage.queries.plan_parts import Part, PartRow, stored_parts
from tests.participation.events.stories import at, member
from tests.participation.products.stories import PROOF, TODAY, done_with_proof, edited
from tests.support.running import START

LATER = at("2021-07-02 09:00")


def test_what_is_changed_is_kept_with_who_when_and_why_and_makes_the_plan_anew(
    planned: Session, publisher: StaffMember
) -> None:
    version = planned.scalars(select(Plan.version)).one()

    found = done_with_proof(planned, publisher)

    assert found.is_done
    assert planned.scalars(select(Plan.version)).one() == version + 2
    kept = planned.scalars(select(PlanChange).where(PlanChange.origin == Origin.CHAT).order_by(PlanChange.id)).all()
    assert [(one.part, one.key, one.field, one.old, one.new) for one in kept[1:]] == [
        ("product", "evento-vivo", "status", "aplazado", "cumplido"),
        ("product", "evento-vivo", "percentage", 0, 100),
        ("product", "evento-vivo", "executed_on", None, "2021-07-01"),
    ]
    assert (kept[0].key, kept[0].new["text"], kept[0].staff_id) == ("evento-vivo/3", PROOF.text, publisher.id)
    acts = planned.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["product.evidence", "product.status"]


def test_nothing_is_done_without_evidence_and_what_is_done_keeps_its_last(
    planned: Session, publisher: StaffMember
) -> None:
    for position in (1, 1):
        edited(planned, publisher, "evento-vivo", without(position, "No es de este producto."))
    with pytest.raises(NeedsEvidence):
        edited(planned, publisher, "evento-vivo", done(TODAY, TODAY))

    done_with_proof(planned, publisher)

    with pytest.raises(LastEvidence):
        edited(planned, publisher, "evento-vivo", without(1, "Está repetida."))


@pytest.mark.parametrize(
    ("code", "edit", "expected"),
    [
        ("evento-vivo", advances(100), Unsound),
        ("evento-vivo", advances(0), NothingChanges),
        ("video", advances(60), Unsound),
        ("video", stands(ProductStatus.IN_PROGRESS, 60), NeedsReason),
        ("video", Edit(Kind.REMOVAL, removed=7, reason="No está."), Gone),
        ("nada", advances(10), NotInPlanError),
    ],
)
def test_what_a_plan_file_could_not_say_is_not_saved(
    planned: Session, publisher: StaffMember, code: str, edit: Edit, expected: type[Exception]
) -> None:
    before = stored_parts(planned, 2021)

    with pytest.raises(expected):
        save(planned, publisher, code, edit, product_now(planned, "video" if code == "nada" else code).seen(), START)

    assert stored_parts(planned, 2021) == before


def test_what_was_done_was_done_by_today_and_what_is_done_is_neither_moved_nor_cancelled(
    planned: Session,
) -> None:
    video = product_now(planned, "video")

    with pytest.raises(NotYet):
        done(date(2021, 7, 2), TODAY)
    with pytest.raises(NotYet):
        proves(Proof("Mañana.", ("2021-07-02",)), TODAY)
    with pytest.raises(NotOpen):
        moved(video, "2021-S2", "Lluvias", "La jefe", TODAY)
    with pytest.raises(HasPassed):
        moved(product_now(planned, "evento-vivo"), "2021-T1", "Lluvias", "La jefe", TODAY)
    with pytest.raises(NotOpen):
        cancelled(video, "Lluvias", "La jefe", TODAY)
    for refused in (not_moved, lambda why: without(1, why)):
        with pytest.raises(NeedsReason):
            refused("")


def test_a_move_stays_in_its_first_period_and_a_cancellation_leaves(planned: Session, publisher: StaffMember) -> None:
    stood = product_now(planned, "evento-vivo")
    to_second = moved(stood, "2021-S2", "Faltó la plataforma.", "La jefe de la oficina", TODAY)
    off = cancelled(stood, "Se retiró el fondo.", "La jefe de la oficina", TODAY)

    assert effect(stood, to_second.after(stood)) is Effect.STAYS_IN_PERIOD
    assert effect(stood, off.after(stood)) is Effect.LEAVES
    with pytest.raises(Unsound):
        moved(stood, "2021-S1", "Igual.", "La jefe", date(2021, 6, 30)).after(stood)
    with pytest.raises(Unsound):
        moved(stood, "2021-S2", "", "La jefe", TODAY).after(stood)

    edited(planned, publisher, "evento-vivo", to_second)
    found = edited(planned, publisher, "evento-vivo", off)

    assert (found["moved_to"], found["cancelled_on"], found.period.code) == ("2021-S2", TODAY, "2021-S1")
    with pytest.raises(NeedsReason):
        edited(planned, publisher, "evento-vivo", stands(ProductStatus.PROGRAMMED, 0))
    back = edited(planned, publisher, "evento-vivo", stands(ProductStatus.PROGRAMMED, 0, "Sí se hará."))
    assert (back.counts, back["cancel_reason"], back["cancelled_on"]) == (True, None, None)
    assert edited(planned, publisher, "evento-vivo", not_moved("Se hace a tiempo."))["moved_to"] is None


def test_evidence_that_is_taken_out_leaves_no_gap_and_stays_in_the_history(
    planned: Session, publisher: StaffMember
) -> None:
    first, second = product_now(planned, "evento-vivo").evidence
    edited(planned, publisher, "evento-vivo", proves(PROOF, TODAY), START)

    found = edited(planned, publisher, "evento-vivo", without(1, "Tiene un dato personal."), LATER)

    assert [one.text for one in found.evidence] == [second.text, PROOF.text]
    keys = [row.key for row in stored_parts(planned, 2021) if row.parent == "evento-vivo"]
    assert [key for key in keys if "/" in key] == ["evento-vivo/1", "evento-vivo/2"]
    gone = planned.scalars(select(Evidence).where(Evidence.retired_at.is_not(None))).one()
    assert (gone.text, gone.position < 0) == (first.text, True)
    then = [row for row in parts_at(planned, 2021, START) if row.part is Part.EVIDENCE and row.parent == "evento-vivo"]
    assert [row.values["text"] for row in then] == [first.text, second.text, PROOF.text]
    told = planned.scalars(select(PlanChange).where(PlanChange.reason == "Tiene un dato personal.")).all()
    assert [(one.key, one.field, one.new) for one in told] == [
        ("evento-vivo/1", "", None),
        ("evento-vivo/1", "position", 1),
        ("evento-vivo/2", "position", 2),
    ]
    edited(planned, publisher, "evento-vivo", proves(Proof("Otra."), TODAY))
    assert [row.key for row in stored_parts(planned, 2021) if row.key == "evento-vivo/3"] == ["evento-vivo/3"]


def test_the_second_of_two_officials_is_told_what_changed_and_overwrites_nothing(
    planned: Session, publisher: StaffMember
) -> None:
    other = member(planned, Role.ADMINISTERS, 900_000_009)
    seen = product_now(planned, "evento-vivo").seen()
    edited(planned, other, "evento-vivo", advances(40), LATER)
    edited(planned, other, "evento-vivo", proves(PROOF, TODAY), LATER)

    with pytest.raises(ChangedMeanwhile) as told:
        save(planned, publisher, "evento-vivo", advances(20), seen, LATER)

    assert [(one.name, one.old, one.new) for one in told.value.changes] == [("percentage", 0, 40), ("evidence", 2, 3)]
    assert (told.value.by, told.value.at) == ("Funcionaria", LATER)
    assert product_now(planned, "evento-vivo")["percentage"] == 40
    added = save(planned, publisher, "evento-vivo", proves(Proof("Una más."), TODAY), seen, LATER)
    assert (len(added.evidence), added["percentage"]) == (4, 40)


@pytest.mark.parametrize("role", [Role.CONSULTS, Role.ANSWERS, Role.APPROVES])
def test_who_does_not_publish_changes_nothing(planned: Session, role: Role) -> None:
    with pytest.raises(NotAllowed):
        edited(planned, member(planned, role), "evento-vivo", advances(40))


def test_whatever_is_made_in_the_chat_is_a_plan_that_the_file_form_takes(
    planned: Session, publisher: StaffMember
) -> None:
    """120 edits at random, most of them nonsense: after each the plan reads back as itself."""
    chance = random.Random(20210701)  # noqa: S311 - the same edits each time
    codes = [row.key for row in stored_parts(planned, 2021) if row.part is Part.PRODUCT]
    saved, known = 0, list[tuple[datetime, list[PartRow]]]()
    for number in range(120):
        code = chance.choice(codes)
        try:
            edit = _any_edit(planned, code, chance, number)
            edited(planned, publisher, code, edit, START + timedelta(minutes=number))
        except EditError:
            continue
        saved += 1
        rows = stored_parts(planned, 2021)
        in_file = read_tree(tree_of(rows)).rows
        assert {(row.part, row.key): row for row in in_file} == {(row.part, row.key): row for row in rows}
        known.append((START + timedelta(minutes=number), rows))

    assert saved > 20
    for moment, rows in known[::7]:  # the history takes it back to each of these moments
        then = parts_at(planned, 2021, moment)
        assert sorted(then, key=lambda row: row.key) == sorted(rows, key=lambda row: row.key)


def _any_edit(session: Session, code: str, chance: random.Random, number: int) -> Edit:
    now, reason = product_now(session, code), chance.choice(["", "Así lo decidió el comité."])
    signed, when = chance.choice(["", "La jefe"]), chance.choice([TODAY, date(2021, 5, 1), date(2021, 8, 1)])
    made = [
        lambda: done(when, TODAY),
        lambda: stands(chance.choice(list(ProductStatus)), chance.choice([0, 50, 100]), reason),
        lambda: advances(chance.choice([0, 30, 99, 100])),
        lambda: proves(Proof(f"Prueba {number}.", (when.isoformat(),)), TODAY),
        lambda: without(chance.randint(0, 4), reason),
        lambda: moved(now, chance.choice(["2021-S1", "2021-S2", "2021-10-15", "2022-S1"]), reason, signed, TODAY),
        lambda: not_moved(reason),
        lambda: cancelled(now, reason, signed, TODAY),
    ]
    return chance.choice(made)()
