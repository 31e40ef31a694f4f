"""What is said of an activity and of a product, with the proof."""

from markupsafe import Markup

from handlers.texts.events import mention, new_date
from handlers.texts.plan import data_until, figure, progress
from locales import Formats, Phrase, Words, utf16_length
from participation.plan.views import (
    ActivityProgress,
    EvidenceView,
    PlanProgress,
    ProductDetail,
    ProductView,
)
from storage.models.plan import ComputedFigure, ProductStatus

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
MESSAGE = 4_000  # of Telegram's 4,096 UTF-16 units

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
    parts = [LINE.join(head)]
    task = None
    for detail in details:
        if detail.product.task_name != task:
            task = detail.product.task_name
            parts.append(words.say("activity", "<i>Task: {task}</i>", task=task))
        parts.append(with_proof(detail, words, formats))
    return fitted(parts, words)


def with_proof(detail: ProductDetail, words: Words, formats: Formats) -> Markup:
    """A product of an activity with everything that proves how it stands."""
    proof = [evidence(item, words, formats) for item in detail.evidence]
    if not proof:
        proof = [words.say("product", "There is no proof of this product yet.")]
    return LINE.join([product_line(detail.product, words, formats), *proof])


def fitted(parts: list[Markup], words: Words) -> Markup:
    """As many parts as a message holds; what is left out is found under its button."""
    more = words.say("activity", "There is more. Tap a product to see its proof.")
    whole = PARAGRAPH.join(parts)
    if utf16_length(whole.striptags()) <= MESSAGE:
        return whole
    kept: list[Markup] = []
    for part in parts:
        if utf16_length(PARAGRAPH.join([*kept, part, more]).striptags()) > MESSAGE:
            break
        kept.append(part)
    return PARAGRAPH.join([*kept, more])


def product_line(product: ProductView, words: Words, formats: Formats) -> Markup:
    """A product in the list of its activity."""
    return words.say(
        "activity",
        "{shape} {product}: {percent} · {status}",
        shape=shape(product),
        product=product.name,
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


def product(found: ProductDetail, plan: PlanProgress, words: Words, formats: Formats) -> Markup:
    """A product with what was promised, what was done, and the proof."""
    view = found.product
    head = [
        Markup("<b>{}</b>").format(view.name),
        words.say(
            "product", "Activity: {number}. {activity}", number=found.activity_number, activity=found.activity_name
        ),
        words.say("product", "Task: {task}", task=view.task_name),
    ]
    facts = [
        words.say(
            "product",
            "{shape} Status: {status}, {percent}",
            shape=shape(view),
            status=status(view, words),
            percent=formats.percent(view.percentage),
        ),
        *_facts(found, words, formats),
        data_until(plan, words, formats),
    ]
    proof = [evidence(item, words, formats) for item in found.evidence]
    if proof:
        proof.insert(0, words.say("product", "<b>Proof</b>"))
    else:
        proof = [words.say("product", "There is no proof of this product yet.")]
    events = [
        words.say(
            "product",
            "{event}. {new_date}",
            event=mention(event, words, formats, first=True),
            new_date=new_date(event, words, formats),
        )
        for event in found.events
    ]
    return PARAGRAPH.join([LINE.join(head), LINE.join(facts), *proof, *events])


def _facts(found: ProductDetail, words: Words, formats: Formats) -> list[Markup]:
    """What is known of a product beyond its state; what the plan does not say is left out."""
    lines = []
    if found.executed_on is not None:
        lines.append(words.say("product", "Done on {date}", date=formats.date(found.executed_on)))
    if found.quantity is not None:
        lines.append(words.say("product", "Promised quantity: {quantity}", quantity=formats.number(found.quantity)))
    if found.responsible:
        lines.append(words.say("product", "Responsible: {responsible}", responsible=found.responsible))
    if found.value_groups:
        lines.append(words.say("product", "For: {groups}", groups=formats.join(list(found.value_groups))))
    moved, cancelled = found.product.moved, found.product.cancelled
    if moved is not None:
        lines.append(
            words.say(
                "product",
                "Moved to {period}. Reason: {reason}",
                period=formats.dates(moved.to.start, moved.to.end),
                reason=moved.reason,
            )
        )
    if cancelled is not None:
        lines.append(words.say("product", "Cancelled. Reason: {reason}", reason=cancelled.reason))
    return lines


def evidence(item: EvidenceView, words: Words, formats: Formats) -> Markup:
    """One proof: the entity's own words, its dates, its link, the size of its file."""
    lines = [Markup("{}").format(item.text)]
    if item.dates:
        lines.append(
            words.say("product", "Dates: {dates}", dates=formats.join([formats.date(day) for day in item.dates]))
        )
    if item.file_bytes is not None:
        lines.append(
            words.say("product", "File: {kind}, {size}", kind=item.file_kind or "", size=formats.size(item.file_bytes))
        )
    if item.link and item.link not in item.text:
        lines.append(Markup("{}").format(item.link))
    return LINE.join(lines)


def full(plan: PlanProgress, details: list[ProductDetail], words: Words, formats: Formats) -> list[Markup]:
    """The whole plan, product by product, one message each after the progress itself."""
    return [progress(plan, words, formats), *(product(found, plan, words, formats) for found in details)]
