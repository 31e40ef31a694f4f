"""How the plan stood on a day in the past, and how that is known."""

from markupsafe import Markup

from handlers.texts.fitting import fitted
from handlers.texts.plan import activity_line, computed_line, figure, plan_name
from handlers.texts.products import product_line
from locales import Formats, Words
from participation.plan.past import PlanAt, Source
from participation.plan.views import ActivityProgress, CutView, ProductView

LINE = Markup("\n")


def progress(found: PlanAt, cut: CutView | None, words: Words, formats: Formats) -> Markup:
    """The figures of then, each activity, how it is known, and up to when there are data."""
    plan = found.progress
    head = [
        Markup("<b>{}</b> · {}").format(plan_name(plan), plan.entity.short_name),
        words.say("past", "This is how it was on {date}", date=formats.date(found.on)),
    ]
    figures = [
        words.say("progress", "How far we are this year: {figure}", figure=figure(plan.year, words, formats)),
        words.say(
            "progress",
            "Of what was due by {until}: {figure}",
            until=words.plain("until", "{date}", date=formats.day_month(found.on)),
            figure=figure(plan.due, words, formats),
        ),
    ]
    shown = [activity for activity in plan.activities if not _is_new(activity)]
    activities = LINE.join(activity_line(activity, words, formats) for activity in shown)
    notes = [*known_from(found, words), *up_to(cut, words, formats)]
    own = computed_line(plan, words, formats)
    parts = [LINE.join(head), LINE.join(figures), activities, LINE.join([*notes, *([own] if own else [])])]
    return fitted([part for part in parts if part], words.say("progress", "There is more in /avance"))


def activity(found: PlanAt, activity: ActivityProgress, cut: CutView | None, words: Words, formats: Formats) -> Markup:
    """One activity as it was then, product by product."""
    products = [product for product in activity.products if not product.is_new]
    parts = [
        Markup("<b>{}. {}</b>").format(activity.number, activity.name),
        LINE.join(
            [
                words.say("past", "This is how it was on {date}", date=formats.date(found.on)),
                words.say("activity", "Progress: {figure}", figure=figure(activity.year, words, formats)),
            ]
        ),
        LINE.join(_product(found, product, words, formats) for product in products),
        LINE.join([*known_from(found, words), *up_to(cut, words, formats)]),
    ]
    return fitted([part for part in parts if part], words.say("progress", "There is more in /avance"))


def product(found: PlanAt, view: ProductView, cut: CutView | None, words: Words, formats: Formats) -> Markup:
    """One product as it was then."""
    return Markup("\n\n").join(
        [
            words.say("past", "This is how it was on {date}", date=formats.date(found.on)),
            _product(found, view, words, formats),
            LINE.join([*known_from(found, words), *up_to(cut, words, formats)]),
        ]
    )


def known_from(found: PlanAt, words: Words) -> list[Markup]:
    """Whether it was published, kept, or is told by dates alone."""
    if found.source is Source.CUT:
        return [words.say("past", "These figures were published as the cut of that day.")]
    if found.source is Source.HISTORY:
        return [words.say("past", "So it was registered on that day. It was not published as a cut.")]
    lines = [
        words.say("past", "The assistant kept no data on that date."),
        words.say("past", "We compute it with the dates that the plan gives."),
    ]
    if found.undated:
        lines.append(
            words.count(
                "past",
                "The plan gives no date of {n} product that is done: it is not counted here.",
                "The plan gives no date of {n} products that are done: they are not counted here.",
                found.undated,
            )
        )
    return lines


def up_to(cut: CutView | None, words: Words, formats: Formats) -> list[Markup]:
    """The last data that are public."""
    if cut is None:
        return []
    return [words.say("past", "The last published data are of {date}.", date=formats.date(cut.on))]


def to_come(period: str, words: Words) -> Markup:
    """Nobody knows yet."""
    return words.say("past", "I can't tell that: it has not come yet ({period}).", period=period)


def _is_new(activity: ActivityProgress) -> bool:
    return bool(activity.products) and all(product.is_new for product in activity.products)


def _product(found: PlanAt, view: ProductView, words: Words, formats: Formats) -> Markup:
    """By dates alone it is known of what was executed, and of nothing else, how far it was."""
    if found.source is Source.DATES and not view.executed and view.executed_later is None:
        return words.say("past", "○ {product}: the plan does not tell that it was done", product=view.short_name)
    return product_line(view, words, formats)
