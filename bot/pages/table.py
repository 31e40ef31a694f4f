"""Every public page, by its address. To add one: a function of a visit that gives a document, and a line here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.pages import (
    account,
    answers,
    calendars,
    cases,
    cuts,
    events,
    open_data,
    progress,
    progress_reports,
    reports,
    unsubscribe,
    verifying,
)
from bot.pages.document import Document
from bot.pages.visit import Visit

Parameters = Mapping[str, str]
CODE = "[a-z0-9-]{2,32}"
SEALED = "[A-Za-z0-9_.-]{1,600}"


class Keep(Enum):
    """How long what a page says stays true."""

    WITH_PLAN = "until the plan or the day changes"
    A_MINUTE = "what is counted anew may be a minute old"
    NEVER = "one person's matter: no cache of ours or of others keeps it"


def only_one(_visit: Visit) -> Iterable[Parameters]:
    """A page without parameters."""
    return [{}]


def no_copy(_visit: Visit) -> Iterable[Parameters]:
    """A page that needs the database, or that belongs to one person."""
    return []


@dataclass(frozen=True)
class Page:
    """`address`: aiohttp's pattern, without a slash at its beginning.

    `copies`: the parameters of each of its copies on disk; `in_languages`: whether it is another in each language.
    With `takes_form` it is answered to a POST as well; one that `acts` may then write, but never for a mere look.
    `slowed` is what is shown instead to who posts too often; without it nobody is slowed.
    """

    address: str
    build: Callable[[Visit], Document]
    keep: Keep = Keep.WITH_PLAN
    copies: Callable[[Visit], Iterable[Parameters]] = only_one
    in_languages: bool = True
    takes_form: bool = False
    acts: bool = False
    slowed: Callable[[Visit], Document] | None = None


def data(name: str, build: Callable[[Visit], Document]) -> Page:
    """A file of open data."""
    return Page(f"datos/{name}", build, in_languages=False)


REPORT = f"{progress_reports.ADDRESS}/{progress_reports.CUT}"
REPORT_VERSION = f"{REPORT}/{progress_reports.VERSION}"
PAGES: Sequence[Page] = (
    Page("", progress.show),
    Page(f"actividad/{{code:{CODE}}}", progress.show_activity, copies=progress.addresses_of_activities),
    Page(cuts.LIST, cuts.show),
    Page(f"{cuts.ADDRESS}/{cuts.CUT}", cuts.show_one, copies=cuts.addresses),
    Page(f"{cuts.ADDRESS}/{cuts.CUT}/{cuts.VERSION}", cuts.show_one, copies=cuts.addresses_of_versions),
    Page("eventos", events.show),
    Page(calendars.CALENDAR, calendars.show_feed, in_languages=False),
    Page(f"eventos/{{code:{CODE}}}.ics", calendars.show_file, copies=calendars.addresses_of_files, in_languages=False),
    Page("caso", cases.show, keep=Keep.NEVER, copies=no_copy, takes_form=True, slowed=cases.slowed),
    Page(f"baja/{{token:{SEALED}}}", unsubscribe.show, keep=Keep.NEVER, copies=no_copy, takes_form=True, acts=True),
    Page("verificar", verifying.show),
    Page("datos", open_data.index),
    data("avance.csv", open_data.file(open_data.progress, "csv")),
    data("avance.json", open_data.file(open_data.progress, "json")),
    data("eventos.csv", open_data.file(open_data.events, "csv")),
    data("eventos.json", open_data.file(open_data.events, "json")),
    data("cortes.csv", open_data.file(cuts.data, "csv")),
    data("cortes.json", open_data.file(cuts.data, "json")),
    Page("transparencia", account.show, keep=Keep.A_MINUTE),
    # Their files are in the database's store: `bot.pages.report_files` serves them.
    Page(reports.ADDRESS, reports.show, keep=Keep.A_MINUTE),
    Page(f"{reports.ADDRESS}/{{report:[0-9]{{1,15}}}}", reports.show_one, keep=Keep.A_MINUTE, copies=reports.addresses),
    Page(REPORT, progress_reports.show, copies=progress_reports.addresses),
    Page(REPORT_VERSION, progress_reports.show, copies=progress_reports.addresses_of_versions),
    *(
        Page(f"{address}/informe.{one}", progress_reports.file(one), copies=copies, in_languages=False)
        for address, copies in (
            (REPORT, progress_reports.addresses_without_version),
            (REPORT_VERSION, progress_reports.addresses_of_versions),
        )
        for one in progress_reports.FILES
    ),
    Page("respuestas", answers.show, keep=Keep.A_MINUTE, copies=no_copy),
)
