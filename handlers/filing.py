"""Sending an observation: the number, once it is stored with the case."""

from collections.abc import Callable

from handlers import buttons, keyboards, observing
from handlers.answer import Answer, Say
from handlers.texts import answers as answer_texts
from handlers.texts import observations as texts
from handlers.turn import Turn
from participation.followup import supporting
from participation.observations import filing
from participation.observations.errors import DraftFull, EmptyDraft, NoDraft, TooManyCases
from participation.observations.filing import Filed
from storage.queries import drafts

MOST_DIGITS = 18  # of a row's id; a longer one is forged


def send(turn: Turn) -> Answer:
    """«Enviar con mi nombre», «Enviar sin mi nombre»."""
    data = buttons.Send.read(turn.pressed)
    return _unseen(turn, data.draft) or file_draft(turn, data.draft, with_name=data.named == "1")


def join(turn: Turn) -> Answer:
    """«Me sumo»: a number of one's own, tied to the observation that says the same."""
    data, office = buttons.Join.read(turn.pressed), turn.office
    case_id = int(data.case) if data.case.isdecimal() and len(data.case) <= MOST_DIGITS else 0

    def file() -> Filed:
        return supporting.join(turn.session, data.draft, case_id, turn.writer, office.keys, turn.now, office.zone)

    return _unseen(turn, data.draft) or _filed(turn, data.draft, file)


def _unseen(turn: Turn, key: str) -> Answer | None:
    """What was asked about in between was not on the card that was pressed: it is shown before it is sent."""
    draft = drafts.draft(turn.session, key)
    if draft is None or draft.chat_id != turn.chat_id:
        return None
    try:
        if observing.keep_pending(turn, draft):
            return turn.answer(Say(texts.look_again(turn.words)), *observing.card(turn, draft))
    except DraftFull as full:
        return observing.did_not_fit(turn, draft, full)
    return None


def file_draft(turn: Turn, key: str, *, with_name: bool) -> Answer:
    """The number of a draft that is sent as it stands, once it is stored."""
    office = turn.office

    def file() -> Filed:
        return filing.file_draft(
            turn.session, key, turn.writer, office.keys, turn.now, office.zone, with_name=with_name
        )

    return _filed(turn, key, file)


def _filed(turn: Turn, key: str, file: Callable[[], Filed]) -> Answer:
    """The number, once it is stored; or why there is none."""
    try:
        filed = file()
    except NoDraft:
        return observing.no_draft(turn, key)
    except EmptyDraft:
        return turn.say(texts.empty(turn.words))
    except TooManyCases:
        return turn.say(texts.too_many(turn.words))
    if filed.again:
        return observing.already_filed(turn, filed)
    text = texts.filed(filed.case, filed.receipt, turn.words, turn.formats)
    if filed.case.supports is not None:
        text = texts.LINE.join([text, answer_texts.joined(turn.words)])
    return turn.answer(*observing.without_card(turn), Say(text, keyboards.filed(filed.case, turn.words)))
