"""What was written out of the blue is kept, and offered to be registered."""

from collections.abc import Callable

from markupsafe import Markup

from handlers import keyboards, observing
from handlers.answer import Answer, Call, Keyboard, Say
from handlers.texts import observations as texts
from handlers.turn import Turn
from locales import Words
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from participation.observations.errors import DraftFull
from participation.progress import entity
from storage.models.cases import Draft
from storage.models.kinds import ContributionKind


def offered_besides(
    turn: Turn, text: str, said: Markup, under: Callable[[str, Words], Keyboard] = keyboards.petition_offered
) -> tuple[Call, ...]:
    """What was written is kept, and can be registered beside the answer that it gets."""
    if turn.message is None or not text:
        return ()
    draft = keep_offered(turn, turn.message.message_id, text, None)
    return (Say(said, under(draft.key, turn.words)),)


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
