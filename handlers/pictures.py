"""The progress picture, filled with the plan's figures in a person's language."""

from handlers.texts import plan as texts
from locales import Formats, Words, without_tags
from participation.plan.figures import Fraction
from participation.plan.views import ActivityProgress, PlanProgress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
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
    if fraction.programmed is None:
        done = words.plain_count("chart", "{n} product done", "{n} products done", fraction.executed)
        return BigFigure(words.plain("chart", "not known"), said, done)
    if fraction.percent is None:
        return BigFigure(words.plain("chart", "does not apply"), said, words.plain("chart", "nothing was programmed"))
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
    return Bar(
        f"{activity.number}. {activity.short_name}", year.executed, year.programmed, _counted(year, words, formats)
    )


def _counted(year: Fraction, words: Words, formats: Formats) -> str:
    """What is written in a bar."""
    if year.programmed is None:
        done = words.plain_count("chart", "{n} product done", "{n} products done", year.executed)
        return words.plain("chart", "{done}, the total is not known", done=done)
    if year.programmed == 0:
        return words.plain("chart", "does not apply: nothing programmed")
    executed, programmed = formats.number(year.executed), formats.number(year.programmed)
    return words.plain("chart", "{executed} of {programmed}", executed=executed, programmed=programmed)


def _source(plan: PlanProgress, words: Words) -> str:
    if plan.source:
        return words.plain("chart", "Source: {source}", source=plan.source)
    return words.plain("chart", "Source: {source}", source=plan.entity.short_name)
