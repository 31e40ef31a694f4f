"""A report is ready, published, or could not be made: told to who asked for it, with its files.

Nobody else is told: whose case is in a published report sees its row with /caso, and a message for each of many cases
would only be noise.
"""

from collections.abc import Iterator

from handlers.answer import HandFile, HandParcel, Packed, Say
from handlers.keyboards import progress_reports as progress_keyboards
from handlers.keyboards import reports as keyboards
from handlers.notices.telling import NotNow, Renderer, Telling, Told
from handlers.texts import progress_reports as progress_texts
from handlers.texts import reports as texts
from participation.publication.publishing import LEAVES
from participation.reporting.periods import ReportPeriod
from storage.files import FileMissing
from storage.models.followup import Report, ReportKind, ReportState
from storage.models.kinds import PartKind
from storage.models.notices import NoticeKind
from storage.queries import publication as queries

LARGEST = 50 * 1024 * 1024
"""Bytes of a file that a bot may send."""
DICTIONARY = "diccionario"
LARGEST_TO_PACK = 300 * 1024 * 1024
PACKABLE = frozenset({"csv", LEAVES})
NAMES = {LEAVES: "json", DICTIONARY: "csv"}
"""The endings of files whose key is none."""


def ready(telling: Telling) -> Told:
    """Raises NotNow for a report that is gone, or is being made anew."""
    report = queries.report(telling.session, telling.notice.subject_id)
    if report is None:
        raise NotNow("gone")
    if report.kind is ReportKind.PROGRESS:
        return _progress(telling, report)
    words, formats = telling.words, telling.formats
    keyboard = keyboards.to_period(ReportPeriod(report.first_day, report.last_day), words)
    match report.state:
        case ReportState.FAILED:
            why = str(telling.notice.facts.get("why", ""))
            return Told((Say(texts.failed(report, why, words, formats), keyboard),))
        case ReportState.READY:
            return Told((Say(texts.ready(report, words, formats), keyboard), *_files(telling, report)))
        case ReportState.PUBLISHED:
            public = telling.office.public_url
            address = f"{public}/informes/{report.id}" if public else None
            said = Say(texts.published(report, address, words, formats), keyboard)
            return Told((said, *_files(telling, report)))
    raise NotNow("being made")


def _progress(telling: Telling, report: Report) -> Told:
    """The progress report, to staff or to a person who asked for it."""
    words, formats = telling.words, telling.formats
    is_staff = report.requested_by is not None
    if report.state is ReportState.READY:
        keyboard = progress_keyboards.to_card(report, words) if is_staff else progress_keyboards.full(None, words)
        return Told((Say(progress_texts.ready(report, words, formats), keyboard), *_files(telling, report)))
    if report.state is not ReportState.FAILED:
        raise NotNow("being made")
    if is_staff:
        return Told((Say(progress_texts.failed(report, words, formats), progress_keyboards.to_card(report, words)),))
    return Told((Say(progress_texts.failed_for_anyone(words), progress_keyboards.full(None, words)),))


def _files(telling: Telling, report: Report) -> Iterator[HandFile | HandParcel | Say]:
    """Data that is too large goes compressed, to a tenth or less; what is compressed already can't be made smaller."""
    for name, file_hash in report.files.items():
        size = _size(telling, file_hash)
        if LARGEST < size <= LARGEST_TO_PACK and name in PACKABLE:
            yield HandParcel(f"{file_name(report, name)}.zip", (Packed(file_name(report, name), hash=file_hash),))
        elif size > LARGEST:
            yield Say(texts.too_large(name.upper(), size // (1024 * 1024), telling.words))
        elif size:
            yield HandFile(file_hash, file_name(report, name), PartKind.DOCUMENT)


def file_name(report: Report, name: str) -> str:
    """What a file of a report is called where it is saved."""
    if report.kind is ReportKind.PROGRESS:
        version = f"-v{report.version}" if report.version > 1 else ""
        return f"informe-avance-{report.last_day}{version}.{name}"
    title = "informe" if name not in NAMES else name
    return f"{title}-observaciones-{report.first_day}-{report.last_day}.{NAMES.get(name, name)}"


def _size(telling: Telling, file_hash: str) -> int:
    files = telling.office.files
    try:
        return files.size(file_hash) if files is not None else 0
    except FileMissing:
        return 0


RENDERERS: dict[NoticeKind, Renderer] = {NoticeKind.REPORT_READY: ready}
