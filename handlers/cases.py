"""Cases that were sent: one's own list, one of them, adding to it, withdrawing it, where it comes from."""

from collections.abc import Callable

from handlers import buttons, inclusion, keyboards
from handlers.answer import Answer, Call, HandFile, Say
from handlers.observing import notes
from handlers.subjects import subject_names
from handlers.texts import answers as answer_texts
from handlers.texts import cases as texts
from handlers.texts import inclusion as inclusion_texts
from handlers.turn import Turn
from participation.observations import following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseAnswered, CaseClosed, CaseFull, NoCase
from participation.observations.following import CaseView
from participation.plan.current import current_plan
from participation.progress import entity
from participation.proof import normal_receipt_code
from participation.radicado import UnreadableRadicado, parse
from participation.territory import Municipality, find_municipalities, municipality
from storage.models.cases import Case
from storage.models.kinds import PartKind, Waiting
from storage.queries import answers, drafts

MOST_MUNICIPALITIES = 8
MOST_WORDS = 8  # of a municipality's name with its department; who writes more says something else


def show_mine(turn: Turn) -> Answer:
    """/mis_observaciones: number, about what, how it stands, by when."""
    found = following.my_cases(turn.session, turn.office.keys, turn.writer.id)
    rows = inclusion.rows_of(turn.session, found)
    listed = {case_id: inclusion_texts.row(one, turn.words, turn.formats) for case_id, one in rows.items()}
    text = texts.mine(found, subject_names(turn), turn.words, turn.formats, listed)
    if following.more_than_shown(turn.session, turn.office.keys, turn.writer.id):
        text = texts.PARAGRAPH.join([text, texts.earlier(turn.words)])
    # A new message: the one with the number and the receipt stays as it is.
    return turn.say(text, keyboards.my_cases(found, turn.words))


def show_case(turn: Turn) -> Answer:
    """/caso PPC-2021-000001-7, for its author, or with its receipt."""
    if not turn.arguments:
        return turn.say(texts.how_to_ask(turn.words), keyboards.my_cases_only(turn.words))
    asked, receipt = _number_and_receipt(turn.arguments)
    try:
        read = parse(asked, current_plan(turn.session).year)
        case = following.find_case(turn.session, turn.office.keys, turn.writer.id, read.vigencia, read.number, receipt)
    except UnreadableRadicado as error:
        return turn.say(turn.words.say_phrase(error.phrase, **error.values), keyboards.my_cases_only(turn.words))
    except NoCase:
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    return _case(turn, case)


def _number_and_receipt(written: list[str]) -> tuple[str, str | None]:
    """The number, and the receipt behind it: in one piece, or in the three that it is shown in."""
    for pieces in (1, 3):
        receipt = normal_receipt_code("".join(written[-pieces:])) if len(written) > pieces else None
        if receipt is not None:
            return " ".join(written[:-pieces]), receipt
    return " ".join(written), None


def open_case(turn: Turn) -> Answer:
    """A case from the list."""
    return _with_mine(turn, buttons.OpenCase.read(turn.pressed).case, lambda case: _case(turn, case))


def _case(turn: Turn, case: Case) -> Answer:
    """All of it for its author; who has the receipt sees how it stands, and nothing of what was written."""
    names = subject_names(turn)
    receipt = following.receipt_of(turn.session, case, turn.office.keys, turn.writer.id)
    listed = inclusion.in_report(turn.session, case)
    row = [inclusion_texts.in_report(listed, turn.words, turn.formats)] if listed is not None else []
    if receipt is None:
        text = texts.PARAGRAPH.join([texts.by_receipt(case, names, turn.words, turn.formats), *row])
        return turn.show(text, keyboards.back_to_start(turn.words))
    view = following.whole(turn.session, case)
    text = texts.PARAGRAPH.join([texts.one(view, receipt, names, turn.words, turn.formats), *row])
    if not view.answers:
        return turn.show(text, keyboards.case(case, turn.words))
    shown = turn.show(text)
    return Answer(shown.chat_id, (*shown.calls, *_answered(turn, view)))


