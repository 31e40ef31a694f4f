"""Buttons of the entity's own people."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Keyboard
from handlers.buttons.digests import Digests
from handlers.buttons.event_desk import EventDesk
from handlers.buttons.plan_desk import PlanDesk
from handlers.buttons.reports import Reports
from handlers.buttons.staff import TeamActs
from handlers.buttons.teaching import Misreadings
from handlers.keyboards.layout import rows, to
from locales import Phrase, Words
from participation.staff.rights import Right, may
from storage.models.staff import Role, StaffMember

ROLE_NAMES = {
    Role.ADMINISTERS: Phrase("role name", "Administers"),
    Role.ANSWERS: Phrase("role name", "Answers"),
    Role.APPROVES: Phrase("role name", "Approves"),
    Role.PUBLISHES: Phrase("role name", "Publishes"),
    Role.CONSULTS: Phrase("role name", "Consults"),
}


def panel(me: StaffMember, words: Words) -> Keyboard:
    """Under the panel: what this role may open."""
    items = [to(words.plain("button", "Inbox"), buttons.Inbox("", "", "0"))]
    items.append(to(words.plain("button", "Events"), EventDesk()))
    items.append(to(words.plain("button", "Plan"), PlanDesk()))
    items.append(to(words.plain("button", "Reports"), Reports()))
    items.append(to(words.plain("button", "Diffusion"), buttons.Diffusion()))
    if may(me, Right.ADMINISTER):
        items.append(to(words.plain("button", "Team"), buttons.Team()))
    if may(me, Right.ANSWER):
        items.append(to(words.plain("button", "Register a case"), buttons.NewCase("begin", "")))
        items.append(to(words.plain("button", "Answer outside"), buttons.OutsideAnswers()))
        items.append(to(words.plain("button", "Absence"), buttons.Away("show", "")))
        items.append(to(words.plain("button", "What I did not understand"), Misreadings("0")))
    items.append(to(words.plain("digest button", "Digests"), Digests()))
    return rows([*items, to(words.plain("button", "Refresh"), buttons.Panel())])


def panel_only(words: Words) -> Keyboard:
    """Only the way to the panel."""
    return rows([to(words.plain("button", "Panel"), buttons.Panel())])


def team(members: Sequence[StaffMember], words: Words) -> Keyboard:
    """Under the team: each member, and a new one."""
    each = [to(one.name, buttons.Member(str(one.id))) for one in members]
    return rows(
        [
            *each,
            to(words.plain("button", "Invite"), buttons.Invite("")),
            to(words.plain("button", "Record of activity"), TeamActs("see", "", "", "")),
            to(words.plain("button", "Back"), buttons.Panel()),
        ]
    )


def roles_to_invite(words: Words) -> Keyboard:
    """The role of a new member."""
    each = [to(words.plain_phrase(phrase), buttons.Invite(role)) for role, phrase in ROLE_NAMES.items()]
    return rows([*each, to(words.plain("button", "Back"), buttons.Team())])


def member(found: StaffMember, words: Words) -> Keyboard:
    """Under a member: another role, the permission, the way out."""
    number = str(found.id)
    roles = [
        to(words.plain_phrase(phrase), buttons.ChangeMember(number, role))
        for role, phrase in ROLE_NAMES.items()
        if role is not found.role
    ]
    denuncias = (
        words.plain("button", "Take the permission for reports of corruption")
        if found.reads_denuncias
        else words.plain("button", "Give the permission for reports of corruption")
    )
    return rows(
        [
            *roles,
            to(denuncias, buttons.ChangeMember(number, "denuncias")),
            to(words.plain("button", "Take out of the team"), buttons.ChangeMember(number, "remove")),
            to(words.plain("button", "Back"), buttons.Team()),
        ]
    )


def sure_to_remove(found: StaffMember, words: Words) -> Keyboard:
    """Taking somebody out, confirmed or not."""
    number = str(found.id)
    return rows(
        [
            to(words.plain("button", "Yes, take out"), buttons.ChangeMember(number, "remove-sure")),
            to(words.plain("button", "No"), buttons.Member(number)),
        ]
    )
