"""«Invitados»: the contact list of institutions. A list that staff send is shown before anything of it is saved."""

from collections.abc import Callable

from handlers import buttons, desk
from handlers.answer import Answer, Hand
from handlers.keyboards import guests as keyboards
from handlers.staff_only import as_staff
from handlers.texts import guests as texts
from handlers.turn import Turn
from participation.audience import guests
from participation.audience.groups import institutional_groups
from participation.audience.guest_list_reading import GuestList, read_guest_list
from participation.audience.sheets import UnreadableList
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, may, require
from reports.guest_list import as_xlsx
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks

LIST, CONFIRM, REMOVE = "guest-list", "guest-confirm", "guest-remove"
MARK = 16  # digits of a list's hash on its button


def act(turn: Turn) -> Answer:
    """What the pressed button asks for."""
    what = buttons.GuestsDesk.read(turn.pressed).what
    return as_staff(turn, lambda me: ACTS[what](turn, me))


def save(turn: Turn) -> Answer:
    """The list that was looked at is taken over."""
    mark = buttons.SaveGuests.read(turn.pressed).file

    def saved(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        at = desks.desk(turn.session, turn.chat_id)
        file = str(at.facts.get("file", "")) if at is not None and at.doing == CONFIRM else ""
        if not file or not file.startswith(mark):
            return turn.say(texts.send_again(turn.words), keyboards.back(turn.words))
        merge = guests.save(turn.session, me, _read(turn, file), turn.now)
        desk.leave(turn)
        return turn.show(texts.saved(merge, turn.words), keyboards.back(turn.words))

    return as_staff(turn, saved)


def take_list(turn: Turn, _at: Desk, file: AttachedFile | None) -> Answer:
    """The file that was asked for: what saving it would do, and what is wrong in which cell."""

    def looked_at(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        if file is None:
            return turn.say(texts.no_file(turn.words))
        try:
            found = _read(turn, file.hash)
        except UnreadableList as error:
            return turn.say(texts.unreadable(error, turn.words), keyboards.back(turn.words))
        merge = guests.preview(turn.session, me, found)
        desk.sit_down(turn, CONFIRM, file=file.hash)
        mark = file.hash[:MARK] if merge.changes_something else None
        return turn.say(texts.preview(found, merge, turn.words), keyboards.preview(mark, merge, turn.words))

    return as_staff(turn, looked_at)


def take_address(turn: Turn, _at: Desk, _file: AttachedFile | None) -> Answer:
    """The address to take out of the list."""

    def removed(me: StaffMember) -> Answer:
        email = turn.text.strip()
        was_there = guests.remove(turn.session, me, email, turn.now)
        desk.leave(turn)
        return turn.say(texts.removed(email, turn.words, was_there=was_there), keyboards.back(turn.words))

    return as_staff(turn, removed)


desk.TAKES[LIST] = take_list
desk.TAKES[CONFIRM] = take_list
desk.TAKES[REMOVE] = take_address


def _show(turn: Turn, me: StaffMember) -> Answer:
    found = guests.contact_list(turn.session, me)
    groups = institutional_groups(turn.session)
    keyboard = keyboards.contact_list(found, turn.words, may_publish=may(me, Right.PUBLISH))
    return turn.show(texts.contact_list(found, groups, turn.words, turn.formats), keyboard)


def _ask_list(turn: Turn, me: StaffMember) -> Answer:
    require(me, Right.PUBLISH)
    desk.sit_down(turn, LIST)
    return turn.say(texts.ask_file(turn.words), keyboards.back(turn.words))


def _export(turn: Turn, me: StaffMember) -> Answer:
    found = guests.everybody(turn.session, me)
    sheet = texts.sheet(found, institutional_groups(turn.session), turn.words, turn.formats)
    return turn.answer(Hand(turn.words.plain("guests", "guests.xlsx"), as_xlsx(sheet), "", keyboards.back(turn.words)))


def _refused(turn: Turn, me: StaffMember) -> Answer:
    found = guests.refusals(turn.session, me)
    keyboard = keyboards.refused(turn.words, any_refused=bool(found) and may(me, Right.PUBLISH))
    return turn.show(texts.refused(found, turn.words, turn.formats), keyboard)


def _try_again(turn: Turn, me: StaffMember) -> Answer:
    count = guests.try_again(turn.session, me, turn.now)
    return turn.show(texts.tried_again(count, turn.words), keyboards.back(turn.words))


def _ask_remove(turn: Turn, me: StaffMember) -> Answer:
    require(me, Right.PUBLISH)
    desk.sit_down(turn, REMOVE)
    return turn.say(texts.ask_remove(turn.words), keyboards.back(turn.words))


ACTS: dict[str, Callable[[Turn, StaffMember], Answer]] = {
    "": _show,
    "send": _ask_list,
    "export": _export,
    "refused": _refused,
    "again": _try_again,
    "remove": _ask_remove,
}


def _read(turn: Turn, file: str) -> GuestList:
    """The list in a stored file. Raises UnreadableList."""
    if turn.office.files is None:
        raise LookupError("no store of files")
    return read_guest_list(turn.office.files.get(file), institutional_groups(turn.session))
