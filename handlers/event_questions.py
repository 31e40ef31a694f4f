"""«Enviar pregunta»: a question for an event is written, read back, and sent by its button only."""

from handlers import groups, keyboards, observing
from handlers.answer import Answer, Call, Remove, Say
from handlers.buttons.dialogue import OwnQuestion
from handlers.buttons.event_public import AskEvent
from handlers.keyboards import dialogue as own_keyboards
from handlers.reading import understood
from handlers.texts import dialogue as texts
from handlers.texts import general
from handlers.texts import observations as observation_texts
from handlers.texts.fitting import PARAGRAPH
from handlers.turn import Turn
from participation.dialogue import questions
from participation.dialogue.errors import DialogueError, NotOpenForQuestions, QuestionTooLong
from participation.observations import drafting
from participation.observations.drafting import About, AttachedFile
from participation.observations.errors import DraftFull
from participation.plan.current import current_plan
from participation.plan.views import NotInPlanError
from participation.progress import entity
from participation.understanding import Intent, Reading
from storage.models.cases import Dialogue
from storage.models.kinds import AboutKind, ContributionKind, Waiting
from storage.models.plan import Event, EventState
from storage.queries import drafts, events, turns

PAYLOAD = "pregunta"
CARD = "question"
JOINT = "\u2029"
"""Between the messages of a question that is not sent yet, so that an edit of the last one finds it."""


def ask(turn: Turn) -> Answer:
    """The button; in a group it leads to the private chat."""
    code = AskEvent.read(turn.pressed).event
    if not turn.is_private:
        return groups.in_private(f"{PAYLOAD}_{code}")(turn)
    return open_question(turn, code)


def open_question(turn: Turn, code: str) -> Answer:
    """The same from the link `start=pregunta_<code>`. A question that is not sent yet comes first."""
    event = events.event_with_code(turn.session, current_plan(turn.session).id, code)
    if event is None or event.state is EventState.DRAFT:
        raise NotInPlanError(code)
    if (unsent := half_way(turn, drafts.dialogue(turn.session, turn.chat_id))) is not None:
        return turn.answer(*unsent)
    if not questions.takes_questions(event):
        return turn.say(texts.no_questions(event, turn.words), own_keyboards.see_event(event, turn.words))
    if (full := _keep_pending(turn)) is not None:
        return full
    drafts.wait_for(turn.session, turn.chat_id, Waiting.EVENT_QUESTION, turn.now, case_id=event.id)
    return turn.say(texts.prompt(event, turn.words), own_keyboards.prompt(event, turn.words))


def take(turn: Turn, event_id: int, file: AttachedFile | None) -> Answer | None:
    """What was written for an event; one more message is added to it."""
    event, message = events.event(turn.session, event_id), turn.message
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    if event is None or message is None or waiting is None:
        return None
    if file is not None:
        drafts.discard_file(turn.session, file.hash, turn.now)
        return turn.say(texts.only_text(turn.words), own_keyboards.prompt(event, turn.words))
    before = waiting.text
    text = JOINT.join([before, turn.text]) if before else turn.text
    return _keep(turn, event, text, message.message_id)


def edited(turn: Turn) -> Answer | None:
    """The last message of a question that is not sent yet was edited; None for any other message."""
    waiting, message = drafts.dialogue(turn.session, turn.chat_id), turn.message
    event = _asked_about(turn, waiting)
    if event is None or waiting is None or message is None or waiting.message_id != message.message_id:
        return None
    parts = (waiting.text or "").split(JOINT)
    return _keep(turn, event, JOINT.join([*parts[:-1], turn.text]), message.message_id)


def act(turn: Turn) -> Answer:
    """A button of the card. One of an old card says what has become of it."""
    data = OwnQuestion.read(turn.pressed)
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    event = _asked_about(turn, waiting)
    if event is None or event.id != data.id or waiting is None:
        return _nothing_to_do(turn, data)
    if data.what == "drop":
        drafts.stop_waiting(turn.session, turn.chat_id)
        said = Say(texts.dropped(turn.words), own_keyboards.see_event(event, turn.words))
        return turn.answer(*_without_card(turn), said)
    if data.what == "fix" or waiting.text is None or waiting.message_id is None:
        drafts.wait_for(turn.session, turn.chat_id, Waiting.EVENT_QUESTION, turn.now, case_id=event.id)
        return turn.say(texts.ask_anew(turn.words), own_keyboards.prompt(event, turn.words))
    if data.what == "report":
        return _report(turn, event, waiting.text, waiting.message_id)
    if data.what == "card" or str(waiting.message_id) != data.message:
        return turn.answer(*_card(turn, event, waiting.text, waiting.message_id))
    return _send(turn, event, waiting.text, waiting.message_id)


def half_way(turn: Turn, waiting: Dialogue | None) -> tuple[Call, ...] | None:
    """At /start, while a question was not sent: go on, or drop it. None where nothing was written."""
    event = _asked_about(turn, waiting)
    if event is None or waiting is None or not waiting.text:
        return None
    keyboard = own_keyboards.half_way(event, waiting.message_id or 0, turn.words)
    return (Say(texts.half_way(turn.words), keyboard),)


