"""Open data: the plan's products and its events, with a dictionary and addresses that stay."""

from collections.abc import Callable, Iterator

from bot.pages import cuts
from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import plan as texts
from locales import Language, Phrase, Words, words
from participation.plan.agenda import list_events
from participation.plan.figures import Fraction
from participation.plan.views import EventView, ProductDetail
from participation.progress import product_details
from reports.pages.rendering import Way
from reports.pages.tables import Column, OpenData, Value

FORMATS = {"csv": "text/csv", "json": "application/json"}

# The names are part of the addresses that others rely on: they are Spanish, and never change.
PROGRESS = {
    "actividad_codigo": Phrase("open data", "Stable code of the activity"),
    "actividad": Phrase("open data", "Official name of the activity"),
    "tarea": Phrase("open data", "Name of the task"),
    "producto_codigo": Phrase("open data", "Stable code of the product; empty where the plan only counts products"),
    "producto": Phrase("open data", "Official name of the product"),
    "productos": Phrase("open data", "How many products this row counts for; empty when it is not known"),
    "periodo": Phrase("open data", "Period in which it was first programmed: S is semester, T is quarter, M is month"),
    "estado": Phrase("open data", "What the entity declares: programado, en_ejecucion, cumplido, aplazado, cancelado"),
    "avance": Phrase("open data", "Declared progress of the product, from 0 to 100"),
    "cuenta": Phrase("open data", "Whether it counts as programmed; a signed cancellation takes it out"),
    "entregado": Phrase("open data", "Whether it counts as delivered: 100 % and with proof until the date of the data"),
    "vencido": Phrase("open data", "Whether its date passed without delivery and without a declared reason"),
    "ejecutado_el": Phrase("open data", "Day of delivery, if the entity says it"),
    "motivo": Phrase("open data", "Reason of a move or a cancellation"),
    "pruebas": Phrase("open data", "Proof in the entity's own words, one a line"),
    "enlaces": Phrase("open data", "Links of the proof, one a line"),
}
EVENTS = {
    "evento_codigo": Phrase("open data", "Stable code of the event"),
    "evento": Phrase("open data", "Title of the event"),
    "tipo": Phrase("open data", "facebook_live, youtube_en_vivo, presencial, otro; empty if the plan does not say it"),
    "estado": Phrase(
        "open data",
        "programado, convocado, en_vivo, realizado, aplazado, reprogramado, cancelado or sin_confirmar",
    ),
    "fecha_original": Phrase("open data", "First date that was announced"),
    "fecha": Phrase("open data", "Date in force; empty while there is none"),
    "hora": Phrase("open data", "Hour in the entity's zone; empty if the plan does not say it"),
    "motivo": Phrase("open data", "Why it was moved or cancelled, if the entity says it"),
    "lugar": Phrase("open data", "Place"),
    "enlace": Phrase("open data", "Link to take part"),
    "grabacion": Phrase("open data", "Link to the recording"),
    "registro": Phrase("open data", "Record that proves it was held, where there is no recording"),
    "producto_codigo": Phrase("open data", "Product of the plan that it serves"),
    "grupos_de_valor": Phrase("open data", "Who is invited, one a line"),
}


def index(visit: Visit) -> Document:
    """What there is, what it means, and on which terms."""
    said = visit.words
    sets = {
        "avance": (said.plain("page", "Products of the plan"), PROGRESS),
        "eventos": (said.plain("page", "Dialogue events"), EVENTS),
        "cortes": (said.plain("page", "Published cuts"), cuts.DICTIONARY),
    }
    return visit.page(
        "data.html",
        said.plain("page", "Open data"),
        said.plain("page", "The plan's figures and events as files, with their dictionary."),
        opening=said.plain("page", "The same figures that you read here, for you to count them yourself."),
        facts=[
            texts.data_until(visit.plan, said, visit.formats),
            said.plain("page", "Their addresses and the names of their columns do not change."),
            _licence(visit),
            said.plain(
                "page", "In the CSV an apostrophe stands before a text that a spreadsheet would take for a formula."
            ),
        ],
        sets=[
            {
                "name": name,
                "title": title,
                "words": said.plain("page", "One row for each. Empty means that nobody has said it."),
                "columns": _columns(dictionary, said),
                "ways": [Way(f"{name}.{kind}", visit.links.file(f"datos/{name}.{kind}")) for kind in FORMATS],
            }
            for name, (title, dictionary) in sets.items()
        ],
        dictionary_words=said.plain("page", "Dictionary"),
        column_words=said.plain("page", "Column"),
        meaning_words=said.plain("page", "What it means"),
    )


