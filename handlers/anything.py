"""What is neither a command nor a button: answered in so far as it is understood, and never lost."""

from handlers import buttons, cases, events, keyboards, observing, privacy, progress, start
from handlers.answer import Answer, Say
from handlers.reading import understood
from handlers.route import Act
from handlers.subjects import subject_names
from handlers.texts import general
from handlers.texts import observations as texts
from handlers.turn import Turn
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from participation.progress import entity
from participation.understanding import Choice, Intent, Question, Reading
from storage.models.cases import Dialogue, Draft
from storage.models.kinds import Waiting
from storage.queries import drafts

ASKS = frozenset(
    {
        Intent.PROGRESS_OVERALL,
        Intent.PROGRESS_SEMESTER,
        Intent.PROGRESS_ACTIVITY,
        Intent.EVIDENCE,
        Intent.EVENTS_NEXT,
        Intent.EVENT_STATUS,
        Intent.MY_OBSERVATIONS,
        Intent.HELP,
        Intent.STAFF_CONTACT,
    }
)
SURE, LIKELY = 0.75, 0.5  # in the middle of a draft only a question is asked about; a question mark helps
SHORT_QUESTION = 120  # characters; a longer text is what the person came to say


def take_text(turn: Turn) -> Answer:
    """What somebody typed: what was asked for, a draft's next words, or a question."""
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is not None and (answer := take_awaited(turn, waiting, draft, None)) is not None:
        return answer
    if draft is None:
        return answer_text(turn, turn.text)
    if is_question(turn, turn.text):
        message_id = turn.message.message_id if turn.message is not None else None
        drafts.wait_for(
            turn.session, turn.chat_id, Waiting.QUESTION_OR_TEXT, turn.now, text=turn.text, message_id=message_id
        )
        return turn.say(texts.question_inside(turn.words), keyboards.question_inside(draft.key, turn.words))
    return observing.add_message(turn, draft, turn.text, None)


def take_file(turn: Turn) -> Answer:
    """A photo, voice note, audio, video or document: fetched and cleaned before, or refused with its reason."""
    if isinstance(turn.attachment, AttachedFile):
        return _take_good_file(turn, turn.attachment)
    if turn.attachment is None:
        return turn.say(general.location_not_needed(turn.words), keyboards.menu(turn.words))
    refusal = turn.words.say_phrase(turn.attachment.reason, **turn.attachment.values)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if draft is None:
        return turn.say(refusal, keyboards.menu(turn.words))
    if turn.text:
        kept = observing.add_message(turn, draft, turn.text, None)
        return Answer(kept.chat_id, (Say(refusal), *kept.calls))
    return turn.answer(Say(refusal), *observing.card(turn, draft))


def _take_good_file(turn: Turn, file: AttachedFile) -> Answer:
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is not None and (answer := take_awaited(turn, waiting, draft, file)) is not None:
        return answer
    if draft is not None:
        return observing.add_message(turn, draft, turn.text, file)
    return offer(turn, turn.text, file)


def take_awaited(turn: Turn, waiting: Dialogue, draft: Draft | None, file: AttachedFile | None) -> Answer | None:
    """What the bot had asked for; None where it is something else after all."""
    match waiting.waiting_for:
        case Waiting.NEW_TEXT if draft is not None and file is None:
            return observing.take_new_text(turn, draft)
        case Waiting.NAME if draft is not None and file is None:
            return observing.take_name(turn, draft)
        case Waiting.MUNICIPALITY if waiting.case_id is not None and file is None:
            return cases.take_municipality(turn, waiting.case_id)
        case Waiting.MORE_INFORMATION if waiting.case_id is not None:
            return cases.take_more(turn, waiting.case_id, file)
        case Waiting.QUESTION_OR_TEXT if draft is not None and waiting.text is not None:
            # The person went on writing: what was asked about belongs to the text, so that nothing is lost.
            observing.add_pending(turn, draft, waiting)
    drafts.stop_waiting(turn.session, turn.chat_id)
    return None


def is_question(turn: Turn, text: str) -> bool:
    """Whether a text in the middle of a draft is surely a question to the bot."""
    if len(text) > SHORT_QUESTION:
        return False
    first = understood(turn, text).first
    return first.intent in ASKS and first.confidence >= (LIKELY if "?" in text else SURE)


