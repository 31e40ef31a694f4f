"""Published follow-up reports: what they are of, their root, and their files at addresses that stay."""

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.pages import progress_reports
from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.notices.reports import DICTIONARY
from locales import Phrase
from participation.publication.published import PublishedReport, published_report, published_reports
from participation.publication.publishing import LEAVES
from participation.publication.requesting import FileFormat
from reports.pages.rendering import Way

ADDRESS = "informes"
FILES = {
    FileFormat.PDF: ("informe.pdf", Phrase("page", "Report in PDF")),
    FileFormat.HTML: ("informe.html", Phrase("page", "Report as a page")),
    FileFormat.DOCX: ("informe.docx", Phrase("page", "Report in DOCX")),
    FileFormat.XLSX: ("informe.xlsx", Phrase("page", "All the cases in XLSX")),
    FileFormat.CSV: ("casos.csv", Phrase("page", "All the cases in CSV, as open data")),
    DICTIONARY: ("diccionario.csv", Phrase("page", "What each column of the data means")),
    LEAVES: ("huellas.json", Phrase("page", "List of leaves, to check a receipt")),
}
"""By the key in `Report.files`: the last part of its address, and what it is."""


def show(visit: Visit) -> Document:
    """All of them, the latest first."""
    words = visit.words
    return _page(
        visit,
        words.plain("page", "Reports"),
        words.plain("page", "How the plan is going at each cut, and what was answered to each observation."),
        published_reports(visit.session),
        heading=True,
        progress=progress_reports.listed(visit),
    )


def show_one(visit: Visit) -> Document:
    """One of them. 404 for a number that no published report has."""
    found = published_report(visit.session, int(visit.asked.parameters["report"]))
    if found is None:
        raise web.HTTPNotFound
    words = visit.words
    days = visit.formats.dates(found.first_day, found.last_day)
    title = words.plain("page", "Report on the observations: {days}", days=days)
    return _page(visit, title, words.plain("page", "Its files, its root and how to check it."), [found], heading=False)


def addresses(visit: Visit) -> list[dict[str, str]]:
    """Those that are public."""
    return [{"report": str(one.id)} for one in published_reports(visit.session)]


def stored(visit: Visit) -> dict[str, str]:
    """The address of each of their files, and its hash in the store."""
    return {
        f"{ADDRESS}/{one.id}/{FILES[key][0]}": file_hash
        for one in published_reports(visit.session)
        for key, file_hash in one.files.items()
        if key in FILES
    }


def _page(
    visit: Visit,
    title: str,
    description: str,
    found: Sequence[PublishedReport],
    *,
    heading: bool,
    progress: Sequence[Mapping[str, object]] = (),
) -> Document:
    words = visit.words
    return visit.page(
        "reports.html",
        title,
        description,
        opening=words.plain("page", "Every case of those days is in the report. Each person can check their own."),
        nothing=words.plain("page", "No report has been published yet."),
        progress=progress,
        progress_title=words.plain("page", "Progress reports"),
        observations_title=words.plain("page", "Reports on the observations") if heading else None,
        found=[_told(visit, one, heading=heading) for one in found],
        files_words=words.plain("page", "Files"),
        verify_words=words.plain("page", "Check a receipt"),
    )


def _told(visit: Visit, one: PublishedReport, *, heading: bool) -> dict[str, object]:
    words, formats = visit.words, visit.formats
    facts = [
        (words.plain("page", "Published"), formats.moment(one.published_at)),
        (words.plain("page", "Version"), formats.number(one.version)),
        (words.plain("page", "Cases"), formats.number(one.cases)),
        (words.plain("page", "Root of the tree (SHA-256)"), one.root),
    ]
    if one.reason:
        facts.append((words.plain("page", "Why there is this version"), one.reason))
    return {
        "title": _beginning(formats.dates(one.first_day, one.last_day)) if heading else None,
        "facts": facts,
        "ways": [
            Way(words.plain_phrase(phrase), visit.links.file(f"{ADDRESS}/{one.id}/{name}"))
            for key, (name, phrase) in FILES.items()
            if key in one.files
        ],
    }


def _beginning(text: str) -> str:
    """The text as a heading begins."""
    return text[:1].upper() + text[1:]
