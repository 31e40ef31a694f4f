"""How the plan is going: the whole, and each activity with its proof."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from markupsafe import Markup

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.pictures import progress_picture
from handlers.texts import plan as texts
from handlers.texts import products, proof
from handlers.texts.product_history import public_lines
from locales import Formats, Words
from participation.plan.dead_links import dead_links
from participation.plan.figures import Fraction
from participation.plan.links import LinkHealth
from participation.plan.public_files import file_address
from participation.plan.public_history import public_history
from participation.plan.sustained import shows_sustained, sustained
from participation.plan.values import is_said
from participation.plan.views import ActivityProgress, EvidenceView, NotInPlanError, PendingProduct, ProductDetail
from participation.progress import activity_details, present_evidence, product_details
from reports.charts.progress import svg
from reports.pages.rendering import Way
from storage.models.plan import ComputedFigure

MOST_CHANGES = 10


def show(visit: Visit) -> Document:
    """The first page: the answer, the picture, the table, what is pending and why."""
    plan, words, formats = visit.plan, visit.words, visit.formats
    name = texts.plan_name(plan)
    return visit.page(
        "progress.html",
        name,
        words.plain("page", "How far {plan} is, with the proof of each product.", plan=name),
        until=texts.data_until(plan, words, formats),
        figures=[*texts.figures(plan, words, formats), *_proven(visit)],
        drawing=_drawing(visit),
        activities_title=words.plain("chart", "By activity"),
        table_words=words.plain("page", "Each activity opens its products and their proof."),
        columns=(
            words.plain("page", "Activity"),
            words.plain("page", "Products delivered"),
            words.plain("page", "Progress"),
        ),
        activities=[_row(activity, words, formats) for activity in plan.activities],
        pending_title=words.plain("page", "What is missing, and why"),
        pending=_pending(visit),
        notes=[*texts.unitemised_lines(plan, words, formats), *_computed(visit)],
        take_part_title=words.plain("page", "Take part"),
        take_part_words=words.plain(
            "page", "Send an observation or a question in the chat. An official answers it, and you get a number."
        ),
        bot=_to_bot(visit, "observar", words.plain("button", "Send an observation")),
        ways=[
            Way(words.plain("page", "See the dialogue events"), visit.links.page("eventos")),
            *_to_report(visit),
            Way(words.plain("page", "See the published cuts and what changed"), visit.links.page("cortes")),
            Way(words.plain("page", "Download these figures"), visit.links.page("datos")),
        ],
    )


def show_activity(visit: Visit) -> Document:
    """One activity: its tasks, its products, their proof. Raises NotInPlanError."""
    plan, words, formats = visit.plan, visit.words, visit.formats
    code = visit.asked.parameters["code"]
    found = next((activity for activity in plan.activities if activity.code == code), None)
    if found is None:
        raise NotInPlanError(code)
    details = _with_present_proof(visit, activity_details(visit.session, code, visit.today))
    own = ComputedFigure.ACTIVITY_PERCENTAGES in plan.computed
    shown = dead_links(visit.session) if shows_sustained(visit.session) else []
    dead = {health.link: health for health in shown}
    return visit.page(
        "activity.html",
        f"{found.number}. {found.name}",
        words.plain("page", "What was promised, what was done and its proof: {activity}.", activity=found.short_name),
        until=texts.data_until(plan, words, formats),
        figure=words.say("activity", "Progress: {figure}", figure=texts.figure(found.year, words, formats)),
        own_figure=words.plain("activity", "We compute this percentage ourselves.") if own else None,
        tasks=[
            {"title": task, "products": [_product(one, visit, dead) for one in products_of]}
            for task, products_of in groupby(details, key=lambda one: one.product.task_name)
        ],
        changes_title=words.plain("page", "Changes"),
        changes=_changes(visit, details),
        proof_title=words.plain("page", "Proof"),
        no_proof=words.plain("page", "There is no proof of this product yet."),
        bot_words=words.plain("page", "Give your opinion on this"),
        back_words=words.plain("page", "Back to the whole plan"),
    )


def _with_present_proof(visit: Visit, at_cut: Sequence[ProductDetail]) -> list[ProductDetail]:
    """These products with the proof that they have by now: what was taken out since the cut is not shown any more."""
    present = present_evidence(visit.session, [one.product.code for one in at_cut], visit.today)
    return [replace(one, evidence=present.get(one.product.code, _without_files(one))) for one in at_cut]


def _without_files(gone: ProductDetail) -> tuple[EvidenceView, ...]:
    """The proof of a product that is in the plan no more: its files are not given any more."""
    return tuple(replace(one, file_hash=None) for one in gone.evidence)


def stored(visit: Visit) -> dict[str, str]:
    """The address of each file among the proof, and its hash in the store."""
    return {
        file_address(one.file_hash, one.file_name): one.file_hash
        for detail in _with_present_proof(visit, product_details(visit.session, visit.today))
        for one in detail.evidence
        if one.file_hash and one.file_name
    }


def addresses_of_activities(visit: Visit) -> list[dict[str, str]]:
    """The activities that there are pages of."""
    return [{"code": activity.code} for activity in visit.plan.activities]


def _proven(visit: Visit) -> list[Markup]:
    """How much of it has a proof that opens, where the entity shows it."""
    if not shows_sustained(visit.session):
        return []
    return proof.for_people(sustained(visit.session, visit.today), visit.words, visit.formats)


def _drawing(visit: Visit) -> Markup:
    picture = progress_picture(visit.plan, visit.words, visit.formats)
    return Markup(svg(picture))  # noqa: S704 - our own drawing, whose texts are escaped


def _row(activity: ActivityProgress, words: Words, formats: Formats) -> dict[str, object]:
    return {
        "code": activity.code,
        "number": activity.number,
        "name": activity.short_name,
        "cells": _cells(activity.year, words, formats),
    }


def _cells(year: Fraction, words: Words, formats: Formats) -> tuple[str, str]:
    """How many of how many, and the percentage; in words where there is none."""
    executed = formats.number(year.executed)
    if year.programmed is None:
        return executed, words.plain("page", "the total is not known")
    if year.percent is None:
        return executed, words.plain("page", "does not apply")
    counted = words.plain(
        "chart", "{executed} of {programmed}", executed=executed, programmed=formats.number(year.programmed)
    )
    return counted, formats.percent(year.percent)


def _pending(visit: Visit) -> list[dict[str, object]]:
    """What is missing, as many lines as the chat has; what many of them share is made once."""
    words, page_of = visit.words, cache(visit.links.page)
    to_event, to_product = words.plain("page", "See the event"), words.plain("page", "See the product")

    def line(pending: PendingProduct) -> dict[str, object]:
        event, product = pending.event, pending.product
        if event is not None:
            address, said = f"{page_of('eventos')}#{event.code}", to_event
        else:
            address, said = f"{page_of(f'actividad/{product.activity_code}')}#{_anchor(product.code)}", to_product
        return {"text": texts.pending_line(pending, words, visit.formats), "address": address, "words": said}

    pending = visit.plan.pending
    lines = [line(one) for one in pending[: texts.MOST_PENDING]]
    if more := len(pending) - len(lines):
        said = words.plain_count(
            "page",
            "{n} more product is missing. It is on the page of its activity.",
            "{n} more products are missing. They are on the pages of their activities.",
            more,
        )
        lines.append({"text": said, "address": None})
    return lines


def _computed(visit: Visit) -> list[str]:
    line = texts.computed_line(visit.plan, visit.words, visit.formats)
    return [line] if line else []


def _product(found: ProductDetail, visit: Visit, dead: Mapping[str, LinkHealth]) -> dict[str, object]:
    words, formats, view = visit.words, visit.formats, found.product
    official = [words.say("product", "Official name: {name}", name=view.name)] if view.name != view.short_name else []
    # The page's title is the activity and the heading above is the task: neither is said again.
    promised = products.promised(found, words, formats)
    own = [line for line in promised if view.task_name not in line and found.activity_name not in line]
    return {
        "anchor": _anchor(view.code),
        "name": view.short_name,
        "stands": products.stands(found, words, formats),
        "proof": [{**_proof(one, dead, words, formats), "file": _file(one, visit)} for one in found.evidence],
        "promised": [*official, *own],
        "bot": visit.house.to_bot(f"producto_{view.code}"),
    }


def _proof(found: EvidenceView, dead: Mapping[str, LinkHealth], words: Words, formats: Formats) -> dict[str, object]:
    """The entity's own words, whole; its dates and its file; its link, unless the words have it."""
    lines = []
    if found.dates:
        lines.append(words.plain("page", "Dates: {dates}", dates=formats.days(found.dates)))
    known = [found.file_kind, formats.size(found.file_bytes) if found.file_bytes is not None else None]
    if file := ", ".join(part for part in known if part):
        lines.append(words.plain("page", "File: {file}", file=file))
    health = dead.get(found.link or "")
    if health is not None and (since := proof.last_opened(health, words, formats)):
        lines.append(since)
    link = found.link if found.link and not is_said(found.link, found.text) else None
    return {"paragraphs": found.text.split("\n"), "lines": lines, "link": link}


