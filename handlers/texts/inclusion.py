"""What is said of a case in a published report: its row, and whether what is stored is still what was published."""

from markupsafe import Markup

from locales import Formats, Words
from participation.publication.inclusion import InReport

LINE = Markup("\n")


def in_report(found: InReport, words: Words, formats: Formats) -> Markup:
    """In the chat and on the page the same, in two or three lines."""
    report = found.report
    lines = [
        words.say(
            "inclusion",
            "Report of observations, {period}",
            period=formats.dates(report.first_day, report.last_day),
        )
    ]
    lines.append(row(found, words, formats))
    if report.root:
        lines.append(words.say("inclusion", "Root of the report: <code>{root}</code>", root=report.root))
    return LINE.join(lines)


def row(found: InReport, words: Words, formats: Formats) -> Markup:
    """The row alone, and whether it verified. A denuncia has no row that anybody reads, only its sealed leaf."""
    number = formats.number(found.row)
    if not found.is_verified:
        return words.say(
            "inclusion",
            "▲ Your case is row {row} of the report, but our record no longer matches it. Keep your receipt.",
            row=number,
        )
    if found.is_sealed:
        return words.say(
            "inclusion",
            "Your case is sealed in place {row} of the report's list. What you sent has not changed in our record.",
            row=number,
        )
    return words.say(
        "inclusion",
        "Your case is row {row} of the report. What you sent has not changed in our record.",
        row=number,
    )
