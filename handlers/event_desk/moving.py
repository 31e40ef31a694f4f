"""«Publicar y anunciar», «Aplazar», «Reprogramar», «Cancelar evento», «Marcar realizado».

What each needs is asked, what people will read is shown with how many it reaches, and only one «Sí» does it.

What was answered stays at the desk until then: a restart loses nothing, and a button alone does nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from handlers import desk
from handlers.answer import Answer, Say
from handlers.buttons.event_desk import UNKNOWN, ConfirmMove, MoveEvent, MoveStep, code_moment, read_moment
from handlers.event_desk import previewing, reading
from handlers.event_desk.doing import (
    ATTENDANCE,
    DO,
    MINUTES,
    REASON,
    RECORD,
    RECORDING,
    UNTIL,
    Facts,
    proposal,
)
from handlers.event_desk.looking import card, say_card, sending, with_event
from handlers.event_desk.when import asked_again, warned
from handlers.keyboards import event_desk as keyboards
from handlers.texts import event_desk as texts
from handlers.turn import Turn
from locales import Phrase
from participation.events import editing
from participation.events.errors import NotPossible
from participation.events.lifecycle import TO_BE_HELD, Move, may_move
from participation.events.moments import Moment
from participation.events.spoken_dates import read_moment as spoken_moment
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import desks

MOVING = "event-move"
STEPS: Mapping[str, tuple[str, ...]] = {
    "postpone": (UNTIL, REASON),
    "reschedule": (UNTIL, REASON),
    "cancel": (REASON,),
    "held": (RECORDING, RECORD, ATTENDANCE, MINUTES),
}
SKIPS: Mapping[tuple[str, str], tuple[Phrase, str]] = {
    ("postpone", UNTIL): (Phrase("event button", "To be defined"), UNKNOWN),
    ("reschedule", REASON): (Phrase("event button", "Without a reason"), UNKNOWN),
    ("held", RECORDING): (Phrase("event button", "There is no recording"), UNKNOWN),
    ("held", ATTENDANCE): (Phrase("event button", "Skip"), UNKNOWN),
    ("held", MINUTES): (Phrase("event button", "Skip"), UNKNOWN),
}
ASKS: Mapping[str, Phrase] = {
    UNTIL: texts.NEW_DATE,
    REASON: texts.REASON,
    RECORDING: texts.QUESTIONS["recording"],
    RECORD: texts.RECORD,
    ATTENDANCE: texts.QUESTIONS["attendance"],
    MINUTES: texts.QUESTIONS["minutes_link"],
}
MOVES = {
    "announce": Move.ANNOUNCE,
    "postpone": Move.POSTPONE,
    "reschedule": Move.RESCHEDULE,
    "cancel": Move.CANCEL,
    "live": Move.GO_LIVE,
    "held": Move.HOLD,
}


def begin(turn: Turn) -> Answer:
    """The first question of a move; where there is nothing to ask, its confirmation."""
    data = MoveEvent.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        _require_possible(event, data.what)
        return _go_on(turn, event, {"event": event.id, "what": data.what})

    return with_event(turn, data.id, act)


def choose(turn: Turn) -> Answer:
    """A button that answers a question of a move."""
    data = MoveStep.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        facts = _facts(turn, event, data.what)
        if facts is None:
            return _nothing_waits(turn, event)
        step = _next_step(facts)
        if step == UNTIL and (moment := read_moment(data.value.removesuffix(".sure"))) is not None:
            return _take_moment(turn, me, event, facts, moment, sure=data.value.endswith(".sure"))
        if step is None or (data.what, step) not in SKIPS or data.value != UNKNOWN:
            return _go_on(turn, event, facts)
        return _go_on(turn, event, {**facts, step: UNKNOWN})

    return with_event(turn, data.id, act)


def take(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer | None:
    """What was typed for a move."""
    facts: Facts = dict(found.facts)
    step = _next_step(facts)
    if step is None:
        return None

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        _require_possible(event, str(facts["what"]))
        if step == UNTIL:
            return _take_until(turn, me, event, facts)
        read = READ[step](turn.text)
        if read is None:
            phrase = texts.NOT_UNDERSTOOD.get(step, texts.TOO_LONG)
            return turn.say(turn.words.say_phrase(phrase), _way_on(turn, event, facts, step))
        return _go_on(turn, event, {**facts, **read})

    return with_event(turn, int(facts["event"]), act)


def confirm(turn: Turn) -> Answer:
    """«Sí»: it is done, if the event is still as it was shown."""
    data = ConfirmMove.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        _require_possible(event, data.what)
        if str(event.version) != data.version:
            return say_card(turn, me, event, turn.words.say_phrase(texts.STALE))
        facts = _facts(turn, event, data.what)
        if facts is None or _next_step(facts) is not None:
            return _nothing_waits(turn, event)
        DO[data.what](turn, me, event, facts)
        desks.clear(turn.session, turn.chat_id)
        said = Say(texts.done(data.what, turn.words))
        if data.what == "discard":
            return turn.answer(Say(said.text, keyboards.to_all(turn.words)))
        text, keyboard = card(turn, me, event)
        return turn.answer(said, *sending(turn, event), Say(text, keyboard))

    return with_event(turn, data.id, act)


def _require_possible(event: Event, what: str) -> None:
    possible = event.state is EventState.DRAFT if what == "discard" else may_move(event, MOVES[what])
    if not possible:
        raise NotPossible(event)


def _facts(turn: Turn, event: Event, what: str) -> Facts | None:
    """What was answered so far; None where something else, or nothing, is being prepared at this desk."""
    found = desks.desk(turn.session, turn.chat_id)
    if found is None or found.doing != MOVING:
        return None
    return dict(found.facts) if (found.facts.get("event"), found.facts.get("what")) == (event.id, what) else None


def _next_step(facts: Facts) -> str | None:
    """What is to be asked next. A *registro* is asked only where there is no recording."""
    for step in STEPS.get(str(facts.get("what")), ()):
        if step == RECORD and facts.get(RECORDING) != UNKNOWN:
            continue
        if step not in facts:
            return step
    return None


def _go_on(turn: Turn, event: Event, facts: Facts) -> Answer:
    """Keep what is known, and ask what is not; at the end show it all and ask once."""
    desk.sit_down(turn, MOVING, **facts)
    step = _next_step(facts)
    if step is not None:
        return turn.say(turn.words.say_phrase(ASKS[step]), _way_on(turn, event, facts, step))
    what = str(facts["what"])
    found = previewing.after(turn, event, proposal(facts))
    reach, notes = previewing.reach(turn, event, proposal(facts))
    said = texts.confirm(what, found, reach, notes, turn.words, turn.formats)
    return turn.say(said, keyboards.confirm(event, what, turn.words))


def _way_on(turn: Turn, event: Event, facts: Facts, step: str) -> Any:
    what = str(facts["what"])
    skip, value = SKIPS.get((what, step), (None, ""))
    return keyboards.step(event, what, turn.words, skip=skip, value=value)


def _nothing_waits(turn: Turn, event: Event) -> Answer:
    return turn.say(turn.words.say_phrase(texts.NOT_ALL), keyboards.back(event, turn.words))


def _take_until(turn: Turn, me: StaffMember, event: Event, facts: Facts) -> Answer:
    read = spoken_moment(turn.text, turn.now, turn.office.zone)
    if isinstance(read, Moment):
        return _take_moment(turn, me, event, facts, read, sure=False)
    return asked_again(turn, event, read, str(facts["what"]), _way_on(turn, event, facts, UNTIL))


def _take_moment(turn: Turn, me: StaffMember, event: Event, facts: Facts, moment: Moment, *, sure: bool) -> Answer:
    """The new day. Another hour of the same day is a correction, not another date."""
    if not sure and (warning := warned(turn, event, moment, str(facts["what"]))) is not None:
        return warning
    if moment.day == event.day and event.state in TO_BE_HELD:
        editing.edit(turn.session, event, {"hour": moment.hour}, me, turn.now)
        desks.clear(turn.session, turn.chat_id)
        return say_card(turn, me, event, texts.edited(turn.words))
    return _go_on(turn, event, {**facts, UNTIL: code_moment(moment)})


def _one(name: str, value: Any) -> Facts | None:
    return {name: value} if value is not None else None


READ: Mapping[str, Callable[[str], Facts | None]] = {
    REASON: lambda text: _one(REASON, reading.free_text(" ".join(text.split()))),
    RECORDING: lambda text: _one(RECORDING, reading.link(text)),
    RECORD: lambda text: _one(RECORD, reading.free_text(text)),
    ATTENDANCE: lambda text: _one(ATTENDANCE, list(read) if (read := reading.attendance(text)) else None),
    MINUTES: lambda text: _one(MINUTES, reading.link(text)),
}

desk.TAKES[MOVING] = take