def _licence(visit: Visit) -> str:
    if visit.house.licence is None:
        return visit.words.plain("page", "Licence: to be defined by the entity.")
    return visit.words.plain("page", "Licence: {licence}", licence=visit.house.licence)


def file(make: Callable[[Visit], OpenData], kind: str) -> Callable[[Visit], Document]:
    """The page that gives a table in a format."""

    def show(visit: Visit) -> Document:
        table = make(visit)
        content = table.csv() if kind == "csv" else table.json()
        name = f"{table.name}-{visit.plan.vigencia}.{kind}"
        return Document(content, FORMATS[kind], download=name if kind == "csv" else None, open_to_all=True)

    return show


def progress(visit: Visit) -> OpenData:
    """A row for each product, and one for each count of products without detail."""
    plan = visit.plan
    rows = [_product_row(one) for one in product_details(visit.session, visit.today)]
    unknown: dict[str, Value] = dict.fromkeys(PROGRESS)
    rows += [
        {**unknown, "productos": one.quantity, "periodo": one.period.code, "cuenta": True, "entregado": False}
        for one in plan.unitemised
    ]
    figures = {"año": _fraction(plan.year), "hasta_el_corte": _fraction(plan.due)}
    computed = {"calculado_por_nosotros": sorted(plan.computed), "cifras": figures}
    return OpenData("avance", _columns(PROGRESS, words(Language.ES)), tuple(rows), {**_about(visit), **computed})


def events(visit: Visit) -> OpenData:
    """A row for each event that was published."""
    found = list_events(visit.session, visit.today)
    rows = tuple(_event_row(one) for one in (*found.upcoming, *found.past))
    return OpenData("eventos", _columns(EVENTS, words(Language.ES)), rows, _about(visit))


def _about(visit: Visit) -> dict[str, object]:
    plan = visit.plan
    return {
        "plan": texts.plan_name(plan),
        "entidad": plan.entity.name,
        "vigencia": plan.vigencia,
        "datos_hasta": plan.reference.isoformat(),
        "fuente": plan.source,
        "licencia": visit.house.licence,
    }


def _columns(dictionary: dict[str, Phrase], said_words: Words) -> tuple[Column, ...]:
    return tuple(Column(name, said_words.plain_phrase(phrase)) for name, phrase in dictionary.items())


def _fraction(found: Fraction) -> dict[str, int | None]:
    return {"entregados": found.executed, "programados": found.programmed, "porcentaje": found.percent}


def _product_row(found: ProductDetail) -> dict[str, Value]:
    product = found.product
    change = product.cancelled or product.moved
    return {
        "actividad_codigo": product.activity_code,
        "actividad": found.activity_name,
        "tarea": product.task_name,
        "producto_codigo": product.code,
        "producto": product.name,
        "productos": 1,
        "periodo": product.period.code,
        "estado": product.status,
        "avance": product.percentage,
        "cuenta": product.counts,
        "entregado": product.executed,
        "vencido": product.overdue,
        "ejecutado_el": found.executed_on,
        "motivo": change.reason if change else None,
        "pruebas": tuple(one.text for one in found.evidence),
        "enlaces": tuple(_links(found)),
    }


def _links(found: ProductDetail) -> Iterator[str]:
    return (one.link for one in found.evidence if one.link)


def _event_row(found: EventView) -> dict[str, Value]:
    return {
        "evento_codigo": found.code,
        "evento": found.title,
        "tipo": found.kind,
        "estado": found.state,
        "fecha_original": found.original_date,
        "fecha": found.day,
        "hora": found.hour,
        "motivo": found.reason,
        "lugar": found.place,
        "enlace": found.link,
        "grabacion": found.recording,
        "registro": found.record,
        "producto_codigo": found.product_code,
        "grupos_de_valor": found.value_groups,
    }
