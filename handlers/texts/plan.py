"""What is said of the plan: the whole, an activity, a product."""

from datetime import timedelta

from markupsafe import Markup

from handlers.texts.events import told
from handlers.texts.fitting import CAPTION, MESSAGE, length, room_for
from locales import Formats, Words, fold
from participation.plan.figures import Fraction
from participation.plan.views import (
    ActivityProgress,
    PendingProduct,
    PlanProgress,
    Unitemised,
)
from storage.models.plan import ComputedFigure

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
MOST_PENDING = 10  # of what is pending, in one message; each activity has its own


def progress(plan: PlanProgress, words: Words, formats: Formats) -> Markup:
    """The whole plan in one message: the figures with their fractions, each activity, what is pending."""
    parts = [LINE.join(heading(plan, words, formats)), LINE.join(figures(plan, words, formats))]
    lines = [activity_line(activity, words, formats) for activity in plan.activities]
    notes = LINE.join([*pending_lines(plan, words, formats), *unitemised_lines(plan, words, formats)])
    own = computed_line(plan, words, formats)
    closing = LINE.join(part for part in (notes, own) if part)
    kept = room_for(lines, [*parts, closing, PARAGRAPH, PARAGRAPH], LINE, MESSAGE)
    return PARAGRAPH.join(part for part in (*parts, LINE.join(kept), closing) if part)


def heading(plan: PlanProgress, words: Words, formats: Formats) -> list[Markup]:
    """Whose plan it is and how old its figures are."""
    return [
        Markup("<b>{}</b> · {}").format(plan_name(plan), plan.entity.short_name),
        data_until(plan, words, formats),
    ]


def plan_name(plan: PlanProgress) -> str:
    """The plan with its year, which its name may hold already."""
    year = str(plan.vigencia)
    return plan.name if year in plan.name else f"{plan.name} {year}"


def caption(plan: PlanProgress, words: Words, formats: Formats) -> Markup:
    """The picture in words, for who can't see it; what a caption has no room for is found in /avance."""
    opening = [*heading(plan, words, formats), *figures(plan, words, formats)]
    lines = [activity_line(activity, words, formats) for activity in plan.activities]
    lines += [*pending_lines(plan, words, formats), *unitemised_lines(plan, words, formats)]
    own = [line for line in [computed_line(plan, words, formats)] if line]
    whole = LINE.join([*opening, *lines, *own])
    if length(whole) <= CAPTION:
        return whole
    closing = [*own, words.say("progress", "There is more in /avance")]
    return LINE.join([*opening, *room_for(lines, [*opening, *closing], LINE, CAPTION), *closing])


def data_until(plan: PlanProgress, words: Words, formats: Formats) -> Markup:
    """The cut's date; without a cut, that these are today's figures."""
    if plan.cut is None:
        return words.say(
            "progress", "Data of today, {date}. No cut has been published yet.", date=formats.date(plan.reference)
        )
    until, corrected_on = formats.date(plan.cut.on), plan.cut.published_on
    if plan.cut.version > 1 and corrected_on is not None:
        return words.say(
            "progress", "Data until {date}, corrected on {day}", date=until, day=formats.date(corrected_on)
        )
    return words.say("progress", "Data until {date}", date=until)


def figures(plan: PlanProgress, words: Words, formats: Formats) -> list[Markup]:
    """The two figures, each with its fraction; before the plan's year begins nothing can be due."""
    lines = [words.say("progress", "How far we are this year: {figure}", figure=figure(plan.year, words, formats))]
    if plan.reference.year >= plan.vigencia:
        lines.append(
            words.say(
                "progress",
                "Of what was due by {until}: {figure}",
                until=due_until(plan, words, formats),
                figure=figure(plan.due, words, formats),
            )
        )
    return lines


def due_until(plan: PlanProgress, words: Words, formats: Formats) -> str:
    """Up to when what was due is counted: "junio"; "hoy" while there is no cut; "el 15 de junio" inside a month."""
    day = plan.reference
    if plan.cut is None:
        return words.plain("until", "today")
    if (day + timedelta(days=1)).day == 1:
        return formats.month_name(day.month)
    return words.plain("until", "{date}", date=formats.day_month(day))


