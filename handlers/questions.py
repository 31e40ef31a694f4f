"""What somebody asked in words: each question answered from what we know, an opinion offered as an observation."""

from handlers import asides, avisos, buttons, cases, events, keyboards, observing, past, privacy, progress, start
from handlers.answer import Answer, Call, Say
from handlers.keyboards import teaching as doors
from handlers.offering import keep_offered, offer, offered_besides
from handlers.reading import understood
from handlers.route import Act
from handlers.subjects import subject_names
from handlers.texts import asides as aside_texts
from handlers.texts import general
from handlers.texts import observations as texts
from handlers.turn import Turn
from participation.audience import subscriptions
from participation.progress import entity
from participation.understanding import Choice, Intent, LastAnswer, PersonalData, Question, Reading, teaching
from storage.models.kinds import ContributionKind, Waiting
from storage.queries import drafts

MOST_QUESTIONS = 3  # of one message; more would bury the answers


def answer_text(turn: Turn, text: str) -> Answer:
    """A text out of the blue: its questions answered, an opinion offered as an observation."""
    if subscriptions.means_stop(text):
        return avisos.turn_off(turn)
    reading = understood(turn, text)
    if reading.distress:
        return turn.answer(*in_danger(turn), *offered_besides(turn, text, texts.offer_softly(turn.words)))
    if reading.insult and (calmed := calm(turn, reading, text)) is not None:
        return calmed
    if (case := asides.case(turn, reading, text)) is not None:
        return case
    aside = asides.answer(turn, reading, text)
    answer = answer_all(turn, reading, text) if aside is None else _behind_a_door(turn, aside, reading.first)
    if reading.personal_data:
        answer = Answer(answer.chat_id, (*answer.calls, *own_data_seen(turn, reading)))
    if reading.asks_for_something and reading.contribution.kind is ContributionKind.PETITION and answers(reading):
        also = offered_besides(turn, text, texts.offer_petition(turn.words))
        return Answer(answer.chat_id, (*answer.calls, *also))
    return answer


def answer_all(turn: Turn, reading: Reading, text: str) -> Answer:
    """Each thing that a message wants, in its order; what is the same screen is shown once."""
    calls: list[Call] = []
    for question in reading.questions[:MOST_QUESTIONS]:
        said = question.text if len(reading.questions) > 1 else text
        found = _answer_one(turn, question, reading, said)
        calls += [call for call in found if call not in calls]
    _remember(turn, reading)
    return _behind_a_door(turn, Answer(turn.chat_id, tuple(calls)), reading.questions[:MOST_QUESTIONS][-1])


def _remember(turn: Turn, reading: Reading) -> None:
    """What was told last, for what may follow. Written at the end: what is kept of the plan serves until then."""
    clear = [one for one in reading.questions[:MOST_QUESTIONS] if not one.is_unclear]
    if turn.is_private and clear and clear[-1].intent is not Intent.GREETING:
        told = LastAnswer(clear[-1].intent, clear[-1].target, clear[-1].event)
        teaching.keep_told(turn.session, turn.chat_id, told, turn.now)


def _answer_one(turn: Turn, question: Question, reading: Reading, text: str) -> tuple[Call, ...]:
    """One of them, with what has to be said before it."""
    if question.is_unclear:
        return ask_which(turn, question, text).calls
    answer = past.answer(turn, question) or answer_question(turn, question, reading, text)
    return (*asides.caveats(turn, question), *answer.calls)


def _behind_a_door(turn: Turn, answer: Answer, question: Question) -> Answer:
    """«No era eso» under an answer to something typed; an opinion is asked about anyway, a greeting is no question."""
    if turn.message is None or question.intent in {Intent.OBSERVE, Intent.GREETING}:
        return answer
    read = Choice(question.intent, question.target, question.event, question.confidence)
    return Answer(answer.chat_id, doors.with_not_that(answer.calls, read, turn.message.message_id, turn.words))


def calm(turn: Turn, reading: Reading, text: str) -> Answer | None:
    """Anger that asks nothing: a calm word, and what was written can be registered."""
    asks = reading.first.intent not in {Intent.OBSERVE, Intent.OUT_OF_SCOPE, Intent.GREETING}
    if asks or reading.contribution.kind is ContributionKind.DENUNCIA or turn.message is None:
        return None
    return turn.answer(*offered_besides(turn, text, aside_texts.calm(turn.words), keyboards.offered))


def own_data_seen(turn: Turn, reading: Reading) -> tuple[Call, ...]:
    """A gentle warning: personal data was typed where none is needed."""
    found = sorted(reading.personal_data, key=list(PersonalData).index)
    return (Say(aside_texts.own_data(found, turn.words, turn.formats)),)


