"""The plan as an Excel workbook: handed out, looked at when it comes back, and saved on one tap."""

from collections.abc import Sequence

from handlers import desk
from handlers.answer import Answer, Hand, Say
from handlers.buttons.plan_workbook import DROP, PUT, GetBook, PlanBook, SaveBook
from handlers.groups import own
from handlers.kept_cut import kept_cut
from handlers.keyboards import plan_workbook as keyboards
from handlers.plan_desk import matrix
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_workbook as texts
from handlers.turn import Turn
from locales import fold
from participation.observations.drafting import AttachedFile
from participation.plan.current import current_plan
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import taking
from participation.plan.workbook.finding import is_plan_workbook
from participation.plan.workbook.grid import Grid, read_grids
from participation.plan.workbook.merging import Choice
from participation.plan.workbook.reading import PlanWorkbook, read_workbook
from participation.plan.workbook.taking import Preview, Undecided
from participation.staff.rights import Right, may, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries.plan_parts import stored_parts

BOOK, CONFIRM = "plan-workbook", "plan-workbook-sure"
MARK = 16  # digits of a file's hash on its button


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
        said = fold(turn.text.strip())
        kept = str(at.facts.get("file", ""))
        labels = {fold(turn.words.plain_phrase(label)): choice for choice, label in keyboards.LABELS.items()}
        if kept and said in labels:
            return _save(turn, me, kept, labels[said])
        if said == fold(turn.words.plain_phrase(keyboards.DONT)):
            return drop(turn)
        if kept:
            return _remind(turn, kept)
        return turn.say(texts.ask_file(turn.words), keyboards.back(turn.words))

    return as_staff(turn, act)


def save(turn: Turn) -> Answer:
    """«Guardar cambios», and the two answers where the file contradicts what is here."""
    wanted = SaveBook.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        file = _kept(turn, wanted.file)
        if not file:
            return turn.say(texts.send_again(turn.words), keyboards.back(turn.words))
        return _save(turn, me, file, Choice(wanted.choice) if wanted.choice else None)

    return as_staff(turn, act)


def prepare_file(turn: Turn, file: AttachedFile) -> None:
    """Read a workbook before its unit of work, which then finds it read."""
    _prepare(turn, file.hash)


def prepare_save(turn: Turn) -> None:
    """The same before what was shown is saved."""
    if file := _kept(turn, SaveBook.read(turn.pressed).file):
        _prepare(turn, file)


def _look(turn: Turn, me: StaffMember, file: str) -> Answer:
    """What saving a file would do; a workbook that is not ours is asked about."""
    try:
        content = _content(turn, file)
        grids: Sequence[Grid] = read_grids(content)
        if not is_plan_workbook(grids):
            return matrix.begin(turn, me, file, grids)
        book = read_workbook(content)
        found = taking.preview(turn.session, book)
    except PlanFileErrors as errors:
        return _refused(turn, errors)
    return _show(turn, book, found, file)


def _save(turn: Turn, me: StaffMember, file: str, choice: Choice | None) -> Answer:
    try:
        book = read_workbook(_content(turn, file))
        found = taking.save(turn.session, book, me, turn.now, choice)
    except Undecided as undecided:
        return _show(turn, book, undecided.preview, file, changed=True)
    except PlanFileErrors as errors:
        return _refused(turn, errors)
    desk.leave(turn)
    said = [texts.saved(found, turn.words), *kept_cut(turn.session, found.differences, turn.words, turn.formats)]
    return turn.show(texts.PARAGRAPH.join(said), keyboards.back(turn.words))


def _show(turn: Turn, book: PlanWorkbook, found: Preview, file: str, *, changed: bool = False) -> Answer:
    """What would change, and a file with all of it where the message can't hold it."""
    desk.sit_down(turn, CONFIRM, file=file, open=bool(found.differences or found.clashes))
    words, formats = turn.words, turn.formats
    text = texts.preview(book, found, words, formats)
    if changed:
        text = texts.PARAGRAPH.join([texts.changed_meanwhile(words), text])
    said = Say(text, keyboards.preview(found, file[:MARK], words))
    if not texts.is_shortened(book, found, words, formats):
        return turn.answer(said)
    name = words.plain("plan workbook", "changes.txt")
    return turn.answer(_listing(name, texts.full(book, found, words, formats)), said)


def _remind(turn: Turn, file: str) -> Answer:
    """What was written answers nothing: the file still waits, with its buttons."""
    try:
        found = taking.preview(turn.session, read_workbook(_content(turn, file)))
    except PlanFileErrors as errors:
        return _refused(turn, errors)
    return turn.say(texts.tap_or_send(turn.words), keyboards.preview(found, file[:MARK], turn.words))


def _refused(turn: Turn, errors: PlanFileErrors) -> Answer:
    """What is wrong, cell by cell; the next file is awaited."""
    desk.sit_down(turn, BOOK)
    said = Say(texts.refused(errors, turn.words), keyboards.back(turn.words))
    if len(errors.errors) <= texts.FIRST_ERRORS:
        return turn.answer(said)
    name = turn.words.plain("plan workbook", "errors.txt")
    return turn.answer(_listing(name, texts.all_errors(errors, turn.words)), said)


def _listing(name: str, lines: Sequence[str]) -> Hand:
    """All lines as a text that Windows too reads with its accents."""
    return Hand(name, "\r\n".join(lines).encode("utf-8-sig"))


def _kept(turn: Turn, mark: str) -> str:
    """The hash of the file that was looked at last, if it begins so."""
    at = desks.desk(turn.session, turn.chat_id)
    file = str(at.facts.get("file", "")) if at is not None and at.doing == CONFIRM else ""
    return file if mark and file.startswith(mark) else ""


def _prepare(turn: Turn, file: str) -> None:
    try:
        content = _content(turn, file)
        if is_plan_workbook(read_grids(content)):
            read_workbook(content)
    except PlanFileErrors:
        return  # it is told in the turn itself


def _content(turn: Turn, file: str) -> bytes:
    if turn.office.files is None:
        raise LookupError("no store of files")
    return turn.office.files.get(file)


def _act(turn: Turn) -> Answer:
    return {PUT: ask, DROP: drop}[PlanBook.read(turn.pressed).what](turn)


desk.TAKES[BOOK] = desk.TAKES[CONFIRM] = take
desk.PREPARES[BOOK] = desk.PREPARES[CONFIRM] = desk.PREPARES[matrix.MATRIX] = prepare_file
ROUTES: list[Route] = [
    pressed(GetBook, own(hand_out)),
    pressed(PlanBook, own(_act), changes=True),
    pressed(SaveBook, own(save), changes=True, prepare=prepare_save),
]
