"""«Lo que no entendí»: staff see what was misread, and teach it with one tap."""

from collections.abc import Callable

from handlers.answer import Answer
from handlers.buttons.teaching import Lessons, Misread, Misreadings, Teach, TeachAbout
from handlers.inbox.working import row
from handlers.keyboards import teaching as keyboards
from handlers.reading import reader, understanding
from handlers.staff_only import as_staff
from handlers.subjects import subject_names
from handlers.teaching.misread import others
from handlers.texts import teaching as texts
from handlers.turn import Turn
from participation.understanding import Intent, teaching
from participation.understanding.teaching import AlreadySettled
from storage.models.staff import StaffMember

ON_A_PAGE, MOST_LESSONS = 6, 20


def show(turn: Turn) -> Answer:
    """The list, the latest first."""
    first = row(Misreadings.read(turn.pressed).first)

    def listed(me: StaffMember) -> Answer:
        page = teaching.waiting(turn.session, me, first, ON_A_PAGE, turn.now)
        text = texts.misreadings(page, first, subject_names(turn), turn.words, turn.formats)
        return turn.show(text, keyboards.misreadings(page, first, turn.words))

    return _working(turn, listed)


def open_one(turn: Turn) -> Answer:
    """One text: taught with one tap, given another meaning, or dropped."""
    data = Misread.read(turn.pressed)

    def opened(me: StaffMember) -> Answer:
        if data.what == "drop":
            teaching.dismiss(turn.session, me, row(data.row), turn.now)
            return turn.show(texts.dismissed(turn.words), keyboards.list_only(turn.words))
        one = teaching.misreading(turn.session, me, row(data.row), turn.now)
        if data.what == "other":
            return turn.show(texts.which_intent(turn.words), keyboards.intents(one.id, turn.words))
        reading = understanding(turn.session, turn.today).reader.read(one.text)
        names = subject_names(turn)
        likely = others(reading, one.intent, one.target or "")
        return turn.show(texts.misread(one, names, turn.words), keyboards.misread(one.id, likely, names, turn.words))

    return _working(turn, opened)


def ask_about(turn: Turn) -> Answer:
    """What of the plan a text is about."""
    data = TeachAbout.read(turn.pressed)

    def asked(me: StaffMember) -> Answer:
        one = teaching.misreading(turn.session, me, row(data.row), turn.now)
        keyboard = keyboards.abouts(one.id, Intent(data.intent), subject_names(turn), turn.words)
        return turn.show(texts.about_what(turn.words), keyboard)

    return _working(turn, asked)


def teach(turn: Turn) -> Answer:
    """From now on such a text is read so."""
    data = Teach.read(turn.pressed)

    def taught(me: StaffMember) -> Answer:
        intent, target = Intent(data.intent), data.target or None
        known = reader(turn.session, turn.today)
        lesson = teaching.teach(turn.session, me, row(data.row), intent, target, known, turn.now)
        return turn.show(texts.taught(lesson, subject_names(turn), turn.words), keyboards.list_only(turn.words))

    return _working(turn, taught)


def show_lessons(turn: Turn) -> Answer:
    """«Lo enseñado»; or one of it is forgotten."""
    data = Lessons.read(turn.pressed)

    def listed(me: StaffMember) -> Answer:
        if data.forget:
            teaching.forget_lesson(turn.session, me, row(data.forget), turn.now)
            return turn.show(texts.forgotten(turn.words), keyboards.list_only(turn.words))
        found = teaching.lessons(turn.session, me)[:MOST_LESSONS]
        return turn.show(texts.lessons(found, subject_names(turn), turn.words), keyboards.lessons(found, turn.words))

    return _working(turn, listed)


def _working(turn: Turn, then: Callable[[StaffMember], Answer]) -> Answer:
    """As staff; what somebody else has settled meanwhile is said to be."""

    def act(me: StaffMember) -> Answer:
        try:
            return then(me)
        except AlreadySettled as error:
            return turn.say(turn.words.say_phrase(error.phrase), keyboards.list_only(turn.words))

    return as_staff(turn, act)
