"""Events from a sheet that staff send: what it holds is shown first, and saved as drafts on one tap."""

from handlers import desk
from handlers.answer import Answer
from handlers.keyboards import event_desk as keyboards
from handlers.staff_only import as_staff
from handlers.texts import event_sheets as texts
from handlers.turn import Turn
from participation.audience.sheets import UnreadableList
from participation.events.sheet import EventSheet, read_sheet, save_sheet
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks

SHEET, CONFIRM = "event-sheet", "event-sheet-sure"


def ask(turn: Turn) -> Answer:
    """«Desde una hoja»: the next file is it."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        desk.sit_down(turn, SHEET)
        return turn.say(texts.ask_file(turn.words), keyboards.to_all(turn.words))

    return as_staff(turn, act)


def take(turn: Turn, _found: Desk, file: AttachedFile | None) -> Answer:
    """The sheet: its events, and what is wrong in which cell. Nothing is saved yet."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        if file is None:
            return turn.say(texts.ask_file(turn.words), keyboards.to_all(turn.words))
        try:
            found = _read(turn, file.hash)
        except UnreadableList as error:
            return turn.say(texts.unreadable(error, turn.words), keyboards.to_all(turn.words))
        desk.sit_down(turn, CONFIRM, file=file.hash)
        keyboard = keyboards.sheet(turn.words) if found.events else keyboards.to_all(turn.words)
        return turn.say(texts.preview(found, turn.words, turn.formats), keyboard)

    return as_staff(turn, act)


def save(turn: Turn) -> Answer:
    """«Guardar como borradores»: what was shown last."""

    def act(me: StaffMember) -> Answer:
        at = desks.desk(turn.session, turn.chat_id)
        if at is None or at.doing != CONFIRM:
            return turn.say(texts.ask_file(turn.words), keyboards.to_all(turn.words))
        made = save_sheet(turn.session, _read(turn, str(at.facts["file"])), me, turn.now)
        desk.leave(turn)
        return turn.say(texts.saved(len(made), turn.words), keyboards.to_all(turn.words))

    return as_staff(turn, act)


def _read(turn: Turn, file: str) -> EventSheet:
    if turn.office.files is None:
        raise LookupError("no store of files")
    return read_sheet(turn.session, turn.office.files.get(file), turn.now, turn.office.zone)


desk.TAKES[SHEET] = take
desk.TAKES[CONFIRM] = take