def answer_pending(turn: Turn) -> Answer:
    """«Responderme»: the question in the middle of a draft is answered, and the card stays at hand."""
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    drafts.stop_waiting(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is None or waiting.text is None:
        return observing.no_draft(turn, buttons.AnswerMe.read(turn.pressed).draft)
    answer = answer_text(turn, waiting.text)
    card = observing.card(turn, draft) if draft is not None else ()
    return Answer(answer.chat_id, (*answer.calls, *card))


def answer_text(turn: Turn, text: str) -> Answer:
    """A text out of the blue: its questions answered, an opinion offered as an observation."""
    reading = understood(turn, text)
    if reading.distress:
        return turn.say(general.distress(entity(turn.session), turn.words), keyboards.menu(turn.words))
    if reading.first.is_unclear:
        return ask_which(turn, reading.first)
    return answer_question(turn, reading.first, reading, text)


def answer_question(turn: Turn, asked: Question | Choice, reading: Reading | None, text: str) -> Answer:
    """The answer to one thing that a message wants, from the plan's data only."""
    screen = SCREENS.get(asked.intent)
    if screen is not None:
        return screen(turn)
    match asked.intent:
        case Intent.PROGRESS_ACTIVITY | Intent.EVIDENCE:
            return progress.open_subject(turn, asked.target)
        case Intent.EVENT_STATUS:
            return events.open_event(turn, asked.event) if asked.event else events.show_events(turn)
        case Intent.OBSERVE:
            return offer(turn, text, None)
        case _:
            return out_of_scope(turn, text, asks=reading is not None and reading.asks_for_something)


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
    Intent.SUBSCRIBE: start.show_notices,
    Intent.UNSUBSCRIBE: start.show_notices,
}


def ask_which(turn: Turn, question: Question) -> Answer:
    """Two readings are close: one honest question, with a button for each."""
    own = Choice(question.intent, question.target, question.event, question.confidence)
    choices = (own, *question.alternatives[:2])
    return turn.say(general.which(turn.words), keyboards.readings(choices, subject_names(turn), turn.words))


def answer_chosen(turn: Turn) -> Answer:
    """The reading that the person chose."""
    data = buttons.Ask.read(turn.pressed)
    target = data.target or None
    return answer_question(turn, Choice(Intent(data.intent), target, target, confidence=1.0), None, "")


def offer(turn: Turn, text: str, file: AttachedFile | None) -> Answer:
    """«¿Quiere registrar esto como observación?» What was written is kept until the person says no."""
    message = turn.message
    if message is None or not (text or file):
        return observing.begin(turn)
    draft = drafting.begin(turn.session, turn.chat_id, None, turn.now, offered=True)
    drafting.add(turn.session, draft, message.message_id, text, file, turn.now)
    observing.propose(turn, draft)
    if turn.more_waiting:
        return turn.nothing()
    return turn.say(texts.offer(turn.words), keyboards.offered(draft.key, turn.words))


def answer_other(turn: Turn) -> Answer:
    """A sticker, a place, a contact, a dice: nothing that we need."""
    return turn.say(general.location_not_needed(turn.words), keyboards.menu(turn.words))


def unknown_command(turn: Turn) -> Answer:
    """A command that does not exist, or not for this person."""
    return turn.say(general.unknown_command(turn.words), keyboards.menu(turn.words))


def stale_button(turn: Turn) -> Answer:
    """A button whose data nothing here understands any more."""
    return turn.say(general.stale(turn.words), keyboards.menu(turn.words))


def out_of_scope(turn: Turn, text: str, *, asks: bool) -> Answer:
    """What this bot knows nothing about; what asks for something can be registered as a petition."""
    said = general.out_of_scope(entity(turn.session), turn.words)
    message = turn.message
    if not asks or message is None or not text:
        return turn.say(said, keyboards.menu(turn.words))
    draft = drafting.begin(turn.session, turn.chat_id, None, turn.now, offered=True)
    drafting.add(turn.session, draft, message.message_id, text, None, turn.now)
    observing.propose(turn, draft)
    return turn.say(said, keyboards.petition_offered(draft.key, turn.words))
