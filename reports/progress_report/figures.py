"""«Plan» and «Seguimiento»: what the plan is made of, and its two figures with their formula and a chart each."""

from collections.abc import Iterator

from locales import Formats, Words, in_sentence
from participation.plan.figures import Fraction
from reports.charts import bars
from reports.charts.bars import BarsPicture
from reports.charts.fractions import bar, percent, products
from reports.charts.picture import MOST_BARS, BigFigure
from reports.documents.model import Column, ColumnKind, Facts, Figures, Heading, Note, Paragraph, Part, Picture, Table
from reports.progress_report import wording
from reports.progress_report.report import ProgressReport

SHARE = 0.56


def both(report: ProgressReport, words: Words, formats: Formats) -> Figures:
    """The two figures that the reader is to remember."""
    plan = report.plan
    return Figures(
        _big(plan.year, words.plain("progress report", "of global progress of the plan"), report, words, formats),
        _big(plan.due, _of_period(report, words, formats), report, words, formats),
    )


def _big(fraction: Fraction, said: str, report: ProgressReport, words: Words, formats: Formats) -> BigFigure:
    counted = products(fraction, words, formats)
    shown = wording.added(counted) if report.adds_total else counted
    return BigFigure(percent(fraction, words, formats), said, shown)


def _of_period(report: ProgressReport, words: Words, formats: Formats) -> str:
    """In the seed's words "de ejecución I semestre"; without a cut, until today."""
    cut = report.plan.cut
    if cut is None:
        return words.plain("progress report", "of execution until today")
    if wording.has_own_name(cut.label, cut.on, formats):
        return words.plain("progress report", "of execution, {label}", label=cut.label)
    return words.plain("progress report", "of execution until {date}", date=formats.date(cut.on))


def composition(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    """«¿Cómo está compuesto el plan?»: its activities with their tasks, and how many products each has."""
    plan = report.plan
    yield Heading(words.plain("progress report", "Plan"), anchor="plan")
    name = in_sentence(report.plan_name)
    yield Heading(words.plain("progress report", "What is the {plan} made of?", plan=name), level=2)
    columns = (
        Column(words.plain("progress report", "Activity"), share=3.2),
        Column(words.plain("progress report", "Tasks"), share=4),
        Column(words.plain("progress report", "Products"), ColumnKind.NUMBER, share=1.3),
    )
    rows: list[tuple[str, str | None, int | None]] = [
        (
            f"{activity.number}. {activity.name}",
            "\n".join(dict.fromkeys(product.task_name for product in activity.products)),
            len(activity.products),
        )
        for activity in plan.activities
    ]
    for some in plan.unitemised:
        span = formats.dates(some.period.start, some.period.end)
        said = words.plain("progress report", "Products without detail, {dates}", dates=span)
        rows.append((wording.added(said) if some.inferred else said, None, some.quantity))
    if plan.year.programmed is not None:
        total = words.plain("progress report", "Total of products of the year")
        rows.append((wording.added(total) if report.adds_total else total, None, plan.year.programmed))
    yield Table(words.plain("progress report", "Activities, tasks and products"), columns, rows, whole_words=True)
    for some in plan.unitemised:
        if some.note:
            yield Note(some.note)


def follow_up(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    """«Seguimiento»: each figure with its words, how it is computed, and its chart."""
    yield Heading(words.plain("progress report", "Follow-up"), anchor="seguimiento")
    yield Note(words.plain("report", "Percentages are rounded down, never up."))
    yield from _global(report, words, formats)
    yield from _period(report, words, formats)


def _global(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    plan, until = report.plan, wording.until(report.plan.reference, formats)
    shown = percent(plan.year, words, formats)
    title = words.plain("progress report", "{percent} of global progress of the plan", percent=shown)
    yield Heading(title, level=2)
    yield Paragraph(words.plain("progress report", "Execution of the {plan}", plan=in_sentence(report.plan_name)))
    yield Paragraph(_what_is_compared(report, words, formats))
    yield _with_date(plan.year, report, words, formats)
    executed = words.plain("progress report", "Products executed by {until}", until=until)
    programmed = words.plain("progress report", "Products programmed for the year")
    yield _formula(plan.year, executed, programmed, report, words, formats)
    yield _chart(report, title, words.plain("progress report", "The whole plan"), plan.year, "anual", words, formats)


def _what_is_compared(report: ProgressReport, words: Words, formats: Formats) -> str:
    """In the seed's words "con corte junio"; a cut inside a month "con corte al 15 de junio"."""
    day = report.plan.reference
    until = wording.until(day, formats)
    if wording.ends_month(day):
        return words.plain(
            "progress report",
            "Total number of products programmed against those executed, at the cut of {until}.",
            until=until,
        )
    return words.plain(
        "progress report",
        "Total number of products programmed against those executed, by the cut of {until}.",
        until=until,
    )


def _period(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    plan, until = report.plan, wording.until(report.plan.reference, formats)
    title = f"{percent(plan.due, words, formats)} {_of_period(report, words, formats)}"
    yield Heading(title, level=2)
    yield _with_date(plan.due, report, words, formats)
    executed = words.plain("progress report", "Total number of products executed by {until}", until=until)
    programmed = words.plain("progress report", "Total number of products programmed by {until}", until=until)
    yield _formula(plan.due, executed, programmed, report, words, formats)
    whole = words.plain("progress report", "What was programmed by {until}", until=until)
    yield _chart(report, title, whole, plan.due, "periodo", words, formats)


def _with_date(fraction: Fraction, report: ProgressReport, words: Words, formats: Formats) -> Paragraph:
    """A figure with the products that it comes from and the day up to which it is told."""
    said = words.plain(
        "progress report",
        "{percent} ({products}), with data until {date}.",
        percent=percent(fraction, words, formats),
        products=products(fraction, words, formats),
        date=formats.date(report.plan.reference),
    )
    return Paragraph(wording.added(said) if report.adds_total else said)


def _formula(
    fraction: Fraction, executed: str, programmed: str, report: ProgressReport, words: Words, formats: Formats
) -> Facts:
    """The formula in words: what is divided by what, with the numbers."""
    numbers = (
        formats.number(fraction.executed),
        (words.plain("chart", "not known") if fraction.programmed is None else formats.number(fraction.programmed)),
    )
    pairs = [(executed, numbers[0]), (programmed, numbers[1])]
    if fraction.percent is not None:
        division = f"{numbers[0]} ÷ {numbers[1]} = {formats.percent(fraction.percent)}"
        name = words.plain("progress report", "The first divided by the second")
        pairs.append((name, division))
    if report.adds_total:
        pairs = [(name, wording.added(value)) for name, value in pairs]
    return Facts(tuple(pairs))


def _chart(
    report: ProgressReport, title: str, whole: str, fraction: Fraction, identifier: str, words: Words, formats: Formats
) -> Picture:
    """The whole first, then one bar an activity, as in the picture of the chat."""
    of_year = fraction is report.plan.year
    shown = [bar(whole, fraction, words, formats)]
    for activity in report.plan.activities[: MOST_BARS - 1]:
        own = activity.year if of_year else activity.due
        shown.append(bar(f"{activity.number}. {activity.short_name}", own, words, formats))
    main, accent = report.colours
    drawn = BarsPicture(title, tuple(shown), main, accent)
    caption = words.plain("progress report", "Executed: solid. Programmed and not executed: hatched.")
    if report.adds_activities:
        caption = wording.added(caption)
    return Picture(bars.svg(drawn, identifier=identifier), bars.description(drawn), caption, share=SHARE)
