"""What is said of follow-up reports: to staff while they are made and reviewed, to authors with their receipts."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Phrase, Words
from participation.reporting.periods import ReportPeriod
from participation.reporting.reviewing import ToReview
from storage.models.followup import Report, ReportState

LINE = Markup("\n")
MOST_OF_ONE, MOST_OF_SEVERAL = 900, 300
"""Characters of a text under review; the rest of a longer one is behind «Ver»."""
STATES = {
    ReportState.REQUESTED: Phrase("report desk", "waiting"),
    ReportState.MAKING: Phrase("report desk", "being made"),
    ReportState.READY: Phrase("report desk", "ready"),
    ReportState.PUBLISHED: Phrase("report desk", "published"),
    ReportState.FAILED: Phrase("report desk", "could not be made"),
}
KEPT_BACK = Phrase("report", "[text kept back]")


def home(latest: Sequence[Report], words: Words, formats: Formats) -> Markup:
    """«Informes»: what it is, and what was asked for last."""
    parts = [
        words.say("report desk", "<b>Follow-up report on the observations</b>"),
        words.say("report desk", "Choose the dates on which the cases were received."),
    ]
    if latest:
        listed = [_in_a_line(one, words, formats) for one in latest]
        parts.append(LINE.join([words.say("report desk", "Last ones:"), *listed]))
    return PARAGRAPH.join(parts)


def _in_a_line(one: Report, words: Words, formats: Formats) -> Markup:
    state = words.plain_phrase(STATES[one.state])
    days = formats.dates(one.first_day, one.last_day)
    if one.state is ReportState.PUBLISHED:
        return words.say("report desk", "{days}: {state}, version {n}", days=days, state=state, n=one.version)
    return words.say("report desk", "{days}: {state}", days=days, state=state)


def ask_days(words: Words) -> Markup:
    """«Otras fechas»."""
    return words.say("report desk", "Write the first and the last day. For example: 1 January to 30 June 2021.")


def not_days(words: Words) -> Markup:
    """No two days were read."""
    return words.say("report desk", "I do not understand those dates. Write them like this: 2021-01-01 2021-06-30.")


def period(
    days: ReportPeriod, cases: int, to_review: int, before: Report | None, words: Words, formats: Formats
) -> Markup:
    """The report of some days, before it is made."""
    lines = [
        words.say("report desk", "<b>Report of {days}</b>", days=formats.dates(days.first, days.last)),
        words.count("report desk", "{n} case", "{n} cases", cases),
        words.count("report desk", "{n} text to review", "{n} texts to review", to_review),
    ]
    if before is not None and before.published_at is not None:
        lines.append(
            words.say(
                "report desk",
                "Published: version {n}, on {date}",
                n=before.version,
                date=formats.date(formats.local(before.published_at).date()),
            )
        )
    return LINE.join(lines)


def progress(report: Report, words: Words, formats: Formats) -> Markup:
    """How far the making is; the message that says it is edited."""
    if report.state is ReportState.FAILED:
        return words.say("report desk", "The report could not be made.")
    if report.state in (ReportState.READY, ReportState.PUBLISHED):
        return words.say("report desk", "The report is ready.")
    if not report.all_rows:
        return words.say("report desk", "Preparing the report…")
    return words.say(
        "report desk",
        "Preparing the report: {done} of {all}",
        done=formats.number(report.done_rows),
        all=formats.number(report.all_rows),
    )


def ready(report: Report, words: Words, formats: Formats) -> Markup:
    """The files that follow."""
    return words.say(
        "report desk",
        "This is the report of {days}. It is not published: its texts may lack a review.",
        days=formats.dates(report.first_day, report.last_day),
    )


def published(report: Report, address: str | None, words: Words, formats: Formats) -> Markup:
    """It is public now."""
    lines = [
        words.say(
            "report desk",
            "The report of {days} is published. Version {n}.",
            days=formats.dates(report.first_day, report.last_day),
            n=report.version,
        ),
        words.say("report desk", "Root: <code>{root}</code>", root=report.root or ""),
    ]
    if address is not None:
        lines.append(words.say("report desk", "It is at {address}", address=address))
    lines.append(
        words.say("report desk", "Each person who sent a case sees its row with /caso. We sent no further message.")
    )
    return LINE.join(lines)


def failed(report: Report, why: str, words: Words, formats: Formats) -> Markup:
    """It was not made, and what to do."""
    days = formats.dates(report.first_day, report.last_day)
    if why == "NotReviewed":
        return words.say(
            "report desk",
            "I did not publish the report of {days}. Some texts changed and wait for a review.",
            days=days,
        )
    return words.say(
        "report desk", "The report of {days} could not be made. Ask for it again or tell your engineer.", days=days
    )


def too_large(name: str, megabytes: int, words: Words) -> Markup:
    """Telegram takes no file of this size."""
    return words.say(
        "report desk",
        "{name} has {n} MB, and Telegram takes 50. Ask your engineer for it.",
        name=name,
        n=megabytes,
    )


def ask_publish(cases: int, words: Words) -> Markup:
    """«Publicar», asked once."""
    return words.count(
        "report desk",
        "The report with {n} case will be public, with its files and its proof. Nobody gets a message."
        " Do you publish it?",
        "The report with {n} cases will be public, with its files and its proof. Nobody gets a message."
        " Do you publish it?",
        cases,
    )


def ask_reason(before: Report, words: Words) -> Markup:
    """A new version of what was published."""
    return words.say(
        "report desk",
        "Version {n} of that report is published and stays. Write why there is a new one.",
        n=before.version,
    )


def nothing_to_review(words: Words) -> Markup:
    """All of it is reviewed."""
    return words.say("report desk", "No text waits for a review.")


def one_text(found: ToReview, left: int, words: Words, formats: Formats) -> Markup:
    """One text beside what the person wrote, and the answer as it would be public."""
    case, proposed = found.case, found.proposed
    parts = [
        words.say("report desk", "<b>{number}</b> · {n} left", number=case.radicado, n=formats.number(left)),
        _titled(words.plain("report desk", "It would read like this"), proposed.text, words),
    ]
    if found.changes and case.text:
        parts.append(_titled(words.plain("report desk", "The person wrote"), case.text, words))
    if proposed.answer_text:
        parts.append(_titled(words.plain("report desk", "Answer"), proposed.answer_text, words))
    if proposed.reason_text:
        parts.append(_titled(words.plain("report desk", "Reason"), proposed.reason_text, words))
    return PARAGRAPH.join(parts)


def _titled(title: str, text: str, words: Words) -> Markup:
    most = MOST_OF_ONE
    shown = text if len(text) <= most else f"{text[:most]}…"
    return Markup("<b>{}</b>\n{}").format(title, shown or words.plain("report desk", "(without text)"))


def several_texts(found: Sequence[ToReview], left: int, words: Words) -> Markup:
    """Texts in which nothing personal was found, to be read one after the other."""
    parts = [words.count("report desk", "{n} text waits for a review.", "{n} texts wait for a review.", left)]
    for number, one in enumerate(found, start=1):
        text, answer = one.proposed.text, one.proposed.answer_text
        said = [Markup("<b>{}. {}</b>").format(number, one.case.radicado), Markup("{}").format(_short(text, words))]
        if answer:
            said.append(words.say("report desk", "Answer: {text}", text=_short(answer, words)))
        parts.append(LINE.join(said))
    return PARAGRAPH.join(parts)


def _short(text: str, words: Words) -> str:
    most = MOST_OF_SEVERAL
    return (text if len(text) <= most else f"{text[:most]}…") or words.plain("report desk", "(without text)")


def changed_meanwhile(words: Words) -> Markup:
    """Some of what was shown has changed."""
    return words.say("report desk", "Some of these texts changed meanwhile. Look at them again.")


def ask_correction(number: str, words: Words) -> Markup:
    """«Corregir»: the public version."""
    return words.say("report desk", "Write the text of case {number} as it will be public.", number=number)


def receipt_given(words: Words) -> Markup:
    """Under the file."""
    return words.say(
        "report", "Keep this file: it has all that you sent. With it you can check that your case is in the report."
    )


def path_given(words: Words) -> Markup:
    """Under the second file, after publication."""
    return words.say("report", "With this second file and the root of the report, your row is checked.")
