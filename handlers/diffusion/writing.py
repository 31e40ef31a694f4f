"""Writing a notice, looking at it as people will see it, and sending it."""

from collections.abc import Callable
from datetime import datetime

from handlers import buttons, desk
from handlers.answer import Answer, Call, Say
from handlers.keyboards import diffusion as keyboards
from handlers.notices.live import count_message
from handlers.staff_only import as_staff
from handlers.texts import diffusion as texts
from handlers.turn import Turn
from participation.audience import broadcast_sending, broadcasts, guests
from participation.audience.broadcast_sending import NobodyToTell, TooLate
from participation.audience.broadcasts import LONGEST, NoSuchBroadcast, NotALink, SentAlready, TextTooLong
from participation.notices.quiet import EVENING
from participation.observations.drafting import AttachedFile
from participation.progress import entity
from participation.staff.rights import Right, may, require
from storage.models.followup import Desk
from storage.models.notices import Broadcast
from storage.models.staff import StaffMember

TEXT, LINK = "broadcast-text", "broadcast-link"
REFUSALS = {NobodyToTell: texts.nobody, SentAlready: texts.sent_already, NoSuchBroadcast: texts.gone}
NO_LINK = frozenset({"no", "ninguno", "sin enlace", "none"})


def show(turn: Turn) -> Answer:
    """«Difusión»."""

    def act(me: StaffMember) -> Answer:
        sent = broadcast_sending.latest(turn.session, me)
        found = guests.contact_list(turn.session, me)
        keyboard = keyboards.overview(sent, turn.words, may_publish=may(me, Right.PUBLISH))
        return turn.show(texts.overview(found, sent, turn.words, turn.formats), keyboard)

    return as_staff(turn, act)


def ask(turn: Turn) -> Answer:
    """«Nuevo aviso», «Cambiar el texto», «Cambiar el enlace»: the next message is it."""
    data = buttons.WriteBroadcast.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        if data.broadcast:
            broadcasts.rewrite(turn.session, me, _number(data.broadcast))  # refused here, not after it was written
        desk.sit_down(turn, LINK if data.what == "link" else TEXT, broadcast=data.broadcast)
        asked = texts.ask_link(turn.words) if data.what == "link" else _asked_text(turn)
        out = keyboards.to_card(data.broadcast, turn.words) if data.broadcast else keyboards.back(turn.words)
        return turn.say(asked, out)

    return _with_notice(turn, act)


def show_card(turn: Turn) -> Answer:
    """A notice: its preview while it was not sent, afterwards how its sending goes."""
    data = buttons.BroadcastCard.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        sent = broadcast_sending.delivery(turn.session, me, _number(data.broadcast))
        if sent is None:
            return _control(turn, me, _number(data.broadcast), today_only=data.today == "1")
        counted = count_message(sent.notice, sent.counts, turn.words)
        return turn.answer(_as_read(turn, sent.broadcast), counted)

    return _with_notice(turn, act)


def address(turn: Turn) -> Answer:
    """Whom it goes to, one more or one less."""
    data = buttons.AddressBroadcast.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        broadcasts.address(turn.session, me, _number(data.broadcast), data.to)
        return _control(turn, me, _number(data.broadcast), today_only=data.today == "1")

    return _with_notice(turn, act)


def send(turn: Turn) -> Answer:
    """«Enviar»: from here on its live count is shown, with «Detener»."""
    data = buttons.SendBroadcast.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        office, number = turn.office, _number(data.broadcast)
        arrive_by = _this_evening(turn) if data.today == "1" else None
        notice = broadcast_sending.send(
            turn.session, me, number, turn.now, office.zone, office.send_rate, office.channel, arrive_by
        )
        desk.leave(turn)
        sent = broadcast_sending.delivery(turn.session, me, number)
        return turn.nothing() if sent is None else turn.answer(count_message(notice, sent.counts, turn.words))

    return _with_notice(turn, act)


def drop(turn: Turn) -> Answer:
    """«Descartar»."""
    data = buttons.DropBroadcast.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        desk.leave(turn)
        was_there = broadcasts.drop(turn.session, me, _number(data.broadcast))
        return turn.show(texts.dropped(turn.words) if was_there else texts.gone(turn.words), keyboards.back(turn.words))

    return _with_notice(turn, act)


def take_text(turn: Turn, at: Desk, file: AttachedFile | None) -> Answer:
    """The words of a notice."""

    def act(me: StaffMember) -> Answer:
        if file is not None or not turn.text.strip():
            return turn.say(texts.only_words(turn.words))
        number = str(at.facts["broadcast"])
        try:
            if number:
                found = broadcasts.rewrite(turn.session, me, _number(number), text=turn.text)
            else:
                found = broadcasts.write(turn.session, me, turn.text, turn.now)
        except TextTooLong:
            return turn.say(texts.too_long(LONGEST, turn.words, turn.formats))
        desk.leave(turn)
        return _previewed(turn, me, found)

    return _with_notice(turn, act)


def take_link(turn: Turn, at: Desk, file: AttachedFile | None) -> Answer:
    """The link of a notice."""

    def act(me: StaffMember) -> Answer:
        said = turn.text.strip()
        link = "" if said.lower() in NO_LINK else said
        if file is not None or not said:
            return turn.say(texts.ask_link(turn.words))
        try:
            found = broadcasts.rewrite(turn.session, me, _number(str(at.facts["broadcast"])), link=link)
        except NotALink:
            return turn.say(texts.not_a_link(turn.words))
        desk.leave(turn)
        return _previewed(turn, me, found)

    return _with_notice(turn, act)


desk.TAKES[TEXT] = take_text
desk.TAKES[LINK] = take_link


def _previewed(turn: Turn, me: StaffMember, found: Broadcast) -> Answer:
    """The notice as people will read it, then what can be done with it."""
    control = _control(turn, me, found.id, today_only=False)
    calls: tuple[Call, ...] = (_as_read(turn, found), *control.calls)
    return Answer(control.chat_id, calls)


def _as_read(turn: Turn, found: Broadcast) -> Say:
    text = texts.message(found, entity(turn.session), turn.words, can_stop=True)
    return Say(text, keyboards.link(found, turn.words))


def _control(turn: Turn, me: StaffMember, number: int, *, today_only: bool) -> Answer:
    office = turn.office
    preview = broadcast_sending.preview(
        turn.session, me, number, turn.now, office.zone, office.send_rate, office.channel
    )
    keyboard = keyboards.card(preview, turn.words, has_channel=office.channel is not None, today_only=today_only)
    return turn.show(texts.card(preview, turn.words, turn.formats, today_only=today_only), keyboard)


def _with_notice(turn: Turn, then: Callable[[StaffMember], Answer]) -> Answer:
    """Do something as staff, and say in words why a notice can't be written or sent."""

    def act(me: StaffMember) -> Answer:
        try:
            return then(me)
        except TooLate as late:
            said = texts.too_late(late, turn.words, turn.formats)
        except (NobodyToTell, SentAlready, NoSuchBroadcast) as refused:
            said = REFUSALS[type(refused)](turn.words)
        return turn.say(said, keyboards.back(turn.words))

    return as_staff(turn, act)


def _asked_text(turn: Turn) -> str:
    return texts.ask_text(LONGEST, turn.words, turn.formats)


def _this_evening(turn: Turn) -> datetime:
    return datetime.combine(turn.today, EVENING, turn.office.zone)


def _number(given: str) -> int:
    """The row that a button names. Raises NoSuchBroadcast for what no button of ours carries."""
    if not given.isdecimal() or len(given) > 18:
        raise NoSuchBroadcast
    return int(given)
