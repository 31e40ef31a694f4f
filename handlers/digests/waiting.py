"""The cases behind one line of a digest, where several wait for the same."""

from handlers.answer import Answer
from handlers.buttons.digests import DigestCases
from handlers.inbox.working import row, working
from handlers.keyboards import digests as keyboards
from handlers.keyboards import inbox as inbox_keyboards
from handlers.subjects import subject_names
from handlers.texts import digests as texts
from handlers.texts import inbox as inbox_texts
from handlers.turn import Turn
from participation.digests.waiting import waiting
from storage.models.staff import StaffMember
from storage.queries.digests import Matter


def show(turn: Turn) -> Answer:
    """Each with its button."""
    data = DigestCases.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        found = waiting(turn.session, me, row(data.notice), Matter(data.matter), turn.today)
        if found is None:
            return turn.say(texts.gone(turn.words), inbox_keyboards.inbox_only(turn.words))
        names = subject_names(turn)
        lines = [
            inbox_texts.line(line, number, names, turn.today, turn.words, turn.formats)
            for number, line in enumerate(found, 1)
        ]
        text = texts.waiting(Matter(data.matter), lines, turn.words)
        return turn.say(text, keyboards.cases(found, turn.words))

    return working(turn, act)
