"""What the bot had asked a person for, when it comes."""

from handlers import cases, correcting, event_questions, helping, observing
from handlers.answer import Answer
from handlers.office import clarifying
from handlers.turn import Turn
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from participation.observations.errors import DraftFull
from storage.models.cases import Dialogue, Draft
from storage.models.kinds import Waiting
from storage.queries import drafts


def take(turn: Turn, waiting: Dialogue, draft: Draft | None, file: AttachedFile | None) -> Answer | None:
    """What the bot had asked for; None where it is something else after all."""
    answer = _of_draft(turn, waiting, draft, file) if draft is not None else None
    answer = answer or (_of_row(turn, waiting, waiting.case_id, file) if waiting.case_id is not None else None)
    if answer is None:
        drafts.stop_waiting(turn.session, turn.chat_id)
    return answer


def _of_draft(turn: Turn, waiting: Dialogue, draft: Draft, file: AttachedFile | None) -> Answer | None:
    """What was asked about an observation that is being written."""
    match waiting.waiting_for:
        case Waiting.NEW_TEXT if file is None:
            return correcting.take_new_text(turn, draft)
        case Waiting.NAME if file is None and len(turn.text) <= drafting.LONGEST_NAME:
            return correcting.take_name(turn, draft)
        case Waiting.QUESTION_OR_TEXT:
            # The person went on writing: what was asked about belongs to the text, so that nothing is lost.
            try:
                observing.keep_pending(turn, draft)
            except DraftFull as full:
                return observing.did_not_fit(turn, draft, full)
    return None


def _of_row(turn: Turn, waiting: Dialogue, row: int, file: AttachedFile | None) -> Answer | None:
    """What was asked about a case that was sent, an event, an answer: `row` is its id."""
    match waiting.waiting_for:
        case Waiting.MUNICIPALITY if file is None:
            return cases.take_municipality(turn, row)
        case Waiting.MORE_INFORMATION if _is_awaited(turn, waiting.text):
            return cases.take_more(turn, row, file)
        case Waiting.EVENT_QUESTION:
            return event_questions.take(turn, row, file)
        case Waiting.CLARIFICATION:
            return clarifying.take(turn, row, file)
        case Waiting.WHY_NOT_HELPED:
            return helping.take_why(turn, row, file)
    return None


def _is_awaited(turn: Turn, album: str | None) -> bool:
    """Whether a message is what was asked for, or one more file of the album that came then."""
    return album is None or (turn.message is not None and turn.message.media_group_id == album)
