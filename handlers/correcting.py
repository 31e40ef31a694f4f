"""«Corregir»: the text anew, the name, and messages that were edited in the chat."""

from handlers import buttons, desk, event_questions, keyboards
from handlers.answer import Answer
from handlers.observing import card, card_at_the_end, did_not_fit, propose, with_draft
from handlers.pacing import too_fast
from handlers.subjects import subject_names
from handlers.texts import cases as case_texts
from handlers.texts import observations as texts
from handlers.texts import staff as staff_texts
from handlers.turn import Turn
from participation.attachments import Refused
from participation.observations import drafting, following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseClosed, CaseFull, DraftFull
from storage.models.cases import Draft
from storage.models.kinds import Waiting
from storage.queries import drafts


def fix(turn: Turn) -> Answer:
    """«Corregir»: what can be changed, and the asking for it."""
    data = buttons.Fix.read(turn.pressed)
    return with_draft(turn, data.draft, lambda draft: _fix(turn, draft, data.what))


def _fix(turn: Turn, draft: Draft, what: str) -> Answer:
    match what:
        case "text":
            drafts.wait_for(turn.session, turn.chat_id, Waiting.NEW_TEXT, turn.now)
            return turn.show(texts.ask_new_text(turn.words), keyboards.back_to_card(draft.key, turn.words))
        case "name":
            drafts.wait_for(turn.session, turn.chat_id, Waiting.NAME, turn.now)
            return turn.show(texts.ask_name(turn.words), keyboards.back_to_card(draft.key, turn.words))
        case "about":
            keyboard = keyboards.abouts(draft.key, subject_names(turn), turn.words)
            return turn.show(texts.ask_about(turn.words), keyboard)
        case "kind":
            return turn.show(texts.ask_kind(turn.words), keyboards.kinds(draft.key, turn.words))
        case _:
            return turn.show(texts.ask_what_to_fix(turn.words), keyboards.fixes(draft.key, turn.words))


def take_new_text(turn: Turn, draft: Draft) -> Answer:
    """The words of a draft, written anew."""
    message = turn.message
    if message is None or not turn.text:
        return turn.say(texts.ask_new_text(turn.words), keyboards.back_to_card(draft.key, turn.words))
    drafting.replace_text(turn.session, draft, message.message_id, turn.text, turn.now)
    drafts.stop_waiting(turn.session, turn.chat_id)
    propose(turn, draft)
    return turn.answer(*card(turn, draft))


def take_name(turn: Turn, draft: Draft) -> Answer:
    """The name as it should stand in the case."""
    if not turn.text.strip():
        return turn.say(texts.ask_name(turn.words), keyboards.back_to_card(draft.key, turn.words))
    drafting.choose_name(draft, turn.text, turn.now)
    drafts.stop_waiting(turn.session, turn.chat_id)
    return turn.answer(*card(turn, draft))


def edited(turn: Turn) -> Answer:
    """A message was edited: the draft that holds it changes; of a case it becomes a version."""
    message = turn.message
    if message is None:
        return turn.nothing()
    if (refused := too_fast(turn)) is not None:
        return refused
    if desk.is_busy(turn):
        return turn.say(staff_texts.edit_not_taken(turn.words))
    file = turn.attachment if isinstance(turn.attachment, AttachedFile) else None
    if isinstance(turn.attachment, Refused) and not turn.text:
        return turn.say(turn.words.say_phrase(turn.attachment.reason, **turn.attachment.values))
    asked = event_questions.edited(turn)
    if asked is None and drafts.edit_pending(turn.session, turn.chat_id, message.message_id, turn.text, turn.now):
        asked = turn.nothing()
    return asked or _edited_draft(turn, message.message_id, file) or _edited_case(turn, message.message_id, file)


def _edited_draft(turn: Turn, message_id: int, file: AttachedFile | None) -> Answer | None:
    try:
        draft = drafting.edit(turn.session, turn.chat_id, message_id, turn.text, file, turn.now)
    except DraftFull as full:
        open_one = drafting.open_draft(turn.session, turn.chat_id)
        return did_not_fit(turn, open_one, full) if open_one else turn.say(texts.full(full.limit, turn.words))
    if draft is None:
        return None
    propose(turn, draft)
    return turn.nothing() if draft.offered else turn.answer(*card_at_the_end(turn, draft))


def _edited_case(turn: Turn, message_id: int, file: AttachedFile | None) -> Answer:
    try:
        case = following.keep_edit(
            turn.session, turn.office.keys, turn.writer.id, message_id, turn.text, file, turn.now
        )
    except CaseClosed:
        return turn.say(case_texts.withdrawn_before(turn.words), keyboards.my_cases_only(turn.words))
    except CaseFull:
        return turn.say(case_texts.full(turn.words), keyboards.my_cases_only(turn.words))
    return turn.nothing() if case is None else turn.say(texts.edit_kept(case, turn.words))
