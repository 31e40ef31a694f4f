"""What is neither a command nor a button: answered in so far as it is understood, and never lost."""

from collections.abc import Callable

from markupsafe import Markup

from handlers import (
    asides,
    avisos,
    awaited,
    buttons,
    cases,
    desk,
    events,
    keyboards,
    observing,
    privacy,
    progress,
    start,
)
from handlers.answer import Answer, Call, Keyboard, Say
from handlers.keyboards import teaching as doors
from handlers.office import clarifying
from handlers.pacing import too_fast
from handlers.reading import understood
from handlers.route import Act
from handlers.subjects import subject_names
from handlers.texts import asides as aside_texts
from handlers.texts import general
from handlers.texts import observations as texts
from handlers.turn import Turn
from locales import Words
from participation.attachments import Refused
from participation.audience import subscriptions
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from participation.observations.errors import DraftFull
from participation.progress import entity
from participation.understanding import Choice, Intent, LastAnswer, PersonalData, Question, Reading, teaching
from storage.models.cases import Draft
from storage.models.kinds import ContributionKind, Waiting
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
MOST_QUESTIONS = 3  # of one message; more would bury the answers
SHORT_QUESTION = 120  # characters; a longer text is what the person came to say


def take_text(turn: Turn) -> Answer:
    """What somebody typed: what was asked for, a draft's next words, or a question."""
    return too_fast(turn) or desk.take(turn, None) or _take_text(turn)


def _take_text(turn: Turn) -> Answer:
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is not None and (answer := awaited.take(turn, waiting, draft, None)) is not None:
        return answer
    if draft is None:
        return clarified(turn) or answer_text(turn, turn.text)
    if is_question(turn, draft, turn.text):
        message_id = turn.message.message_id if turn.message is not None else None
        drafts.wait_for(
            turn.session, turn.chat_id, Waiting.QUESTION_OR_TEXT, turn.now, text=turn.text, message_id=message_id
        )
        return turn.say(texts.question_inside(turn.words), keyboards.question_inside(draft.key, turn.words))
    kept = observing.add_message(turn, draft, turn.text, None)
    if understood(turn, turn.text).distress:
        return Answer(kept.chat_id, (*in_danger(turn), *kept.calls))
    return kept


def take_file(turn: Turn) -> Answer:
    """A photo, voice note, audio, video or document: fetched and cleaned before, or refused with its reason."""
    if (refused := too_fast(turn)) is not None:
        return refused
    if isinstance(turn.attachment, AttachedFile):
        return desk.take(turn, turn.attachment) or _take_good_file(turn, turn.attachment)
    if turn.attachment is None:
        return turn.say(general.location_not_needed(turn.words), keyboards.menu(turn.words))
    return _take_refused_file(turn, turn.attachment)


def _take_refused_file(turn: Turn, refused: Refused) -> Answer:
    """A file that is not kept; what was written under it is."""
    refusal = turn.words.say_phrase(refused.reason, **refused.values)
    if turn.text:
        kept = desk.take(turn, None) or _take_text(turn)
        return Answer(kept.chat_id, (Say(refusal), *kept.calls))
    if desk.is_busy(turn):
        return turn.say(refusal)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if draft is None:
        return turn.say(refusal, keyboards.menu(turn.words))
    return turn.answer(Say(refusal), *observing.card_at_the_end(turn, draft))


def _take_good_file(turn: Turn, file: AttachedFile) -> Answer:
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is not None and (answer := awaited.take(turn, waiting, draft, file)) is not None:
        return answer
    if draft is not None:
        return observing.add_message(turn, draft, turn.text, file)
    asked = clarifying.awaiting(turn)
    return clarifying.add(turn, asked, file) if asked is not None else offer(turn, turn.text, file)


def clarified(turn: Turn) -> Answer | None:
    """Who was asked something about a case and simply writes has answered it, unless it is a matter of its own."""
    asked = clarifying.awaiting(turn)
    if asked is None or understood(turn, turn.text).first.intent not in {Intent.OBSERVE, Intent.OUT_OF_SCOPE}:
        return None
    return clarifying.add(turn, asked, None)


