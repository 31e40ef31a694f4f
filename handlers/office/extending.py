"""A later date: until which day, and why, in the words that the author reads."""

from handlers import buttons, desk
from handlers.answer import Answer
from handlers.inbox.working import screen
from handlers.keyboards import office as keyboards
from handlers.office.working import day_of, done, said, with_case, working
from handlers.texts import office as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.office import extending
from participation.office.acting import readable
from participation.office.errors import TooLong
from storage.models.cases import Case
from storage.models.followup import Desk
from storage.models.staff import StaffMember

REASON = "office-extend"


def ask_day(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    """Until which day."""
    room = extending.room_of(turn.session, case, turn.today)
    days = extending.choices(turn.session, case, turn.today)
    return screen(
        turn,
        texts.which_day(room, turn.words, turn.formats),
        keyboards.extension_days(case, days, turn.words, turn.formats),
    )


def ask_reason(turn: Turn) -> Answer:
    """Why."""
    data = buttons.OfficeExtend.read(turn.pressed)

    def ask(_me: StaffMember, case: Case) -> Answer:
        room = extending.room_of(turn.session, case, turn.today)
        day = day_of(data.day)
        if day is None or not room.first <= day <= room.last:
            raise TooLong(first=room.first, last=room.last)
        version = int(data.version) if data.version.isdecimal() and len(data.version) <= 9 else 0
        desk.sit_down(turn, REASON, case=case.id, version=version, day=data.day)
        return screen(turn, turn.words.say_phrase(texts.ASKS["reason"]), keyboards.stop(case, turn.words))

    return with_case(turn, data.case, ask)


def take_reason(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The reason; the author is told."""
    case_id, version, until = int(sat.facts["case"]), int(sat.facts["version"]), day_of(str(sat.facts["day"]))

    def act(me: StaffMember) -> Answer:
        case = readable(turn.session, me, case_id)
        day = until or turn.today
        extending.extend(turn.session, me, case_id, day, turn.text, version, turn.now, turn.today)
        return done(turn, me, case, said(turn, "extend"))

    return working(turn, case_id, act)


desk.TAKES[REASON] = take_reason