def _file(found: EvidenceView, visit: Visit) -> Way | None:
    """The way to a file that was uploaded."""
    if not (found.file_hash and found.file_name):
        return None
    address, said = (
        file_address(found.file_hash, found.file_name),
        visit.words.plain("page", "Open the file: {name}", name=found.file_name),
    )
    return Way(said, visit.links.file(address))


def _to_report(visit: Visit) -> list[Way]:
    """The progress report of the cut whose figures these are."""
    cut = visit.plan.cut
    if cut is None:
        return []
    return [Way(visit.words.plain("page", "Read the progress report"), visit.links.page(f"informe-de-avance/{cut.on}"))]


def _to_bot(visit: Visit, payload: str, said: str) -> Way | None:
    address = visit.house.to_bot(payload)
    return Way(said, address) if address else None


def _changes(visit: Visit, details: Sequence[ProductDetail]) -> list[Markup]:
    """The last changes of these products, a line each; that they came into the plan is no change."""
    names = {one.product.code: one.product.short_name for one in details}
    found = [one for one in public_history(visit.session, names) if not one.came]
    return [
        visit.words.say(
            "page",
            "{date} · {product} · {changes}",
            date=visit.formats.date(one.at),
            product=names[one.product],
            changes=Markup("; ").join(public_lines(one, visit.words)),
        )
        for one in found[:MOST_CHANGES]
    ]


def _anchor(code: str) -> str:
    return f"producto-{code}"
