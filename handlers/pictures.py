"""The progress picture, filled with the plan's figures in a person's language."""

from markupsafe import Markup

from handlers.texts import plan as texts
from locales import Formats, Words
from participation.plan.figures import Fraction
from participation.plan.views import ActivityProgress, PlanProgress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.charts.picture import MOST_BARS, Bar, BigFigure, ProgressPicture


def progress_picture(plan: PlanProgress, words: Words, formats: Formats) -> ProgressPicture:
    """The picture of the plan; the same figures and words as the message, without its markup."""
    month = formats.month_name(plan.reference.month)
    notes = [*texts.pending_lines(plan, words, formats), texts.computed_line(plan, words, formats)]
    return ProgressPicture(
        title=texts.plan_name(plan),
        entity=plan.entity.short_name,
        figures=(
            _figure(plan.year, words.plain("chart", "of what the plan promises for this year"), words, formats),
            _figure(plan.due, words.plain("chart", "of what was due by {month}", month=month), words, formats),
        ),
        bars=tuple(_bar(activity, words, formats) for activity in plan.activities[:MOST_BARS]),
        bars_label=words.plain("chart", "By activity"),
        notes=tuple(_bare(note) for note in notes if note),
        cut_label=_bare(texts.data_until(plan, words, formats)),
        source=_source(plan, words),
        main=plan.entity.main_colour or DEFAULT_MAIN,
        accent=plan.entity.accent_colour or DEFAULT_ACCENT,
    )


def _figure(fraction: Fraction, said: str, words: Words, formats: Formats) -> BigFigure:
    if fraction.percent is None or fraction.programmed is None:
        return BigFigure(words.plain("chart", "not known"), said, _bare(texts.figure(fraction, words, formats)))
    counted = words.plain_count(
        "chart",
        "{executed} of {n} product",
        "{executed} of {n} products",
        fraction.programmed,
        executed=formats.number(fraction.executed),
    )
    return BigFigure(formats.percent(fraction.percent), said, counted)


def _bar(activity: ActivityProgress, words: Words, formats: Formats) -> Bar:
    year = activity.year
    said = (
        words.plain("chart", "does not apply: nothing programmed")
        if not year.programmed
        else words.plain(
            "chart",
            "{executed} of {programmed}",
            executed=formats.number(year.executed),
            programmed=formats.number(year.programmed),
        )
    )
    return Bar(f"{activity.number}. {activity.short_name}", year.executed, year.programmed, said)


def _source(plan: PlanProgress, words: Words) -> str:
    if plan.source:
        return words.plain("chart", "Source: {source}", source=plan.source)
    return words.plain("chart", "Source: {source}", source=plan.entity.short_name)


def _bare(text: Markup) -> str:
    return text.striptags()
