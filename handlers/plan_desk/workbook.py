"""The plan as an Excel workbook: handed out, looked at when it comes back, and saved on one tap."""

from collections.abc import Callable, Sequence
from functools import partial

from handlers import desk
from handlers.answer import Answer, Hand
from handlers.buttons.plan_workbook import ALL, DROP, PUT, DecideBook, GetBook, PlanBook, SaveBook
from handlers.groups import own
from handlers.kept_cut import kept_cut
from handlers.keyboards import plan_workbook as keyboards
from handlers.plan_desk import clashes, matrix
from handlers.plan_desk.workbook_answers import (
    BOOK,
    CONFIRM,
    MARK,
    content_of,
    kept_file,
    refused,
    send_again,
    show,
    show_clash,
    waiting_file,
    work_out,
)
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_workbook as texts
from handlers.turn import Turn
from locales import Phrase, fold
from participation.observations.drafting import AttachedFile
from participation.plan.current import current_plan
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import taking
from participation.plan.workbook.finding import is_plan_workbook
from participation.plan.workbook.grid import Grid, read_grids
from participation.plan.workbook.merging import Choice, Each
from participation.plan.workbook.reading import read_workbook
from participation.plan.workbook.taking import Undecided
from participation.staff.rights import Right, may, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries.plan_parts import stored_parts


def hand_out(turn: Turn) -> Answer:
    """«Descargar Excel»."""
    from reports.plan_workbook import DoesNotFit, plan_workbook  # noqa: PLC0415 - xlsxwriter

    def act(me: StaffMember) -> Answer:
        year = current_plan(turn.session).year
        try:
            content = plan_workbook(stored_parts(turn.session, year), turn.now, turn.words, turn.formats)
        except DoesNotFit as error:
            return turn.say(texts.does_not_fit(error.text(turn.words), turn.words), keyboards.back(turn.words))
        name, caption = texts.name_of(year, turn.words), texts.handed(turn.words)
        return turn.answer(
            Hand(name, content, caption, keyboards.handed(turn.words, may_change=may(me, Right.PUBLISH)))
        )

    return as_staff(turn, act)


def ask(turn: Turn) -> Answer:
    """«Subir Excel»: the next file is it."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        desk.sit_down(turn, BOOK)
        return turn.say(texts.ask_file(turn.words), keyboards.back(turn.words))

    return as_staff(turn, act)


def drop(turn: Turn) -> Answer:
    """«No guardar»."""

    def act(_me: StaffMember) -> Answer:
        at = desks.desk(turn.session, turn.chat_id)
        if at is not None and at.doing in {BOOK, CONFIRM}:
            desk.leave(turn)
        return turn.show(texts.not_saved(turn.words), keyboards.back(turn.words))

    return as_staff(turn, act)


def take(turn: Turn, at: Desk, file: AttachedFile | None) -> Answer | None:
    """The file that came, or the label of a button under what was shown; None once there is nothing to decide."""
    if file is None and not at.facts.get("open", True):
        desk.leave(turn)
        return None

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        if file is not None:
            return _look(turn, me, file.hash)
        kept, said = str(at.facts.get("file", "")), fold(turn.text.strip())
        acts = _acts(turn, me, at, kept) if kept else {}
        acts[keyboards.DONT] = partial(drop, turn)
        for label, do in acts.items():
            if said == fold(turn.words.plain_phrase(label)):
                return do()
        if kept:
            return _remind(turn, at, kept)
        return turn.say(texts.ask_file(turn.words), keyboards.back(turn.words))

    return as_staff(turn, act)


def _acts(turn: Turn, me: StaffMember, at: Desk, file: str) -> dict[Phrase, Callable[[], Answer]]:
    """What can be done with the file that waits, by the label of its button."""
    acts: dict[Phrase, Callable[[], Answer]] = {
        label: partial(_save, turn, me, file, choice) for choice, label in keyboards.LABELS.items()
    }
    if (spot := clashes.asked(at)) is not None:
        mark = clashes.mark(spot)
        acts |= {label: partial(_decide, turn, at, file, mark, choice) for choice, label in keyboards.ONE.items()}
        acts[keyboards.AT_ONCE] = partial(_go_on, turn, file, None)
    return {**acts, keyboards.EACH: partial(_go_on, turn, file, {})}


def save(turn: Turn) -> Answer:
    """«Guardar cambios», and the two answers where the file contradicts what is here."""
    wanted = SaveBook.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        file = kept_file(turn, wanted.file)
        if not file:
            return send_again(turn)
        return _save(turn, me, file, Choice(wanted.choice) if wanted.choice else None)

    return as_staff(turn, act)


def decide(turn: Turn) -> Answer:
    """«Decidir uno por uno», and which holds of one value."""
    wanted = DecideBook.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        file = kept_file(turn, wanted.file)
        if not file:
            return send_again(turn)
        if not wanted.mark:
            return _go_on(turn, file, {})
        at = desks.desk(turn.session, turn.chat_id)
        return _decide(turn, at, file, wanted.mark, Choice(wanted.choice))

    return as_staff(turn, act)


def all_at_once(turn: Turn) -> Answer:
    """«Decidir todos a la vez»: back to what would change, with nothing decided."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        file = waiting_file(turn)
        return _go_on(turn, file, None) if file else send_again(turn)

    return as_staff(turn, act)


