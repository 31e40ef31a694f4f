"""«No era eso»: the text is kept without personal data, and the person is shown what else it may have meant."""

from telegram import Message

from handlers import keyboards
from handlers.answer import Answer
from handlers.buttons.teaching import NotThat
from handlers.keyboards import teaching as doors
from handlers.offering import keep_offered
from handlers.reading import understanding
from handlers.subjects import subject_names
from handlers.texts import teaching as texts
from handlers.turn import Turn
from locales import words
from participation.observations import drafting
from participation.progress import entity
from participation.understanding import Choice, Intent, Reading, teaching
from reports.redaction import redact
from storage.models.cases import Draft
from storage.models.kinds import Waiting
from storage.queries import drafts

MOST_OFFERED = 3
UNTOLD = frozenset({Intent.GREETING, Intent.OUT_OF_SCOPE})
"""Readings that nobody looks for."""
ALWAYS = (Intent.PROGRESS_OVERALL, Intent.EVENTS_NEXT, Intent.STAFF_CONTACT)
"""What is offered where no other reading is near."""


def not_that(turn: Turn) -> Answer:
    """«No era eso», under an answer to something typed."""
    read = NotThat.read(turn.pressed)
    asked = _asked(turn)
    if asked is None or not asked.text:
        return turn.say(texts.write_again(turn.words), keyboards.menu(turn.words))
    pressed = turn.office.keys.mac(f"{turn.chat_id}:{asked.message_id}", "misreading")
    teaching.keep_misreading(
        turn.session, pressed, without_own_data(turn, asked.text), Intent(read.intent), read.target or None, turn.now
    )
    draft = _kept(turn, asked)
    reading = understanding(turn.session, turn.today).reader.read(asked.text)
    offered = others(reading, read.intent, read.target)
    key = draft.key if draft is not None else None
    return turn.say(texts.what_then(turn.words), doors.meant(offered, subject_names(turn), key, turn.words))


def _kept(turn: Turn, asked: Message) -> Draft | None:
    """The text is kept until the person chooses; who is writing an observation goes on with that one."""
    if drafting.open_draft(turn.session, turn.chat_id) is not None:
        return None
    text, message_id = asked.text or "", asked.message_id
    drafts.wait_for(turn.session, turn.chat_id, Waiting.READING, turn.now, text=text, message_id=message_id)
    known = drafts.draft_with(turn.session, turn.chat_id, message_id)
    return known or keep_offered(turn, message_id, text, None)


def _asked(turn: Turn) -> Message | None:
    """What the person had typed: the answer replies to it."""
    message = turn.query.message if turn.query is not None else None
    return message.reply_to_message if isinstance(message, Message) else None


def without_own_data(turn: Turn, text: str) -> str:
    """A text as it may be kept: without what tells of anybody."""
    house = entity(turn.session)
    allowed = [value for value in (house.email, house.phone, house.web_page, house.address) if value]
    return redact(text, words(turn.office.language), turn.writer.name.split(), allowed).text


def others(reading: Reading, intent: str, target: str) -> list[Choice]:
    """What else a text may mean, the nearest first."""
    found: dict[tuple[str, str], Choice] = {}
    for question in reading.questions:
        own = Choice(question.intent, question.target, question.event, question.confidence)
        for choice in (own, *question.alternatives):
            found.setdefault((choice.intent, doors.code(choice)), choice)
    for one in ALWAYS:
        found.setdefault((one, ""), Choice(one, None, None, 0.0))
    left = [choice for key, choice in found.items() if key != (intent, target) and choice.intent not in UNTOLD]
    return [choice for choice in left if choice.intent is not Intent.OBSERVE][:MOST_OFFERED]
