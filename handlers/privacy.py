"""/privacidad: the notice, what we hold about a person right now, and the rights over it."""

from handlers import buttons, keyboards, observing
from handlers.answer import Answer, Hand, Say
from handlers.subjects import subject_names
from handlers.texts import general
from handlers.texts import privacy as texts
from handlers.turn import Turn
from participation.observations import rights
from participation.progress import entity
from reports.personal_data import as_json, as_pdf


def show(turn: Turn) -> Answer:
    """The notice, then what is held."""
    held = rights.held(turn.session, turn.office.keys, turn.writer.id, turn.chat_id)
    notice = general.privacy(entity(turn.session), turn.words)
    text = texts.LINE.join([notice, "", texts.held(held, turn.words, turn.formats)])
    return turn.show(text, keyboards.my_data(held, turn.words))


def act(turn: Turn) -> Answer:
    """A right, asked for once more where it can't be undone."""
    match buttons.MyData.read(turn.pressed).what:
        case "download":
            return download(turn)
        case "erase":
            return turn.say(texts.ask_erase(turn.words), keyboards.sure_of_data("erase-sure", turn.words))
        case "erase-sure":
            return erase(turn)
        case "withdraw":
            return turn.say(texts.ask_withdraw(turn.words), keyboards.sure_of_data("withdraw-sure", turn.words))
        case "withdraw-sure":
            return withdraw(turn)
        case _:
            return show(turn)


def download(turn: Turn) -> Answer:
    """«Descargar mis datos»: a PDF to read and a file to take along."""
    own = rights.own_data(turn.session, turn.office.keys, turn.writer.id, turn.chat_id)
    summary = texts.summary(turn.writer.name, own, subject_names(turn), turn.words, turn.formats)
    return turn.answer(
        Hand(turn.words.plain("privacy", "my-data.pdf"), as_pdf(summary)),
        Hand(turn.words.plain("privacy", "my-data.json"), as_json(turn.writer.name, own)),
        Say(texts.downloaded(turn.words), keyboards.back_to_start(turn.words)),
    )


def erase(turn: Turn) -> Answer:
    """«Borrar mis datos», confirmed: nothing ties the person to the cases any more."""
    gone = observing.without_card(turn)
    count = rights.erase(turn.session, turn.office.keys, turn.writer.id, turn.chat_id, turn.now)
    return turn.answer(*gone, Say(texts.erased(count, turn.words), keyboards.back_to_start(turn.words)))


def withdraw(turn: Turn) -> Answer:
    """«Retirar autorización», confirmed."""
    count = rights.withdraw_authorisation(turn.session, turn.office.keys, turn.writer.id, turn.now)
    return turn.say(texts.withdrawn(count, turn.words), keyboards.back_to_start(turn.words))
