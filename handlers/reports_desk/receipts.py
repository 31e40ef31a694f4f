"""«Guardar comprobante»: the file with which an author checks that the case is in the report, and nobody else's."""

from handlers import keyboards
from handlers.answer import Answer, Hand
from handlers.buttons.reports import SaveReceipt
from handlers.texts import cases as case_texts
from handlers.texts import reports as texts
from handlers.turn import Turn
from participation.observations import following
from participation.observations.errors import NoCase
from participation.publication import inclusion, receipts


def save(turn: Turn) -> Answer:
    """The receipt; once the case is in a published report, also the path from it to the root."""
    written = SaveReceipt.read(turn.pressed).case
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, int(written))
    except (NoCase, ValueError):
        return turn.say(case_texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    words = turn.words
    name = words.plain("file name", "receipt-{number}.json", number=case.radicado)
    handed = [Hand(name, receipts.receipt(turn.session, case), texts.receipt_given(words))]
    found = inclusion.in_report(turn.session, case)
    if found is not None and found.is_verified:
        name = words.plain("file name", "proof-{number}.json", number=case.radicado)
        handed.append(Hand(name, receipts.path_file(case, found), texts.path_given(words)))
    return turn.answer(*handed)
