"""What is said of an activity and of a product, with the proof."""

from markupsafe import Markup

from handlers.texts.events import told
from handlers.texts.fitting import CAPTION, MESSAGE, PARAGRAPH, fitted, room_for
from handlers.texts.plan import data_until, figure, progress
from handlers.texts.since_cut import has_news, since_cut
from locales import Formats, Phrase, Words, clip, in_sentence
from participation.plan.values import is_said
from participation.plan.views import (
    ActivityProgress,
    EvidenceView,
    PlanProgress,
    ProductDetail,
    ProductView,
)
from storage.models.plan import ComputedFigure, ProductStatus

LINE = Markup("\n")
LONGEST_PROOF = 2_500  # of the 4,096 that a message holds

# A shape before the word, so that a state is seen in black and white; the word carries the meaning.
SHAPES = {
    ProductStatus.DONE: "●",
    ProductStatus.IN_PROGRESS: "◐",
    ProductStatus.PROGRAMMED: "○",
    ProductStatus.POSTPONED: "‖",
    ProductStatus.CANCELLED: "✕",
}
OVERDUE = "▲"
STATUSES = {
    ProductStatus.DONE: Phrase("status", "done"),
    ProductStatus.IN_PROGRESS: Phrase("status", "under way"),
    ProductStatus.PROGRAMMED: Phrase("status", "programmed"),
    ProductStatus.POSTPONED: Phrase("status", "postponed"),
    ProductStatus.CANCELLED: Phrase("status", "cancelled"),
}


def activity(
    found: ActivityProgress, details: list[ProductDetail], plan: PlanProgress, words: Words, formats: Formats
) -> Markup:
    """An activity with its official name, its tasks, and its products with their proof."""
    head = [
        Markup("<b>{}. {}</b>").format(found.number, found.name),
        data_until(plan, words, formats),
        words.say("activity", "Progress: {figure}", figure=figure(found.year, words, formats)),
    ]
    if ComputedFigure.ACTIVITY_PERCENTAGES in plan.computed:
        head.append(words.say("activity", "We compute this percentage ourselves."))
    head += has_news(details, words, formats)
    parts = [LINE.join(head)]
    task = None
    for detail in details:
        if detail.product.task_name != task:
            task = detail.product.task_name
            parts.append(words.say("activity", "<i>Task: {task}</i>", task=task))
        parts.append(with_proof(detail, words, formats))
    return fitted(parts, words.say("activity", "There is more. Tap a product to see its proof."))


def with_proof(detail: ProductDetail, words: Words, formats: Formats) -> Markup:
    """A product of an activity with everything that proves how it stands."""
    proof = [evidence(item, words, formats) for item in detail.evidence]
    if not proof:
        proof = [words.say("product", "There is no proof of this product yet.")]
    return LINE.join([product_line(detail.product, words, formats), *proof])


def product_line(product: ProductView, words: Words, formats: Formats) -> Markup:
    """A product in the list of its activity, by the name that its button has too."""
    if product.is_new:
        return words.say("activity", "○ {product}: new since the cut", product=product.short_name)
    if product.executed_later is not None:
        day = formats.date(product.executed_later)
        return words.say("activity", "○ {product}: done later, on {date}", product=product.short_name, date=day)
    return words.say(
        "activity",
        "{shape} {product}: {percent} · {status}",
        shape=shape(product),
        product=product.short_name,
        percent=formats.percent(product.percentage),
        status=status(product, words),
    )


def shape(product: ProductView) -> str:
    """The shape of a product's state."""
    return OVERDUE if is_late(product) else SHAPES[product.status]


def is_late(product: ProductView) -> bool:
    """Whether it should be said to be late: a postponement or a cancellation says more than that."""
    return product.overdue and product.status in {ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS}


def status(product: ProductView, words: Words) -> str:
    """A product's state in words."""
    if is_late(product):
        return words.plain("status", "overdue")
    return words.plain_phrase(STATUSES[product.status])