def is_question(turn: Turn, draft: Draft, text: str) -> bool:
    """Whether a text in the middle of a draft is surely a question to the bot.

    Without a question mark the first words of a draft, or a single one, are what the person came to say.
    """
    is_marked = text.rstrip().endswith("?")
    if len(text) > SHORT_QUESTION or not (is_marked or len(text.split()) > 1):
        return False
    if not is_marked and drafting.view(turn.session, draft).is_empty:
        return False
    first = understood(turn, text).first
    return first.intent in ASKS and first.confidence >= (LIKELY if is_marked else SURE)


def answer_pending(turn: Turn) -> Answer:
    """«Responderme»: the question in the middle of a draft is answered, and the card stays at hand."""
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    card = observing.card(turn, draft) if draft is not None else ()
    if waiting is None or waiting.waiting_for is not Waiting.QUESTION_OR_TEXT or waiting.text is None:
        key = buttons.AnswerMe.read(turn.pressed).draft
        return turn.answer(*card) if card else observing.no_draft(turn, key)
    asked = waiting.text
    drafts.stop_waiting(turn.session, turn.chat_id)
    answer = answer_text(turn, asked)
    return Answer(answer.chat_id, (*answer.calls, *card))


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
    return _behind_a_door(turn, Answer(turn.chat_id, tuple(calls)), reading.questions[:MOST_QUESTIONS][-1])


def _answer_one(turn: Turn, question: Question, reading: Reading, text: str) -> tuple[Call, ...]:
    """One of them, with what has to be said before it; kept for what may follow."""
    if question.is_unclear:
        return ask_which(turn, question, text).calls
    if turn.is_private and question.intent is not Intent.GREETING:
        told = LastAnswer(question.intent, question.target, question.event)
        teaching.keep_told(turn.session, turn.chat_id, told, turn.now)
    answer = answer_question(turn, question, reading, text)
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


def offered_besides(
    turn: Turn, text: str, said: Markup, under: Callable[[str, Words], Keyboard] = keyboards.petition_offered
) -> tuple[Call, ...]:
    """What was written is kept, and can be registered beside the answer that it gets."""
    if turn.message is None or not text:
        return ()
    draft = keep_offered(turn, turn.message.message_id, text, None)
    return (Say(said, under(draft.key, turn.words)),)


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
        return stale_button(turn)
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
    teaching.keep_told(turn.session, turn.chat_id, told_by(turn, Intent(data.intent), target), turn.now)
    return answer_question(turn, Choice(Intent(data.intent), target, target, confidence=1.0), None, "")


def told_by(turn: Turn, intent: Intent, code: str | None) -> LastAnswer:
    """What a button of a reading shows: its code is that of an event or of a part of the plan."""
    return LastAnswer(intent, None, code) if code in subject_names(turn).events else LastAnswer(intent, code)


def offer(turn: Turn, text: str, file: AttachedFile | None) -> Answer:
    """«¿Quiere registrar esto como observación?» What was written is kept until the person says no."""
    if turn.message is None or not (text or file):
        return observing.begin(turn)
    draft = keep_offered(turn, turn.message.message_id, text, file)
    heard = observing.notes(turn, file)
    if turn.more_waiting:
        return turn.answer(*heard)
    is_denuncia = draft.kind is ContributionKind.DENUNCIA
    warning = [Say(texts.denuncia_warning(entity(turn.session), turn.words))] if is_denuncia else []
    asked = Say(texts.offer(turn.words), keyboards.offered(draft.key, turn.words))
    return turn.answer(*heard, *warning, asked)


def keep_offered(turn: Turn, message_id: int, text: str, file: AttachedFile | None) -> Draft:
    """Keep what was written out of the blue, by itself; an album's files are kept together as far as they fit."""
    album = turn.message.media_group_id if turn.message is not None else None
    draft = drafting.offer(turn.session, turn.chat_id, album, turn.now)
    try:
        drafting.add(turn.session, draft, message_id, text, file, turn.now)
    except DraftFull:
        draft = drafting.begin_another(turn.session, turn.chat_id, turn.now, album)
        drafting.add(turn.session, draft, message_id, text, file, turn.now)
    observing.propose(turn, draft)
    return draft


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
    draft = keep_offered(turn, message.message_id, text, None)
    return turn.say(said, keyboards.petition_offered(draft.key, turn.words))
