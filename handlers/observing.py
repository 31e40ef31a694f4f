"""Writing an observation: prompt, card, corrections, and the number once it is stored."""

from collections.abc import Callable

from handlers import buttons, keyboards
from handlers.answer import Answer, Call, Remove, Say
from handlers.reading import about_of, understood
from handlers.subjects import read_about, subject_names
from handlers.texts import observations as texts
from handlers.turn import Turn
from participation.observations import drafting, filing, following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import DraftFull, EmptyDraft, NoDraft, TooManyCases
from participation.observations.filing import Filed
from participation.progress import entity
from storage.models.cases import Dialogue, Draft
from storage.models.kinds import ContributionKind, PetitionKind, Waiting
from storage.queries import drafts, turns

CARD = "draft"


def begin(turn: Turn) -> Answer:
    """«Enviar observación», «Opinar»: the prompt, or the draft that is open already."""
    pressed = turn.pressed if buttons.Observe.matches(turn.pressed) else None
    about = read_about(buttons.Observe.read(pressed).about) if pressed else None
    draft = drafting.begin(turn.session, turn.chat_id, about, turn.now)
    drafts.stop_waiting(turn.session, turn.chat_id)
    view = drafting.view(turn.session, draft)
    if not view.is_empty:
        return turn.answer(Say(texts.unsent(turn.words)), *card(turn, draft))
    name = subject_names(turn).name(draft.about, draft.about_code, turn.words) if draft.about_chosen else None
    text = texts.prompt(entity(turn.session), name, turn.words)
    return turn.say(text, keyboards.prompt(draft.key, turn.words))


def add_message(turn: Turn, draft: Draft, text: str, file: AttachedFile | None) -> Answer:
    """One more message for the draft. Its card is drawn once nothing more of the chat waits (albums)."""
    message = turn.message
    if message is None:
        return turn.nothing()
    try:
        drafting.add(turn.session, draft, message.message_id, text, file, turn.now)
    except DraftFull as full:
        return turn.answer(Say(texts.full(full.limit, turn.words)), *card(turn, draft))
    propose(turn, draft)
    return turn.nothing() if turn.more_waiting else turn.answer(*card(turn, draft))


def propose(turn: Turn, draft: Draft) -> None:
    """Let the text itself tell what it is and what it is about, where the person did not say."""
    view = drafting.view(turn.session, draft)
    if view.text:
        proposed = understood(turn, view.text).contribution
        drafting.propose(draft, proposed.kind, about_of(turn, proposed))


def card(turn: Turn, draft: Draft) -> tuple[Call, ...]:
    """The one card of a draft, kept last in the chat: the one before goes."""
    before = turns.shown_message(turn.session, turn.chat_id, CARD)
    view = drafting.view(turn.session, draft)
    name = draft.name or turn.writer.name
    text = texts.card(view, subject_names(turn), name, entity(turn.session), turn.words, turn.formats)
    gone = (Remove(before),) if before is not None else ()
    return (*gone, Say(text, keyboards.card(draft.key, turn.words), slot=CARD))


def show_card(turn: Turn) -> Answer:
    """Back to the card."""
    return with_draft(turn, buttons.Card.read(turn.pressed).draft, lambda draft: turn.answer(*card(turn, draft)))


def send(turn: Turn) -> Answer:
    """«Enviar con mi nombre», «Enviar sin mi nombre»: the number, once it is stored with the case."""
    data = buttons.Send.read(turn.pressed)
    try:
        filed = filing.file_draft(
            turn.session,
            data.draft,
            turn.writer,
            turn.office.keys,
            turn.now,
            turn.office.zone,
            with_name=data.named == "1",
        )
    except NoDraft:
        return no_draft(turn, data.draft)
    except EmptyDraft:
        return turn.say(texts.empty(turn.words))
    except TooManyCases:
        return turn.say(texts.too_many(turn.words))
    if filed.again:
        return already_filed(turn, filed)
    before = turns.shown_message(turn.session, turn.chat_id, CARD)
    gone = (Remove(before),) if before is not None else ()
    text = texts.filed(filed.case, filed.receipt, turn.words, turn.formats)
    return turn.answer(*gone, Say(text, keyboards.filed(filed.case, turn.words)))


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


def set_about(turn: Turn) -> Answer:
    """«Tema»: chosen, or which event."""
    data = buttons.SetAbout.read(turn.pressed)

    def choose(draft: Draft) -> Answer:
        if data.about == "events":
            keyboard = keyboards.about_events(draft.key, subject_names(turn), turn.words)
            return turn.show(texts.ask_event(turn.words), keyboard)
        drafting.choose_about(draft, read_about(data.about), turn.now)
        return turn.answer(*card(turn, draft))

    return with_draft(turn, data.draft, choose)