def product(
    found: ProductDetail, plan: PlanProgress, words: Words, formats: Formats, *, at_cut: bool = False
) -> Markup:
    """A product: how it stands first, then the proof, then what was promised under its official names.

    It stands so today, with what has changed since the cut; with `at_cut` so was it published.
    """
    view = found.product
    title = [Markup("<b>{}</b>").format(view.short_name)]
    if view.name != view.short_name:
        title.append(words.say("product", "Official name: {name}", name=view.name))
    standing = [*stands(found, words, formats), _until(found, plan, words, formats, at_cut=at_cut)]
    opening, closing = [LINE.join(title), LINE.join(standing)], LINE.join(promised(found, words, formats))
    proof = [evidence(item, words, formats) for item in found.evidence]
    if proof:
        proof.insert(0, words.say("product", "<b>Proof</b>"))
    else:
        proof = [words.say("product", "There is no proof of this product yet.")]
    more = words.say("product", "There is more proof than fits here.")
    kept = room_for(proof, [*opening, more, closing], PARAGRAPH, MESSAGE)
    left_out = [more] if len(kept) < len(proof) else []
    return PARAGRAPH.join([*opening, *kept, *left_out, closing])


def _until(found: ProductDetail, plan: PlanProgress, words: Words, formats: Formats, *, at_cut: bool) -> Markup:
    if found.since_cut is None or plan.cut is None or at_cut:
        return data_until(plan, words, formats)
    return since_cut(found.since_cut, plan.cut, words, formats)


def stands(found: ProductDetail, words: Words, formats: Formats) -> list[Markup]:
    """How a product stands and why, with what happened to its events."""
    view = found.product
    lines = [
        words.say(
            "product",
            "{shape} Status: {status}, {percent}",
            shape=shape(view),
            status=status(view, words),
            percent=formats.percent(view.percentage),
        )
    ]
    if view.executed_later is not None:
        later = formats.date(view.executed_later)
        lines.append(words.say("product", "Done on {date}, after the cut: it counts at the next one", date=later))
    elif found.executed_on is not None:
        lines.append(words.say("product", "Done on {date}", date=formats.date(found.executed_on)))
    if view.cancelled is not None:
        lines.append(words.say("product", "Reason: {reason}", reason=view.cancelled.reason))
    elif view.moved is not None:
        period = formats.dates(view.moved.to.start, view.moved.to.end)
        lines.append(
            words.say("product", "Moved to {period}. Reason: {reason}", period=period, reason=view.moved.reason)
        )
    return [*lines, *(told(event, words, formats, first=True) for event in found.events)]


def promised(found: ProductDetail, words: Words, formats: Formats) -> list[Markup]:
    """What a product is part of and what else is known of it; what the plan does not say is left out."""
    number, name = found.activity_number, found.activity_name
    lines = [words.say("product", "Activity: {number}. {activity}", number=number, activity=name)]
    if found.product.task_name != found.product.name:
        lines.append(words.say("product", "Task: {task}", task=found.product.task_name))
    if found.quantity is not None:
        lines.append(words.say("product", "Promised quantity: {quantity}", quantity=formats.number(found.quantity)))
    if found.responsible:
        lines.append(words.say("product", "Responsible: {responsible}", responsible=found.responsible))
    if found.value_groups:
        groups = formats.join([in_sentence(group) for group in found.value_groups])
        lines.append(words.say("product", "For: {groups}", groups=groups))
    return lines


def evidence(item: EvidenceView, words: Words, formats: Formats) -> Markup:
    """One proof: the entity's own words, its dates, its link, the size of its file."""
    text = clip(item.text, LONGEST_PROOF)
    lines = [Markup("{}").format(text)]
    if item.dates:
        lines.append(words.say("product", "Dates: {dates}", dates=formats.days(item.dates)))
    known = [item.file_kind, formats.size(item.file_bytes) if item.file_bytes is not None else None]
    if file := ", ".join(part for part in known if part):
        lines.append(words.say("product", "File: {file}", file=file))
    if item.link and not is_said(item.link, text):
        lines.append(Markup("{}").format(item.link))
    return LINE.join(lines)


def file_caption(text: str) -> Markup:
    """Under a file: what it is said to prove."""
    return Markup("{}").format(clip(text, CAPTION))


def full(plan: PlanProgress, details: list[ProductDetail], words: Words, formats: Formats) -> list[Markup]:
    """The whole plan, product by product, one message each after the progress itself."""
    return [progress(plan, words, formats), *(product(found, plan, words, formats, at_cut=True) for found in details)]
