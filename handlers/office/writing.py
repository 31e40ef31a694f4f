"""The acts that need a text: it is asked for, and the next message of the official is taken for it."""

from collections.abc import Callable

from handlers import desk
from handlers.answer import Answer
from handlers.inbox.working import screen
from handlers.keyboards import office as keyboards
from handlers.office.working import done, said, working
from handlers.texts import office as texts
from handlers.turn import Turn
from participation.deadlines import PlanRules
from participation.observations.drafting import AttachedFile
from participation.office import clarifying, duplicates, noting, spam
from participation.office.acting import readable
from participation.plan.current import current_plan
from participation.radicado import radicado
from storage.models.cases import Case
from storage.models.followup import Desk
from storage.models.staff import StaffMember

DESK = "office-"
Write = Callable[[Turn, StaffMember, Desk], Case]


def ask(turn: Turn, case: Case, what: str, version: int, **facts: object) -> Answer:
    """Ask for the text of an act; what comes next is taken for it."""
    desk.sit_down(turn, f"{DESK}{what}", case=case.id, version=version, **facts)
    text = turn.words.say_phrase(texts.ASKS[what], example=radicado(case.vigencia, 1))
    return screen(turn, text, keyboards.stop(case, turn.words))


def ask_for(what: str) -> Callable[[Turn, StaffMember, Case, int], Answer]:
    """An act that begins by asking for its text."""
    return lambda turn, _me, case, version: ask(turn, case, what, version)


def ask_clarification(turn: Turn, _me: StaffMember, case: Case, version: int) -> Answer:
    """«Pedir aclaración»: what it does to the date is said before it is written."""
    clock = clarifying.clock(case.due_on, turn.today, PlanRules.of(current_plan(turn.session)))
    desk.sit_down(turn, f"{DESK}clarify", case=case.id, version=version)
    lines = [turn.words.say_phrase(texts.ASKS["clarify"]), texts.before_asking(clock, turn.words, turn.formats)]
    return screen(turn, texts.LINE.join(line for line in lines if line), keyboards.stop(case, turn.words))


def take(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The text that was asked for."""
    what, case_id = sat.doing.removeprefix(DESK), int(sat.facts["case"])

    def act(me: StaffMember) -> Answer:
        readable(turn.session, me, case_id)
        case = WRITES[what](turn, me, sat)
        return done(turn, me, case, said(turn, what))

    return working(turn, case_id, act)


def _of(sat: Desk) -> tuple[int, int]:
    return int(sat.facts["case"]), int(sat.facts["version"])


def _note(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, _ = _of(sat)
    noting.note(turn.session, me, case_id, turn.text, turn.now)
    return readable(turn.session, me, case_id)


def _radicado(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, version = _of(sat)
    return noting.set_official_radicado(turn.session, me, case_id, turn.text, version, turn.now)


def _repeats(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, version = _of(sat)
    case, _ = duplicates.repeats(turn.session, me, case_id, turn.text, version, turn.now)
    return case


def _spam(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, version = _of(sat)
    return spam.propose_spam(turn.session, me, case_id, turn.text, version, turn.now)


def _clarify(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, version = _of(sat)
    clarifying.ask(turn.session, me, case_id, turn.text, version, turn.now, turn.office.zone)
    return readable(turn.session, me, case_id)


def _transcribe(turn: Turn, me: StaffMember, sat: Desk) -> Case:
    case_id, version = _of(sat)
    noting.transcribe(turn.session, me, case_id, int(sat.facts["file"]), turn.text, version, turn.now)
    return readable(turn.session, me, case_id)


WRITES: dict[str, Write] = {
    "note": _note,
    "radicado": _radicado,
    "repeats": _repeats,
    "spam": _spam,
    "clarify": _clarify,
    "transcription": _transcribe,
}
desk.TAKES.update({f"{DESK}{what}": take for what in WRITES})
