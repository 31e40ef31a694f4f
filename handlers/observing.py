"""Writing an observation: the prompt, the card, what it is and what it is about. How it is sent: `filing`."""

from collections.abc import Callable

from handlers import buttons, keyboards
from handlers.answer import Answer, Call, Remove, Say
from handlers.reading import about_of, understood
from handlers.subjects import read_about, subject_names
from handlers.texts import answers as answer_texts
from handlers.texts import observations as texts
from handlers.texts.cases import STATES
from handlers.turn import Turn
from participation.followup import supporting
from participation.observations import drafting, filing
from participation.observations.drafting import AttachedFile
from participation.observations.errors import DraftFull, NoDraft
from participation.observations.filing import Filed
from participation.progress import entity
from storage.models.cases import Draft
from storage.models.kinds import ContributionKind, PetitionKind, Waiting
from storage.queries import drafts, turns

CARD = "draft"


def begin(turn: Turn) -> Answer:
    """«Enviar observación», «Opinar»: the prompt, or the draft that is open already."""
    pressed = turn.pressed if buttons.Observe.matches(turn.pressed) else None
    about = read_about(buttons.Observe.read(pressed).about) if pressed else None
    draft = drafting.begin(turn.session, turn.chat_id, about, turn.now)
    keep_pending(turn, draft)
    if said := _said_with_command(turn):
        return add_message(turn, draft, said, None)
    view = drafting.view(turn.session, draft)
    if not view.is_empty:
        return turn.answer(Say(texts.unsent(turn.words)), *card(turn, draft))
    name = subject_names(turn).name(draft.about, draft.about_code, turn.words) if draft.about_chosen else None
    text = texts.prompt(entity(turn.session), name, turn.words)
    return turn.say(text, keyboards.prompt(draft.key, turn.words))


def _said_with_command(turn: Turn) -> str:
    """What somebody wrote behind /observar in the same message."""
    command, _, said = turn.text.partition(" ")
    return said.strip() if command.startswith("/obser") else ""


def add_message(turn: Turn, draft: Draft, text: str, file: AttachedFile | None) -> Answer:
    """One more message for the draft. Its card is drawn once nothing more of the chat waits (albums)."""
    message = turn.message
    if message is None:
        return turn.nothing()
    try:
        drafting.add(turn.session, draft, message.message_id, text, file, turn.now)
    except DraftFull as full:
        return did_not_fit(turn, draft, full)
    propose(turn, draft)
    return turn.answer(*notes(turn, file), *card_at_the_end(turn, draft))


def did_not_fit(turn: Turn, draft: Draft, full: DraftFull) -> Answer:
    """A message is not in the draft: said for each, because each has to be sent elsewhere."""
    return turn.answer(Say(texts.full(full.limit, turn.words)), *card_at_the_end(turn, draft))


def notes(turn: Turn, file: AttachedFile | None) -> tuple[Call, ...]:
    """What the sender of a file should hear of it."""
    return tuple(Say(turn.words.say_phrase(note)) for note in file.notes) if file is not None else ()


def propose(turn: Turn, draft: Draft) -> None:
    """Let the text itself tell what it is and what it is about, where the person did not say."""
    view = drafting.view(turn.session, draft)
    if view.text:
        proposed = understood(turn, view.text).contribution
        drafting.propose(draft, proposed.kind, about_of(turn, proposed))


def card(turn: Turn, draft: Draft) -> tuple[Call, ...]:
    """The one card of a draft, kept last in the chat: the one before goes."""
    view = drafting.view(turn.session, draft)
    name = draft.name or turn.writer.name
    text = texts.card(view, subject_names(turn), name, entity(turn.session), turn.words, turn.formats)
    alike = supporting.alike_case(turn.session, view, turn.office.keys, turn.writer.id, turn.now)
    if alike is not None:
        hint = answer_texts.alike(alike, subject_names(turn), STATES[alike.state], turn.words)
        text = texts.PARAGRAPH.join([text, hint])
    keyboard = keyboards.card(draft.key, turn.words, joins=alike.id if alike is not None else None)
    return (*without_card(turn), Say(text, keyboard, slot=CARD))


