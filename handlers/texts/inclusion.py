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
    if found.is_verified:
        lines.append(
            words.say(
                "inclusion",
                "Your case is row {row} of the report. What you sent has not changed in our record.",
                row=formats.number(found.row),
            )
        )
    else:
        lines.append(
            words.say(
                "inclusion",
                "▲ Your case is row {row} of the report, but our record no longer matches it. Keep your receipt.",
                row=formats.number(found.row),
            )
        )
    if report.root:
        lines.append(words.say("inclusion", "Root of the report: <code>{root}</code>", root=report.root))
    return LINE.join(lines)
