"""Papers of a case: the author's «Constancia», the archive's «Expediente», and the workbook of the year."""

from handlers import buttons, keyboards
from handlers.answer import Answer, Hand, HandParcel, Packed, Say
from handlers.keyboards import office as office_keyboards
from handlers.staff_only import as_staff
from handlers.subjects import subject_names
from handlers.texts import cases as case_texts
from handlers.texts import office as texts
from handlers.turn import Turn
from participation.observations import following
from participation.observations.errors import NoCase
from participation.observations.following import CaseView
from participation.office import case_file, registering, year_figures
from participation.plan.current import current_plan
from participation.progress import entity
from reports.case_file import constancia as constancia_paper
from reports.case_file import folder as folder_paper
from reports.case_file.parcels import Annex, parcels
from storage.models.cases import Case, CaseFile
from storage.models.staff import StaffMember
from storage.queries import office as queries


def constancia(turn: Turn) -> Answer:
    """«Constancia en PDF», for the author of a case; of a verbal petition it is its record."""
    written = buttons.Constancia.read(turn.pressed).case
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, int(written))
    except (NoCase, ValueError):
        return turn.say(case_texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    receipt = following.receipt_of(turn.session, case, turn.office.keys, turn.writer.id) or ""
    name = _own_name(turn, case)
    paper = _paper(turn, following.whole(turn.session, case), receipt, name)
    return turn.answer(paper, Say(texts.paper_given(turn.words), office_keyboards.see_my_case(case.id, turn.words)))


def _own_name(turn: Turn, case: Case) -> str | None:
    """The name as the author gave it: «Ocultar identidad» hides it from staff, not from the author."""
    author = queries.author(turn.session, case.id)
    if author is None or not case.shown_name:
        return None
    name = turn.office.keys.open(author.sealed).get("name")
    return str(name) if name else None


def paper(turn: Turn, me: StaffMember, case: Case, _version: int) -> Answer:
    """The record of a case that was registered for somebody, once more."""
    receipt = registering.receipt_again(turn.session, me, case, turn.office.keys)
    return turn.answer(registered_paper(turn, case, receipt))


def registered_paper(turn: Turn, case: Case, receipt: str) -> Hand:
    """What an official prints and gives to the person."""
    view = CaseView(case, queries.versions(turn.session, case.id), queries.files(turn.session, case.id))
    return _paper(turn, view, receipt, case_file.author_name(turn.session, case, turn.office.keys))


def _paper(turn: Turn, view: CaseView, receipt: str, name: str | None) -> Hand:
    case = view.case
    given = case_file.constancia(turn.session, view, receipt, name)
    subject = subject_names(turn).name(case.about, case.about_code, turn.words)
    made = constancia_paper.as_pdf(given, subject, entity(turn.session), turn.words, turn.formats)
    return Hand(turn.words.plain("file name", "record-{number}.pdf", number=case.radicado), made)


def folder(turn: Turn, me: StaffMember, case: Case, _version: int) -> Answer:
    """«Expediente»: everything, and the annexes, in as many ZIP files as Telegram needs."""
    found = case_file.case_folder(turn.session, me, case.id, turn.office.keys, turn.now)
    subject = subject_names(turn).name(case.about, case.about_code, turn.words)
    document = folder_paper.as_pdf(found, subject, entity(turn.session), turn.words, turn.formats)
    name = turn.words.plain("file name", "case-file-{number}", number=case.radicado)
    annexes = [_annex(number, file) for number, file in enumerate(found.files, 1)]
    annexes += _letters(found)
    packed = parcels(annexes, beside=len(document))
    calls = []
    for part, inside in enumerate(packed, 1):
        files = [Packed(f"{name}.pdf", content=document)] if part == 1 else []
        files += [Packed(f"anexos/{one.name}", hash=one.file_hash) for one in inside]
        ending = f"-{part}" if len(packed) > 1 else ""
        caption = texts.folder(case, part, len(packed), turn.words)
        calls.append(HandParcel(f"{name}{ending}.zip", tuple(files), caption))
    return turn.answer(*calls, Say(texts.folder_given(turn.words), office_keyboards.see_case(case.id, turn.words)))


def _annex(number: int, file: CaseFile) -> Annex:
    return Annex(f"{number:02d}-{_plain(file.file_name)}", file.file_hash, file.bytes)


def _letters(found: case_file.CaseFolder) -> list[Annex]:
    """The letters that went with the answers."""
    return [
        Annex(f"respuesta-{one.version}-{_plain(one.letter_name or '')}", one.letter_hash, one.letter_bytes or 0)
        for one in found.answers
        if one.letter_hash is not None
    ]


def _plain(name: str) -> str:
    """A name without folders: a ZIP must not write outside its own."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".") or "anexo"


def year_book(turn: Turn) -> Answer:
    """The workbook of the year, for FURAG and Control Interno."""
    from reports.year_workbook import workbook  # noqa: PLC0415 - xlsxwriter, for who asks for the workbook

    def make(me: StaffMember) -> Answer:
        year = current_plan(turn.session).year
        figures = year_figures.figures_for(turn.session, me, year, turn.now, turn.today)
        name = turn.words.plain("file name", "participation-{year}.xlsx", year=year)
        return turn.answer(Hand(name, workbook(figures, turn.words, turn.formats), texts.year_book(year, turn.words)))

    return as_staff(turn, make)
