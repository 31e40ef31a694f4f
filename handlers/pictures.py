"""The progress picture, filled with the plan's figures in a person's language."""

from handlers.texts import plan as texts
from locales import Formats, Words, without_tags
from participation.plan.figures import Fraction
from participation.plan.views import ActivityProgress, PlanProgress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.charts.fractions import bar, percent, products
from reports.charts.picture import MOST_BARS, Bar, BigFigure, ProgressPicture


def progress_picture(plan: PlanProgress, words: Words, formats: Formats) -> ProgressPicture:
    """The picture of the plan; the same figures and words as the message, without its markup."""
    until = texts.due_until(plan, words, formats)
    notes = [
        *texts.pending_lines(plan, words, formats),
        *texts.unitemised_lines(plan, words, formats),
        texts.computed_line(plan, words, formats),
    ]
    return ProgressPicture(
        title=texts.plan_name(plan),
        entity=plan.entity.short_name,
        figures=(
            _figure(plan.year, words.plain("chart", "of what the plan promises for this year"), words, formats),
            _figure(plan.due, words.plain("chart", "of what was due by {until}", until=until), words, formats),
        ),
        bars=tuple(_bar(activity, words, formats) for activity in plan.activities[:MOST_BARS]),
        bars_label=words.plain("chart", "By activity"),
        notes=tuple(without_tags(note) for note in notes if note),
        cut_label=without_tags(texts.data_until(plan, words, formats)),
        source=_source(plan, words),
        main=plan.entity.main_colour or DEFAULT_MAIN,
        accent=plan.entity.accent_colour or DEFAULT_ACCENT,
    )


def _figure(fraction: Fraction, said: str, words: Words, formats: Formats) -> BigFigure:
    return BigFigure(percent(fraction, words, formats), said, products(fraction, words, formats))


def _bar(activity: ActivityProgress, words: Words, formats: Formats) -> Bar:
    return bar(f"{activity.number}. {activity.short_name}", activity.year, words, formats)


def _source(plan: PlanProgress, words: Words) -> str:
    if plan.source:
        return words.plain("chart", "Source: {source}", source=plan.source)
    return words.plain("chart", "Source: {source}", source=plan.entity.short_name)
