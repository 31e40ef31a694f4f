"""Publishing and correcting a cut, as staff read it: dates, previews, refusals."""

from datetime import date

from markupsafe import Markup

from handlers.texts import changes
from handlers.texts.event_desk import reaches
from handlers.texts.fitting import MESSAGE, PARAGRAPH, room_for
from handlers.texts.plan import figure
from locales import Formats, Phrase, Words
from participation.notices import Reach
from participation.plan import publishing
from participation.plan.publishing import LONGEST_REASON, CutPreview, CutRefused
from participation.plan.views import CutView
from reports.progress_report.wording import has_own_name

LINE = Markup("\n")
ASK_DATE = Phrase(
    "cut desk",
    "Which date are the figures of? Tap one or write it. Publishing freezes them: a correction will be visible.",
)
ASK_OTHER_DATE = Phrase("cut desk", "Write the date, such as “30 June” or “15/05/2021”.")
NOT_A_DAY = Phrase("cut desk", "I do not understand that date. Write it as in “30 June 2021”.")
REFUSALS: dict[type[CutRefused], Phrase] = {
    publishing.CutInFuture: Phrase(
        "cut desk", "{date} has not come yet. A cut tells what has been done, so its date is today or earlier."
    ),
    publishing.CutPublished: Phrase("cut desk", "The cut of {date} is published already. It can be corrected."),
    publishing.LaterCutPublished: Phrase(
        "cut desk", "The cut of {date} is published already. A new cut has a later date."
    ),
    publishing.CutBeforePlan: Phrase("cut desk", "The plan begins on {date}. A cut has that date or a later one."),
    publishing.NothingToCorrect: Phrase(
        "cut desk",
        "There is nothing to correct: the plan says what was published. First correct it in «Products» or with Excel.",
    ),
    publishing.PlanChangedMeanwhile: Phrase("cut desk", "The plan has changed meanwhile. Look at the figures again."),
}


def refused(refusal: CutRefused, words: Words, formats: Formats) -> Markup:
    """Why it cannot be published, or corrected."""
    if isinstance(refusal, publishing.ReasonMissing):
        return words.say("cut desk", "Write the reason, in up to {n} letters.", n=formats.number(LONGEST_REASON))
    return words.say_phrase(REFUSALS[type(refusal)], date=formats.date(refusal.on) if refusal.on else "")


def nothing_to_publish(today: date, words: Words, formats: Formats) -> Markup:
    """Every day until today is in a cut that is published."""
    return words.say(
        "cut desk",
        "There is no new cut to publish: that of {date} is published already. Come back on a later day.",
        date=formats.date(today),
    )


def preview(found: CutPreview, reach: Reach, words: Words, formats: Formats) -> Markup:
    """What would be frozen, what is otherwise than at the cut before, and how many would be told."""
    cut = found.cut
    title = words.say("cut desk", "<b>Cut of {date}</b>", date=formats.date(cut.on))
    if has_own_name(cut.label, cut.on, formats):
        title = words.say("cut desk", "<b>Cut of {date}</b> · {label}", date=formats.date(cut.on), label=cut.label)
    ends = [
        reaches(reach, words, formats),
        words.say("cut desk", "These figures stay as they are. What you save later counts at the next cut."),
    ]
    between = []
    if found.changes is not None:
        said = changes.products(found.changes, words, formats)
        since = words.say("cut desk", "What changed since the cut before:")
        between = [since, *said] if said else [words.say("cut desk", "Nothing has changed since the cut before.")]
    return _whole([LINE.join([title, *_figures(found, words, formats)])], between, ends, words)


def correction(found: CutPreview, words: Words, formats: Formats) -> Markup:
    """What a correction would change, and that its reason is to be written."""
    asked = words.say("cut desk", "Write the reason of the correction.")
    return _whole([], _correction(found, words, formats), [asked], words)


def correction_to_publish(found: CutPreview, reason: str, reach: Reach, words: Words, formats: Formats) -> Markup:
    """The whole of a correction, with how many would be told."""
    ends = [
        words.say("cut desk", "Reason: {reason}", reason=reason),
        reaches(reach, words, formats),
        words.say("cut desk", "What was published stays readable beside the correction."),
    ]
    return _whole([], _correction(found, words, formats), ends, words)


def _whole(begin: list[Markup], between: list[Markup], ends: list[Markup], words: Words) -> Markup:
    """A message of which what is between is shortened where it does not fit."""
    more = words.say("cut desk", "There is more than fits here.")
    kept = room_for(between, [*begin, *ends, more], PARAGRAPH, MESSAGE)
    return PARAGRAPH.join([*begin, *kept, *([more] if len(kept) < len(between) else []), *ends])


def published(cut: CutView, words: Words, formats: Formats) -> Markup:
    """It is done."""
    return words.say("cut desk", "The cut of {date} is published.", date=formats.date(cut.on))


def corrected(cut: CutView, words: Words, formats: Formats) -> Markup:
    """It is done."""
    return words.say("cut desk", "The cut of {date} is corrected.", date=formats.date(cut.on))


def stays(cut: CutView, words: Words, formats: Formats) -> Markup:
    """After an import: what was published is not touched by it."""
    return words.say(
        "cut desk",
        "The published cut of {date} keeps its figures: what is new counts at the next one, and an error in it is"
        " corrected with “Correct cut”.",
        date=formats.date(cut.on),
    )


def _correction(found: CutPreview, words: Words, formats: Formats) -> list[Markup]:
    title = words.say("cut desk", "<b>Correction of the cut of {date}</b>", date=formats.date(found.cut.on))
    if found.changes is None:
        return [title]
    figures = changes.old_and_new(found.changes, words, formats)
    return [LINE.join([title, *figures]), *changes.products(found.changes, words, formats)]


def _figures(found: CutPreview, words: Words, formats: Formats) -> list[Markup]:
    until = formats.date(found.cut.on)
    return [
        words.say("progress", "How far we are this year: {figure}", figure=figure(found.state.year, words, formats)),
        words.say(
            "changes",
            "Of what was due until {date}: {figure}",
            date=until,
            figure=figure(found.state.due, words, formats),
        ),
    ]
