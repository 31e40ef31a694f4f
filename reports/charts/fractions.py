"""How a fraction of the plan is written, wherever it is drawn or told: one wording for the chat and the reports."""

from locales import Formats, Words
from participation.plan.figures import Fraction
from reports.charts.picture import Bar


def percent(fraction: Fraction, words: Words, formats: Formats) -> str:
    """The percentage, or why there is none."""
    if fraction.programmed is None:
        return words.plain("chart", "not known")
    if fraction.percent is None:
        return words.plain("chart", "does not apply")
    return formats.percent(fraction.percent)


def products(fraction: Fraction, words: Words, formats: Formats) -> str:
    """The products that a percentage comes from: "4 de 15 productos"."""
    if fraction.programmed is None:
        return words.plain_count("chart", "{n} product done", "{n} products done", fraction.executed)
    if fraction.programmed == 0:
        return words.plain("chart", "nothing was programmed")
    done = formats.number(fraction.executed)
    return words.plain_count(
        "chart", "{executed} of {n} product", "{executed} of {n} products", fraction.programmed, executed=done
    )


def bar(name: str, fraction: Fraction, words: Words, formats: Formats) -> Bar:
    """A bar of a chart, with what is written in it."""
    return Bar(name, fraction.executed, fraction.programmed, _counted(fraction, words, formats))


def _counted(fraction: Fraction, words: Words, formats: Formats) -> str:
    if fraction.programmed is None:
        done = words.plain_count("chart", "{n} product done", "{n} products done", fraction.executed)
        return words.plain("chart", "{done}, the total is not known", done=done)
    if fraction.programmed == 0:
        return words.plain("chart", "does not apply: nothing programmed")
    executed, programmed = formats.number(fraction.executed), formats.number(fraction.programmed)
    return words.plain("chart", "{executed} of {programmed}", executed=executed, programmed=programmed)
