"""What people read around a dialogue event: sending a question, its answer, the survey, the commitments."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, PARAGRAPH, length, room_for
from locales import Formats, Phrase, Words, clip
from participation.dialogue.commitments import is_overdue
from participation.dialogue.questions import LONGEST
from participation.plan.values import is_link
from storage.models.cases import Case
from storage.models.events import Commitment, EventQuestion
from storage.models.plan import Event, EventState

LINE = Markup("\n")
LONG_TITLE, LONG_PROOF, MOST_COMMITMENTS = 120, 200, 10
SURVEY = {
    "useful": Phrase("survey", "Was it useful to you? 1: not at all. 5: very much."),
    "clear": Phrase("survey", "Was it easy to understand? 1: not at all. 5: very much."),
    "could_take_part": Phrase("survey", "Could you take part, ask or give your opinion?"),
    "would_come_again": Phrase("survey", "Would you come to another one?"),
}


# Sending a question


def prompt(event: Event, words: Words) -> Markup:
    """What becomes of a question, before it is written."""
    return PARAGRAPH.join(
        [
            words.say("question", "Write your question for “{event}” in one message.", event=title(event)),
            words.say(
                "question",
                "Whoever moderates the event reads it, without your name."
                " We keep this chat apart and encrypted, to answer you. Your rights: /privacidad",
            ),
        ]
    )


def ask_anew(words: Words) -> Markup:
    """«Corregir»."""
    return words.say("question", "Write your question anew, in one message.")


def only_text(words: Words) -> Markup:
    """A photo or a voice note where a question is awaited."""
    return words.say(
        "question", "A question for the event is only text. Write it, please. With files, send us an observation."
    )


def too_long(words: Words, formats: Formats) -> Markup:
    """What one can do with a long one."""
    return words.say(
        "question",
        "Your question is too long: it may have up to {n} characters. Write it shorter, or send us an observation.",
        n=formats.number(LONGEST),
    )


def card(event: Event, text: str, words: Words) -> Markup:
    """The question read back. It is sent by its button only."""
    return PARAGRAPH.join(
        [
            words.say("question", "<b>Read it before you send it</b>"),
            Markup("<blockquote>{}</blockquote>").format(text),
            LINE.join(
                [
                    words.say("question", "For: {event}", event=title(event)),
                    words.say("question", "Whoever moderates reads it. Your name is not shown."),
                ]
            ),
        ]
    )


def sent(event: Event, words: Words) -> Markup:
    """It is stored, and what happens now."""
    lines = [words.say("question", "<b>We received your question.</b>")]
    if event.state is EventState.POSTPONED:
        lines.append(words.say("question", "The event was postponed. We keep the questions that we received."))
    lines += [
        words.say("question", "It is answered live in the event, or here in writing."),
        words.say(
            "question",
            "If it is left over, it becomes a petition. Then we tell you its number and the date of the answer.",
        ),
    ]
    return LINE.join(lines)


def sent_already(words: Words) -> Markup:
    """A second press."""
    return words.say("question", "We had received that question already. You do not have to send it again.")


def nothing_to_send(words: Words) -> Markup:
    """The card of a question that was dropped or is older than seven days."""
    return words.say("question", "That question is not here any more. You can write it again.")


def dropped(words: Words) -> Markup:
    """«Cancelar»."""
    return words.say("question", "Done. We erased your question. Nothing was sent.")


def half_way(words: Words) -> Markup:
    """At /start."""
    return words.say("question", "You have a question that you have not sent. Do you want to go on?")


def reads_like_denuncia(words: Words) -> Markup:
    """Before a denuncia is read by more people than may read it."""
    return words.say(
        "question",
        "This reads like a denuncia. The questions of an event are read by more people. Register it as a denuncia.",
    )


def no_questions(event: Event, words: Words) -> Markup:
    """Why an event takes no questions any more."""
    return words.say(
        "question",
        "“{event}” takes no questions any more. You can send us an observation: /observar",
        event=title(event),
    )


# What its author is told


def answered(question: EventQuestion, event: Event, signed: str, words: Words) -> Markup:
    """The answer in writing."""
    return PARAGRAPH.join(
        [
            words.say("question", "<b>We answer your question for “{event}”</b>", event=title(event)),
            _asked(question),
            Markup("{}").format(question.answer or ""),
            Markup("{}").format(signed),
        ]
    )


def answered_live(question: EventQuestion, event: Event, words: Words) -> Markup:
    """It was answered in the event."""
    parts = [
        words.say("question", "<b>Your question was answered live in “{event}”</b>", event=title(event)),
        _asked(question),
    ]
    if event.recording and is_link(event.recording):
        parts.append(words.say("question", "Recording: {link}", link=event.recording))
    parts.append(words.say("question", "Is something missing? Write to us: /observar"))
    return PARAGRAPH.join(parts)


def became_petition(
    question: EventQuestion, event: Event, case: Case, receipt: str | None, words: Words, formats: Formats
) -> Markup:
    """Number and date of what was left over."""
    lines = [
        words.say("question", "Your case number: <b>{number}</b>", number=case.radicado),
        words.say(
            "question", "It counts from the day on which you asked: {date}.", date=formats.date(case.received_on)
        ),
    ]
    if case.due_on is not None:
        lines.append(words.say("question", "We answer you by {date} at the latest.", date=formats.date(case.due_on)))
    lines.append(words.say("question", "Keep the number. See how it goes: /mis_observaciones"))
    if receipt:
        lines.append(words.say("question", "Receipt: <code>{receipt}</code>.", receipt=receipt))
    head = words.say("question", "<b>Your question for “{event}” is a petition now</b>", event=title(event))
    return PARAGRAPH.join([head, _asked(question), LINE.join(lines)])


# The survey


def survey(event: Event, question: str, number: int, of: int, words: Words) -> Markup:
    """One question of the survey."""
    place = words.say("survey", "Question {n} of {of}", n=number, of=of)
    head = words.say("survey", "<b>How was “{event}”?</b>", event=title(event))
    said = words.say_phrase(SURVEY[question])
    if number > 1:
        return PARAGRAPH.join([head, LINE.join([place, said])])
    note = words.say("survey", "We count the answers without your name.")
    return PARAGRAPH.join([head, note, LINE.join([place, said])])


def survey_done(event: Event, words: Words) -> Markup:
    """After the last question."""
    return words.say(
        "survey", "Thank you. Your answers on “{event}” were saved, without your name.", event=title(event)
    )


def survey_empty(words: Words) -> Markup:
    """Every question was left out."""
    return words.say("survey", "You answered nothing, and nothing was saved.")


# Commitments


def commitments(found: Sequence[Commitment], room: int, today: date, words: Words, formats: Formats) -> Markup | None:
    """What was promised at an event, as everybody reads it; None where nothing was. `room` is in UTF-16 units."""
    if not found:
        return None
    head = words.say("commitment", "<b>Commitments</b>")
    lines = [commitment(one, today, words, formats) for one in found[:MOST_COMMITMENTS]]
    shown = room_for(lines, [head], LINE, room)
    return LINE.join([head, *shown]) if shown else None


def commitment(one: Commitment, today: date, words: Words, formats: Formats) -> Markup:
    """One commitment with who answers for it, by when, and whether it is done or overdue."""
    said = words.say("commitment", "{n}. {text} ({owner})", n=one.number, text=one.text, owner=one.owner)
    if one.done_on is not None:
        done = words.say("commitment", "Done on {date}: {proof}", date=formats.date(one.done_on), proof=_proof(one))
        return Markup(" ").join([said, done])
    if one.due_on is None:
        return Markup(" ").join([said, words.say("commitment", "Without a date yet.")])
    day = formats.date(one.due_on)
    if is_overdue(one, today):
        return Markup(" ").join([said, words.say("commitment", "▲ It was due on {date} and is not done.", date=day)])
    return Markup(" ").join([said, words.say("commitment", "By {date}.", date=day)])


def with_commitments(text: Markup, found: Sequence[Commitment], today: date, words: Words, formats: Formats) -> Markup:
    """The text of an event, and under it what was promised there as far as it fits."""
    said = commitments(found, MESSAGE - length(text) - 2, today, words, formats)
    return PARAGRAPH.join([text, said]) if said is not None else text


def _proof(one: Commitment) -> str:
    """A link is shown whole or not at all."""
    proof = one.proof or ""
    return proof if is_link(proof) else clip(proof, LONG_PROOF)


def _asked(question: EventQuestion) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(question.text)


def title(event: Event) -> str:
    """How a message calls an event."""
    return clip(event.title, LONG_TITLE)
