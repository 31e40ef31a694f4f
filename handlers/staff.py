"""The entity's own people: the panel and the team. For everybody else none of this exists."""

from collections.abc import Callable

from handlers import buttons, keyboards
from handlers.answer import Answer
from handlers.staff_only import as_staff
from handlers.texts import staff as texts
from handlers.turn import Turn
from participation.observations import pace
from participation.staff import team
from participation.staff.overview import overview
from participation.staff.team import LastAdministrator
from storage.models.staff import Role, StaffMember
from storage.queries import staff as queries


def show_panel(turn: Turn) -> Answer:
    """/panel: what waits."""

    def show(me: StaffMember) -> Answer:
        found = overview(turn.session, me, turn.today)
        too_fast = pace.too_fast_lately(turn.session, turn.now)
        return turn.show(texts.panel(found, too_fast, turn.words, turn.formats), keyboards.panel(me, turn.words))

    return _as_staff(turn, show)


def show_team(turn: Turn) -> Answer:
    """«Equipo»: who works here, and what each may do."""

    def show(me: StaffMember) -> Answer:
        members = team.team(turn.session, me)
        return turn.show(texts.team(members, turn.words), keyboards.team(members, turn.words))

    return _as_staff(turn, show)


def show_member(turn: Turn) -> Answer:
    """One member of the team."""
    data = buttons.Member.read(turn.pressed)
    return _with_member(turn, data.member, lambda _me, whom: _member(turn, whom))


def invite(turn: Turn) -> Answer:
    """A new link, for the role that was chosen."""
    data = buttons.Invite.read(turn.pressed)

    def make(me: StaffMember) -> Answer:
        team.team(turn.session, me)
        if not data.role:
            return turn.show(texts.which_role(turn.words), keyboards.roles_to_invite(turn.words))
        role = Role(data.role)
        token = team.invite(turn.session, me, role, turn.now)
        return turn.say(
            texts.invitation(turn.link(f"equipo_{token}"), role, turn.words), keyboards.panel_only(turn.words)
        )

    return _as_staff(turn, make)


def change(turn: Turn) -> Answer:
    """A member's role or permission."""
    data = buttons.ChangeMember.read(turn.pressed)

    def apply(me: StaffMember, whom: StaffMember) -> Answer:
        if data.what == "denuncias":
            team.allow_denuncias(turn.session, me, whom, turn.now, allowed=not whom.reads_denuncias)
        elif data.what == "remove":
            return turn.show(texts.ask_remove(whom, turn.words), keyboards.sure_to_remove(whom, turn.words))
        elif data.what == "remove-sure":
            team.remove(turn.session, me, whom, turn.now)
            return turn.show(texts.removed(whom, turn.words), keyboards.panel_only(turn.words))
        else:
            team.change_role(turn.session, me, whom, Role(data.what), turn.now)
        return _member(turn, whom)

    return _with_member(turn, data.member, apply)


def _member(turn: Turn, whom: StaffMember) -> Answer:
    return turn.show(texts.member(whom, turn.words, turn.formats), keyboards.member(whom, turn.words))


def _with_member(turn: Turn, member: str, then: Callable[[StaffMember, StaffMember], Answer]) -> Answer:
    def act(me: StaffMember) -> Answer:
        team.team(turn.session, me)
        whom = queries.member_by_id(turn.session, int(member)) if member.isdecimal() else None
        if whom is None or whom.removed_at is not None:
            return turn.say(texts.gone(turn.words), keyboards.panel_only(turn.words))
        return then(me, whom)

    return _as_staff(turn, act)


def _as_staff(turn: Turn, then: Callable[[StaffMember], Answer]) -> Answer:
    """Do something to the team as the staff member who writes; somebody has to remain who can."""
    try:
        return as_staff(turn, then)
    except LastAdministrator:
        return turn.say(texts.last_administrator(turn.words), keyboards.panel_only(turn.words))
