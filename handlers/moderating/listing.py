"""The moderator's list: one message that is brought up to date in place, and what is done with each question."""

from collections.abc import Callable

from handlers import desk
from handlers.answer import Answer, Keyboard, Say
from handlers.buttons.dialogue import FileQuestions, QuestionAct, Questions
from handlers.keyboards import dialogue as keyboards
from handlers.moderating.working import with_event
from handlers.staff_only import as_staff
from handlers.texts import event_desk as event_texts
from handlers.texts import moderating as texts
from handlers.turn import Turn
from participation.dialogue import left_over, moderating
from participation.dialogue.errors import DialogueError
from participation.dialogue.moderating import Group
from participation.observations.drafting import AttachedFile
from storage.models.events import QuestionState
from storage.models.followup import Desk
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries import dialogue as queries

ANSWER = "question-answer"
GroupAct = Callable[[StaffMember, Event, Group], Answer]


def show(turn: Turn) -> Answer:
    """«Preguntas», «Actualizar»: the list of an event."""
    data = Questions.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        desks.clear(turn.session, turn.chat_id)
        text, keyboard = _list(turn, me, event, int(data.page))
        return _shown(turn, text, keyboard)

    return with_event(turn, data.id, act)


def act_on(turn: Turn) -> Answer:
    """A button of one question and those that ask the same."""
    data = QuestionAct.read(turn.pressed)

    def act(me: StaffMember, event: Event, found: Group) -> Answer:
        match data.what:
            case "write":
                desk.sit_down(turn, ANSWER, question=found.head.id)
                return turn.say(texts.ask_answer(turn.words), keyboards.writing(found.head, turn.words))
            case "drop":
                return turn.show(texts.why_discard(turn.words), keyboards.reasons(found.head, turn.words))
            case "send":
                return _send(turn, me, event, found)
            case "see":
                desks.clear(turn.session, turn.chat_id)
                return _show_group(turn, me, event, found)
            case _:
                return _settle(turn, me, event, found, data.what)

    return _with_group(turn, data.id, act)


def take_answer(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """An answer in writing: shown as it will be read, before it is sent."""

    def act(_me: StaffMember, _event: Event, group: Group) -> Answer:
        text = moderating.check_answer(turn.text)
        desk.sit_down(turn, ANSWER, question=group.head.id, text=text)
        shown = texts.answer_preview(text, len(group.questions), turn.words)
        return turn.answer(Say(shown, keyboards.preview(group.head, turn.words), protected=True))

    return _with_group(turn, int(found.facts["question"]), act)


def file_rest(turn: Turn) -> Answer:
    """«Convertir las que faltan en peticiones», asked once."""
    data = FileQuestions.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        waits = moderating.groups(turn.session, me, event)
        if data.sure == "0" and waits:
            count = sum(len(one.questions) for one in waits)
            return turn.show(texts.sure_to_file(count, turn.words), keyboards.sure_to_file(event, turn.words))
        made = left_over.convert(turn.session, me, event, turn.now, turn.office.zone)
        said = texts.filed([case.radicado for case in made], turn.words, turn.formats)
        return turn.say(said, keyboards.all_questions(event, turn.words))

    return with_event(turn, data.id, act)


def _list(turn: Turn, me: StaffMember, event: Event, page: int) -> tuple[str, Keyboard]:
    found = moderating.groups(turn.session, me, event)
    page = min(page, max(0, (len(found) - 1) // keyboards.PAGE))
    settled = queries.counts(turn.session, [event.id]).get(event.id, {})
    moment = turn.formats.moment(turn.now)
    text = texts.questions(event, found, settled, page * keyboards.PAGE, keyboards.PAGE, moment, turn.words)
    return text, keyboards.questions(event, found, page, turn.words)


def _show_group(turn: Turn, me: StaffMember, event: Event, found: Group) -> Answer:
    may_confirm = found.discard_by is not None and found.discard_by != me.id
    keyboard = keyboards.group(event, found, turn.words, may_confirm=may_confirm)
    return _shown(turn, texts.group(found, turn.words, turn.formats), keyboard)


def _settle(turn: Turn, me: StaffMember, event: Event, found: Group, what: str) -> Answer:
    session, head = turn.session, found.head.id
    back = keyboards.all_questions(event, turn.words)
    match what:
        case "live":
            done = moderating.answer_live(session, me, head, turn.now)
            return turn.show(_told(turn, QuestionState.ANSWERED_LIVE, done), back)
        case "confirm":
            done = moderating.confirm_discard(session, me, head, turn.now)
            return turn.show(_told(turn, QuestionState.DISCARDED, done), back)
        case "keep":
            moderating.keep(session, me, head, turn.now)
            return turn.show(texts.kept(turn.words), back)
        case _:
            moderating.propose_discard(session, me, head, what, turn.now)
            return turn.show(texts.to_be_discarded(turn.words), back)


def _send(turn: Turn, me: StaffMember, event: Event, found: Group) -> Answer:
    """The answer that was shown; pressed again, or from an old preview, nothing more is sent."""
    kept = desks.desk(turn.session, turn.chat_id)
    facts = kept.facts if kept is not None and kept.doing == ANSWER else {}
    if facts.get("question") != found.head.id or not facts.get("text"):
        return turn.say(turn.words.say_phrase(event_texts.NOT_ALL), keyboards.all_questions(event, turn.words))
    done = moderating.answer_in_writing(turn.session, me, found.head.id, str(facts["text"]), turn.now)
    desks.clear(turn.session, turn.chat_id)
    return turn.say(_told(turn, QuestionState.ANSWERED, done), keyboards.all_questions(event, turn.words))


def _told(turn: Turn, state: QuestionState, done: Group) -> str:
    people = {one.person for one in done.questions if one.sealed is not None}
    return texts.settled(state, len(people), turn.words)


def _with_group(turn: Turn, question_id: int, act: GroupAct) -> Answer:
    def found(me: StaffMember) -> Answer:
        try:
            group = moderating.group_of(turn.session, me, question_id)
            event = queries.event_of(turn.session, group.head)
            return act(me, event, group)
        except DialogueError as error:
            question = queries.question(turn.session, question_id)
            event_id = question.event_id if question is not None else None
            back = keyboards.to_event(event_id, turn.words) if event_id is not None else ()
            return turn.say(turn.words.say_phrase(error.phrase), back)

    return as_staff(turn, found)


def _shown(turn: Turn, text: str, keyboard: Keyboard) -> Answer:
    """In place of the pressed message where that can't be forwarded; else a new one that can't."""
    message = turn.query.message if turn.query is not None else None
    if getattr(message, "has_protected_content", False):
        return turn.show(text, keyboard)
    return turn.answer(Say(text, keyboard, protected=True))


desk.TAKES[ANSWER] = take_answer
