"""/start with its deep links, the menu, and help."""

import re
from collections.abc import Callable

from handlers import (
    avisos,
    buttons,
    cases,
    desk,
    event_questions,
    event_survey,
    events,
    groups,
    joining,
    keyboards,
    observing,
    privacy,
    progress,
    reminding,
    staff,
)
from handlers.answer import Answer, Call, Say
from handlers.texts import cases as case_texts
from handlers.texts import general
from handlers.texts import observations as observation_texts
from handlers.texts import staff as staff_texts
from handlers.texts.plan import plan_name
from handlers.turn import Turn
from locales import Language
from participation import notices
from participation.audience import subscriptions
from participation.observations import drafting
from participation.progress import entity, plan_progress
from storage.models.kinds import Waiting
from storage.queries import chats, drafts


def start(turn: Turn) -> Answer:
    """/start: the welcome, or what the link that opened the chat points at."""
    back = avisos.come_back(turn)
    opened = _open(turn)
    return Answer(opened.chat_id, (*back, *opened.calls))


def _open(turn: Turn) -> Answer:
    payload = turn.arguments[0] if turn.arguments else ""
    target, _, code = payload.partition("_")
    if not turn.is_private and target in ONES_OWN:
        return groups.in_private(payload if OF_A_LINK.fullmatch(payload) else "inicio")(turn)
    if code and target in OPENED_BY_CODE:
        return OPENED_BY_CODE[target](turn, code)
    if target in OPENED:
        return OPENED[target](turn)
    greeting = welcome(turn)
    return Answer(greeting.chat_id, (*greeting.calls, *_half_way(turn)))


# What a link can open: `start=avance`, `start=producto_<code>` and so on.
OPENED: dict[str, Callable[[Turn], Answer]] = {
    "avance": progress.show_progress,
    "observar": observing.begin,
    "casos": cases.show_mine,
    "avisos": avisos.show,
    "privacidad": privacy.show,
    "panel": staff.show_panel,
}
OPENED_BY_CODE: dict[str, Callable[[Turn, str], Answer]] = {
    "producto": progress.open_product,
    "actividad": progress.open_activity,
    "evento": events.open_event,
    reminding.PAYLOAD: reminding.open_reminder,
    event_questions.PAYLOAD: event_questions.open_question,
    event_survey.PAYLOAD: event_survey.open_survey,
    "equipo": joining.join,
}

# What a group does not see, whoever asked for it there: a link can open the bot in a group at any of them.
OF_A_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what Telegram takes in one
ONES_OWN = frozenset({*OPENED, *OPENED_BY_CODE}) - {"avance", "producto", "actividad", "evento"}


def _half_way(turn: Turn) -> tuple[Call, ...]:
    """Who was half-way through something is offered to go on or drop it. What else was asked is asked no more."""
    draft = drafting.open_draft(turn.session, turn.chat_id)
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    awaited = waiting.waiting_for if waiting is not None else None
    is_adding = waiting is not None and awaited is Waiting.MORE_INFORMATION and waiting.text is None
    case_id = waiting.case_id if waiting is not None and is_adding else None
    if (asked := event_questions.half_way(turn, waiting)) is not None:
        return asked
    if awaited is not Waiting.QUESTION_OR_TEXT:
        drafts.stop_waiting(turn.session, turn.chat_id)
    elif draft is not None:
        return observing.half_way(turn, draft)
    if (draft := drafting.drop_if_empty(turn.session, turn.chat_id, turn.now)) is not None:
        return observing.half_way(turn, draft)
    return cases.half_way(turn, case_id) if case_id is not None else ()


def welcome(turn: Turn) -> Answer:
    """Who this is and what one can do."""
    plan = plan_progress(turn.session, turn.today)
    text = general.welcome(plan.entity, plan_name(plan), turn.words)
    if turn.language is Language.ES and turn.uses_english:
        text = general.LINE.join([text, general.in_english()])
    return turn.show(text, keyboards.menu(turn.words))


def show_help(turn: Turn) -> Answer:
    """/ayuda: the commands, and how screens arrive."""
    new = turn.preferences.new_messages
    return turn.show(
        general.help_text(turn.words, new_messages=new), keyboards.help_keyboard(turn.words, new_messages=new)
    )


def choose_screens(turn: Turn) -> Answer:
    """«Mensajes nuevos»: from now on each screen is a new message, or the same one again."""
    new = buttons.Screens.read(turn.pressed).how == "new"
    chats.choose(turn.session, turn.chat_id, new_messages=new)
    return turn.say(
        general.screens_chosen(turn.words, new_messages=new), keyboards.help_keyboard(turn.words, new_messages=new)
    )


def show_contact(turn: Turn) -> Answer:
    """/contacto."""
    return turn.show(general.contact(entity(turn.session), turn.words), keyboards.back_to_start(turn.words))


def ask_language(turn: Turn) -> Answer:
    """/idioma."""
    return turn.show(general.language_question(turn.words), keyboards.languages())


def choose_language(turn: Turn) -> Answer:
    """The language to answer in from now on."""
    language = buttons.SpeakIn.read(turn.pressed).language
    chats.choose(turn.session, turn.chat_id, language=language)
    turn.speak(language)
    return turn.show(general.language_chosen(turn.words), keyboards.menu(turn.words))


CORRECTIONS = frozenset({Waiting.NEW_TEXT, Waiting.NAME})


def cancel(turn: Turn) -> Answer:
    """/cancelar: drop everything that was half done, what was only offered to be registered included.

    In the middle of a correction only the correction is dropped.
    """
    asked = drafts.dialogue(turn.session, turn.chat_id)
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if draft is not None and asked is not None and asked.waiting_for in CORRECTIONS:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.answer(*observing.card(turn, draft))
    if desk.leave(turn):
        return turn.say(staff_texts.left(turn.words), keyboards.panel_only(turn.words))
    gone = observing.without_card(turn)
    was_asked = drafts.dialogue(turn.session, turn.chat_id) is not None
    drafts.stop_waiting(turn.session, turn.chat_id)
    if drafting.cancel_all(turn.session, turn.chat_id, turn.now):
        return turn.answer(*gone, Say(observation_texts.cancelled(turn.words), keyboards.menu(turn.words)))
    if was_asked:
        return turn.say(case_texts.left_out(turn.words), keyboards.menu(turn.words))
    return turn.say(general.nothing_to_cancel(turn.words), keyboards.menu(turn.words))


def follow_membership(turn: Turn) -> Answer:
    """Somebody blocked the bot, or let it in again."""
    change = turn.update.my_chat_member
    if change is None:
        return turn.nothing()
    gone = change.new_chat_member.status in {"kicked", "left"}
    chats.mark_blocked(turn.session, change.chat.id, turn.now if gone else None)
    if gone:
        subscriptions.pause(turn.session, change.chat.id, turn.now)
        return turn.nothing()
    notices.tell_author_again(turn.session, turn.office.keys, turn.writer.id)
    return turn.answer(*avisos.come_back(turn))
