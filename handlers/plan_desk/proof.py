"""«Avance con prueba»: how much of the progress has a proof that opens, and what does not open any more."""

from handlers.answer import Answer, Keyboard
from handlers.buttons.plan_desk import PlanDesk, ProofDesk
from handlers.groups import own
from handlers.keyboards.layout import rows, to
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import proof as texts
from handlers.turn import Turn
from locales import Words
from participation.plan.dead_links import dead_links
from participation.plan.links import proved_by
from participation.plan.sustained import sustained
from participation.progress import plan_progress
from storage.models.staff import StaffMember


def show(turn: Turn) -> Answer:
    """«Avance con prueba»."""

    def act(_me: StaffMember) -> Answer:
        plan, dead = plan_progress(turn.session, turn.today), dead_links(turn.session)
        names = proved_by(turn.session, turn.today)
        found = sustained(turn.session, turn.today)
        return turn.show(texts.desk(plan, found, dead, names, turn.words, turn.formats), keyboard(turn.words))

    return as_staff(turn, act)


def keyboard(words: Words) -> Keyboard:
    """The way back to the plan."""
    return rows([to(words.plain("button", "Back"), PlanDesk())])


ROUTES: list[Route] = [pressed(ProofDesk, own(show))]
