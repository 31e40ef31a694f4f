"""The team: in by a link that works once, out at once, and every act on record."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from participation.staff import team
from participation.staff.rights import NotAllowed, Right, may, require
from participation.staff.team import INVITATION_LASTS, LastAdministrator, UnusableInvitation
from storage import Session
from storage.models.notices import Copy
from storage.models.staff import AuditEntry, Role, StaffMember
from storage.queries import staff as queries

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
ROOT, OTHER = 900_000_001, 900_000_002


def joined(session: Session, telegram_id: int, role: Role) -> StaffMember:
    token = team.invite(session, None, role, NOW, from_command_line=True)
    return team.join(session, token, telegram_id, f"Funcionaria {telegram_id}", NOW)


def told(session: Session) -> list[int]:
    """To whom something is to be sent, in the order in which it was put down."""
    return [int(to) for to in session.scalars(select(Copy.recipient).order_by(Copy.id))]


def test_a_link_lets_in_one_person_once(session: Session) -> None:
    token = team.invite(session, None, Role.ANSWERS, NOW, from_command_line=True)

    member = team.join(session, token, OTHER, "Funcionaria", NOW)

    assert (member.role, member.name, member.reads_denuncias) == (Role.ANSWERS, "Funcionaria", False)
    with pytest.raises(UnusableInvitation):
        team.join(session, token, ROOT, "Otra", NOW)


def test_who_alone_administers_does_not_lose_it_by_trying_a_link_of_ones_own(session: Session) -> None:
    root = joined(session, ROOT, Role.ADMINISTERS)
    token = team.invite(session, root, Role.CONSULTS, NOW)

    with pytest.raises(LastAdministrator):
        team.join(session, token, ROOT, "Funcionaria", NOW)

    assert team.staff_member(session, ROOT) is root
    assert root.role is Role.ADMINISTERS
    assert team.join(session, token, OTHER, "Otra", NOW).role is Role.CONSULTS


def test_a_link_expires(session: Session) -> None:
    token = team.invite(session, None, Role.ANSWERS, NOW, from_command_line=True)

    with pytest.raises(UnusableInvitation):
        team.join(session, token, OTHER, "Tarde", NOW + INVITATION_LASTS)
    assert team.join(session, token, OTHER, "A tiempo", NOW + INVITATION_LASTS - timedelta(seconds=1)).id


def test_a_made_up_link_lets_nobody_in(session: Session) -> None:
    with pytest.raises(UnusableInvitation):
        team.join(session, "inventado", OTHER, "Nadie", NOW)
    assert team.staff_member(session, OTHER) is None


def test_the_token_itself_is_in_no_row(session: Session) -> None:
    token = team.invite(session, None, Role.ANSWERS, NOW, from_command_line=True)
    session.flush()

    assert queries.invitation(session, token) is None


def test_the_name_given_with_the_invitation_is_the_one_that_signs(session: Session) -> None:
    token = team.invite(session, None, Role.ANSWERS, NOW, name="Oficina de participación", from_command_line=True)

    assert team.join(session, token, OTHER, "apodo", NOW).name == "Oficina de participación"


@pytest.mark.parametrize("role", [Role.ANSWERS, Role.APPROVES, Role.PUBLISHES, Role.CONSULTS])
def test_only_who_administers_invites_changes_and_removes(session: Session, role: Role) -> None:
    root, other = joined(session, ROOT, Role.ADMINISTERS), joined(session, OTHER, role)

    for act in (
        lambda: team.team(session, other),
        lambda: team.invite(session, other, Role.ADMINISTERS, NOW),
        lambda: team.change_role(session, other, other, Role.ADMINISTERS, NOW),
        lambda: team.allow_denuncias(session, other, other, NOW, allowed=True),
        lambda: team.remove(session, other, root, NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert [member.id for member in team.team(session, root)] == [root.id, other.id]


def test_nobody_at_all_may_nothing(session: Session) -> None:
    with pytest.raises(NotAllowed):
        team.invite(session, None, Role.ADMINISTERS, NOW)
    with pytest.raises(NotAllowed):
        require(None, Right.READ)


def test_who_is_removed_may_nothing_from_then_on(session: Session) -> None:
    root, other = joined(session, ROOT, Role.ADMINISTERS), joined(session, OTHER, Role.ADMINISTERS)

    team.remove(session, root, other, NOW)

    assert team.staff_member(session, OTHER) is None
    assert not any(may(other, right) for right in Right)


def test_who_was_removed_can_be_invited_again_and_stays_one_person(session: Session) -> None:
    root, other = joined(session, ROOT, Role.ADMINISTERS), joined(session, OTHER, Role.ANSWERS)
    team.remove(session, root, other, NOW)

    again = joined(session, OTHER, Role.CONSULTS)

    assert (again.id, again.role, again.removed_at) == (other.id, Role.CONSULTS, None)


def test_the_last_who_administers_can_neither_leave_nor_step_down(session: Session) -> None:
    root = joined(session, ROOT, Role.ADMINISTERS)

    with pytest.raises(LastAdministrator):
        team.remove(session, root, root, NOW)
    with pytest.raises(LastAdministrator):
        team.change_role(session, root, root, Role.CONSULTS, NOW)
    assert root.role is Role.ADMINISTERS


def test_no_role_brings_the_permission_for_denuncias(session: Session) -> None:
    root = joined(session, ROOT, Role.ADMINISTERS)
    assert not may(root, Right.DENUNCIAS)

    team.allow_denuncias(session, root, root, NOW, allowed=True)

    assert may(root, Right.DENUNCIAS)


def test_nobody_gets_to_read_denuncias_without_the_others_being_told(session: Session) -> None:
    root, other = joined(session, ROOT, Role.ADMINISTERS), joined(session, OTHER, Role.ADMINISTERS)
    reader, consults = joined(session, OTHER + 1, Role.ANSWERS), joined(session, OTHER + 2, Role.CONSULTS)
    reader.reads_denuncias = True

    team.allow_denuncias(session, root, root, NOW, allowed=True)
    by_root = told(session)
    team.allow_denuncias(session, root, root, NOW, allowed=False)
    token = team.invite(session, root, Role.ANSWERS, NOW, reads_denuncias=True)
    team.join(session, token, OTHER + 3, "Nueva", NOW)

    assert by_root == [other.telegram_id, reader.telegram_id]
    assert told(session) == [*by_root, root.telegram_id, other.telegram_id, reader.telegram_id]
    assert consults.telegram_id not in told(session)


def test_every_act_is_on_record_with_who_did_it(session: Session) -> None:
    root, other = joined(session, ROOT, Role.ADMINISTERS), joined(session, OTHER, Role.ANSWERS)
    team.change_role(session, root, other, Role.APPROVES, NOW)
    team.allow_denuncias(session, root, other, NOW, allowed=True)
    team.remove(session, root, other, NOW)
    session.flush()

    acts = [tuple(row) for row in session.execute(select(AuditEntry.act, AuditEntry.staff_id).order_by(AuditEntry.id))]

    assert acts == [
        ("staff.invited", None),
        ("staff.joined", root.id),
        ("staff.invited", None),
        ("staff.joined", other.id),
        ("staff.role", root.id),
        ("staff.denuncias", root.id),
        ("staff.removed", root.id),
    ]
