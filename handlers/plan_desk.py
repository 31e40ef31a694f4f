"""«Plan» for staff: how it stands, and telling people that there are new figures."""

from handlers import keyboards
from handlers.answer import Answer, Keyboard
from handlers.buttons.plan_desk import PlanDesk, TellCut
from handlers.groups import own
from handlers.keyboards.layout import rows, to
from handlers.notices.live import count_message
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_desk as texts
from handlers.turn import Turn
from participation.audience import cuts
from participation.audience.cuts import CutToTell
from participation.notices import state_of
from participation.progress import plan_progress
from participation.staff.rights import Right, may
from storage.models.staff import StaffMember


def show(turn: Turn) -> Answer:
    """«Plan»."""

    def act(me: StaffMember) -> Answer:
        cut, plan = _cut(turn, me), plan_progress(turn.session, turn.today)
        return turn.show(texts.desk(plan, cut, turn.words, turn.formats), _keyboard(turn, me, cut))

    return as_staff(turn, act)


def tell(turn: Turn) -> Answer:
    """«Avisar del corte»: shown with how many it reaches, and sent by «Enviar»."""
    sure = TellCut.read(turn.pressed).sure == "1"

    def act(me: StaffMember) -> Answer:
        cut = _cut(turn, me)
        if cut is None or cut.told_at is not None:
            return turn.show(texts.nothing_to_tell(turn.words), _keyboard(turn, me, cut))
        if not sure:
            plan = plan_progress(turn.session, turn.today)
            return turn.show(texts.preview(plan, cut, turn.words, turn.formats), _sending(turn))
        notice = cuts.announce_cut(turn.session, me, turn.today, turn.now, turn.office.channel)
        if notice is None:
            return turn.show(texts.nothing_to_tell(turn.words), _keyboard(turn, me, cut))
        return turn.answer(count_message(notice, state_of(turn.session, notice), turn.words))

    return as_staff(turn, act)


def _cut(turn: Turn, me: StaffMember) -> CutToTell | None:
    return cuts.cut_to_tell(turn.session, me, turn.today, turn.office.send_rate, turn.office.channel)


def _keyboard(turn: Turn, me: StaffMember, cut: CutToTell | None) -> Keyboard:
    if cut is None or cut.told_at is not None or not may(me, Right.PUBLISH):
        return keyboards.panel_only(turn.words)
    telling = to(turn.words.plain("button", "Tell of the cut"), TellCut(""))
    return rows([telling, *keyboards.panel_only(turn.words)[0]])


def _sending(turn: Turn) -> Keyboard:
    words = turn.words
    return rows([to(words.plain("button", "Send"), TellCut("1")), to(words.plain("button", "Back"), PlanDesk())])


ROUTES: list[Route] = [pressed(PlanDesk, own(show)), pressed(TellCut, own(tell), changes=True)]
