"""The progress report of every cut: as a page of its own, and as files, in each version that was published."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from bot.pages.document import HTML, Document
from bot.pages.visit import Visit
from locales import Language, Phrase, words
from participation.plan.report import NoSuchCut, ReportFacts, editions, report_facts
from participation.plan.views import CutView
from participation.publication.requesting import FileFormat
from reports.documents.html import render
from reports.documents.logos import logo_of
from reports.pages.rendering import Way
from reports.progress_report import ProgressReport, as_document, wording
from reports.progress_report.files import file_of

ADDRESS = "informe-de-avance"
CUT = "{cut:[0-9]{4}-[0-9]{2}-[0-9]{2}}"
VERSION = "{version:[0-9]{1,4}}"
FILES = {
    FileFormat.PDF: ("application/pdf", Phrase("page", "Report in PDF")),
    FileFormat.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Phrase("page", "Report in DOCX"),
    ),
    FileFormat.XLSX: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Phrase("page", "Figures and schedule in XLSX"),
    ),
    FileFormat.CSV: ("text/csv", Phrase("page", "Schedule in CSV, as open data")),
    FileFormat.MARKDOWN: ("text/markdown", Phrase("page", "Report as plain text (Markdown)")),
}
"""What can be fetched of a report, beside its page."""


def show(visit: Visit) -> Document:
    """The report as a page; without a version its latest one. 404 for a cut that was not published."""
    page = render(as_document(_report(visit), visit.words, visit.formats), visit.menu)
    return Document(page.html.encode(), HTML, policy=page.policy)


def file(wanted: FileFormat) -> Callable[[Visit], Document]:
    """The report in a format; the rows as data are the same in every language."""

    def build(visit: Visit) -> Document:
        report, (kind, _) = _report(visit), FILES[wanted]
        language = words(Language.ES) if wanted is FileFormat.CSV else visit.words
        content = file_of(report, wanted, language, visit.formats)
        name = f"informe-avance-{report.plan.reference}.{wanted}"
        shown_in_place = wanted is FileFormat.PDF
        return Document(content, kind, download=None if shown_in_place else name, open_to_all=wanted is FileFormat.CSV)

    return build


def listed(visit: Visit) -> list[dict[str, object]]:
    """Every cut in every version, for the page of all reports."""
    return [_told(visit, cut) for cut in editions(visit.session, visit.today)]


def addresses(visit: Visit) -> list[dict[str, str]]:
    """The cuts, each at its latest version."""
    return [{"cut": cut} for cut in sorted({cut.on.isoformat() for cut in editions(visit.session, visit.today)})]


def addresses_of_versions(visit: Visit) -> list[dict[str, str]]:
    """Every version of every cut."""
    found = editions(visit.session, visit.today)
    return [{"cut": cut.on.isoformat(), "version": str(cut.version)} for cut in found if cut.version]


def addresses_without_version(visit: Visit) -> list[dict[str, str]]:
    """The cuts that have no version of their own yet."""
    return [{"cut": cut.on.isoformat()} for cut in editions(visit.session, visit.today) if not cut.version]


def _told(visit: Visit, cut: CutView) -> dict[str, object]:
    said, formats = visit.words, visit.formats
    facts = [(said.plain("page", "Data until"), formats.date(cut.on))]
    if cut.published_on is not None:
        facts.append((said.plain("page", "Published"), formats.date(cut.published_on)))
    facts.append((said.plain("page", "Version"), formats.number(max(cut.version, 1))))
    if cut.reason:
        facts.append((said.plain("page", "Why there is this version"), cut.reason))
    # A cut that is frozen within the minute has no version of its own yet.
    place = f"{ADDRESS}/{cut.on}" + (f"/{cut.version}" if cut.version else "")
    ways = [Way(said.plain("page", "Report as a page"), visit.links.page(place))]
    ways += [
        Way(said.plain_phrase(phrase), visit.links.file(f"{place}/informe.{one}")) for one, (_, phrase) in FILES.items()
    ]
    title = wording.title(cut, said, formats)
    if cut.version > 1:
        title = said.plain("page", "{report}, version {n}", report=title, n=formats.number(cut.version))
    return {"title": title, "facts": facts, "ways": ways}


def _report(visit: Visit) -> ProgressReport:
    parameters = visit.asked.parameters
    facts = _facts(visit, parameters["cut"], parameters.get("version"))
    own = facts.plan.entity
    return ProgressReport(facts, logo_of(visit.house.plan_file, own.logo, own.short_name), visit.house.public_url)


def _facts(visit: Visit, cut: str, version: str | None) -> ReportFacts:
    try:
        number = int(version) if version else None
        return report_facts(visit.session, visit.today, visit.house.zone, date.fromisoformat(cut), number)
    except (NoSuchCut, ValueError) as error:
        raise web.HTTPNotFound from error
