"""A question while an observation is being written: answered, or filed as it stands; never swallowed."""

from handlers import buttons, keyboards, observing
from handlers.answer import Answer, Say
from handlers.offering import keep_offered
from handlers.questions import answer_text
from handlers.reading import understood
from handlers.texts import observations as texts
from handlers.turn import Turn
from participation.observations import drafting
from participation.understanding import Intent
from storage.models.cases import Draft
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


def ask_which(turn: Turn, draft: Draft) -> Answer:
    """Whether the question is for the bot or belongs to the observation; it is kept until the person says."""
    message_id = turn.message.message_id if turn.message is not None else None
    drafts.wait_for(
        turn.session, turn.chat_id, Waiting.QUESTION_OR_TEXT, turn.now, text=turn.text, message_id=message_id
    )
    return turn.say(texts.question_inside(turn.words), keyboards.question_inside(draft.key, turn.words))


def answer_pending(turn: Turn) -> Answer:
    """«Responderme»: the question is answered, and the card stays at hand.

    It can still be filed as it was written: who came to send a petition has written a question.
    """
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if waiting is None or waiting.waiting_for is not Waiting.QUESTION_OR_TEXT or waiting.text is None:
        key = buttons.AnswerMe.read(turn.pressed).draft
        return turn.answer(*observing.card(turn, draft)) if draft is not None else observing.no_draft(turn, key)
    asked, message_id = waiting.text, waiting.message_id
    drafts.stop_waiting(turn.session, turn.chat_id)
    answer = answer_text(turn, asked)
    if draft is None or message_id is None:
        return answer
    question = keep_offered(turn, message_id, asked, None)
    left_out = Say(texts.question_left_out(turn.words), keyboards.question_left_out(question.key, turn.words))
    # A card without a word on it would be something to send that is not there.
    card = () if drafting.view(turn.session, draft).is_empty else observing.card(turn, draft)
    return Answer(answer.chat_id, (*answer.calls, left_out, *card))


def add_to_text(turn: Turn) -> Answer:
    """«Agregar a mi texto»: it was no question to the bot, or it is to be filed although the bot has answered it."""
    key = buttons.AddToText.read(turn.pressed).draft
    writing = drafting.open_draft(turn.session, turn.chat_id)
    if writing is not None and drafts.draft(turn.session, key) is None:  # a second press: it is on the card already
        return turn.answer(*observing.card(turn, writing))

    def add(draft: Draft) -> Answer:
        if writing is None:
            return observing.take(turn, draft)
        kept = drafting.accept(turn.session, draft, turn.now)
        observing.propose(turn, kept)
        return turn.answer(*observing.card(turn, kept))

    return observing.with_draft(turn, key, add)