def set_kind(turn: Turn) -> Answer:
    """«Tipo»: chosen; of a petition, what it asks for, because its term depends on it."""
    data = buttons.SetKind.read(turn.pressed)
    kind, _, petition = data.kind.partition(".")

    def choose(draft: Draft) -> Answer:
        chosen = ContributionKind(kind)
        asked = PetitionKind(petition) if petition else None
        drafting.choose_kind(draft, chosen, asked, turn.now)
        if chosen is ContributionKind.PETITION and asked is None:
            return turn.show(texts.ask_petition(turn.words), keyboards.petitions(draft.key, turn.words))
        return turn.answer(*card(turn, draft))

    return with_draft(turn, data.draft, choose)


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


def drop(turn: Turn) -> Answer:
    """«Cancelar»: what was not sent is erased at once."""
    data = buttons.DropDraft.read(turn.pressed)
    return with_draft(turn, data.draft, lambda draft: cancel(turn, draft))


def cancel(turn: Turn, draft: Draft) -> Answer:
    """Erase a draft, from its button or by /cancelar."""
    before = turns.shown_message(turn.session, turn.chat_id, CARD)
    drafting.cancel(turn.session, draft.key)
    drafts.stop_waiting(turn.session, turn.chat_id)
    gone = (Remove(before),) if before is not None else ()
    return turn.answer(*gone, Say(texts.cancelled(turn.words), keyboards.menu(turn.words)))


def edited(turn: Turn) -> Answer:
    """A message was edited: the draft that holds it changes; of a case it becomes a version."""
    message = turn.message
    if message is None:
        return turn.nothing()
    draft = drafting.edit(turn.session, turn.chat_id, message.message_id, turn.text, turn.now)
    if draft is not None:
        propose(turn, draft)
        return turn.nothing() if draft.offered else turn.answer(*card(turn, draft))
    case = following.keep_edit(turn.session, turn.office.keys, turn.writer.id, message.message_id, turn.text, turn.now)
    return turn.nothing() if case is None else turn.say(texts.edit_kept(case, turn.words))


def accept(turn: Turn) -> Answer:
    """«Sí, registrarla»: what was written out of the blue gets its card."""

    def take(draft: Draft) -> Answer:
        return turn.answer(*card(turn, drafting.accept(turn.session, draft, turn.now)))

    return with_draft(turn, buttons.Accept.read(turn.pressed).draft, take)


def decline(turn: Turn) -> Answer:
    """«No»: it is erased at once."""

    def erase(draft: Draft) -> Answer:
        if not draft.offered:
            return turn.answer(*card(turn, draft))
        drafting.cancel(turn.session, draft.key)
        return turn.show(texts.declined(turn.words), keyboards.menu(turn.words))

    return with_draft(turn, buttons.Decline.read(turn.pressed).draft, erase)


def add_pending(turn: Turn, draft: Draft, waiting: Dialogue) -> None:
    """What was asked about in the middle of a draft belongs to it."""
    if waiting.text is not None and waiting.message_id is not None:
        drafting.add(turn.session, draft, waiting.message_id, waiting.text, None, turn.now)


def add_to_text(turn: Turn) -> Answer:
    """«Agregar a mi texto»: it was no question to the bot."""

    def take(draft: Draft) -> Answer:
        waiting = drafts.dialogue(turn.session, turn.chat_id)
        if waiting is not None:
            add_pending(turn, draft, waiting)
            drafts.stop_waiting(turn.session, turn.chat_id)
            propose(turn, draft)
        return turn.answer(*card(turn, draft))

    return with_draft(turn, buttons.AddToText.read(turn.pressed).draft, take)


def with_draft(turn: Turn, key: str, then: Callable[[Draft], Answer]) -> Answer:
    """Do something with the draft of a pressed card, or say in words that it is gone or was sent."""
    try:
        draft = drafting.the_draft(turn.session, key)
    except NoDraft:
        return no_draft(turn, key)
    if draft.chat_id != turn.chat_id:
        return no_draft(turn, key)
    return then(draft)


def no_draft(turn: Turn, key: str) -> Answer:
    """A card whose draft was sent, cancelled or erased."""
    filed = filing.filed_before(turn.session, turn.office.keys, turn.writer.id, key)
    if filed is not None:
        return already_filed(turn, filed)
    return turn.say(texts.no_draft(turn.words), keyboards.menu(turn.words))


def already_filed(turn: Turn, filed: Filed) -> Answer:
    """A second press, or a button of an old card: the same number again."""
    text = texts.already_filed(filed.case, filed.receipt, turn.words, turn.formats)
    return turn.say(text, keyboards.filed(filed.case, turn.words))
