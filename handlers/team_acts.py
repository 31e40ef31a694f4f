"""«Equipo», «Registro de actividad»: who of the team did what, when and on what; and the same as a workbook."""

from handlers.answer import Answer, Hand
from handlers.buttons.staff import TeamActs
from handlers.keyboards import team_acts as keyboards
from handlers.staff_only import as_staff
from handlers.texts import team_acts as texts
from handlers.turn import Turn
from participation.progress import entity
from participation.staff import acts
from participation.staff.acts import ActKind
from storage.models.staff import StaffMember

MOST_DIGITS = 9  # of a row's id; a longer one is forged


def show(turn: Turn) -> Answer:
    """What the button asks for: a page, a choice, or the workbook."""
    data = TeamActs.read(turn.pressed)
    does = {"people": _choose_member, "kinds": _choose_kind, "take": _take}.get(data.what, _page)
    return as_staff(turn, lambda me: does(turn, me, data))


def _page(turn: Turn, me: StaffMember, data: TeamActs) -> Answer:
    kind, member = _narrowed(data)
    page = acts.acts_page(turn.session, me, kind=kind, staff_id=member, before=_number(data.before))
    narrowed = [texts.about(kind, turn.words)] if kind is not None else []
    if member is not None:
        narrowed.append(texts.whose(acts.actors(turn.session, me), member, turn.words))
    return turn.show(texts.acts(page, narrowed, turn.words, turn.formats), keyboards.acts(page, data, turn.words))


def _choose_member(turn: Turn, me: StaffMember, data: TeamActs) -> Answer:
    members = acts.actors(turn.session, me)
    return turn.show(texts.which_member(turn.words), keyboards.people(members, data, turn.words))


def _choose_kind(turn: Turn, me: StaffMember, data: TeamActs) -> Answer:
    acts.actors(turn.session, me)
    return turn.show(texts.which_kind(turn.words), keyboards.kinds(data, turn.words))


def _take(turn: Turn, me: StaffMember, data: TeamActs) -> Answer:
    from reports.team_acts.workbook import workbook  # noqa: PLC0415 - xlsxwriter, for who asks for the workbook

    kind, member = _narrowed(data)
    found = acts.take_acts(turn.session, me, turn.now, kind=kind, staff_id=member)
    made = workbook(found, entity(turn.session).name, turn.today, turn.words, turn.formats)
    name = texts.file_name(turn.today.isoformat(), turn.words)
    return turn.answer(Hand(name, made, texts.taken(turn.words), keyboards.back(data, turn.words)))


def _narrowed(data: TeamActs) -> tuple[ActKind | None, int | None]:
    """Which acts, and whose."""
    return ActKind(data.kind) if data.kind in set(ActKind) else None, _number(data.member)


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= MOST_DIGITS else None
