"""«Informe completo»: the progress report as a document, whose bytes Telegram gets once for the same figures."""

import hashlib

from handlers import keyboards
from handlers.answer import Answer, Hand, Keyboard, Say
from handlers.keyboards import progress_reports as report_keyboards
from handlers.notices.live import report_message
from handlers.texts import products
from handlers.texts import progress_reports as texts
from handlers.turn import Turn
from participation.plan.report import ReportFacts, report_facts
from participation.plan.report.requesting import request_for_anyone
from participation.plan.views import CutView
from participation.progress import plan_progress, product_details
from reports.documents import Document, DocumentFormat, render
from reports.documents.logos import logo_of
from reports.progress_report import ProgressReport, as_document
from storage.queries import turns

MOST_AT_ONCE = 60
"""Products of a plan whose PDF is made while its reader waits, in less than half a second."""


def show(turn: Turn) -> Answer:
    """A short message and the PDF; of a large plan the worker makes it, and it follows."""
    facts = report_facts(turn.session, turn.today, turn.office.zone)
    if len(facts.details) > MOST_AT_ONCE:
        said = Say(texts.full(facts, turn.words, turn.formats, is_coming=True), _keyboard(turn, facts))
        report = request_for_anyone(turn.session, _cut(facts), turn.chat_id, turn.language.value, turn.now)
        return turn.answer(said, report_message(report, turn.words, turn.formats))
    said = Say(texts.full(facts, turn.words, turn.formats, is_coming=False))
    return turn.answer(said, _document(turn, facts))


def show_text(turn: Turn) -> Answer:
    """The same in messages that can be read, searched and passed on, for who can't open a document."""
    plan = plan_progress(turn.session, turn.today)
    messages = products.full(plan, product_details(turn.session, turn.today), turn.words, turn.formats)
    *first, last = [Say(text) for text in messages]
    return turn.answer(*first, Say(last.text, keyboards.back_to_progress(turn.words)))


def _document(turn: Turn, facts: ReportFacts) -> Hand:
    own, public = facts.plan.entity, turn.office.public_url
    logo = logo_of(turn.office.plan_file, own.logo, own.short_name)
    document = as_document(ProgressReport(facts, logo, public), turn.words, turn.formats)
    key = f"report-{_digest(document)}"
    known = turns.known_file(turn.session, turn.bot_id, key)
    content = None if known else render(document, DocumentFormat.PDF)
    name = turn.words.plain("file name", "progress-report-{date}.pdf", date=facts.plan.reference)
    return Hand(name, content, texts.cannot_open(turn.words), _keyboard(turn, facts), key, known)


def _digest(document: Document) -> str:
    """What changes with anything that the document says or shows."""
    shown = render(document, DocumentFormat.MARKDOWN)
    look = f"{document.main}{document.accent}".encode() + (document.logo.image if document.logo else b"")
    return hashlib.sha256(shown + look).hexdigest()[:32]


def _keyboard(turn: Turn, facts: ReportFacts) -> Keyboard:
    public, day = turn.office.public_url, facts.plan.reference.isoformat()
    page = f"{public}/informe-de-avance/{day}" if public and facts.plan.cut is not None else None
    return report_keyboards.full(page, turn.words)


def _cut(facts: ReportFacts) -> CutView:
    """The cut, or today where there is none."""
    return facts.plan.cut or CutView(facts.plan.reference, "", None)