def _answered(turn: Turn, view: CaseView) -> tuple[Call, ...]:
    """The answer in force, with its letter, and what its author can say of it."""
    last = view.answers[-1]
    told = answer_texts.in_case(
        view.answers,
        answers.signers(turn.session, view.answers),
        entity(turn.session).short_name,
        turn.words,
        turn.formats,
    )
    letter = (
        (HandFile(last.letter_hash, last.letter_name or "", PartKind.DOCUMENT),) if last.letter_hash is not None else ()
    )
    return (*letter, Say(texts.PARAGRAPH.join(told), keyboards.case(view.case, turn.words, last)))


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
    keys, writer = turn.office.keys, turn.writer.id
    drafts.stop_waiting(turn.session, turn.chat_id)
    try:
        case = following.my_case(turn.session, keys, writer, case_id)
        following.add_information(turn.session, keys, writer, case, message.message_id, turn.text, file, turn.now)
    except NoCase:
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    except CaseClosed:
        return turn.say(texts.withdrawn_before(turn.words), keyboards.my_cases_only(turn.words))
    except CaseFull:
        return turn.say(texts.full(turn.words), keyboards.my_cases_only(turn.words))
    heard = notes(turn, file)
    if message.media_group_id is not None:
        _await_rest(turn, case, message.media_group_id)
    if turn.more_waiting:
        return turn.answer(*heard)
    return turn.answer(*heard, Say(texts.added(case, turn.words), keyboards.case(case, turn.words)))


def _await_rest(turn: Turn, case: Case, album: str) -> None:
    """The other files of an album may come a moment later, and belong to the same case."""
    drafts.wait_for(turn.session, turn.chat_id, Waiting.MORE_INFORMATION, turn.now, case_id=case.id, text=album)


def half_way(turn: Turn, case_id: int) -> tuple[Call, ...]:
    """At /start, while something was being added to a case: go on, or leave it."""
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, case_id)
    except NoCase:
        return ()
    return (Say(texts.half_way(case, turn.words), keyboards.half_way_in_case(case, turn.words)),)


def withdraw(turn: Turn) -> Answer:
    """«Retirar mi caso», asked once more."""
    data = buttons.WithdrawCase.read(turn.pressed)

    def decide(case: Case) -> Answer:
        if data.sure != "1":
            return turn.say(texts.ask_withdraw(case, turn.words), keyboards.sure_to_withdraw(case, turn.words))
        try:
            following.withdraw(case)
        except CaseAnswered:
            return turn.say(texts.answered_before(turn.words), keyboards.case(case, turn.words))
        return turn.say(texts.withdrawn(case, turn.words), keyboards.my_cases_only(turn.words))

    return _with_mine(turn, data.case, decide)


def add_municipality(turn: Turn) -> Answer:
    """«Agregar municipio»: asked for, or chosen from those that are alike."""
    data = buttons.AddMunicipality.read(turn.pressed)

    def decide(case: Case) -> Answer:
        chosen = municipality(data.municipality)
        if chosen is not None:
            return _keep_municipality(turn, case, chosen)
        drafts.wait_for(turn.session, turn.chat_id, Waiting.MUNICIPALITY, turn.now, case_id=case.id)
        return turn.say(texts.ask_municipality(turn.words), keyboards.stop_asking(turn.words))

    return _with_mine(turn, data.case, decide)


def take_municipality(turn: Turn, case_id: int) -> Answer | None:
    """The name, or part of it, as somebody typed it; None for what is no name at all."""
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, case_id)
    except NoCase:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.say(texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    found = find_municipalities(turn.text, MOST_MUNICIPALITIES)
    if not found:
        if "?" in turn.text or len(turn.text.split()) > MOST_WORDS:
            return None
        return turn.say(texts.no_municipality(turn.words), keyboards.stop_asking(turn.words))
    return turn.say(texts.which_municipality(turn.words), keyboards.municipalities(case, found, turn.words))


def _keep_municipality(turn: Turn, case: Case, chosen: Municipality) -> Answer:
    following.set_municipality(case, chosen.code)
    drafts.wait_for(turn.session, turn.chat_id, Waiting.GROUP, turn.now)
    return turn.say(texts.municipality_kept(chosen, turn.words), keyboards.groups(turn.words))


def count_group(turn: Turn) -> Answer:
    """A group that the person belongs to: counted apart, tied to nothing, and once for each time that it is asked."""
    data = buttons.AddGroup.read(turn.pressed)
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    if waiting is not None and waiting.waiting_for is Waiting.GROUP:
        drafts.stop_waiting(turn.session, turn.chat_id)
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
