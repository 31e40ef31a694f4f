"""What is neither a command nor a button: answered in so far as it is understood, and never lost."""

from handlers import (
    awaited,
    desk,
    draft_questions,
    keyboards,
    observing,
)
from handlers.answer import Answer, Say
from handlers.offering import offer
from handlers.office import clarifying
from handlers.pacing import too_fast
from handlers.questions import answer_text, in_danger
from handlers.reading import understood
from handlers.texts import general
from handlers.turn import Turn
from participation.attachments import Refused
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from participation.understanding import Intent
from storage.queries import drafts


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
    if draft_questions.is_question(turn, draft, turn.text):
        return draft_questions.ask_which(turn, draft)
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


def answer_other(turn: Turn) -> Answer:
    """A sticker, a place, a contact, a dice: nothing that we need."""
    return turn.say(general.location_not_needed(turn.words), keyboards.menu(turn.words))


def unknown_command(turn: Turn) -> Answer:
    """A command that does not exist, or not for this person."""
    return turn.say(general.unknown_command(turn.words), keyboards.menu(turn.words))


def stale_button(turn: Turn) -> Answer:
    """A button whose data nothing here understands any more."""
    return turn.say(general.stale(turn.words), keyboards.menu(turn.words))
