"""«Cartel»: a poster and a QR code for the office door, of an event or of the bot itself."""

from handlers import buttons
from handlers.answer import Answer, Hand
from handlers.keyboards import diffusion as keyboards
from handlers.staff_only import as_staff
from handlers.texts import posters as texts
from handlers.turn import Turn
from participation.plan.agenda import event_detail
from participation.progress import entity, plan_progress
from reports.posters import Poster, as_pdf, png
from storage.models.staff import StaffMember


def hand_event(turn: Turn) -> Answer:
    """The poster of an event that is published. Raises NotInPlanError for a draft."""
    code = buttons.EventPoster.read(turn.pressed).event

    def made(_me: StaffMember) -> Answer:
        found = event_detail(turn.session, code, turn.today)
        link = turn.link(f"evento_{found.code}")
        return _handed(turn, texts.of_event(found, entity(turn.session), link, turn.words, turn.formats), found.code)

    return as_staff(turn, made)


def hand_bot(turn: Turn) -> Answer:
    """The poster of the bot."""

    def made(_me: StaffMember) -> Answer:
        plan = plan_progress(turn.session, turn.today)
        return _handed(turn, texts.of_bot(plan, turn.link("inicio"), turn.words), "bot")

    return as_staff(turn, made)


def _handed(turn: Turn, poster: Poster, name: str) -> Answer:
    file = turn.words.plain("poster", "poster")
    said = texts.handed(poster.link, turn.words)
    return turn.answer(
        Hand(f"qr-{name}.png", png(poster.link)),
        Hand(f"{file}-{name}.pdf", as_pdf(poster), said, keyboards.back(turn.words)),
    )