def figure(fraction: Fraction, words: Words, formats: Formats) -> Markup:
    """A percentage with the products that it comes from: "26 % (4 de 15 productos)"."""
    if fraction.programmed is None:
        return words.count(
            "progress", "{n} done; the total is not known", "{n} done; the total is not known", fraction.executed
        )
    if fraction.percent is None:
        return words.say("progress", "does not apply (nothing was programmed)")
    return words.count(
        "progress",
        "{percent} ({executed} of {n} product)",
        "{percent} ({executed} of {n} products)",
        fraction.programmed,
        percent=formats.percent(fraction.percent),
        executed=formats.number(fraction.executed),
    )


def share(fraction: Fraction, words: Words, formats: Formats) -> Markup:
    """The short form for a list: "50 % (1 de 2)"."""
    if fraction.programmed is None:
        return words.say("progress", "the total is not known")
    if fraction.percent is None:
        return words.say("progress", "does not apply")
    return words.say(
        "progress",
        "{percent} ({executed} of {programmed})",
        percent=formats.percent(fraction.percent),
        executed=formats.number(fraction.executed),
        programmed=formats.number(fraction.programmed),
    )


def activity_line(activity: ActivityProgress, words: Words, formats: Formats) -> Markup:
    """One activity in the list of the plan."""
    if activity.products and all(product.is_new for product in activity.products):
        return words.say(
            "progress", "{number}. {activity}: new since the cut", number=activity.number, activity=activity.short_name
        )
    return Markup("{}. {}: {}").format(activity.number, activity.short_name, share(activity.year, words, formats))


def pending_lines(plan: PlanProgress, words: Words, formats: Formats) -> list[Markup]:
    """What was due and is not there, in the words of the event that stands for it where there is one."""
    lines = [pending_line(pending, words, formats) for pending in plan.pending[:MOST_PENDING]]
    if more := len(plan.pending) - len(lines):
        lines.append(words.count("progress", "Pending: {n} more product.", "Pending: {n} more products.", more))
    return lines


def pending_line(pending: PendingProduct, words: Words, formats: Formats) -> Markup:
    """One thing that is pending."""
    if pending.done_since:
        return words.say(
            "progress",
            "Pending at the cut: {product}. It has been done since, and counts at the next cut.",
            product=pending.product.short_name,
        )
    if pending.event is None:
        return words.say("progress", "Pending: {product}.", product=pending.product.short_name)
    return words.say("progress", "Pending: {event}", event=told(pending.event, words, formats))


def unitemised_lines(plan: PlanProgress, words: Words, formats: Formats) -> list[Markup]:
    """What the entity counts without saying what it is."""
    reported = plan.source is not None and "informe" in fold(plan.source)
    return [unitemised_line(item, words, formats, reported=reported or item.inferred) for item in plan.unitemised]


def unitemised_line(item: Unitemised, words: Words, formats: Formats, *, reported: bool) -> Markup:
    """The products of one period that have no names yet. `reported`: a report counts them, or lets infer them."""
    span = months_of(item, words, formats)
    if item.quantity is None:
        if reported:
            return words.say(
                "progress", "There are more products, {span}. The report does not say how many.", span=span
            )
        return words.say("progress", "There are more products, {span}. The plan does not say how many.", span=span)
    if not reported:
        return words.count(
            "progress",
            "{n} more product is missing, {span}. The plan gives no details of it.",
            "Another {n} products are missing, {span}. The plan gives no details of them.",
            item.quantity,
            span=span,
        )
    return words.count(
        "progress",
        "{n} more product is missing, {span}. The report gives no details of it.",
        "Another {n} products are missing, {span}. The report gives no details of them.",
        item.quantity,
        span=span,
    )


def months_of(item: Unitemised, words: Words, formats: Formats) -> Markup:
    """A period in months: "de julio a diciembre"."""
    first, last = item.period.start, item.period.end
    if first.month == last.month:
        return words.say("progress", "in {month}", month=formats.month_name(first.month))
    return words.say(
        "progress", "from {first} to {last}", first=formats.month_name(first.month), last=formats.month_name(last.month)
    )


def computed_line(plan: PlanProgress, words: Words, formats: Formats) -> Markup:
    """Which figures are ours and not the report's."""
    total = ComputedFigure.TOTAL in plan.computed and plan.year.programmed is not None
    shares = ComputedFigure.ACTIVITY_PERCENTAGES in plan.computed
    number = formats.number(plan.year.programmed or 0)
    if total and shares:
        return words.say(
            "progress", "We compute the total of {total} and the percentages by activity ourselves.", total=number
        )
    if total:
        return words.say("progress", "We compute the total of {total} ourselves.", total=number)
    if shares:
        return words.say("progress", "We compute the percentages by activity ourselves.")
    return Markup()