def prepare_file(turn: Turn, file: AttachedFile) -> None:
    """Read a workbook before its unit of work, which then finds it read."""
    work_out(turn, file.hash)


def prepare_save(turn: Turn) -> None:
    """The same before what was shown is saved, or decided of."""
    button = DecideBook if DecideBook.matches(turn.pressed) else SaveBook
    if file := kept_file(turn, button.read(turn.pressed).file):
        work_out(turn, file)


def _look(turn: Turn, me: StaffMember, file: str) -> Answer:
    """What saving a file would do; a workbook that is not ours is asked about."""
    try:
        content = content_of(turn, file)
        grids: Sequence[Grid] = read_grids(content)
        if not is_plan_workbook(grids):
            return matrix.begin(turn, me, file, grids)
        book = read_workbook(content)
        found = taking.preview(turn.session, book)
    except PlanFileErrors as errors:
        return refused(turn, errors)
    return show(turn, book, found, file)


def _save(turn: Turn, me: StaffMember, file: str, choice: Choice | None) -> Answer:
    at = desks.desk(turn.session, turn.chat_id)
    try:
        book = read_workbook(content_of(turn, file))
        each = clashes.decided(at) if choice is None else None
        found = taking.save(turn.session, book, me, turn.now, choice, each)
    except Undecided as undecided:
        if clashes.asked(at) is not None or undecided.preview.each:
            return show_clash(turn, undecided.preview, file)
        return show(turn, book, undecided.preview, file, changed=True)
    except PlanFileErrors as errors:
        return refused(turn, errors)
    desk.leave(turn)
    said = [texts.saved(found, turn.words), *kept_cut(turn.session, found.differences, turn.words, turn.formats)]
    return turn.show(texts.PARAGRAPH.join(said), keyboards.back(turn.words))


def _decide(turn: Turn, at: Desk | None, file: str, mark: str, choice: Choice) -> Answer:
    """Keep what holds of the value that was asked about, and ask about the next; of another, ask again."""
    each, spot = clashes.decided(at), clashes.asked(at)
    if spot is not None and clashes.mark(spot) == mark:
        each[spot] = choice
    return _go_on(turn, file, each)


def _go_on(turn: Turn, file: str, each: Each | None) -> Answer:
    """What would change; where it is decided value by value, first the next value of which nobody said it."""
    try:
        book = read_workbook(content_of(turn, file))
        found = taking.preview(turn.session, book, each=each)
    except PlanFileErrors as errors:
        return refused(turn, errors)
    if each is not None and found.undecided:
        return show_clash(turn, found, file)
    return show(turn, book, found, file, again=each is None)


def _remind(turn: Turn, at: Desk, file: str) -> Answer:
    """What was written answers nothing: the file still waits, with its buttons."""
    try:
        found = taking.preview(turn.session, read_workbook(content_of(turn, file)), each=clashes.decided(at))
    except PlanFileErrors as errors:
        return refused(turn, errors)
    spot = clashes.asked(at)
    if spot is not None:
        keyboard = keyboards.one_clash(file[:MARK], clashes.mark(spot), turn.words)
    else:
        keyboard = keyboards.preview(found, file[:MARK], turn.words)
    return turn.say(texts.tap_or_send(turn.words), keyboard)


def _act(turn: Turn) -> Answer:
    return {PUT: ask, DROP: drop, ALL: all_at_once}[PlanBook.read(turn.pressed).what](turn)


desk.TAKES[BOOK] = desk.TAKES[CONFIRM] = take
desk.PREPARES[BOOK] = desk.PREPARES[CONFIRM] = desk.PREPARES[matrix.MATRIX] = prepare_file
ROUTES: list[Route] = [
    pressed(GetBook, own(hand_out)),
    pressed(PlanBook, own(_act), changes=True),
    pressed(SaveBook, own(save), changes=True, prepare=prepare_save),
    pressed(DecideBook, own(decide), changes=True, prepare=prepare_save),
]
