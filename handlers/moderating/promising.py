"""Commitments: written down step by step, and marked as done with their proof."""

from datetime import date

from handlers import desk
from handlers.answer import Answer, Keyboard
from handlers.buttons.dialogue import NEW, CommitmentAct, Commitments
from handlers.keyboards import dialogue as keyboards
from handlers.moderating.working import with_event
from handlers.texts import event_desk as event_texts
from handlers.texts import moderating as texts
from handlers.turn import Turn
from participation.dialogue import commitments
from participation.events.moments import Moment
from participation.events.spoken_dates import Ambiguous, read_moment
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, may, require
from storage.models.followup import Desk
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries import dialogue as queries

STEP, PROOF = "commitment-step", "commitment-proof"


def show(turn: Turn) -> Answer:
    """«Compromisos», and «Agregar compromiso»."""
    data = Commitments.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        if data.what == NEW:
            require(me, Right.PUBLISH)
            return _ask(turn, event, "text")
        if data.what == "no-date":
            return _without_date(turn, me, event)
        desks.clear(turn.session, turn.chat_id)
        return turn.show(*_listed(turn, me, event))

    return with_event(turn, data.id, act)


def mark(turn: Turn) -> Answer:
    """«Marcar 1 como cumplido»: its proof is asked for."""
    one = queries.commitment(turn.session, CommitmentAct.read(turn.pressed).id)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        desk.sit_down(turn, PROOF, event=event.id, commitment=one.id if one is not None else 0)
        said = turn.words.say_phrase(texts.COMMITMENT_STEPS["proof"])
        return turn.say(said, keyboards.commitment_step(event, turn.words))

    return with_event(turn, one.event_id if one is not None else 0, act)


def take_step(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """The text, then the area, then the day."""
    facts = dict(found.facts)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        if "text" not in facts:
            return _ask(turn, event, "owner", text=commitments.written(turn.text))
        if "owner" not in facts:
            return _ask(turn, event, "due", text=facts["text"], owner=commitments.written(turn.text))
        day = _day(turn)
        if day is None:
            back = keyboards.commitment_step(event, turn.words, dated=True)
            return turn.say(turn.words.say_phrase(texts.NOT_A_DAY), back)
        return _add(turn, me, event, facts, day)

    return with_event(turn, int(facts["event"]), act)


def take_proof(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """What proves that it is done."""

    def act(me: StaffMember, event: Event) -> Answer:
        number = int(found.facts["commitment"])
        commitments.mark_done(turn.session, number, turn.text, me, turn.now, turn.today)
        desks.clear(turn.session, turn.chat_id)
        return turn.say(*_listed(turn, me, event))

    return with_event(turn, int(found.facts["event"]), act)


def _ask(turn: Turn, event: Event, step: str, **facts: object) -> Answer:
    desk.sit_down(turn, STEP, event=event.id, **facts)
    keyboard = keyboards.commitment_step(event, turn.words, dated=step == "due")
    return turn.say(turn.words.say_phrase(texts.COMMITMENT_STEPS[step]), keyboard)


def _without_date(turn: Turn, me: StaffMember, event: Event) -> Answer:
    kept = desks.desk(turn.session, turn.chat_id)
    facts = dict(kept.facts) if kept is not None and kept.doing == STEP else {}
    if facts.get("event") != event.id or "owner" not in facts:
        return turn.say(turn.words.say_phrase(event_texts.NOT_ALL), keyboards.to_event(event.id, turn.words))
    return _add(turn, me, event, facts, None)


def _add(turn: Turn, me: StaffMember, event: Event, facts: dict[str, object], due_on: date | None) -> Answer:
    text, owner = str(facts["text"]), str(facts["owner"])
    commitments.add(turn.session, event, text, owner, due_on, me, turn.now)
    desks.clear(turn.session, turn.chat_id)
    return turn.say(*_listed(turn, me, event))


def _day(turn: Turn) -> date | None:
    """The day that was typed; of several possible ones that on which all agree, else none."""
    read = read_moment(turn.text, turn.now, turn.office.zone)
    if isinstance(read, Moment):
        return read.day
    days = {choice.day for choice in read.choices} if isinstance(read, Ambiguous) else set()
    return days.pop() if len(days) == 1 else None


def _listed(turn: Turn, me: StaffMember, event: Event) -> tuple[str, Keyboard]:
    found = queries.commitments(turn.session, [event.id])
    keyboard = keyboards.commitments(event, found, turn.words, publishes=may(me, Right.PUBLISH))
    return texts.commitments(event, found, turn.today, turn.words, turn.formats), keyboard


desk.TAKES[STEP] = take_step
desk.TAKES[PROOF] = take_proof