def _keep(turn: Turn, event: Event, text: str, message_id: int) -> Answer:
    """Keep what was written so far, and show it; a denuncia is warned of first."""
    try:
        questions.check(text)
    except QuestionTooLong:
        return turn.say(texts.too_long(turn.words, turn.formats), own_keyboards.prompt(event, turn.words))
    drafts.wait_for(
        turn.session,
        turn.chat_id,
        Waiting.EVENT_QUESTION,
        turn.now,
        case_id=event.id,
        text=text,
        message_id=message_id,
    )
    if turn.more_waiting:
        return turn.nothing()
    reading = understood(turn, _whole(text))
    help_first = (Say(general.distress(entity(turn.session), turn.words)),) if reading.distress else ()
    if _is_denuncia(reading):
        return turn.answer(*help_first, *_warning(turn, event, message_id))
    return turn.answer(*help_first, *_card(turn, event, text, message_id))


def _is_denuncia(reading: Reading) -> bool:
    """Whether a text tells of something, and that is a denuncia: who only asks about contracts or money does not."""
    return reading.contribution.kind is ContributionKind.DENUNCIA and reading.first.intent is Intent.OBSERVE


def _warning(turn: Turn, event: Event, message_id: int) -> tuple[Call, ...]:
    said = PARAGRAPH.join(
        [
            texts.reads_like_denuncia(turn.words),
            observation_texts.denuncia_warning(entity(turn.session), turn.words),
        ]
    )
    return (*_without_card(turn), Say(said, own_keyboards.denuncia(event, message_id, turn.words), slot=CARD))


def _card(turn: Turn, event: Event, text: str, message_id: int) -> tuple[Call, ...]:
    """The one card of a question, kept last in the chat."""
    said = texts.card(event, _whole(text), turn.words)
    return (*_without_card(turn), Say(said, own_keyboards.card(event, message_id, turn.words), slot=CARD))


def _without_card(turn: Turn) -> tuple[Call, ...]:
    before = turns.shown_message(turn.session, turn.chat_id, CARD)
    return (Remove(before),) if before is not None else ()


def _send(turn: Turn, event: Event, text: str, message_id: int) -> Answer:
    office = turn.office
    try:
        questions.ask(turn.session, event, _whole(text), message_id, turn.writer, office.keys, turn.now, office.zone)
    except NotOpenForQuestions:
        return turn.say(texts.no_questions(event, turn.words), own_keyboards.see_event(event, turn.words))
    except DialogueError as error:
        return turn.say(turn.words.say_phrase(error.phrase), own_keyboards.see_event(event, turn.words))
    drafts.stop_waiting(turn.session, turn.chat_id)
    said = Say(texts.sent(event, turn.words), own_keyboards.see_event(event, turn.words))
    return turn.answer(*_without_card(turn), said)


def _report(turn: Turn, event: Event, text: str, message_id: int) -> Answer:
    """«Registrar como denuncia»: it goes where only who may read it does."""
    draft = drafting.offer(turn.session, turn.chat_id, None, turn.now)
    drafting.add(turn.session, draft, message_id, _whole(text), None, turn.now)
    drafting.choose_kind(draft, ContributionKind.DENUNCIA, None, turn.now)
    drafting.choose_about(draft, About(AboutKind.EVENT, event.code), turn.now)
    drafts.stop_waiting(turn.session, turn.chat_id)
    gone = _without_card(turn)
    try:
        taken = observing.take(turn, draft)
    except DraftFull as full:
        taken = observing.did_not_fit(turn, drafting.open_draft(turn.session, turn.chat_id) or draft, full)
    return Answer(taken.chat_id, (*gone, *taken.calls))


def _nothing_to_do(turn: Turn, data: OwnQuestion) -> Answer:
    message_id = int(data.message)
    if questions.sent_before(turn.session, turn.office.keys, turn.writer.id, data.id, message_id):
        return turn.say(texts.sent_already(turn.words), keyboards.menu(turn.words))
    return turn.say(texts.nothing_to_send(turn.words), keyboards.menu(turn.words))


def _asked_about(turn: Turn, waiting: Dialogue | None) -> Event | None:
    """The event for which a question is awaited in this chat."""
    if waiting is None or waiting.waiting_for is not Waiting.EVENT_QUESTION or waiting.case_id is None:
        return None
    return events.event(turn.session, waiting.case_id)


def _keep_pending(turn: Turn) -> Answer | None:
    """What was asked about in the middle of a draft goes into it first, so that it is not lost."""
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if draft is None:
        return None
    try:
        observing.keep_pending(turn, draft)
    except DraftFull as full:
        return observing.did_not_fit(turn, draft, full)
    return None


def _whole(text: str) -> str:
    return text.replace(JOINT, "\n")
