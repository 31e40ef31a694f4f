"""/start with its deep links, the menu, and help."""

from handlers import buttons, events, keyboards, observing, progress
from handlers.answer import Answer
from handlers.texts import general
from handlers.texts.plan import plan_name
from handlers.turn import Turn
from participation.observations import drafting
from participation.progress import entity, plan_progress
from storage.queries import chats, drafts


def start(turn: Turn) -> Answer:
    """/start: the welcome, or what the link that opened the chat points at."""
    target, _, code = (turn.arguments[0] if turn.arguments else "").partition("_")
    match target:
        case "avance":
            return progress.show_progress(turn)
        case "producto" if code:
            return progress.open_product(turn, code)
        case "actividad" if code:
            return progress.open_activity(turn, code)
        case "evento" if code:
            return events.open_event(turn, code)
        case "observar":
            return observing.begin(turn)
        case _:
            return welcome(turn)


def welcome(turn: Turn) -> Answer:
    """Who this is and what one can do."""
    plan = plan_progress(turn.session, turn.today)
    text = general.welcome(plan.entity, plan_name(plan), turn.words)
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


def show_notices(turn: Turn) -> Answer:
    """/avisos."""
    return turn.show(general.not_yet(turn.words), keyboards.back_to_start(turn.words))


def cancel(turn: Turn) -> Answer:
    """/cancelar: drop what was half done."""
    draft = drafting.open_draft(turn.session, turn.chat_id)
    if draft is not None:
        return observing.cancel(turn, draft)
    drafts.stop_waiting(turn.session, turn.chat_id)
    return turn.say(general.nothing_to_cancel(turn.words), keyboards.menu(turn.words))


def follow_membership(turn: Turn) -> Answer:
    """Somebody blocked the bot, or let it in again."""
    change = turn.update.my_chat_member
    if change is None:
        return turn.nothing()
    gone = change.new_chat_member.status in {"kicked", "left"}
    chats.mark_blocked(turn.session, change.chat.id, turn.now if gone else None)
    return turn.nothing()
