"""What the desk of the plan's workbook answers with: what would change, what is wrong, and the file that waits."""

from collections.abc import Sequence

from handlers import desk
from handlers.answer import Answer, Hand, Say
from handlers.keyboards import plan_workbook as keyboards
from handlers.plan_desk import clashes
from handlers.texts import plan_workbook as texts
from handlers.turn import Turn
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook.finding import is_plan_workbook
from participation.plan.workbook.grid import read_grids
from participation.plan.workbook.reading import PlanWorkbook, read_workbook
from participation.plan.workbook.taking import Preview
from storage.queries import desks

BOOK, CONFIRM = "plan-workbook", "plan-workbook-sure"
MARK = 16  # digits of a file's hash on its button


def show(
    turn: Turn, book: PlanWorkbook, found: Preview, file: str, *, changed: bool = False, again: bool = False
) -> Answer:
    """What would change, and a file with all of it where the message can't hold it, unless it is shown again."""
    is_open = bool(found.differences or found.undecided)
    desk.sit_down(turn, CONFIRM, file=file, open=is_open, each=clashes.stored(found.each))
    words, formats = turn.words, turn.formats
    text = texts.preview(book, found, words, formats)
    if changed:
        text = texts.PARAGRAPH.join([texts.changed_meanwhile(words), text])
    keyboard = keyboards.preview(found, file[:MARK], words)
    if not again and texts.is_shortened(book, found, words, formats):
        name = words.plain("plan workbook", "changes.txt")
        return turn.answer(_listing(name, texts.full(book, found, words, formats)), Say(text, keyboard))
    return turn.say(text, keyboard) if changed else turn.show(text, keyboard)


def show_clash(turn: Turn, found: Preview, file: str) -> Answer:
    """The first value of which nobody said yet which holds; what was said so far is kept."""
    clash = found.undecided[0]
    spot = clash.conflict.spot
    desk.sit_down(turn, CONFIRM, file=file, open=True, each=clashes.stored(found.each), asked=list(spot))
    text = texts.one_clash(found, clash, turn.words, turn.formats)
    return turn.show(text, keyboards.one_clash(file[:MARK], clashes.mark(spot), turn.words))


def refused(turn: Turn, errors: PlanFileErrors) -> Answer:
    """What is wrong, cell by cell; the next file is awaited."""
    desk.sit_down(turn, BOOK)
    said = Say(texts.refused(errors, turn.words), keyboards.back(turn.words))
    if len(errors.errors) <= texts.FIRST_ERRORS:
        return turn.answer(said)
    name = turn.words.plain("plan workbook", "errors.txt")
    return turn.answer(_listing(name, texts.all_errors(errors, turn.words)), said)


def send_again(turn: Turn) -> Answer:
    """The button of a file that was left."""
    return turn.say(texts.send_again(turn.words), keyboards.back(turn.words))


def waiting_file(turn: Turn) -> str:
    """The hash of the file that was looked at last and waits to be saved; empty where there is none."""
    at = desks.desk(turn.session, turn.chat_id)
    return str(at.facts.get("file", "")) if at is not None and at.doing == CONFIRM else ""


def kept_file(turn: Turn, mark: str) -> str:
    """The same, if it begins so."""
    file = waiting_file(turn)
    return file if mark and file.startswith(mark) else ""


def content_of(turn: Turn, file: str) -> bytes:
    """The file as it was sent. Raises LookupError where no files are kept."""
    if turn.office.files is None:
        raise LookupError("no store of files")
    return turn.office.files.get(file)


def work_out(turn: Turn, file: str) -> None:
    """Read a workbook before its unit of work, which then finds it read."""
    try:
        content = content_of(turn, file)
        if is_plan_workbook(read_grids(content)):
            read_workbook(content)
    except PlanFileErrors:
        return  # it is told in the turn itself


def _listing(name: str, lines: Sequence[str]) -> Hand:
    """All lines as a text that Windows too reads with its accents."""
    return Hand(name, "\r\n".join(lines).encode("utf-8-sig"))
