"""«Plan» for staff: how it stands, and what can be done with it."""

from collections.abc import Iterator

from handlers import keyboards
from handlers.answer import Answer, Button, Keyboard
from handlers.buttons.plan_desk import CorrectCut, PlanDesk, ProofDesk, PublishCut, TellCut
from handlers.buttons.plan_products import PlanProducts
from handlers.groups import own
from handlers.keyboards.layout import rows, to
from handlers.keyboards.plan_workbook import exchange
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_desk as texts
from handlers.turn import Turn
from locales import Words
from participation.audience import cuts
from participation.audience.cuts import CutToTell
from participation.progress import plan_progress
from participation.staff.rights import Right, may
from storage.models.staff import StaffMember


def show(turn: Turn) -> Answer:
    """«Plan»."""

    def act(me: StaffMember) -> Answer:
        cut, plan = cut_to_tell(turn, me), plan_progress(turn.session, turn.today)
        return turn.show(texts.desk(plan, cut, turn.words, turn.formats), keyboard(turn, me, cut))

    return as_staff(turn, act)


def cut_to_tell(turn: Turn, me: StaffMember) -> CutToTell | None:
    """The cut that people may see, and whether they were told."""
    return cuts.cut_to_tell(turn.session, me, turn.today, turn.office.send_rate, turn.office.channel)


def keyboard(turn: Turn, me: StaffMember, cut: CutToTell | None) -> Keyboard:
    """What this person can do with the plan from here: what is done every day first, then the cuts."""
    words = turn.words
    publishes = may(me, Right.PUBLISH)
    return rows(
        [
            to(words.plain("button", "Products"), PlanProducts("0")),
            *exchange(words, may_change=publishes),
            *(_of_cuts(cut, words) if publishes else ()),
            to(words.plain("button", "Progress with proof"), ProofDesk()),
            *keyboards.panel_only(words)[0],
        ]
    )


def _of_cuts(cut: CutToTell | None, words: Words) -> Iterator[Button]:
    if cut is not None and cut.told_at is None:
        yield to(words.plain("button", "Tell of the cut"), TellCut(""))
    yield to(words.plain("cut button", "Publish cut"), PublishCut(""))
    if cut is not None:
        yield to(words.plain("cut button", "Correct cut"), CorrectCut(""))


ROUTES: list[Route] = [pressed(PlanDesk, own(show))]
