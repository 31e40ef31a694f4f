"""The published cuts: every version readable at an address that stays, with what changed and why; also as open data."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import changes as change_texts
from handlers.texts import plan as texts
from handlers.texts import products as product_texts
from locales import Language, Phrase, words
from participation.plan.current import current_plan, visible_versions
from participation.plan.cut_changes import CutChanges, changes_of_version
from participation.plan.published import NoSuchCut
from participation.plan.views import ActivityProgress, NotInPlanError, PlanProgress
from participation.progress import cut_progress, progress_at_cuts
from reports.pages.rendering import Way
from reports.pages.tables import Column, OpenData, Value
from reports.progress_report.wording import has_own_name
from storage.queries.history import CutVersion

LIST, ADDRESS = "cortes", "avance"
CUT, VERSION = "{cut:[0-9]{4}-[0-9]{2}-[0-9]{2}}", "v{version:[0-9]{1,4}}"

# The names are part of the addresses that others rely on: they are Spanish, and never change.
DICTIONARY = {
    "corte": Phrase("open data", "Date up to which the figures are told"),
    "nombre": Phrase("open data", "Name of the cut"),
    "version": Phrase("open data", "1 is what was published first; each correction is one more"),
    "vigente": Phrase("open data", "Whether this is the last version of that cut"),
    "publicado_el": Phrase("open data", "Day on which it was published; empty if nobody says it"),
    "motivo": Phrase("open data", "Why it was corrected"),
    "entregados": Phrase("open data", "Products delivered of the whole year"),
    "programados": Phrase("open data", "Products programmed in the year; empty when it is not known"),
    "porcentaje": Phrase("open data", "Delivered of those programmed in the year, rounded down"),
    "entregados_hasta_el_corte": Phrase("open data", "Products delivered of those due until that date"),
    "programados_hasta_el_corte": Phrase("open data", "Products due until that date"),
    "porcentaje_hasta_el_corte": Phrase("open data", "Delivered of those due until that date, rounded down"),
    "por_fechas": Phrase("open data", "Whether it was computed afterwards with the dates that the plan gives"),
}


def show(visit: Visit) -> Document:
    """All cuts, the latest first, each with its versions."""
    versions, said = _versions(visit), visit.words
    days = list(dict.fromkeys(one.on for one in versions))
    told = _all_progress(visit, [next(one for one in versions if one.on == day) for day in days])
    return visit.page(
        "cuts.html",
        said.plain("page", "Published cuts"),
        said.plain("page", "The figures of each date as they were published, with their corrections."),
        opening=said.plain(
            "page", "What was published stays as it was. A correction is a new version, with its reason."
        ),
        nothing=said.plain("page", "No cut has been published yet."),
        cuts=[_listed([one for one in versions if one.on == day], told, visit) for day in days],
        data_title=said.plain("page", "Open data"),
        data=[
            *(Way(f"cortes.{kind}", visit.links.file(f"datos/cortes.{kind}")) for kind in ("csv", "json")),
            Way(said.plain("page", "Dictionary"), visit.links.page("datos", "cortes")),
        ],
    )


def show_one(visit: Visit) -> Document:
    """One cut, in its last version or in the one that is named. NotInPlanError where there is none."""
    found = _asked(visit)
    plan, said, formats = _progress(visit, found), visit.words, visit.formats
    changes = changes_of_version(visit.session, found.on, found.version, visit.today)
    others = [one for one in _versions(visit) if one.on == found.on and one.version != found.version]
    return visit.page(
        "cut.html",
        said.plain("page", "Cut of {date}", date=formats.date(found.on)),
        said.plain("page", "The figures of {date} as they were published.", date=formats.date(found.on)),
        name=found.label if has_own_name(found.label, found.on, formats) else None,
        about=_about(found, visit),
        figures=texts.figures(plan, said, formats),
        activities_title=said.plain("chart", "By activity"),
        activities=[_activity(one, visit) for one in plan.activities if not _is_new(one)],
        changes_title=said.plain("page", "What changed"),
        changes=_changes(changes, visit) if changes is not None else [],
        others_title=said.plain("page", "Other versions"),
        others=[Way(_named(one, visit), visit.links.page(_address(one))) for one in others],
        report=Way(
            said.plain("page", "Read the progress report"),
            visit.links.page(f"informe-de-avance/{found.on}/{found.version}"),
        ),
        back=Way(said.plain("page", "All the cuts"), visit.links.page(LIST)),
    )


def addresses(visit: Visit) -> list[Mapping[str, str]]:
    """The cuts that there are pages of."""
    return [{"cut": day.isoformat()} for day in dict.fromkeys(one.on for one in _versions(visit))]


def addresses_of_versions(visit: Visit) -> list[Mapping[str, str]]:
    """Every version of every cut."""
    return [{"cut": one.on.isoformat(), "version": str(one.version)} for one in _versions(visit)]


def data(visit: Visit) -> OpenData:
    """A row for each version of each cut."""
    versions = _versions(visit)
    last = {one.on: one.version for one in reversed(versions)}
    told = _all_progress(visit, versions)
    rows = tuple(_row(one, told[one], is_last=last[one.on] == one.version) for one in versions)
    plan = visit.plan
    about = {
        "plan": texts.plan_name(plan),
        "entidad": plan.entity.name,
        "vigencia": plan.vigencia,
        "licencia": visit.house.licence,
    }
    return OpenData("cortes", _columns(Language.ES), rows, about)


def _versions(visit: Visit) -> list[CutVersion]:
    return visible_versions(visit.session, current_plan(visit.session), visit.today)


def _asked(visit: Visit) -> CutVersion:
    parameters = visit.asked.parameters
    wanted = parameters.get("version")
    for one in _versions(visit):
        if one.on.isoformat() == parameters["cut"] and wanted in {None, str(one.version)}:
            return one
    raise NotInPlanError(parameters["cut"])


def _progress(visit: Visit, version: CutVersion) -> PlanProgress:
    try:
        return cut_progress(visit.session, version.on, visit.today, version.version)
    except NoSuchCut as error:
        raise NotInPlanError(version.on.isoformat()) from error


def _all_progress(visit: Visit, versions: Sequence[CutVersion]) -> dict[CutVersion, PlanProgress]:
    """What each of these told, asked for together."""
    return dict(zip(versions, progress_at_cuts(visit.session, versions, visit.today), strict=True))


def _listed(versions: list[CutVersion], told: Mapping[CutVersion, PlanProgress], visit: Visit) -> dict[str, object]:
    last, day = versions[0], visit.formats.date(versions[0].on)
    return {
        "anchor": f"corte-{last.on}",
        "title": f"{last.label} · {day}" if has_own_name(last.label, last.on, visit.formats) else day,
        "figures": texts.figures(told[last], visit.words, visit.formats),
        "versions": [
            {"way": Way(_named(one, visit), visit.links.page(_address(one))), "lines": _about(one, visit)}
            for one in versions
        ],
    }


def _about(version: CutVersion, visit: Visit) -> list[Markup]:
    said, formats = visit.words, visit.formats
    if version.said_public_on is None:
        lines = [said.say("page", "It came with the plan file.")]
    else:
        lines = [said.say("page", "Published on {date}", date=formats.date(version.said_public_on))]
    if version.published_at.astimezone(visit.house.zone).date() > version.published_on:
        lines.append(said.say("page", "Kept here on {moment}", moment=formats.moment(version.published_at)))
    if version.reason:
        lines.append(said.say("page", "Reason of the correction: {reason}", reason=version.reason))
    if version.from_dates:
        lines.append(said.say("page", "We compute these figures with the dates that the plan gives."))
    return lines


def _named(version: CutVersion, visit: Visit) -> str:
    if version.version == 1:
        return visit.words.plain("page", "Version 1: as it was published")
    return visit.words.plain("page", "Version {n}: correction", n=visit.formats.number(version.version))


def _address(version: CutVersion) -> str:
    return f"{ADDRESS}/{version.on}/v{version.version}"


def _activity(activity: ActivityProgress, visit: Visit) -> dict[str, object]:
    said, formats = visit.words, visit.formats
    return {
        "title": texts.activity_line(activity, said, formats),
        "products": [product_texts.product_line(one, said, formats) for one in activity.products if not one.is_new],
    }


def _is_new(activity: ActivityProgress) -> bool:
    return bool(activity.products) and all(product.is_new for product in activity.products)


def _changes(changes: CutChanges, visit: Visit) -> list[list[Markup]]:
    """Paragraphs, each as its lines; the first line of a list is its heading."""
    said, formats = visit.words, visit.formats
    since = said.say("page", "Compared with {date}", date=formats.date(changes.before.on))
    if changes.is_correction:
        since = said.say("page", "Compared with version {n}", n=formats.number(changes.before.version))
    figures = change_texts.old_and_new(changes, said, formats)
    listed = change_texts.products(changes, said, formats, most=None)
    return [[since, *figures], *(part.split("\n") for part in listed)]


def _row(version: CutVersion, plan: PlanProgress, *, is_last: bool) -> dict[str, Value]:
    return {
        "corte": version.on,
        "nombre": version.label,
        "version": version.version,
        "vigente": is_last,
        "publicado_el": version.said_public_on,
        "motivo": version.reason,
        "entregados": plan.year.executed,
        "programados": plan.year.programmed,
        "porcentaje": plan.year.percent,
        "entregados_hasta_el_corte": plan.due.executed,
        "programados_hasta_el_corte": plan.due.programmed,
        "porcentaje_hasta_el_corte": plan.due.percent,
        "por_fechas": version.from_dates,
    }


def _columns(language: Language) -> tuple[Column, ...]:
    said_words = words(language)
    return tuple(Column(name, said_words.plain_phrase(phrase)) for name, phrase in DICTIONARY.items())