def answers(reading: Reading) -> bool:
    """Whether a message is answered with what we know, so that asking for more is a matter of its own."""
    return reading.first.intent not in {Intent.OBSERVE, Intent.OUT_OF_SCOPE}


def in_danger(turn: Turn) -> tuple[Call, ...]:
    """Help comes before everything else; what was written is kept all the same."""
    return (Say(general.distress(entity(turn.session), turn.words)),)


def answer_question(turn: Turn, asked: Question | Choice, reading: Reading | None, text: str) -> Answer:
    """The answer to one thing that a message wants, from the plan's data only."""
    if reading is not None and reading.farewell:
        return turn.say(general.farewell(turn.words), keyboards.menu(turn.words))
    screen = SCREENS.get(asked.intent)
    if screen is not None:
        return screen(turn)
    match asked.intent:
        case Intent.PROGRESS_ACTIVITY | Intent.EVIDENCE:
            return _open_subject(turn, asked)
        case Intent.EVENT_STATUS:
            return events.open_event(turn, asked.event) if asked.event else events.show_events(turn)
        case Intent.OBSERVE:
            return offer(turn, text, None)
        case _:
            return out_of_scope(turn, text, asks=reading is not None and reading.asks_for_something)


def _open_subject(turn: Turn, asked: Question | Choice) -> Answer:
    """What a question is about; of an event that serves no product, the event."""
    if asked.target is None and asked.event is not None:
        return events.open_event(turn, asked.event)
    return progress.open_subject(turn, asked.target)


def greet(turn: Turn) -> Answer:
    """A greeting for a greeting."""
    return turn.say(general.greeting(turn.words), keyboards.menu(turn.words))


SCREENS: dict[Intent, Act] = {
    Intent.PROGRESS_OVERALL: progress.show_progress,
    Intent.PROGRESS_SEMESTER: progress.show_progress,
    Intent.EVENTS_NEXT: events.show_events,
    Intent.MY_OBSERVATIONS: cases.show_mine,
    Intent.PRIVACY: privacy.show,
    Intent.HELP: start.show_help,
    Intent.STAFF_CONTACT: start.show_contact,
    Intent.GREETING: greet,
    Intent.SUBSCRIBE: avisos.show,
    Intent.UNSUBSCRIBE: avisos.turn_off,
}


def ask_which(turn: Turn, question: Question, text: str) -> Answer:
    """Two readings are close: one honest question, with a button for each. The text is kept until one is chosen."""
    if turn.message is not None:
        message_id = turn.message.message_id
        drafts.wait_for(turn.session, turn.chat_id, Waiting.READING, turn.now, text=text, message_id=message_id)
    own = Choice(question.intent, question.target, question.event, question.confidence)
    choices = (own, *question.alternatives[:2])
    return turn.say(general.which(turn.words), keyboards.readings(choices, subject_names(turn), turn.words))


def answer_chosen(turn: Turn) -> Answer:
    """The reading that the person chose."""
    data = buttons.Ask.read(turn.pressed)
    if data.intent not in set(Intent):
        return turn.say(general.stale(turn.words), keyboards.menu(turn.words))
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    if waiting is not None and waiting.waiting_for is Waiting.READING:
        text, message_id = waiting.text or "", waiting.message_id or 0
        drafts.stop_waiting(turn.session, turn.chat_id)
        if data.intent == Intent.OBSERVE:
            return observing.take(turn, keep_offered(turn, message_id, text, None))
        if data.intent == Intent.OUT_OF_SCOPE and text:
            draft = keep_offered(turn, message_id, text, None)
            said = general.out_of_scope(entity(turn.session), turn.words)
            return turn.say(said, keyboards.petition_offered(draft.key, turn.words))
    target = data.target or None
    answer = answer_question(turn, Choice(Intent(data.intent), target, target, confidence=1.0), None, "")
    teaching.keep_told(turn.session, turn.chat_id, told_by(turn, Intent(data.intent), target), turn.now)
    return answer


def told_by(turn: Turn, intent: Intent, code: str | None) -> LastAnswer:
    """What a button of a reading shows: its code is that of an event or of a part of the plan."""
    return LastAnswer(intent, None, code) if code in subject_names(turn).events else LastAnswer(intent, code)


def out_of_scope(turn: Turn, text: str, *, asks: bool) -> Answer:
    """What this bot knows nothing about; what asks for something can be registered as a petition."""
    said = general.out_of_scope(entity(turn.session), turn.words)
    message = turn.message
    if not asks or message is None or not text:
        return turn.say(said, keyboards.menu(turn.words))
    draft = keep_offered(turn, message.message_id, text, None)
    return turn.say(said, keyboards.petition_offered(draft.key, turn.words))
