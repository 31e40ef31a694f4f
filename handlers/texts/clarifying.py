"""What the author of a case is told of what an office did with it."""

from markupsafe import Markup

from handlers.texts.observations import kind_name
from locales import Formats, Words
from storage.models.cases import Case
from storage.models.followup import Clarification, Extension

PARAGRAPH = Markup("\n\n")


def asked(case: Case, found: Clarification, words: Words, formats: Formats) -> Markup:
    """What staff need to know."""
    parts = [
        words.say("clarification", "About your case {number}, we need to ask you something:", number=case.radicado),
        Markup("<blockquote>{}</blockquote>").format(found.question),
        words.say("clarification", "Answer here by {date} at the latest.", date=formats.date(found.answer_by))
        if found.answer_by is not None
        else words.say("clarification", "Answer here when you can."),
    ]
    if found.stops_clock:
        parts.append(words.say("clarification", "Until you answer, our term to answer you stands still."))
    elif case.due_on is not None:
        date = formats.date(case.due_on)
        parts.append(words.say("clarification", "We still answer you by {date} at the latest.", date=date))
    return PARAGRAPH.join(parts)


def write_it(found: Clarification, words: Words) -> Markup:
    """After the button: what is to be written."""
    question = Markup("<blockquote>{}</blockquote>").format(found.question)
    return PARAGRAPH.join(
        [question, words.say("clarification", "Write your answer, or send a voice note or a document.")]
    )


def answered_before(case: Case, words: Words) -> Markup:
    """Nothing is awaited any more."""
    return words.say(
        "clarification", "In case {number} we are not waiting for an answer from you.", number=case.radicado
    )


def taken(case: Case, words: Words, formats: Formats) -> Markup:
    """The answer is with the case."""
    added = words.say("clarification", "Thank you. We added your answer to case {number}.", number=case.radicado)
    if case.due_on is None:
        return added
    due = words.say("case", "We answer you by {date} at the latest.", date=formats.date(case.due_on))
    return Markup("\n").join([added, due])


def extended(case: Case, made: Extension, words: Words, formats: Formats) -> Markup:
    """It takes longer, until when and why."""
    return PARAGRAPH.join(
        [
            words.say("clarification", "We need more time to answer your case {number}.", number=case.radicado),
            Markup("\n").join(
                [
                    words.say("clarification", "Before: {date}", date=formats.date(made.due_before)),
                    words.say("clarification", "Now, at the latest: {date}", date=formats.date(made.due_after)),
                    words.say("clarification", "Why: {reason}", reason=made.reason),
                ]
            ),
        ]
    )


def reclassified(case: Case, words: Words, formats: Formats) -> Markup:
    """What the case is treated as from now on, and by when it is answered."""
    lines = [
        words.say(
            "clarification",
            "We treat your case {number} as: {kind}",
            number=case.radicado,
            kind=kind_name(case.kind, case.petition, words),
        ),
        words.say("clarification", "What you sent stays as it is."),
    ]
    if case.due_on is not None:
        lines.append(words.say("case", "We answer you by {date} at the latest.", date=formats.date(case.due_on)))
    return Markup("\n").join(lines)
