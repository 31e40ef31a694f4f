"""Buttons of the record of what staff did."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import buttons
from handlers.answer import Keyboard
from handlers.buttons.staff import TeamActs
from handlers.keyboards.layout import rows, to
from locales import Words
from participation.staff.acts import ActsPage
from reports.team_acts.names import KINDS, NOBODY
from storage.models.staff import StaffMember

ALL = TeamActs("see", "", "", "")


def acts(page: ActsPage, seen: TeamActs, words: Words) -> Keyboard:
    """Under a page: the others, whose and which acts, the workbook, the team."""
    here = replace(seen, before="")
    items = []
    if page.before is not None:
        items.append(to(words.plain("button", "Older"), replace(here, before=str(page.before))))
    if seen.before:
        items.append(to(words.plain("button", "The newest"), here))
    items.append(to(words.plain("button", "By person"), replace(here, what="people")))
    items.append(to(words.plain("button", "By subject"), replace(here, what="kinds")))
    if seen.kind or seen.member:
        items.append(to(words.plain("button", "See everything"), ALL))
    if page.acts:
        items.append(to(words.plain("button", "Download"), replace(here, what="take")))
    return rows([*items, to(words.plain("button", "Back"), buttons.Team())])


def people(members: Sequence[StaffMember], seen: TeamActs, words: Words) -> Keyboard:
    """Whose acts."""
    here = replace(seen, what="see", before="")
    each = [to(one.name, replace(here, member=str(one.id))) for one in members]
    server = to(words.plain_phrase(NOBODY), replace(here, member="0"))
    return rows([*each, server, to(words.plain("button", "Back"), here)])


def kinds(seen: TeamActs, words: Words) -> Keyboard:
    """Which acts."""
    here = replace(seen, what="see", before="")
    each = [to(words.plain_phrase(phrase), replace(here, kind=kind)) for kind, phrase in KINDS.items()]
    return rows([*each, to(words.plain("button", "Back"), here)])


def back(seen: TeamActs, words: Words) -> Keyboard:
    """Under the workbook: the way back to what it shows."""
    return rows([to(words.plain("button", "Record of activity"), replace(seen, what="see", before=""))])
