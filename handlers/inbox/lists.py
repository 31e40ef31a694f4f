"""«Bandeja»: the shelves, and the cases on one of them."""

from handlers import buttons
from handlers.answer import Answer
from handlers.inbox.working import row, screen, working
from handlers.keyboards import inbox as keyboards
from handlers.subjects import read_about, subject_names
from handlers.texts import inbox as texts
from handlers.turn import Turn
from participation.followup import inbox
from storage.models.staff import StaffMember
from storage.queries.inbox import Shelf


def show(turn: Turn) -> Answer:
    """The shelves, one of them, or what the open cases are about."""
    data = buttons.Inbox.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        if not data.shelf:
            found = inbox.shelves(turn.session, me, turn.today)
            return screen(
                turn, texts.shelves(found, turn.words, turn.formats), keyboards.shelves(found, me, turn.words)
            )
        if data.shelf == Shelf.ABOUT and not data.about:
            listed = inbox.shelves(turn.session, me, turn.today).topics
            return screen(turn, texts.topics(turn.words), keyboards.topics(listed, subject_names(turn), turn.words))
        return _page(turn, me, Shelf(data.shelf), data.about, row(data.page))

    return working(turn, act)


def _page(turn: Turn, me: StaffMember, shelf: Shelf, about: str, number: int) -> Answer:
    chosen = read_about(about) if about else None
    topic = (chosen.kind, chosen.code) if chosen is not None else None
    found = inbox.page(turn.session, me, shelf, topic, number, turn.today)
    text = texts.page(found, subject_names(turn), turn.today, turn.words, turn.formats, me=me.id)
    return screen(turn, text, keyboards.page(found, turn.words))
