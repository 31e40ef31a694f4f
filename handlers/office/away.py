"""«Ausencia»: who stands in for me, from one day to another."""

from handlers import buttons, desk
from handlers.answer import Answer
from handlers.inbox.working import row, screen
from handlers.keyboards import registering as keyboards
from handlers.office.working import working
from handlers.texts import registering as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.office import delegating
from participation.office.days import read_days
from participation.staff.rights import Right, may
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import office as queries
from storage.queries import staff

DESK = "office-away"


def act(turn: Turn) -> Answer:
    """A button of «Ausencia»."""
    data = buttons.Away.read(turn.pressed)

    def go(me: StaffMember) -> Answer:
        match data.what:
            case "choose":
                return screen(
                    turn, texts.which_stand_in(turn.words), keyboards.stand_ins(_others(turn, me), turn.words)
                )
            case "to":
                desk.sit_down(turn, DESK, to=row(data.value))
                return screen(turn, texts.which_days(turn.words), ())
            case "back":
                delegating.end_delegation(turn.session, me, me.id, turn.now)
                return turn.say(texts.back_again(turn.words))
            case _:
                return _show(turn, me)

    return working(turn, 0, go)


def _others(turn: Turn, me: StaffMember) -> list[StaffMember]:
    return [one for one in staff.active_members(turn.session) if one.id != me.id and may(one, Right.ANSWER)]


def _show(turn: Turn, me: StaffMember) -> Answer:
    over = me.away_until is not None and me.away_until < turn.today
    stand_in = queries.names_of_staff(turn.session, [me.delegate_id]) if me.delegate_id and not over else {}
    text = texts.away(stand_in.get(me.delegate_id or 0), me.away_from, me.away_until, turn.words, turn.formats)
    keyboard = keyboards.away(turn.words, is_away=bool(stand_in), has_others=bool(_others(turn, me)))
    return screen(turn, text, keyboard)


def take_days(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """From when to when."""
    to, days = int(sat.facts["to"]), read_days(turn.text, turn.today, ahead=True)

    def keep(me: StaffMember) -> Answer:
        if len(days) not in (1, 2):
            return turn.say(texts.which_days(turn.words))
        delegating.delegate(turn.session, me, me.id, to, days[0], days[-1], turn.now)
        desk.leave(turn)
        return _show(turn, me)

    return working(turn, 0, keep)


desk.TAKES[DESK] = take_days
