"""What is said of the progress report: to staff while it is made and signed, to people who ask for it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts import plan as plan_texts
from handlers.texts.fitting import PARAGRAPH, fitted
from locales import Formats, Words, clip
from participation.plan.report import ReportFacts
from participation.plan.report.writing import Signature
from participation.plan.views import CutView
from reports.progress_report.wording import has_own_name, title
from storage.models.followup import Report

LINE = Markup("\n")
LONG_TEXT, LONG_NAME = 300, 120
"""Characters of what staff wrote, as a card shows it."""


def cuts(found: Sequence[CutView], words: Words) -> Markup:
    """«Informe de avance»: which cut."""
    parts = [words.say("progress desk", "<b>Progress report</b>")]
    if found:
        parts.append(words.say("progress desk", "Choose the cut. The report tells it as it was published."))
    else:
        parts.append(words.say("progress desk", "No cut has been published yet. Publish one in «Plan»."))
    return PARAGRAPH.join(parts)


def name(cut: CutView, words: Words, formats: Formats) -> str:
    """A cut on its button."""
    if not has_own_name(cut.label, cut.on, formats):
        return formats.date(cut.on)
    return words.plain("progress desk", "{label} · {date}", label=clip(cut.label, 30), date=formats.date(cut.on))


def card(facts: ReportFacts, words: Words, formats: Formats) -> Markup:
    """The report of a cut before it is made: its version, who signs, its difficulties."""
    cut, signed = facts.plan.cut, facts.signed
    lines = [_title(facts, words, formats), plan_texts.data_until(facts.plan, words, formats)]
    if cut is not None and cut.version > 1:
        version = words.say(
            "progress desk", "Version {n}: {reason}", n=cut.version, reason=clip(cut.reason or "–", 300)
        )
        lines.append(version)
    by_hand = words.plain("progress desk", "a line to sign by hand")
    lines.append(words.say("progress desk", "Prepared by: {name}", name=clip(signed.prepared_by or by_hand, LONG_NAME)))
    lines.append(words.say("progress desk", "Approved by: {name}", name=clip(signed.approved_by or by_hand, LONG_NAME)))
    told = len(facts.difficulties)
    if told:
        lines.append(words.count("progress desk", "{n} difficulty written down", "{n} difficulties written down", told))
    else:
        lines.append(words.say("progress desk", "No difficulty is written down"))
    return LINE.join(lines)


def _title(facts: ReportFacts, words: Words, formats: Formats) -> Markup:
    cut = facts.plan.cut
    if cut is None:
        return words.say("progress desk", "<b>Progress report</b>")
    return Markup("<b>{}</b>").format(clip(title(cut, words, formats), LONG_NAME))


def difficulties(facts: ReportFacts, words: Words) -> Markup:
    """«Dificultades»: each with what is done about it."""
    parts = [words.say("progress desk", "<b>Difficulties and corrective actions</b>")]
    if not facts.difficulties:
        parts.append(words.say("progress desk", "None was written down. The report says so."))
    whole = words.plain("progress report", "The whole plan")
    none = words.plain("progress report", "None was written down.")
    for number, one in enumerate(facts.difficulties, start=1):
        lines = [
            Markup("<b>{}. {}</b>").format(number, clip(one.product or whole, LONG_NAME)),
            Markup("{}").format(clip(one.text, LONG_TEXT)),
            words.say("progress desk", "Action: {action}", action=clip(one.action or none, LONG_TEXT)),
        ]
        parts.append(LINE.join(lines))
    return fitted(parts, words.say("progress desk", "There are more. The report has them all."))


def ask_about(words: Words) -> Markup:
    """«Agregar dificultad»."""
    return words.say("progress desk", "What is the difficulty about?")


def ask_text(words: Words, most: str) -> Markup:
    """Which difficulty."""
    return words.say("progress desk", "Write the difficulty, with at most {most} characters.", most=most)


def ask_action(words: Words) -> Markup:
    """What is done about it."""
    return words.say("progress desk", "Write the corrective action: what is done about it.")


def ask_signature(which: Signature, words: Words) -> Markup:
    """Who signs."""
    if which is Signature.PREPARED:
        return words.say("progress desk", "Write the name and the post of who prepared the report.")
    return words.say("progress desk", "Write the name and the post of who approved the report.")


def full(facts: ReportFacts, words: Words, formats: Formats, *, is_coming: bool) -> Markup:
    """«Informe completo»: the figures in short, before the document."""
    plan = facts.plan
    head = LINE.join([_title(facts, words, formats), *plan_texts.heading(plan, words, formats)])
    said = (
        words.say("full report", "The report is long. I am making its PDF and send it here in a moment.")
        if is_coming
        else words.say("full report", "The report is in this PDF, with the proof of each product.")
    )
    return PARAGRAPH.join([head, LINE.join(plan_texts.figures(plan, words, formats)), said])


def cannot_open(words: Words) -> Markup:
    """Under the document."""
    return words.say("full report", "If you cannot open it, tap “Read it in messages”.")


def ready(report: Report, words: Words, formats: Formats) -> Markup:
    """The files that follow."""
    return words.say(
        "progress desk", "This is the progress report with data until {date}.", date=formats.date(report.last_day)
    )


def failed(report: Report, words: Words, formats: Formats) -> Markup:
    """It was not made, and what to do."""
    return words.say(
        "progress desk",
        "The progress report with data until {date} could not be made. Ask for it again or tell your engineer.",
        date=formats.date(report.last_day),
    )


def failed_for_anyone(words: Words) -> Markup:
    """The same, to a person."""
    return words.say("full report", "The PDF could not be made. Tap “Read it in messages”.")