def card_at_the_end(turn: Turn, draft: Draft) -> tuple[Call, ...]:
    """The card, unless the chat's next message draws it anyway."""
    return () if turn.more_waiting else card(turn, draft)


def without_card(turn: Turn) -> tuple[Call, ...]:
    """Take the card that is shown away, if one is."""
    before = turns.shown_message(turn.session, turn.chat_id, CARD)
    return (Remove(before),) if before is not None else ()


def show_card(turn: Turn) -> Answer:
    """Back to the card; on the way from /start or from a correction that is left alone."""
    return with_draft(turn, buttons.Card.read(turn.pressed).draft, lambda draft: turn.answer(*card(turn, draft)))


def drop(turn: Turn) -> Answer:
    """«Cancelar»: what was not sent is erased at once."""

    def erase(draft: Draft) -> Answer:
        gone = without_card(turn)
        drafting.cancel(turn.session, draft.key, turn.now)
        return turn.answer(*gone, Say(texts.cancelled(turn.words), keyboards.menu(turn.words)))

    return with_draft(turn, buttons.DropDraft.read(turn.pressed).draft, erase)


def accept(turn: Turn) -> Answer:
    """«Sí, registrarla»."""
    return with_draft(turn, buttons.Accept.read(turn.pressed).draft, lambda draft: take(turn, draft))


def take(turn: Turn, draft: Draft) -> Answer:
    """What was written out of the blue gets the notice that its sending authorises, and its card. Raises DraftFull."""
    taken = drafting.accept(turn.session, draft, turn.now)
    propose(turn, taken)
    notice = Say(texts.notice(entity(turn.session)))
    return turn.answer(notice, *card(turn, taken))


def decline(turn: Turn) -> Answer:
    """«No»: it is erased at once."""

    def erase(draft: Draft) -> Answer:
        if not draft.offered:
            return turn.answer(*card(turn, draft))
        drafting.cancel(turn.session, draft.key, turn.now)
        return turn.show(texts.declined(turn.words), keyboards.menu(turn.words))

    return with_draft(turn, buttons.Decline.read(turn.pressed).draft, erase)


def half_way(turn: Turn, draft: Draft) -> tuple[Call, ...]:
    """At /start, while something was not sent: go on, or drop it."""
    return (Say(texts.half_way(turn.words), keyboards.half_way(draft.key, turn.words)),)


def keep_pending(turn: Turn, draft: Draft) -> bool:
    """The person goes on with the draft: nothing else is awaited, and a message that was asked about belongs to it.

    Gives whether there was such a message. Raises DraftFull.
    """
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    if waiting is None:
        return False
    awaited, text, message_id = waiting.waiting_for, waiting.text, waiting.message_id
    drafts.stop_waiting(turn.session, turn.chat_id)
    if awaited is not Waiting.QUESTION_OR_TEXT or text is None or message_id is None:
        return False
    drafting.add(turn.session, draft, message_id, text, None, turn.now)
    propose(turn, draft)
    return True


def with_draft(turn: Turn, key: str, then: Callable[[Draft], Answer]) -> Answer:
    """Do something with the draft of a pressed card, or say in words that it is gone or was sent."""
    try:
        draft = drafting.the_draft(turn.session, key)
    except NoDraft:
        return no_draft(turn, key)
    if draft.chat_id != turn.chat_id:
        return no_draft(turn, key)
    try:
        if not draft.offered:
            keep_pending(turn, draft)
        return then(draft)
    except DraftFull as full:
        return did_not_fit(turn, drafting.open_draft(turn.session, turn.chat_id) or draft, full)


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


def choose_about(turn: Turn) -> Answer:
    """«Tema»: chosen, or which event."""
    data = buttons.SetAbout.read(turn.pressed)

    def choose(draft: Draft) -> Answer:
        if data.about == "events":
            keyboard = keyboards.about_events(draft.key, subject_names(turn), turn.words)
            return turn.show(texts.ask_event(turn.words), keyboard)
        drafting.choose_about(draft, read_about(data.about), turn.now)
        return turn.answer(*card(turn, draft))

    return with_draft(turn, data.draft, choose)


def choose_kind(turn: Turn) -> Answer:
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
