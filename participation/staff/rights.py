"""What each role may do. Checked in every use case, not only where buttons are drawn."""

from enum import Enum

from storage.models.staff import Role, StaffMember


class Right(Enum):
    """One thing that staff may be allowed to do."""

    READ = "read"  # the plan's inside view, cases, counts
    ANSWER = "answer"  # work on cases
    APPROVE = "approve"  # send what somebody else wrote
    PUBLISH = "publish"  # events, cuts, reports, mass sendings
    ADMINISTER = "administer"  # the team
    DENUNCIAS = "denuncias"  # a permission of its own, that no role brings with it


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMINISTERS: frozenset({Right.READ, Right.ANSWER, Right.APPROVE, Right.PUBLISH, Right.ADMINISTER}),
    Role.ANSWERS: frozenset({Right.READ, Right.ANSWER}),
    Role.APPROVES: frozenset({Right.READ, Right.ANSWER, Right.APPROVE}),
    Role.PUBLISHES: frozenset({Right.READ, Right.PUBLISH}),
    Role.CONSULTS: frozenset({Right.READ}),
}


class NotAllowed(PermissionError):
    """This person may not do this, or does not work here any more."""


def may(by: StaffMember, right: Right) -> bool:
    """Whether a staff member has a right now."""
    if by.removed_at is not None:
        return False
    return by.reads_denuncias if right is Right.DENUNCIAS else right in RIGHTS[by.role]


def require(by: StaffMember | None, right: Right) -> StaffMember:
    """The staff member, if the right is there. Raises NotAllowed."""
    if by is None or not may(by, right):
        raise NotAllowed(right.value)
    return by
