"""«Avisar del corte»: those who asked for it are told of the last cut, once somebody has seen what they read."""

from handlers.answer import Answer, Keyboard, Say
from handlers.buttons.plan_desk import PlanDesk, TellCut
from handlers.groups import own
from handlers.keyboards.layout import rows, to
from handlers.notices.live import count_message
from handlers.plan_desk import desk
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_desk as texts
from handlers.turn import Turn
from participation.audience import cuts
from participation.notices import state_of
from participation.plan.cut_changes import changes_of_version
from participation.progress import plan_progress
from storage.models.notices import Notice
from storage.models.staff import StaffMember


def tell(turn: Turn) -> Answer:
    """«Avisar del corte»: shown with how many it reaches, and sent by «Enviar»."""
    sure = TellCut.read(turn.pressed).sure == "1"

    def act(me: StaffMember) -> Answer:
        cut = desk.cut_to_tell(turn, me)
        if cut is None or cut.told_at is not None:
            return turn.show(texts.nothing_to_tell(turn.words), desk.keyboard(turn, me, cut))
        if not sure:
            plan = plan_progress(turn.session, turn.today)
            changes = changes_of_version(turn.session, cut.cut.cut_on, cut.version, turn.today)
            return turn.show(texts.preview(plan, changes, cut, turn.words, turn.formats), _sending(turn))
        notice = cuts.announce_cut(turn.session, me, turn.today, turn.now, turn.office.channel)
        if notice is None:
            return turn.show(texts.nothing_to_tell(turn.words), desk.keyboard(turn, me, cut))
        return turn.answer(*counted(turn, notice))

    return as_staff(turn, act)


def counted(turn: Turn, notice: Notice) -> tuple[Say, ...]:
    """The message that counts how far the notice has come."""
    return (count_message(notice, state_of(turn.session, notice), turn.words),)


def back(turn: Turn) -> Keyboard:
    """To «Plan»."""
    return rows([to(turn.words.plain("button", "Back"), PlanDesk())])


def _sending(turn: Turn) -> Keyboard:
    return rows([to(turn.words.plain("button", "Send"), TellCut("1")), *back(turn)[0]])


ROUTES: list[Route] = [pressed(TellCut, own(tell), changes=True)]
