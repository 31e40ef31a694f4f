"""Cases that were sent: one's own list, one of them, adding to it, withdrawing it, where it comes from."""

from collections.abc import Callable

from handlers import buttons, keyboards
from handlers.answer import Answer
from handlers.subjects import subject_names
from handlers.texts import cases as texts
from handlers.turn import Turn
from participation.observations import following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseClosed, NoCase
from participation.plan.current import current_plan
from participation.proof import normal_receipt_code
from participation.radicado import UnreadableRadicado, parse
from participation.territory import find_municipalities, municipality
from storage.models.cases import Case
from storage.models.kinds import Waiting
from storage.queries import cases, drafts

MOST_MUNICIPALITIES = 8


def show_mine(turn: Turn) -> Answer:
    """/mis_observaciones: number, about what, how it stands, by when."""
    found = following.my_cases(turn.session, turn.office.keys, turn.writer.id)
    text = texts.mine(found, subject_names(turn), turn.words, turn.formats)
    return turn.show(text, keyboards.my_cases(found, turn.words))


def show_case(turn: Turn) -> Answer:
    """/caso PPC-2021-000001-7, for its author, or with its receipt."""
    if not turn.arguments:
        return turn.say(texts.how_to_ask(turn.words), keyboards.my_cases_only(turn.words))
    *number, last = turn.arguments
    receipt = normal_receipt_code(last) if number else None
    asked = " ".join(number) if receipt else " ".join(turn.arguments)
    try:
        read = parse(asked, current_plan(turn.session).year)
        case = following.find_case(turn.session, turn.office.keys, turn.writer.id, read.vigencia, read.number, receipt)
    except UnreadableRadicado as error:
        return turn.say(turn.words.say_phrase(error.phrase, **error.values), keyboards.my_cases_only(turn.words))
    except NoCase:
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    return _case(turn, case)


def open_case(turn: Turn) -> Answer:
    """A case from the list."""
    return _with_mine(turn, buttons.OpenCase.read(turn.pressed).case, lambda case: _case(turn, case))


def _case(turn: Turn, case: Case) -> Answer:
    view = following.whole(turn.session, case)
    text = texts.one(view, subject_names(turn), turn.words, turn.formats)
    author = cases.author(turn.session, case.id)
    is_mine = author is not None and following.is_author(author, turn.office.keys, turn.writer.id)
    return turn.show(text, keyboards.case(case, turn.words) if is_mine else keyboards.back_to_start(turn.words))


def ask_more(turn: Turn) -> Answer:
    """«Agregar información»."""

    def ask(case: Case) -> Answer:
        drafts.wait_for(turn.session, turn.chat_id, Waiting.MORE_INFORMATION, turn.now, case_id=case.id)
        return turn.say(texts.ask_more(case, turn.words), keyboards.stop_asking(turn.words))

    return _with_mine(turn, buttons.AddToCase.read(turn.pressed).case, ask)


def take_more(turn: Turn, case_id: int, file: AttachedFile | None) -> Answer:
    """What is added to a case. An album's files all go in; the answer comes with the last of them."""
    message = turn.message
    if message is None:
        return turn.nothing()
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, case_id)
        following.add_information(turn.session, case, message.message_id, turn.text, file, turn.now)
    except NoCase:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    except CaseClosed:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.say(texts.withdrawn_before(turn.words), keyboards.my_cases_only(turn.words))
    if turn.more_waiting:
        return turn.nothing()
    drafts.stop_waiting(turn.session, turn.chat_id)
    return turn.say(texts.added(case, turn.words), keyboards.case(case, turn.words))


def withdraw(turn: Turn) -> Answer:
    """«Retirar mi caso», asked once more."""
    data = buttons.WithdrawCase.read(turn.pressed)

    def decide(case: Case) -> Answer:
        if data.sure != "1":
            return turn.say(texts.ask_withdraw(case, turn.words), keyboards.sure_to_withdraw(case, turn.words))
        following.withdraw(case)
        return turn.say(texts.withdrawn(case, turn.words), keyboards.my_cases_only(turn.words))

    return _with_mine(turn, data.case, decide)


def add_municipality(turn: Turn) -> Answer:
    """«Agregar municipio»: asked for, or chosen from those that are alike."""
    data = buttons.AddMunicipality.read(turn.pressed)

    def decide(case: Case) -> Answer:
        chosen = municipality(data.municipality)
        if chosen is not None:
            return _keep_municipality(turn, case, chosen.code)
        drafts.wait_for(turn.session, turn.chat_id, Waiting.MUNICIPALITY, turn.now, case_id=case.id)
        return turn.say(texts.ask_municipality(turn.words), keyboards.stop_asking(turn.words))

    return _with_mine(turn, data.case, decide)


def take_municipality(turn: Turn, case_id: int) -> Answer:
    """The name, or part of it, as somebody typed it."""
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, case_id)
    except NoCase:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    found = find_municipalities(turn.text, MOST_MUNICIPALITIES)
    if not found:
        return turn.say(texts.no_municipality(turn.words), keyboards.stop_asking(turn.words))
    return turn.say(texts.which_municipality(turn.words), keyboards.municipalities(case, found, turn.words))


def _keep_municipality(turn: Turn, case: Case, code: str) -> Answer:
    following.set_municipality(case, code)
    drafts.stop_waiting(turn.session, turn.chat_id)
    chosen = municipality(code)
    if chosen is None:
        return turn.say(texts.no_municipality(turn.words), keyboards.stop_asking(turn.words))
    return turn.say(texts.municipality_kept(chosen, turn.words), keyboards.groups(turn.words))


def count_group(turn: Turn) -> Answer:
    """A group that the person belongs to: counted apart, tied to nothing."""
    data = buttons.AddGroup.read(turn.pressed)
    if data.group:
        following.count_group(turn.session, data.group)
    return turn.show(texts.group_counted(turn.words), keyboards.my_cases_only(turn.words))


def stop_asking(turn: Turn) -> Answer:
    """The person does not want to say it."""
    drafts.stop_waiting(turn.session, turn.chat_id)
    return turn.show(texts.left_out(turn.words), keyboards.my_cases_only(turn.words))


def _with_mine(turn: Turn, case_id: str, then: Callable[[Case], Answer]) -> Answer:
    """Do something with one of the person's own cases; whoever forges the button is told that there is none."""
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, int(case_id))
    except (NoCase, ValueError):
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    return then(case)
