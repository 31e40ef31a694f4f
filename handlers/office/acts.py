"""The acts of «Más…» that begin with a button: what is done at once, and the question with which the others begin."""

from collections.abc import Callable

from handlers import buttons
from handlers.answer import Answer
from handlers.inbox.working import screen
from handlers.keyboards import office as keyboards
from handlers.office import areas, extending, papers, writing
from handlers.office.working import done, said, with_case
from handlers.subjects import read_about, subject_names
from handlers.texts import office as texts
from handlers.texts.answers import DECISIONS
from handlers.turn import Turn
from participation.deadlines import PlanRules
from participation.office import assigning, duplicates, hiding, noting, reclassifying, spam, transferring
from participation.office.acting import require_unchanged
from participation.office.errors import NoRecording
from participation.plan.current import current_plan
from storage.models.cases import Case
from storage.models.followup import Decision
from storage.models.kinds import ContributionKind, PetitionKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

Begin = Callable[[Turn, StaffMember, Case, int], Answer]


def begin(turn: Turn) -> Answer:
    """An act, on the case as the pressed button knew it."""
    data = buttons.OfficeAct.read(turn.pressed)
    act, version = ACTS[data.what], _version(data.version)

    def go(me: StaffMember, case: Case) -> Answer:
        require_unchanged(turn.session, case, version)
        return act(turn, me, case, version)

    return with_case(turn, data.case, go)


def _version(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) <= 9 else 0


def _ask_member(turn: Turn, me: StaffMember, case: Case, _version: int) -> Answer:
    found = assigning.candidates(turn.session, me, case)
    return screen(turn, texts.which_member(turn.words), keyboards.members(case, found, me, turn.words))


def assign(turn: Turn) -> Answer:
    """«Asignar»: to somebody, or to nobody."""
    data = buttons.OfficeAssign.read(turn.pressed)
    to = int(data.member) if data.member.isdecimal() and len(data.member) <= 9 else 0

    def give(me: StaffMember, case: Case) -> Answer:
        version = _version(data.version)
        assigning.assign(turn.session, me, case.id, to or None, version, turn.now, turn.today)
        if not to:
            return done(turn, me, case, said(turn, "unassign"))
        name = queries.names_of_staff(turn.session, [to]).get(to, "")
        return done(turn, me, case, said(turn, "assign", name=name))

    return with_case(turn, data.case, give)


def _ask_what_to_reclassify(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    has_priority = PlanRules.of(current_plan(turn.session)).priority_days is not None
    keyboard = keyboards.reclassify(
        case, turn.words, has_priority=has_priority and case.kind in reclassifying.PETITIONS
    )
    return screen(turn, texts.what_to_reclassify(case, turn.words, turn.formats), keyboard)


def _ask_kind(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    return screen(turn, texts.which_kind(turn.words), keyboards.case_kinds(case, turn.words))


def _ask_subject(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    keyboard = keyboards.case_subjects(case, subject_names(turn), turn.words)
    return screen(turn, texts.which_subject(turn.words), keyboard)


def reclassify(turn: Turn) -> Answer:
    """Another kind."""
    data = buttons.OfficeKind.read(turn.pressed)
    kind, _, petition = data.kind.partition(".")

    def change(me: StaffMember, case: Case) -> Answer:
        asked = PetitionKind(petition) if petition else None
        version = _version(data.version)
        reclassifying.reclassify(turn.session, me, case.id, ContributionKind(kind), asked, version, turn.now)
        return done(turn, me, case, said(turn, "kind"))

    return with_case(turn, data.case, change)


def change_subject(turn: Turn) -> Answer:
    """Another subject."""
    data = buttons.OfficeSubject.read(turn.pressed)

    def change(me: StaffMember, case: Case) -> Answer:
        about, version = read_about(data.about), _version(data.version)
        reclassifying.change_subject(turn.session, me, case.id, about, version, turn.now)
        return done(turn, me, case, said(turn, "subject"))

    return with_case(turn, data.case, change)


def _give_priority(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    reclassifying.give_priority(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "priority"))


def _repeats_no_more(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    duplicates.repeats_no_more(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "repeats-not"))


def _ask_hide(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    return screen(turn, texts.ask_hide(turn.words), keyboards.sure_to_hide(case, "hide-sure", turn.words))


def _hide(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    hiding.hide_identity(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "hide"))


def _show(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    hiding.show_identity(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "show"))


def _ask_recording(turn: Turn, _me: StaffMember, case: Case, version: int) -> Answer:
    found = noting.recordings(turn.session, case)
    if not found:
        raise NoRecording
    if len(found) == 1:
        return writing.ask(turn, case, "transcription", version, file=found[0].id)
    return screen(turn, texts.which_recording(turn.words), keyboards.recordings(case, found, turn.words))


def transcribe(turn: Turn) -> Answer:
    """Which recording is written down."""
    data = buttons.OfficeRecording.read(turn.pressed)
    file, version = _version(data.file), _version(data.version)
    return with_case(turn, data.case, lambda _me, case: writing.ask(turn, case, "transcription", version, file=file))


def _spam(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    """Propose it; or, where somebody did, decide it."""
    if case.spam_by is None:
        return writing.ask(turn, case, "spam", version)
    name = queries.names_of_staff(turn.session, [case.spam_by]).get(case.spam_by, "")
    keyboard = keyboards.spam(case, turn.words, may_confirm=case.spam_by != me.id)
    return screen(turn, texts.spam_proposed(case, name, turn.words), keyboard)


def _confirm_spam(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    spam.confirm_spam(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "spam-yes"))


def _reject_spam(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    spam.reject_spam(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "spam-no"))


def _mark_foreign(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    marked = transferring.mark_foreign(turn.session, me, case.id, version, turn.now)
    last = turn.formats.date(marked.transfer_by or turn.today)
    transferred = turn.words.plain_phrase(DECISIONS[Decision.TRANSFERRED])
    return done(turn, me, case, said(turn, "foreign", date=last, transferred=transferred))


def _mark_own(turn: Turn, me: StaffMember, case: Case, version: int) -> Answer:
    transferring.mark_own(turn.session, me, case.id, version, turn.now)
    return done(turn, me, case, said(turn, "own"))


ACTS: dict[str, Begin] = {
    "clarify": writing.ask_clarification,
    "area": areas.ask_which,
    "received": areas.ask_received,
    "assign": _ask_member,
    "reclassify": _ask_what_to_reclassify,
    "kind": _ask_kind,
    "subject": _ask_subject,
    "priority": _give_priority,
    "repeats": writing.ask_for("repeats"),
    "repeats-not": _repeats_no_more,
    "radicado": writing.ask_for("radicado"),
    "note": writing.ask_for("note"),
    "hide": _ask_hide,
    "hide-sure": _hide,
    "show": _show,
    "transcribe": _ask_recording,
    "spam": _spam,
    "spam-yes": _confirm_spam,
    "spam-no": _reject_spam,
    "extend": extending.ask_day,
    "foreign": _mark_foreign,
    "own": _mark_own,
    "folder": papers.folder,
    "paper": papers.paper,
}
